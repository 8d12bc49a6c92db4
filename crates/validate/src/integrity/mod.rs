//! Does the dataset hold together? Ids, references, placeholders, cells that fit their columns.
//!
//! All of it is fatal: a figure id that could mean two things, or a reference to nothing, makes every number doubtful.

mod ids;
mod indicators;
mod references;
mod tables;

use std::cell::LazyCell;

use jianbao_calculate::{Figures, Ledger};
use jianbao_dataset::codes::Kind;
use jianbao_dataset::{Dataset, Node, Piece, Reported, TextKind, Written, pieces, tree, visit_texts};
use jianbao_finding::{Finding, Text};

use indicators::{in_framework, indicator_fits};
use tables::detail_table;

/// Everything that does not hold together, each with its pointer. Placeholders are part of it only where something else is
/// wrong: otherwise the rules' walk over the texts asks [`placeholders_of`] each.
pub(crate) fn check(figures: &Figures) -> Result<(), Vec<Finding>> {
    let dataset: &Dataset = figures.dataset();
    let mut findings = Vec::new();
    subject(dataset, &mut findings);
    ids::unique_ids(dataset, &mut findings);
    references::references(dataset, &mut findings);
    for (at, table) in dataset.detail_tables.iter().enumerate() {
        detail_table(dataset, table, format_args!("/detail_tables/{at}"), &mut findings);
    }
    for (at, indicator) in dataset.indicators.iter().enumerate() {
        indicator_fits(dataset, indicator, format_args!("/indicators/{at}"), &mut findings);
    }
    for (at, empty) in dataset.empty_categories.iter().enumerate() {
        let at = format_args!("/empty_categories/{at}");
        in_framework(dataset, empty.category, empty.subcategory, at, &mut findings);
    }
    let facts = LazyCell::new(|| tree(dataset));
    for (at, reported) in dataset.reported.iter().enumerate() {
        reported_names_something(&facts, reported, figures, &format!("/reported/{at}"), &mut findings);
    }
    if findings.is_empty() {
        return Ok(());
    }
    visit_texts(dataset, &mut |written| placeholders_of(figures, written, &mut findings));
    Err(findings)
}

fn error(code: &'static str, pointer: String, zh: String, en: String) -> Finding {
    Finding::error(code, Text::new(zh, en)).at(pointer)
}

fn subject(dataset: &Dataset, findings: &mut Vec<Finding>) {
    let (present, key, title) = match dataset.kind {
        Kind::Project => (dataset.project.is_some(), "project", "项目"),
        Kind::Department => (dataset.department.is_some(), "department", "部门"),
    };
    if !present {
        let kind = dataset.kind.code();
        findings.push(error(
            "I-SUBJECT",
            "/kind".to_owned(),
            format!("kind 为 {kind}，但没有填写 {key}（{title}）"),
            format!("kind is {kind}, but there is no {key}"),
        ));
    }
}

fn reported_names_something(
    facts: &LazyCell<Node, impl FnOnce() -> Node>,
    reported: &Reported,
    figures: &Figures,
    at: &str,
    findings: &mut Vec<Finding>,
) {
    match (&reported.figure, &reported.pointer) {
        (Some(figure), None) if !figures.has(figure.as_str()) => {
            findings.push(unknown_figure(figure.as_str(), figures.ledger(), format!("{at}/figure")));
        }
        (None, Some(pointer)) if facts.at(pointer.as_str()).is_none() => findings.push(error(
            "I-REF",
            format!("{at}/pointer"),
            format!("数据集中没有 {} 这个位置", pointer.as_str()),
            format!("there is no place {} in the dataset", pointer.as_str()),
        )),
        (Some(_), None) | (None, Some(_)) => {}
        _ => findings.push(error(
            "I-TYPE",
            at.to_owned(),
            "figure（数字编号）与 pointer（字段指针）应填且只填一个".to_owned(),
            "exactly one of figure and pointer must be given".to_owned(),
        )),
    }
}

/// Placeholders of a text that name no figure.
pub(crate) fn placeholders_of(figures: &Figures, written: &Written<'_>, findings: &mut Vec<Finding>) {
    if written.kind != TextKind::Prose || !written.text.contains('{') {
        return;
    }
    for (piece, range) in pieces(written.text) {
        if let Piece::Figure(id) = piece
            && !figures.has(id)
        {
            findings.push(unknown_figure(id, figures.ledger(), written.pointer()).within(range));
        }
    }
}

fn unknown_figure(id: &str, ledger: &Ledger, pointer: String) -> Finding {
    let hint = match ledger.near(id).map(|entry| &entry.id) {
        Some(near) => Text::new(format!("是否应为 {near}"), format!("did you mean {near}?")),
        None => Text::new("全部编号见 jianbao explain", "`jianbao explain` lists all figures"),
    };
    error("I-FIGURE", pointer, format!("没有编号为 {id} 的数字"), format!("there is no figure {id}")).hint(hint)
}
