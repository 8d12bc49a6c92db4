//! A Markdown table from texts that are Markdown already.

use jianbao_exporter_sdk::document::Alignment;
use unicode_width::UnicodeWidthStr as _;

use crate::options::TableStyle;

/// The first of `rows` is the head, which every Markdown table has.
pub(crate) fn write(rows: &[Vec<String>], alignments: &[Option<Alignment>], style: TableStyle) -> String {
    let widths: Vec<usize> = match style {
        TableStyle::Compact => vec![0; alignments.len()],
        TableStyle::Aligned => (0..alignments.len()).map(|column| widest(rows, column).max(3)).collect(),
    };
    let mut lines: Vec<String> = rows.iter().map(|row| line(row, &widths)).collect();
    let rules: Vec<String> = alignments.iter().zip(&widths).map(|(one, width)| rule(*one, *width)).collect();
    lines.insert(1.min(lines.len()), line(&rules, &widths));
    lines.concat()
}

fn widest(rows: &[Vec<String>], column: usize) -> usize {
    rows.iter().map(|row| row[column].width()).max().unwrap_or_default()
}

fn line(cells: &[String], widths: &[usize]) -> String {
    let mut out = String::from("|");
    for (text, width) in cells.iter().zip(widths) {
        let padding = " ".repeat(width.saturating_sub(text.width()));
        out.push_str(&format!(" {text}{padding} |"));
    }
    out.push('\n');
    out
}

fn rule(alignment: Option<Alignment>, width: usize) -> String {
    let (start, end) = match alignment {
        Some(Alignment::Left) => (":", ""),
        Some(Alignment::Centre) => (":", ":"),
        Some(Alignment::Right) => ("", ":"),
        Some(Alignment::Justify) | None => ("", ""),
    };
    format!("{start}{}{end}", "-".repeat(width.max(3) - start.len() - end.len()))
}
