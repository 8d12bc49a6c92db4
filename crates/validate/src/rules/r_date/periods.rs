//! The monitoring period, the project, the report, and rounds of monitoring.

use jianbao_dataset::Dataset;
use jianbao_finding::{Finding, Role, Severity, Text};

use super::{RULE, two_dates};

pub(super) fn check(dataset: &Dataset, findings: &mut Vec<Finding>) {
    ordered(dataset, findings);
    year(dataset, findings);
    let (period, report) = (&dataset.period, &dataset.report);
    if report.date < period.as_of {
        let message = Text::new(
            format!("报告日期 {} 早于数据截止日 {}", report.date, period.as_of),
            format!("the report is dated {}, before the cut-off date {}", report.date, period.as_of),
        );
        let pointer = "/report/date".to_owned();
        findings.push(two_dates(Severity::Error, pointer, message, &report.date, &period.as_of));
    }
    for (at, observation) in dataset.observations.iter().enumerate() {
        for (earlier_at, earlier) in observation.earlier.iter().enumerate() {
            if earlier.as_of >= period.as_of {
                let message = Text::new(
                    format!("上一轮监控的截止日 {} 不早于本轮的 {}", earlier.as_of, period.as_of),
                    format!("an earlier round ends on {}, not before this one, {}", earlier.as_of, period.as_of),
                );
                let pointer = format!("/observations/{at}/earlier/{earlier_at}/as_of");
                findings.push(two_dates(Severity::Error, pointer, message, &earlier.as_of, &period.as_of));
            }
        }
    }
    rectifications(dataset, findings);
}

/// What starts comes before what ends.
fn ordered(dataset: &Dataset, findings: &mut Vec<Finding>) {
    let mut backwards = |first: String, second: String, pointer: String, zh: &str, en: &str| {
        let message = Text::new(format!("{zh}：{second} 早于 {first}"), format!("{en}: {second} is before {first}"));
        let finding = RULE.finding(pointer, message);
        findings.push(finding.number(Role::Stated, first, None, None).number(Role::Stated, second, None, None));
    };
    let period = &dataset.period;
    if period.as_of < period.start {
        backwards(
            period.start.to_string(),
            period.as_of.to_string(),
            "/period/as_of".to_owned(),
            "数据截止日早于监控期开始日",
            "the cut-off date is before the start of the period",
        );
    }
    if let Some(project) = dataset.project.as_ref().filter(|project| project.end < project.start) {
        backwards(
            project.start.to_string(),
            project.end.to_string(),
            "/project/end".to_owned(),
            "项目结束日早于开始日",
            "the project ends before it starts",
        );
    }
    for (at, covers) in dataset.events.iter().enumerate().filter_map(|(at, event)| Some((at, event.covers.as_ref()?))) {
        if covers.to.last_day() < covers.from.first_day() {
            backwards(
                covers.from.to_string(),
                covers.to.to_string(),
                format!("/events/{at}/covers/to"),
                "覆盖期间的止早于起",
                "the months covered end before they start",
            );
        }
    }
}

/// The period against the budget year and the project, where each of them is in order itself.
fn year(dataset: &Dataset, findings: &mut Vec<Finding>) {
    let period = &dataset.period;
    if period.as_of < period.start {
        return;
    }
    let year = i32::from(period.fiscal_year);
    for (date, pointer, zh, en) in [
        (period.start, "/period/start", "监控期开始日", "the start of the period"),
        (period.as_of, "/period/as_of", "数据截止日", "the cut-off date"),
    ] {
        if i32::from(date.parts().0) != year {
            let message = Text::new(
                format!("{zh} {date} 不在预算年度 {year} 年内"),
                format!("{en}, {date}, is not in the budget year {year}"),
            );
            findings.push(two_dates(Severity::Warning, pointer.to_owned(), message, &date, &year));
        }
    }
    let Some(project) = dataset.project.as_ref().filter(|project| project.start <= project.end) else { return };
    if project.end < period.start {
        let message = Text::new(
            format!("项目已于 {} 结束，监控期从 {} 才开始", project.end, period.start),
            format!("the project ended on {}, before the period starts on {}", project.end, period.start),
        );
        let pointer = "/project/end".to_owned();
        findings.push(two_dates(Severity::Warning, pointer, message, &project.end, &period.start));
    }
    if period.as_of < project.start {
        let message = Text::new(
            format!("项目 {} 才开始，晚于数据截止日 {}", project.start, period.as_of),
            format!("the project starts on {}, after the cut-off date {}", project.start, period.as_of),
        );
        let pointer = "/project/start".to_owned();
        findings.push(two_dates(Severity::Warning, pointer, message, &project.start, &period.as_of));
    }
}

fn rectifications(dataset: &Dataset, findings: &mut Vec<Finding>) {
    for (at, rectification) in dataset.rectifications.iter().enumerate() {
        let Some(issued) = rectification.date else { continue };
        for (date, key, zh, en) in [
            (rectification.deadline, "deadline", "整改期限", "the deadline of the rectification"),
            (rectification.completed, "completed", "整改完成日期", "the completion of the rectification"),
        ] {
            if let Some(date) = date.filter(|date| *date < issued) {
                let message = Text::new(
                    format!("{zh} {date} 早于提出日期 {issued}"),
                    format!("{en}, {date}, is before the demand, {issued}"),
                );
                let pointer = format!("/rectifications/{at}/{key}");
                findings.push(two_dates(Severity::Error, pointer, message, &date, &issued));
            }
        }
    }
}
