//! How high rows must be: neither Excel nor `LibreOffice` makes room for wrapped text in merged cells, so it is computed
//! here. All lengths are twentieths of a point.
//!
//! A Chinese character is as wide as the font is high, all others are half of that, as in the Chinese fonts of reports.

use crate::content::{Content, Piece};
use crate::layout::{SheetCell, SheetRow};

/// Excel makes no row higher than 409 points; what does not fit is cut off on the screen, not in the cell.
const MAX_ROW: i64 = 8_175;
/// Distance of lines, in hundredths of the font size: what Excel gives Chinese fonts, and a little more.
const LINE: i64 = 138;
/// Space above and below the text of a cell.
const PADDING: i64 = 75;
/// Space left and right of the text of a cell.
const MARGIN: i64 = 90;

/// Sets the heights of all rows from the texts of the cells. A cell that spans rows asks its last row for what the others
/// do not give.
pub(crate) fn fit(rows: &mut [SheetRow], cells: &[SheetCell<'_>], columns: &[i32]) {
    for row in rows.iter_mut() {
        row.height = row.least.clamp(1, MAX_ROW);
    }
    let span = |cell: &SheetCell<'_>| cell.row as usize..(cell.row + cell.rows) as usize;
    for cell in cells.iter().filter(|cell| cell.rows == 1) {
        let row = &mut rows[cell.row as usize];
        row.height = row.height.max(needed(cell, columns).min(MAX_ROW));
    }
    for cell in cells.iter().filter(|cell| cell.rows > 1) {
        let covered = &mut rows[span(cell)];
        let given: i64 = covered.iter().map(|row| row.height).sum();
        let mut lacking = needed(cell, columns) - given;
        for row in covered.iter_mut().rev() {
            let added = lacking.clamp(0, MAX_ROW - row.height);
            row.height += added;
            lacking -= added;
        }
    }
}

/// Height of one line of text of this size in half-points.
pub(crate) fn line(half_points: u32) -> i64 {
    i64::from(half_points) * 10 * LINE / 100
}

fn needed(cell: &SheetCell<'_>, columns: &[i32]) -> i64 {
    let first = usize::from(cell.column);
    let width: i64 = columns[first..first + usize::from(cell.columns)].iter().copied().map(i64::from).sum();
    let size = cell.look.style.size;
    let text = match &cell.content {
        Content::Text(pieces) => wrapped(pieces, width - MARGIN - width / 50),
        Content::Blank | Content::Number(..) | Content::Date(..) => line(size),
    };
    text + PADDING + cell.space
}

/// Height of wrapped text.
fn wrapped(pieces: &[Piece<'_>], width: i64) -> i64 {
    let mut lines = Lines { width: width.max(1), used: 0, size: 0, done: 0 };
    let (mut word, mut previous) = (0, ' ');
    for piece in pieces {
        let size = piece.face.style.size;
        for c in piece.text.chars() {
            if c == '\n' || may_break(previous, c) {
                lines.add(word);
                word = 0;
            }
            lines.size = lines.size.max(size);
            if c == '\n' {
                lines.end();
                lines.size = size;
            } else {
                word += i64::from(size) * if is_wide(c) { 10 } else { 5 };
            }
            previous = c;
        }
    }
    lines.add(word);
    lines.end();
    lines.done
}

/// Lines that are being filled.
struct Lines {
    width: i64,
    used: i64,
    /// Largest font of the line.
    size: u32,
    /// Height of the lines that are full.
    done: i64,
}

impl Lines {
    /// Puts what cannot be broken on the line, or on the next; what is wider than a line is broken all the same.
    fn add(&mut self, word: i64) {
        if self.used > 0 && self.used + word > self.width {
            self.done += line(self.size);
            self.used = 0;
        }
        self.used += word;
        if self.used > self.width {
            let full = (self.used - 1) / self.width;
            self.done += full * line(self.size);
            self.used -= full * self.width;
        }
    }

    fn end(&mut self) {
        self.done += line(self.size);
        (self.used, self.size) = (0, 0);
    }
}

/// Whether a line may end between two characters: around Chinese ones, but not before closing or after opening signs.
fn may_break(before: char, after: char) -> bool {
    let closing = "，。、；：？！）】》”’％%)].,;:!?…";
    let opening = "（【《“‘([";
    !closing.contains(after) && !opening.contains(before) && (before == ' ' || is_wide(before) || is_wide(after))
}

fn is_wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF00}'..='\u{FF60}' | '\u{FFE0}'..='\u{FFE6}' | '\u{1F000}'..='\u{3FFFF}')
        || matches!(c, '—' | '…' | '“' | '”' | '‘' | '’' | '·' | '×' | '÷' | '≥' | '≤' | '≠' | '①'..='⑳' | '■'..='◿' | '☀'..='⛿' | '✓'..='✘')
}

#[cfg(test)]
mod tests {
    use jianbao_document::{Alignment, Fonts, LineSpacing, ParagraphStyle};

    use super::*;
    use crate::content::Face;

    fn style() -> ParagraphStyle {
        ParagraphStyle {
            title: "表格文字".to_owned(),
            fonts: Fonts { chinese: "宋体".to_owned(), latin: "宋体".to_owned() },
            size: 20,
            bold: false,
            align: Alignment::Left,
            line_spacing: LineSpacing::Multiple(100),
            first_line_chars: 0,
            indent_left: 0,
            indent_right: 0,
            space_before: 0,
            space_after: 0,
            outline_level: None,
            keep_with_next: false,
            snap_to_grid: false,
        }
    }

    #[test]
    fn text_is_wrapped_where_excel_wraps_it() {
        // A character is 200 wide: five to a line of 1000.
        let cases = [
            ("", 1),
            ("一二三四五", 1),
            ("一二三四五六", 2),
            ("1234567890", 1),
            ("一二三四五。", 2),
            ("一二三1234", 1),
            ("一二三12345", 2),
            ("abcdefghijklmnopqrstu", 3),
            ("一\n二\n三", 3),
            ("a b c d e f g h", 2),
            ("\n", 2),
        ];
        let style = style();
        for (text, lines) in cases {
            let piece = Piece { text: text.to_owned(), face: Face::of(&style, false) };
            let expected = if text.is_empty() { 0 } else { lines * line(20) };
            let found = wrapped(&[piece], 1000);
            assert_eq!(found, expected, "{text}");
        }
    }
}
