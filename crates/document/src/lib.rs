//! The neutral document: all that an exporter sees of a report.
//!
//! A [`Document`] holds sections with their page set-up, blocks, tables and inlines, the named styles they use, and the
//! figures that its values come from. It is complete (an exporter needs no other file to write the report) and
//! deterministic (maps are sorted, the only date in it comes from the dataset).
//!
//! This crate does not know datasets, layouts, templates or file formats.
//!
//! Lengths are whole twentieths of a point ([`Twips`]), font sizes whole half-points ([`HalfPoints`]): both are exact in
//! Word, and exact enough for print in everything else. No floating-point number occurs in a document.

mod block;
mod chart;
mod features;
mod figure;
mod inline;
mod page;
mod style;
mod table;
mod unknown;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use block::{Block, Heading, Paragraph, TableOfContents, TocEntry};
pub use chart::{Chart, ChartKind, ChartSeries};
pub use features::{Place, feature_places, features};
pub use figure::{DocumentFigure, Formula, FormulaInput};
pub use inline::{Inline, Reference, TextRun, Tone, TypedValue, ValueFormat, plain_text};
pub use page::{Band, Orientation, Page, PageNumber, PageNumberFormat, PageNumberPlace};
pub use style::{Alignment, Fonts, LineSpacing, ParagraphStyle, Styles};
pub use table::{Caption, Cell, CellParagraph, Column, Row, Table, VerticalAlignment};
pub use unknown::UnknownBlock;

/// The version of the document model that this crate describes; it is independent of the product's version.
pub const MODEL: &str = "1.0";

/// A length in twentieths of a point (1 mm is about 56.7).
pub type Twips = i32;

/// A font size in half-points (三号 is 16 pt, so 32).
pub type HalfPoints = u32;

/// One report, ready for an exporter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Document {
    /// Version of this model, `"1.0"`.
    pub model: String,
    /// What the file says about itself.
    pub properties: Properties,
    /// Everything the document uses that an exporter might not support; derived by [`features`], never written by hand.
    pub features: Vec<String>,
    /// The named styles; every style that a block names is defined here.
    pub styles: Styles,
    /// The sections, in order; each starts on a new page.
    pub sections: Vec<Section>,
    /// The ledger entries behind the values of the document, by figure id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub figures: BTreeMap<String, DocumentFigure>,
}

/// What a file says about itself in its properties.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Properties {
    /// Title of the report.
    pub title: String,
    /// What the report is about, for example the name of the form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Who prepared the report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Date of the report as `YYYY-MM-DD`: the only date an exporter may write into the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Language of the text as a BCP 47 tag, for example `zh-CN`.
    pub language: String,
    /// Where the report comes from: hashes of dataset and layout, versions, counts of findings. Keys are sorted.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub provenance: BTreeMap<String, String>,
}

/// A run of pages with one page set-up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Section {
    /// Identifier, unique among the sections.
    pub id: String,
    /// Paper, margins and grid.
    pub page: Page,
    /// Numbers on its pages; absent where the pages carry none (a cover).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_number: Option<PageNumber>,
    /// Text above the body of every page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<Band>,
    /// Text below the body of every page, beside the page number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub footer: Option<Band>,
    /// The content.
    pub blocks: Vec<Block>,
}

/// The JSON Schema (2020-12) of a document, for exporters in any language.
#[must_use]
pub fn schema() -> schemars::Schema {
    let mut schema = schemars::schema_for!(Document);
    schema.insert("$id".to_owned(), "urn:jianbao:schema:document:1.0".into());
    schema.insert("title".to_owned(), "Jianbao document 1.0".into());
    schema
}
