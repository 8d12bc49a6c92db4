//! Whether a file can be changed by somebody else, and files that nobody else can change.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

use std::fs;
use std::path::Path;

#[cfg(unix)]
use unix as system;
#[cfg(windows)]
use windows as system;

pub(crate) use system::{create_private_file, create_private_folder, is_usual_place, private_temporary_folder, seal};

use crate::{HostError, Problem};

/// Refuses a file that somebody else could change or exchange: it and all folders that lead to it must belong to the
/// user or the administrator and be writable by nobody else. A sticky folder such as `/tmp` does not count as safe.
///
/// `path` is real: absolute and without links.
pub(crate) fn check(path: &Path) -> Result<(), HostError> {
    path.ancestors().try_for_each(check_alone)
}

/// The same for the file or folder alone.
pub(crate) fn check_alone(path: &Path) -> Result<(), HostError> {
    let metadata = fs::symlink_metadata(path).map_err(|error| HostError::io("cannot read", path, error))?;
    match system::exposure(&metadata) {
        Some(how) => Err(Problem::Exposed { path: path.to_owned(), how }.into()),
        None => Ok(()),
    }
}
