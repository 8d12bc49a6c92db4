//! What stands between the margins: headings, paragraphs, tables, the table of contents.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Chart, Inline, Table, UnknownBlock};

/// A block of a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// A chapter or section heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table with its caption.
    Table(Table),
    /// A chart with its caption.
    Chart(Chart),
    /// The table of contents.
    TableOfContents(TableOfContents),
    /// What follows starts on a new page.
    PageBreak,
    /// A block of a kind that a later minor of the model added. Its feature is `block.` and the kind.
    #[serde(untagged)]
    #[schemars(skip)]
    Unknown(UnknownBlock),
}

/// A heading; its number is made by the renderer and is not part of `inlines`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Heading {
    /// Identifier, unique over headings, tables and charts; the target of references and contents.
    pub id: String,
    /// 1 for a chapter.
    pub level: u8,
    /// The number as printed, for example `一、`; absent where the heading has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The text after the number.
    pub inlines: Vec<Inline>,
    /// Name of the paragraph style.
    pub style: String,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Paragraph {
    /// Name of the paragraph style.
    pub style: String,
    /// Content, possibly empty.
    pub inlines: Vec<Inline>,
    /// Number or bullet of a list item as printed, for example `（1）`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
    /// JSON pointer into the dataset where the text comes from one field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
}

/// The table of contents: its entries are listed, so that no exporter has to find them again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TableOfContents {
    /// Title above the entries; absent where the section has its own heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Name of the paragraph style of the title.
    pub title_style: String,
    /// Deepest heading level listed.
    pub depth: u8,
    /// The entries, in order.
    pub entries: Vec<TocEntry>,
}

/// One line of the table of contents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TocEntry {
    /// Id of the heading.
    pub target: String,
    /// Level of the heading.
    pub level: u8,
    /// Number and text of the heading as printed.
    pub text: String,
    /// Name of the paragraph style.
    pub style: String,
}
