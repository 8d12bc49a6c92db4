//! A package: its files, and the layout that they describe.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jianbao_finding::{Finding, Source, Text};
use serde::Deserialize as _;
use sha2::{Digest, Sha256};
use toml::Spanned;
use toml::de::DeTable;

use crate::chain::{Level, levels};
use crate::checks::check;
use crate::merge::merge;
use crate::places::{Texts, shifted};
use crate::rules::{Ruled, of_layout};
use crate::{Library, Manifest, Places, RuleSet, Typography};

/// The files of a package by relative path with `/`, and the shared typography profiles they may name.
#[derive(Debug, Clone)]
pub struct Package {
    /// Where it comes from, as people name it: an id or a folder.
    pub origin: String,
    /// The files.
    pub files: BTreeMap<String, Arc<Source>>,
}

/// A layout, ready to render with.
#[derive(Debug, Clone)]
pub struct Layout {
    /// `layout.toml`, merged with those of the layouts it extends.
    pub manifest: Manifest,
    /// The typography profile.
    pub typography: Typography,
    /// The text of its own `layout.toml`.
    pub source: Arc<Source>,
    /// The layouts it extends, the nearest first: ids, or `./folder`.
    pub bases: Vec<String>,
    /// Where the values of `layout.toml` stand.
    pub places: Places,
    /// The templates by path; its own replace those of the layouts it extends.
    pub templates: BTreeMap<String, Arc<Source>>,
    /// All its files by path, those of the layouts it extends included.
    pub files: BTreeMap<String, Arc<Source>>,
    /// The names of the files that are not those of a layout it extends.
    pub own: BTreeSet<String>,
    /// The agency's own rules.
    pub rules: Arc<RuleSet>,
    /// SHA-256 over all files, in hexadecimal.
    pub hash: String,
}

/// Name of the manifest in a package.
pub(crate) const MANIFEST: &str = "layout.toml";

impl Layout {
    /// Reads and checks a package and the layouts it extends. All findings are told at once.
    pub fn read(package: &Package, library: &dyn Library) -> Result<Self, Vec<Finding>> {
        let levels = levels(package, library)?;
        let source = Arc::clone(&levels[0].manifest);
        let (mut manifest, places) = manifest(&levels)?;
        let mut files = BTreeMap::new();
        for level in levels.iter().rev() {
            files.extend(level.files.iter().map(|(name, source)| (name.clone(), Arc::clone(source))));
        }
        let typography_source = match manifest.typography.strip_prefix("./") {
            Some(file) => files.get(file).cloned(),
            None => library.profile(&manifest.typography),
        };
        let Some(typography_source) = typography_source else {
            let name = &manifest.typography;
            let message =
                Text::new(format!("没有名为 {name} 的排版规范"), format!("there is no typography profile {name}"));
            return Err(vec![places.at("typography", Finding::error("T-LAYOUT", message))]);
        };
        let typography: Typography =
            toml::from_str(typography_source.text()).map_err(|error| vec![syntax(&error, &typography_source)])?;
        let findings = check(&manifest, &typography, &files, &places, &typography_source);
        if !findings.is_empty() {
            return Err(findings);
        }
        let Ruled { set, packs } = of_layout(&levels, &manifest.rules, &files, &places, library)?;
        manifest.policies.lights = manifest.policies.lights.or_else(|| set.lights().cloned());
        let hash = hash(&levels, &typography_source, &packs);
        let own = levels[0].files.keys().cloned().collect();
        let bases = levels.iter().skip(1).map(|level| level.name.clone()).collect();
        let templates =
            files.iter().filter(|(name, _)| is_template(name)).map(|(n, s)| (n.clone(), Arc::clone(s))).collect();
        Ok(Self { manifest, typography, source, bases, places, templates, files, own, rules: Arc::new(set), hash })
    }
}

impl Layout {
    /// A finding at the first place where a text stands in `layout.toml`, its own before those of the layouts it extends.
    #[must_use]
    pub fn at(&self, text: &str, finding: Finding) -> Finding {
        match self.find(text) {
            Some((source, start)) => finding.in_source(source, start..start + text.len()),
            None => finding.in_source(Arc::clone(&self.source), 0..0),
        }
    }

    /// The first place where a text stands in `layout.toml`, its own before those of the layouts it extends.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<(Arc<Source>, usize)> {
        self.places.find(text)
    }
}

/// The manifests of all levels as one.
fn manifest(levels: &[Level]) -> Result<(Manifest, Places), Vec<Finding>> {
    let mut texts = Texts::default();
    let mut tables = Vec::new();
    for level in levels {
        let start = texts.add(&level.manifest);
        let table = DeTable::parse(level.manifest.text()).map_err(|error| vec![syntax(&error, &level.manifest)])?;
        let span = table.span();
        let mut table = shifted(table.into_inner(), start);
        table.remove("extends");
        tables.push((table, span));
    }
    let mut found = Vec::new();
    // The own text starts at 0, so its range is right as it is.
    let span = tables.first().map_or(0..0, |(_, span)| span.clone());
    let merged = tables.into_iter().map(|(table, _)| table).rev().reduce(|base, child| merge(child, base, &mut found));
    let merged = merged.unwrap_or_default();
    if !found.is_empty() {
        return Err(found.into_iter().map(|(span, finding)| texts.place(&span, finding)).collect());
    }
    let places = Places::new(texts.clone(), &merged);
    let read = Manifest::deserialize(toml::Deserializer::from(Spanned::new(span, merged)));
    match read {
        Ok(manifest) => Ok((manifest, places)),
        Err(error) => {
            let source = texts.place(&error.span().unwrap_or(0..0), Finding::error("T-LAYOUT", Text::default()));
            let name = source.source.as_ref().map_or(MANIFEST, |source| source.name());
            let finding = Finding::error("T-LAYOUT", wrong(name, error.message()));
            Err(vec![texts.place(&error.span().unwrap_or(0..0), finding)])
        }
    }
}

fn wrong(name: &str, words: &str) -> Text {
    Text::new(format!("{name} 有误：{words}"), format!("{name} is wrong: {words}"))
}

/// A file that is no TOML, or not the TOML that it should be.
pub(crate) fn syntax(error: &toml::de::Error, source: &Arc<Source>) -> Finding {
    let span = error.span().unwrap_or(0..0);
    Finding::error("T-LAYOUT", wrong(source.name(), error.message())).in_source(Arc::clone(source), span)
}

fn is_template(name: &str) -> bool {
    std::path::Path::new(name).extension().is_some_and(|extension| extension == "j2")
}

fn hash(levels: &[Level], typography: &Source, packs: &[Arc<Source>]) -> String {
    let mut hasher = Sha256::new();
    for (depth, level) in levels.iter().enumerate() {
        if depth > 0 {
            // No name of a file: a base is not more files of the layout above it.
            hasher.update(u64::MAX.to_le_bytes());
        }
        for (name, source) in &level.files {
            // Lengths in between, so that no two packages run together into the same bytes.
            hasher.update((name.len() as u64).to_le_bytes());
            hasher.update(name);
            hasher.update((source.text().len() as u64).to_le_bytes());
            hasher.update(source.text());
        }
    }
    hasher.update(typography.text());
    for pack in packs {
        hasher.update(pack.text());
    }
    hasher.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
        use std::fmt::Write as _;
        // Writing into a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
