//! Why a document cannot be written.

use std::fmt;

use jianbao_exporter_sdk::Pointer;

/// What is wrong, as a stable word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A text holds a character that a web page cannot hold.
    Text,
    /// A style is named that the document does not define, or a style states an impossible property.
    Style,
    /// A reference or a line of the contents names a block that does not exist, or an id is used twice.
    Reference,
    /// The cells of a table do not cover its grid exactly once.
    Grid,
    /// A page or a chart has an impossible size.
    Length,
    /// A chart has a value that no bar can show, or not one value for every category.
    Chart,
    /// A property of the file cannot be stored, for example a malformed language.
    Property,
    /// The document has no section.
    Empty,
}

impl ErrorKind {
    /// The stable code of the kind, for example `html.grid`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Text => "html.text",
            Self::Style => "html.style",
            Self::Reference => "html.reference",
            Self::Grid => "html.grid",
            Self::Length => "html.length",
            Self::Chart => "html.chart",
            Self::Property => "html.property",
            Self::Empty => "html.empty",
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
