//! What a layout has and never uses. In the files of a layout that is extended it is only worth knowing: another layout on
//! top of it may use less of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use jianbao_finding::{Finding, Severity, Text};
use jianbao_layout::Layout;

use super::figures::{WILD, meets};
use super::told::warning;
use super::walker::Noted;

pub(crate) fn check(layout: &Layout, noted: &Noted) -> Vec<Finding> {
    let mut findings = narratives(layout, noted);
    findings.extend(tables(layout, noted));
    findings.extend(files(layout, noted));
    findings.extend(sections(layout));
    findings
}

/// Sections that no file has, where files are declared.
fn sections(layout: &Layout) -> Vec<Finding> {
    let manifest = &layout.manifest;
    let used = |id: &String| manifest.files.is_empty() || manifest.files.iter().any(|file| file.sections.contains(id));
    let unused = manifest.sections.iter().enumerate().filter(|(_, section)| !used(&section.id));
    let findings = unused.map(|(at, section)| {
        let (id, path) = (&section.id, format!("section/{at}/id"));
        let finding =
            warning("T-UNUSED", format!("没有 [[file]] 包含部分 {id}"), format!("no `[[file]]` has the section {id}"));
        softer(layout, &path, layout.places.at(&path, finding))
    });
    findings.collect()
}

fn is_placed(id: &str, layout: &Layout, noted: &Noted) -> bool {
    let detail_tables = layout.manifest.tables.iter().any(|table| table.id == "*");
    noted.tables.iter().any(|pattern| {
        // Where there are detail tables, an id that comes from the dataset is one of theirs.
        let any = pattern.chars().all(|character| character == WILD);
        if id == "*" {
            pattern.contains(WILD) || detail_table(pattern, layout)
        } else {
            (!any || !detail_tables) && meets(id, pattern)
        }
    })
}

/// Whether an id can only be that of a detail table.
fn detail_table(id: &str, layout: &Layout) -> bool {
    let manifest = &layout.manifest;
    !manifest.tables.iter().any(|table| table.id == id) && !manifest.forms.iter().any(|form| form.id == id)
}

fn narratives(layout: &Layout, noted: &Noted) -> Vec<Finding> {
    let printed = |key: &str| noted.narratives.iter().any(|pattern| meets(key, pattern));
    let keys = layout.manifest.narrative.keys().filter(|key| !printed(key));
    let findings = keys.map(|key| {
        let finding = warning(
            "T-UNUSED",
            format!("[narrative] 声明了 {key}，但没有模板印出它"),
            format!("[narrative] declares {key}, which no template prints"),
        );
        softer(layout, &format!("narrative/{key}"), layout.places.at_key(&format!("narrative/{key}"), finding))
    });
    findings.collect()
}

fn tables(layout: &Layout, noted: &Noted) -> Vec<Finding> {
    let manifest = &layout.manifest;
    let tables = manifest.tables.iter().enumerate().map(|(at, table)| (format!("table/{at}/id"), &table.id));
    let forms = manifest.forms.iter().enumerate().map(|(at, form)| (format!("form/{at}/id"), &form.id));
    let unplaced = tables.chain(forms).filter(|(_, id)| !is_placed(id, layout, noted));
    let findings = unplaced.map(|(path, id)| {
        let finding = warning(
            "T-UNUSED",
            format!("没有章节印出表或表样 {id}"),
            format!("no chapter places the table or form {id}"),
        );
        softer(layout, &path, layout.places.at(&path, finding))
    });
    findings.collect()
}

/// A finding about the extended layout is only worth knowing.
fn softer(layout: &Layout, path: &str, mut finding: Finding) -> Finding {
    let own = layout.places.source(path).is_none_or(|source| source.name() == layout.source.name());
    if !own {
        finding.severity = Severity::Info;
    }
    finding
}

/// Own files that nothing leads to.
fn files(layout: &Layout, noted: &Noted) -> Vec<Finding> {
    let mut used: BTreeSet<&str> = BTreeSet::from(["layout.toml", "rules.toml"]);
    used.extend(layout.rules.files());
    used.extend(layout.manifest.typography.strip_prefix("./"));
    let reached = |name: &str| noted.templates.iter().any(|pattern| meets(name, pattern));
    let unused = layout.own.iter().filter(|name| !used.contains(name.as_str()) && !reached(name));
    let findings = unused.filter_map(|name| {
        let source = layout.files.get(name)?;
        let finding = warning("T-UNUSED", format!("文件 {name} 没有用到"), format!("the file {name} is not used"));
        let hint = Text::new(
            "在 layout.toml 或 include 中引用它，或删去",
            "name it in layout.toml or an include, or delete it",
        );
        Some(finding.hint(hint).in_source(Arc::clone(source), 0..0))
    });
    findings.collect()
}
