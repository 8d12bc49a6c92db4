//! Events, documents and rectifications against the report, the cut-off date and the project.

use jianbao_dataset::codes::EventKind;
use jianbao_dataset::scalar::PartialDate;
use jianbao_dataset::{Dataset, Event};
use jianbao_finding::{Finding, Severity, Text};

use super::{before, two_dates};

pub(super) fn check(dataset: &Dataset, findings: &mut Vec<Finding>) {
    for (at, event) in dataset.events.iter().enumerate() {
        one(dataset, event, &|| format!("/events/{at}/date"), findings);
    }
    for (at, procurement) in dataset.procurements.iter().enumerate() {
        for (step_at, step) in procurement.steps.iter().enumerate() {
            one(dataset, step, &|| format!("/procurements/{at}/steps/{step_at}/date"), findings);
        }
    }
    for (at, document) in dataset.documents.iter().enumerate() {
        let pointer = || format!("/documents/{at}/date");
        after_report(dataset, document.title.as_str(), document.date, &pointer, findings);
    }
    for (at, revision) in dataset.revisions.iter().enumerate() {
        let pointer = || format!("/revisions/{at}/date");
        after_report(dataset, revision.field.as_str(), revision.date, &pointer, findings);
    }
    for (at, rectification) in dataset.rectifications.iter().enumerate() {
        let pointer = || format!("/rectifications/{at}/completed");
        let completed = rectification.completed.map(PartialDate::from);
        after_report(dataset, "整改", completed, &pointer, findings);
    }
}

/// Whether something is dated after the report that tells it.
fn after_report(
    dataset: &Dataset,
    title: &str,
    date: Option<PartialDate>,
    pointer: &dyn Fn() -> String,
    findings: &mut Vec<Finding>,
) -> bool {
    let report = dataset.report.date;
    let Some(date) = date.filter(|date| before(report.into(), *date)) else { return false };
    let message = Text::new(
        format!("“{title}”的日期 {date} 晚于报告日期 {report}"),
        format!("“{title}” is dated {date}, after the report, {report}"),
    );
    findings.push(two_dates(Severity::Error, pointer(), message, &date, &report));
    true
}

fn one(dataset: &Dataset, event: &Event, pointer: &dyn Fn() -> String, findings: &mut Vec<Finding>) {
    let title = event.title.as_str();
    if after_report(dataset, title, event.date, pointer, findings) {
        return;
    }
    let Some(date) = event.date else { return };
    let as_of = dataset.period.as_of;
    if before(as_of.into(), date) {
        let message = Text::new(
            format!("“{title}”的日期 {date} 晚于数据截止日 {as_of}"),
            format!("“{title}” is dated {date}, after the cut-off date {as_of}"),
        );
        findings.push(two_dates(Severity::Warning, pointer(), message, &date, &as_of));
    }
    let Some(project) = &dataset.project else { return };
    if matches!(event.kind, EventKind::Payment | EventKind::Campaign) && before(date, project.start.into()) {
        let start = project.start;
        let message = Text::new(
            format!("“{title}”的日期 {date} 早于项目开始日 {start}"),
            format!("“{title}” is dated {date}, before the project starts, {start}"),
        );
        findings.push(two_dates(Severity::Warning, pointer(), message, &date, &start));
    }
}
