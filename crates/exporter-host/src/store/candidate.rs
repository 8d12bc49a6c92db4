//! A file that may become an exporter of the user.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::hash::sha256;
use crate::{HostError, Plugin, PluginKind, Problem, raw, trust};

/// Largest file that is added: far more than a library with its run-time needs, far less than a disk.
pub(super) const LARGEST: u64 = 1 << 30;

/// A file that nobody else can change, looked at and not run: what is asked for consent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    path: PathBuf,
    kind: PluginKind,
    sha256: String,
    size: u64,
}

impl Candidate {
    /// Looks at a file.
    ///
    /// Errors: those of [`Plugin::at`]; `Exposed` where somebody else could change the file or a folder that leads to it;
    /// `NotAnExporter` for a file that is too large; `Io`.
    pub fn at(path: &Path) -> Result<Self, HostError> {
        let kind = Plugin::at(path)?.kind();
        let real = fs::canonicalize(path).map_err(|error| HostError::io("cannot resolve", path, error))?;
        trust::check(&real)?;
        let (file, size) = open(&real)?;
        let sha256 = sha256(&mut file.take(LARGEST)).map_err(|error| HostError::io("cannot read", &real, error))?;
        Ok(Self { path: real, kind, sha256, size })
    }

    /// Its real path: absolute, without links.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How it is run.
    pub fn kind(&self) -> PluginKind {
        self.kind
    }

    /// SHA-256 in lower-case hexadecimal.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Size in bytes.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Whether it lies where programs are usually kept. Windows only: elsewhere permissions decide.
    pub fn is_in_usual_place(&self) -> bool {
        trust::is_usual_place(&self.path)
    }

    /// Refuses it unless its SHA-256 is `expected`.
    pub fn expect(&self, expected: &str) -> Result<(), HostError> {
        let expected = expected.to_ascii_lowercase();
        if self.sha256 == expected {
            return Ok(());
        }
        Err(Problem::NotThatFile { path: self.path.clone(), found: self.sha256.clone(), expected }.into())
    }
}

/// Opens a regular file of a bearable size.
pub(super) fn open(path: &Path) -> Result<(File, u64), HostError> {
    let failed = |error| HostError::io("cannot read", path, error);
    let file = raw::open_without_waiting(path).map_err(failed)?;
    let metadata = file.metadata().map_err(failed)?;
    if !metadata.is_file() {
        return Err(failed(std::io::Error::other("it is not a regular file any more")));
    }
    match metadata.len() {
        size if size > LARGEST => Err(Problem::TooLarge { path: path.to_owned(), size, most: LARGEST }.into()),
        size => Ok((file, size)),
    }
}
