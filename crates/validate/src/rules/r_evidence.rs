//! `R-EVIDENCE`: a value can be checked: it has a document, an event, a survey or a detail table behind it, a ratio its numerator and
//! denominator, and a target that is a date has a dated event.

use jianbao_dataset::scalar::{Id, Stated};
use jianbao_dataset::{Dataset, Indicator};
use jianbao_finding::{Check, Finding, Severity, Text};
use rust_decimal::Decimal;

use super::observed::{Judged, judged};
use super::say::say;
use super::{Look, Rule, Subject};

pub(super) const RULE: Rule = Rule {
    check: Check {
        code: "R-EVIDENCE",
        severity: Severity::Warning,
        demand: ("指标完成值应有佐证", "the value of an indicator has evidence"),
        source: (
            "财预〔2019〕136号：收集绩效监控信息，对偏离情况进行分析；指标的“需要的佐证材料”",
            "circular 136 of 2019 of the Ministry of Finance (information is collected and verified), and the evidence that an indicator asks for",
        ),
        explanation: (
            "检查：指标写明需要佐证材料而完成值没有；比率类指标（名称含“率”，单位为%）没有分子、分母的出处，即没有佐证材料、事项、问卷，也没有计算方法或文字说明；其他完成值没有任何佐证（提示）；以日期为目标的指标，日期已过而没有实际完成日期。\n后两类比率和完成值只在数据集至少为一项指标列了佐证材料时检查：没有一项列出的，说明佐证另行保管。",
            "Checks: a value whose indicator names the evidence that it needs, and has none; a ratio (率 in its name, unit %) without a source of its numerator and denominator, that is without evidence, event, survey, method or words; any other value without evidence (a note); a target that is a date which has passed, without an actual date.\nRatios and other values are only checked where the dataset names evidence for at least one indicator: otherwise evidence is kept elsewhere.",
        ),
    },
    look: Look::Dataset(check),
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let dataset = subject.dataset();
    let names_evidence = dataset.observations.iter().any(|observation| !observation.evidence.is_empty());
    let mut findings = Vec::new();
    for judged in judged(dataset) {
        findings.extend(required(dataset, &judged).or_else(|| undated(&judged)).or_else(|| {
            if !names_evidence {
                return None;
            }
            ratio(dataset, &judged).or_else(|| unsupported(dataset, &judged))
        }));
    }
    findings
}

/// Whether a document, an event, a step of a procurement, a survey or an attachment stands behind the value.
fn is_proved(dataset: &Dataset, judged: &Judged<'_>) -> bool {
    let id = &judged.indicator.id;
    let steps = dataset.procurements.iter().flat_map(|procurement| &procurement.steps);
    !judged.observation.evidence.is_empty()
        || dataset.events.iter().chain(steps).any(|event| event.indicators.contains(id))
        || dataset.surveys.iter().any(|survey| survey.indicator.as_ref() == Some(id))
}

/// Whether a detail table stands behind the money of the indicator.
fn has_details(dataset: &Dataset, id: &Id) -> bool {
    dataset.uses.iter().any(|using| using.detail_table.is_some() && using.indicators.contains(id))
}

fn has_value(judged: &Judged<'_>) -> bool {
    judged.observation.actual.value().is_some()
}

fn required(dataset: &Dataset, judged: &Judged<'_>) -> Option<Finding> {
    let needed = judged.indicator.evidence_required.as_ref()?.as_str();
    if !has_value(judged) || is_proved(dataset, judged) {
        return None;
    }
    let (name, actual) = (judged.indicator.name.as_str(), judged.shown_actual());
    let finding = say(
        &RULE,
        Severity::Warning,
        judged.pointer("evidence"),
        format!("“{name}”完成 {actual}，需要的佐证材料“{needed}”没有列出"),
        format!("“{name}” is at {actual}, but the evidence that it needs, “{needed}”, is not listed"),
    );
    Some(finding.hint(Text::new(
        "在引用文件、事项或附件中登记该材料，并在佐证材料中列出其编号",
        "enter it among the documents, events or attachments, and list its id as evidence",
    )))
}

/// A day that has passed, and nobody knows when the thing was done. Words say that it is not done yet.
fn undated(judged: &Judged<'_>) -> Option<Finding> {
    let day = judged.day_passed()?;
    let undated = match &judged.observation.actual {
        Stated::Unknown => true,
        Stated::NotApplicable(_) => false,
        Stated::Value(measure) => measure.date.is_none() && measure.text.is_none(),
    };
    if !undated {
        return None;
    }
    let name = judged.indicator.name.as_str();
    let finding = say(
        &RULE,
        Severity::Warning,
        judged.pointer("actual"),
        format!("“{name}”的期限 {day} 已过，没有实际完成日期"),
        format!("“{name}” was due by {day}, and there is no date on which it was done"),
    );
    Some(finding.hint(Text::new(
        "填实际完成日期，并列出证明该日期的事项或文件；尚未完成的，用文字说明",
        "give the actual date and list the event or document that proves it; if it is not done, say so in words",
    )))
}

fn is_ratio(indicator: &Indicator) -> bool {
    indicator.name.as_str().contains('率') && indicator.target.unit.as_ref().is_some_and(|unit| unit.as_str() == "%")
}

fn ratio(dataset: &Dataset, judged: &Judged<'_>) -> Option<Finding> {
    let measure = judged.observation.actual.value()?;
    let number = measure.number?.0;
    let explained = measure.text.is_some() || judged.indicator.method.is_some();
    // Nothing of nothing needs no parts.
    if !is_ratio(judged.indicator) || number == Decimal::ZERO || explained || is_proved(dataset, judged) {
        return None;
    }
    let (name, actual) = (judged.indicator.name.as_str(), judged.shown_actual());
    let finding = say(
        &RULE,
        Severity::Warning,
        judged.pointer("actual"),
        format!("“{name}”填 {actual}，没有分子、分母的出处"),
        format!("“{name}” is stated as {actual}, without a source of its numerator and denominator"),
    );
    Some(finding.hint(Text::new(
        "列出佐证材料，或在指标解释和计算方法中写明分子、分母",
        "list evidence, or give numerator and denominator under the indicator's method",
    )))
}

fn unsupported(dataset: &Dataset, judged: &Judged<'_>) -> Option<Finding> {
    let measured = judged.observation.actual.value()?.number.is_some();
    let id = &judged.indicator.id;
    if !measured || is_proved(dataset, judged) || has_details(dataset, id) {
        return None;
    }
    let (name, actual) = (judged.indicator.name.as_str(), judged.shown_actual());
    let finding = say(
        &RULE,
        Severity::Info,
        judged.pointer("evidence"),
        format!("“{name}”填 {actual}，没有文件、事项、问卷或明细表作为佐证"),
        format!("“{name}” is stated as {actual}, without a document, event, survey or detail table behind it"),
    );
    Some(finding.hint(Text::new("列出佐证材料", "list the evidence")))
}
