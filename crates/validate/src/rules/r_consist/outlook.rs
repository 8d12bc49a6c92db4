//! Likelihood, forecast, light and reasons of an indicator.

use jianbao_calculate::{Value, round_half_up};
use jianbao_dataset::Dataset;
use jianbao_dataset::codes::{Light, Likelihood, Operator};
use jianbao_finding::{Finding, Role, Severity, Text};
use rust_decimal::Decimal;

use super::RULE;
use crate::rules::Subject;
use crate::rules::observed::{Judged, judged};
use crate::rules::say::say;

pub(super) fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for judged in judged(subject.dataset()) {
        findings.extend(likelihood(subject.dataset(), &judged));
        findings.extend(red_light(subject, &judged));
        findings.extend(idle_reason(&judged));
    }
}

/// The likelihood against the value expected for the whole year.
fn likelihood(dataset: &Dataset, judged: &Judged<'_>) -> Option<Finding> {
    let likelihood = judged.observation.likelihood?;
    let explained = || judged.has_measure() || judged.is_answered(dataset);
    let (severity, zh, en, hint) = match (judged.forecast()?, likelihood) {
        (false, Likelihood::Certain) => (
            Severity::Error,
            "达不到",
            "below",
            Text::new(
                "核对全年预计完成情况；确实完不成的，可能性填“有可能”或“完全不可能”，并写明原因和措施",
                "check the forecast; if the target will be missed, the likelihood is 有可能 or 完全不可能, with reason and measures",
            ),
        ),
        (false, Likelihood::Possible) if !explained() => (
            Severity::Warning,
            "达不到",
            "below",
            Text::new(
                "在备注中写明还有什么可能完成；没有可能的，填“完全不可能”",
                "say in the remark how the target may still be reached, or choose 完全不可能",
            ),
        ),
        (true, Likelihood::Impossible) => (
            Severity::Warning,
            "能达到",
            "that reaches",
            Text::new("核对全年预计完成情况和完成目标可能性", "check the forecast and the likelihood"),
        ),
        _ => return None,
    };
    let (name, label) = (judged.indicator.name.as_str(), likelihood.label());
    let (forecast, target) = (judged.shown_forecast(), judged.shown_target());
    let finding = say(
        &RULE,
        severity,
        judged.pointer("likelihood"),
        format!("“{name}”全年预计 {forecast}，{zh}年度指标值 {target}，完成目标可能性却填“{label}”"),
        format!("“{name}”: the year's forecast is {forecast}, {en} the target {target}, yet the likelihood is {label}"),
    );
    Some(against_target(finding.hint(hint), judged, ("forecast", forecast), target))
}

/// A finding with a value and its target.
fn against_target(finding: Finding, judged: &Judged<'_>, (field, value): (&str, String), target: String) -> Finding {
    let figure = |field: &str| format!("indicator.{}.{field}", judged.indicator.id);
    let finding = finding.number(Role::Stated, value, None, Some(&figure(field)));
    finding.number(Role::Limit, target, None, Some(&figure("target")))
}

/// A light that is red for the pace so far, while the target is called certain and nothing is said about it.
fn red_light(subject: &Subject<'_>, judged: &Judged<'_>) -> Option<Finding> {
    let lights = subject.policies().lights.as_ref()?;
    let quiet = judged.observation.deviation.is_none() && !judged.has_measure();
    if !quiet || judged.observation.likelihood != Some(Likelihood::Certain) || !may_be_red(subject, judged) {
        return None;
    }
    let figure = |field: &str| format!("indicator.{}.{field}", judged.indicator.id);
    let ledger = subject.ledger();
    if ledger.get(&figure("light"))?.value != Value::Light(Light::Red) {
        return None;
    }
    let pace = ledger.get(&figure("pace_rate"))?.number()?;
    let (name, rate, bound) = (judged.indicator.name.as_str(), round_half_up(pace, 2), lights.red_below);
    let finding = say(
        &RULE,
        Severity::Warning,
        judged.pointer("likelihood"),
        format!("“{name}”序时完成率 {rate}%，为红灯，完成目标可能性填“确定能”而没有说明"),
        format!("“{name}” is at {rate}% of its pace, a red light, yet its likelihood is 确定能 without an explanation"),
    );
    let hint = Text::new(
        "写明年底前完成的安排，或改填可能性",
        "say how it will be reached by the end of the year, or change the likelihood",
    );
    let finding = finding.hint(hint).number(Role::Computed, pace.to_string(), Some("%"), Some(&figure("pace_rate")));
    Some(finding.number(Role::Limit, bound.to_string(), Some("%"), None))
}

/// Whether the pace may give a red light; asked of the facts, so that the ledger is rarely made. A month too many is counted,
/// because how months are counted is the ledger's to say.
fn may_be_red(subject: &Subject<'_>, judged: &Judged<'_>) -> bool {
    let indicator = judged.indicator;
    let forward = matches!(indicator.target.operator, Operator::Ge | Operator::Gt | Operator::Eq);
    let actual = judged.observation.actual.value().and_then(|actual| actual.number);
    let (Some(lights), Some(actual), Some(target)) = (&subject.policies().lights, actual, indicator.target.number)
    else {
        return false;
    };
    let (_, month, _) = subject.dataset().period.as_of.parts();
    let months = Decimal::from((month + 1).min(12));
    let bound = Decimal::from(lights.red_below).checked_mul(target.0).and_then(|due| due.checked_mul(months));
    let reached = actual.0.checked_mul(Decimal::from(1200));
    forward && lights.counts_pace(indicator.subcategory.code()) && reached < bound
}

/// Reasons for a deviation where there is none.
fn idle_reason(judged: &Judged<'_>) -> Option<Finding> {
    judged.observation.deviation.as_ref()?;
    let exceeds = judged.observation.actual.value()?.number != judged.indicator.target.number;
    if judged.actual() != Some(true) || judged.is_doubtful() || exceeds {
        return None;
    }
    let (name, actual, target) = (judged.indicator.name.as_str(), judged.shown_actual(), judged.shown_target());
    let finding = say(
        &RULE,
        Severity::Warning,
        judged.pointer("deviation"),
        format!("“{name}”完成 {actual}，已达到年度指标值 {target}，却填了偏差原因"),
        format!("“{name}” is at {actual} and meets its target {target}, yet reasons for a deviation are given"),
    );
    let hint =
        Text::new("核对完成值；没有偏差的，删去偏差原因", "check the value; without a deviation, delete the reasons");
    Some(against_target(finding.hint(hint), judged, ("actual", actual), target))
}
