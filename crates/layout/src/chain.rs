//! A layout and the layouts it extends, read down to the last.

use std::collections::BTreeMap;
use std::path::{Component, Path};
use std::sync::Arc;

use jianbao_finding::{Finding, Source, Text};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::library::near;
use crate::package::{MANIFEST, syntax};
use crate::{Library, Package};

/// Most layouts that extend one another; a longer row is a mistake.
const LONGEST: usize = 8;

/// One layout of the row: its own files.
#[derive(Debug)]
pub(crate) struct Level {
    /// What it is called: an id, or `./sub`.
    pub(crate) name: String,
    /// Its files, those of a base below its own folder excepted.
    pub(crate) files: BTreeMap<String, Arc<Source>>,
    /// Its `layout.toml`.
    pub(crate) manifest: Arc<Source>,
}

/// A value of `id` or `extends` with its place.
struct Named {
    name: String,
    source: Arc<Source>,
    span: std::ops::Range<usize>,
}

impl Named {
    /// Whether it looks like a path rather than an id.
    fn is_path(&self) -> bool {
        self.name.starts_with(['.', '/', '~']) || self.name.contains(['\\', ':'])
    }

    fn wrong(&self, zh: String, en: String) -> Finding {
        Finding::error("T-LAYOUT", Text::new(zh, en)).in_source(Arc::clone(&self.source), self.span.clone())
    }
}

/// The layout and its bases, itself first.
pub(crate) fn levels(package: &Package, library: &dyn Library) -> Result<Vec<Level>, Vec<Finding>> {
    let Some(manifest) = package.files.get(MANIFEST) else {
        let message = Text::new(
            format!("版式包 {} 中没有 layout.toml", package.origin),
            format!("the layout package {} has no layout.toml", package.origin),
        );
        return Err(vec![Finding::error("T-LAYOUT", message)]);
    };
    let mut levels =
        vec![Level { name: package.origin.clone(), files: package.files.clone(), manifest: Arc::clone(manifest) }];
    let mut ids = Vec::new();
    while let Some(last) = levels.last_mut() {
        let Some(extends) = extends(&last.manifest, &mut ids)? else { break };
        let next = if extends.is_path() {
            below(last, &extends)?
        } else {
            let (known, name) = (levels.iter().any(|level| level.name == extends.name), &extends.name);
            if known {
                let (zh, en) = (
                    format!("版式 {name} 直接或间接地继承了自己"),
                    format!("the layout {name} extends itself in a circle"),
                );
                return Err(vec![extends.wrong(zh, en)]);
            }
            named(&extends, library)?
        };
        if levels.len() == LONGEST {
            let (zh, en) =
                (format!("继承超过 {LONGEST} 层"), format!("more than {LONGEST} layouts extend one another"));
            return Err(vec![extends.wrong(zh, en)]);
        }
        levels.push(next);
    }
    Ok(levels)
}

/// The `extends` of a manifest. One that extends another needs an id of its own: the report is stamped with it.
fn extends(source: &Arc<Source>, ids: &mut Vec<Named>) -> Result<Option<Named>, Vec<Finding>> {
    let table = DeTable::parse(source.text()).map_err(|error| vec![syntax(&error, source)])?.into_inner();
    let id = table.get("id").and_then(|id| Some((id.get_ref().as_str()?.to_owned(), id.span())));
    let wrong = |span, zh: &str, en: &str| {
        vec![Finding::error("T-LAYOUT", Text::new(zh, en)).in_source(Arc::clone(source), span)]
    };
    if let Some((id, _)) = &id
        && let Some(above) = ids.iter().find(|above| above.name == *id)
    {
        let zh = format!("版式的编号与它所继承的版式相同：{id}");
        return Err(vec![above.wrong(zh, format!("the layout {id} extends one of the same id"))]);
    }
    let Some(value) = table.get("extends") else { return Ok(None) };
    let Some(name) = text(value) else {
        return Err(wrong(value.span(), "extends 的值是版式编号或 ./目录", "`extends` names a layout or ./folder"));
    };
    let Some((id, id_span)) = id else {
        return Err(wrong(
            value.span(),
            "继承其他版式的版式须有自己的 id",
            "a layout that extends another needs an `id` of its own",
        ));
    };
    ids.push(Named { name: id, source: Arc::clone(source), span: id_span });
    Ok(Some(Named { name, source: Arc::clone(source), span: value.span() }))
}

fn text(value: &Spanned<DeValue<'_>>) -> Option<String> {
    value.get_ref().as_str().map(str::to_owned)
}

/// The base in a folder of the same package; its files go over to it.
fn below(level: &mut Level, extends: &Named) -> Result<Level, Vec<Finding>> {
    let name = &extends.name;
    let inside = name.strip_prefix("./").filter(|path| {
        let normal = |part| matches!(part, Component::Normal(_));
        !path.is_empty() && !path.contains('\\') && Path::new(path).components().all(normal)
    });
    let Some(inside) = inside else {
        let finding = extends.wrong(
            format!("extends 只能指向版式目录之内：{name}"),
            format!("`extends` stays inside the folder of the layout: {name}"),
        );
        let hint = Text::new("写成 ./子目录，或自带版式的编号", "write ./folder, or the id of a built-in layout");
        return Err(vec![finding.hint(hint)]);
    };
    let prefix =
        format!("{}/", Path::new(inside).iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/"));
    let moved: Vec<String> = level.files.keys().filter(|file| file.starts_with(&prefix)).cloned().collect();
    let files: BTreeMap<String, Arc<Source>> =
        moved.iter().filter_map(|file| Some((file[prefix.len()..].to_owned(), level.files.remove(file)?))).collect();
    let Some(manifest) = files.get(MANIFEST).cloned() else {
        let (zh, en) = (format!("目录 {name} 中没有 layout.toml"), format!("the folder {name} has no layout.toml"));
        return Err(vec![extends.wrong(zh, en)]);
    };
    Ok(Level { name: name.clone(), files, manifest })
}

/// The base in the library.
fn named(extends: &Named, library: &dyn Library) -> Result<Level, Vec<Finding>> {
    let name = &extends.name;
    if let Some(files) = library.layout(name)
        && let Some(manifest) = files.get(MANIFEST).cloned()
    {
        return Ok(Level { name: name.clone(), files, manifest });
    }
    let finding =
        extends.wrong(format!("没有名为 {name} 的版式可供继承"), format!("there is no layout {name} to extend"));
    Err(vec![finding.hint(near(&library.layouts(), name, "./base"))])
}
