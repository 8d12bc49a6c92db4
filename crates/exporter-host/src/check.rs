//! What an exporter wrote, checked before anybody sees it.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use crate::event::Done;
use crate::lines::printable;
use crate::{ExporterInfo, HostError, HostErrorKind, Limits, names};

/// A file in the job folder that passed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CheckedFile {
    pub(crate) name: String,
    pub(crate) role: String,
    pub(crate) path: PathBuf,
    pub(crate) size: u64,
}

/// Every listed file is a regular file inside `folder`, plausible for its extension; all are within limits; nothing else
/// is there.
pub(crate) fn outputs(
    folder: &Path,
    done: &Done,
    exporter: &ExporterInfo,
    limits: &Limits,
) -> Result<Vec<CheckedFile>, HostError> {
    if done.files.is_empty() {
        return Err(bad(exporter, "it wrote no file"));
    }
    if done.files.len() > limits.files {
        return Err(bad(exporter, &format!("it wrote more than {} files", limits.files)));
    }
    if !is_plain_folder(folder) {
        return Err(bad(exporter, "its output folder is not the one that it was given"));
    }
    let mut files: Vec<CheckedFile> = Vec::new();
    for listed in &done.files {
        if files.iter().any(|file| file.name == listed.name) {
            return Err(bad(exporter, &format!("`{}` is listed twice", listed.name)));
        }
        let path = folder.join(&listed.name);
        let size = regular_size(folder, &listed.name).map_err(|reason| bad(exporter, &reason))?;
        plausible(&path).map_err(|reason| bad(exporter, &format!("`{}` {reason}", listed.name)))?;
        let role = listed.role.clone().unwrap_or_else(|| role_by_extension(exporter, &path));
        files.push(CheckedFile { name: listed.name.clone(), role, path, size });
    }
    let total = files.iter().fold(0_u64, |total, file| total.saturating_add(file.size));
    if total > limits.output {
        return Err(bad(exporter, &format!("its files are larger than {} bytes", limits.output)));
    }
    refuse_unlisted(folder, &files).map_err(|reason| bad(exporter, &reason))?;
    Ok(files)
}

/// The size of a regular file that is reached without any link.
fn regular_size(folder: &Path, name: &str) -> Result<u64, String> {
    names::check(name).map_err(|reason| format!("`{name}` is not a name for a file: {reason}"))?;
    let mut path = folder.to_owned();
    let (folders, file) = name.rsplit_once('/').unwrap_or(("", name));
    for component in folders.split('/').filter(|component| !component.is_empty()) {
        path.push(component);
        if !is_plain_folder(&path) {
            return Err(format!("`{name}` is listed but its folder is not there or is a link"));
        }
    }
    let metadata = fs::symlink_metadata(path.join(file)).map_err(|_| format!("`{name}` is listed but not there"))?;
    if metadata.is_file() { Ok(metadata.len()) } else { Err(format!("`{name}` is not a regular file")) }
}

fn is_plain_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_dir())
}

/// The role of the first output with the extension of `path`; `main` where there is none.
fn role_by_extension(exporter: &ExporterInfo, path: &Path) -> String {
    let extension = extension_of(path);
    let found = exporter.outputs.iter().find(|output| output.extension.eq_ignore_ascii_case(&extension));
    found.map_or_else(|| "main".to_owned(), |output| output.role.clone())
}

fn extension_of(path: &Path) -> String {
    path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase()).unwrap_or_default()
}

/// Says why a file cannot be what its extension promises.
fn plausible(path: &Path) -> Result<(), String> {
    match extension_of(path).as_str() {
        "docx" | "docm" | "dotx" | "xlsx" | "xlsm" | "xltx" | "pptx" => office_package(path),
        "zip" => archive(path).map(drop),
        "html" | "htm" | "xhtml" | "xml" | "svg" | "txt" | "md" | "csv" | "json" => utf8(path),
        _ => Ok(()),
    }
}

fn office_package(path: &Path) -> Result<(), String> {
    match archive(path)?.index_for_name("[Content_Types].xml") {
        Some(_) => Ok(()),
        None => Err("is a zip archive without `[Content_Types].xml`".to_owned()),
    }
}

fn archive(path: &Path) -> Result<zip::ZipArchive<BufReader<File>>, String> {
    let file = File::open(path).map_err(|error| format!("cannot be opened: {error}"))?;
    zip::ZipArchive::new(BufReader::new(file)).map_err(|error| format!("is not a zip archive: {error}"))
}

/// Reads the file in pieces, so that its size costs no memory.
fn utf8(path: &Path) -> Result<(), String> {
    let mut file = File::open(path).map_err(|error| format!("cannot be opened: {error}"))?;
    let mut buffer = vec![0; 64 * 1024];
    let mut kept = 0;
    loop {
        let count = file.read(&mut buffer[kept..]).map_err(|error| format!("cannot be read: {error}"))?;
        let filled = kept + count;
        let valid = match std::str::from_utf8(&buffer[..filled]) {
            Ok(_) => filled,
            Err(error) if error.error_len().is_none() && count > 0 => error.valid_up_to(),
            Err(_) => return Err("is not UTF-8".to_owned()),
        };
        if count == 0 {
            return Ok(());
        }
        buffer.copy_within(valid..filled, 0);
        kept = filled - valid;
    }
}

fn refuse_unlisted(folder: &Path, files: &[CheckedFile]) -> Result<(), String> {
    let listed: BTreeSet<&Path> = files.iter().map(|file| file.path.as_path()).collect();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).map_err(|error| format!("its output folder cannot be read: {error}"))?;
        for entry in entries {
            let entry = entry.map_err(|error| format!("its output folder cannot be read: {error}"))?;
            let path = entry.path();
            let leads_to_one = || listed.iter().any(|file| file.starts_with(&path));
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) && leads_to_one() {
                folders.push(path);
            } else if !listed.contains(path.as_path()) {
                let name = printable(&entry.file_name().to_string_lossy());
                return Err(format!("it left `{name}` without listing it"));
            }
        }
    }
    Ok(())
}

fn bad(exporter: &ExporterInfo, reason: &str) -> HostError {
    let message = format!("the result of exporter {} cannot be used: {reason}", exporter.id);
    HostError::new(HostErrorKind::BadResult, message)
        .with_hint("nothing was written; report it to the author of the exporter")
}

#[cfg(test)]
mod tests {
    use super::{plausible, utf8};

    #[test]
    fn text_is_read_across_the_edge_of_the_buffer() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.html");
        std::fs::write(&path, format!("x{}", "监".repeat(50_000))).unwrap();
        assert_eq!(utf8(&path), Ok(()));
        std::fs::write(&path, &"监".as_bytes()[..2]).unwrap();
        assert!(plausible(&path).is_err());
    }

    #[test]
    fn a_word_file_is_a_package() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.docx");
        std::fs::write(&path, "not a zip").unwrap();
        assert!(plausible(&path).unwrap_err().starts_with("is not a zip archive"));
        let mut writer = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
        writer.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
        writer.finish().unwrap();
        assert!(plausible(&path).unwrap_err().contains("[Content_Types].xml"));
    }
}
