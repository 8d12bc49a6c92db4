//! Numbers as reports write them: `1,234.50`, `１２３４．５`, `一千二百三十四点五`, `二〇二四`, `两`.

use rust_decimal::Decimal;

/// Digits beyond which a number is a code or an account, and no quantity.
const MOST_DIGITS: usize = 24;

/// A number at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numeral {
    /// Its value.
    pub(super) value: Decimal,
    /// Decimal places written.
    pub(super) decimals: u32,
    /// Bytes.
    pub(super) len: usize,
    /// Whether it is written in Chinese numerals.
    pub(super) chinese: bool,
    /// Digits of a whole number without separators, as years are written; 0 otherwise.
    pub(super) plain_digits: usize,
}

/// Whether a number may start with a character.
pub(super) fn starts(c: char) -> bool {
    arabic(c).is_some() || chinese_digit(c).is_some() || c == '十' || c == '百'
}

fn arabic(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => None,
    }
}

fn chinese_digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// The number that a text starts with.
pub(super) fn numeral(text: &str) -> Option<Numeral> {
    let first = text.chars().next()?;
    if arabic(first).is_some() { arabic_numeral(text) } else { chinese_numeral(text) }
}

fn arabic_numeral(text: &str) -> Option<Numeral> {
    let mut value = Decimal::ZERO;
    let (mut len, mut digits, mut decimals, mut fraction, mut grouped) = (0, 0, 0, false, false);
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        if let Some(digit) = arabic(c) {
            digits += 1;
            if digits > MOST_DIGITS {
                return None;
            }
            value = value.checked_mul(Decimal::TEN)?.checked_add(Decimal::from(digit))?;
            decimals += u32::from(fraction);
        } else if is_point(c) && !fraction && rest.clone().next().is_some_and(|next| arabic(next).is_some()) {
            fraction = true;
        } else if !fraction && matches!(c, ',' | '，') && group(rest.as_str(), c) {
            grouped = true;
        } else {
            break;
        }
        len += c.len_utf8();
    }
    value.set_scale(decimals).ok()?;
    let plain_digits = if fraction || grouped { 0 } else { digits };
    Some(Numeral { value, decimals, len, chinese: false, plain_digits })
}

fn is_point(c: char) -> bool {
    matches!(c, '.' | '．')
}

/// Whether exactly three digits follow a separator of thousands. A full-width comma also ends clauses, so it separates only
/// full-width digits.
fn group(rest: &str, separator: char) -> bool {
    let digits = rest.chars().take_while(|&c| arabic(c).is_some()).count();
    digits == 3 && (separator == ',' || rest.starts_with(|c| matches!(c, '０'..='９')))
}

fn chinese_numeral(text: &str) -> Option<Numeral> {
    let of = |c: char| chinese_digit(c).is_some() || matches!(c, '十' | '百' | '千' | '万' | '亿');
    let end = text.char_indices().find(|&(_, c)| !of(c)).map_or(text.len(), |(at, _)| at);
    let (end, whole) = whole(&text[..end])?;
    let plain_digits = text[..end].chars().filter(|&c| chinese_digit(c).is_some()).count();
    let plain_digits = if plain_digits * 3 == end { plain_digits } else { 0 };
    let (mut len, mut value, mut decimals) = (end, whole, 0);
    if let Some(fraction) = text[end..].strip_prefix('点') {
        for digit in fraction.chars().map_while(chinese_digit) {
            decimals += 1;
            if decimals > 12 {
                return None;
            }
            value = value.checked_mul(Decimal::TEN)?.checked_add(Decimal::from(digit))?;
        }
        len += if decimals > 0 { '点'.len_utf8() * (decimals as usize + 1) } else { 0 };
    }
    value.set_scale(decimals).ok()?;
    Some(Numeral { value, decimals, len, chinese: true, plain_digits })
}

/// A whole number in Chinese numerals and its bytes. A 万 or 亿 at the end is left to the unit (`三十万元`).
fn whole(text: &str) -> Option<(usize, Decimal)> {
    let text = text.trim_end_matches(['万', '亿']);
    if text.is_empty() || text.chars().count() > MOST_DIGITS {
        return None;
    }
    if text.chars().all(|c| chinese_digit(c).is_some()) {
        let add = |value: Decimal, c| value.checked_mul(Decimal::TEN)?.checked_add(Decimal::from(chinese_digit(c)?));
        return Some((text.len(), text.chars().try_fold(Decimal::ZERO, add)?));
    }
    let (mut total, mut section, mut digit) = (0_u64, 0_u64, None);
    for c in text.chars() {
        match (c, chinese_digit(c)) {
            (_, Some(value)) => digit = Some(u64::from(value)),
            ('十', _) => section = section.checked_add(digit.take().unwrap_or(1) * 10)?,
            ('百', _) => section = section.checked_add(digit.take().unwrap_or(1) * 100)?,
            ('千', _) => section = section.checked_add(digit.take()? * 1000)?,
            (large, _) => {
                let unit = if large == '万' { 10_000 } else { 100_000_000 };
                let part = section.checked_add(digit.take().unwrap_or(0))?;
                total = total.checked_add(part.checked_mul(unit)?)?;
                section = 0;
            }
        }
    }
    let value = total.checked_add(section)?.checked_add(digit.unwrap_or(0))?;
    Some((text.len(), Decimal::from(value)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, String)> {
        numeral(text).map(|numeral| (numeral.value.to_string(), text[..numeral.len].to_owned()))
    }

    #[test]
    fn numbers_are_read_in_every_notation() {
        for (text, value, taken) in [
            ("227.18万元", "227.18", "227.18"),
            ("2,271,800元", "2271800", "2,271,800"),
            ("２２７．１８", "227.18", "２２７．１８"),
            ("２，２７１元", "2271", "２，２７１"),
            ("250,30", "250", "250"),
            ("12。", "12", "12"),
            ("90.", "90", "90"),
            ("三十三", "33", "三十三"),
            ("一百二十点五万", "120.5", "一百二十点五"),
            ("两千零五", "2005", "两千零五"),
            ("十二", "12", "十二"),
            ("一万二千人", "12000", "一万二千"),
            ("三十万元", "30", "三十"),
            ("二〇二四年", "2024", "二〇二四"),
            ("百", "100", "百"),
        ] {
            assert_eq!(read(text), Some((value.to_owned(), taken.to_owned())), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        assert_eq!(read("千里"), None);
        assert_eq!(read("万"), None);
        assert_eq!(read(&"9".repeat(40)), None);
    }
}
