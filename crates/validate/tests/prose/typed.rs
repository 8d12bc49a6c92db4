//! Numbers and dates as people type them, in one of several notations, and the errors that they make.

use jianbao_calculate::round_half_up;
use rust_decimal::Decimal;

use crate::random::Random;

/// How digits are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// `1234.5`
    Plain,
    /// `1,234.5`
    Grouped,
    /// `１２３４．５`
    Wide,
    /// `一千二百三十四点五`
    Chinese,
}

/// A typed value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Typed {
    /// A number with its unit.
    Number { written: Decimal, decimals: u32, style: Style, unit: String },
    /// A date: year, month, day, and how it is written.
    Date { year: i64, month: i64, day: i64, form: DateForm },
}

/// How a date is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DateForm {
    /// `2024年7月31日`
    Full,
    /// `7月31日`
    Short,
    /// `2024-07-31`
    Iso,
    /// `2024年7月底`
    End,
    /// `二〇二四年七月三十一日`
    Chinese,
}

impl Typed {
    /// A number in some notation, rounded half up to some decimal places.
    pub(crate) fn number(random: &mut Random, exact: Decimal, unit: &str) -> Self {
        let exact = exact.abs().normalize();
        let (mut value, mut unit, mut most) = (exact, unit.to_owned(), 2);
        if matches!(unit.as_str(), "元" | "万元") {
            let yuan = if unit == "元" { exact } else { exact * Decimal::from(10_000) };
            let chosen: &str = random.one::<&str>(&["万元", "万元", "万元", "元", "亿元"]);
            chosen.clone_into(&mut unit);
            if unit == "亿元" && yuan < Decimal::from(50_000_000) {
                "万元".clone_into(&mut unit);
            }
            let (divisor, places) = match unit.as_str() {
                "元" => (1, 0),
                "万元" => (10_000, 2),
                _ => (100_000_000, 4),
            };
            value = yuan / Decimal::from(divisor);
            most = places;
        }
        let decimals = if unit == "%" && random.percent(30) { 1 } else { most };
        let written = round_half_up(value, decimals).normalize();
        let decimals = written.scale();
        let style =
            *random.one(&[Style::Plain, Style::Plain, Style::Plain, Style::Grouped, Style::Wide, Style::Chinese]);
        let style = if style == Style::Chinese && (written > Decimal::from(9_999) || unit == "元") {
            Style::Plain
        } else {
            style
        };
        Self::Number { written, decimals, style, unit }
    }

    /// A date in some notation; a day at the end of a month may be written as such.
    pub(crate) fn date(random: &mut Random, (year, month, day): (i64, i64, i64), day_known: bool) -> Self {
        let forms = [DateForm::Full, DateForm::Full, DateForm::Short, DateForm::Iso, DateForm::Chinese, DateForm::End];
        let form = *random.one(&forms);
        let form = if form == DateForm::End && (day < 28 || !day_known) { DateForm::Full } else { form };
        Self::Date { year, month, day, form }
    }

    /// The text.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Number { written, decimals, style, unit } => {
                let mut number = *written;
                number.rescale(*decimals);
                match (style, unit.as_str()) {
                    (Style::Chinese, "%") => format!("百分之{}", chinese(&number.to_string())),
                    (Style::Chinese, unit) => chinese(&number.to_string()) + unit,
                    (Style::Plain, unit) => format!("{number}{unit}"),
                    (Style::Grouped, unit) => grouped(&number.to_string()) + unit,
                    (Style::Wide, unit) => wide(&number.to_string()) + unit,
                }
            }
            Self::Date { year, month, day, form } => match form {
                DateForm::Full => format!("{year}年{month}月{day}日"),
                DateForm::Short => format!("{month}月{day}日"),
                DateForm::Iso => format!("{year}-{month:02}-{day:02}"),
                DateForm::End => format!("{year}年{month}月底"),
                DateForm::Chinese => {
                    let digits: String =
                        year.to_string().chars().map(|c| if c == '0' { '〇' } else { digit(c) }).collect();
                    format!("{digits}年{}月{}日", chinese(&month.to_string()), chinese(&day.to_string()))
                }
            },
        }
    }
}

fn digit(c: char) -> char {
    let at = c.to_digit(10).expect("a digit") as usize;
    ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'][at]
}

fn wide(number: &str) -> String {
    number.chars().map(|c| char::from_u32(u32::from(c) + 0xfee0).expect("a full-width form")).collect()
}

fn grouped(number: &str) -> String {
    let (whole, fraction) = number.split_once('.').map_or((number, ""), |(whole, fraction)| (whole, fraction));
    let mut text = String::new();
    for (at, c) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(c);
    }
    if fraction.is_empty() { text } else { text + "." + fraction }
}

/// A number below ten thousand in Chinese numerals.
fn chinese(number: &str) -> String {
    let (whole, fraction) = number.split_once('.').map_or((number, ""), |(whole, fraction)| (whole, fraction));
    let mut text = String::new();
    let mut zero = false;
    for (at, c) in whole.chars().enumerate() {
        if c == '0' {
            zero = !text.is_empty();
            continue;
        }
        if zero {
            text.push('零');
            zero = false;
        }
        text.push(digit(c));
        text += ["", "十", "百", "千"][whole.len() - 1 - at];
    }
    if whole.len() == 2 && whole.starts_with('1') {
        text = text.trim_start_matches('一').to_owned();
    }
    if text.is_empty() {
        text.push('零');
    }
    if !fraction.is_empty() {
        text.push('点');
        text.extend(fraction.chars().map(digit));
    }
    text
}
