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
    /// Arguments. `{example}` is the path of the example dataset, `{sha256 FILE}` the hash of a file in the folder.
    pub args: Vec<String>,
    /// Arguments of runs before this one, which must succeed.
    #[serde(default)]
    pub before: Vec<Vec<String>>,
    /// Exporters that are put into the folder: files of `data/exporters`, or `broken.so`, the built one that misbehaves.
    #[serde(default)]
    pub exporters: Vec<String>,
    /// Whether the folder is one that nobody else can change, within the target folder; others are temporary.
    #[serde(default)]
    pub private: bool,
    /// Permissions that files and folders get (`go+w` and the like); the case is left out where there are none.
    #[serde(default)]
    pub chmod: BTreeMap<String, String>,
    /// Texts that are put behind the end of files between the runs before and this one, whoever may write them.
    #[serde(default)]
    pub append: BTreeMap<String, String>,
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
    /// Feeds that are made of the small dataset.
    #[serde(default)]
    pub feed: Vec<Feed>,
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

/// A feed of small datasets that differ in their ids, `minimal-1`, `minimal-2`, …, each without blanks and line breaks.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feed {
    /// The file.
    #[serde(default = "feed")]
    pub file: String,
    /// How many records it has.
    pub records: usize,
    /// How they are put together.
    #[serde(default)]
    pub form: FeedForm,
    /// Edits of single records.
    #[serde(default)]
    pub edit: Vec<RecordEdit>,
}

/// How the records of a feed are put together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FeedForm {
    /// One record a line.
    #[default]
    Lines,
    /// One record a line, lines ending as on Windows.
    CrLf,
    /// A JSON array on one line.
    Array,
    /// A JSON array with one record a line, indented by two.
    PrettyArray,
}

/// A textual edit of one record of a feed. `from` must occur exactly once in it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordEdit {
    /// Number of the record, from 1.
    pub record: usize,
    /// Text that goes.
    pub from: String,
    /// Text that comes.
    pub to: String,
    /// How often `to` is written.
    #[serde(default = "once")]
    pub times: usize,
}

impl Feed {
    /// The content of the file. Its records are made of a dataset.
    ///
    /// # Errors
    ///
    /// If an edit does not match exactly once, or the dataset is no JSON.
    pub fn text(&self, dataset: &str) -> Result<String, String> {
        let dataset: serde_json::Value = serde_json::from_str(dataset).map_err(|error| error.to_string())?;
        let dataset = dataset.to_string();
        let named = |number: usize| dataset.replacen("\"minimal\"", &format!("\"minimal-{number}\""), 1);
        let mut records: Vec<String> = (1..=self.records).map(named).collect();
        for RecordEdit { record, from, to, times } in &self.edit {
            let text = records.get_mut(record.wrapping_sub(1)).ok_or(format!("there is no record {record}"))?;
            match text.matches(from).count() {
                1 => *text = text.replace(from, &to.repeat(*times)),
                found => return Err(format!("`{from}` occurs {found} times in record {record}, not once")),
            }
        }
        Ok(match self.form {
            FeedForm::Lines => records.join("\n") + "\n",
            FeedForm::CrLf => records.join("\r\n") + "\r\n",
            FeedForm::Array => format!("[{}]", records.join(",")),
            FeedForm::PrettyArray => format!("[\n  {}\n]\n", records.join(",\n  ")),
        })
    }
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

fn feed() -> String {
    "feed.ndjson".to_owned()
}

fn once() -> usize {
    1
}
