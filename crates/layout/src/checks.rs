//! What is wrong with a layout although its files can be read: names of files, pages and styles that lead nowhere, ids that
//! occur twice, columns and styles that cannot be printed.

use std::collections::BTreeMap;
use std::sync::Arc;

use jianbao_finding::{Finding, Source, Text};

use crate::{Manifest, Places, SectionSpec, Typography};

/// Everything that is wrong, in no order.
pub(crate) fn check(
    manifest: &Manifest,
    typography: &Typography,
    files: &BTreeMap<String, Arc<Source>>,
    places: &Places,
    profile: &Arc<Source>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut report = |path: String, zh: String, en: String| {
        findings.push(places.at(&path, Finding::error("T-LAYOUT", Text::new(zh, en))));
    };
    check_files(manifest, files, &mut report);
    for (at, section) in manifest.sections.iter().enumerate() {
        check_section(at, section, typography, &mut report);
        if manifest.sections[..at].iter().any(|other| other.id == section.id) {
            let (path, id) = (format!("section/{at}/id"), &section.id);
            report(path, format!("部分的编号 {id} 重复"), format!("the section id {id} occurs twice"));
        }
    }
    for (at, file) in manifest.files.iter().enumerate() {
        let known = |id: &String| manifest.sections.iter().any(|section| section.id == *id);
        for (place, id) in file.sections.iter().enumerate().filter(|(_, id)| !known(id)) {
            let path = format!("file/{at}/sections/{place}");
            report(path, format!("没有编号为 {id} 的部分"), format!("there is no section {id}"));
        }
    }
    for (path, id) in repeated_ids(manifest) {
        report(path, format!("表格编号 {id} 重复"), format!("the table id {id} occurs twice"));
    }
    for (at, table) in manifest.tables.iter().enumerate() {
        for (column, spec) in table.columns.iter().enumerate().filter(|(_, column)| column.width == 0) {
            let (path, field) = (format!("table/{at}/columns/{column}/width"), &spec.field);
            report(path, format!("列 {field} 的宽度为 0"), format!("column {field} has a width of 0"));
        }
    }
    findings.extend(check_typography(typography, profile));
    findings
}

/// Takes a path in the manifest and the sentence in both languages.
type Report<'a> = dyn FnMut(String, String, String) + 'a;

fn check_files(manifest: &Manifest, files: &BTreeMap<String, Arc<Source>>, report: &mut Report<'_>) {
    let sections =
        manifest.sections.iter().enumerate().map(|(at, section)| (format!("section/{at}/file"), &section.file));
    let forms = manifest.forms.iter().enumerate().map(|(at, form)| (format!("form/{at}/file"), &form.file));
    for (path, file) in sections.chain(forms).filter(|(_, file)| !files.contains_key(*file)) {
        report(path, format!("版式包中没有文件 {file}"), format!("the package has no file {file}"));
    }
}

fn check_section(at: usize, section: &SectionSpec, typography: &Typography, report: &mut Report<'_>) {
    let page = &section.page;
    if !typography.pages.contains_key(page) {
        let path = format!("section/{at}/page");
        report(path, format!("排版规范中没有页面 {page}"), format!("the typography profile has no page {page}"));
    }
    for (element, style) in section.styles.iter().filter(|(_, style)| !typography.styles.contains_key(*style)) {
        let path = format!("section/{at}/styles/{element}");
        report(path, format!("排版规范中没有样式 {style}"), format!("the typography profile has no style {style}"));
    }
}

/// Ids that a table or form shares with an earlier one, and where.
fn repeated_ids(manifest: &Manifest) -> Vec<(String, &str)> {
    let tables = manifest.tables.iter().enumerate().map(|(at, table)| (format!("table/{at}/id"), table.id.as_str()));
    let forms = manifest.forms.iter().enumerate().map(|(at, form)| (format!("form/{at}/id"), form.id.as_str()));
    let all: Vec<(String, &str)> = tables.chain(forms).collect();
    let repeated = all.iter().enumerate().filter(|(at, (_, id))| all[..*at].iter().any(|(_, other)| other == id));
    repeated.map(|(_, pair)| pair.clone()).collect()
}

fn check_typography(typography: &Typography, profile: &Arc<Source>) -> Vec<Finding> {
    let mut findings = Vec::new();
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

/// A finding at the first place where a value stands in a file.
fn at(source: &Arc<Source>, value: &str, finding: Finding) -> Finding {
    match source.text().find(&format!("\"{value}\"")) {
        Some(start) => finding.in_source(Arc::clone(source), start..start + value.len() + 2),
        None => finding.in_source(Arc::clone(source), 0..0),
    }
}
