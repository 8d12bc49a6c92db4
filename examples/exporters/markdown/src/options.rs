//! What a user can choose.

use jianbao_exporter_sdk::schemars::{self, JsonSchema};
use jianbao_exporter_sdk::serde::{Deserialize, Serialize};

/// The options.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(crate = "jianbao_exporter_sdk::serde", default, deny_unknown_fields)]
#[schemars(crate = "schemars")]
pub struct Options {
    /// Puts title, author, date and language above the text, between lines of `---`
    pub front_matter: bool,
    /// How a table is typed; it is shown alike
    pub table_style: TableStyle,
    /// What becomes of merged cells, which a Markdown table does not have
    pub merged_cells: MergedCells,
    /// What is explained below the text
    pub footnotes: Footnotes,
}

/// How a table is typed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(crate = "jianbao_exporter_sdk::serde", rename_all = "snake_case")]
#[schemars(crate = "schemars")]
pub enum TableStyle {
    /// One space around each text
    #[default]
    Compact,
    /// Columns line up in an editor with a Chinese monospaced font
    Aligned,
}

/// What becomes of merged cells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(crate = "jianbao_exporter_sdk::serde", rename_all = "snake_case")]
#[schemars(crate = "schemars")]
pub enum MergedCells {
    /// Each of the cells has the text, so that a row can be read by itself
    #[default]
    Repeat,
    /// The first cell has the text, the others are empty
    Blank,
    /// A table with merged cells is written in HTML, where they stay merged
    Html,
}

/// What is explained below the text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(crate = "jianbao_exporter_sdk::serde", rename_all = "snake_case")]
#[schemars(crate = "schemars")]
pub enum Footnotes {
    /// Nothing
    None,
    /// Why a figure has no value
    #[default]
    Reasons,
    /// That, and how figures were computed
    Formulas,
}
