//! The exporters that a user added: private copies, each in a folder named by its SHA-256.
//!
//! Nothing is run because it lies here: an entry is added by consent to a hash, and the file is hashed again before each
//! run. What is not an entry is left alone; an entry that cannot be used disables itself and nothing else.

mod candidate;
mod entry;
mod home;

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

pub use candidate::Candidate;
pub use entry::StoredExporter;
pub(crate) use entry::read_text;
pub use home::user_home;

use crate::hash::{is_sha256, sha256_of};
use crate::{Description, Host, HostError, Plugin, Problem, names, raw, trust};
use entry::{ENTRY_NAME, Entry, FORMAT};

/// Folder of the store below the user's folder.
const FOLDER: &str = "exporters";
/// Begins the ids of the exporters that Jianbao brings along.
const RESERVED: &str = "jianbao.";
/// Name in the store of a file whose own name cannot be kept.
const PLAIN_NAME: &str = "exporter";

/// The exporters that a user added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Store {
    folder: PathBuf,
}

/// What is in a store.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Contents {
    /// What can be used, by id and hash.
    pub exporters: Vec<StoredExporter>,
    /// Why the other entries cannot be used.
    pub unusable: Vec<HostError>,
}

/// A private copy of a candidate that is not an entry yet.
struct Staged {
    folder: TempDir,
    file: String,
    plugin: Plugin,
}

impl Store {
    /// The store below a user's folder, see [`user_home`]; it need not exist.
    pub fn below(home: &Path) -> Self {
        Self { folder: home.join(FOLDER) }
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What is in it. Nothing is run.
    ///
    /// Errors: `Exposed` where somebody else could change the store; `Io`.
    pub fn contents(&self) -> Result<Contents, HostError> {
        let mut contents = Contents::default();
        for sha256 in self.hashes()? {
            match StoredExporter::read(&self.folder.join(&sha256), &sha256) {
                Ok(exporter) => contents.exporters.push(exporter),
                Err(error) => contents.unusable.push(error),
            }
        }
        contents.exporters.sort_by(|a, b| (&a.exporters()[0].id, a.sha256()).cmp(&(&b.exporters()[0].id, b.sha256())));
        Ok(contents)
    }

    /// Copies a candidate into the store, asks the copy what it is, and enters it. Whoever calls this has the user's
    /// consent to run the file with this hash. `version` is the calling program's own.
    ///
    /// Errors: `AlreadyAdded`, `HashMismatch` where the file was changed meanwhile, those of [`Host::describe`], `Io`.
    /// Nothing is left in the store then.
    pub fn add(&self, candidate: &Candidate, host: &Host, version: &str) -> Result<StoredExporter, HostError> {
        let mut there = self.contents()?;
        if let Some(same) = there.exporters.iter().find(|there| there.sha256() == candidate.sha256()) {
            return Err(already_added(same));
        }
        let of_it = |error: &HostError| match error.problem() {
            Some(Problem::Entry { sha256, .. }) => sha256 == candidate.sha256(),
            _ => false,
        };
        if let Some(broken) = there.unusable.iter().position(of_it) {
            return Err(there.unusable.swap_remove(broken));
        }
        let staged = self.stage(candidate)?;
        let description = host.describe(&staged.plugin)?;
        check_ids(&description, &there)?;
        let entry = Entry {
            format: FORMAT,
            sha256: candidate.sha256().to_owned(),
            file: staged.file.clone(),
            source: candidate.path().display().to_string(),
            added_by_version: version.to_owned(),
            description,
        };
        self.enter(staged, entry)
    }

    /// Removes an entry, whether it can be used or not. False where there is none.
    pub fn remove(&self, sha256: &str) -> Result<bool, HostError> {
        let folder = self.folder.join(sha256);
        if !is_sha256(sha256) || fs::symlink_metadata(&folder).is_err() {
            return Ok(false);
        }
        let failed = |error| HostError::io("cannot remove", &folder, error);
        // First out of sight in one step, so that nobody finds half an entry.
        let rest = self.private_folder(".removed-")?;
        fs::rename(&folder, rest.path().join(sha256)).map_err(failed)?;
        rest.close().map_err(failed)?;
        raw::sync_folder(&self.folder).map_err(failed).map(|()| true)
    }

    /// Names of the folders that are entries, sorted.
    fn hashes(&self) -> Result<Vec<String>, HostError> {
        let failed = |error| HostError::io("cannot read", &self.folder, error);
        let entries = match fs::read_dir(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries.map_err(failed)?,
        };
        trust::check_alone(&self.folder)?;
        let mut names = Vec::new();
        for entry in entries {
            let name = entry.map_err(failed)?.file_name().into_string();
            names.extend(name.ok().filter(|name| is_sha256(name)));
        }
        names.sort();
        Ok(names)
    }

    fn private_folder(&self, prefix: &str) -> Result<TempDir, HostError> {
        let failed = |error| HostError::io("cannot create a folder in", &self.folder, error);
        trust::create_private_folder(&self.folder).map_err(failed)?;
        trust::check_alone(&self.folder)?;
        trust::private_temporary_folder(prefix, &self.folder).map_err(failed)
    }

    /// Copies the file and hashes the copy: what was looked at and what is kept may differ by then.
    fn stage(&self, candidate: &Candidate) -> Result<Staged, HostError> {
        let folder = self.private_folder(".adding-")?;
        let name = candidate.path().file_name().and_then(|name| name.to_str()).unwrap_or(PLAIN_NAME);
        let usable = names::check(name).is_ok() && name != ENTRY_NAME;
        let file = if usable { name } else { PLAIN_NAME }.to_owned();
        let path = folder.path().join(&file);
        let (source, size) = candidate::open(candidate.path())?;
        let copy = || -> io::Result<String> {
            let mut target = trust::create_private_file(&path)?;
            io::copy(&mut (&source).take(size), &mut target)?;
            target.sync_all()?;
            drop(target);
            trust::seal(&path)?;
            sha256_of(&path)
        };
        let found = copy().map_err(|error| HostError::io("cannot copy to", &path, error))?;
        if found != candidate.sha256() {
            let expected = candidate.sha256().to_owned();
            return Err(Problem::NotThatFile { path: candidate.path().to_owned(), found, expected }.into());
        }
        let plugin = Plugin::at(&path)?.with_sha256(found);
        Ok(Staged { folder, file, plugin })
    }

    fn enter(&self, staged: Staged, entry: Entry) -> Result<StoredExporter, HostError> {
        let target = self.folder.join(&entry.sha256);
        let write = || -> io::Result<()> {
            let mut text = serde_json::to_vec_pretty(&entry)?;
            text.push(b'\n');
            let mut file: File = trust::create_private_file(&staged.folder.path().join(ENTRY_NAME))?;
            file.write_all(&text)?;
            file.sync_all()?;
            raw::sync_folder(staged.folder.path())?;
            fs::rename(staged.folder.path(), &target)?;
            raw::sync_folder(&self.folder)
        };
        if let Err(error) = write() {
            // Somebody else may have added it meanwhile.
            return Err(match StoredExporter::read(&target, &entry.sha256) {
                Ok(same) => already_added(&same),
                Err(_) => HostError::io("cannot write", &target, error),
            });
        }
        // It has another name now, and nothing is to be removed.
        let _ = staged.folder.keep();
        Ok(StoredExporter::new(target, entry))
    }
}

fn already_added(there: &StoredExporter) -> HostError {
    let ids = there.exporters().iter().map(|exporter| exporter.id.clone()).collect();
    Problem::AlreadyAdded { ids, sha256: there.sha256().to_owned() }.into()
}

/// Every id is free.
fn check_ids(description: &Description, there: &Contents) -> Result<(), HostError> {
    for exporter in &description.exporters {
        let id = exporter.id.clone();
        if id.starts_with(RESERVED) {
            return Err(Problem::Reserved { id }.into());
        }
        for stored in &there.exporters {
            if let Some(taken) = stored.exporters().iter().find(|taken| taken.id == id) {
                let (version, sha256) = (taken.version.clone(), stored.sha256().to_owned());
                return Err(Problem::IdTaken { id, version, sha256 }.into());
            }
        }
    }
    Ok(())
}
