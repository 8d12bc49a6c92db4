//! A new layout to start from: a small one that works, or a few lines on top of another.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Where a new layout begins and what it is called.
#[derive(Debug, Clone, Copy)]
pub struct NewLayout<'a> {
    /// Its id.
    pub id: &'a str,
    /// The layout it changes; none for one that stands alone.
    pub extends: Option<&'a str>,
}

const MANIFEST: &str = include_str!("scaffold/layout.toml");
const CHAPTER: &str = include_str!("scaffold/report.md.j2");
const FORM: &str = include_str!("scaffold/sheet.html.j2");
const EXTENDING: &str = include_str!("scaffold/extends.toml");

/// Writes a new layout into a folder that does not exist or is empty; returns the files. Nothing is replaced, and where
/// something fails, nothing is left behind.
pub fn scaffold(folder: &Path, new: &NewLayout<'_>) -> io::Result<Vec<PathBuf>> {
    let made = !folder.exists();
    if made {
        fs::create_dir(folder)?;
    } else if fs::read_dir(folder)?.next().is_some() {
        return Err(io::ErrorKind::DirectoryNotEmpty.into());
    }
    let mut written = Vec::new();
    let result = files(new).into_iter().try_for_each(|(name, text)| {
        let path = folder.join(name);
        let mut file = fs::File::options().write(true).create_new(true).open(&path)?;
        written.push(path);
        file.write_all(text.as_bytes())
    });
    match result {
        Ok(()) => Ok(written),
        Err(error) => {
            // What cannot be removed either is told by the error that comes first.
            for path in written {
                let _ = fs::remove_file(path);
            }
            if made {
                let _ = fs::remove_dir(folder);
            }
            Err(error)
        }
    }
}

fn files(new: &NewLayout<'_>) -> Vec<(&'static str, String)> {
    let with_id = |text: &str| text.replace("{id}", new.id);
    match new.extends {
        Some(base) => vec![("layout.toml", with_id(EXTENDING).replace("{base}", base))],
        None => vec![
            ("layout.toml", with_id(MANIFEST)),
            ("report.md.j2", CHAPTER.to_owned()),
            ("sheet.html.j2", FORM.to_owned()),
        ],
    }
}
