//! Words written twice in a row: 安全生产安全生产.

use std::ops::Range;

use super::chars::is_han;

/// Bytes of a Han character of the usual planes.
const HAN: usize = 3;
/// Longest word that is looked for, in characters; what is longer repeats a sentence, which people see.
const LONGEST: usize = 8;

/// Whether two or more Han characters are followed by the same again anywhere in a text.
pub(in crate::rules) fn has_doubled(text: &str) -> bool {
    // Both times have to fit.
    let longest = LONGEST.min(text.len() / (2 * HAN));
    (2..=longest).any(|characters| next(text, 0, characters).is_some())
}

/// Bytes of the places where two or more Han characters are followed by the same again: the second time, in order, without overlap.
pub(in crate::rules) fn doubled(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for characters in 2..=LONGEST {
        let mut from = 0;
        while let Some(range) = next(text, from, characters) {
            from = range.start;
            found.push(range);
        }
    }
    found.sort_by_key(|range| (range.start, range.end));
    let mut end = 0;
    found.retain(|range| {
        let apart = range.start >= end;
        end = if apart { range.end } else { end };
        apart
    });
    found
}

/// The next word of so many characters that is written twice, both times behind a byte.
fn next(text: &str, from: usize, characters: usize) -> Option<Range<usize>> {
    match characters {
        2 | 3 => probe::<4>(text, from, characters * HAN),
        _ => probe::<8>(text, from, characters * HAN),
    }
}

/// The first repetition of `lag` bytes.
///
/// It holds a probe at every stride of `lag` less the probe's width, so few positions are compared.
fn probe<const WIDTH: usize>(text: &str, from: usize, lag: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let probe = |at: usize| bytes.get(at..).and_then(<[u8]>::first_chunk::<WIDTH>);
    let mut at = from + lag;
    while let Some(second) = probe(at) {
        if probe(at - lag) == Some(second)
            && let Some(range) = repetition(text, from, at, lag)
        {
            return Some(range);
        }
        at += lag - WIDTH + 1;
    }
    None
}

/// The repetition around a byte that equals the one `lag` before it; looks no further than one word to either side.
fn repetition(text: &str, from: usize, at: usize, lag: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let first = (from + lag).max(at.saturating_sub(lag));
    let mut start = at;
    while start > first && bytes[start - 1] == bytes[start - 1 - lag] {
        start -= 1;
    }
    let mut end = at;
    while end < bytes.len().min(start + lag + HAN) && bytes[end] == bytes[end - lag] {
        end += 1;
    }
    // Equal bytes may begin or end inside characters that only resemble each other.
    let start = (start..end).find(|&start| text.is_char_boundary(start))?;
    let word = text.get(start..start + lag).filter(|_| start + lag <= end)?;
    let one = word.chars().next()?;
    let plain = word.chars().all(is_han) && word.chars().any(|character| character != one);
    (plain && !is_usual(text, start, lag)).then_some(start..start + lag)
}

/// Words that are doubled on purpose, or that only meet: 一个一个, 大学生学生会.
fn is_usual(text: &str, start: usize, lag: usize) -> bool {
    let word = &text[start..start + lag];
    let before = text[..start - lag].chars().next_back();
    let after = text[start + lag..].chars().next();
    if lag > 2 * HAN {
        return false;
    }
    word.starts_with(['一', '逐', '每'])
        || matches!(word, "研究" | "讨论" | "比较" | "非常")
        || (word == "学生" && before.is_some_and(|before| "大中小".contains(before)))
        || (word == "企业" && after == Some('家'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<&str> {
        doubled(text).first().map(|range| &text[range.clone()])
    }

    #[test]
    fn words_written_twice_are_found() {
        assert_eq!(found("推进安全生产安全生产标准化"), Some("安全生产"));
        assert_eq!(found("项目项目"), Some("项目"));
        assert_eq!(found("应急演应急演练补助"), Some("应急演"));
        assert_eq!(found("1个监测预警系统监测预警系统"), Some("监测预警系统"));
        for length in 2..=LONGEST {
            let word: String = "甲乙丙丁戊己庚辛".chars().take(length).collect();
            for padding in 0..8 {
                let text = format!("{}{word}{word}。", "前".repeat(padding * 2 % 7));
                assert_eq!(found(&text), Some(word.as_str()), "{text}");
            }
        }
    }

    #[test]
    fn every_place_is_found_in_a_time_that_grows_with_the_text() {
        assert_eq!(doubled(&"项目项目。".repeat(3)).len(), 3);
        assert!(doubled(&"甲".repeat(100_000)).is_empty());
        assert!(doubled(&"项目".repeat(50_000)).len() > 10_000);
        assert!(!has_doubled(&"甲".repeat(100_000)));
    }

    #[test]
    fn words_that_only_meet_are_not() {
        for text in [
            "对企业、企业负责人",
            "大学生学生会",
            "一个一个地",
            "方方面面",
            "2020202020",
            "————",
            "的的",
            "中小企业企业家",
            "{a.b}{a.b}",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
