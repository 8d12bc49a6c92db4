//! Two wordings of one thing, compared by their words: spaces, punctuation, the style of brackets and full-width letters and digits
//! make no difference.

use std::ops::Range;

/// A character that counts, with its bytes in the text.
type Word = (Range<usize>, char);

/// The characters of a text that count, each with its bytes in it.
fn words(text: &str) -> impl Iterator<Item = Word> + '_ {
    text.char_indices().filter_map(|(at, character)| {
        let range = at..at + character.len_utf8();
        let plain = match character {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0)?,
            other => other,
        };
        // A point and a sign of comparison change a number.
        let counts = plain.is_alphanumeric() || matches!(plain, '.' | '%' | '‰' | '≥' | '≤' | '<' | '>' | '=');
        counts.then_some((range, plain))
    })
}

/// Whether two texts have the same words.
pub(super) fn same(a: &str, b: &str) -> bool {
    a == b || words(a).map(|(_, character)| character).eq(words(b).map(|(_, character)| character))
}

/// Whether the words of one text occur in another, in one piece.
pub(super) fn contains(text: &str, part: &str) -> bool {
    let only = |text| words(text).map(|(_, character)| character).collect::<String>();
    only(text).contains(&only(part))
}

/// Characters of the longest piece with digits that is read as a part of a number.
const NUMBER: usize = 3;

/// What differs between two texts: the bytes of each between their common beginning and their common end, numbers whole. Empty
/// where a text lacks what the other has.
pub(super) fn difference(a: &str, b: &str) -> (Range<usize>, Range<usize>) {
    let (a_words, b_words): (Vec<_>, Vec<_>) = (words(a).collect(), words(b).collect());
    let same = |(one, other): &(&Word, &Word)| one.1 == other.1;
    let mut start = a_words.iter().zip(&b_words).take_while(same).count();
    let (a_rest, b_rest) = (&a_words[start..], &b_words[start..]);
    let mut end = a_rest.iter().rev().zip(b_rest.iter().rev()).take_while(same).count();
    let digits = |words: &[Word], length: usize| words[..length].iter().any(|word| word.1.is_ascii_digit());
    match (a_rest.len() - end, b_rest.len() - end) {
        (0, 0) => {}
        (0, length) if !digits(b_rest, length) || length > NUMBER => (start, end) = at_a_break(&b_words, start, length),
        (length, 0) if !digits(a_rest, length) || length > NUMBER => (start, end) = at_a_break(&a_words, start, length),
        _ => (start, end) = whole_numbers(&a_words, &b_words, start, end),
    }
    (span(&a_words[start..a_words.len() - end]), span(&b_words[start..b_words.len() - end]))
}

/// Where a piece that the other text lacks begins, and how much follows it. It may be moved to the left over equal characters; it
/// begins behind a space or a mark if it can.
fn at_a_break(words: &[Word], start: usize, length: usize) -> (usize, usize) {
    let equal = |start: &usize| words[start - 1].1 == words[start + length - 1].1;
    let follows_break = |start: usize| start == 0 || words[start - 1].0.end < words[start].0.start;
    let mut at = start;
    while !follows_break(at) && equal(&at) {
        at -= 1;
    }
    let start = if follows_break(at) { at } else { start };
    (start, words.len() - start - length)
}

/// A difference within a number is one of the whole number.
fn whole_numbers(a: &[Word], b: &[Word], mut start: usize, mut end: usize) -> (usize, usize) {
    let digit = |words: &[Word], at: usize| words.get(at).is_some_and(|word| word.1.is_ascii_digit() || word.1 == '.');
    while start > 0 && digit(a, start - 1) && (digit(a, start) || digit(b, start)) {
        start -= 1;
    }
    let last = |words: &[Word], end: usize| (words.len() - end).checked_sub(1).is_some_and(|at| digit(words, at));
    while end > 0 && digit(a, a.len() - end) && (last(a, end) || last(b, end)) {
        end -= 1;
    }
    (start, end)
}

fn span(words: &[Word]) -> Range<usize> {
    match (words.first(), words.last()) {
        (Some((first, _)), Some((last, _))) => first.start..last.end,
        _ => 0..0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_is_no_difference() {
        for (a, b) in [
            ("洪经工委〔2018〕21号", "洪经工委[2018] 21 号"),
            ("１２个，完成", "12个完成"),
            ("（一）目标", "(一)目标。"),
        ] {
            assert!(same(a, b), "{a} {b}");
        }
        for (a, b) in [("35 家", "3.5 家"), ("≥100", "100"), ("打造1套", "打造2套")] {
            assert!(!same(a, b), "{a} {b}");
        }
    }

    #[test]
    fn the_difference_is_what_lies_between() {
        let (a, b) = ("整体水平。累计完成100家达标，为全区", "整体水平。为全区");
        let (of_a, of_b) = difference(a, b);
        assert_eq!(&a[of_a], "累计完成100家达标");
        assert!(of_b.is_empty());
        let (a, b) = ("400盏，改造配电箱，改善照明", "400盏，改善照明");
        assert_eq!(&a[difference(a, b).0], "改造配电箱");
        let (a, b) = ("更换450盏", "更换400盏");
        let (of_a, of_b) = difference(a, b);
        assert_eq!((&a[of_a], &b[of_b]), ("450", "400"));
        let (a, b) = ("更换40盏", "更换400盏");
        let (of_a, of_b) = difference(a, b);
        assert_eq!((&a[of_a], &b[of_b]), ("40", "400"));
    }

    proptest::proptest! {
        #[test]
        fn any_two_texts_have_a_difference_within_them(a in ".*", b in ".*") {
            let (of_a, of_b) = difference(&a, &b);
            proptest::prop_assert!(a.get(of_a.clone()).is_some() && b.get(of_b.clone()).is_some());
            proptest::prop_assert_eq!(of_a.is_empty() && of_b.is_empty(), same(&a, &b));
            proptest::prop_assert!(contains(&(a.clone() + b.as_str()), &b));
        }
    }
}
