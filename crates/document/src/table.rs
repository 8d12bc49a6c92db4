//! Tables: a grid of columns, rows of cells with spans, a caption and a unit line.
//!
//! In each row `cells` lists only the cells that start there, from left to right. A cell that spans rows occupies its
//! columns in the rows below, where it is not listed again. Every row covers every column exactly once.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Alignment, Inline, Twips};

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Table {
    /// Identifier, unique over headings, tables and charts.
    pub id: String,
    /// Short name for people: of a sheet, or for those who hear the page read. It is not printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The caption above the table; absent for a form whose title is text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<Caption>,
    /// Line between caption and table, for example `单位：万元`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_line: Option<String>,
    /// Name of the paragraph style of the unit line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_line_style: Option<String>,
    /// The grid, left to right.
    pub columns: Vec<Column>,
    /// How many of the first rows are a header, repeated on every page.
    pub header_rows: u32,
    /// The rows.
    pub rows: Vec<Row>,
    /// Name of the paragraph style of cells that name none.
    pub cell_style: String,
    /// JSON pointer into the dataset where the table comes from one field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
}

/// The caption of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Caption {
    /// Word before the number, for example `表`.
    pub label: String,
    /// Number as printed, for example `1`; tables of one label are numbered from 1 in order.
    pub number: String,
    /// The text after the number.
    pub inlines: Vec<Inline>,
    /// Name of the paragraph style.
    pub style: String,
}

/// A column of the grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Column {
    /// Width; always above zero.
    pub width: Twips,
}

/// A row of the grid.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Row {
    /// The cells that start in this row, left to right.
    pub cells: Vec<Cell>,
    /// Least height.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height: Option<Twips>,
    /// The row starts a new page: what is merged down ends above it and its label is repeated in this row.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub break_before: bool,
    /// The row stays on the page of the one below it, because they share a merged cell.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub keep_with_next: bool,
    /// JSON pointer into the dataset of the record that the row shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Cell {
    /// Columns covered; absent means 1.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub column_span: u32,
    /// Rows covered; absent means 1.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub row_span: u32,
    /// Whether the cell is a heading of its row or column.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub header: bool,
    /// Placement across; absent where the style says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub align: Option<Alignment>,
    /// Placement from top to bottom.
    #[serde(default, skip_serializing_if = "VerticalAlignment::is_middle")]
    pub vertical: VerticalAlignment,
    /// The paragraphs; an empty list is an empty cell.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub paragraphs: Vec<CellParagraph>,
}

/// A paragraph in a cell.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CellParagraph {
    /// Name of the paragraph style where it differs from the table's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub style: Option<String>,
    /// The content.
    pub inlines: Vec<Inline>,
}

/// Placement of a cell's content from top to bottom.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum VerticalAlignment {
    /// At the top.
    Top,
    /// In the middle, as forms print it.
    #[default]
    Middle,
    /// At the bottom.
    Bottom,
}

impl VerticalAlignment {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
    fn is_middle(&self) -> bool {
        *self == Self::Middle
    }
}

fn one() -> u32 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_one(value: &u32) -> bool {
    *value == 1
}

impl Default for Cell {
    /// An empty cell of one column and row.
    fn default() -> Self {
        Self {
            column_span: 1,
            row_span: 1,
            header: false,
            align: None,
            vertical: VerticalAlignment::Middle,
            paragraphs: Vec::new(),
        }
    }
}

impl Cell {
    /// A cell of one column and row with one paragraph.
    #[must_use]
    pub fn of(inlines: Vec<Inline>) -> Self {
        Self { paragraphs: vec![CellParagraph { style: None, inlines }], ..Self::default() }
    }

    /// What a reader sees of it; paragraphs are separated by `\n`.
    #[must_use]
    pub fn plain_text(&self) -> String {
        let paragraphs: Vec<String> = self.paragraphs.iter().map(|p| crate::plain_text(&p.inlines)).collect();
        paragraphs.join("\n")
    }
}
