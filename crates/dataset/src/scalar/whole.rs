//! Small whole numbers, such as a year.
//!
//! JSON knows no whole numbers: `2020.0` and `2.02e3` are 2020, for a schema too. They are read from their text, not through `f64`.

use rust_decimal::prelude::ToPrimitive as _;
use serde::de::Error as _;
use serde::{Deserialize as _, Deserializer};

use super::parse_number;
use crate::strict::Raw;

/// Reads a whole number that fits the type.
pub(crate) fn whole<'de, T: TryFrom<i64>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let Raw(raw) = Raw::deserialize(deserializer)?;
    read(raw).ok_or_else(|| D::Error::custom("not a whole number that can be here"))
}

/// The same where there may be none.
pub(crate) fn optional_whole<'de, T: TryFrom<i64>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    let Raw(raw) = Raw::deserialize(deserializer)?;
    if raw == "null" {
        return Ok(None);
    }
    read(raw).map(Some).ok_or_else(|| D::Error::custom("not a whole number that can be here"))
}

fn read<T: TryFrom<i64>>(raw: &str) -> Option<T> {
    let value = parse_number(raw).ok()?;
    let whole = if value.fract().is_zero() { value.to_i64()? } else { return None };
    T::try_from(whole).ok()
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn whole_numbers_in_any_spelling() {
        for (raw, expected) in [
            ("2020", Some(2020)),
            ("2020.0", Some(2020)),
            ("20.2e2", Some(2020)),
            ("-0", Some(0)),
            ("2020.5", None),
            ("-1", None),
            ("65536", None),
            ("1e999", None),
            ("\"2020\"", None),
            ("true", None),
        ] {
            assert_eq!(read::<u16>(raw), expected, "{raw}");
        }
    }
}
