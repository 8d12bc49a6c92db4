//! What a source prints against the fact that it claims to be.

use jianbao_calculate::{Entry, Value, round_half_up};
use jianbao_dataset::scalar::Line;
use jianbao_dataset::{Node, Reported, tree};
use jianbao_finding::{Finding, Role, Severity, Text};
use rust_decimal::Decimal;

use super::RULE;
use crate::rules::Subject;
use crate::rules::reported::in_printed_unit;
use crate::rules::same_words::{difference, same};
use crate::rules::say::say;

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let reported = &subject.dataset().reported;
    if reported.is_empty() {
        return Vec::new();
    }
    // Most name a figure of the ledger, and need no tree.
    let facts = reported.iter().any(|reported| reported.pointer.is_some()).then(|| tree(subject.dataset()));
    let mut findings = Vec::new();
    for (at, reported) in reported.iter().enumerate() {
        let node = reported.pointer.as_ref().and_then(|pointer| facts.as_ref()?.at(pointer.as_str()));
        let entry = fact(subject, reported, at);
        findings.extend(number(reported, node, entry, at));
        findings.extend(date(reported, node, entry, at));
        findings.extend(text(reported, node, entry, at));
    }
    findings
}

/// The figure of the ledger that is meant, where it is a fact and nothing computed.
fn fact<'s>(subject: &'s Subject<'_>, reported: &Reported, at: usize) -> Option<&'s Entry> {
    let by_figure = subject.reported()[at].as_deref();
    let by_pointer = || subject.ledger().at(reported.pointer.as_ref()?.as_str());
    let entry = by_figure.or_else(by_pointer)?;
    entry.formula.is_none().then_some(entry)
}

/// The field of a node that holds its value: a measure or a target is a record.
fn field<'n>(node: &'n Node, names: &[&str]) -> &'n Node {
    let Node::Record(fields) = node else { return node };
    let known = fields.iter().filter(|(_, field)| *field != Node::Null);
    known.into_iter().find(|(key, _)| names.contains(&key.as_str())).map_or(node, |(_, field)| field)
}

fn number(reported: &Reported, node: Option<&Node>, entry: Option<&Entry>, at: usize) -> Option<Finding> {
    let printed = reported.number?.0;
    let (exact, unit) = match (entry, node) {
        (Some(entry), _) => in_printed_unit(entry.number()?, &entry.unit, reported.unit.as_ref().map(Line::as_str))?,
        (None, Some(node)) => match field(node, &["number"]) {
            Node::Number(number) => (jianbao_dataset::scalar::parse_number(number).ok()?, ""),
            Node::Integer(number) => (Decimal::from(*number), ""),
            _ => return None,
        },
        (None, None) => return None,
    };
    let digits = printed.normalize().scale();
    let decimals = reported.decimals.map_or(printed.scale(), u32::from).clamp(digits, Decimal::MAX_SCALE);
    let stored = round_half_up(exact, decimals);
    if stored == printed {
        return None;
    }
    let was = format!("{printed}{unit}");
    let is = format!("{}{unit}", stored.normalize());
    let finding = differs(reported, at, "number", &was, &is);
    let unit = Some(unit).filter(|unit| !unit.is_empty());
    let figure = entry.map(|entry| entry.id.as_str());
    let finding = finding.number(Role::Reported, printed.to_string(), unit, figure);
    Some(finding.number(Role::Stated, exact.normalize().to_string(), unit, figure))
}

fn date(reported: &Reported, node: Option<&Node>, entry: Option<&Entry>, at: usize) -> Option<Finding> {
    let printed = reported.date?.to_string();
    let stored = match (entry.map(|entry| &entry.value), node.map(|node| field(node, &["date"]))) {
        (Some(Value::Date(date)), _) => date.to_string(),
        (_, Some(Node::Text(date))) => date.clone(),
        _ => return None,
    };
    // A date that stops at the month agrees with any day of it.
    if stored.starts_with(&printed) || printed.starts_with(&stored) {
        return None;
    }
    let finding = differs(reported, at, "date", &printed, &stored);
    Some(finding.number(Role::Reported, printed, None, None).number(Role::Stated, stored, None, None))
}

fn text(reported: &Reported, node: Option<&Node>, entry: Option<&Entry>, at: usize) -> Option<Finding> {
    let printed = reported.text.as_ref()?.as_str();
    let stored = match (entry, node.map(|node| field(node, &["text", "raw", "name", "title"]))) {
        (_, Some(Node::Prose(text) | Node::Text(text))) => text.as_str(),
        (Some(entry), _) => match &entry.value {
            Value::Words(words) => words.as_str(),
            _ => entry.raw.as_deref()?,
        },
        _ => return None,
    };
    if same(printed, stored) || stored.contains('{') || printed.contains('{') {
        return None;
    }
    let (in_printed, in_stored) = difference(printed, stored);
    let (was, is) = (&printed[in_printed.clone()], &stored[in_stored]);
    let finding = match (was, is) {
        ("", is) => told(
            reported,
            at,
            "text",
            format!("原件没有“{is}”，数据集中有"),
            format!("the source lacks “{is}”, which the dataset has"),
        ),
        (was, "") => told(
            reported,
            at,
            "text",
            format!("原件多出“{was}”，数据集中没有"),
            format!("the source has “{was}”, which the dataset lacks"),
        ),
        (was, is) => differs(reported, at, "text", was, is),
    };
    Some(if in_printed.is_empty() { finding } else { finding.within(in_printed) })
}

fn differs(reported: &Reported, at: usize, field: &str, was: &str, is: &str) -> Finding {
    let zh = format!("原件印为“{was}”，数据集中为“{is}”");
    told(reported, at, field, zh, format!("the source prints “{was}”, the dataset has “{is}”"))
}

fn told(reported: &Reported, at: usize, field: &str, zh: String, en: String) -> Finding {
    let places: Vec<&str> = reported.places.iter().map(Line::as_str).collect();
    let places = places.join("；");
    let what = reported.pointer.as_ref().or(reported.figure.as_ref()).map_or("", Line::as_str);
    let hint = Text::new(
        format!("原件位置：{places}；对应的事实：{what}。核对哪一处是批复的内容，两处写成一致"),
        format!("printed at: {places}; the fact is {what}. See which of them was approved, and make them agree"),
    );
    say(&RULE, Severity::Error, format!("/reported/{at}/{field}"), zh, en).hint(hint)
}
