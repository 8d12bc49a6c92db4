//! An entry of the store: a folder named by the hash of the file in it, and `entry.json` with what is known about it.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::hash::sha256_of;
use crate::{Description, ExporterInfo, HostError, Plugin, Problem, names, raw, trust};

/// Name of the file that tells about an entry.
pub(super) const ENTRY_NAME: &str = "entry.json";
/// Version of its format.
pub(super) const FORMAT: u32 = 1;
/// Largest `entry.json` that is read: a description and a few lines.
const LARGEST: u64 = 4 << 20;

/// An exporter file that the user added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredExporter {
    folder: PathBuf,
    entry: Entry,
}

/// What `entry.json` says. Fields that this version does not know are ignored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    #[serde(rename = "entry")]
    pub(super) format: u32,
    pub(super) sha256: String,
    pub(super) file: String,
    pub(super) source: String,
    pub(super) added_by_version: String,
    pub(super) description: Description,
}

/// The version alone, so that a later format is told as such.
#[derive(Deserialize)]
struct Version {
    entry: u32,
}

impl StoredExporter {
    pub(super) fn new(folder: PathBuf, entry: Entry) -> Self {
        Self { folder, entry }
    }

    /// Reads the entry in a folder that is named `sha256`.
    pub(super) fn read(folder: &Path, sha256: &str) -> Result<Self, HostError> {
        let unusable =
            |reason: String| Problem::Entry { path: folder.to_owned(), sha256: sha256.to_owned(), reason }.into();
        let text = read_text(&folder.join(ENTRY_NAME)).map_err(unusable)?;
        let Version { entry: format } = serde_json::from_slice(&text).map_err(|error| unusable(error.to_string()))?;
        if format != FORMAT {
            return Err(unusable(format!("its format is {format}, this version of Jianbao knows {FORMAT}")));
        }
        let entry: Entry = serde_json::from_slice(&text).map_err(|error| unusable(error.to_string()))?;
        entry.check(sha256).map_err(unusable)?;
        trust::check_alone(folder)?;
        Ok(Self::new(folder.to_owned(), entry))
    }

    /// SHA-256 of the file in lower-case hexadecimal.
    pub fn sha256(&self) -> &str {
        &self.entry.sha256
    }

    /// Where the file came from.
    pub fn source(&self) -> &Path {
        Path::new(&self.entry.source)
    }

    /// The exporters in the file, as it described itself when it was added.
    pub fn exporters(&self) -> &[ExporterInfo] {
        &self.entry.description.exporters
    }

    /// The file in the store.
    pub fn path(&self) -> PathBuf {
        self.folder.join(&self.entry.file)
    }

    /// The exporter to be run; its file is hashed again before each run.
    ///
    /// Errors: `HashMismatch` where the file was changed, `MissingPlugin` where it is gone, `Exposed`.
    pub fn plugin(&self) -> Result<Plugin, HostError> {
        let path = self.path();
        let plugin = Plugin::at(&path).map_err(|error| self.changed(&path).unwrap_or(error))?;
        trust::check_alone(&path)?;
        Ok(plugin.with_sha256(self.sha256()).added())
    }

    /// The reason behind whatever is wrong with a file that is not the one that was added.
    fn changed(&self, path: &Path) -> Option<HostError> {
        let found = fs::metadata(path).is_ok_and(|metadata| metadata.is_file()).then(|| sha256_of(path).ok())??;
        let expected = self.sha256().to_owned();
        (found != expected).then(|| Problem::Changed { path: path.to_owned(), expected }.into())
    }
}

impl Entry {
    fn check(&self, sha256: &str) -> Result<(), String> {
        if self.sha256 != sha256 {
            return Err(format!("it is about the SHA-256 {}, its folder about another", self.sha256));
        }
        if self.file.contains('/') || self.file == ENTRY_NAME {
            return Err(format!("`{}` is no name for the file of an exporter", self.file));
        }
        names::check(&self.file).map_err(|reason| format!("`{}` is no name for a file: {reason}", self.file))?;
        self.description.check().map_err(|error| error.to_string())
    }
}

/// A text of a bearable size in a regular file, or why not.
pub(crate) fn read_text(path: &Path) -> Result<Vec<u8>, String> {
    let file = raw::open_without_waiting(path).map_err(|error| error.to_string())?;
    if !file.metadata().is_ok_and(|metadata| metadata.is_file()) {
        return Err(format!("{} is not a regular file", path.display()));
    }
    let mut text = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut text).map_err(|error| error.to_string())?;
    if text.len() as u64 > LARGEST { Err(format!("it has more than {LARGEST} bytes")) } else { Ok(text) }
}
