//! From paths to streams of bytes: files, folders and standard input, one after another.

use std::collections::VecDeque;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::vec::IntoIter;

use jianbao_finding::Finding;

use crate::checks::{self, BadLink};
use crate::record::Wrong;
use crate::unpack::Raw;

/// A file that is open.
pub(crate) struct Opened {
    pub(crate) name: Arc<str>,
    pub(crate) raw: Raw,
}

/// Walks over paths.
pub(crate) struct Walk {
    paths: VecDeque<PathBuf>,
    /// The folder that was named and the folders in it on the way to the next file.
    folders: Vec<Folder>,
    /// What the folder that was named really is.
    root: PathBuf,
    /// Whether the folder that was named had anything to say.
    found: bool,
}

struct Folder {
    path: PathBuf,
    names: IntoIter<OsString>,
}

impl Walk {
    pub(crate) fn new(paths: &[PathBuf]) -> Self {
        Self { paths: paths.iter().cloned().collect(), folders: Vec::new(), root: PathBuf::new(), found: false }
    }

    /// The next path that was named.
    fn named(&mut self) -> Option<Result<Opened, Box<Wrong>>> {
        let path = self.paths.pop_front()?;
        if path == Path::new("-") {
            return Some(Ok(Opened { name: "<stdin>".into(), raw: Box::new(io::stdin()) }));
        }
        if !path.is_dir() {
            return Some(open(&path));
        }
        self.found = false;
        match fs::canonicalize(&path).and_then(|root| Ok((root, Folder::open(path.clone())?))) {
            Ok((root, folder)) => {
                self.root = root;
                self.folders.push(folder);
                None
            }
            Err(error) => Some(Err(wrong(&path, |name| checks::unreadable(name, &error)))),
        }
    }

    /// What an entry of a folder gives, if anything.
    fn entry(&mut self, path: &Path) -> Option<Result<Opened, Box<Wrong>>> {
        let kind = match fs::symlink_metadata(path) {
            Ok(metadata) => metadata.file_type(),
            Err(error) => return Some(Err(wrong(path, |name| checks::unreadable(name, &error)))),
        };
        if kind.is_dir() {
            return match Folder::open(path.to_owned()) {
                Ok(folder) => {
                    self.folders.push(folder);
                    None
                }
                Err(error) => Some(Err(wrong(path, |name| checks::unreadable(name, &error)))),
            };
        }
        if kind.is_symlink() {
            return self.link(path);
        }
        if !is_feed(path) {
            return None;
        }
        if kind.is_file() { Some(open(path)) } else { Some(Err(wrong(path, checks::no_ordinary_file))) }
    }

    fn link(&self, path: &Path) -> Option<Result<Opened, Box<Wrong>>> {
        let why = match fs::canonicalize(path) {
            Ok(target) if target.is_dir() => BadLink::ToFolder,
            _ if !is_feed(path) => return None,
            Ok(target) if !target.starts_with(&self.root) => BadLink::Outside,
            Ok(_) => return Some(open(path)),
            Err(_) => BadLink::Broken,
        };
        Some(Err(wrong(path, |name| checks::link(name, why))))
    }
}

impl Iterator for Walk {
    type Item = Result<Opened, Box<Wrong>>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let Some(folder) = self.folders.last_mut() else {
                match self.named() {
                    None if self.folders.is_empty() => return None,
                    None => continue,
                    found => return found,
                }
            };
            if let Some(name) = folder.names.next() {
                let path = folder.path.join(name);
                if let Some(found) = self.entry(&path) {
                    self.found = true;
                    return Some(found);
                }
            } else if let Some(done) = self.folders.pop()
                && self.folders.is_empty()
                && !self.found
            {
                return Some(Err(wrong(&done.path, checks::empty_folder)));
            }
        }
    }
}

impl Folder {
    fn open(path: PathBuf) -> io::Result<Self> {
        Ok(Self { names: names(&path)?.into_iter(), path })
    }
}

/// The names in a folder in the order of their bytes, without hidden ones.
fn names(folder: &Path) -> io::Result<Vec<OsString>> {
    let mut names = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.file_name()))
        .collect::<io::Result<Vec<OsString>>>()?;
    names.retain(|name| !name.as_encoded_bytes().starts_with(b"."));
    names.sort_by(|a, b| a.as_encoded_bytes().cmp(b.as_encoded_bytes()));
    Ok(names)
}

/// Whether a file of a folder is read, by its name.
fn is_feed(path: &Path) -> bool {
    let name = path.file_name().map(OsStr::to_ascii_lowercase).unwrap_or_default();
    let name = name.as_encoded_bytes();
    let name = name.strip_suffix(b".gz").or(name.strip_suffix(b".zst")).unwrap_or(name);
    [".json", ".ndjson", ".jsonl"].iter().any(|ending| name.ends_with(ending.as_bytes()))
}

fn open(path: &Path) -> Result<Opened, Box<Wrong>> {
    match File::open(path) {
        Ok(file) => Ok(Opened { name: path.display().to_string().into(), raw: Box::new(file) }),
        Err(error) => Err(wrong(path, |name| checks::unreadable(name, &error))),
    }
}

fn wrong(path: &Path, why: impl FnOnce(&str) -> Finding) -> Box<Wrong> {
    let file: Arc<str> = path.display().to_string().into();
    let finding = why(&file);
    Box::new(Wrong { file, number: None, finding })
}

/// Bytes of all files; not known where one is no ordinary file.
pub(crate) fn total(paths: &[PathBuf]) -> Option<u64> {
    let mut total = 0;
    let mut folders = Vec::new();
    for path in paths {
        match fs::metadata(path) {
            _ if path == Path::new("-") => return None,
            Ok(metadata) if metadata.is_dir() => folders.push(path.clone()),
            Ok(metadata) if metadata.is_file() => total += metadata.len(),
            Ok(_) => return None,
            Err(_) => {}
        }
    }
    while let Some(folder) = folders.pop() {
        for path in names(&folder).unwrap_or_default().into_iter().map(|name| folder.join(name)) {
            match fs::symlink_metadata(&path) {
                Ok(metadata) if metadata.is_dir() => folders.push(path),
                Ok(metadata) if metadata.is_file() && is_feed(&path) => total += metadata.len(),
                _ => {}
            }
        }
    }
    Some(total)
}
