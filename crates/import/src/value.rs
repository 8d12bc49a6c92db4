//! Values of indicators as people type them: `≥95%`, `不低于 3 次`, `2024年5月31日前`, `部分达成`.

use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

/// Operators as they are typed, longer ones first.
const OPERATORS: &[(&str, &str)] = &[
    ("大于等于", "ge"),
    ("小于等于", "le"),
    ("不低于", "ge"),
    ("不少于", "ge"),
    ("不小于", "ge"),
    ("不超过", "le"),
    ("不高于", "le"),
    ("不大于", "le"),
    ("大于", "gt"),
    ("小于", "lt"),
    ("等于", "eq"),
    (">=", "ge"),
    ("<=", "le"),
    ("≥", "ge"),
    ("≤", "le"),
    (">", "gt"),
    ("<", "lt"),
    ("=", "eq"),
];

const RATINGS: &[(&str, &str)] = &[
    ("部分达成", "partial"),
    ("部分达到", "partial"),
    ("未达成", "unmet"),
    ("未达到", "unmet"),
    ("达成", "met"),
    ("达到预期", "met"),
];

/// A target, and whether its operator was not typed.
pub(crate) fn target(raw: &str) -> (Map<String, Value>, bool) {
    let text = half_width(raw);
    let mut target = Map::new();
    let operator = OPERATORS.iter().find(|(typed, _)| text.starts_with(typed));
    let rest = operator.map_or(text.as_str(), |(typed, _)| text[typed.len()..].trim_start());
    let mut guessed = false;
    if let Some((number, unit)) = number(rest) {
        target.insert("operator".into(), operator.map_or("eq", |(_, code)| code).into());
        target.insert("number".into(), number.into());
        if !unit.is_empty() {
            target.insert("unit".into(), unit.into());
        }
        guessed = operator.is_none();
    } else if let Some((date, rest)) = date(&text) {
        let within = date.len() < 10 && !rest.contains('前');
        target.insert("operator".into(), if within { "in_period" } else { "by_date" }.into());
        target.insert("date".into(), date.into());
        guessed = !rest.contains('前');
    } else {
        target.insert("operator".into(), "qualitative".into());
        target.insert("text".into(), one_line(raw).into());
    }
    target.insert("raw".into(), one_line(raw).into());
    (target, guessed)
}

/// A value that was reached or is expected.
pub(crate) fn measure(raw: &str) -> Value {
    let text = half_width(raw);
    let line = one_line(raw);
    if let Some((number, unit)) = number(&text) {
        return if unit.is_empty() {
            json!({ "number": number, "raw": line })
        } else {
            json!({ "number": number, "unit": unit, "raw": line })
        };
    }
    if let Some((date, _)) = date(&text) {
        return json!({ "date": date, "raw": line });
    }
    match RATINGS.iter().find(|(typed, _)| text.starts_with(typed)) {
        Some((_, rating)) => json!({ "rating": rating, "raw": line }),
        None => json!({ "text": line }),
    }
}

/// An amount that is no zero, as a plain decimal.
pub(crate) fn amount(text: &str) -> Option<String> {
    let number: Decimal = half_width(text).replace(',', "").parse().ok()?;
    (!number.is_zero()).then(|| number.normalize().to_string())
}

/// Whether a text is a number.
pub(crate) fn is_number(text: &str) -> bool {
    half_width(text).replace(',', "").parse::<Decimal>().is_ok()
}

/// A day from `2024-08-15`, `2024/8/15`, `2024年8月15日`, `20240815` or a time stamp that begins so.
pub(crate) fn day(text: &str) -> Option<String> {
    let text = half_width(text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let date = if digits >= 8 { format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..8]) } else { date(&text)?.0 };
    let (month, day) = (date.get(5..7)?.parse::<u8>().ok()?, date.get(8..10)?.parse::<u8>().ok()?);
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some(date)
}

/// Several lines as one.
pub(crate) fn one_line(text: &str) -> String {
    text.split(['\r', '\n', '\t']).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A number and the unit behind it. A text that goes on behind the unit is neither.
fn number(text: &str) -> Option<(String, &str)> {
    let length = text.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'-')).count();
    let number: Decimal = text[..length].replace(',', "").parse().ok()?;
    let unit = text[length..].trim();
    let short = unit.chars().count() <= 8
        && !unit.contains(['年', ',', '。', ';', '、', ' '])
        && !unit.contains(|c: char| c.is_ascii_digit());
    // A year is no amount: `2024年5月` is a date.
    (short || unit == "年").then(|| (number.to_string(), unit))
}

/// A date at the start of a text, to the day or the month, and what follows it.
fn date(text: &str) -> Option<(String, &str)> {
    let (year, rest) = digits(text, 4)?;
    if year.len() != 4 {
        return None;
    }
    let (month, rest) = digits(rest.strip_prefix(['-', '/', '年', '.'])?, 2)?;
    let behind = rest.strip_prefix(['-', '/', '月', '.']).unwrap_or(rest);
    match digits(behind, 2) {
        Some((day, rest)) => Some((format!("{year}-{month:0>2}-{day:0>2}"), rest.strip_prefix('日').unwrap_or(rest))),
        None => Some((format!("{year}-{month:0>2}"), behind)),
    }
}

fn digits(text: &str, most: usize) -> Option<(&str, &str)> {
    let length = text.bytes().take(most).take_while(u8::is_ascii_digit).count();
    (length > 0).then(|| text.split_at(length))
}

/// Full-width digits, signs and letters as half-width ones, without blanks around.
fn half_width(text: &str) -> String {
    let narrow = |character: char| match character {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        other => other,
    };
    text.trim().chars().map(narrow).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets() {
        let cases = [
            ("≥95%", r#"{"operator":"ge","number":"95","unit":"%","raw":"≥95%"}"#, false),
            ("＞＝９５％", r#"{"operator":"ge","number":"95","unit":"%","raw":"＞＝９５％"}"#, false),
            (
                "不超过3500元/立方米",
                r#"{"operator":"le","number":"3500","unit":"元/立方米","raw":"不超过3500元/立方米"}"#,
                false,
            ),
            ("1,200", r#"{"operator":"eq","number":"1200","raw":"1,200"}"#, true),
            ("2024年5月31日前", r#"{"operator":"by_date","date":"2024-05-31","raw":"2024年5月31日前"}"#, false),
            ("2024年6月", r#"{"operator":"in_period","date":"2024-06","raw":"2024年6月"}"#, true),
            ("制度健全", r#"{"operator":"qualitative","text":"制度健全","raw":"制度健全"}"#, false),
        ];
        for (raw, expected, guessed) in cases {
            let (target, unsure) = target(raw);
            assert_eq!((serde_json::to_string(&target).unwrap().as_str(), unsure), (expected, guessed), "{raw}");
        }
    }

    #[test]
    fn measures() {
        let cases = [
            ("68家", r#"{"number":"68","unit":"家","raw":"68家"}"#),
            ("0", r#"{"number":"0","raw":"0"}"#),
            ("部分达成目标并具有一定效果", r#"{"rating":"partial","raw":"部分达成目标并具有一定效果"}"#),
            ("2024-04-17", r#"{"date":"2024-04-17","raw":"2024-04-17"}"#),
            ("已完成2个，其余在建", r#"{"text":"已完成2个，其余在建"}"#),
            ("12个，其余在建", r#"{"text":"12个，其余在建"}"#),
        ];
        for (raw, expected) in cases {
            assert_eq!(measure(raw).to_string(), expected, "{raw}");
        }
    }

    #[test]
    fn days_and_amounts() {
        assert_eq!(day("20240815103000000").as_deref(), Some("2024-08-15"));
        assert_eq!(day("2024年8月5日").as_deref(), Some("2024-08-05"));
        assert_eq!(day("2024-13-01"), None);
        assert_eq!(day("八月"), None);
        assert_eq!(amount("0.0000"), None);
        assert_eq!(amount("1,234.5000").as_deref(), Some("1234.5"));
    }
}
