//! The stretch of a file that is shown for a finding.

use std::ops::Range;

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::Source;

/// Longest line shown whole, in columns of a terminal; a dataset may be one line of megabytes.
const LONGEST_LINE: usize = 128;

/// Columns shown before the place in a longer line.
const BEFORE: usize = 40;

/// Longest mark, in columns: it always ends within what is shown.
const LONGEST_MARK: usize = 60;

/// What is shown of a file for a span.
pub(super) struct Excerpt {
    /// The text, of one line.
    pub(super) text: String,
    /// Bytes of `text` that are marked.
    pub(super) span: Range<usize>,
    /// Line of the file.
    pub(super) line: usize,
    /// The text does not start where its line in the file does, so that columns counted in it would be wrong.
    pub(super) shifted: bool,
}

impl Excerpt {
    pub(super) fn of(source: &Source, span: &Range<usize>) -> Self {
        let start = source.boundary(span.start);
        let line = source.line_around(start);
        // The caret marks the beginning of what spans lines: an object without a field is its opening brace.
        let end = source.boundary(span.end).clamp(start, line.end);
        let number = source.position(start).line;
        let text = source.text();
        // A part that begins inside a line of its file has other columns than its text.
        if source.starts_lines(line.start) && columns(&text[line.clone()], LONGEST_LINE) == line.len() {
            let span = start - line.start..end - line.start;
            return Self { text: text[line].to_owned(), span, line: number, shifted: false };
        }
        let from = start - columns_back(&text[line.start..start], BEFORE);
        let end = start + columns(&text[start..end], LONGEST_MARK);
        let rest = LONGEST_LINE.saturating_sub(text[from..end].width());
        let to = end + columns(&text[end..line.end], rest);
        let ellipsis = |cut: bool| if cut { "…" } else { "" };
        let (head, tail) = (ellipsis(from > line.start), ellipsis(to < line.end));
        Self {
            text: format!("{head}{}{tail}", &text[from..to]),
            span: head.len() + start - from..head.len() + end - from,
            line: number,
            shifted: true,
        }
    }
}

/// Bytes at the beginning of a text that take so many columns at most; a combining mark stays with its character.
fn columns(text: &str, most: usize) -> usize {
    let mut left = most;
    for (at, character) in text.char_indices() {
        match left.checked_sub(width(character)) {
            Some(rest) => left = rest,
            None => return at,
        }
    }
    text.len()
}

/// Bytes at the end of a text that take so many columns at most and do not begin with a combining mark.
fn columns_back(text: &str, most: usize) -> usize {
    let (mut left, mut taken) = (most, 0);
    for (at, character) in text.char_indices().rev() {
        match left.checked_sub(width(character)) {
            Some(rest) => left = rest,
            None => break,
        }
        if width(character) > 0 {
            taken = text.len() - at;
        }
    }
    taken
}

/// Columns of a character; what is no print takes the one of the sign that is shown for it, a tab four.
fn width(character: char) -> usize {
    if character == '\t' { 4 } else { character.width().unwrap_or(1) }
}
