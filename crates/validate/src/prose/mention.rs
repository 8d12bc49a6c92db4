//! Where a text speaks of a record: by its name, or by most of it.

use super::index::{Index, Record};

/// Least characters that a part of a name must share with a text.
const LEAST: usize = 4;

/// A place where a text speaks of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mention {
    /// The record, by index.
    pub(super) record: usize,
    /// First byte.
    pub(super) start: usize,
    /// Byte after the last.
    pub(super) end: usize,
    /// Whether the name stands there whole.
    pub(super) full: bool,
}

/// All mentions in a text, by place; what lies within a longer one is left out.
pub(super) fn mentions(index: &Index<'_>, text: &str) -> Vec<Mention> {
    let mut found = Vec::new();
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    for (record, Record { name, kind, .. }) in index.records.iter().enumerate() {
        if name.chars().count() < 2 || *kind == "count" {
            continue;
        }
        let full: Vec<usize> = text.match_indices(name.as_str()).map(|(at, _)| at).collect();
        found.extend(full.iter().map(|&start| Mention { record, start, end: start + name.len(), full: true }));
        // The names of companies share their last words, so those of rows must stand there whole.
        if full.is_empty()
            && *kind != "table"
            && let Some((start, end)) = shared(name, text, &letters)
        {
            found.push(Mention { record, start, end, full: false });
        }
    }
    let within = |a: &Mention, b: &Mention| b.start <= a.start && a.end <= b.end && b.end - b.start > a.end - a.start;
    let kept: Vec<Mention> = found.iter().filter(|a| !found.iter().any(|b| within(a, b))).copied().collect();
    let mut kept = kept;
    kept.sort_by_key(|mention| (mention.start, mention.record));
    kept
}

/// The longest part of a name that stands in a text, if it is most of the name.
fn shared(name: &str, text: &str, letters: &[(usize, char)]) -> Option<(usize, usize)> {
    let name: Vec<char> = name.chars().collect();
    let least = LEAST.max((name.len() * 3).div_ceil(5));
    let (length, end) = longest(&name, letters);
    if length < least {
        return None;
    }
    let start = letters[end - length].0;
    Some((start, letters.get(end).map_or(text.len(), |letter| letter.0)))
}

/// Length of the longest common part and the index after its end in the text.
fn longest(name: &[char], letters: &[(usize, char)]) -> (usize, usize) {
    let (mut best, mut row) = ((0, 0), vec![0_usize; name.len() + 1]);
    for (at, &(_, letter)) in letters.iter().enumerate() {
        for column in (0..name.len()).rev() {
            row[column + 1] = if name[column] == letter { row[column] + 1 } else { 0 };
            if row[column + 1] > best.0 {
                best = (row[column + 1], at + 1);
            }
        }
    }
    best
}

/// Characters of the longest part that a name shares with a text.
pub(super) fn overlap(name: &str, text: &str) -> usize {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    longest(&name.chars().collect::<Vec<_>>(), &letters).0
}
