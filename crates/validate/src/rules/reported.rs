//! The comparison behind `R-SUM` and `R-RATE`: what a source prints against what follows from the facts.

use jianbao_calculate::{Entry, Unit, Value, in_unit, round_half_up};
use jianbao_dataset::Reported;
use jianbao_dataset::codes::MoneyUnit;
use jianbao_dataset::scalar::Line;
use jianbao_finding::{Finding, Role, Text};
use rust_decimal::Decimal;

use super::{Rule, Subject};

/// Whether a figure is a rate rather than a sum or a balance.
pub(super) fn is_rate(entry: &Entry) -> bool {
    matches!(entry.unit, Unit::Percent | Unit::PercentagePoints)
}

/// Findings for the reported numbers of computed figures of one kind.
pub(super) fn compare(rule: &Rule, subject: &Subject<'_>, kind: fn(&Entry) -> bool) -> Vec<Finding> {
    let reported = subject.dataset().reported.iter().zip(subject.reported()).enumerate();
    let found =
        reported.filter_map(|(at, (reported, entry))| disagreement(rule, entry.as_deref()?, kind, at, reported));
    found.collect()
}

fn disagreement(
    rule: &Rule,
    entry: &Entry,
    kind: fn(&Entry) -> bool,
    at: usize,
    reported: &Reported,
) -> Option<Finding> {
    let printed = reported.number?.0;
    if entry.formula.is_none() || !kind(entry) {
        return None;
    }
    let Value::Number(exact) = entry.value else { return None };
    let (exact, unit) = in_printed_unit(exact, &entry.unit, reported.unit.as_ref().map(Line::as_str))?;
    // The source printed so many places, or more where the number itself shows them; the comparison is on exactly these.
    let digits = printed.normalize().scale();
    let decimals = reported.decimals.map_or(printed.scale(), u32::from).clamp(digits, Decimal::MAX_SCALE);
    let computed = round_half_up(exact, decimals);
    if computed == printed {
        return None;
    }
    let name = entry.title.clone();
    let shown = |number: Decimal| {
        let mut number = number;
        number.rescale(decimals);
        format!("{number}{unit}")
    };
    let places: Vec<&str> = reported.places.iter().map(Line::as_str).collect();
    let (was, is, places) = (shown(printed), shown(computed), places.join("；"));
    let message = Text::new(
        format!("{}：原件印为 {was}，按数据计算为 {is}", name.zh),
        format!("{}: the source prints {was}, the facts give {is}", name.en),
    );
    let hint = Text::new(
        format!("原件位置：{places}；计算过程见 jianbao explain … {}", entry.id),
        format!("printed at: {places}; see `jianbao explain … {}` for the calculation", entry.id),
    );
    let unit = Some(unit).filter(|unit| !unit.is_empty());
    let finding = rule.finding(format!("/reported/{at}/number"), message).hint(hint);
    let finding = finding.number(Role::Reported, printed.to_string(), unit, Some(&entry.id));
    Some(finding.number(Role::Computed, exact.normalize().to_string(), unit, Some(&entry.id)))
}

/// A computed value in the unit that the source prints, with its name; `None` where the value does not fit.
pub(super) fn in_printed_unit<'a>(exact: Decimal, unit: &'a Unit, printed: Option<&str>) -> Option<(Decimal, &'a str)> {
    let printed = MoneyUnit::ALL.iter().copied().find(|unit| Some(unit.label()) == printed);
    match (unit, printed) {
        (Unit::Money(stored), Some(printed)) => Some((in_unit(exact, *stored, printed)?, printed.label())),
        _ => Some((exact, unit.text())),
    }
}
