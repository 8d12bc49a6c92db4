//! The example exporters, really loaded or started, on every document that the examples give.
#![allow(clippy::unwrap_used, reason = "a test program")]

#[path = "example_exporters/width_table.rs"]
mod width_table;
