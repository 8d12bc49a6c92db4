//! Writes a file beside its target and renames it: a reader never sees half a file.

use std::io::{self, Write};
use std::path::Path;

/// A temporary file that gets the permissions of an ordinary new file, not those of a secret.
fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder
}

/// Whether files can be written to a folder: tries it with one that is gone at once.
pub fn check_writable(folder: &Path) -> io::Result<()> {
    builder().tempfile_in(folder).map(drop)
}

/// Writes `bytes` to `target`. Without `replace`, a file that is already there is an error and stays as it is.
pub fn save(target: &Path, bytes: &[u8], replace: bool) -> io::Result<()> {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = builder().tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    let placed = if replace { file.persist(target) } else { file.persist_noclobber(target) };
    placed.map(drop).map_err(|error| error.error)
}
