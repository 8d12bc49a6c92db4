//! `R-COVER`: nothing that was planned is left out: every indicator is observed, every goal measured, every planned work accounted
//! for, and no category is both empty and filled.

use jianbao_dataset::codes::Horizon;
use jianbao_dataset::{Dataset, Goal};
use jianbao_finding::{Check, Finding, Severity, Text};

use super::observed::is_said;
use super::say::say;
use super::{Look, Rule, Subject};

pub(super) const RULE: Rule = Rule {
    check: Check {
        code: "R-COVER",
        severity: Severity::Error,
        demand: (
            "每项目标、指标和计划内工作都应有对应的内容",
            "every goal, indicator and planned work has what belongs to it",
        ),
        source: (
            "财预〔2019〕136号第八条：监控绩效目标的完成情况，逐项填写监控表",
            "circular 136 of 2019 of the Ministry of Finance, article 8: how far the goals are reached, indicator by indicator",
        ),
        explanation: (
            "检查：每项未取消的指标有执行情况；每项年度目标至少有一项指标（总目标、中期目标没有指标的只作提示；全部指标都没有填所属目标时不检查）；计划内工作有完成情况、资金用途或指标之一；“不适用的指标类别”下没有指标（有则为错误）。\n目标文字中的每一句是否都有指标，无法由数据判断，请人工核对。",
            "Checks that every indicator that was not withdrawn is observed; that every annual goal has an indicator (overall and mid-term goals without one are only noted; nothing is said where no indicator names its goal); that planned work has a result, a use of money or an indicator; that no category is said to be empty and has indicators (an error).\nWhether every sentence of a goal has its indicator cannot be told from data.",
        ),
    },
    look: Look::Dataset(check),
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let dataset = subject.dataset();
    let mut findings = Vec::new();
    unobserved(dataset, &mut findings);
    unmeasured(dataset, &mut findings);
    unaccounted(dataset, &mut findings);
    filled_though_empty(dataset, &mut findings);
    findings
}

fn unobserved(dataset: &Dataset, findings: &mut Vec<Finding>) {
    let hint = || {
        Text::new(
            "补充执行情况；年内取消的指标，标为已取消",
            "add what was observed, or mark an indicator that was withdrawn during the year",
        )
    };
    let counted = dataset.indicators.iter().filter(|indicator| !indicator.withdrawn).count();
    if dataset.observations.is_empty() {
        if counted > 0 {
            let finding = say(
                &RULE,
                Severity::Warning,
                "/observations",
                format!("{counted} 项指标都没有执行情况"),
                format!("none of the {counted} indicators is observed"),
            );
            findings.push(finding.hint(hint()));
        }
        return;
    }
    for (at, indicator) in dataset.indicators.iter().enumerate().filter(|(_, indicator)| !indicator.withdrawn) {
        let in_place = dataset.observations.get(at).is_some_and(|observation| observation.indicator == indicator.id);
        if !in_place && dataset.observations.iter().all(|observation| observation.indicator != indicator.id) {
            let name = indicator.name.as_str();
            let finding = say(
                &RULE,
                Severity::Warning,
                format!("/indicators/{at}"),
                format!("指标“{name}”没有执行情况"),
                format!("the indicator “{name}” is not observed"),
            );
            findings.push(finding.hint(hint()));
        }
    }
}

fn unmeasured(dataset: &Dataset, findings: &mut Vec<Finding>) {
    let no_link = dataset.indicators.iter().all(|indicator| indicator.goal.is_none());
    if no_link && !dataset.indicators.is_empty() {
        return;
    }
    let measured = |goal: &Goal| {
        dataset.indicators.iter().any(|indicator| !indicator.withdrawn && indicator.goal.as_ref() == Some(&goal.id))
    };
    for (at, goal) in dataset.goals.iter().enumerate().filter(|(_, goal)| !measured(goal)) {
        let annual = goal.horizon == Horizon::Annual;
        let severity = if annual { Severity::Warning } else { Severity::Info };
        let label = goal.horizon.label();
        let finding = say(
            &RULE,
            severity,
            format!("/goals/{at}"),
            format!("{label}没有对应的绩效指标"),
            format!("no indicator measures this goal ({label})"),
        );
        findings.push(finding.hint(Text::new(
            "为目标设指标，或在指标的所属目标中填这项目标",
            "set an indicator for it, or name it as the goal of the indicators that measure it",
        )));
    }
}

/// Planned work of which nothing further is known.
fn unaccounted(dataset: &Dataset, findings: &mut Vec<Finding>) {
    for (at, activity) in dataset.activities.iter().enumerate().filter(|(_, activity)| activity.planned) {
        let linked = !activity.uses.is_empty() || !activity.indicators.is_empty();
        if linked || is_said(activity.result.as_ref()) {
            continue;
        }
        let name = activity.name.as_str();
        let finding = say(
            &RULE,
            Severity::Warning,
            format!("/activities/{at}"),
            format!("计划内的“{name}”没有完成情况，也没有对应的资金用途和指标"),
            format!("“{name}” was planned, but has no result, no use of money and no indicator"),
        );
        findings.push(
            finding.hint(Text::new(
                "填写完成情况；没有开展的，写明原因",
                "say what came of it; if it was not done, say why",
            )),
        );
    }
}

fn filled_though_empty(dataset: &Dataset, findings: &mut Vec<Finding>) {
    for (at, empty) in dataset.empty_categories.iter().enumerate() {
        let inside = dataset.indicators.iter().find(|indicator| {
            !indicator.withdrawn && indicator.category == empty.category && indicator.subcategory == empty.subcategory
        });
        if let Some(indicator) = inside {
            let (label, name) = (empty.subcategory.label(), indicator.name.as_str());
            let finding = say(
                &RULE,
                Severity::Error,
                format!("/empty_categories/{at}"),
                format!("{label}填为不适用，其下却有指标“{name}”"),
                format!("{label} is said not to apply, but holds the indicator “{name}”"),
            );
            findings.push(finding.hint(Text::new("删去不适用的说明，或移走该指标", "delete one of the two")));
        }
    }
}
