//! Text in the columns of a terminal, where a Chinese character takes two.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// Marks that do not begin a line.
const NOT_FIRST: &str = "，。、；：？！）」』”’》〉】…—,.;:?!)]}%";
/// Marks that do not end a line.
const NOT_LAST: &str = "（「『“‘《〈【([{";

/// A text with spaces behind it up to a width.
pub(crate) fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// Lines of at most a width; a word that is longer stands alone. Lines end at spaces and beside Chinese characters.
pub(crate) fn lines(text: &str, width: usize) -> Vec<String> {
    let (mut lines, mut line) = (Vec::new(), String::new());
    for piece in pieces(text) {
        if !line.is_empty() && line.width() + piece.trim_end().width() > width {
            lines.push(line.trim_end().to_owned());
            line = String::new();
        }
        line += piece;
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// The pieces of a text that stay on one line, each with the spaces behind it.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    let mut previous: Option<char> = None;
    let mut ends: Vec<usize> = Vec::new();
    for (at, character) in text.char_indices() {
        if previous.is_some_and(|previous| may_break(previous, character)) {
            ends.push(at);
        }
        previous = Some(character);
    }
    ends.push(text.len());
    ends.into_iter().map(move |end| {
        let piece = &text[start..end];
        start = end;
        piece
    })
}

fn may_break(before: char, after: char) -> bool {
    let wide = |character: char| character.width() == Some(2);
    if after == ' ' || NOT_FIRST.contains(after) || NOT_LAST.contains(before) {
        return false;
    }
    before == ' ' || wide(before) || wide(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_cut_by_columns() {
        assert_eq!(lines("one two three", 8), ["one two", "three"]);
        assert_eq!(lines("预算执行率，应为（合计）", 10), ["预算执行", "率，应为", "（合计）"]);
        assert_eq!(lines("核对 funding.total.executed 的值", 12), ["核对", "funding.total.executed", "的值"]);
        assert_eq!(lines("", 10), [""]);
    }

    #[test]
    fn columns_are_filled_by_width() {
        assert_eq!(padded("错误", 6), "错误  ");
        assert_eq!(padded("too long", 3), "too long");
    }
}
