//! Numbers that people type before headings and items: 一、 （一） 1． （1） 一是 第一，.

use super::chars::{is_han, is_space, numeral};

/// A way of numbering; the first four nest in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) enum Style {
    /// 一、
    Han,
    /// （一）
    HanInBrackets,
    /// 1．
    Arabic,
    /// （1）
    ArabicInBrackets,
    /// 一是
    Namely,
    /// 第一，
    Ordinal,
}

/// A typed number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) struct Marker {
    pub(in crate::rules) style: Style,
    pub(in crate::rules) number: u32,
    /// Bytes of it.
    pub(in crate::rules) len: usize,
}

/// The typed number that a text starts with.
pub(in crate::rules) fn marker(text: &str) -> Option<Marker> {
    let first = text.chars().next()?;
    let open = if matches!(first, '（' | '(') { first.len_utf8() } else { 0 };
    let (number, digits, han) = number(&text[open..])?;
    let at = open + digits;
    let mut rest = text[at..].chars();
    let mark = rest.next()?;
    let next = rest.next();
    let numeric = |character: char| character.is_ascii_digit() || numeral(character).is_some();
    let style = match (open > 0, han, mark) {
        (true, true, '）' | ')') => Style::HanInBrackets,
        (_, false, '）' | ')') => Style::ArabicInBrackets,
        (false, true, '、') if !next.is_some_and(numeric) => Style::Han,
        (false, false, '、' | '．' | '.') if !next.is_some_and(numeric) => Style::Arabic,
        _ => return None,
    };
    Some(Marker { style, number, len: at + mark.len_utf8() })
}

/// A number from 1 to 99 at the start of a text, its bytes, and whether it is Chinese.
pub(in crate::rules) fn number(text: &str) -> Option<(u32, usize, bool)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        let number = text[..digits].parse().ok().filter(|number| (1..=99).contains(number))?;
        return Some((number, digits, false));
    }
    let mut value = 0;
    let mut len = 0;
    for character in text.chars() {
        let Some(numeral) = numeral(character) else { break };
        value = match (value, numeral) {
            (0, numeral) => numeral,
            (tens @ 1..=9, 10) => tens * 10,
            (tens, ones @ 1..=9) if tens % 10 == 0 => tens + ones,
            _ => return None,
        };
        len += character.len_utf8();
    }
    (value > 0).then_some((value, len, true))
}

/// The typed number that a clause starts with: 一是 or 第一，.
fn clause_marker(clause: &str) -> Option<Marker> {
    let ordinal = clause.strip_prefix('第');
    let (number, len, han) = number(ordinal.unwrap_or(clause))?;
    let start = clause.len() - ordinal.unwrap_or(clause).len() + len;
    match (han, ordinal, clause[start..].chars().next()?) {
        (true, None, mark @ '是') => Some(Marker { style: Style::Namely, number, len: start + mark.len_utf8() }),
        (true, Some(_), mark @ '，') => Some(Marker { style: Style::Ordinal, number, len: start + mark.len_utf8() }),
        _ => None,
    }
}

/// Whether a typed number may stand behind a character, as at the start of a text.
pub(in crate::rules) fn begins_items(character: char) -> bool {
    matches!(character, '\n' | '。' | '；' | '：' | ';')
}

/// The typed number that a paragraph or an item starts with at a byte, and where the number is.
pub(in crate::rules) fn paragraph_marker(text: &str, at: usize) -> Option<(usize, Marker)> {
    let item = text[at..].trim_start_matches(is_space);
    // Digits, brackets, and what the Chinese numerals begin with.
    matches!(item.as_bytes().first(), Some(b'0'..=b'9' | b'(' | 0xe4 | 0xe5 | 0xef))
        .then(|| marker(item))
        .flatten()
        .map(|marker| (text.len() - item.len(), marker))
}

/// The 一是 or 第一， whose last character is at a byte, and where it begins: behind anything but a Han character.
pub(in crate::rules) fn clause_marker_before(text: &str, at: usize) -> Option<(usize, Marker)> {
    let digits = text[..at].trim_end_matches(|character| numeral(character).is_some());
    if digits.len() == at {
        return None;
    }
    let before = digits.strip_suffix('第').unwrap_or(digits);
    if before.chars().next_back().is_some_and(is_han) {
        return None;
    }
    Some((before.len(), clause_marker(&text[before.len()..])?))
}

/// Calls a function with every typed number of a text and its place, in order.
pub(in crate::rules) fn visit(text: &str, visitor: &mut dyn FnMut(usize, Marker)) {
    let mut take = |found: Option<(usize, Marker)>| found.into_iter().for_each(|(at, marker)| visitor(at, marker));
    take(paragraph_marker(text, 0));
    for (at, character) in text.char_indices() {
        if matches!(character, '是' | '，') {
            take(clause_marker_before(text, at));
        } else if begins_items(character) {
            take(paragraph_marker(text, at + character.len_utf8()));
        }
    }
}

/// The numbers of a text so far.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::rules) struct Sequences {
    nested: [u32; 4],
    open: [[u32; 3]; 2],
}

impl Sequences {
    /// Takes the next typed number; the number that was expected, where it is another.
    ///
    /// Every list may begin anew, but not twice with its first number; a text may be the continuation of another and begin with any.
    pub(in crate::rules) fn next(&mut self, marker: Marker) -> Option<u32> {
        match marker.style {
            Style::Namely => open_list(&mut self.open[0], marker.number),
            Style::Ordinal => open_list(&mut self.open[1], marker.number),
            nesting => {
                let level = nesting as usize;
                let last = self.nested[level];
                self.nested[level] = marker.number;
                self.nested[level + 1..].fill(0);
                let follows = last == 0 || marker.number == last + 1 || (marker.number == 1 && last > 1);
                (!follows).then_some(last + 1)
            }
        }
    }
}

/// Lists without levels can only nest by beginning anew; the innermost stands last.
fn open_list(lists: &mut [u32; 3], number: u32) -> Option<u32> {
    let innermost = lists.iter().rposition(|&last| last > 0);
    if number == 1 {
        match innermost {
            Some(at) if at + 1 < lists.len() => lists[at + 1] = 1,
            _ => *lists = [1, 0, 0],
        }
        return None;
    }
    let Some(innermost) = innermost else {
        lists[0] = number;
        return None;
    };
    if let Some(at) = (0..=innermost).rev().find(|&at| lists[at] + 1 == number) {
        lists[at] = number;
        lists[at + 1..].fill(0);
        return None;
    }
    let expected = lists[innermost] + 1;
    lists[innermost] = number;
    Some(expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_numbers_are_told_from_numbers() {
        for (text, expected) in [
            ("一、项目", Some((Style::Han, 1))),
            ("十二、其他", Some((Style::Han, 12))),
            ("二十、其他", Some((Style::Han, 20))),
            ("（三）资金", Some((Style::HanInBrackets, 3))),
            ("(三)资金", Some((Style::HanInBrackets, 3))),
            ("1．概况", Some((Style::Arabic, 1))),
            ("2、概况", Some((Style::Arabic, 2))),
            ("（4）概况", Some((Style::ArabicInBrackets, 4))),
            ("4）概况", Some((Style::ArabicInBrackets, 4))),
            ("1.5万元", None),
            ("5、6月", None),
            ("一、二季度", None),
            ("2020年", None),
            ("（2020）", None),
            ("一期", None),
            ("十百", None),
            ("", None),
        ] {
            assert_eq!(marker(text).map(|marker| (marker.style, marker.number)), expected, "{text}");
        }
    }

    #[test]
    fn lists_may_begin_anew_and_nest() {
        let gaps = |numbers: &[u32]| {
            let mut sequences = Sequences::default();
            let mut next = |&number| sequences.next(Marker { style: Style::Namely, number, len: 0 });
            numbers.iter().filter_map(&mut next).collect::<Vec<_>>()
        };
        assert!(gaps(&[1, 2, 3, 1, 2, 3]).is_empty());
        assert!(gaps(&[1, 1, 2, 2, 3]).is_empty());
        assert!(gaps(&[3, 4]).is_empty());
        assert_eq!(gaps(&[1, 2, 4]), [3]);
        assert_eq!(gaps(&[1, 2, 2]), [3]);
    }
}
