//! What a child says on its standard output, one JSON object a line.

use serde::{Deserialize, Serialize};

/// The code of a line on standard output that is no event.
pub(crate) const STRAY_LINE: &str = "not-an-event";

/// What a running export says.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event {
    /// A line for the user or for support.
    Log(LogLine),
    /// How far it is; a total of 0 means unknown.
    Progress {
        /// Steps done.
        done: u64,
        /// Steps in all.
        total: u64,
    },
}

/// A log line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogLine {
    /// `error`, `warn`, `info` or `debug`.
    pub level: String,
    /// The text.
    pub message: String,
    /// The exporter's code, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// JSON pointer into the document.
    #[serde(default, rename = "where", skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
}

/// Something of the document that the exporter could not keep.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Degraded {
    /// Name of the feature.
    pub feature: String,
    /// What became of it.
    #[serde(default)]
    pub message: String,
    /// JSON pointer into the document.
    #[serde(default, rename = "where", skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
}

/// An event as it travels.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub(crate) enum WireEvent {
    Log(LogLine),
    Progress { done: u64, total: u64 },
    Done(Done),
}

/// The last word of a child.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Done {
    pub(crate) status: i32,
    #[serde(default)]
    pub(crate) files: Vec<ListedFile>,
    #[serde(default)]
    pub(crate) degraded: Vec<Degraded>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) error: Option<WireError>,
    /// `load` when the exporter was never entered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) stage: Option<String>,
    /// What the entry of a native exporter itself returned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) returned: Option<i32>,
    /// The most memory that the child had, in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) peak_bytes: Option<u64>,
}

/// A file that the child wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ListedFile {
    pub(crate) name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) role: Option<String>,
}

/// Why it failed.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct WireError {
    #[serde(default)]
    pub(crate) code: String,
    #[serde(default)]
    pub(crate) message: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) hint: Option<String>,
    #[serde(default, rename = "where", skip_serializing_if = "Option::is_none")]
    pub(crate) pointer: Option<String>,
}

impl WireEvent {
    /// Reads a line; one that is no event is forwarded as a log line, never an error.
    pub(crate) fn read(line: &[u8]) -> Self {
        serde_json::from_slice(line).unwrap_or_else(|_| {
            let message = String::from_utf8_lossy(line).trim_end().to_owned();
            let code = Some(STRAY_LINE.to_owned());
            Self::Log(LogLine { level: "info".to_owned(), message, code, pointer: None })
        })
    }
}
