//! Feeds in files, and what reading them gives as lines that are easy to compare.

use std::fs;
use std::path::PathBuf;

use jianbao_feed::{Ending, Item, Limits, Reader};
use tempfile::TempDir;

pub(crate) fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// Reads a file with these bytes.
pub(crate) fn read(bytes: impl AsRef<[u8]>) -> Vec<String> {
    read_with(bytes, Limits::default())
}

pub(crate) fn read_with(bytes: impl AsRef<[u8]>, limits: Limits) -> Vec<String> {
    let folder = folder();
    let path = folder.path().join("feed");
    fs::write(&path, bytes).unwrap();
    read_paths(&[path], limits)
}

pub(crate) fn read_paths(paths: &[PathBuf], limits: Limits) -> Vec<String> {
    Reader::open(paths, limits).map(|item| shown(&item)).collect()
}

/// `number@line:column text⏎` for a record; `!CODE #number@line:column` for what is wrong.
pub(crate) fn shown(item: &Item) -> String {
    match item {
        Item::Record(record) => format!(
            "{}{}@{}:{} {}{}",
            if record.alone { "alone " } else { "" },
            record.number,
            record.origin.line,
            record.origin.column,
            String::from_utf8_lossy(&record.bytes),
            match record.ending {
                Ending::File => "",
                Ending::Lf => "␊",
                Ending::CrLf => "␍␊",
                Ending::Cr => "␍",
                Ending::Element => ",",
            }
        ),
        Item::Wrong(wrong) => format!(
            "!{}{}{}",
            wrong.finding.code,
            wrong.number.map(|number| format!(" #{number}")).unwrap_or_default(),
            wrong.finding.position().map(|at| format!("@{}:{}", at.line, at.column)).unwrap_or_default()
        ),
    }
}
