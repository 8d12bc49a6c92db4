//! Typed values as numbers of Excel.
//!
//! A value becomes a number only if the number with its format shows the very text of the document. Excel keeps 15 digits:
//! a longer fact stays text, while a quotient, which goes on for ever anyway, is rounded there.

use jianbao_document::{TypedValue, ValueFormat};
use rust_decimal::{Decimal, RoundingStrategy};

/// Significant digits of Excel's numbers.
pub(crate) const DIGITS: u32 = 15;
/// Excel takes 255 characters of format; a longer unit is a sentence.
const MAX_UNIT: usize = 40;

/// A number as a cell stores it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Number {
    /// What the cell stores.
    pub(crate) stored: Decimal,
    /// The number format that shows the text of the document.
    pub(crate) format: String,
    /// The figure is what is stored times ten to this power: 2 for a per cent, 4 for 元 shown as 万元.
    pub(crate) scale: i32,
}

/// What a typed value can be in a cell.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// A number.
    Number(Number),
    /// Text as any other.
    Text,
    /// A number that Excel cannot hold.
    TooLong,
}

/// How a per cent is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Percent {
    /// As a fraction with a format of per cent, so that it can be computed with.
    Fraction,
    /// As the number before the sign, as the axis of a chart counts.
    Plain,
}

/// Reads a typed value; `quotient` says whether its digits may go on for ever.
pub(crate) fn read(value: &TypedValue, quotient: bool, percent: Percent) -> Reading {
    let (Some(exact), Some(ValueFormat::Number { decimals, trimmed, unit, shift })) = (&value.exact, &value.format)
    else {
        return Reading::Text;
    };
    let unit = unit.as_deref().unwrap_or_default();
    let scaled = Decimal::from_str_exact(exact).ok().and_then(|exact| shifted(exact, shift.checked_neg()?));
    let (Some(scaled), Some(suffix)) = (scaled, suffix(unit, percent)) else { return Reading::Text };
    let rounded = round(scaled, *decimals);
    let places = if *trimmed { rounded.normalize().scale() } else { *decimals };
    if printed(rounded, places) + unit != value.text || (rounded.is_zero() && scaled.is_sign_negative()) {
        return Reading::Text;
    }
    let stored = if significant(scaled) <= DIGITS { Some(scaled) } else { fifteen(scaled).filter(|_| quotient) };
    let Some(stored) = stored.filter(|stored| round(*stored, *decimals) == rounded) else { return Reading::TooLong };
    let hundredth = unit == "%" && percent == Percent::Fraction;
    let Some(stored) = shifted(stored, if hundredth { -2 } else { 0 }) else { return Reading::TooLong };
    let zeros = "0".repeat(places as usize);
    let format = if places == 0 { format!("0{suffix}") } else { format!("0.{zeros}{suffix}") };
    Reading::Number(Number { stored, format, scale: shift + if hundredth { 2 } else { 0 } })
}

/// A decimal rounded to the digits that Excel keeps.
pub(crate) fn fifteen(number: Decimal) -> Option<Decimal> {
    number.round_sf_with_strategy(DIGITS, RoundingStrategy::MidpointAwayFromZero).map(|number| number.normalize())
}

/// A decimal times ten to a power, if that is exact.
pub(crate) fn shifted(number: Decimal, power: i32) -> Option<Decimal> {
    let mut number = number.normalize();
    if power <= 0 {
        number.set_scale(number.scale().checked_add(power.unsigned_abs())?).ok()?;
        return Some(number.normalize());
    }
    number.checked_mul(Decimal::from(10_i128.checked_pow(power.unsigned_abs()).filter(|_| power <= 28)?))
}

/// How many digits a number has without the zeros around it.
pub(crate) fn significant(number: Decimal) -> u32 {
    let digits = number.normalize().mantissa().unsigned_abs().to_string();
    u32::try_from(digits.trim_end_matches('0').len()).unwrap_or(u32::MAX)
}

fn round(number: Decimal, decimals: u32) -> Decimal {
    number.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
}

/// A rounded number as the document prints it.
fn printed(mut rounded: Decimal, places: u32) -> String {
    rounded.rescale(places);
    if rounded.is_zero() {
        rounded.set_sign_positive(true);
    }
    rounded.to_string()
}

/// The end of the number format; absent where a unit cannot be quoted.
fn suffix(unit: &str, percent: Percent) -> Option<String> {
    match unit {
        "" => Some(String::new()),
        "%" if percent == Percent::Fraction => Some("%".to_owned()),
        unit if unit.contains(['"', '\\']) || unit.chars().count() > MAX_UNIT => None,
        unit => Some(format!("\"{unit}\"")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str, exact: &str, decimals: u32, trimmed: bool, unit: &str, shift: i32) -> TypedValue {
        let unit = Some(unit.to_owned()).filter(|unit| !unit.is_empty());
        let format = Some(ValueFormat::Number { decimals, trimmed, unit, shift });
        TypedValue { text: text.to_owned(), exact: Some(exact.to_owned()), format, ..TypedValue::default() }
    }

    fn stored(value: &TypedValue, quotient: bool) -> Option<(String, String, i32)> {
        match read(value, quotient, Percent::Fraction) {
            Reading::Number(number) => Some((number.stored.to_string(), number.format, number.scale)),
            _ => None,
        }
    }

    #[test]
    fn numbers_show_what_the_document_prints() {
        let cases = [
            (value("227.18", "227.18", 2, false, "", 0), "227.18", "0.00", 0),
            (value("50.23", "50.225", 2, false, "", 0), "50.225", "0.00", 0),
            (value("250", "250.00", 2, true, "", 0), "250", "0", 0),
            (value("4.8", "4.80", 2, true, "", 0), "4.8", "0.0", 0),
            (value("90.87%", "90.872", 2, false, "%", 0), "0.90872", "0.00%", 2),
            (value("227.18万元", "2271800", 2, false, "万元", 4), "227.18", "0.00\"万元\"", 4),
            (value("2271800", "227.18", 0, false, "", -4), "2271800", "0", -4),
            (value("-5.0", "-5", 1, false, "", 0), "-5", "0.0", 0),
            (value("0.00", "0", 2, false, "", 0), "0", "0.00", 0),
            (value("1000000000000000000", "1000000000000000000", 0, false, "", 0), "1000000000000000000", "0", 0),
        ];
        for (value, number, format, scale) in cases {
            assert_eq!(stored(&value, false), Some((number.to_owned(), format.to_owned(), scale)), "{}", value.text);
        }
    }

    #[test]
    fn what_the_number_would_not_show_stays_text() {
        let cases = [
            value("≥95%", "95", 0, false, "%", 0),
            value("0.00", "-0.004", 2, false, "", 0),
            value("1,000", "1000", 0, false, "", 0),
            value("1", "一", 0, false, "", 0),
            value("1e3", "1e3", 0, false, "", 0),
            value("1\"", "1", 0, false, "\"", 0),
            value("1", "1", 0, false, "", i32::MIN),
            value("1", "1", 0, false, "", 29),
        ];
        for value in cases {
            assert_eq!(read(&value, false, Percent::Fraction), Reading::Text, "{value:?}");
        }
    }

    #[test]
    fn sixteen_digits_are_not_a_number_unless_they_come_from_a_division() {
        let fact = value("1234567890123456.78", "1234567890123456.78", 2, false, "", 0);
        assert_eq!(read(&fact, false, Percent::Fraction), Reading::TooLong);
        assert_eq!(read(&fact, true, Percent::Fraction), Reading::TooLong, "the text itself would differ");
        let rate = value("33.33%", "33.333333333333333333333333333", 2, false, "%", 0);
        assert_eq!(read(&rate, false, Percent::Fraction), Reading::TooLong);
        assert_eq!(stored(&rate, true).unwrap().0, "0.333333333333333");
        // To fifteen digits it is 0.005, which would show 0.01.
        let edge = value("0.00", "0.0049999999999999999", 2, false, "", 0);
        assert_eq!(read(&edge, true, Percent::Fraction), Reading::TooLong);
    }

    #[test]
    fn an_axis_counts_per_cents_plainly() {
        let rate = value("90.87%", "90.872", 2, false, "%", 0);
        let Reading::Number(number) = read(&rate, false, Percent::Plain) else { panic!("a number") };
        assert_eq!((number.stored.to_string(), number.format.as_str()), ("90.872".to_owned(), "0.00\"%\""));
    }
}
