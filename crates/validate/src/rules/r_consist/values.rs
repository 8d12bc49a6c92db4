//! Values of an indicator that cannot be: quantities that shrink, points above the weight, more than all are satisfied.

use jianbao_dataset::codes::{Category, Operator, Subcategory};
use jianbao_dataset::{Dataset, Measure};
use jianbao_finding::{Finding, Role, Severity, Text};
use rust_decimal::Decimal;

use super::RULE;
use crate::rules::observed::{Judged, judged};
use crate::rules::say::say;

pub(super) fn check(dataset: &Dataset, findings: &mut Vec<Finding>) {
    for judged in judged(dataset) {
        if accumulates(&judged) {
            findings.extend(less_than_done(&judged));
            findings.extend(less_than_before(dataset, &judged));
        }
        findings.extend(points(&judged));
        findings.extend(more_than_all(&judged));
    }
}

/// A quantity that only grows in the course of a year. A rate may fall, and so may a number that must not be exceeded.
fn accumulates(judged: &Judged<'_>) -> bool {
    let target = &judged.indicator.target;
    let upwards = matches!(target.operator, Operator::Ge | Operator::Gt | Operator::Eq);
    upwards && judged.indicator.subcategory == Subcategory::Quantity && unit_of(judged, None) != "%"
}

fn unit_of<'a>(judged: &Judged<'a>, measure: Option<&'a Measure>) -> &'a str {
    let own = measure.and_then(|measure| measure.unit.as_ref());
    own.or(judged.indicator.target.unit.as_ref()).map_or("", |unit| unit.as_str())
}

/// Two numbers of one unit, the first below the second.
fn below(judged: &Judged<'_>, less: &Measure, more: &Measure) -> Option<(Decimal, Decimal)> {
    let same_unit = unit_of(judged, Some(less)) == unit_of(judged, Some(more));
    let (less, more) = (less.number?.0, more.number?.0);
    (same_unit && less < more).then_some((less, more))
}

fn less_than_done(judged: &Judged<'_>) -> Option<Finding> {
    let (forecast, actual) = (judged.observation.year_forecast.value()?, judged.observation.actual.value()?);
    let (forecast, actual) = below(judged, forecast, actual)?;
    let name = judged.indicator.name.as_str();
    let finding = say(
        &RULE,
        Severity::Warning,
        judged.pointer("year_forecast"),
        format!("“{name}”全年预计 {forecast} 小于已完成的 {actual}"),
        format!("“{name}”: {forecast} is expected for the whole year, less than the {actual} that are done"),
    );
    let hint = Text::new("全年预计应含已完成的部分", "the forecast for the year includes what is done");
    Some(pair(finding.hint(hint), judged, forecast, actual))
}

fn less_than_before(dataset: &Dataset, judged: &Judged<'_>) -> Option<Finding> {
    let before = judged.observation.earlier.iter().filter(|earlier| earlier.as_of < dataset.period.as_of);
    let latest = before.max_by_key(|earlier| earlier.as_of)?;
    let (actual, earlier) = below(judged, judged.observation.actual.value()?, &latest.actual)?;
    let (name, day) = (judged.indicator.name.as_str(), latest.as_of);
    let finding = say(
        &RULE,
        Severity::Warning,
        judged.pointer("actual"),
        format!("“{name}”累计完成 {actual}，少于 {day} 监控时的 {earlier}"),
        format!("“{name}”: {actual} are done, fewer than the {earlier} of the round that ended on {day}"),
    );
    let hint = Text::new(
        "填年初至截止日的累计数，而不是本期新增数",
        "give the count since the beginning of the year, not what was added since",
    );
    Some(pair(finding.hint(hint), judged, actual, earlier))
}

fn pair(finding: Finding, judged: &Judged<'_>, first: Decimal, second: Decimal) -> Finding {
    let unit = Some(unit_of(judged, None)).filter(|unit| !unit.is_empty());
    let finding = finding.number(Role::Stated, first.to_string(), unit, None);
    finding.number(Role::Stated, second.to_string(), unit, None)
}

fn points(judged: &Judged<'_>) -> Option<Finding> {
    let (score, weight) = (judged.observation.score?.0, judged.indicator.weight?.0);
    if score <= weight {
        return None;
    }
    let name = judged.indicator.name.as_str();
    let finding = say(
        &RULE,
        Severity::Error,
        judged.pointer("score"),
        format!("“{name}”得分 {score} 高于权重 {weight}"),
        format!("“{name}” has {score} points, more than its weight of {weight}"),
    );
    let finding = finding.number(Role::Stated, score.to_string(), Some("分"), None);
    Some(finding.number(Role::Limit, weight.to_string(), Some("分"), None))
}

fn more_than_all(judged: &Judged<'_>) -> Option<Finding> {
    if judged.indicator.category != Category::Satisfaction {
        return None;
    }
    let values = [("actual", &judged.observation.actual), ("year_forecast", &judged.observation.year_forecast)];
    let above = |measure: &Measure| {
        let number = measure.number?.0;
        (unit_of(judged, Some(measure)) == "%" && number > Decimal::ONE_HUNDRED).then_some(number)
    };
    let (field, number) = values.into_iter().find_map(|(field, stated)| Some((field, above(stated.value()?)?)))?;
    let name = judged.indicator.name.as_str();
    let finding = say(
        &RULE,
        Severity::Error,
        judged.pointer(field),
        format!("“{name}”为 {number}%，满意度不可能超过 100%"),
        format!("“{name}” is {number}%; satisfaction cannot exceed 100%"),
    );
    let finding = finding.number(Role::Stated, number.to_string(), Some("%"), None);
    Some(finding.number(Role::Limit, "100", Some("%"), None))
}
