//! `case.toml`: what a case does and expects.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A case. It runs in a fresh folder that holds the files of the case (all but the expectations), an empty folder `out`
/// and, where `base` or `layout` ask for them, `dataset.json` and `layout/`. Paths in `args` are relative to it, so
/// that outputs are the same on every machine.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// What the case shows, in one sentence.
    pub about: String,
    /// Arguments. `{example}` is the path of the example dataset.
    pub args: Vec<String>,
    /// Expected exit code.
    pub exit: i32,
    /// Environment of the run.
    #[serde(default)]
    pub env: BTreeMap<String, String>,
    /// File that is standard input; nothing by default.
    #[serde(default)]
    pub stdin: Option<String>,
    /// Dataset that is put into `dataset.json`.
    #[serde(default)]
    pub base: Option<Base>,
    /// Whether the small layout of the tests is put into `layout/`; files of the case replace its files.
    #[serde(default)]
    pub layout: bool,
    /// Edits of the files, in order.
    #[serde(default)]
    pub replace: Vec<Replace>,
    /// Files that are removed before the run.
    #[serde(default)]
    pub remove: Vec<String>,
    /// Folders that nobody may write; the case is left out where the user may write everywhere.
    #[serde(default)]
    pub read_only: Vec<String>,
    /// All files and folders that `out` must hold after the run, sorted; not looked at by default.
    #[serde(default)]
    pub files: Option<Vec<String>>,
    /// Files that must have these contents after the run.
    #[serde(default)]
    pub content: BTreeMap<String, String>,
}

/// A dataset that cases start from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Base {
    /// The example of the product.
    Example,
    /// The smallest sensible dataset, so that excerpts stay short.
    Minimal,
}

/// A textual edit. `from` must occur exactly once.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Replace {
    /// File, `dataset.json` by default.
    #[serde(default = "dataset")]
    pub file: String,
    /// Text that goes.
    pub from: String,
    /// Text that comes.
    pub to: String,
    /// How often `to` is written.
    #[serde(default = "once")]
    pub times: usize,
}

fn dataset() -> String {
    "dataset.json".to_owned()
}

fn once() -> usize {
    1
}
