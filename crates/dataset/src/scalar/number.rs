//! Exact decimals, read from the number's own text: no floating-point number is ever in between.

use std::borrow::Cow;
use std::fmt;

use rust_decimal::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::stated::FromRaw;
use crate::strict::Raw;

/// Most significant digits of a number; what a 96-bit decimal holds for certain.
pub const MAX_DIGITS: usize = 28;

/// Why a text is not a number of a dataset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NumberError {
    /// Not a decimal number.
    NotANumber,
    /// More than [`MAX_DIGITS`] significant digits or decimal places; it would have to be rounded.
    TooManyDigits,
    /// Below zero where that has no meaning.
    Negative,
}

impl fmt::Display for NumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotANumber => "not a decimal number",
            Self::TooManyDigits => "more than 28 significant digits",
            Self::Negative => "below zero",
        })
    }
}

/// Reads a decimal exactly. Accepts what JSON accepts as a number, in plain or scientific notation; trailing zeros are
/// kept.
pub fn parse_number(text: &str) -> Result<Decimal, NumberError> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().map_err(|_| NumberError::TooManyDigits)?),
        None => (text, 0),
    };
    let digits = mantissa.strip_prefix('-').unwrap_or(mantissa);
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(whole) || fraction.is_some_and(|fraction| !all_digits(fraction)) {
        return Err(NumberError::NotANumber);
    }
    if whole.len() > 1 && whole.starts_with('0') {
        return Err(NumberError::NotANumber);
    }
    let fraction = fraction.unwrap_or_default();
    let significant = whole.bytes().chain(fraction.bytes()).skip_while(|&byte| byte == b'0').count();
    if significant > MAX_DIGITS || fraction.len() > MAX_DIGITS {
        return Err(NumberError::TooManyDigits);
    }
    let value = if significant <= SHORT {
        short(digits.len() < mantissa.len(), whole, fraction)
    } else {
        Decimal::from_str_exact(mantissa).map_err(|_| NumberError::TooManyDigits)?
    };
    shift(value, exponent)
}

/// Digits of a number that fit an `i64` for certain.
const SHORT: usize = 18;

/// A decimal of few digits, as nearly all are.
fn short(negative: bool, whole: &str, fraction: &str) -> Decimal {
    let value = whole.bytes().chain(fraction.bytes()).fold(0_i64, |value, digit| value * 10 + i64::from(digit - b'0'));
    let scale = u32::try_from(fraction.len()).unwrap_or_default();
    Decimal::new(if negative { -value } else { value }, scale)
}

/// Multiplies by a power of ten without rounding.
fn shift(value: Decimal, exponent: i32) -> Result<Decimal, NumberError> {
    if exponent == 0 || value.is_zero() {
        return Ok(value);
    }
    let scale = i64::from(value.scale()) - i64::from(exponent);
    let mantissa = value.mantissa();
    let shifted = if scale < 0 {
        let factor = u32::try_from(-scale).ok().and_then(|power| 10_i128.checked_pow(power));
        factor
            .and_then(|factor| mantissa.checked_mul(factor))
            .and_then(|m| Decimal::try_from_i128_with_scale(m, 0).ok())
    } else {
        u32::try_from(scale).ok().and_then(|scale| Decimal::try_from_i128_with_scale(mantissa, scale).ok())
    };
    let digits =
        |value: &Decimal| value.mantissa().unsigned_abs().checked_ilog10().map_or(1, |digits| digits as usize + 1);
    shifted.filter(|value| digits(value) <= MAX_DIGITS).ok_or(NumberError::TooManyDigits)
}

/// A decimal of either sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Number(pub Decimal);

/// A sum of money that cannot be negative, in the unit that the dataset states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amount(pub Decimal);

/// The text of a JSON number or of a JSON string that holds one in plain notation.
fn number_text(raw: &str) -> Cow<'_, str> {
    let Some(inner) = raw.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else { return Cow::Borrowed(raw) };
    let text = if inner.contains('\\') {
        // Digits written as escapes are digits all the same.
        serde_json::from_str(raw).map_or(Cow::Borrowed(raw), Cow::Owned)
    } else {
        Cow::Borrowed(inner)
    };
    // In quotation marks there is no exponent; the marks make it no number.
    if text.contains(['e', 'E']) { Cow::Borrowed(raw) } else { text }
}

impl Number {
    fn of(raw: &str) -> Result<Self, NumberError> {
        parse_number(&number_text(raw)).map(Self)
    }
}

impl Amount {
    fn of(raw: &str) -> Result<Self, NumberError> {
        let text = number_text(raw);
        let value = parse_number(&text)?;
        // A JSON number may be a zero with a sign; in a text the sign is meant.
        let negative =
            if raw.starts_with('"') { text.starts_with('-') } else { value.is_sign_negative() && !value.is_zero() };
        if negative { Err(NumberError::Negative) } else { Ok(Self(value)) }
    }
}

macro_rules! read_from_raw {
    ($($type:ident),+) => { $(
        impl FromRaw for $type {
            fn from_raw(raw: &str) -> Result<Self, String> {
                Self::of(raw).map_err(|error| error.to_string())
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let Raw(raw) = Raw::deserialize(deserializer)?;
                Self::of(raw).map_err(D::Error::custom)
            }
        }
    )+ };
}

read_from_raw!(Number, Amount);

/// The digits of a number, written by whoever wants them: a walk that looks for texts does not.
struct Digits(Decimal);

impl Serialize for Digits {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct("Number", &Digits(self.0))
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct("Number", &Digits(self.0))
    }
}

impl JsonSchema for Number {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Number".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": ["number", "string"],
            "pattern": "^-?(0|[1-9][0-9]*)(\\.[0-9]+)?$",
            "format": "x-decimal-28",
        })
    }
}

impl JsonSchema for Amount {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Amount".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": ["number", "string"],
            "minimum": 0,
            "pattern": "^(0|[1-9][0-9]*)(\\.[0-9]+)?$",
            "format": "x-decimal-28",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<Number, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    #[test]
    fn numbers_and_strings_are_read_exactly() {
        for (json, exact) in [
            ("227.18", "227.18"),
            ("93.00", "93.00"),
            ("\"93.10\"", "93.10"),
            ("227.180000000000000000000001", "227.180000000000000000000001"),
            ("1e3", "1000"),
            ("25e-1", "2.5"),
            ("-0.5", "-0.5"),
        ] {
            assert_eq!(read(json).expect(json).0.to_string(), exact, "{json}");
        }
    }

    #[test]
    fn what_would_be_rounded_is_refused() {
        for json in [
            "1.23456789012345678901234567890",
            "123456789012345678901234567890",
            "1e40",
            "1e-40",
            "\"1e3\"",
            "\"\"",
            "true",
            "\"01\"",
            "\"+1\"",
        ] {
            assert!(read(json).is_err(), "{json}");
        }
    }

    #[test]
    fn an_amount_is_not_negative() {
        for (json, good) in
            [("-1", false), ("0", true), ("-0", true), ("\"0\"", true), ("\"-0\"", false), ("\"-1\"", false)]
        {
            assert_eq!(serde_json::from_str::<Amount>(json).is_ok(), good, "{json}");
        }
    }

    #[test]
    fn digits_may_be_written_as_escapes() {
        assert_eq!(read(r#""\u0031.5""#).expect("1.5").0.to_string(), "1.5");
        assert!(read(r#""\u0031\u0065""#).is_err());
    }

    proptest::proptest! {
        #[test]
        fn any_decimal_of_28_digits_survives(mantissa in -9_999_999_999_999_999_999_999_999_999_i128..=9_999_999_999_999_999_999_999_999_999, scale in 0_u32..=28) {
            let value = Decimal::from_i128_with_scale(mantissa, scale);
            let read: Number = serde_json::from_str(&value.to_string()).expect("28 digits");
            proptest::prop_assert_eq!(read.0, value);
            let read: Number = serde_json::from_str(&format!("\"{value}\"")).expect("28 digits");
            proptest::prop_assert_eq!(read.0.to_string(), value.to_string());
        }
    }
}
