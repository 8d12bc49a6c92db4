//! Dates as reports write them: `2024年7月31日`, `7月31日`, `7月底`, `2024-07-31`, `1—7月`.

use jianbao_dataset::scalar::PartialDate;
use rust_decimal::prelude::ToPrimitive;

use super::numeral::{Numeral, numeral};

/// A date of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Written {
    /// Year, where it is written.
    pub(super) year: Option<i16>,
    /// Month.
    pub(super) month: i8,
    /// Day, where it is written.
    pub(super) day: Option<i8>,
    /// Whether the end of the month is meant (底, 末).
    pub(super) end: bool,
    /// Whether it is the last of several months (`1—7月`), the first of which is January.
    pub(super) span: bool,
}

/// The date that a text starts with, and its bytes. A year alone, or months that do not begin in January, are dates that nothing
/// is compared with: bytes without a date.
pub(super) fn read(text: &str) -> Option<(Option<Written>, usize)> {
    let first = numeral(text)?;
    let rest = &text[first.len..];
    if let Some(iso) = numeric(text, first) {
        return Some(iso);
    }
    if first.plain_digits == 4 && rest.trim_start().starts_with('年') {
        let after = first.len + rest.find('年')? + '年'.len_utf8();
        return Some(year(text, first, after));
    }
    if let Some(span) = months(first, rest) {
        return Some(span);
    }
    let month = small(first, 12)?;
    let after = rest.strip_prefix('月')?;
    let (day, end, len) = day(after);
    let written = Written { year: None, month, day, end, span: false };
    Some((Some(written), first.len + '月'.len_utf8() + len))
}

/// What follows `2024年`: a month and a day, months of it, or nothing that is compared.
fn year(text: &str, first: Numeral, after: usize) -> (Option<Written>, usize) {
    let year = first.value.to_i16();
    match read(&text[after..]) {
        Some((Some(inner), len)) if inner.year.is_none() => (Some(Written { year, ..inner }), after + len),
        Some((None, len)) if !text[after..].starts_with(|c: char| c.is_ascii_digit()) => (None, after + len),
        _ => (None, after),
    }
}

fn small(number: Numeral, most: i8) -> Option<i8> {
    let value = number.value.to_i8().filter(|_| number.decimals == 0)?;
    (1..=most).contains(&value).then_some(value)
}

/// The day after `7月`: its number, whether the end of the month is meant, and the bytes.
fn day(text: &str) -> (Option<i8>, bool, usize) {
    if text.starts_with(['底', '末']) {
        return (None, true, '底'.len_utf8());
    }
    let day = numeral(text).and_then(|number| {
        let sign = text[number.len..].chars().next().filter(|c| matches!(c, '日' | '号'))?;
        Some((small(number, 31)?, number.len + sign.len_utf8()))
    });
    day.map_or((None, false, 0), |(day, len)| (Some(day), false, len))
}

/// `2024-07-31`, `2024/7/31`, `2024.7.31`.
fn numeric(text: &str, first: Numeral) -> Option<(Option<Written>, usize)> {
    // A point makes year and month one decimal number, so the digits are read anew.
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let year = digits(text);
    if year != 4 || first.chinese {
        return None;
    }
    let separator = text[year..].chars().next().filter(|c| matches!(c, '-' | '/' | '.'))?;
    let month = &text[year + 1..];
    let month_len = digits(month);
    let day = month[month_len..].strip_prefix(separator)?;
    let day_len = digits(day);
    if !(1..=2).contains(&month_len) || !(1..=2).contains(&day_len) {
        return None;
    }
    let (month, day) = (month[..month_len].parse().ok()?, day[..day_len].parse().ok()?);
    let written = Written { year: text[..year].parse().ok(), month, day: Some(day), end: false, span: false };
    let exists = (1..=12).contains(&month) && (1..=31).contains(&day);
    exists.then_some((Some(written), year + 1 + month_len + 1 + day_len))
}

/// `1—7月`.
fn months(first: Numeral, rest: &str) -> Option<(Option<Written>, usize)> {
    let from = small(first, 12)?;
    let after = rest.trim_start_matches('月');
    let inner = after.trim_start_matches(['-', '—', '－', '–', '~', '～', '至', '到']);
    if inner.len() == after.len() {
        return None;
    }
    let last = numeral(inner)?;
    let month = small(last, 12)?;
    inner[last.len..].strip_prefix('月')?;
    // `7月1日至8月` has a day before the dash and is not read here.
    let len = first.len + (rest.len() - inner.len()) + last.len + '月'.len_utf8();
    let written = Written { year: None, month, day: None, end: false, span: true };
    Some(((from == 1).then_some(written), len))
}

impl Written {
    /// Whether it can mean a date of the dataset.
    pub(super) fn is(self, date: PartialDate) -> bool {
        let (year, month, day) = date.parts();
        let last = date.last_day().parts();
        self.year.is_none_or(|own| own == year)
            && month.is_none_or(|month| month == self.month)
            && match (self.day, day) {
                (Some(own), Some(day)) => own == day,
                (Some(_), None) => false,
                (None, Some(day)) => !self.end || day >= 25 || day == last.2,
                (None, None) => true,
            }
    }

    /// Whether it differs from a date in one part, or in the order of two digits: how dates are mistyped or left from last time.
    pub(super) fn near(self, date: PartialDate) -> bool {
        let (year, Some(month), day) = date.parts() else { return false };
        let years = self.year.is_none_or(|own| own == year);
        let months = self.month == month;
        let days = match (self.day, day) {
            (Some(own), Some(day)) => own == day,
            _ => true,
        };
        [years, months, days].iter().filter(|same| !**same).count() == 1
    }
}
