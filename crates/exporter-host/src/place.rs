//! From the job folder to the targets: a reader never sees half a file, and a failure leaves what was there.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::check::CheckedFile;
use crate::export::PlacedFile;
use crate::{HostError, HostErrorKind, Targets, raw};

/// Refuses targets that are known to exist, before the exporter runs for nothing.
pub(crate) fn check_early(targets: &Targets, replace: bool) -> Result<(), HostError> {
    match targets {
        Targets::Roles(paths) => paths.values().try_for_each(|path| check_free(path, replace)),
        Targets::Folder(_) => Ok(()),
    }
}

/// Copies every file beside its target, then moves them all into place.
pub(crate) fn place(files: &[CheckedFile], targets: &Targets, replace: bool) -> Result<Vec<PlacedFile>, HostError> {
    let mut staged: Vec<(&CheckedFile, NamedTempFile, PathBuf)> = Vec::new();
    for file in files {
        let target = target_of(file, targets)?;
        if staged.iter().any(|(_, _, other)| *other == target) {
            let message = format!("the exporter wrote two files in the role `{}`, which has one target", file.role);
            return Err(
                HostError::new(HostErrorKind::BadResult, message).with_hint("give it a folder instead of a file")
            );
        }
        check_free(&target, replace)?;
        staged.push((file, stage(&file.path, &target)?, target));
    }
    let mut placed: Vec<PlacedFile> = Vec::new();
    for (file, temporary, path) in staged {
        if let Err(error) = put(temporary, &path, replace) {
            take_back(&placed, replace);
            return Err(error);
        }
        placed.push(PlacedFile { role: file.role.clone(), path, size: file.size });
    }
    Ok(placed)
}

fn target_of(file: &CheckedFile, targets: &Targets) -> Result<PathBuf, HostError> {
    match targets {
        Targets::Folder(folder) => Ok(folder.join(&file.name)),
        Targets::Roles(paths) => paths.get(&file.role).cloned().ok_or_else(|| {
            let message =
                format!("the exporter wrote `{}` in the role `{}`, which has no target", file.name, file.role);
            HostError::new(HostErrorKind::BadResult, message).with_hint("give it a folder instead of a file")
        }),
    }
}

fn check_free(path: &Path, replace: bool) -> Result<(), HostError> {
    if !replace && fs::symlink_metadata(path).is_ok() { Err(exists(path)) } else { Ok(()) }
}

/// A complete copy beside the target, safe on disk.
fn stage(source: &Path, target: &Path) -> Result<NamedTempFile, HostError> {
    let folder = folder_of(target);
    let write = || -> io::Result<NamedTempFile> {
        fs::create_dir_all(folder)?;
        let mut temporary = raw::visible_temporary_file(folder)?;
        io::copy(&mut File::open(source)?, &mut temporary)?;
        temporary.as_file().sync_all()?;
        Ok(temporary)
    };
    write().map_err(|error| HostError::io("cannot write beside", target, error))
}

fn put(temporary: NamedTempFile, target: &Path, replace: bool) -> Result<(), HostError> {
    let result = if replace { temporary.persist(target) } else { temporary.persist_noclobber(target) };
    match result {
        Ok(_) => raw::sync_folder(folder_of(target)).map_err(|error| HostError::io("cannot write", target, error)),
        Err(failed) if !replace && failed.error.kind() == io::ErrorKind::AlreadyExists => Err(exists(target)),
        Err(failed) => Err(HostError::io("cannot write", target, failed.error)),
    }
}

/// Removes what this export had already put in place. A replaced file cannot be brought back, so it stays as it is.
fn take_back(placed: &[PlacedFile], replace: bool) {
    if !replace {
        for file in placed {
            // The first error is the one to report.
            let _ = fs::remove_file(&file.path);
        }
    }
}

fn folder_of(target: &Path) -> &Path {
    match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn exists(path: &Path) -> HostError {
    HostError::new(HostErrorKind::TargetExists, format!("{} exists and was not changed", path.display()))
        .with_hint("replace it with `--force`, or choose another name")
}
