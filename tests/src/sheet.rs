//! A page as lines that people can type: what is expected of a form, and what a produced file shows.
//!
//! A paragraph is a line; empty ones do not count. A row of a table is `| cell | cell |`. `<3>` after a cell's text says
//! that it spans three columns, `^` instead of a text that the cell continues the one above, `¶` that a new line starts
//! in it.

use jianbao_exporter_testkit::docx_text::{TextBlock, TextCell, blocks};

/// The lines of a Word file.
///
/// # Errors
///
/// If the bytes are no Word file, or a text of it cannot be told from the signs of the lines.
pub fn word_lines(bytes: &[u8]) -> Result<Vec<String>, String> {
    let mut lines = Vec::new();
    for block in blocks(bytes)? {
        match block {
            TextBlock::Paragraph(text) => lines.extend(paragraph(&text)?),
            TextBlock::Table(rows) => {
                for row in rows {
                    lines.push(table_row(&row)?);
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

fn table_row(cells: &[TextCell]) -> Result<String, String> {
    let mut line = "|".to_owned();
    for cell in cells {
        if cell.text.contains(['|', '^', '<']) {
            return Err(format!("a cell holds a sign of the lines: {}", cell.text));
        }
        let text = if cell.continues { "^".to_owned() } else { normal(&cell.text) };
        let span = if cell.columns == 1 { String::new() } else { format!("<{}>", cell.columns) };
        let parts: Vec<String> = [text, span].into_iter().filter(|part| !part.is_empty()).collect();
        line.push_str(&format!(" {} |", parts.join(" ")));
    }
    Ok(squeezed(&line))
}

/// The lines of an expectation.
#[must_use]
pub fn expected_lines(text: &str) -> Vec<String> {
    text.lines().map(squeezed).filter(|line| !line.is_empty()).collect()
}

fn normal(text: &str) -> String {
    squeezed(&text.trim_ascii().replace('\n', "¶"))
}

/// ASCII spaces are folded, because nobody can see how many of them are typed; an ideographic space is a character.
fn squeezed(line: &str) -> String {
    line.split([' ', '\t']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_show_spans_and_merges() {
        let cell = |text: &str, columns, continues| TextCell { text: text.to_owned(), columns, continues };
        let row = [cell("甲 \n乙", 1, false), cell("", 1, false), cell("丙", 3, false), cell("", 2, true)];
        assert_eq!(table_row(&row), Ok("| 甲 ¶乙 | | 丙 <3> | ^ <2> |".to_owned()));
        assert_eq!(expected_lines("\n|甲|  乙 |\n\n  x   y\n"), ["|甲| 乙 |", "x y"]);
        assert!(table_row(&[cell("a | b", 1, false)]).is_err());
        assert!(paragraph("| a |").is_err());
        assert_eq!(paragraph(" \n"), Ok(None));
    }
}
