//! Whether an output opens, and what text is in it, as far as its format is known.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use jianbao_exporter_testkit::docx_structure::check_docx;
use jianbao_exporter_testkit::xlsx_structure::check_xlsx;
use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

/// An entry of an archive that unpacks to more is not read further: a small file may claim to unpack to terabytes.
const LARGEST_ENTRY: u64 = 256 << 20;
/// How every zip archive with an entry begins.
const ZIP: &[u8] = b"PK\x03\x04";

/// Says why a file does not open.
pub(crate) fn check(name: &str, bytes: &[u8]) -> Result<(), String> {
    let first = |defects: Vec<_>| defects.first().map_or(Ok(()), |defect| Err(ToString::to_string(defect)));
    match extension(name).as_str() {
        "docx" => first(check_docx(bytes)),
        "xlsx" => first(check_xlsx(bytes)),
        "html" | "htm" => web_page(utf8(bytes)?),
        "xml" | "xhtml" | "svg" => well_formed(utf8(bytes)?),
        "json" => serde_json::from_slice::<serde_json::Value>(bytes).map(drop).map_err(|error| error.to_string()),
        "txt" | "md" | "csv" => utf8(bytes).map(drop),
        "zip" => entries(bytes).map(drop),
        _ if bytes.starts_with(ZIP) => entries(bytes).map(drop),
        _ => Ok(()),
    }
}

/// All text of a file without white space, because formats break lines where they like; absent where the format is not
/// known here.
pub(crate) fn text(name: &str, bytes: &[u8]) -> Option<String> {
    if bytes.starts_with(ZIP) {
        let texts = entries(bytes).ok()?.into_iter().filter_map(|(name, bytes)| text(&name, &bytes));
        return Some(texts.collect::<Vec<_>>().join("\n"));
    }
    let text = std::str::from_utf8(bytes).ok()?;
    let text = match extension(name).as_str() {
        "xml" | "html" | "htm" | "xhtml" | "svg" | "rels" => without_tags(text),
        _ => text.to_owned(),
    };
    Some(squeezed(&text))
}

/// Whether a text without white space holds `wanted`; a decimal may also stand without trailing zeros, as it does where a
/// number format puts them back.
pub(crate) fn holds(text: &str, wanted: &str) -> bool {
    let wanted = squeezed(wanted);
    text.contains(&wanted) || trimmed(&wanted).is_some_and(|short| text.contains(short))
}

/// A plain decimal without its trailing zeros.
fn trimmed(wanted: &str) -> Option<&str> {
    let digits = wanted.strip_prefix('-').unwrap_or(wanted);
    let plain = digits.contains('.') && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    plain.then(|| wanted.trim_end_matches('0').trim_end_matches('.'))
}

fn extension(name: &str) -> String {
    name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default()
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn utf8(bytes: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(bytes).map_err(|error| format!("it is not UTF-8: {error}"))
}

fn web_page(page: &str) -> Result<(), String> {
    let found = page.to_ascii_lowercase().contains("<html");
    if found { Ok(()) } else { Err("there is no `<html>` in it".to_owned()) }
}

fn well_formed(text: &str) -> Result<(), String> {
    let mut reader = Reader::from_str(text.trim_start_matches('\u{FEFF}'));
    let mut depth = 0_u64;
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Eof if depth == 0 => return Ok(()),
            Event::Eof => return Err("an element is not closed".to_owned()),
            _ => {}
        }
    }
}

/// The entries of an archive, all of them read. Names that would leave the folder they are unpacked into are refused.
fn entries(bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| format!("it is no zip archive: {error}"))?;
    let mut found = Vec::new();
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|error| error.to_string())?;
        let name = entry.name().map_err(|error| error.to_string())?.to_string();
        let leaves = name.starts_with('/') || name.contains(['\\', ':']) || name.split('/').any(|part| part == "..");
        if leaves {
            return Err(format!("its entry `{name}` would leave the folder that it is unpacked into"));
        }
        let mut content = Vec::new();
        let read = entry.take(LARGEST_ENTRY).read_to_end(&mut content);
        read.map_err(|error| format!("its entry `{name}` cannot be unpacked: {error}"))?;
        found.push((name, content));
    }
    Ok(found)
}

/// The text between tags, references resolved.
fn without_tags(markup: &str) -> String {
    let mut text = String::new();
    let mut rest = markup;
    while let Some(start) = rest.find('<') {
        text.push_str(&rest[..start]);
        rest = rest[start..].find('>').map_or("", |end| &rest[start + end + 1..]);
    }
    text.push_str(rest);
    quick_xml::escape::unescape(&text).map(Cow::into_owned).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::{check, holds, text};
    use std::io::Write;

    fn archive(name: &str, content: &str) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn files_that_do_not_open_are_told() {
        let evil = archive("../a.csv", "1");
        let cases: [(&str, &[u8], &str); 8] = [
            ("a.json", b"{", "EOF"),
            ("a.txt", b"\xFF", "not UTF-8"),
            ("a.html", b"<p>", "no `<html>`"),
            ("a.svg", b"<svg>", "not closed"),
            ("a.zip", b"PK", "no zip archive"),
            ("a.zip", &evil, "would leave the folder"),
            ("a.docx", b"x", "NoArchive"),
            ("a.xlsx", b"x", "NoArchive"),
        ];
        for (name, bytes, reason) in cases {
            let found = check(name, bytes).unwrap_err();
            assert!(found.contains(reason), "{name}: {found}");
        }
    }

    #[test]
    fn files_that_open_pass() {
        let good = archive("tables/a.csv", "1");
        let cases: [(&str, &[u8]); 5] =
            [("a.json", b"{}"), ("a.md", b""), ("a.zip", &good), ("a.bin", b"\xFF"), ("a.xml", b"<a><b/></a>")];
        for (name, bytes) in cases {
            assert_eq!(check(name, bytes), Ok(()), "{name}");
        }
    }

    #[test]
    fn text_is_found_across_tags_lines_and_archives() {
        let page = "<html><p>12 3</p>\n<p>a&amp;b</p></html>";
        let found = text("a.html", page.as_bytes()).unwrap();
        assert!(holds(&found, "123a&b"), "{found}");
        assert!(!holds(&found, "html"));
        let zipped = text("a.zip", &archive("a.csv", "甲,0.5")).unwrap();
        assert!(holds(&zipped, "甲") && holds(&zipped, "0.50") && !holds(&zipped, "0.51"));
        assert!(!holds(&zipped, "甲0"));
        assert_eq!(text("a.pdf", b"\xFF"), None);
    }
}
