//! A package: its files, and the layout that they describe.

use std::collections::BTreeMap;
use std::sync::Arc;

use jianbao_finding::{Finding, Source, Text};
use sha2::{Digest, Sha256};

use crate::{Manifest, Typography};

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
    /// `layout.toml`.
    pub manifest: Manifest,
    /// The typography profile.
    pub typography: Typography,
    /// The text of `layout.toml`.
    pub source: Arc<Source>,
    /// The templates by path.
    pub templates: BTreeMap<String, Arc<Source>>,
    /// SHA-256 over all files, in hexadecimal.
    pub hash: String,
}

/// Name of the manifest in a package.
const MANIFEST: &str = "layout.toml";

impl Layout {
    /// Reads and checks a package. All findings are told at once.
    pub fn read(package: &Package, profile: impl Fn(&str) -> Option<Arc<Source>>) -> Result<Self, Vec<Finding>> {
        let Some(source) = package.files.get(MANIFEST) else {
            let message = Text::new(
                format!("版式包 {} 中没有 layout.toml", package.origin),
                format!("the layout package {} has no layout.toml", package.origin),
            );
            return Err(vec![Finding::error("T-LAYOUT", message)]);
        };
        let manifest: Manifest = parse(source)?;
        let typography_source = match manifest.typography.strip_prefix("./") {
            Some(file) => package.files.get(file).cloned(),
            None => profile(&manifest.typography),
        };
        let Some(typography_source) = typography_source else {
            let name = &manifest.typography;
            let message =
                Text::new(format!("没有名为 {name} 的排版规范"), format!("there is no typography profile {name}"));
            return Err(vec![at(source, name, Finding::error("T-LAYOUT", message))]);
        };
        let typography: Typography = parse(&typography_source)?;
        let findings = check(&manifest, &typography, package, source, &typography_source);
        if !findings.is_empty() {
            return Err(findings);
        }
        let hash = hash(package, &typography_source);
        let templates = package
            .files
            .iter()
            .filter(|(name, _)| is_template(name))
            .map(|(n, s)| (n.clone(), Arc::clone(s)))
            .collect();
        Ok(Self { manifest, typography, source: Arc::clone(source), templates, hash })
    }
}

impl Layout {
    /// A finding at the first place where a text stands in `layout.toml`.
    #[must_use]
    pub fn at(&self, text: &str, finding: Finding) -> Finding {
        let start = self.source.text().find(text).filter(|_| !text.is_empty());
        let span = start.map_or(0..0, |start| start..start + text.len());
        finding.in_source(Arc::clone(&self.source), span)
    }
}

fn is_template(name: &str) -> bool {
    std::path::Path::new(name).extension().is_some_and(|extension| extension == "j2")
}

fn parse<T: serde::de::DeserializeOwned>(source: &Arc<Source>) -> Result<T, Vec<Finding>> {
    toml::from_str(source.text()).map_err(|error| {
        let words = error.message().to_owned();
        let message =
            Text::new(format!("{} 有误：{words}", source.name()), format!("{} is wrong: {words}", source.name()));
        let span = error.span().unwrap_or(0..0);
        vec![Finding::error("T-LAYOUT", message).in_source(Arc::clone(source), span)]
    })
}

/// A finding at the first place where a value stands in a file.
fn at(source: &Arc<Source>, value: &str, finding: Finding) -> Finding {
    match source.text().find(&format!("\"{value}\"")) {
        Some(start) => finding.in_source(Arc::clone(source), start..start + value.len() + 2),
        None => finding.in_source(Arc::clone(source), 0..0),
    }
}

fn check(
    manifest: &Manifest,
    typography: &Typography,
    package: &Package,
    source: &Arc<Source>,
    profile: &Arc<Source>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut report = |value: &str, zh: String, en: String| {
        findings.push(at(source, value, Finding::error("T-LAYOUT", Text::new(zh, en))));
    };
    for file in
        manifest.sections.iter().map(|section| &section.file).chain(manifest.forms.iter().map(|form| &form.file))
    {
        if !package.files.contains_key(file) {
            report(file, format!("版式包中没有文件 {file}"), format!("the package has no file {file}"));
        }
    }
    for section in &manifest.sections {
        if !typography.pages.contains_key(&section.page) {
            let page = &section.page;
            report(page, format!("排版规范中没有页面 {page}"), format!("the typography profile has no page {page}"));
        }
        for style in section.styles.values().filter(|style| !typography.styles.contains_key(*style)) {
            report(
                style,
                format!("排版规范中没有样式 {style}"),
                format!("the typography profile has no style {style}"),
            );
        }
    }
    let mut ids: Vec<&str> = manifest.tables.iter().map(|table| table.id.as_str()).collect();
    ids.extend(manifest.forms.iter().map(|form| form.id.as_str()));
    ids.sort_unstable();
    for pair in ids.windows(2).filter(|pair| pair[0] == pair[1]) {
        report(pair[0], format!("表格编号 {} 重复", pair[0]), format!("the table id {} occurs twice", pair[0]));
    }
    for column in manifest.tables.iter().flat_map(|table| &table.columns).filter(|column| column.width == 0) {
        report(
            &column.field,
            format!("列 {} 的宽度为 0", column.field),
            format!("column {} has a width of 0", column.field),
        );
    }
    for name in typography.styles.keys().filter(|name| incomplete(typography, name)) {
        let message = Text::new(
            format!("样式 {name} 不完整：需要字体、字号，且 based_on 不得缺失或循环"),
            format!(
                "the style {name} is incomplete: it needs fonts and a size, and its bases must exist and not run in a circle"
            ),
        );
        findings.push(at(profile, name, Finding::error("T-LAYOUT", message)));
    }
    for name in REQUIRED_STYLES.iter().filter(|name| !typography.styles.contains_key(**name)) {
        let message =
            Text::new(format!("排版规范缺少样式 {name}"), format!("the typography profile lacks the style {name}"));
        findings.push(Finding::error("T-LAYOUT", message).in_source(Arc::clone(profile), 0..0));
    }
    findings
}

/// Styles that the engine itself uses.
pub(crate) const REQUIRED_STYLES: &[&str] = &[
    "body",
    "heading-1",
    "heading-2",
    "heading-3",
    "heading-4",
    "caption",
    "unit-line",
    "cell",
    "toc-title",
    "toc-1",
    "toc-2",
    "toc-3",
];

fn incomplete(typography: &Typography, name: &str) -> bool {
    typography.style(name).is_none_or(|style| style.fonts.is_none() || style.size.is_none())
}

fn hash(package: &Package, typography: &Source) -> String {
    let mut hasher = Sha256::new();
    for (name, source) in &package.files {
        // Lengths in between, so that no two packages run together into the same bytes.
        hasher.update((name.len() as u64).to_le_bytes());
        hasher.update(name);
        hasher.update((source.text().len() as u64).to_le_bytes());
        hasher.update(source.text());
    }
    hasher.update(typography.text());
    hasher.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
        use std::fmt::Write as _;
        // Writing into a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
