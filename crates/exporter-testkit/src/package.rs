//! The archive around the parts.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

/// A part larger than this is not read: a small file may claim to unpack to terabytes.
const MAX_PART: u64 = 1 << 30;

/// Reads all parts by name, folders left out.
pub(crate) fn read(bytes: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(|error| error.to_string())?;
        if file.is_dir() {
            continue;
        }
        let name = file.name().map_err(|error| error.to_string())?.to_string();
        let mut content = Vec::new();
        file.take(MAX_PART).read_to_end(&mut content).map_err(|error| error.to_string())?;
        if parts.insert(name.clone(), content).is_some() {
            return Err(format!("the part `{name}` is there twice"));
        }
    }
    Ok(parts)
}

/// Where a relationship target lies, seen from the part that has the relationship.
pub(crate) fn resolve(source: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut segments: Vec<&str> = source.split('/').collect();
    segments.pop();
    for segment in target.split('/') {
        match segment {
            "." | "" => {}
            ".." => {
                segments.pop();
            }
            other => segments.push(other),
        }
    }
    segments.join("/")
}

/// The part whose relationships a `.rels` part lists; empty for the package itself.
pub(crate) fn source_of(rels: &str) -> Option<String> {
    let (folder, file) = rels.rsplit_once('/')?;
    let folder = folder.strip_suffix("_rels")?;
    Some(format!("{folder}{}", file.strip_suffix(".rels")?))
}
