//! Owners and permissions on Unix.

use std::fs::{self, DirBuilder, File, Metadata, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

use tempfile::{Builder, TempDir};

use crate::Exposure;

/// How somebody else could change what has these properties.
pub(crate) fn exposure(metadata: &Metadata) -> Option<Exposure> {
    let owner = metadata.uid();
    if owner != 0 && owner != rustix::process::geteuid().as_raw() {
        return Some(Exposure::Owner(owner));
    }
    match metadata.mode() {
        mode if mode & 0o1002 == 0o1002 => Some(Exposure::Shared),
        mode if mode & 0o002 != 0 => Some(Exposure::Everybody),
        mode if mode & 0o020 != 0 => Some(Exposure::Group),
        _ => None,
    }
}

/// Whether programs are usually kept there; permissions say all there is to say.
pub(crate) fn is_usual_place(_path: &Path) -> bool {
    true
}

/// Creates a folder, and those that lead to it, for the user alone.
pub(crate) fn create_private_folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path)
}

/// Creates a folder of a new name for the user alone, removed when it goes out of scope.
pub(crate) fn private_temporary_folder(prefix: &str, parent: &Path) -> io::Result<TempDir> {
    Builder::new().prefix(prefix).permissions(Permissions::from_mode(0o700)).tempdir_in(parent)
}

/// Creates a file for the user alone.
pub(crate) fn create_private_file(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}

/// Makes a file one that can be read and run, and not written.
pub(crate) fn seal(path: &Path) -> io::Result<()> {
    fs::set_permissions(path, Permissions::from_mode(0o500))
}
