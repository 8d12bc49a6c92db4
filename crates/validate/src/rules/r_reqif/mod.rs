//! `R-REQIF`: what must be explained once something else is so: a doubtful target, a changed budget, a value that does not apply.

mod blank;
mod doubtful;

use jianbao_dataset::Dataset;
use jianbao_dataset::codes::EventKind;
use jianbao_finding::{Check, Finding, Role, Severity, Text};

use super::observed::is_said;
use super::say::say;
use super::{Look, Rule, Subject};

pub(super) const RULE: Rule = Rule {
    check: Check {
        code: "R-REQIF",
        severity: Severity::Warning,
        demand: (
            "有偏差、调整或不适用的，应说明原因和措施",
            "a deviation, a change and a value that does not apply are explained",
        ),
        source: (
            "监控表注1、注3：对产生偏差的指标说明原因，预计到年底不能完成目标的，说明原因及拟采取的措施；天津：有可能、完全不可能的填偏差原因；四川：年中有调整的须说明",
            "notes 1 and 3 of the monitoring form: reasons for a deviation, and reasons and measures where a target will be missed; Tianjin asks for reasons below 确定能, Sichuan for an explanation of every change of the budget",
        ),
        explanation: (
            "检查：预计完不成、可能性低于“确定能”或年末仍未完成的指标有偏差原因；原因只填“其他”的有原因说明；预计年底完不成的有拟采取的措施或备注，或有针对它的问题和建议（数据集有 measures、corrective_measures 文字块的，视为措施写在其中；年度已结束的不检查）；预算调整数不为 0 的有说明，或有调整事项、调整记录（提示）；绩效目标调整有原因；已过期限的整改有结果；不适用和偏差原因说明不能只填“无”“-”“不适用”一类。\n文字只有“无”一类的，视为没有填写。",
            "Checks: an indicator that will be missed, is less than 确定能, or was missed by the end of the year has reasons for its deviation; the reason 其他 alone has an explanation; a target that will be missed has a measure or a remark, or a problem and a recommendation about it (a text block `measures` or `corrective_measures` counts as the place of the measures; nothing is asked once the year is over); a budget that was adjusted has an explanation, an event or a change of goals (a note); a change of goals has a reason; a rectification whose deadline has passed has a result; not_applicable and the note on a deviation say more than 无, a dash or 不适用.\nA text that says no more than 无 counts as none.",
        ),
    },
    look: Look::Dataset(check),
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let dataset = subject.dataset();
    let mut findings = Vec::new();
    doubtful::check(dataset, &mut findings);
    adjustments(dataset, &mut findings);
    changes(dataset, &mut findings);
    rectifications(dataset, &mut findings);
    blank::check(dataset, &mut findings);
    findings
}

fn adjustments(dataset: &Dataset, findings: &mut Vec<Finding>) {
    let told = dataset.events.iter().any(|event| event.kind == EventKind::Adjustment)
        || dataset.revisions.iter().any(|revision| is_said(revision.reason.as_ref()));
    if told {
        return;
    }
    let speaks =
        |text: &str| ["调增", "调减", "追加", "核减", "预算调整", "调整预算"].iter().any(|word| text.contains(word));
    for (at, funding) in dataset.funding.iter().enumerate() {
        let Some(adjustment) = funding.adjustment.value().map(|number| number.0).filter(|number| !number.is_zero())
        else {
            continue;
        };
        let parent = funding.parent.as_ref().and_then(|id| dataset.funding.iter().find(|one| one.id == *id));
        let explained = is_said(funding.explanation.as_ref())
            || parent.is_some_and(|parent| is_said(parent.explanation.as_ref()))
            || dataset.narrative.values().any(|text| speaks(text.as_str()));
        if explained {
            continue;
        }
        let (name, unit) = (funding.name.as_str(), dataset.money_unit.label());
        let finding = say(
            &RULE,
            Severity::Info,
            format!("/funding/{at}/adjustment"),
            format!("“{name}”预算调整 {adjustment} {unit}，没有说明原因"),
            format!("the budget of “{name}” was adjusted by {adjustment} {unit}, without an explanation"),
        );
        let finding = finding.number(Role::Stated, adjustment.to_string(), Some(unit), None);
        findings.push(finding.hint(Text::new(
            "在该资金来源的说明中写明原因和依据",
            "give reason and basis under the explanation of the source",
        )));
    }
}

fn changes(dataset: &Dataset, findings: &mut Vec<Finding>) {
    for (at, revision) in dataset.revisions.iter().enumerate() {
        if is_said(revision.reason.as_ref()) {
            continue;
        }
        let field = revision.field.as_str();
        let finding = say(
            &RULE,
            Severity::Warning,
            format!("/revisions/{at}/reason"),
            format!("绩效目标调整（{field}）没有写明原因"),
            format!("the change of goals ({field}) has no reason"),
        );
        findings.push(finding.hint(Text::new("填调整原因", "say why it was changed")));
    }
}

fn rectifications(dataset: &Dataset, findings: &mut Vec<Finding>) {
    for (at, rectification) in dataset.rectifications.iter().enumerate() {
        if is_said(rectification.result.as_ref()) {
            continue;
        }
        let (zh, en) = match (rectification.completed, rectification.deadline) {
            (Some(completed), _) => (
                format!("整改已于 {completed} 完成，没有写明结果"),
                format!("the rectification was completed on {completed}, without a result"),
            ),
            (None, Some(deadline)) if deadline < dataset.period.as_of => (
                format!("整改期限 {deadline} 已过，没有写明结果"),
                format!("the rectification was due by {deadline}, and has no result"),
            ),
            _ => continue,
        };
        let finding = say(&RULE, Severity::Warning, format!("/rectifications/{at}/result"), zh, en);
        findings
            .push(finding.hint(Text::new("填整改结果；尚未完成的，写明进展", "say what came of it, or how far it is")));
    }
}
