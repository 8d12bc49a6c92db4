//! Where the bundled exporters are, and whether a library is the one it should be.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::hash::sha256_of;
use crate::{HostError, HostErrorKind, PluginKind, Problem, kind, raw};

/// The exporters that Jianbao brings along, by their short names.
pub const BUNDLED: [&str; 3] = ["docx", "xlsx", "html"];

/// Name of the manifest beside the installed exporters.
pub const MANIFEST_NAME: &str = "manifest.json";

/// Where the installed exporters lie, seen from the folder of the executable.
const INSTALLED: &str = "../lib/jianbao/exporters";

/// A library or a program that may be run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plugin {
    name: String,
    path: PathBuf,
    kind: PluginKind,
    sha256: Option<String>,
    origin: Origin,
}

/// Where an exporter came from, which decides what helps when its file is another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    Bundled,
    Named,
    Added,
}

/// The exporters that Jianbao brings along and that are there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registry {
    folder: PathBuf,
    plugins: Vec<Plugin>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Manifest {
    manifest: u32,
    exporters: Vec<ManifestEntry>,
}

#[derive(Debug, Serialize, Deserialize)]
struct ManifestEntry {
    name: String,
    file: String,
    sha256: String,
}

impl Plugin {
    /// A file that the user named: whoever calls this has the user's consent to run it. What it is shows in its content;
    /// nothing of it runs yet.
    pub fn at(path: &Path) -> Result<Self, HostError> {
        let path = std::path::absolute(path).map_err(|error| HostError::io("cannot resolve", path, error))?;
        let kind = kind::detect(&path)?;
        let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(Self { name, path, kind, sha256: None, origin: Origin::Named })
    }

    /// A bundled library, which goes by its manifest.
    fn bundled(name: &str, path: PathBuf, sha256: Option<String>) -> Self {
        Self { name: name.to_owned(), path, kind: PluginKind::Native, sha256, origin: Origin::Bundled }
    }

    /// The same file, known as one that the user added.
    pub(crate) fn added(mut self) -> Self {
        self.origin = Origin::Added;
        self
    }

    /// How it is run.
    pub fn kind(&self) -> PluginKind {
        self.kind
    }

    /// The same file, to be run only while its SHA-256 (lower-case hexadecimal) is this one.
    #[must_use]
    pub fn with_sha256(mut self, sha256: impl Into<String>) -> Self {
        self.sha256 = Some(sha256.into());
        self
    }

    /// The SHA-256 that its file must have to be run, where it is bound to one.
    pub fn bound_to(&self) -> Option<&str> {
        self.sha256.as_deref()
    }

    /// Short name of a bundled exporter (`docx`), or the file name without extension.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Absolute path of the file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// SHA-256 of the file as it is now, in lower-case hexadecimal.
    pub fn sha256(&self) -> Result<String, HostError> {
        sha256_of(&self.path).map_err(|error| HostError::io("cannot read", &self.path, error))
    }

    /// Refuses a file that is not there, not the expected one or may not be started. Called before every run.
    pub(crate) fn check(&self) -> Result<(), HostError> {
        if !self.path.is_file() {
            return Err(missing(&self.name, &self.path, self.origin == Origin::Bundled));
        }
        if self.kind == PluginKind::Program && !raw::is_executable(&self.path) {
            let message = format!("exporter {} is not executable", kind::shown(&self.path));
            return Err(HostError::new(HostErrorKind::Spawn, message).with_hint("`chmod +x` makes it so"));
        }
        let Some(expected) = &self.sha256 else { return Ok(()) };
        let found = self.sha256()?;
        if found == *expected { Ok(()) } else { Err(self.changed(&found, expected)) }
    }

    fn changed(&self, found: &str, expected: &str) -> HostError {
        let path = self.path.clone();
        match self.origin {
            Origin::Added => return Problem::Changed { path, expected: expected.to_owned() }.into(),
            Origin::Named => {
                let (found, expected) = (found.to_owned(), expected.to_owned());
                return Problem::NotThatFile { path, found, expected }.into();
            }
            Origin::Bundled => {}
        }
        let message =
            format!("exporter library {} was changed: its SHA-256 is {found}, not {expected}", path.display());
        HostError::new(HostErrorKind::HashMismatch, message).with_hint("install Jianbao again")
    }
}

impl Registry {
    /// The bundled exporters for an executable in `executable_dir`.
    ///
    /// When `development_dir` is that very folder (the profile folder that a development build compiled in), the libraries
    /// lie beside the executable. Otherwise they lie in `../lib/jianbao/exporters` and go by its manifest of hashes.
    /// Nothing else is searched. No manifest means no exporters; [`Registry::get`] then says where it looked.
    pub fn bundled(executable_dir: &Path, development_dir: Option<&Path>) -> Result<Self, HostError> {
        if development_dir.is_some_and(|folder| same_folder(folder, executable_dir)) {
            return Ok(Self::beside(executable_dir));
        }
        Self::installed(&executable_dir.join(INSTALLED))
    }

    /// The folder in which they are.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The plugin with a short name, or an error that says where it was looked for.
    pub fn get(&self, name: &str) -> Result<&Plugin, HostError> {
        let found = self.plugins.iter().find(|plugin| plugin.name == name);
        found.ok_or_else(|| missing(name, &self.folder, BUNDLED.contains(&name)))
    }

    /// All plugins that are there, in the order of [`BUNDLED`].
    pub fn plugins(&self) -> &[Plugin] {
        &self.plugins
    }

    fn beside(folder: &Path) -> Self {
        let candidates = BUNDLED.map(|name| Plugin::bundled(name, folder.join(library_name(name)), None));
        let plugins = candidates.into_iter().filter(|plugin| plugin.path.is_file()).collect();
        Self { folder: folder.to_owned(), plugins }
    }

    fn installed(folder: &Path) -> Result<Self, HostError> {
        let folder = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        let manifest = read_manifest(&folder.join(MANIFEST_NAME))?;
        let plugins = BUNDLED.iter().filter_map(|name| manifest.plugin(name, &folder)).collect();
        Ok(Self { folder, plugins })
    }
}

impl Manifest {
    /// The plugin with a bundled name, if its entry names the file that a build makes under that name.
    fn plugin(&self, name: &str, folder: &Path) -> Option<Plugin> {
        let entry = self.exporters.iter().find(|entry| entry.name == name && entry.file == library_name(name))?;
        let path = folder.join(&entry.file);
        path.is_file().then(|| Plugin::bundled(name, path, Some(entry.sha256.to_ascii_lowercase())))
    }
}

/// File name of a bundled exporter on this system: `docx` is `libjianbao_docx.so` on Linux.
pub fn library_name(name: &str) -> String {
    let (prefix, suffix) = (std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    format!("{prefix}jianbao_{name}{suffix}")
}

fn read_manifest(path: &Path) -> Result<Manifest, HostError> {
    let unusable = |reason: String| {
        HostError::new(HostErrorKind::Manifest, format!("manifest {} cannot be used: {reason}", path.display()))
            .with_hint("install Jianbao again")
    };
    let text = match std::fs::read(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Ok(Manifest { manifest: 1, exporters: Vec::new() });
        }
        Err(error) => return Err(unusable(error.to_string())),
    };
    let manifest: Manifest = serde_json::from_slice(&text).map_err(|error| unusable(error.to_string()))?;
    if manifest.manifest != 1 {
        return Err(unusable(format!("its format is {}, this version of Jianbao knows 1", manifest.manifest)));
    }
    Ok(manifest)
}

fn same_folder(left: &Path, right: &Path) -> bool {
    match (std::fs::canonicalize(left), std::fs::canonicalize(right)) {
        (Ok(left), Ok(right)) => left == right,
        _ => false,
    }
}

fn missing(name: &str, place: &Path, bundled: bool) -> HostError {
    Problem::Missing { name: name.to_owned(), looked: vec![place.to_owned()], bundled }.into()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{MANIFEST_NAME, Registry, library_name};
    use crate::HostErrorKind;
    use crate::hash::sha256_of;

    /// `bin/` and `lib/jianbao/exporters/` with one library of four bytes and its manifest.
    fn installation(root: &Path, sha256: Option<&str>) {
        let folder = root.join("lib/jianbao/exporters");
        std::fs::create_dir_all(root.join("bin")).unwrap();
        std::fs::create_dir_all(&folder).unwrap();
        let library = folder.join(library_name("docx"));
        std::fs::write(&library, "test").unwrap();
        let sha256 = sha256.map_or_else(|| sha256_of(&library).unwrap(), str::to_owned);
        let manifest = serde_json::json!({ "manifest": 1, "exporters": [
            { "name": "docx", "file": library_name("docx"), "sha256": sha256 },
            { "name": "xlsx", "file": "../../evil.so", "sha256": sha256 } ] });
        std::fs::write(folder.join(MANIFEST_NAME), manifest.to_string()).unwrap();
    }

    #[test]
    fn installed_exporters_go_by_the_manifest() {
        let root = tempfile::tempdir().unwrap();
        installation(root.path(), None);
        let registry = Registry::bundled(&root.path().join("bin"), None).unwrap();
        assert_eq!(registry.plugins().len(), 1);
        registry.get("docx").unwrap().check().unwrap();
        assert_eq!(registry.get("xlsx").unwrap_err().kind(), HostErrorKind::MissingPlugin);
    }

    #[test]
    fn a_changed_library_is_refused() {
        let root = tempfile::tempdir().unwrap();
        installation(root.path(), Some(&"0".repeat(64)));
        let registry = Registry::bundled(&root.path().join("bin"), None).unwrap();
        assert_eq!(registry.get("docx").unwrap().check().unwrap_err().kind(), HostErrorKind::HashMismatch);
    }

    #[test]
    fn libraries_beside_the_executable_count_only_in_the_folder_compiled_in() {
        let root = tempfile::tempdir().unwrap();
        let other = tempfile::tempdir().unwrap();
        std::fs::write(root.path().join(library_name("html")), "test").unwrap();
        let found = |development: Option<&Path>| Registry::bundled(root.path(), development).unwrap().plugins().len();
        assert_eq!(found(Some(root.path())), 1);
        assert_eq!(found(Some(other.path())), 0);
        assert_eq!(found(None), 0);
    }

    #[test]
    fn a_broken_manifest_is_an_error_of_its_own() {
        let root = tempfile::tempdir().unwrap();
        installation(root.path(), None);
        std::fs::write(root.path().join("lib/jianbao/exporters").join(MANIFEST_NAME), "{").unwrap();
        let error = Registry::bundled(&root.path().join("bin"), None).unwrap_err();
        assert_eq!(error.kind(), HostErrorKind::Manifest);
    }
}
