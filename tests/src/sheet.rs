//! A page as lines that people can type: what is expected of a form, and what a produced file shows.
//!
//! A paragraph is a line; empty ones do not count. A row of a table is `| cell | cell |`. `<3>` after a cell's text says
//! that it spans three columns, `^` instead of a text that the cell continues the one above, `¶` that a new line starts
//! in it.

use jianbao_exporter_testkit::docx_text::{TextBlock, TextCell, blocks};

/// The lines of a Word file. A merged cell is told apart from its repetition at the top of a page by what is expected.
///
/// # Errors
///
/// If the bytes are no Word file, or a text of it cannot be told from the signs of the lines.
pub fn word_lines(bytes: &[u8], expected: &[String]) -> Result<Vec<String>, String> {
    let mut lines = Vec::new();
    for block in blocks(bytes)? {
        match block {
            TextBlock::Paragraph(text) => lines.extend(paragraph(&text)?),
            TextBlock::Table(rows) => {
                let mut above = Vec::new();
                for row in rows {
                    let wanted = expected.get(lines.len()).map_or("", String::as_str);
                    lines.push(table_row(&row, &mut above, wanted)?);
                }
            }
        }
    }
    Ok(lines)
}

fn paragraph(text: &str) -> Result<Option<String>, String> {
    let text = normal(text);
    if text.starts_with('|') {
        return Err(format!("a paragraph looks like a row of a table: {text}"));
    }
    Ok(Some(text).filter(|text| !text.is_empty()))
}

/// The line of a row; `above` holds the text that stands over each column.
fn table_row(cells: &[TextCell], above: &mut Vec<String>, wanted: &str) -> Result<String, String> {
    let (mut line, mut column, wanted) = ("|".to_owned(), 0, wanted_cells(wanted));
    for (index, cell) in cells.iter().enumerate() {
        if cell.text.contains(['|', '^', '<']) {
            return Err(format!("a cell holds a sign of the lines: {}", cell.text));
        }
        let text = normal(&cell.text);
        let repeats = || wanted.get(index) == Some(&"^") && !text.is_empty() && above.get(column) == Some(&text);
        let shown = if cell.continues || repeats() { "^" } else { &text };
        line.push_str(&shown_cell(shown, cell.columns));
        if !cell.continues {
            above.resize(above.len().max(column + cell.columns), String::new());
            above[column..column + cell.columns].fill(text);
        }
        column += cell.columns;
    }
    Ok(squeezed(&line))
}

/// A cell as it stands in a line, with the bar after it.
pub(crate) fn shown_cell(text: &str, columns: usize) -> String {
    let span = if columns == 1 { String::new() } else { format!("<{columns}>") };
    format!(" {text} {span} |")
}

/// The texts of the cells of an expected row, without their spans.
pub(crate) fn wanted_cells(line: &str) -> Vec<&str> {
    let without_span = |cell| match str::rsplit_once(cell, '<') {
        Some((text, span)) if span.ends_with('>') => text.trim_end(),
        _ => cell,
    };
    line.split('|').skip(1).map(|cell| without_span(cell.trim())).collect()
}

/// The lines of an expectation.
#[must_use]
pub fn expected_lines(text: &str) -> Vec<String> {
    text.lines().map(squeezed).filter(|line| !line.is_empty()).collect()
}

pub(crate) fn normal(text: &str) -> String {
    squeezed(&text.trim_ascii().replace('\n', "¶"))
}

/// ASCII spaces are folded, because nobody can see how many of them are typed; an ideographic space is a character.
pub(crate) fn squeezed(line: &str) -> String {
    line.split([' ', '\t']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_show_spans_and_merges() {
        let cell = |text: &str, columns, continues| TextCell { text: text.to_owned(), columns, continues };
        let row = [cell("甲 \n乙", 1, false), cell("", 1, false), cell("丙", 3, false), cell("", 2, true)];
        let mut above = Vec::new();
        assert_eq!(table_row(&row, &mut above, ""), Ok("| 甲 ¶乙 | | 丙 <3> | ^ <2> |".to_owned()));
        let next = [cell("甲 \n乙", 1, false), cell("", 1, false), cell("丁", 3, false), cell("戊", 2, false)];
        let repeated = table_row(&next, &mut above, "| ^ | ^ | ^ <3> | ^ <2> |");
        assert_eq!(repeated, Ok("| ^ | | 丁 <3> | 戊 <2> |".to_owned()));
        assert_eq!(expected_lines("\n|甲|  乙 |\n\n  x   y\n"), ["|甲| 乙 |", "x y"]);
        assert_eq!(wanted_cells("| 年度资金总额： <3> | <2> | 1 |"), ["年度资金总额：", "", "1", ""]);
        assert!(table_row(&[cell("a | b", 1, false)], &mut above, "").is_err());
        assert!(paragraph("| a |").is_err());
        assert_eq!(paragraph(" \n"), Ok(None));
    }
}
