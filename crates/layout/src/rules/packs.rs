//! Rule packs: those that come with the program, and a file that somebody names on the command line.

use std::path::Path;
use std::sync::Arc;

use jianbao_finding::{Source, io_reason};

use super::RuleSet;
use super::merged::of_file;
use crate::library::{LARGEST_FILE, TEMPLATES};
use crate::{Embedded, Library, LoadError};

/// The names of the rule packs that come with the program, sorted.
#[must_use]
pub fn rule_packs() -> Vec<String> {
    let folder = TEMPLATES.get_dir("rules");
    let files = folder.into_iter().flat_map(include_dir::Dir::files);
    let names = files.filter_map(|file| file.path().file_name()?.to_str()?.strip_suffix(".toml").map(str::to_owned));
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

/// A rule pack that comes with the program.
pub(crate) fn embedded_pack(name: &str) -> Option<Arc<Source>> {
    let path = format!("rules/{name}.toml");
    let text = TEMPLATES.get_file(&path)?.contents_utf8()?;
    Some(Arc::new(Source::new(format!("templates/{path}"), text)))
}

/// A rule pack by name, or by the path of a `.toml` file where the text looks like one.
pub fn find_rules(name_or_path: &str) -> Result<RuleSet, LoadError> {
    if let Some(source) = Embedded.rule_pack(name_or_path) {
        return of_file(&source, &Embedded).map_err(LoadError::Wrong);
    }
    let path = Path::new(name_or_path);
    let is_toml = path.extension().is_some_and(|extension| extension == "toml");
    if !is_toml && !name_or_path.contains(['/', '\\']) {
        return Err(LoadError::UnknownRules { name: name_or_path.to_owned() });
    }
    let unreadable =
        |error: &std::io::Error| LoadError::Unreadable { path: path.display().to_string(), cause: io_reason(error) };
    let text = text(path).map_err(|error| unreadable(&error))?;
    let source = Arc::new(Source::new(path.display().to_string(), text));
    of_file(&source, &Embedded).map_err(LoadError::Wrong)
}

/// The text of a file that is no larger than a file of a layout may be.
fn text(path: &Path) -> std::io::Result<String> {
    let size = std::fs::metadata(path)?.len();
    if size > LARGEST_FILE {
        return Err(std::io::Error::other(format!("{size} > {LARGEST_FILE} bytes")));
    }
    std::fs::read_to_string(path)
}
