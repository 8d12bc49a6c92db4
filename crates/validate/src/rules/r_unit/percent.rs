//! Percentages that cannot be, and fractions typed for percentages.

use jianbao_dataset::codes::Operator;
use jianbao_dataset::{Indicator, Measure};
use jianbao_finding::{Finding, Role, Severity, Text};
use rust_decimal::Decimal;

use super::super::facts::{shown, with};
use super::{RULE, unit};

/// Ends of names of rates that are shares of a whole; satisfaction is looked at with the surveys.
const SHARES: &[&str] = &["合格率", "覆盖率", "普及率", "及格率", "达标率"];

/// Targets from which a value below 1 % is suspect.
const SUSPECT_FROM: Decimal = Decimal::from_parts(50, 0, 0, false, 0);

fn is_share(indicator: &Indicator) -> bool {
    unit(&indicator.target) == "%" && SHARES.iter().any(|end| indicator.name.as_str().ends_with(end))
}

pub(super) fn target(at: usize, indicator: &Indicator, findings: &mut Vec<Finding>) {
    let Some(number) = indicator.target.number.map(|number| number.0) else { return };
    if number > Decimal::ONE_HUNDRED && is_share(indicator) {
        let words = ("指标值", "the target");
        findings.push(too_much(indicator, number, format!("/indicators/{at}/target/number"), "target", words));
    }
}

pub(super) fn value(
    indicator: &Indicator,
    measure: &Measure,
    (at, key): (usize, &str),
    words: (&str, &str),
) -> Option<Finding> {
    let number = measure.number?.0;
    let pointer = || format!("/observations/{at}/{key}/number");
    let figure = if key == "actual" { "actual" } else { "forecast" };
    if number > Decimal::ONE_HUNDRED && is_share(indicator) {
        return Some(too_much(indicator, number, pointer(), figure, words));
    }
    let target = indicator.target.number?.0;
    let fraction = number > Decimal::ZERO && number < Decimal::ONE && target >= SUSPECT_FROM;
    let at_least = matches!(indicator.target.operator, Operator::Ge | Operator::Gt | Operator::Eq);
    if unit(&indicator.target) != "%" || !fraction || !at_least {
        return None;
    }
    let (name, number, target) = (indicator.name.as_str(), shown(number), shown(target));
    let per_cent = shown(number.checked_mul(Decimal::ONE_HUNDRED)?);
    let message = Text::new(
        format!("“{name}”的{}为 {number}%，指标值为 {target}%，是否应为 {per_cent}%", words.0),
        format!("{} of “{name}” is {number} %, the target {target} %: is {per_cent} % meant?", words.1),
    );
    let hint = Text::new("百分比填百分数，如 95 表示 95%", "percentages are typed as such: 95 is 95 %");
    let finding = with(RULE.finding(pointer(), message), Severity::Warning).hint(hint);
    let id = &indicator.id;
    let finding =
        finding.number(Role::Stated, number.to_string(), Some("%"), Some(&format!("indicator.{id}.{figure}")));
    Some(finding.number(Role::Stated, target.to_string(), Some("%"), Some(&format!("indicator.{id}.target"))))
}

fn too_much(indicator: &Indicator, number: Decimal, pointer: String, figure: &str, words: (&str, &str)) -> Finding {
    let (name, number) = (indicator.name.as_str(), shown(number));
    let message = Text::new(
        format!("“{name}”的{}为 {number}%，不可能超过 100%", words.0),
        format!("{} of “{name}” is {number} %, and cannot be above 100 %", words.1),
    );
    let finding = RULE.finding(pointer, message);
    let figure = format!("indicator.{}.{figure}", indicator.id);
    let finding = finding.number(Role::Stated, number.to_string(), Some("%"), Some(&figure));
    finding.number(Role::Limit, "100", Some("%"), None)
}
