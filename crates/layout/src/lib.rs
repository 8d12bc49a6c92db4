//! Layout packages: an agency's required format as a folder of text files.
//!
//! A package is read from the templates embedded in this crate or from a folder, checked, and handed on as a [`Layout`]:
//! policies, words, typography, sections, tables, forms and the text of the templates.
//!
//! This crate does not know datasets or documents and renders nothing.

mod length;
mod library;
mod manifest;
mod package;
mod policies;
mod typography;

pub use length::{Length, Size};
pub use library::{LoadError, embedded, find, load_folder};
pub use manifest::{
    Align, ColumnSpec, FileSpec, FormSpec, Manifest, Numbering, SectionSpec, TableSpec, TotalSpec, UnitLine,
};
pub use package::{Layout, Package};
pub use policies::{Blank, Decimals, DisplayUnit, Lights, Policies, RateDenominator, ReceiptDenominator, Scores};
pub use typography::{FontPair, PageNumberSpec, PageSpec, StyleSpec, Typography};

/// The JSON Schema (2020-12) of `layout.toml`, for editors.
#[must_use]
pub fn schema() -> serde_json::Value {
    let mut schema = schemars::schema_for!(Manifest);
    schema.insert("$id".to_owned(), "urn:jianbao:schema:layout:1.0".into());
    schema.insert("title".to_owned(), "Jianbao layout 1.0".into());
    schema.to_value()
}
