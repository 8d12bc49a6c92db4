//! `jianbao-exporters.toml`: the files that a project accepts for an exporter. It narrows and never names a file.
//!
//! ```toml
//! [[exporter]]
//! id = "org.example.markdown"
//! version = "1.2.0"            # optional
//!
//! [[exporter.hash]]
//! target = "x86_64-linux"
//! sha256 = "0f3a…"
//! ```
//!
//! An exporter that is listed must have the version and, where hashes are listed, one of those for this system. A pin
//! shows that a file drifted or was exchanged on its way. It does not help against somebody who can change the list.

use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

use crate::hash::is_sha256;
use crate::store::read_text;
use crate::{HostError, Problem};

/// Name of the list in a project's folder.
pub const PINS_NAME: &str = "jianbao-exporters.toml";

/// The pins of a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pins {
    path: PathBuf,
    list: List,
}

// A key that is not known might narrow too, so it is an error and not left aside.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    #[serde(default)]
    exporter: Vec<Pin>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pin {
    id: String,
    version: Option<String>,
    #[serde(default)]
    hash: Vec<PinnedHash>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct PinnedHash {
    target: String,
    sha256: String,
}

/// Label of the system that this program runs on: `x86_64-linux`.
pub fn target() -> String {
    format!("{}-{}", std::env::consts::ARCH, std::env::consts::OS)
}

impl Pins {
    /// The pins in a file; none where it does not exist.
    ///
    /// Errors: `Pinned` where it cannot be used.
    pub fn read(path: &Path) -> Result<Option<Self>, HostError> {
        let Some(text) = read_pins(path)? else { return Ok(None) };
        let list = parse(&text).map_err(|reason| Problem::Pins { path: path.to_owned(), reason })?;
        Ok(Some(Self { path: path.to_owned(), list }))
    }

    /// Whether anything is pinned for an id.
    pub fn mentions(&self, id: &str) -> bool {
        self.list.exporter.iter().any(|pin| pin.id == id)
    }

    /// Refuses an exporter that is listed and is not one of those that are meant. A version that is not known yet is not
    /// compared.
    ///
    /// Errors: `Pinned`.
    pub fn check(&self, id: &str, version: Option<&str>, sha256: &str) -> Result<(), HostError> {
        for pin in self.list.exporter.iter().filter(|pin| pin.id == id) {
            self.check_one(pin, version, sha256)?;
        }
        Ok(())
    }

    fn check_one(&self, pin: &Pin, version: Option<&str>, sha256: &str) -> Result<(), HostError> {
        let (id, pins) = (pin.id.clone(), self.path.clone());
        if let (Some(listed), Some(found)) = (&pin.version, version)
            && listed != found
        {
            let (found, listed) = (found.to_owned(), listed.clone());
            return Err(Problem::PinnedVersion { id, pins, found, listed }.into());
        }
        let target = target();
        let here = pin.hash.iter().filter(|hash| hash.target == target);
        let listed: Vec<String> = here.map(|hash| hash.sha256.to_ascii_lowercase()).collect();
        if pin.hash.is_empty() || listed.iter().any(|listed| listed == sha256) {
            return Ok(());
        }
        Err(Problem::PinnedHash { id, pins, target, found: sha256.to_owned(), listed }.into())
    }
}

/// The text of a list; none where the file does not exist.
///
/// Errors: `Pinned` where it is no text of a bearable size.
pub fn read_pins(path: &Path) -> Result<Option<String>, HostError> {
    if std::fs::symlink_metadata(path).is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
        return Ok(None);
    }
    let unusable = |reason| HostError::from(Problem::Pins { path: path.to_owned(), reason });
    let text = read_text(path).map_err(unusable)?;
    String::from_utf8(text).map(Some).map_err(|_| unusable("it is not UTF-8 text".to_owned()))
}

fn parse(text: &str) -> Result<List, String> {
    let list: List = toml_edit::de::from_str(text).map_err(|error| error.to_string().trim_end().to_owned())?;
    for hash in list.exporter.iter().flat_map(|pin| &pin.hash) {
        if !is_sha256(&hash.sha256.to_ascii_lowercase()) {
            return Err(format!("`{}` is not a SHA-256: 64 hexadecimal digits", hash.sha256));
        }
    }
    Ok(list)
}

/// The text of a list with one more hash; everything else in it, comments too, stays as it is. None where it is listed
/// already. `path` is for messages.
///
/// Errors: `Pinned` where the text is no list of pins.
pub fn pin(path: &Path, text: &str, id: &str, target: &str, sha256: &str) -> Result<Option<String>, HostError> {
    let unusable = |reason| HostError::from(Problem::Pins { path: path.to_owned(), reason });
    let list = parse(text).map_err(unusable)?;
    let same = |hash: &PinnedHash| hash.target == target && hash.sha256.eq_ignore_ascii_case(sha256);
    if list.exporter.iter().any(|pin| pin.id == id && pin.hash.iter().any(same)) {
        return Ok(None);
    }
    let mut document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| unusable(error.to_string()))?;
    let by_hand = || unusable("its tables are written in one line, so that the pin must be added by hand".to_owned());
    let exporters = document.entry("exporter").or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    let exporters = exporters.as_array_of_tables_mut().ok_or_else(by_hand)?;
    let known = exporters.iter().position(|exporter| exporter.get("id").and_then(Item::as_str) == Some(id));
    let at = known.unwrap_or_else(|| {
        let mut exporter = Table::new();
        exporter.insert("id", value(id));
        exporters.push(exporter);
        exporters.len() - 1
    });
    let exporter = exporters.get_mut(at).ok_or_else(by_hand)?;
    let hashes = exporter.entry("hash").or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    let hashes = hashes.as_array_of_tables_mut().ok_or_else(by_hand)?;
    let mut hash = Table::new();
    hash.insert("target", value(target));
    hash.insert("sha256", value(sha256));
    hashes.push(hash);
    Ok(Some(document.to_string()))
}

#[cfg(test)]
mod tests {
    use super::{Pins, parse, pin, target};
    use std::path::Path;

    const LIST: &str = "# kept\n[[exporter]]\nid = \"a.b\"\n\n[[exporter.hash]]\ntarget = \"else\"\nsha256 = \"";

    fn hash(digit: &str) -> String {
        digit.repeat(64)
    }

    #[test]
    fn a_pin_is_added_and_the_rest_kept() {
        let text = format!("{LIST}{}\" # kept too\n", hash("0"));
        let path = Path::new("pins.toml");
        let more = pin(path, &text, "a.b", "here", &hash("1")).unwrap().unwrap();
        assert!(more.starts_with(&text), "{more}");
        assert_eq!(parse(&more).unwrap().exporter[0].hash.len(), 2);
        assert_eq!(pin(path, &more, "a.b", "here", &hash("1")).unwrap(), None);
        let other = pin(path, &more, "c", "here", &hash("1")).unwrap().unwrap();
        assert_eq!(parse(&other).unwrap().exporter.len(), 2);
        let new = pin(path, "", "a.b", "here", &hash("1")).unwrap().unwrap();
        assert_eq!(
            new,
            format!("[[exporter]]\nid = \"a.b\"\n\n[[exporter.hash]]\ntarget = \"here\"\nsha256 = \"{}\"\n", hash("1"))
        );
    }

    #[test]
    fn what_is_no_list_is_refused() {
        let bad = ["x", "[[exporter]]", "[[exporter]]\nid = 1", "[[exporter]]\nid = \"a\"\nfile = \"x\"", "[other]"];
        for text in bad {
            assert!(parse(text).is_err(), "{text}");
            assert!(pin(Path::new("p"), text, "a", "t", &hash("1")).is_err(), "{text}");
        }
        assert!(parse(&format!("{LIST}abc\"")).unwrap_err().contains("not a SHA-256"));
        let inline = "exporter = [{ id = \"a\" }]";
        assert!(pin(Path::new("p"), inline, "a", "t", &hash("1")).unwrap_err().to_string().contains("by hand"));
    }

    #[test]
    fn pins_narrow() {
        let text = format!(
            "[[exporter]]\nid = \"a\"\nversion = \"2\"\n[[exporter.hash]]\ntarget = \"{}\"\nsha256 = \"{}\"\n[[exporter]]\nid = \"b\"\n[[exporter.hash]]\ntarget = \"mars\"\nsha256 = \"{}\"\n[[exporter]]\nid = \"c\"\nversion = \"3\"\n",
            target(),
            hash("A"),
            hash("a")
        );
        let pins = Pins { path: "pins.toml".into(), list: parse(&text).unwrap() };
        let cases = [
            (("a", "2", "a"), None),
            (("a", "1", "a"), Some("to version 2; this is 1")),
            (("a", "2", "b"), Some("not to this file")),
            (("b", "2", "a"), Some("is listed nothing")),
            (("c", "3", "b"), None),
            (("d", "3", "b"), None),
        ];
        for ((id, version, digit), expected) in cases {
            let found = pins.check(id, Some(version), &hash(digit));
            match expected {
                None => assert!(found.is_ok(), "{id} {version} {digit}"),
                Some(part) => assert!(found.unwrap_err().to_string().contains(part), "{id} {version} {digit}"),
            }
        }
    }
}
