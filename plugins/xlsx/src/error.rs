//! Why a document cannot be written.

use std::fmt;

use rust_xlsxwriter::XlsxError;

use jianbao_exporter_sdk::Pointer;

/// What is wrong, as a stable word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A text holds a character that an Excel file cannot hold.
    Text,
    /// A cell holds more text than Excel takes.
    CellLength,
    /// A style is named that the document does not define, or a style states an impossible property.
    Style,
    /// The cells of a table do not cover its grid exactly once.
    Grid,
    /// A table has more rows or columns than a sheet.
    Size,
    /// A page set-up that Excel cannot store.
    Page,
    /// A property of the file cannot be stored, for example a malformed date.
    Property,
    /// The document has neither a table nor a chart.
    Empty,
    /// The package could not be put together; not the document's fault.
    Package,
}

impl ErrorKind {
    /// The stable code of the kind, for example `xlsx.grid`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Text => "xlsx.text",
            Self::CellLength => "xlsx.cell-length",
            Self::Style => "xlsx.style",
            Self::Grid => "xlsx.grid",
            Self::Size => "xlsx.size",
            Self::Page => "xlsx.page",
            Self::Property => "xlsx.property",
            Self::Empty => "xlsx.empty",
            Self::Package => "xlsx.package",
        }
    }
}

/// A document that cannot be written, with the place in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WriteError {
    kind: ErrorKind,
    pointer: String,
    message: String,
    hint: &'static str,
}

impl WriteError {
    pub(crate) fn new(kind: ErrorKind, at: &Pointer<'_>, message: impl Into<String>, hint: &'static str) -> Self {
        Self { kind, pointer: at.to_string(), message: message.into(), hint }
    }

    /// What is wrong.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// JSON pointer into the document, for example `/sections/0/blocks/3`.
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// The sentence for people, without the place.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What can be done about it.
    #[must_use]
    pub fn hint(&self) -> &str {
        self.hint
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {} (at `{}`)", self.kind.code(), self.message, self.pointer)
    }
}

impl std::error::Error for WriteError {}

impl From<XlsxError> for WriteError {
    /// Everything that the library refuses is checked before; what is left is not the document's fault.
    fn from(error: XlsxError) -> Self {
        let hint = "report this to the authors of the exporter";
        Self::new(ErrorKind::Package, &Pointer::ROOT, error.to_string(), hint)
    }
}
