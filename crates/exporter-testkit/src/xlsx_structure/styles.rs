//! The formats of cells.

use super::counted;
use crate::defect::{Defect, DefectKind};
use crate::parts::Trees;
use crate::tree::Node;

const STYLES: &str = "xl/styles.xml";
/// Numbers below this are formats of Excel's own.
const FIRST_OWN: u32 = 164;
/// What a cell format refers to: attribute, list, item.
const LISTS: [(&str, &str, &str); 3] =
    [("fontId", "fonts", "font"), ("fillId", "fills", "fill"), ("borderId", "borders", "border")];

/// Checks the cell formats; gives how many there are.
pub(super) fn check(trees: &Trees, defects: &mut Vec<Defect>) -> usize {
    let Some(styles) = trees.get(STYLES) else { return 0 };
    let own: Vec<&str> = styles
        .child("numFmts")
        .into_iter()
        .flat_map(|formats| formats.all("numFmt"))
        .filter_map(|format| format.attribute("numFmtId"))
        .collect();
    let formats: Vec<&Node> = styles.child("cellXfs").map(|list| list.all("xf").collect()).unwrap_or_default();
    for list in LISTS.iter().filter_map(|(_, list, item)| Some((styles.child(list)?, item))) {
        counted(STYLES, list.0, "count", list.0.all(list.1).count(), defects);
    }
    if let Some(list) = styles.child("cellXfs") {
        counted(STYLES, list, "count", formats.len(), defects);
    }
    for format in &formats {
        for (key, list, item) in LISTS {
            let there = styles.child(list).map_or(0, |list| list.all(item).count());
            let index = format.attribute(key).map_or(Some(0), |index| index.parse().ok());
            if index.is_none_or(|index| index >= there) {
                let message = format!("a cell format has a {item} that does not exist");
                defects.push(Defect::new(DefectKind::Style, STYLES, message));
            }
        }
        let number = format.attribute("numFmtId").unwrap_or("0");
        let known = number.parse().is_ok_and(|id: u32| id < FIRST_OWN) || own.contains(&number);
        if !known {
            let message = format!("a cell format has the number format {number}, which does not exist");
            defects.push(Defect::new(DefectKind::Style, STYLES, message));
        }
    }
    formats.len()
}
