//! Owners and permissions on Windows, where the folders of a user are private by default: what matters is the hash.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io;
use std::path::Path;

use tempfile::{Builder, TempDir};

use crate::Exposure;

/// Folders in which only the user or an administrator can write, by the variables that name them.
const USUAL: [&str; 4] = ["USERPROFILE", "ProgramFiles", "ProgramFiles(x86)", "SystemRoot"];

/// Access lists are not read.
pub(crate) fn exposure(_metadata: &Metadata) -> Option<Exposure> {
    None
}

/// Whether it lies in a folder of the user or of programs.
pub(crate) fn is_usual_place(path: &Path) -> bool {
    let folders = USUAL.iter().filter_map(std::env::var_os);
    folders.filter_map(|folder| fs::canonicalize(folder).ok()).any(|folder| path.starts_with(folder))
}

/// Creates a folder, and those that lead to it.
pub(crate) fn create_private_folder(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)
}

/// Creates a folder of a new name, removed when it goes out of scope.
pub(crate) fn private_temporary_folder(prefix: &str, parent: &Path) -> io::Result<TempDir> {
    Builder::new().prefix(prefix).tempdir_in(parent)
}

/// Creates a file.
pub(crate) fn create_private_file(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

/// A read-only file could not be removed with its folder everywhere, and the hash is checked before each run anyway.
#[expect(clippy::unnecessary_wraps, reason = "the same signature on every system")]
pub(crate) fn seal(_path: &Path) -> io::Result<()> {
    Ok(())
}
