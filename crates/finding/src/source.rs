//! A text file with its name and line starts.

use std::ops::Range;

/// A text file.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    name: String,
    text: String,
    line_starts: Vec<usize>,
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
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { name: name.into(), text, line_starts }
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

    /// Line and column of a byte; the end of the text for a byte behind it.
    #[must_use]
    pub fn position(&self, byte: usize) -> Position {
        let byte = self.boundary(byte);
        let line = self.line_starts.partition_point(|&start| start <= byte);
        let start = self.line_starts[line - 1];
        Position { line, column: self.text[start..byte].chars().count() + 1 }
    }

    /// The byte of a line and a column in bytes, both from 1, as `serde_json` counts them.
    #[must_use]
    pub fn byte(&self, line: usize, byte_column: usize) -> usize {
        let start = self.line_starts.get(line.saturating_sub(1)).copied().unwrap_or(self.text.len());
        self.boundary(start + byte_column.saturating_sub(1))
    }

    /// The bytes of the lines (without their last line end) that a span touches.
    pub(crate) fn lines_around(&self, span: &Range<usize>) -> Range<usize> {
        let start = self.line_starts[self.position(span.start).line - 1];
        let from = self.boundary(span.end.max(span.start));
        let end = self.text[from..].find('\n').map_or(self.text.len(), |at| from + at);
        start..end
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
    fn a_byte_inside_a_character_belongs_to_it() {
        assert_eq!(Source::new("x", "甲乙").position(4), Position { line: 1, column: 2 });
    }
}
