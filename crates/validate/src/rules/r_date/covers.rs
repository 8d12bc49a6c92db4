//! The periods that the payments of a series cover: one after the other.

use jianbao_dataset::codes::EventKind;
use jianbao_dataset::scalar::{Id, PartialDate};
use jianbao_dataset::{Covers, Dataset, Event};
use jianbao_finding::{Finding, Severity, Text};

use super::{before, two_dates};

pub(super) fn check(dataset: &Dataset, findings: &mut Vec<Finding>) {
    let covering = || dataset.events.iter().enumerate().filter_map(|(at, event)| Some((at, event, span(event)?)));
    if covering().next().is_none() {
        return;
    }
    let mut payments: Vec<(usize, &Event, &Covers)> = covering().collect();
    for (at, event, covers) in &payments {
        early(*at, event, covers, findings);
    }
    // Series stay together, and each is in the order of time.
    payments.sort_by_key(|(at, event, covers)| (series(event), covers.from.first_day(), *at));
    for pair in payments.windows(2) {
        let [(_, first, earlier), (at, second, later)] = pair else { continue };
        if !in_series(first, second) {
            continue;
        }
        findings.extend(overlap(*at, (first, earlier), (second, later)));
        findings.extend(gap(*at, (first, earlier), (second, later)));
    }
}

/// The period of a payment, where it is in order.
fn span(event: &Event) -> Option<&Covers> {
    let covers = event.covers.as_ref().filter(|_| event.kind == EventKind::Payment)?;
    (covers.from.first_day() <= covers.to.last_day()).then_some(covers)
}

fn series(event: &Event) -> (&[Id], &[Id], Option<&Id>) {
    (&event.indicators, &event.documents, event.organisation.as_ref())
}

/// Whether two payments are of one series: they say what they are for, and say the same.
fn in_series(first: &Event, second: &Event) -> bool {
    let says = !first.indicators.is_empty() || !first.documents.is_empty();
    says && series(first) == series(second)
}

fn overlap(at: usize, first: (&Event, &Covers), second: (&Event, &Covers)) -> Option<Finding> {
    let (to, from) = (first.1.to, second.1.from);
    if before(to, from) {
        return None;
    }
    let (first, second) = (first.0.title.as_str(), second.0.title.as_str());
    let message = Text::new(
        format!("“{second}”覆盖的期间从 {from} 起，“{first}”覆盖到 {to}，两次重叠，可能重复发放"),
        format!("“{second}” covers from {from} on, “{first}” covers until {to}: they overlap, and may pay twice"),
    );
    let hint =
        Text::new("核对两次的起止；可写到日", "check where the one ends and the other begins; days may be given");
    let pointer = format!("/events/{at}/covers/from");
    Some(two_dates(Severity::Warning, pointer, message, &from, &to).hint(hint))
}

fn gap(at: usize, first: (&Event, &Covers), second: (&Event, &Covers)) -> Option<Finding> {
    let (to, from): (PartialDate, PartialDate) = (first.1.to, second.1.from);
    let between = to.last_day().days_until(from.first_day());
    if between <= 1 {
        return None;
    }
    let days = between - 1;
    let (first, second) = (first.0.title.as_str(), second.0.title.as_str());
    let message = Text::new(
        format!("“{first}”覆盖到 {to}，“{second}”从 {from} 起，中间 {days} 天没有覆盖"),
        format!("“{first}” covers until {to}, “{second}” from {from} on: {days} days between them are not covered"),
    );
    let pointer = format!("/events/{at}/covers/from");
    Some(two_dates(Severity::Warning, pointer, message, &from, &to))
}

/// A payment before the period that it pays for.
fn early(at: usize, event: &Event, covers: &Covers, findings: &mut Vec<Finding>) {
    let Some(date) = event.date.filter(|date| before(*date, covers.from)) else { return };
    let (title, from) = (event.title.as_str(), covers.from);
    let message = Text::new(
        format!("“{title}”（{date}）早于它覆盖的期间，期间从 {from} 起"),
        format!("“{title}” ({date}) is before the period that it covers, from {from} on"),
    );
    findings.push(two_dates(Severity::Warning, format!("/events/{at}/date"), message, &date, &from));
}
