//! Figures as text: the only place where a number is rounded.

use jianbao_dataset::codes::Light;
use jianbao_dataset::scalar::PartialDate;
use jianbao_layout::{Decimals, Policies};
use rust_decimal::{Decimal, RoundingStrategy};

use crate::money_unit::{in_unit, shown_unit, unit_shift};
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

/// What a template or a text asks of a printed figure beyond the layout's policies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Form {
    /// Decimal places, where they differ from the policy; zeros are then kept.
    pub decimals: Option<u32>,
    /// Whether the unit follows the number.
    pub with_unit: bool,
    /// Whether money is printed in the unit of the dataset, whatever the layout's unit: in prose the unit is a word of the
    /// prose, written for the dataset's unit.
    pub own_unit: bool,
    /// Whether the number stands alone, without its unit and not in the wording of the source: where a form has a column of its
    /// own for the sign and for the unit.
    pub bare: bool,
}

/// A figure as a layout prints it. The wording of the source wins for targets and actual values; "no value" prints as the
/// layout's policy says.
#[must_use]
pub fn print(entry: &Entry, policies: &Policies, form: Form) -> Printed {
    let bare = |text: String| Printed { text, decimals: None, shift: 0, unit: None };
    match (&entry.value, &entry.raw) {
        (Value::None(reason), _) => bare(no_value(reason, policies)),
        (_, Some(raw)) if !form.bare => bare(raw.clone()),
        (Value::Number(number), _) => number_text(*number, &entry.unit, policies, form),
        (Value::Date(date), _) => bare(chinese_date(*date)),
        (Value::Words(words), _) => bare(words.clone()),
        (Value::Light(light), _) => bare(policies.label(Light::LIST, light.code(), light.label()).to_owned()),
        (Value::Rating(rating), _) => bare(policies.label("rating", rating.code(), rating.label()).to_owned()),
    }
}

/// All digits that a number has.
const ALL_PLACES: Decimals = Decimals { places: 28, trimmed: true };

fn number_text(number: Decimal, unit: &Unit, policies: &Policies, form: Form) -> Printed {
    let Unit::Money(stored) = *unit else {
        let policy = match unit {
            Unit::Percent | Unit::PercentagePoints => policies.rate,
            Unit::Points => policies.scores.as_ref().map_or(policies.rate, |scores| scores.decimals),
            _ => ALL_PLACES,
        };
        return written(number, policy, 0, unit, form);
    };
    let shown = if form.own_unit { stored } else { shown_unit(policies, stored) };
    match in_unit(number, stored, shown) {
        // The decimal places are those of the layout's unit; in another unit an amount has the digits it has.
        Some(converted) => {
            let places = if shown == shown_unit(policies, stored) { policies.money } else { ALL_PLACES };
            written(converted, places, unit_shift(stored, shown), &Unit::Money(shown), form)
        }
        // Too large for the other unit: it stays in its own, which is then named, so that nobody takes it for the other.
        None => written(number, policies.money, 0, unit, Form { with_unit: true, ..form }),
    }
}

/// A number in the unit it is printed in.
fn written(number: Decimal, policy: Decimals, shift: i32, unit: &Unit, form: Form) -> Printed {
    let policy = if form.bare { ALL_PLACES } else { policy };
    let decimals = form.decimals.map_or(policy, |places| Decimals { places: places.min(28), trimmed: false });
    let named = (*unit == Unit::Percent && !form.bare) || form.with_unit;
    let unit = named.then(|| unit.text().to_owned()).filter(|unit| !unit.is_empty());
    let text = plain(number, decimals) + unit.as_deref().unwrap_or_default();
    Printed { text, decimals: Some(decimals), shift, unit }
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
    use jianbao_dataset::codes::MoneyUnit;
    use jianbao_layout::DisplayUnit;

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
    fn money_is_printed_in_the_layouts_unit_with_its_name() {
        let entry = |unit: MoneyUnit, number: &str| Entry {
            id: "funding.total.executed".to_owned(),
            title: jianbao_finding::Text::default(),
            unit: Unit::Money(unit),
            value: Value::Number(Decimal::from_str_exact(number).expect("a decimal")),
            raw: None,
            formula: None,
            pointer: None,
        };
        let policies = |unit| Policies { display_unit: Some(unit), ..Policies::default() };
        let plain = Form::default();
        let named = Form { with_unit: true, ..plain };
        let four = Form { decimals: Some(4), ..named };
        let own = Form { own_unit: true, ..named };
        let yuan = entry(MoneyUnit::Yuan, "2271800");
        for (form, text) in [(plain, "227.18"), (named, "227.18万元"), (four, "227.1800万元"), (own, "2271800元")]
        {
            assert_eq!(print(&yuan, &policies(DisplayUnit::TenThousandYuan), form).text, text, "{form:?}");
        }
        let wan = entry(MoneyUnit::TenThousandYuan, "227.18");
        for (form, text) in [(plain, "2271800"), (named, "2271800元"), (own, "227.18万元")] {
            assert_eq!(print(&wan, &policies(DisplayUnit::Yuan), form).text, text, "{form:?}");
        }
        let huge = entry(MoneyUnit::TenThousandYuan, "9999999999999999999999999999");
        assert_eq!(print(&huge, &policies(DisplayUnit::Yuan), plain).text, "9999999999999999999999999999万元");
    }

    #[test]
    fn trailing_zeros_are_dropped_where_the_form_says_so() {
        let trimmed = Decimals { places: 2, trimmed: true };
        for (exact, printed) in [("250.00", "250"), ("4.80", "4.8"), ("227.18", "227.18"), ("100", "100")] {
            assert_eq!(plain(Decimal::from_str_exact(exact).expect("a decimal"), trimmed), printed);
        }
    }
}
