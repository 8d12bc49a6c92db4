//! The example exporters, really loaded or started, on every document that the examples give.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test program")]

#[path = "example_exporters/conformance.rs"]
mod conformance;
#[path = "example_exporters/csv_files.rs"]
mod csv_files;
#[path = "common/documents.rs"]
mod documents;
#[path = "example_exporters/drawn.rs"]
mod drawn;
#[path = "example_exporters/made.rs"]
mod made;
#[path = "example_exporters/markdown.rs"]
mod markdown;
#[path = "example_exporters/refusals.rs"]
mod refusals;
#[path = "example_exporters/sanitised.rs"]
mod sanitised;
#[path = "example_exporters/support.rs"]
mod support;
#[path = "example_exporters/text.rs"]
mod text;
#[path = "example_exporters/width_table.rs"]
mod width_table;
