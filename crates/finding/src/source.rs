//! A text file with its name and line starts.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// A text file.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    name: Arc<str>,
    text: String,
    /// Where the lines start; found when somebody first asks for a place, which for most records of a feed nobody does.
    line_starts: OnceLock<Vec<usize>>,
    /// Where the text begins in the file.
    origin: Position,
}

/// A place in a text as people count: from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl Source {
    /// A file by the name that people know it by.
    pub fn new(name: impl Into<Arc<str>>, text: impl Into<String>) -> Self {
        Self::part(name, text, Position { line: 1, column: 1 })
    }

    /// A part of a file, such as one record of a feed, and where in the file it begins: lines and columns are those of the file.
    pub fn part(name: impl Into<Arc<str>>, text: impl Into<String>, origin: Position) -> Self {
        Self { name: name.into(), text: text.into(), line_starts: OnceLock::new(), origin }
    }

    fn line_starts(&self) -> &[usize] {
        let starts = || std::iter::once(0).chain(self.text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        self.line_starts.get_or_init(starts)
    }

    /// Name of the file.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Content of the file.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Line and column of a byte in the file; the end of the text for a byte behind it.
    #[must_use]
    pub fn position(&self, byte: usize) -> Position {
        let byte = self.boundary(byte);
        let line = self.line_of(byte);
        let column = self.text[self.line_starts()[line]..byte].chars().count();
        Position { line: self.origin.line + line, column: column + if line == 0 { self.origin.column } else { 1 } }
    }

    /// Characters of the file before and in a span, where the text is known from the beginning of the file on.
    pub(crate) fn characters(&self, span: &Range<usize>) -> Option<Range<usize>> {
        if self.text.is_empty() || self.origin != (Position { line: 1, column: 1 }) {
            return None;
        }
        let (start, end) = (self.boundary(span.start), self.boundary(span.end.max(span.start)));
        let before = self.text[..start].chars().count();
        Some(before..before + self.text[start..end].chars().count())
    }

    /// Index of the line of a byte in this text.
    fn line_of(&self, byte: usize) -> usize {
        self.line_starts().partition_point(|&start| start <= byte) - 1
    }

    /// The byte of a line and a column in bytes of this text, both from 1, as `serde_json` counts them.
    #[must_use]
    pub fn byte(&self, line: usize, byte_column: usize) -> usize {
        let start = self.line_starts().get(line.saturating_sub(1)).copied().unwrap_or(self.text.len());
        self.boundary(start + byte_column.saturating_sub(1))
    }

    /// The bytes of the line that a byte is in, without its end.
    pub(crate) fn line_around(&self, byte: usize) -> Range<usize> {
        let byte = self.boundary(byte);
        let end = self.text[byte..].find('\n').map_or(self.text.len(), |at| byte + at);
        self.line_starts()[self.line_of(byte)]..end
    }

    /// Whether the line that starts at a byte of this text starts a line of the file too.
    pub(crate) fn starts_lines(&self, start: usize) -> bool {
        start > 0 || self.origin.column == 1
    }

    /// The nearest character boundary at or before a byte.
    pub(crate) fn boundary(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        (0..=byte).rev().find(|&at| self.text.is_char_boundary(at)).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let source = Source::new("x", "甲乙\n丙");
        assert_eq!(source.position(3), Position { line: 1, column: 2 });
        assert_eq!(source.position(7), Position { line: 2, column: 1 });
        assert_eq!(source.position(999), Position { line: 2, column: 2 });
    }

    #[test]
    fn a_part_is_counted_in_its_file() {
        let source = Source::part("x", "甲乙\n丙", Position { line: 7, column: 4 });
        assert_eq!(source.position(3), Position { line: 7, column: 5 });
        assert_eq!(source.position(7), Position { line: 8, column: 1 });
    }

    #[test]
    fn a_byte_inside_a_character_belongs_to_it() {
        assert_eq!(Source::new("x", "甲乙").position(4), Position { line: 1, column: 2 });
    }
}
