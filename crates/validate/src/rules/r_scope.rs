//! `R-SCOPE`: a target that counts over several years says from what value this year starts.

use jianbao_dataset::codes::{Horizon, Operator};
use jianbao_dataset::{Dataset, Indicator, Measure};
use jianbao_finding::{Check, Finding, Role, Severity, Text};

use super::facts::{shown, with};
use super::{Look, Rule, Subject};

pub(super) const RULE: Rule = Rule {
    check: Check {
        code: "R-SCOPE",
        severity: Severity::Error,
        demand: (
            "跨年累计的指标应有起算年份和基期值，才能作为年度指标",
            "a target that counts over several years has its first year and a baseline",
        ),
        source: (
            "《项目支出绩效自评》和监控表的“年度指标值”口径：只反映当年；IATI、SDG 等指标规范都要求基期值",
            "the annual target of the monitoring form is about the year; indicator standards such as IATI ask for a baseline",
        ),
        explanation: (
            "指标写有起算年份（cumulative_since）且早于预算年度，却没有基期值（baseline）的，给出警告：看不出当年要完成多少。起算年份晚于预算年度为错误。名称含“累计”而既无起算年份又无基期值的，项目开始于预算年度之前的为警告，否则为提示。所属绩效目标是总目标或中期目标的不检查，已撤销的不检查。\n\
             指标值为 ≥、＞ 而实际值小于同一单位的基期值，为警告：累计的数不会变小。",
            "An indicator that counts since a year before the budget year and has no baseline is a warning: nobody can see what this year is to add. A first year after the budget year is an error. A name with “累计” (cumulative) and neither is a warning where the project began before the budget year, otherwise a note. Indicators of overall and mid-term goals and withdrawn ones are not looked at.\n\
             An actual value below the baseline in the same unit, for a target ≥ or >, is a warning where the indicator counts over several years: what is counted does not shrink.",
        ),
    },
    look: Look::Dataset(check),
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let dataset = subject.dataset();
    let annual = |indicator: &Indicator| {
        let goal = indicator.goal.as_ref().and_then(|id| dataset.goals.iter().find(|goal| goal.id == *id));
        goal.is_none_or(|goal| goal.horizon == Horizon::Annual)
    };
    let mut findings = Vec::new();
    for (at, indicator) in dataset.indicators.iter().enumerate() {
        if indicator.withdrawn || !annual(indicator) {
            continue;
        }
        findings.extend(scope(dataset, at, indicator));
        findings.extend(shrinks(dataset, indicator));
    }
    findings
}

fn scope(dataset: &Dataset, at: usize, indicator: &Indicator) -> Option<Finding> {
    let year = dataset.period.fiscal_year;
    let name = indicator.name.as_str();
    let hint = Text::new(
        "填写基期值（上年末的累计数），或把指标值改为当年要完成的数",
        "give the baseline (what was reached by the end of last year), or make the target what this year adds",
    );
    match indicator.cumulative_since {
        Some(since) if since > year => {
            let message = Text::new(
                format!("“{name}”从 {since} 年起累计，晚于预算年度 {year} 年"),
                format!("“{name}” counts since {since}, after the budget year {year}"),
            );
            let finding = RULE.finding(format!("/indicators/{at}/cumulative_since"), message);
            let finding = finding.number(Role::Stated, since.to_string(), None, None);
            Some(finding.number(Role::Limit, year.to_string(), None, Some("period.fiscal_year")))
        }
        Some(since) if since < year && indicator.baseline.is_none() => {
            let message = Text::new(
                format!("“{name}”从 {since} 年起累计，作为 {year} 年的年度指标却没有基期值，看不出当年要完成多少"),
                format!(
                    "“{name}” counts since {since} and is a target of {year} without a baseline: what is this year to add?"
                ),
            );
            let finding = with(RULE.finding(format!("/indicators/{at}"), message), Severity::Warning).hint(hint);
            let finding = finding.number(Role::Stated, since.to_string(), None, None);
            Some(finding.number(Role::Stated, year.to_string(), None, Some("period.fiscal_year")))
        }
        None if indicator.baseline.is_none() && name.contains("累计") => {
            let began = dataset.project.as_ref().map(|project| project.start.parts().0);
            let earlier = began.is_some_and(|began| i32::from(began) < i32::from(year));
            let severity = if earlier { Severity::Warning } else { Severity::Info };
            let message = Text::new(
                format!("“{name}”是累计数，没有写明从哪一年起累计，也没有基期值"),
                format!("“{name}” is cumulative, without a first year and without a baseline"),
            );
            Some(with(RULE.finding(format!("/indicators/{at}/name"), message), severity).hint(hint))
        }
        _ => None,
    }
}

/// A cumulative number below the one that it started from.
fn shrinks(dataset: &Dataset, indicator: &Indicator) -> Option<Finding> {
    let baseline = indicator.baseline.as_ref().filter(|_| {
        indicator.cumulative_since.is_some() && matches!(indicator.target.operator, Operator::Ge | Operator::Gt)
    })?;
    let (at, observation) =
        dataset.observations.iter().enumerate().find(|(_, observation)| observation.indicator == indicator.id)?;
    let actual = observation.actual.value()?;
    let unit = |measure: &Measure| measure.unit.clone().or_else(|| indicator.target.unit.clone());
    let (before, now) = (baseline.number?.0, actual.number?.0);
    if now >= before || unit(baseline) != unit(actual) {
        return None;
    }
    let (name, before, now) = (indicator.name.as_str(), shown(before), shown(now));
    let message = Text::new(
        format!("“{name}”的累计实际值 {now} 小于基期值 {before}"),
        format!("the cumulative value of “{name}”, {now}, is below its baseline, {before}"),
    );
    let finding = with(RULE.finding(format!("/observations/{at}/actual"), message), Severity::Warning);
    let id = &indicator.id;
    let unit = unit(actual);
    let unit = unit.as_ref().map(jianbao_dataset::scalar::Line::as_str);
    let finding = finding.number(Role::Stated, now.to_string(), unit, Some(&format!("indicator.{id}.actual")));
    Some(finding.number(Role::Limit, before.to_string(), unit, Some(&format!("indicator.{id}.baseline"))))
}
