//! Files into a folder, all of them or none.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::ScaffoldError;
use crate::files::NewFile;

/// Writes the files; what was made before something failed is removed again.
pub(crate) fn write(folder: &Path, files: &BTreeMap<String, NewFile>) -> Result<Vec<PathBuf>, ScaffoldError> {
    let mut made = Made::default();
    let result = make(folder, files, &mut made);
    if result.is_err() {
        made.remove();
    }
    result.map(|()| made.files)
}

fn make(folder: &Path, files: &BTreeMap<String, NewFile>, made: &mut Made) -> Result<(), ScaffoldError> {
    match fs::create_dir(folder) {
        Ok(()) => made.folders.push(folder.to_owned()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let mut entries = fs::read_dir(folder).map_err(|error| ScaffoldError::io(folder, error))?;
            if entries.next().is_some() {
                return Err(ScaffoldError::not_empty(folder));
            }
        }
        Err(error) => return Err(ScaffoldError::io(folder, error)),
    }
    for (name, file) in files {
        let path = name.split('/').fold(folder.to_owned(), |path, part| path.join(part));
        folders_above(&path, folder, made)?;
        write_file(&path, file, made).map_err(|error| ScaffoldError::io(&path, error))?;
    }
    Ok(())
}

fn folders_above(path: &Path, folder: &Path, made: &mut Made) -> Result<(), ScaffoldError> {
    let mut missing: Vec<&Path> =
        path.ancestors().skip(1).take_while(|above| *above != folder && !above.is_dir()).collect();
    missing.reverse();
    for above in missing {
        fs::create_dir(above).map_err(|error| ScaffoldError::io(above, error))?;
        made.folders.push(above.to_owned());
    }
    Ok(())
}

fn write_file(path: &Path, file: &NewFile, made: &mut Made) -> io::Result<()> {
    let mut handle = File::options().write(true).create_new(true).open(path)?;
    made.files.push(path.to_owned());
    handle.write_all(file.text.as_bytes())?;
    if file.executable {
        make_executable(&handle)?;
    }
    Ok(())
}

/// Whoever may read the file may also run it.
#[cfg(unix)]
fn make_executable(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = file.metadata()?.permissions().mode();
    file.set_permissions(fs::Permissions::from_mode(mode | ((mode & 0o444) >> 2)))
}

/// Elsewhere a file is run by its kind.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the signature is that of Unix")]
fn make_executable(_: &File) -> io::Result<()> {
    Ok(())
}

/// What was made so far, in order.
#[derive(Default)]
struct Made {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
}

impl Made {
    /// What cannot be removed either is told by the error that comes first.
    fn remove(&self) {
        for file in &self.files {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}
