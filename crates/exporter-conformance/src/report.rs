//! The report: one entry a case.

use serde::Serialize;

use crate::Verdict;

/// What came of all cases that ran.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Version of this format, 1.
    pub report: u32,
    /// The exporter that was tried; absent where it did not describe itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exporter: Option<ExporterSummary>,
    /// The cases in the order in which they ran.
    pub cases: Vec<CaseResult>,
    /// How many of them failed.
    pub failed: usize,
}

/// Which exporter it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExporterSummary {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its name for people.
    pub title: String,
}

/// What came of a case.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CaseResult {
    /// Name of the case.
    pub name: String,
    /// What it asks, in English.
    pub what: String,
    /// How it ended.
    pub verdict: Verdict,
    /// The reason of a failure or a skip; a remark where it passed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// How long it took, all its children together.
    pub seconds: f64,
    /// The most memory that any of its children had, in bytes; absent where that cannot be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub peak_bytes: Option<u64>,
}
