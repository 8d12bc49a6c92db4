//! Why there is no new exporter.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ScaffoldErrorKind {
    /// The name cannot be one.
    Name,
    /// The id cannot be one.
    Id,
    /// The folder holds something.
    NotEmpty,
    /// A file or folder cannot be written.
    Io,
}

/// Why there is no new exporter.
#[derive(Debug)]
pub struct ScaffoldError {
    kind: ScaffoldErrorKind,
    subject: String,
    suggestion: Option<String>,
    source: Option<io::Error>,
}

impl ScaffoldError {
    pub(crate) fn of_name(kind: ScaffoldErrorKind, name: &str, suggestion: Option<String>) -> Self {
        Self { kind, subject: name.to_owned(), suggestion, source: None }
    }

    pub(crate) fn not_empty(folder: &Path) -> Self {
        let subject = folder.display().to_string();
        Self { kind: ScaffoldErrorKind::NotEmpty, subject, suggestion: None, source: None }
    }

    pub(crate) fn io(path: &Path, source: io::Error) -> Self {
        let subject = path.display().to_string();
        Self { kind: ScaffoldErrorKind::Io, subject, suggestion: None, source: Some(source) }
    }

    /// What is wrong.
    #[must_use]
    pub fn kind(&self) -> ScaffoldErrorKind {
        self.kind
    }

    /// The name, the id or the path that is wrong.
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// A name or an id near the wrong one that would do.
    #[must_use]
    pub fn suggestion(&self) -> Option<&str> {
        self.suggestion.as_deref()
    }

    /// What the system said.
    #[must_use]
    pub fn io_error(&self) -> Option<&io::Error> {
        self.source.as_ref()
    }

    /// The path that is wrong, where one is.
    #[must_use]
    pub fn path(&self) -> Option<PathBuf> {
        matches!(self.kind, ScaffoldErrorKind::NotEmpty | ScaffoldErrorKind::Io).then(|| PathBuf::from(&self.subject))
    }
}

impl fmt::Display for ScaffoldError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let subject = &self.subject;
        match self.kind {
            ScaffoldErrorKind::Name => write!(out, "an exporter cannot have the name `{subject}`"),
            ScaffoldErrorKind::Id => write!(out, "an exporter cannot have the id `{subject}`"),
            ScaffoldErrorKind::NotEmpty => write!(out, "`{subject}` is not empty and was left alone"),
            ScaffoldErrorKind::Io => write!(out, "`{subject}` cannot be written"),
        }
    }
}

impl std::error::Error for ScaffoldError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|source| source as _)
    }
}
