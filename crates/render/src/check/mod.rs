//! Checks a layout without a dataset.
//!
//! In: a layout. Out: findings, all at once, each with its place. Templates are parsed and walked with the shapes of what
//! they can name, which are read off a sample dataset in which every field is filled; then that dataset is rendered, so that
//! forms and tables are laid out once. What only a real dataset shows (a text that is missing, a table that is empty) is not
//! seen here.
//!
//! The parser of the template language is not part of its stable interface, which is why the version of `minijinja` is
//! pinned to one minor version.

mod calls;
mod chapter;
mod expressions;
mod figures;
mod labels;
mod language;
mod place;
mod sample;
mod shape;
mod told;
mod unused;
mod values;
mod walker;

use std::collections::BTreeMap;
use std::sync::Arc;

use jianbao_finding::{Finding, Severity, sort};
use jianbao_layout::Layout;
use minijinja::machinery::ast::Stmt;
use minijinja::machinery::{self};

use self::figures::{Figures, WILD};
use self::language::Language;
use self::place::Place;
use self::shape::Shape;
use self::told::error;
use self::walker::{Known, Noted, Walker, top_macros};
use crate::job::Job;
use crate::{Renderer, context, environment, limits};

/// Everything that is wrong with a layout, in order of files and lines.
#[must_use]
pub fn check(layout: &Arc<Layout>) -> Vec<Finding> {
    let mut findings = values::check(layout);
    let templates = templates(layout, &mut findings);
    let lines = lines(layout, &mut findings);
    let noted = walked(layout, &templates, &lines);
    findings.extend(trials(layout, &noted, &findings_of(&noted)));
    // A template that cannot be read may use anything.
    if templates.len() == layout.templates.len() {
        findings.extend(unused::check(layout, &noted));
    }
    findings.extend(noted.findings);
    tidy(findings)
}

fn findings_of(noted: &Noted) -> Vec<Finding> {
    noted.findings.iter().filter(|finding| finding.severity == Severity::Error).cloned().collect()
}

/// The templates of the package that can be parsed.
fn templates<'a>(layout: &'a Layout, findings: &mut Vec<Finding>) -> BTreeMap<String, (Place<'a>, Stmt<'a>)> {
    let mut trees = BTreeMap::new();
    for (name, source) in &layout.templates {
        if limits::too_complex(source).is_some() {
            continue;
        }
        match machinery::parse(source.text(), name, environment::syntax()) {
            Ok(tree) => {
                trees.insert(name.clone(), (Place::file(name, source), tree));
            }
            Err(wrong) => findings.push(crate::error::finding(&wrong, layout)),
        }
    }
    trees
}

/// The templates of one line that stand in `layout.toml`.
fn lines<'a>(layout: &'a Layout, findings: &mut Vec<Finding>) -> Vec<(Place<'a>, Stmt<'a>)> {
    let mut trees = Vec::new();
    // The label of the period is a template of its own small language.
    for (path, text) in layout.places.texts().filter(|(path, text)| *path != "period_label" && text.contains('{')) {
        match machinery::parse(text, path, environment::syntax()) {
            Ok(tree) => {
                let placed = layout.places.at(path, error("T-TEMPLATE", "", ""));
                let (Some(source), Some(span)) = (placed.source, placed.span) else { continue };
                trees.push((Place::value(text, source, span), tree));
            }
            Err(wrong) => findings.push(layout.places.at(path, crate::error::finding(&wrong, layout))),
        }
    }
    trees
}

/// What the walks through all templates find.
fn walked<'a>(
    layout: &'a Arc<Layout>,
    templates: &'a BTreeMap<String, (Place<'a>, Stmt<'a>)>,
    lines: &'a [(Place<'a>, Stmt<'a>)],
) -> Noted {
    let mut noted = Noted::default();
    // A dataset of both kinds does not exist, but a layout may be for either.
    let Some((dataset, ledger)) = sample::sample(layout, None, &[]) else { return noted };
    let job = Arc::new(Job::new(Arc::clone(layout), dataset, Arc::clone(&ledger), false));
    let root = shape::root(&context::context(&job));
    let figures = Figures::of(&ledger);
    let known = Known { layout, root, figures, language: Language::new(), trees: templates };
    for (place, tree) in lines {
        Walker::new(&known, &mut noted, place.clone()).whole(tree);
    }
    for section in &layout.manifest.sections {
        let before = std::mem::take(&mut noted.templates);
        start(&known, &mut noted, &section.file);
        noted.findings.extend(chapter::check(layout, section, &noted.templates));
        noted.templates.extend(before);
    }
    for form in &layout.manifest.forms {
        start(&known, &mut noted, &form.file);
    }
    uncalled(&known, &mut noted);
    noted
}

fn start(known: &Known<'_>, noted: &mut Noted, file: &str) {
    noted.templates.insert(file.to_owned());
    if let Some((place, _)) = known.trees.get(file) {
        Walker::new(known, noted, place.clone()).file(file);
    }
}

/// Macros that nobody calls are looked at too, with arguments of which nothing is known.
fn uncalled(known: &Known<'_>, noted: &mut Noted) {
    for name in noted.templates.clone() {
        for (id, shape) in top_macros(known, &name) {
            if let Shape::Macro(definition, place) = shape
                && !noted.called.iter().any(|(template, called, _)| *template == name && *called == id)
            {
                Walker::new(known, noted, place).macro_body(definition, Vec::new());
            }
        }
    }
}

/// Renders the sample as a dataset of each kind that the layout takes. What the walk has told at the same line is left out.
fn trials(layout: &Arc<Layout>, noted: &Noted, told: &[Finding]) -> Vec<Finding> {
    let renderer = match Renderer::new(Arc::clone(layout)) {
        Ok(renderer) => renderer,
        Err(findings) => return findings,
    };
    let manifest = &layout.manifest;
    let own = |id: &str| manifest.tables.iter().any(|t| t.id == id) || manifest.forms.iter().any(|f| f.id == id);
    let mut tables: Vec<String> = noted.tables.iter().filter(|id| !id.contains(WILD) && !own(id)).cloned().collect();
    let sources = manifest.tables.iter().filter_map(|table| table.source.strip_prefix("detail_tables."));
    tables.extend(sources.map(str::to_owned));
    tables.dedup();
    // Each alone, too: a chapter with a mistake does not get as far as its tables.
    let ids = manifest.tables.iter().map(|table| &table.id).chain(manifest.forms.iter().map(|form| &form.id));
    let alone: Vec<String> = ids.filter(|id| id.as_str() != "*").cloned().collect();
    let mut findings = Vec::new();
    for kind in &manifest.kinds {
        if let Some((dataset, ledger)) = sample::sample(layout, Some(kind), &tables) {
            findings.extend(renderer.trial(&dataset, &ledger, &alone));
        }
    }
    // What has a pointer only is about the sample.
    findings.retain(|finding| finding.pointer.is_none() && !told.iter().any(|other| same_line(finding, other)));
    findings
}

fn same_line(a: &Finding, b: &Finding) -> bool {
    let line = |finding: &Finding| finding.position().map(|position| position.line);
    a.source.is_some() && a.source == b.source && line(a) == line(b)
}

/// In order, and each once: a template that two sections use has its mistakes once.
fn tidy(mut findings: Vec<Finding>) -> Vec<Finding> {
    sort(&mut findings);
    let mut once: Vec<Finding> = Vec::with_capacity(findings.len());
    for finding in findings {
        if !once.iter().rev().take_while(|other| same_line(other, &finding)).any(|other| *other == finding)
            && once.last() != Some(&finding)
        {
            once.push(finding);
        }
    }
    once
}
