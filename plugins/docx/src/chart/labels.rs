//! What the labels of the bars print: a number format that gives the text which the document prints for the value.

use jianbao_document::{TypedValue, ValueFormat};

/// The format of a value that says none.
pub(super) const GENERAL: &str = "General";
/// Excel prints no more decimal places.
const MAX_DECIMALS: usize = 30;
/// A longer unit would exceed what a number format may hold; it is left out, the axis has its own.
const MAX_UNIT: usize = 60;

/// The number format of a value.
pub(super) fn format_code(value: &TypedValue) -> String {
    let Some(ValueFormat::Number { decimals, trimmed, unit, .. }) = &value.format else {
        return GENERAL.to_owned();
    };
    let asked = usize::try_from(*decimals).unwrap_or(MAX_DECIMALS).min(MAX_DECIMALS);
    // A format cannot drop a zero and its point together, so what was dropped is taken from the printed text.
    let places = if *trimmed { printed_places(&value.text).min(asked) } else { asked };
    let number = if places == 0 { "0".to_owned() } else { format!("0.{}", "0".repeat(places)) };
    number + &literal(unit.as_deref().unwrap_or_default())
}

fn printed_places(text: &str) -> usize {
    text.split_once('.').map_or(0, |(_, rest)| rest.bytes().take_while(u8::is_ascii_digit).count())
}

/// The unit as a literal: without quotation marks `%` would multiply by a hundred.
fn literal(unit: &str) -> String {
    if unit.is_empty() || unit.encode_utf16().count() > MAX_UNIT {
        return String::new();
    }
    format!("\"{}\"", unit.replace('"', "\"\\\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_prints_what_the_document_prints() {
        let number = |text: &str, decimals, trimmed, unit: &str| TypedValue {
            text: text.to_owned(),
            format: Some(ValueFormat::Number {
                decimals,
                trimmed,
                unit: Some(unit.to_owned()).filter(|unit| !unit.is_empty()),
                shift: 0,
            }),
            ..TypedValue::default()
        };
        let long = "长".repeat(MAX_UNIT + 1);
        let cases = [
            (number("90.87%", 2, false, "%"), "0.00\"%\""),
            (number("250", 2, true, ""), "0"),
            (number("90.5", 2, true, ""), "0.0"),
            (number("250.00", 2, false, ""), "0.00"),
            (number("3\"", 0, false, "\""), "0\"\"\\\"\"\""),
            (number("1", 1, false, &long), "0.0"),
            (TypedValue { text: "7".to_owned(), ..TypedValue::default() }, "General"),
        ];
        for (value, expected) in cases {
            assert_eq!(format_code(&value), expected, "{}", value.text);
        }
        assert_eq!(format_code(&number("1", u32::MAX, false, "")).len(), 2 + MAX_DECIMALS);
    }
}
