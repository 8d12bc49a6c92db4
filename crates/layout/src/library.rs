//! Where layouts come from: the templates embedded in the program, or a folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use jianbao_finding::{Finding, Source, Text, io_reason};

use crate::rules::{embedded_pack, known_packs, rule_packs};
use crate::{Layout, Package};

pub(crate) static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../templates");

/// Largest file of a layout package that is read; templates are text that people write.
pub(crate) const LARGEST_FILE: u64 = 4 << 20;
/// Most files in a layout package.
const MOST_FILES: usize = 500;
/// Deepest folder in a layout package.
const DEEPEST: usize = 4;

/// Where layouts and typography profiles are found by name.
pub trait Library {
    /// The files of a layout by relative path.
    fn layout(&self, id: &str) -> Option<BTreeMap<String, Arc<Source>>>;
    /// The ids of all layouts, sorted.
    fn layouts(&self) -> Vec<String>;
    /// A typography profile.
    fn profile(&self, name: &str) -> Option<Arc<Source>>;
    /// A rule pack.
    fn rule_pack(&self, name: &str) -> Option<Arc<Source>>;
    /// The names of all rule packs, sorted.
    fn rule_packs(&self) -> Vec<String>;
}

/// The templates that are embedded in the program.
#[derive(Debug, Clone, Copy)]
pub struct Embedded;

impl Library for Embedded {
    fn layout(&self, id: &str) -> Option<BTreeMap<String, Arc<Source>>> {
        let dir = TEMPLATES.get_dir(id).filter(|dir| dir.get_file(dir.path().join("layout.toml")).is_some())?;
        let mut files = BTreeMap::new();
        collect_embedded(dir, dir.path(), &mut files);
        Some(files)
    }

    fn layouts(&self) -> Vec<String> {
        embedded()
    }

    fn profile(&self, name: &str) -> Option<Arc<Source>> {
        let path = format!("typography/{name}.toml");
        let text = TEMPLATES.get_file(&path)?.contents_utf8()?;
        Some(Arc::new(Source::new(format!("templates/{path}"), text)))
    }

    fn rule_pack(&self, name: &str) -> Option<Arc<Source>> {
        embedded_pack(name)
    }

    fn rule_packs(&self) -> Vec<String> {
        rule_packs()
    }
}

/// Why there is no layout.
#[derive(Debug)]
pub enum LoadError {
    /// No embedded layout has this id.
    Unknown {
        /// The id asked for.
        id: String,
    },
    /// No embedded rule pack has this name.
    UnknownRules {
        /// The name asked for.
        name: String,
    },
    /// The folder could not be read.
    Unreadable {
        /// The path.
        path: String,
        /// The cause.
        cause: Text,
    },
    /// The package is wrong.
    Wrong(Vec<Finding>),
}

impl LoadError {
    /// As findings.
    #[must_use]
    pub fn findings(self) -> Vec<Finding> {
        match self {
            Self::Wrong(findings) => findings,
            Self::Unreadable { path, cause } => {
                let message = Text::new(
                    format!("无法读取版式目录 {path}：{}", cause.zh),
                    format!("cannot read the layout folder {path}: {}", cause.en),
                );
                vec![Finding::error("T-LAYOUT", message)]
            }
            Self::UnknownRules { name } => {
                let message = Text::new(format!("没有名为 {name} 的规则包"), format!("there is no rule pack {name}"));
                vec![Finding::error("T-RULE", message).hint(known_packs(&rule_packs()))]
            }
            Self::Unknown { id } => {
                let message = Text::new(format!("没有名为 {id} 的版式"), format!("there is no layout {id}"));
                vec![Finding::error("T-LAYOUT", message).hint(near(&embedded(), &id, "./my-layout"))]
            }
        }
    }
}

/// Ids of the embedded layouts, sorted.
#[must_use]
pub fn embedded() -> Vec<String> {
    let mut ids: Vec<String> = TEMPLATES
        .dirs()
        .flat_map(Dir::dirs)
        .filter(|dir| dir.get_file(dir.path().join("layout.toml")).is_some())
        .map(|dir| slashed(dir.path()))
        .collect();
    ids.sort();
    ids
}

/// What to write instead of an unknown id: those that look like it, or all, or the path of a folder such as the given one.
pub(crate) fn near(known: &[String], asked: &str, folder: &str) -> Text {
    let alike: Vec<&str> = known.iter().map(String::as_str).filter(|known| is_near(known, asked)).collect();
    if alike.is_empty() {
        let known = known.join(", ");
        return Text::new(
            format!("现有版式：{known}；也可以给出版式目录的路径，如 {folder}"),
            format!("known layouts: {known}; or give the path of a layout folder such as {folder}"),
        );
    }
    let alike = alike.join(", ");
    Text::new(format!("是否想用：{alike}"), format!("did you mean {alike}?"))
}

fn is_near(known: &str, asked: &str) -> bool {
    let short = known.split('/').next().unwrap_or(known);
    strsim::jaro_winkler(known, asked) > 0.8 || strsim::jaro_winkler(short, asked) > 0.8
}

/// A layout by id, or by path where the text looks like one (`./x`, `/x`, `x\y`, or an existing folder with a `layout.toml`).
pub fn find(id_or_path: &str) -> Result<Layout, LoadError> {
    if let Some(files) = Embedded.layout(id_or_path) {
        return read(&Package { origin: id_or_path.to_owned(), files });
    }
    let path = Path::new(id_or_path);
    let looks_like_path = id_or_path.starts_with(['.', '/', '~'])
        || id_or_path.contains('\\')
        || path.join("layout.toml").exists()
        || path.is_absolute();
    if looks_like_path {
        return load_folder(path);
    }
    Err(LoadError::Unknown { id: id_or_path.to_owned() })
}

/// A layout from a folder. Symbolic links are not followed, so nothing outside the folder is read; one that looks like a part
/// of the layout is told.
pub fn load_folder(folder: &Path) -> Result<Layout, LoadError> {
    let unreadable =
        |error: &std::io::Error| LoadError::Unreadable { path: folder.display().to_string(), cause: io_reason(error) };
    let mut files = BTreeMap::new();
    let mut links = Vec::new();
    collect_folder(folder, folder, 0, &mut files, &mut links).map_err(|error| unreadable(&error))?;
    if !links.is_empty() {
        links.sort();
        return Err(LoadError::Wrong(links.iter().map(|link| symbolic_link(link)).collect()));
    }
    read(&Package { origin: folder.display().to_string(), files })
}

fn symbolic_link(path: &Path) -> Finding {
    let shown = path.display();
    let message = Text::new(
        format!("版式目录中的 {shown} 是符号链接，不会读取"),
        format!("{shown} is a symbolic link, which a layout does not follow"),
    );
    let hint = Text::new("把文件本身复制到版式目录中", "copy the file itself into the folder of the layout");
    Finding::error("T-LAYOUT", message).hint(hint)
}

fn read(package: &Package) -> Result<Layout, LoadError> {
    Layout::read(package, &Embedded).map_err(LoadError::Wrong)
}

fn collect_embedded(dir: &Dir<'_>, root: &Path, files: &mut BTreeMap<String, Arc<Source>>) {
    for file in dir.files() {
        let name = file.path().strip_prefix(root).map(slashed);
        if let (Ok(name), Some(text)) = (name, file.contents_utf8())
            && is_part(&name)
        {
            files.insert(name, Arc::new(Source::new(format!("templates/{}", slashed(file.path())), text)));
        }
    }
    for dir in dir.dirs() {
        collect_embedded(dir, root, files);
    }
}

fn collect_folder(
    dir: &Path,
    root: &Path,
    depth: usize,
    files: &mut BTreeMap<String, Arc<Source>>,
    links: &mut Vec<PathBuf>,
) -> std::io::Result<()> {
    for entry in std::fs::read_dir(dir)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        let path = entry.path();
        if kind.is_dir() && depth < DEEPEST {
            collect_folder(&path, root, depth + 1, files, links)?;
        } else if kind.is_symlink() && (is_part(&slashed(&path)) || path.is_dir()) {
            links.push(path);
        } else if kind.is_file() && is_part(&slashed(&path)) {
            if entry.metadata()?.len() > LARGEST_FILE || files.len() >= MOST_FILES {
                let name = path.display();
                let most = LARGEST_FILE >> 20;
                return Err(std::io::Error::other(format!("{name}: > {most} MB, or > {MOST_FILES} files")));
            }
            let text = std::fs::read_to_string(&path)?;
            if let Ok(name) = path.strip_prefix(root) {
                files.insert(slashed(name), Arc::new(Source::new(path.display().to_string(), text)));
            }
        }
    }
    Ok(())
}

/// Whether a file makes the layout: its descriptions and templates do, a README or a backup does not, nor does it change its hash.
fn is_part(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "toml" || extension == "j2")
}

fn slashed(path: &Path) -> String {
    path.components().map(|component| component.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
