//! Figures as text: the only place where a number is rounded.

use jianbao_dataset::codes::MoneyUnit;
use jianbao_dataset::scalar::PartialDate;
use jianbao_layout::{Decimals, DisplayUnit, Policies};
use rust_decimal::{Decimal, RoundingStrategy};

use crate::{Entry, NoValue, Unit, Value};

/// A figure as it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// The text, with its unit where the form prints one (`%`).
    pub text: String,
    /// Decimal places and whether trailing zeros were dropped, for a number.
    pub decimals: Option<Decimals>,
    /// Powers of ten by which the exact value was divided (4 where 元 are printed as 万元).
    pub shift: i32,
    /// Unit that is part of the text.
    pub unit: Option<String>,
}

/// Rounds half away from zero (四舍五入) to a number of decimal places.
#[must_use]
pub fn round_half_up(value: Decimal, decimals: u32) -> Decimal {
    value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
}

/// A number as plain text: rounded, then padded or trimmed.
#[must_use]
pub fn plain(value: Decimal, decimals: Decimals) -> String {
    let mut rounded = round_half_up(value, decimals.places);
    if decimals.trimmed {
        rounded = rounded.normalize();
    } else {
        rounded.rescale(decimals.places);
    }
    if rounded.is_zero() {
        // A small negative number must not print as -0.00.
        rounded.set_sign_positive(true);
    }
    rounded.to_string()
}

/// A date as Chinese reports print it: 2020年11月30日, 2020年6月, 2020年.
#[must_use]
pub fn chinese_date(date: PartialDate) -> String {
    let (year, month, day) = date.parts();
    let month = month.map(|month| format!("{month}月")).unwrap_or_default();
    let day = day.map(|day| format!("{day}日")).unwrap_or_default();
    format!("{year}年{month}{day}")
}

/// A figure as a layout prints it. The wording of the source wins for targets and actual values; "no value" prints as the
/// layout's policy says.
#[must_use]
pub fn print(entry: &Entry, policies: &Policies) -> Printed {
    let bare = |text: String| Printed { text, decimals: None, shift: 0, unit: None };
    match (&entry.value, &entry.raw) {
        (Value::None(reason), _) => bare(no_value(reason, policies)),
        (_, Some(raw)) => bare(raw.clone()),
        (Value::Number(number), None) => number_text(*number, &entry.unit, policies),
        (Value::Date(date), None) => bare(chinese_date(*date)),
        (Value::Words(words), None) => bare(words.clone()),
        (Value::Rating(rating), None) => bare(policies.label("rating", rating.code(), rating.label()).to_owned()),
    }
}

fn number_text(number: Decimal, unit: &Unit, policies: &Policies) -> Printed {
    let (decimals, shift, printed_unit) = match unit {
        Unit::Money(stored) => (policies.money, money_shift(*stored, policies.display_unit), None),
        Unit::Percent => (policies.rate, 0, Some("%")),
        Unit::PercentagePoints => (policies.rate, 0, None),
        Unit::Days | Unit::Months | Unit::Named(_) | Unit::None => (Decimals { places: 28, trimmed: true }, 0, None),
    };
    let text = plain(shifted(number, shift), decimals) + printed_unit.unwrap_or_default();
    Printed { text, decimals: Some(decimals), shift, unit: printed_unit.map(str::to_owned) }
}

fn money_shift(stored: MoneyUnit, shown: Option<DisplayUnit>) -> i32 {
    match (stored, shown) {
        (MoneyUnit::Yuan, Some(DisplayUnit::TenThousandYuan)) => 4,
        (MoneyUnit::TenThousandYuan, Some(DisplayUnit::Yuan)) => -4,
        _ => 0,
    }
}

/// A number divided by a power of ten.
fn shifted(number: Decimal, shift: i32) -> Decimal {
    let factor = Decimal::from(10_000);
    match shift {
        4 => number.checked_div(factor).unwrap_or(number),
        -4 => number.checked_mul(factor).unwrap_or(number),
        _ => number,
    }
}

fn no_value(reason: &NoValue, policies: &Policies) -> String {
    match reason {
        NoValue::Unknown | NoValue::Missing(_) => policies.blank.unknown.clone(),
        NoValue::NotApplicable(_) => policies.blank.not_applicable.clone(),
        NoValue::DivisionByZero(_) | NoValue::TooLarge | NoValue::Undefined(_) => policies.blank.no_value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_is_rounded_away_from_zero_once() {
        for (exact, places, printed) in [
            ("50.225", 2, "50.23"),
            ("-50.225", 2, "-50.23"),
            ("90.872", 2, "90.87"),
            ("0.5", 0, "1"),
            ("-0.004", 2, "0.00"),
        ] {
            let value = Decimal::from_str_exact(exact).expect("a decimal");
            assert_eq!(plain(value, Decimals { places, trimmed: false }), printed, "{exact}");
        }
    }

    #[test]
    fn trailing_zeros_are_dropped_where_the_form_says_so() {
        let trimmed = Decimals { places: 2, trimmed: true };
        for (exact, printed) in [("250.00", "250"), ("4.80", "4.8"), ("227.18", "227.18"), ("100", "100")] {
            assert_eq!(plain(Decimal::from_str_exact(exact).expect("a decimal"), trimmed), printed);
        }
    }
}
