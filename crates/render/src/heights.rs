//! How high rows and paragraphs will be, estimated from their text.
//!
//! Only the word processor knows its lines; an estimate that is a little high is enough to decide where a page must end.
//! Lengths are in twentieths of a point; nothing here is a fraction.

use jianbao_document::{CellParagraph, Inline, LineSpacing, ParagraphStyle, Styles, Table, plain_text};

use crate::words::is_wide;

/// Distance of text from the left and right border of a cell, together, and from the upper and lower one.
const BESIDE_TEXT: i32 = 120;
const AROUND_LINES: i32 = 25;
/// Height of a line in hundredths of the font size where a style does not fix it: what Chinese fonts take.
const LINE: i32 = 135;
/// Width of a character that is not full-width, in hundredths of the font size.
const NARROW: i32 = 55;

/// Heights of all rows of a table. A cell that spans rows makes the last of them as high as it still needs.
pub(crate) fn rows(table: &Table, styles: &Styles) -> Vec<i32> {
    let mut heights: Vec<i32> = table.rows.iter().map(|row| row.height.unwrap_or(0)).collect();
    let mut taken_until = vec![0_usize; table.columns.len()];
    let mut spanning = Vec::new();
    for (index, row) in table.rows.iter().enumerate() {
        let mut column = 0;
        for cell in &row.cells {
            while column < taken_until.len() && taken_until[column] > index {
                column += 1;
            }
            let end = (column + cell.column_span as usize).min(taken_until.len());
            let bottom = (index + cell.row_span as usize).min(heights.len());
            taken_until[column..end].fill(bottom);
            let width: i32 = table.columns[column..end].iter().map(|column| column.width).sum();
            let needed = paragraphs(&cell.paragraphs, &table.cell_style, styles, width - BESIDE_TEXT) + AROUND_LINES;
            if cell.row_span == 1 {
                heights[index] = heights[index].max(needed);
            } else {
                spanning.push((index, bottom, needed));
            }
            column = end;
        }
    }
    for (top, bottom, needed) in spanning {
        let there: i32 = heights[top..bottom].iter().fold(0, |sum, height| sum.saturating_add(*height));
        if let Some(last) = heights[top..bottom].last_mut() {
            *last = last.saturating_add((needed - there).max(0));
        }
    }
    heights
}

fn paragraphs(paragraphs: &[CellParagraph], cell_style: &str, styles: &Styles, width: i32) -> i32 {
    let one = |paragraph: &CellParagraph| {
        let name = paragraph.style.as_deref().unwrap_or(cell_style);
        styles.paragraphs.get(name).map_or(0, |style| paragraph_height(style, &paragraph.inlines, width))
    };
    let empty = || styles.paragraphs.get(cell_style).map_or(0, |style| paragraph_height(style, &[], width));
    if paragraphs.is_empty() { empty() } else { paragraphs.iter().map(one).fold(0, i32::saturating_add) }
}

/// Height of a paragraph in a width.
pub(crate) fn paragraph_height(style: &ParagraphStyle, inlines: &[Inline], width: i32) -> i32 {
    let size = i32::try_from(style.size).unwrap_or(i32::MAX / 1000).saturating_mul(10);
    let line = match style.line_spacing {
        LineSpacing::Exact(line) => line,
        LineSpacing::Multiple(percent) => {
            let percent = i32::try_from(percent).unwrap_or(100);
            (size.saturating_mul(LINE) / 100).saturating_mul(percent) / 100
        }
    };
    let width = (width - style.indent_left - style.indent_right).max(size);
    let indent = style.first_line_chars.saturating_mul(size) / 100;
    let text = plain_text(inlines);
    let lines = text.split('\n').map(|line| lines(line, size, width, indent)).fold(0, i32::saturating_add);
    line.saturating_mul(lines).saturating_add(style.space_before).saturating_add(style.space_after)
}

/// Lines of a text without line breaks: at least one.
fn lines(text: &str, size: i32, width: i32, indent: i32) -> i32 {
    let narrow = size.saturating_mul(NARROW) / 100;
    let (mut count, mut at) = (1_i32, indent);
    for character in text.chars() {
        let advance = if is_wide(character) { size } else { narrow };
        if at.saturating_add(advance) > width {
            count = count.saturating_add(1);
            at = 0;
        }
        at = at.saturating_add(advance);
    }
    count
}
