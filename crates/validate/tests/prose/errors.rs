//! Errors as people make them, one at a time.

use jianbao_calculate::{Ledger, round_half_up};
use rust_decimal::Decimal;

use crate::random::Random;
use crate::sentences::{Filled, Slot, months};
use crate::typed::{DateForm, Style, Typed};

/// Kinds of errors.
pub(crate) const KINDS: [&str; 10] =
    ["swap", "drop", "double", "point", "unit", "stale", "neighbour", "date", "count", "direction"];

/// What stands at a slot after an error of a kind; `None` where there can be none.
pub(crate) fn wrong(kind: &str, slot: &Slot, ledger: &Ledger, random: &mut Random) -> Option<String> {
    match (kind, &slot.filled) {
        ("direction", Filled::Word(opposite)) => Some(opposite.clone()),
        ("date", Filled::Months(year, month)) => Some(months(*year, if *month > 6 { month - 1 } else { month + 1 })),
        ("date", Filled::Figure(_, Typed::Date { year, month, day, form })) => {
            Some(date((*year, *month, *day), *form, random).text())
        }
        (_, Filled::Figure(id, typed @ Typed::Number { written, decimals, style, unit })) => {
            if kind == "unit" {
                let unit = match unit.as_str() {
                    "元" => "万元",
                    "万元" => "元",
                    _ => return None,
                };
                return Some(
                    Typed::Number { written: *written, decimals: *decimals, style: *style, unit: unit.to_owned() }
                        .text(),
                );
            }
            let number = number(kind, id, typed, ledger, random)?;
            if *style == Style::Chinese && number > Decimal::from(9_999) {
                return None;
            }
            let changed =
                Typed::Number { written: number, decimals: number.scale(), style: *style, unit: unit.clone() };
            let right = ledger.get(id).and_then(|entry| in_typed_unit(entry.number()?, entry.unit.text(), unit));
            let right = right.is_some_and(|right| round_half_up(right.abs(), number.scale()) == number);
            (!right && number != *written && number > Decimal::ZERO).then(|| changed.text())
        }
        _ => None,
    }
}

fn date((year, month, day): (i64, i64, i64), form: DateForm, random: &mut Random) -> Typed {
    let has_year = form != DateForm::Short;
    let has_day = form != DateForm::End;
    let other_day = if day > 15 { day - random.between(1, 9) } else { day + random.between(1, 9) };
    let other_month = if month > 6 { month - 1 } else { month + 1 };
    match random.between(0, 2) {
        0 if has_year => Typed::Date { year: year - 1, month, day, form },
        1 if has_day => Typed::Date { year, month, day: other_day, form },
        _ => Typed::Date { year, month: other_month, day: day.min(28), form },
    }
}

fn in_typed_unit(value: Decimal, from: &str, to: &str) -> Option<Decimal> {
    let yuan = |unit: &str| match unit {
        "元" => Some(Decimal::ONE),
        "万元" => Some(Decimal::from(10_000)),
        "亿元" => Some(Decimal::from(100_000_000)),
        _ => None,
    };
    match (yuan(from), yuan(to)) {
        (Some(from), Some(to)) => (value * from).checked_div(to),
        _ => Some(value),
    }
}

fn number(kind: &str, id: &str, typed: &Typed, ledger: &Ledger, random: &mut Random) -> Option<Decimal> {
    let Typed::Number { written, decimals, unit, .. } = typed else { return None };
    let digits: Vec<char> = written.to_string().chars().collect();
    let join = |digits: Vec<char>| Decimal::from_str_exact(&digits.into_iter().collect::<String>()).ok();
    let many = digits.iter().filter(|c| c.is_ascii_digit()).count() >= 3;
    let places: Vec<usize> = (0..digits.len()).filter(|&at| digits[at].is_ascii_digit()).collect();
    match kind {
        "swap" if many => {
            let swaps = |&at: &usize| {
                at + 1 < digits.len()
                    && digits[at] != digits[at + 1]
                    && digits[at + 1] != '.'
                    && !(at == 0 && digits[1] == '0')
            };
            let able: Vec<usize> = places.iter().copied().filter(swaps).collect();
            let at = *random.one(Some(&able).filter(|able| !able.is_empty())?);
            let mut digits = digits;
            digits.swap(at, at + 1);
            join(digits)
        }
        "drop" if many => {
            let at = *random.one(&places);
            let mut digits = digits;
            digits.remove(at);
            let starts_well = digits.first().is_some_and(|c| *c != '0' && *c != '.') && digits.last() != Some(&'.');
            starts_well.then(|| join(digits)).flatten()
        }
        "double" if many => {
            let at = *random.one(&places);
            let mut digits = digits;
            digits.insert(at, digits[at]);
            (digits[0] != '0').then(|| join(digits)).flatten()
        }
        "point" if many => {
            let ten = if random.percent(50) { Decimal::TEN } else { Decimal::new(1, 1) };
            let moved = (*written * ten).normalize();
            (moved.scale() <= 4).then_some(moved)
        }
        "stale" => {
            let part = match id {
                "funding.total.executed" => format!("use.{}.executed", random.one(&["works", "equipment", "services"])),
                "table.payments.total.amount" => format!("table.payments.{}.amount", random.one(&["first", "second"])),
                _ => return None,
            };
            let entry = ledger.get(&part)?;
            let total = ledger.get(id)?.number()? - entry.number()?;
            Some(round_half_up(in_typed_unit(total, entry.unit.text(), unit)?, *decimals))
        }
        "neighbour" => {
            let other = match id {
                "funding.total.executed" => "funding.total.received",
                "funding.total.received" => "funding.total.initial_budget",
                "funding.total.execution_rate" => "funding.total.receipt_rate",
                "funding.total.forecast_rate" => "funding.total.execution_rate",
                "funding.total.receipt_rate" => "funding.total.utilisation_rate",
                "use.works.executed" => "use.equipment.executed",
                "use.equipment.share" => "use.works.share",
                "indicator.main-output.actual" => "indicator.main-output.target",
                "indicator.rate.target" => "indicator.rate.actual",
                "survey.survey.valid" => "survey.survey.returned",
                _ => return None,
            };
            let entry = ledger.get(other)?;
            Some(round_half_up(in_typed_unit(entry.number()?, entry.unit.text(), unit)?, *decimals))
        }
        "count" if *decimals == 0 && !matches!(unit.as_str(), "元" | "万元" | "亿元" | "%") => {
            Some(*written + Decimal::from(random.between(1, 3)))
        }
        _ => None,
    }
}
