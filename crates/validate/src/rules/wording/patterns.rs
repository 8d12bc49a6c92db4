//! Fixed strings that are wrong, or that another is preferred to, and the filter that finds them.
//!
//! Every pattern begins with two Han characters. A scan asks the filter about every two neighbours, which one multiplication and
//! one bit answer; only the few that may begin a pattern are compared.

use std::sync::LazyLock;

use super::chars::{basic, is_han};
use super::slips::SLIPS;
pub(in crate::rules) use super::terms::CONFUSED;
use super::terms::{PROPOSED, TERMS};

/// A fixed string with what should stand there. `?` is any Han character and `#` a digit or the start of a placeholder.
#[derive(Debug)]
pub(in crate::rules) struct Pattern {
    pub(in crate::rules) wrong: &'static str,
    pub(in crate::rules) right: &'static str,
    /// Characters before it that make it right.
    pub(in crate::rules) not_after: &'static str,
    /// Characters behind it that make it right.
    pub(in crate::rules) not_before: &'static str,
    /// Why, in Chinese and English.
    pub(in crate::rules) why: (&'static str, &'static str),
}

/// What a pattern is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) enum Kind {
    Slip(&'static Pattern),
    Term(&'static Pattern),
    /// A word that is easily confused with another: which pair, and which of the two.
    Confused(usize, usize),
    Proposed,
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.wrong == other.wrong
    }
}

impl Eq for Pattern {}

impl Pattern {
    /// Bytes of the pattern where it stands at a byte of a text.
    pub(in crate::rules) fn len_at(&self, text: &str, at: usize) -> Option<usize> {
        let mut rest = text.get(at..)?.chars();
        for expected in self.wrong.chars() {
            let character = rest.next()?;
            let fits = match expected {
                '?' => is_han(character),
                '#' => character.is_ascii_digit() || character == '{',
                _ => expected == character,
            };
            if !fits {
                return None;
            }
        }
        let end = text.len() - rest.as_str().len();
        let right = rest.next().is_some_and(|next| self.not_before.contains(next))
            || text[..at].chars().next_back().is_some_and(|before| self.not_after.contains(before));
        (!right).then_some(end - at)
    }

    /// What should stand instead of a text that the pattern fits; what `?` and `#` stood for comes back.
    pub(in crate::rules) fn right_for(&self, shown: &str) -> String {
        let is_open = |character: char| matches!(character, '?' | '#');
        let mut kept = self.wrong.chars().zip(shown.chars()).filter(|&(of_pattern, _)| is_open(of_pattern));
        let put = |character| if is_open(character) { kept.next().map(|(_, shown)| shown) } else { Some(character) };
        self.right.chars().filter_map(put).collect()
    }
}

/// Which pairs of neighbours may begin something, in so many times 64 bits; a power of two.
#[derive(Debug, Clone)]
pub(in crate::rules) struct Filter<const WORDS: usize> {
    bits: [u64; WORDS],
}

impl<const WORDS: usize> Default for Filter<WORDS> {
    fn default() -> Self {
        Self { bits: [0; WORDS] }
    }
}

impl<const WORDS: usize> Filter<WORDS> {
    pub(in crate::rules) fn insert(&mut self, first: u16, second: u16) {
        let bit = hash(first, second);
        self.bits[(bit >> 6) % WORDS] |= 1 << (bit & 63);
    }

    pub(in crate::rules) fn may_begin(&self, first: u16, second: u16) -> bool {
        let bit = hash(first, second);
        (self.bits[(bit >> 6) % WORDS] >> (bit & 63)) & 1 == 1
    }
}

fn hash(first: u16, second: u16) -> usize {
    let mixed = ((u32::from(first) << 16) | u32::from(second)).wrapping_mul(0x9e37_79b1);
    (mixed >> 18) as usize
}

/// All patterns, by the two characters they begin with.
pub(in crate::rules) struct Patterns {
    pub(in crate::rules) filter: Filter<256>,
    by_start: Vec<((u16, u16), Kind)>,
}

/// The patterns, made when first asked for.
pub(in crate::rules) static PATTERNS: LazyLock<Patterns> = LazyLock::new(Patterns::new);

impl Patterns {
    fn new() -> Self {
        let slips = SLIPS.iter().map(|pattern| (pattern.wrong, Kind::Slip(pattern)));
        let terms = TERMS.iter().map(|pattern| (pattern.wrong, Kind::Term(pattern)));
        let confused = CONFUSED.iter().enumerate().flat_map(|(pair, words)| {
            words.iter().enumerate().map(move |(which, &word)| (word, Kind::Confused(pair, which)))
        });
        let proposed = PROPOSED.iter().map(|&word| (word, Kind::Proposed));
        let mut filter = Filter::<256>::default();
        let mut by_start = Vec::new();
        for (text, kind) in slips.chain(terms).chain(confused).chain(proposed) {
            let Some(start) = start(text) else { continue };
            filter.insert(start.0, start.1);
            by_start.push((start, kind));
        }
        by_start.sort_by_key(|&(start, _)| start);
        Self { filter, by_start }
    }

    /// The patterns that begin with two characters.
    pub(in crate::rules) fn beginning(&self, first: u16, second: u16) -> impl Iterator<Item = Kind> {
        let from = self.by_start.partition_point(|&(start, _)| start < (first, second));
        self.by_start[from..].iter().take_while(move |&&(start, _)| start == (first, second)).map(|&(_, kind)| kind)
    }

    /// What begins at each place of a text.
    pub(in crate::rules) fn all_in<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, Kind)> + 't {
        text.char_indices().filter_map(move |(at, _)| Some((at, start(&text[at..])?))).flat_map(move |(at, start)| {
            let kinds = self.filter.may_begin(start.0, start.1).then(|| self.beginning(start.0, start.1));
            kinds.into_iter().flatten().map(move |kind| (at, kind))
        })
    }
}

/// The two Han characters that a text starts with.
pub(in crate::rules) fn start(text: &str) -> Option<(u16, u16)> {
    let mut characters = text.chars();
    Some((code(characters.next()?)?, code(characters.next()?)?))
}

/// A Han character of the basic plane.
fn code(character: char) -> Option<u16> {
    ('\u{4000}'..='\u{9fff}').contains(&character).then(|| basic(character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_begins_with_two_han_characters_and_explains_itself() {
        for pattern in SLIPS.iter().chain(TERMS) {
            assert!(start(pattern.wrong).is_some(), "{}", pattern.wrong);
            assert!(!pattern.why.0.is_empty() && pattern.why.1.is_ascii(), "{}", pattern.wrong);
            assert_ne!(pattern.wrong, pattern.right);
        }
        for words in CONFUSED {
            assert!(words.iter().all(|word| word.chars().count() == 2 && start(word).is_some()), "{words:?}");
        }
    }

    #[test]
    fn no_pattern_finds_what_another_proposes() {
        for proposed in SLIPS.iter().chain(TERMS).filter(|pattern| !pattern.right.is_empty()) {
            for (at, kind) in PATTERNS.all_in(proposed.right) {
                if let Kind::Slip(pattern) | Kind::Term(pattern) = kind {
                    assert_eq!(pattern.len_at(proposed.right, at), None, "{} in {}", pattern.wrong, proposed.right);
                }
            }
        }
    }
}
