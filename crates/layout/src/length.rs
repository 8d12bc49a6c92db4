//! Lengths and font sizes as people write them: `37mm`, `28.9pt`, `三号`.

use std::borrow::Cow;

use rust_decimal::{Decimal, RoundingStrategy};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

/// A length in twentieths of a point, written as `37mm`, `3.7cm`, `28.9pt` or `579tw` (twentieths of a point).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Length(pub i32);

/// A font size in half-points, written as a Chinese size name (`三号`, `小四`) or in points (`16pt`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Size(pub u32);

/// Longest length that a page set-up may ask for: Word's own limit of 22 inches.
const LONGEST: i64 = 31_680;

/// The Chinese font sizes in half-points.
const SIZES: &[(&str, u32)] = &[
    ("初号", 84),
    ("小初", 72),
    ("一号", 52),
    ("小一", 48),
    ("二号", 44),
    ("小二", 36),
    ("三号", 32),
    ("小三", 30),
    ("四号", 28),
    ("小四", 24),
    ("五号", 21),
    ("小五", 18),
    ("六号", 15),
    ("小六", 13),
    ("七号", 11),
    ("八号", 10),
];

impl Length {
    /// Reads a length.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let at = text.find(|character: char| character.is_ascii_alphabetic())?;
        let (number, unit) = text.split_at(at);
        let number = Decimal::from_str_exact(number.trim()).ok()?;
        let twips = match unit {
            "mm" => number.checked_mul(Decimal::from(7200))?.checked_div(Decimal::from(127))?,
            "cm" => number.checked_mul(Decimal::from(72_000))?.checked_div(Decimal::from(127))?,
            "pt" => number.checked_mul(Decimal::from(20))?,
            "tw" => number,
            _ => return None,
        };
        let twips: i64 = twips.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero).try_into().ok()?;
        (twips.abs() <= LONGEST).then(|| i32::try_from(twips).ok().map(Self))?
    }
}

impl Size {
    /// Reads a font size.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(&(_, size)) = SIZES.iter().find(|(name, _)| *name == text) {
            return Some(Self(size));
        }
        let points = Decimal::from_str_exact(text.strip_suffix("pt")?.trim()).ok()?;
        let half_points: u32 = points.checked_mul(Decimal::TWO)?.try_into().ok()?;
        let exact = Decimal::from(half_points) == points * Decimal::TWO;
        (exact && (2..=3276).contains(&half_points)).then_some(Self(half_points))
    }
}

impl<'de> Deserialize<'de> for Length {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text)
            .ok_or_else(|| D::Error::custom(format_args!("`{text}` is not a length such as `37mm` or `28.9pt`")))
    }
}

impl<'de> Deserialize<'de> for Size {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text)
            .ok_or_else(|| D::Error::custom(format_args!("`{text}` is not a font size such as `三号` or `16pt`")))
    }
}

impl JsonSchema for Length {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Length".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^-?[0-9]+(\\.[0-9]+)?(mm|cm|pt|tw)$" })
    }
}

impl JsonSchema for Size {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Size".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let names: Vec<&str> = SIZES.iter().map(|(name, _)| *name).collect();
        json_schema!({ "type": "string", "pattern": format!("^({}|[0-9]+(\\.5)?pt)$", names.join("|")) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_of_gbt_9704() {
        for (text, twips) in
            [("37mm", 2098), ("35mm", 1984), ("28mm", 1587), ("26mm", 1474), ("28.9pt", 578), ("579tw", 579)]
        {
            assert_eq!(Length::parse(text), Some(Length(twips)), "{text}");
        }
        for bad in ["", "37", "mm", "1e3mm", "37 inch", "99999mm"] {
            assert_eq!(Length::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn chinese_sizes() {
        assert_eq!(Size::parse("三号"), Some(Size(32)));
        assert_eq!(Size::parse("10.5pt"), Some(Size(21)));
        assert_eq!(Size::parse("10.3pt"), None);
    }
}
