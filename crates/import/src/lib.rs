//! Rows of the budget platform's standard tables as datasets.
//!
//! In go the bytes of a table (CSV in UTF-8 or GB 18030, a JSON array of rows, or one row a line); out come datasets as JSON, one a
//! project, and a finding for each doubt with its row and column. Facts that the rows do not have stay unknown; nothing is invented.

use jianbao_finding::{Check, Finding};

/// What the codes of this crate stand for.
pub const CHECKS: &[Check] = &[];

/// A table as it was handed over.
#[derive(Debug, Clone, Copy)]
pub struct Table<'a> {
    /// Name of the file for people.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// What an import gives.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Imported {
    /// One dataset a project, as indented JSON, in the order in which the projects first occur.
    pub datasets: Vec<Dataset>,
    /// Doubts, and what is missing for a dataset to be valid; in the order of the rows.
    pub findings: Vec<Finding>,
}

/// One dataset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dataset {
    /// Code of the project, or its name where it has no code; also what a file of it can be named after.
    pub key: String,
    /// The dataset as JSON.
    pub json: String,
}

/// Datasets from the rows of `PAY_PERF_MONITOR_INFO`, and of `PAY_PERF_MONITOR_TASK` where they were handed over.
#[must_use]
pub fn platform(_monitor: Table<'_>, _tasks: Option<Table<'_>>) -> Imported {
    Imported::default()
}
