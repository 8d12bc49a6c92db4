//! Document numbers: 洪经工委〔2018〕21号, and the ways in which they are typed wrongly.

use std::ops::Range;

use super::chars::{closing, is_han, is_space};

/// A document number from its bracket on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::rules) struct DocNumber<'t> {
    /// Bytes from the opening bracket to 号.
    pub(in crate::rules) range: Range<usize>,
    /// Whether both brackets are 〔 and 〕.
    pub(in crate::rules) brackets: bool,
    /// The year without 年.
    pub(in crate::rules) year: &'t str,
    /// Whether 年 stands in the brackets.
    pub(in crate::rules) year_word: bool,
    /// The number.
    pub(in crate::rules) number: &'t str,
    /// Whether 第 stands before the number.
    pub(in crate::rules) ordinal: bool,
    /// Whether there are spaces in it.
    pub(in crate::rules) spaces: bool,
    /// Whether it ends with 号, or another number of the same issuer follows.
    pub(in crate::rules) ends: bool,
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit() || matches!(character, '０'..='９')
}

fn opening(character: char) -> bool {
    matches!(character, '〔' | '[' | '［' | '【' | '（' | '(')
}

/// Whether the text behind an opening bracket may be that of a document number: digits and a closing bracket.
pub(in crate::rules) fn opens(rest: &str) -> bool {
    // What most brackets hold begins with something else.
    if !matches!(rest.as_bytes().first(), Some(b'0'..=b'9' | b' ' | 0xef)) {
        return false;
    }
    let rest = rest.trim_start_matches(is_space).trim_start_matches(is_digit);
    let rest = rest.strip_prefix('年').unwrap_or(rest).trim_start_matches(is_space);
    rest.chars().next().is_some_and(|character| closing(character).is_some())
}

/// The document numbers of a text.
pub(in crate::rules) fn doc_numbers(text: &str) -> impl Iterator<Item = DocNumber<'_>> {
    text.char_indices().filter(|&(_, character)| opening(character)).filter_map(|(at, _)| doc_number(text, at))
}

/// The document number whose opening bracket is at a byte.
fn doc_number(text: &str, at: usize) -> Option<DocNumber<'_>> {
    let issuer = text[..at].trim_end_matches(is_space);
    issuer.chars().next_back().filter(|&last| is_han(last))?;
    let mut rest = Rest { text, at, spaces: issuer.len() < at };
    let open = rest.take(opening)?;
    rest.spaces();
    let year = rest.digits()?;
    let year_word = rest.take(|character| character == '年').is_some();
    rest.spaces();
    let close = rest.take(|character| closing(character).is_some())?;
    rest.spaces();
    let ordinal = rest.take(|character| character == '第').is_some();
    rest.spaces();
    let number = rest.digits()?;
    let before_end = rest.at;
    rest.spaces();
    let ends = rest.take(|character| character == '号').is_some();
    if !ends {
        rest.at = before_end;
    }
    let known_brackets = !matches!(open, '（' | '(');
    let digits = year.chars().count();
    let likely = ends || (known_brackets && digits == 4);
    if !likely || number.chars().count() > 5 || !matches!(digits, 2 | 4) {
        return None;
    }
    let mut behind = text[rest.at..].chars();
    let listed = match behind.next() {
        Some('、' | '和' | '及' | '，' | '至' | '-' | '—' | '～') => behind.next().is_some_and(is_digit),
        Some(next) => "期卷辑次".contains(next),
        None => false,
    };
    Some(DocNumber {
        range: at..rest.at,
        brackets: open == '〔' && close == '〕',
        year,
        year_word,
        number,
        ordinal,
        spaces: rest.spaces,
        ends: ends || listed,
    })
}

/// What is left of a text.
struct Rest<'t> {
    text: &'t str,
    at: usize,
    spaces: bool,
}

impl<'t> Rest<'t> {
    fn take(&mut self, fits: impl Fn(char) -> bool) -> Option<char> {
        let next = self.text[self.at..].chars().next().filter(|&next| fits(next))?;
        self.at += next.len_utf8();
        Some(next)
    }

    fn spaces(&mut self) {
        while self.take(is_space).is_some() {
            self.spaces = true;
        }
    }

    fn digits(&mut self) -> Option<&'t str> {
        let start = self.at;
        while self.take(is_digit).is_some() {}
        Some(&self.text[start..self.at]).filter(|digits| !digits.is_empty())
    }
}
