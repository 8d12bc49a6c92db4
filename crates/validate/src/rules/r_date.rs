//! `R-DATE`: periods do not end before they start.

use jianbao_finding::{Check, Finding, Role, Severity, Text};

use super::{Look, Rule, Subject};

pub(super) const RULE: Rule = Rule {
    check: Check {
        code: "R-DATE",
        severity: Severity::Error,
        demand: ("起止日期应先后有序", "what starts comes before what ends"),
        source: (
            "监控期、项目实施周期及拨付覆盖期间的起止关系",
            "the order of the monitoring period, the project's duration and the months that a payment covers",
        ),
        explanation: (
            "比较监控期、项目实施周期和每笔拨付覆盖期间的起止日期。只写到月份的日期按整月比较。",
            "Compares the first and the last day of the monitoring period, of the project and of the months that each payment covers. A date that stops at the month counts as the whole month.",
        ),
    },
    look: Look::Dataset(check),
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let dataset = subject.dataset();
    let mut findings = Vec::new();
    let mut ordered = |first: String, second: String, backwards: bool, pointer: String, zh: &str, en: &str| {
        if backwards {
            let message =
                Text::new(format!("{zh}：{second} 早于 {first}"), format!("{en}: {second} is before {first}"));
            let finding = RULE.finding(pointer, message);
            findings.push(finding.number(Role::Stated, first, None, None).number(Role::Stated, second, None, None));
        }
    };
    let period = &dataset.period;
    ordered(
        period.start.to_string(),
        period.as_of.to_string(),
        period.as_of < period.start,
        "/period/as_of".to_owned(),
        "数据截止日早于监控期开始日",
        "the cut-off date is before the start of the period",
    );
    if let Some(project) = &dataset.project {
        ordered(
            project.start.to_string(),
            project.end.to_string(),
            project.end < project.start,
            "/project/end".to_owned(),
            "项目结束日早于开始日",
            "the project ends before it starts",
        );
    }
    for (at, covers) in dataset.events.iter().enumerate().filter_map(|(at, event)| Some((at, event.covers.as_ref()?))) {
        ordered(
            covers.from.to_string(),
            covers.to.to_string(),
            covers.to.last_day() < covers.from.first_day(),
            format!("/events/{at}/covers/to"),
            "覆盖期间的止早于起",
            "the months covered end before they start",
        );
    }
    findings
}
