//! Titles side by side, and tables of which some are cited.

use super::citations::{caption_number, captions};
use super::numbering::Style;
use super::{
    Dataset, Finding, Marker, Marks, RULE, Sequences, Severity, Subject, Text, marker, out_of_sequence, visit_texts,
};

pub(super) fn check(subject: &Subject<'_>, marks: Marks, findings: &mut Vec<Finding>) {
    let dataset = subject.dataset();
    let problems = dataset.problems.iter().map(|problem| problem.title.as_str());
    titles("/problems", "/title", problems, findings);
    let recommendations = dataset.recommendations.iter().map(|recommendation| recommendation.title.as_str());
    titles("/recommendations", "/title", recommendations, findings);
    titles("/uses", "/purpose", dataset.uses.iter().map(|using| using.purpose.as_str()), findings);
    titles("/activities", "/name", dataset.activities.iter().map(|activity| activity.name.as_str()), findings);
    titles("/indicators", "/name", dataset.indicators.iter().map(|indicator| indicator.name.as_str()), findings);
    table_numbers(dataset, findings);
    if dataset.detail_tables.len() > 1 && marks.meets(Marks::TABLE_FIGURE) && !marks.meets(Marks::CITATION) {
        uncited(dataset, findings);
    }
}

/// Typed numbers that titles begin with.
fn titles<'t>(list: &str, field: &str, titles: impl Iterator<Item = &'t str>, findings: &mut Vec<Finding>) {
    let mut sequences = Sequences::default();
    for (at, title) in titles.enumerate() {
        if let Some(marker) = marker(title)
            && let Some(expected) = sequences.next(marker)
        {
            findings.push(out_of_sequence(format!("{list}/{at}{field}"), title, 0..marker.len, marker, expected));
        }
    }
}

/// Typed numbers of tables.
fn table_numbers(dataset: &Dataset, findings: &mut Vec<Finding>) {
    let mut last = None;
    for (at, caption) in captions(dataset).enumerate() {
        let Some((number, len)) = caption_number(caption) else { continue };
        if let Some(last) = last.replace(number)
            && number != last + 1
        {
            let marker = Marker { style: Style::Arabic, number, len };
            findings.push(out_of_sequence(format!("/detail_tables/{at}/caption"), caption, 0..len, marker, last + 1));
        }
    }
}

/// Detail tables that no text names or takes a figure from, where others are.
fn uncited(dataset: &Dataset, findings: &mut Vec<Finding>) {
    let mut cited = vec![false; dataset.detail_tables.len()];
    let mut generic = false;
    visit_texts(dataset, &mut |written| {
        if written.section() == "detail_tables" || written.section() == "reported" {
            return;
        }
        generic |= ["下表", "上表", "附表"].iter().any(|word| written.text.contains(word));
        for (table, cited) in dataset.detail_tables.iter().zip(&mut cited) {
            let figure = written
                .text
                .split("{table.")
                .skip(1)
                .any(|rest| rest.strip_prefix(table.id.as_str()).is_some_and(|rest| rest.starts_with('.')));
            *cited |= figure || written.text.contains(table.caption.as_str());
        }
    });
    if generic || !cited.contains(&true) {
        return;
    }
    for (at, table) in dataset.detail_tables.iter().enumerate().filter(|&(at, _)| !cited[at]) {
        let caption = table.caption.as_str();
        let message = Text::new(
            format!("文字没有提到明细表“{caption}”，其他明细表都被引用"),
            format!("no text mentions the detail table “{caption}”, but others are cited"),
        );
        let finding = Finding::new(RULE.check.code, Severity::Info, message).at(format!("/detail_tables/{at}/caption"));
        findings.push(finding.hint(Text::new(
            "在相应的文字中写出表名，或引用表中的数字",
            "name the table where the text speaks of it, or take a figure from it",
        )));
    }
}
