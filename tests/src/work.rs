//! The folder in which a case runs.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::{Base, Case, Replace};

/// Files of a case that are no input.
const EXPECTATIONS: [&str; 3] = ["case.toml", "stdout.txt", "stderr.txt"];

/// A fresh folder, removed when this is dropped.
#[derive(Debug)]
pub struct Work {
    folder: TempDir,
}

impl Work {
    /// A folder with an empty `out` in it.
    ///
    /// # Panics
    ///
    /// If the file system refuses.
    #[must_use]
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(folder.path().join("out")).expect("the folder is empty");
        Self { folder }
    }

    /// The same within the target folder: no folder that leads to it can be changed by others, as `/tmp` can.
    ///
    /// # Panics
    ///
    /// If the file system refuses.
    #[must_use]
    pub fn private() -> Self {
        let folder = tempfile::tempdir_in(crate::target_dir()).expect("a folder in the target folder");
        fs::create_dir(folder.path().join("out")).expect("the folder is empty");
        Self { folder }
    }

    /// A folder with everything that a case needs.
    ///
    /// # Errors
    ///
    /// If a file is missing, or an edit does not match exactly once.
    pub fn of(case: &Case, files: &Path) -> Result<Self, String> {
        let work = if case.private { Self::private() } else { Self::new() };
        let base = match case.base {
            Some(Base::Example) => Some(crate::example()),
            Some(Base::Minimal) => Some(crate::root().join("tests/data/minimal.json")),
            None => None,
        };
        if let Some(base) = base {
            copy(&base, &work.path("dataset.json"))?;
        }
        if case.layout {
            copy(&crate::root().join("tests/data/layout"), &work.path("layout"))?;
        }
        for entry in entries(files)? {
            let name = entry.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if !EXPECTATIONS.contains(&name.as_str()) {
                copy(&entry, &work.path(&name))?;
            }
        }
        for name in &case.exporters {
            let from = match name.as_str() {
                "broken.so" => crate::artefact(&broken_exporters()),
                name => crate::root().join("tests/data/exporters").join(name),
            };
            copy(&from, &work.path(name))?;
        }
        for feed in &case.feed {
            let path = work.path(&feed.file);
            let text = feed.text(&minimal()).map_err(|error| format!("{}: {error}", feed.file))?;
            fs::create_dir_all(path.parent().unwrap_or(&path))
                .and_then(|()| fs::write(&path, text))
                .map_err(|error| format!("cannot write {}: {error}", feed.file))?;
        }
        for edit in &case.replace {
            work.edit(edit)?;
        }
        for file in &case.remove {
            fs::remove_file(work.path(file)).map_err(|error| format!("cannot remove {file}: {error}"))?;
        }
        Ok(work)
    }

    /// A path in the folder.
    #[must_use]
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The files and folders in `out`, sorted.
    ///
    /// # Errors
    ///
    /// If the folder cannot be read.
    pub fn outputs(&self) -> Result<Vec<String>, String> {
        let paths = entries(&self.path("out"))?;
        Ok(paths.iter().filter_map(|path| path.file_name()).map(|name| name.to_string_lossy().into_owned()).collect())
    }

    fn edit(&self, edit: &Replace) -> Result<(), String> {
        let path = self.path(&edit.file);
        let text = fs::read_to_string(&path).map_err(|error| format!("cannot read {}: {error}", edit.file))?;
        let found = text.matches(&edit.from).count();
        if found != 1 {
            return Err(format!("`{}` occurs {found} times in {}, not once", edit.from, edit.file));
        }
        let edited = text.replace(&edit.from, &edit.to.repeat(edit.times));
        fs::write(&path, edited).map_err(|error| format!("cannot write {}: {error}", edit.file))
    }
}

/// File name of the built exporter that misbehaves.
fn broken_exporters() -> String {
    format!("{}jianbao_broken_exporters{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX)
}

impl Default for Work {
    fn default() -> Self {
        Self::new()
    }
}

/// The smallest sensible dataset.
///
/// # Panics
///
/// If it cannot be read.
#[must_use]
pub fn minimal() -> String {
    fs::read_to_string(crate::root().join("tests/data/minimal.json")).expect("the dataset is there")
}

/// What a folder holds, sorted.
pub(crate) fn entries(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let failed = |error: &std::io::Error| format!("cannot read {}: {error}", folder.display());
    let entries = fs::read_dir(folder).map_err(|error| failed(&error))?;
    let mut paths = entries
        .map(|entry| entry.map(|entry| entry.path()).map_err(|error| failed(&error)))
        .collect::<Result<Vec<_>, _>>()?;
    paths.sort();
    Ok(paths)
}

/// Copies a file, or a folder into one that may be there already.
fn copy(from: &Path, to: &Path) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("cannot copy {}: {error}", from.display());
    if from.is_dir() {
        fs::create_dir_all(to).map_err(failed)?;
        return entries(from)?.iter().try_for_each(|path| match path.file_name() {
            Some(name) => copy(path, &to.join(name)),
            None => Ok(()),
        });
    }
    fs::copy(from, to).map(drop).map_err(failed)
}
