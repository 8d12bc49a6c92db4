//! Indicators whose target is missed or in doubt: reasons and measures.

use jianbao_dataset::Dataset;
use jianbao_dataset::codes::{DeviationReason, Likelihood};
use jianbao_finding::{Finding, Severity, Text};

use super::RULE;
use crate::rules::observed::{Judged, judged};
use crate::rules::say::say;

pub(super) fn check(dataset: &Dataset, findings: &mut Vec<Finding>) {
    for judged in judged(dataset) {
        findings.extend(reason(&judged));
        findings.extend(note(&judged));
        findings.extend(measure(dataset, &judged));
    }
}

/// What is wrong with the indicator, as the beginning of a sentence.
fn state(judged: &Judged<'_>) -> (String, String) {
    let target = judged.shown_target();
    match (judged.forecast(), judged.observation.likelihood) {
        (Some(false), _) => {
            let forecast = judged.shown_forecast();
            (format!("全年预计 {forecast}，达不到 {target}"), format!("is expected at {forecast}, below {target}"))
        }
        (_, Some(likelihood @ (Likelihood::Possible | Likelihood::Impossible))) => {
            let label = likelihood.label();
            (format!("完成目标可能性为“{label}”"), format!("has the likelihood {label}"))
        }
        _ => {
            let actual = judged.shown_actual();
            (format!("完成 {actual}，没有达到 {target}"), format!("ended at {actual}, below {target}"))
        }
    }
}

fn reason(judged: &Judged<'_>) -> Option<Finding> {
    if judged.observation.deviation.is_some() || !judged.is_doubtful() {
        return None;
    }
    let (name, (zh, en)) = (judged.indicator.name.as_str(), state(judged));
    let finding = say(
        &RULE,
        Severity::Warning,
        judged.pointer("deviation"),
        format!("“{name}”{zh}，没有填偏差原因"),
        format!("“{name}” {en}, without reasons"),
    );
    Some(finding.hint(Text::new(
        "从经费、制度、人员、硬件条件等方面填偏差原因并说明",
        "give reasons (funding, rules, staffing, facilities, other) and explain them",
    )))
}

/// 其他 names no reason, so it needs words.
fn note(judged: &Judged<'_>) -> Option<Finding> {
    let deviation = judged.observation.deviation.as_ref()?;
    let only_other = deviation.reasons.iter().all(|reason| *reason == DeviationReason::Other);
    if !only_other || deviation.note.is_some() {
        return None;
    }
    let name = judged.indicator.name.as_str();
    let finding = say(
        &RULE,
        Severity::Warning,
        judged.pointer("deviation/note"),
        format!("“{name}”的偏差原因只填“其他”，没有原因说明"),
        format!("“{name}”: the only reason for its deviation is 其他, without an explanation"),
    );
    Some(finding.hint(Text::new("填原因说明", "explain the reason")))
}

fn measure(dataset: &Dataset, judged: &Judged<'_>) -> Option<Finding> {
    // Where nobody knows the year's result, “possible” asks for as much as “impossible”.
    let open = judged.forecast().is_none() && judged.observation.likelihood == Some(Likelihood::Possible);
    let asked = (judged.misses() || open) && !judged.year_is_over();
    if !asked || judged.has_measure() || judged.is_answered(dataset) {
        return None;
    }
    let (name, (zh, en)) = (judged.indicator.name.as_str(), state(judged));
    let finding = say(
        &RULE,
        Severity::Warning,
        judged.pointer("remedial_measure"),
        format!("“{name}”{zh}，没有填拟采取的措施"),
        format!("“{name}” {en}, without a measure"),
    );
    Some(finding.hint(Text::new(
        "在拟采取的措施或备注中写明年底前做什么、由谁做",
        "say under measures or in the remark what will be done by the end of the year, and by whom",
    )))
}
