//! An Excel workbook as the lines of a page, so that it can be compared with the same expectation as the Word file.
//!
//! A number has no text in a workbook, only a value and a format: it shows what is expected of it where it is that number,
//! rounded as the expectation is, and its own digits elsewhere. That the format shows these digits is not looked at here.

use std::io::Cursor;
use std::str::FromStr as _;

use calamine::{Data, Dimensions, Range, Reader as _, Xlsx, XlsxError, open_workbook_from_rs};
use rust_decimal::{Decimal, RoundingStrategy};

use crate::sheet::{normal, shown_cell, squeezed, wanted_cells};

/// The lines of a workbook's sheets, one after the other.
///
/// # Errors
///
/// If the bytes are no workbook.
pub fn workbook_lines(bytes: &[u8], expected: &[String]) -> Result<Vec<String>, String> {
    let mut workbook: Xlsx<_> =
        open_workbook_from_rs(Cursor::new(bytes)).map_err(|error: XlsxError| error.to_string())?;
    let mut lines = Vec::new();
    for name in workbook.sheet_names() {
        let range = workbook.worksheet_range(&name).map_err(|error| error.to_string())?;
        let merged = workbook.merge_cells_by_sheet_name(&name).map_err(|error| error.to_string())?;
        let sheet = Sheet { range, merged };
        let (rows, columns) = sheet.size();
        let mut above = vec![String::new(); usize::try_from(columns).unwrap_or(0)];
        for row in 0..rows {
            let wanted = expected.get(lines.len()).map_or("", String::as_str);
            lines.extend(sheet.line(row, &mut above, wanted));
        }
    }
    Ok(lines)
}

struct Sheet {
    range: Range<Data>,
    merged: Vec<Dimensions>,
}

impl Sheet {
    /// Rows and columns that hold something.
    fn size(&self) -> (u32, u32) {
        let merged = self.merged.iter().map(|region| region.end);
        let ends: Vec<(u32, u32)> = self.range.end().into_iter().chain(merged).collect();
        let most = |part: fn(&(u32, u32)) -> u32| ends.iter().map(part).max().map_or(0, |last| last + 1);
        (most(|end| end.0), most(|end| end.1))
    }

    /// The line of a row: a row of a table where one is wanted, otherwise the text of a paragraph, and nothing for an
    /// empty row that nobody wants. `above` holds the text that stands over each column: a merged cell that is repeated at
    /// the top of a page is one cell.
    fn line(&self, row: u32, above: &mut [String], wanted: &str) -> Option<String> {
        let cells = wanted_cells(wanted);
        let (mut line, mut text, mut column) = ("|".to_owned(), String::new(), 0);
        for index in 0.. {
            let Some(over) = above.get_mut(column..).filter(|over| !over.is_empty()) else { break };
            let place = (row, u32::try_from(column).unwrap_or(u32::MAX));
            let region = self.merged.iter().find(|region| region.contains(place.0, place.1));
            let span = region.map_or(1, |region| usize::try_from(region.end.1 - region.start.1 + 1).unwrap_or(1));
            let wanted = cells.get(index).copied().unwrap_or(wanted);
            let shown = if region.is_some_and(|region| region.start.0 < row) {
                "^".to_owned()
            } else {
                let shown = self.shown(place, wanted);
                let repeats = wanted == "^" && !shown.is_empty() && over[0] == shown;
                over[..span].fill(shown.clone());
                if repeats { "^".to_owned() } else { shown }
            };
            text.push_str(if shown == "^" { "" } else { &shown });
            line.push_str(&shown_cell(&shown, span));
            column += span;
        }
        let line = squeezed(&line);
        match (wanted.starts_with('|'), text.is_empty()) {
            (true, false) => Some(line),
            (true, true) => Some(line).filter(|line| line.contains('^') || line == wanted),
            (false, false) => Some(text),
            (false, true) => None,
        }
    }

    fn shown(&self, place: (u32, u32), wanted: &str) -> String {
        match self.range.get_value(place) {
            None | Some(Data::Empty) => String::new(),
            Some(Data::Float(number)) => as_wanted(&number.to_string(), wanted),
            Some(Data::DateTime(day)) => {
                let (year, month, day, ..) = day.to_ymd_hms_milli();
                format!("{year}年{month}月{day}日")
            }
            Some(other) => normal(&other.to_string()),
        }
    }
}

/// A stored number as the wanted text, if it is that number; otherwise its own digits.
fn as_wanted(stored: &str, wanted: &str) -> String {
    let digits = wanted.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '-')).unwrap_or(wanted.len());
    let (number, unit) = wanted.split_at(digits);
    let (Ok(stored), Ok(number)) = (Decimal::from_str(stored), Decimal::from_str(number)) else {
        return stored.to_owned();
    };
    let shown = if unit.starts_with('%') { stored * Decimal::ONE_HUNDRED } else { stored };
    let rounded = shown.round_dp_with_strategy(number.scale(), RoundingStrategy::MidpointAwayFromZero);
    if rounded == number { wanted.to_owned() } else { format!("{}{unit}", shown.normalize()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_compared_at_the_precision_of_the_expectation() {
        for (stored, wanted, shown) in [
            ("624.65005", "624.65", "624.65"),
            ("624.655", "624.65", "624.655"),
            ("0.594904809523809", "59.49%", "59.49%"),
            ("0.5951", "59.49%", "59.51%"),
            ("-0.4", "-40.00%", "-40.00%"),
            ("86", "≥86公里", "86"),
            ("3420", "3420元/立方米", "3420元/立方米"),
            ("7", "", "7"),
        ] {
            assert_eq!(as_wanted(stored, wanted), shown);
        }
    }
}
