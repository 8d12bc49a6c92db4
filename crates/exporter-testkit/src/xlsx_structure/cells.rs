//! Rows and cells of a sheet.

use super::Context;
use super::ranges::position;
use crate::defect::{Defect, DefectKind};
use crate::tree::Node;

/// Checks the cells of a sheet; gives how many refer to a shared string.
pub(super) fn check(part: &str, sheet: &Node, context: &Context, defects: &mut Vec<Defect>) -> usize {
    let mut strings = 0;
    let mut above = 0;
    for row in sheet.child("sheetData").into_iter().flat_map(|data| data.all("row")) {
        let number = row.attribute("r").and_then(|number| number.parse().ok()).unwrap_or(0);
        if number <= above {
            let message = format!("row {number} does not come after row {above}");
            defects.push(Defect::new(DefectKind::CellOrder, part, message));
        }
        above = number;
        format(part, row, "s", context, defects);
        let mut left = 0;
        for cell in row.all("c") {
            let place = cell.attribute("r").unwrap_or_default();
            match position(place) {
                Some((row, column)) if row == number && column > left => left = column,
                _ => {
                    let message = format!("the cell `{place}` is not where it belongs");
                    defects.push(Defect::new(DefectKind::CellOrder, part, message));
                }
            }
            format(part, cell, "s", context, defects);
            strings += usize::from(cell.attribute("t") == Some("s"));
            value(part, place, cell, context, defects);
            if let Some(formula) = cell.child("f") {
                context.formula(part, &formula.text, defects);
            }
        }
    }
    for column in sheet.child("cols").into_iter().flat_map(|columns| columns.all("col")) {
        format(part, column, "style", context, defects);
    }
    strings
}

fn format(part: &str, node: &Node, key: &str, context: &Context, defects: &mut Vec<Defect>) {
    let index = node.attribute(key).map_or(Some(0), |index| index.parse().ok());
    if index.is_none_or(|index| index >= context.formats && context.formats > 0) {
        let message = format!("`{}` has a format that does not exist", node.name);
        defects.push(Defect::new(DefectKind::Style, part, message));
    }
}

fn value(part: &str, place: &str, cell: &Node, context: &Context, defects: &mut Vec<Defect>) {
    let Some(value) = cell.child("v").map(|value| value.text.as_str()) else { return };
    let kind = cell.attribute("t").unwrap_or("n");
    if kind == "s" {
        if value.parse().map_or(true, |index: usize| index >= context.strings) {
            let message = format!("the cell `{place}` names the shared string {value}, which does not exist");
            defects.push(Defect::new(DefectKind::SharedString, part, message));
        }
        return;
    }
    let good = match kind {
        "n" => value.parse().is_ok_and(f64::is_finite),
        "b" => matches!(value, "0" | "1"),
        "e" => value.starts_with('#'),
        "str" | "d" => true,
        _ => false,
    };
    if !good {
        let message = format!("the cell `{place}` of type `{kind}` holds `{value}`");
        defects.push(Defect::new(DefectKind::CellValue, part, message));
    }
}
