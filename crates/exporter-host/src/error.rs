//! The one error of this crate: what went wrong, in words for the user, with what helps to find the cause.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::{LostFeature, Problem};

/// What went wrong with an exporter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum HostErrorKind {
    /// No such exporter, or its library is not there.
    MissingPlugin,
    /// The file is neither a library nor a program.
    NotAnExporter,
    /// The file is for another operating system or processor.
    WrongMachine,
    /// The file cannot be loaded as a library.
    NotALibrary,
    /// A library, but not an exporter.
    NoSymbol,
    /// An exporter for another major version of the interface.
    WrongAbi,
    /// The library's table is too short or lacks a function.
    BrokenTable,
    /// The library is not the one that its hash says.
    HashMismatch,
    /// A name or an id that several exporters have.
    Ambiguous,
    /// The file was added before, or the id of an exporter in it is taken.
    AlreadyAdded,
    /// Somebody else could change the file or a folder that leads to it.
    Exposed,
    /// The store of added exporters, or an entry in it, cannot be used.
    Store,
    /// The list of pins does not allow this exporter, or cannot be used.
    Pinned,
    /// The manifest of the bundled exporters cannot be used.
    Manifest,
    /// The exporter describes itself in a way that the protocol does not allow.
    BadDescription,
    /// The options do not fit the exporter.
    Options,
    /// The document uses features that the exporter would lose.
    Features,
    /// The exporter reads another version of the document model.
    Model,
    /// The exporter says that it cannot write this document; see [`HostError::code`].
    Failed,
    /// The exporter stopped because it was asked to.
    Cancelled,
    /// The exporter could not read the request.
    BadRequest,
    /// The exporter caught a fault of its own.
    Bug,
    /// The exporter wanted to write what it may not.
    Refused,
    /// The exporter's process ended by a signal or abnormally.
    Crashed,
    /// The exporter ended without saying that it was done, or said so twice.
    EndedEarly,
    /// The exporter took longer than the limit.
    TimedOut,
    /// The exporter's files are not what it announced.
    BadResult,
    /// A target exists and may not be replaced.
    TargetExists,
    /// The child program, or the exporter that is a program, could not be started.
    Spawn,
    /// A file or folder of ours could not be read or written.
    Io,
}

/// A failed call of the host. `Display` gives the message alone; hint, place and last output are asked for separately.
#[derive(Debug)]
pub struct HostError(Box<Inner>);

#[derive(Debug)]
struct Inner {
    kind: HostErrorKind,
    message: String,
    hint: Option<String>,
    code: Option<String>,
    pointer: Option<String>,
    stderr: String,
    job_dir: Option<PathBuf>,
    lost: Vec<LostFeature>,
    source: Option<io::Error>,
    problem: Option<Problem>,
}

impl HostError {
    pub(crate) fn new(kind: HostErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            message: message.into(),
            hint: None,
            code: None,
            pointer: None,
            stderr: String::new(),
            job_dir: None,
            lost: Vec::new(),
            source: None,
            problem: None,
        }))
    }

    /// An error of the operating system while doing `what` (`cannot read`) to `path`.
    pub(crate) fn io(what: &str, path: &Path, source: io::Error) -> Self {
        let mut error = Self::new(HostErrorKind::Io, format!("{what} {}: {source}", path.display()));
        error.0.source = Some(source);
        error
    }

    pub(crate) fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.0.hint = Some(hint.into());
        self
    }

    pub(crate) fn with_problem(mut self, problem: Problem) -> Self {
        self.0.problem = Some(problem);
        self
    }

    pub(crate) fn with_optional_hint(mut self, hint: Option<String>) -> Self {
        self.0.hint = hint;
        self
    }

    pub(crate) fn with_code(mut self, code: impl Into<String>) -> Self {
        self.0.code = Some(code.into());
        self
    }

    pub(crate) fn with_pointer(mut self, pointer: Option<String>) -> Self {
        self.0.pointer = pointer;
        self
    }

    pub(crate) fn with_stderr(mut self, stderr: &str) -> Self {
        stderr.clone_into(&mut self.0.stderr);
        self
    }

    pub(crate) fn with_job_dir(mut self, job_dir: PathBuf) -> Self {
        self.0.job_dir = Some(job_dir);
        self
    }

    pub(crate) fn with_lost(mut self, lost: Vec<LostFeature>) -> Self {
        self.0.lost = lost;
        self
    }

    /// What went wrong.
    pub fn kind(&self) -> HostErrorKind {
        self.0.kind
    }

    /// The values behind the message, where choosing, adding or pinning went wrong.
    pub fn problem(&self) -> Option<&Problem> {
        self.0.problem.as_ref()
    }

    /// What the user can do about it.
    pub fn hint(&self) -> Option<&str> {
        self.0.hint.as_deref()
    }

    /// The exporter's own stable code (`cell-too-long`), where the exporter gave the reason.
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// JSON pointer into the document, where the exporter gave one.
    pub fn pointer(&self) -> Option<&str> {
        self.0.pointer.as_deref()
    }

    /// The last 64 KiB that the exporter's process printed; empty where it printed nothing.
    pub fn stderr(&self) -> &str {
        &self.0.stderr
    }

    /// The features that the exporter would lose with their places, for [`HostErrorKind::Features`].
    pub fn lost(&self) -> &[LostFeature] {
        &self.0.lost
    }

    /// The job folder, where the caller asked to keep it.
    pub fn job_dir(&self) -> Option<&Path> {
        self.0.job_dir.as_deref()
    }
}

impl fmt::Display for HostError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0.message)
    }
}

impl std::error::Error for HostError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_ref().map(|source| source as _)
    }
}
