//! Dates of indicators against the cut-off date and against the events that prove them.

use jianbao_calculate::in_time;
use jianbao_dataset::codes::{EventKind, Operator};
use jianbao_dataset::scalar::{Id, PartialDate};
use jianbao_dataset::{Dataset, Event, Indicator, Observation, Procurement};
use jianbao_finding::{Finding, Severity, Text};

use super::{before, two_dates};

pub(super) fn check(dataset: &Dataset, findings: &mut Vec<Finding>) {
    for (at, observation) in dataset.observations.iter().enumerate() {
        let actual = observation.actual.value().and_then(|measure| measure.date);
        if let Some(date) = actual {
            after_cut_off(dataset, at, date, findings);
            contradicted(dataset, at, observation, date, findings);
        }
        let indicator = dataset.indicators.iter().find(|indicator| indicator.id == observation.indicator);
        if let Some(indicator) = indicator.filter(|indicator| !indicator.withdrawn) {
            findings.extend(accepted_late(dataset, at, indicator, actual));
        }
    }
}

fn after_cut_off(dataset: &Dataset, at: usize, date: PartialDate, findings: &mut Vec<Finding>) {
    let as_of = dataset.period.as_of;
    if before(as_of.into(), date) {
        let message = Text::new(
            format!("实际日期 {date} 晚于数据截止日 {as_of}，还没有发生"),
            format!("the actual date {date} is after the cut-off date {as_of}: it has not happened yet"),
        );
        let pointer = format!("/observations/{at}/actual/date");
        findings.push(two_dates(Severity::Error, pointer, message, &date, &as_of));
    }
}

/// An actual date that none of the events given as evidence can be of.
fn contradicted(
    dataset: &Dataset,
    at: usize,
    observation: &Observation,
    date: PartialDate,
    findings: &mut Vec<Finding>,
) {
    let events = || {
        let events = dataset.events.iter().filter(|event| observation.evidence.contains(&event.id));
        events.filter_map(|event| Some((event, event.date?)))
    };
    let apart = |other: PartialDate| before(other, date) || before(date, other);
    if !events().all(|(_, other)| apart(other)) {
        return;
    }
    let Some((event, other)) = events().next() else { return };
    let title = event.title.as_str();
    let message = Text::new(
        format!("实际日期 {date} 与佐证“{title}”的日期 {other} 不符"),
        format!("the actual date {date} is not that of its evidence “{title}”, {other}"),
    );
    let pointer = format!("/observations/{at}/actual/date");
    findings.push(two_dates(Severity::Warning, pointer, message, &date, &other));
}

/// An indicator of timeliness that claims no late date, while what was bought for it was accepted after the day it asks for.
fn accepted_late(dataset: &Dataset, at: usize, indicator: &Indicator, actual: Option<PartialDate>) -> Option<Finding> {
    let target = indicator.target.date.filter(|_| indicator.target.operator == Operator::ByDate)?;
    // Who says that it was late has said what there is to say.
    if actual.is_some_and(|date| in_time(Operator::ByDate, date, target) != Some(true)) {
        return None;
    }
    let serves = |buy: &&Procurement| serves(dataset, buy, &indicator.id);
    let accepted = dataset.procurements.iter().filter(serves).flat_map(|buy| &buy.steps).filter_map(acceptance);
    let (step, date) = accepted.max_by_key(|(_, date)| date.first_day()).filter(|(_, date)| before(target, *date))?;
    let (name, title, days) =
        (indicator.name.as_str(), step.title.as_str(), target.last_day().days_until(date.last_day()));
    let (claim_zh, claim_en) = match actual {
        Some(actual) => (format!("实际日期填为 {actual}"), format!("the actual date is given as {actual}")),
        None => ("没有填实际日期".to_owned(), "no actual date is given".to_owned()),
    };
    let message = Text::new(
        format!("“{name}”要求不晚于 {target}，{claim_zh}，而“{title}”在 {date}，晚 {days} 天"),
        format!("“{name}” asks for {target}, {claim_en}, and “{title}” was on {date}, {days} days late"),
    );
    let hint = Text::new(
        "填写实际完成日期和佐证；确已按时完成的，说明验收为什么在后",
        "give the actual date and its evidence; if it was in time, say why the acceptance came later",
    );
    let pointer = format!("/observations/{at}/actual");
    Some(two_dates(Severity::Warning, pointer, message, &date, &target).hint(hint))
}

/// Whether a procurement serves an indicator: through the use that pays for it, or by one of its steps.
fn serves(dataset: &Dataset, buy: &Procurement, indicator: &Id) -> bool {
    let using = buy.use_of_funds.as_ref().and_then(|id| dataset.uses.iter().find(|using| using.id == *id));
    using.is_some_and(|using| using.indicators.contains(indicator))
        || buy.steps.iter().any(|step| step.indicators.contains(indicator))
}

fn acceptance(step: &Event) -> Option<(&Event, PartialDate)> {
    let accepts = matches!(step.kind, EventKind::Delivery | EventKind::ExpertReview);
    step.date.filter(|_| accepts).map(|date| (step, date))
}
