//! Why an export failed, in words for the user.

use std::fmt;
use std::io;

use jianbao_exporter_abi::{JB_BAD_REQUEST, JB_BUG, JB_CANCELLED, JB_FAILED, JB_HOST_REFUSED, JbStatus};
use serde::Serialize;

/// Why an export failed: a stable code, a sentence, and where the exporter knows it a hint and a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExportError {
    #[serde(skip)]
    status: JbStatus,
    code: String,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
    #[serde(rename = "where", skip_serializing_if = "Option::is_none")]
    pointer: Option<String>,
}

impl ExportError {
    /// The document cannot be written: `code` is stable and in lower case with hyphens (`cell-too-long`), `message` is
    /// one English sentence without a full stop.
    pub fn new(code: impl Into<String>, message: impl Into<String>) -> Self {
        Self::of(JB_FAILED, code, message)
    }

    /// Adds what the user can do about it.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Adds where in the document it is, as a JSON pointer (`/sections/0/blocks/3`).
    #[must_use]
    pub fn at(mut self, pointer: impl Into<String>) -> Self {
        self.pointer = Some(pointer.into());
        self
    }

    /// The stable code.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The sentence.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What the user can do about it.
    pub fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }

    /// JSON pointer into the document.
    pub fn pointer(&self) -> Option<&str> {
        self.pointer.as_deref()
    }

    /// Whether the export stopped because the host asked it to.
    pub fn is_cancelled(&self) -> bool {
        self.status == JB_CANCELLED
    }

    /// Whether the host refused an output.
    pub fn is_refused(&self) -> bool {
        self.status == JB_HOST_REFUSED
    }

    /// Whether the request was not what the protocol says.
    pub fn is_bad_request(&self) -> bool {
        self.status == JB_BAD_REQUEST
    }

    /// Whether the exporter itself is at fault, for example after a panic.
    pub fn is_bug(&self) -> bool {
        self.status == JB_BUG
    }

    pub(crate) fn of(status: JbStatus, code: impl Into<String>, message: impl Into<String>) -> Self {
        Self { status, code: code.into(), message: message.into(), hint: None, pointer: None }
    }

    pub(crate) fn cancelled() -> Self {
        Self::of(JB_CANCELLED, "cancelled", "the export was cancelled")
    }

    pub(crate) fn refused(name: &str) -> Self {
        Self::of(JB_HOST_REFUSED, "output-refused", format!("the host refused output `{name}`"))
    }

    pub(crate) fn bad_request(message: impl Into<String>) -> Self {
        Self::of(JB_BAD_REQUEST, "bad-request", message)
    }

    pub(crate) fn status(&self) -> JbStatus {
        self.status
    }
}

impl fmt::Display for ExportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} ({})", self.message, self.code)
    }
}

impl std::error::Error for ExportError {}

/// Lets `?` be used on everything that writes: an error of an [`Output`](crate::Output) keeps its meaning, any other
/// error gets the code `io`.
impl From<io::Error> for ExportError {
    fn from(error: io::Error) -> Self {
        match error.downcast::<Self>() {
            Ok(own) => own,
            Err(other) => Self::new("io", other.to_string()),
        }
    }
}

impl From<ExportError> for io::Error {
    fn from(error: ExportError) -> Self {
        Self::other(error)
    }
}
