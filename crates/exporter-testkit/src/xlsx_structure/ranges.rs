//! Ranges of a sheet: its extent, merged cells, page breaks.

use super::counted;
use crate::defect::{Defect, DefectKind};
use crate::tree::Node;

const MAX_ROW: u32 = 1_048_576;
const MAX_COLUMN: u32 = 16_384;

/// First and last row, first and last column; all from 1.
type Range = (u32, u32, u32, u32);

pub(super) fn check(part: &str, sheet: &Node, defects: &mut Vec<Defect>) {
    let merged = merged(part, sheet, defects);
    for breaks in ["rowBreaks", "colBreaks"].iter().filter_map(|name| sheet.child(name)) {
        counted(part, breaks, "count", breaks.all("brk").count(), defects);
    }
    dimension(part, sheet, &merged, defects);
}

/// The merged ranges, checked.
fn merged(part: &str, sheet: &Node, defects: &mut Vec<Defect>) -> Vec<Range> {
    let Some(node) = sheet.child("mergeCells") else { return Vec::new() };
    counted(part, node, "count", node.all("mergeCell").count(), defects);
    let mut ranges = Vec::new();
    for merge in node.all("mergeCell") {
        let text = merge.attribute("ref").unwrap_or_default();
        match range(text) {
            Some(range) if range.0 < range.1 || range.2 < range.3 => ranges.push(range),
            _ => {
                let message = format!("the merged range `{text}` is malformed or a single cell");
                defects.push(Defect::new(DefectKind::MergedRange, part, message));
            }
        }
    }
    ranges.sort_unstable();
    for (index, first) in ranges.iter().enumerate() {
        // Sorted by their first rows: those that start below the last row of this one cannot overlap it.
        let near = ranges[index + 1..].iter().take_while(|second| second.0 <= first.1);
        for second in near.filter(|second| second.2 <= first.3 && first.2 <= second.3) {
            let message = format!("the merged ranges {first:?} and {second:?} overlap");
            defects.push(Defect::new(DefectKind::MergedRange, part, message));
        }
    }
    ranges
}

fn dimension(part: &str, sheet: &Node, merged: &[Range], defects: &mut Vec<Defect>) {
    let Some(node) = sheet.child("dimension") else { return };
    let text = node.attribute("ref").unwrap_or_default();
    let Some(extent) = range(text) else {
        let message = format!("the extent `{text}` is malformed");
        defects.push(Defect::new(DefectKind::Dimension, part, message));
        return;
    };
    let rows = sheet.child("sheetData").into_iter().flat_map(|data| data.all("row"));
    let cells = rows.flat_map(|row| row.all("c")).filter_map(|cell| position(cell.attribute("r")?));
    let inside =
        |(row, column): (u32, u32)| (extent.0..=extent.1).contains(&row) && (extent.2..=extent.3).contains(&column);
    let corners = merged.iter().flat_map(|range| [(range.0, range.2), (range.1, range.3)]);
    if let Some((row, column)) = cells.chain(corners).find(|place| !inside(*place)) {
        let message = format!("the extent `{text}` does not cover row {row}, column {column}");
        defects.push(Defect::new(DefectKind::Dimension, part, message));
    }
}

fn range(text: &str) -> Option<Range> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let (first, last) = (position(first)?, position(last)?);
    (first.0 <= last.0 && first.1 <= last.1).then_some((first.0, last.0, first.1, last.1))
}

/// Row and column of a cell, both from 1: `B3` is (3, 2).
pub(super) fn position(cell: &str) -> Option<(u32, u32)> {
    let digits = cell.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = cell.split_at(digits);
    if letters.is_empty() || letters.len() > 3 || !letters.bytes().all(|b| b.is_ascii_uppercase()) {
        return None;
    }
    let column = letters.bytes().fold(0, |column, letter| column * 26 + u32::from(letter - b'A') + 1);
    let row = digits.parse().ok().filter(|row| (1..=MAX_ROW).contains(row) && !digits.starts_with('0'))?;
    (column <= MAX_COLUMN).then_some((row, column))
}

#[cfg(test)]
mod tests {
    use super::position;

    #[test]
    fn cells_have_places() {
        let cases = [("A1", Some((1, 1))), ("XFD1048576", Some((1_048_576, 16_384))), ("AB10", Some((10, 28)))];
        let bad = ["", "A", "1", "a1", "A0", "A01", "XFE1", "A1048577", "A1B", "中1"];
        for (cell, place) in cases.into_iter().chain(bad.map(|cell| (cell, None))) {
            assert_eq!(position(cell), place, "{cell}");
        }
    }
}
