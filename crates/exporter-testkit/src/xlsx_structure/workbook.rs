//! The workbook: sheets, their names and parts, defined names.

use std::collections::BTreeSet;

use crate::defect::{Defect, DefectKind};
use crate::package::resolve;
use crate::parts::Trees;
use crate::tree::Node;

const WORKBOOK: &str = "xl/workbook.xml";
const RELATIONSHIPS: &str = "xl/_rels/workbook.xml.rels";
/// Excel takes no longer name, counted in UTF-16.
const MAX_NAME: usize = 31;

/// Checks the workbook; gives the names of its sheets in lower case.
pub(super) fn check(trees: &Trees, defects: &mut Vec<Defect>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let Some(workbook) = trees.get(WORKBOOK) else { return names };
    let sheets: Vec<&Node> = workbook.child("sheets").map(|sheets| sheets.all("sheet").collect()).unwrap_or_default();
    if sheets.is_empty() {
        defects.push(Defect::new(DefectKind::SheetPart, WORKBOOK, "the workbook has no sheet"));
    }
    let mut numbers = BTreeSet::new();
    for sheet in &sheets {
        let name = sheet.attribute("name").unwrap_or_default();
        if let Some(reason) = refused(name) {
            defects.push(Defect::new(DefectKind::SheetName, WORKBOOK, format!("the sheet name `{name}` {reason}")));
        }
        if !names.insert(name.to_lowercase()) {
            defects.push(Defect::new(DefectKind::SheetName, WORKBOOK, format!("the sheet name `{name}` is taken")));
        }
        if !numbers.insert(sheet.attribute("sheetId").unwrap_or_default()) {
            defects.push(Defect::new(DefectKind::SheetPart, WORKBOOK, format!("the number of `{name}` is taken")));
        }
        if !is_worksheet(trees, sheet.attribute("r:id").unwrap_or_default()) {
            defects.push(Defect::new(DefectKind::SheetPart, WORKBOOK, format!("the sheet `{name}` has no part")));
        }
    }
    for defined in workbook.child("definedNames").into_iter().flat_map(|names| names.all("definedName")) {
        let local = defined.attribute("localSheetId").map_or(Some(0), |number| number.parse().ok());
        let missing = sheets_in(&defined.text).into_iter().find(|sheet| !names.contains(&sheet.to_lowercase()));
        if missing.is_some() || local.is_none_or(|number| number >= sheets.len()) {
            let message = format!("the defined name `{}` refers to a sheet that does not exist", defined.text);
            defects.push(Defect::new(DefectKind::SheetReference, WORKBOOK, message));
        }
    }
    names
}

/// Why Excel does not take a name.
fn refused(name: &str) -> Option<&'static str> {
    if name.is_empty() || name.encode_utf16().count() > MAX_NAME {
        return Some("is empty or longer than 31 characters");
    }
    if name.contains(['[', ']', ':', '*', '?', '/', '\\']) {
        return Some("holds a character that Excel forbids");
    }
    if name.starts_with('\'') || name.ends_with('\'') {
        return Some("begins or ends with an apostrophe");
    }
    name.eq_ignore_ascii_case("history").then_some("is one that Excel keeps for itself")
}

fn is_worksheet(trees: &Trees, id: &str) -> bool {
    let relationships = trees.get(RELATIONSHIPS).into_iter().flat_map(|tree| tree.all("Relationship"));
    let target =
        relationships.filter(|node| node.attribute("Id") == Some(id)).find_map(|node| node.attribute("Target"));
    let part = target.and_then(|target| trees.get(&resolve(WORKBOOK, target)));
    part.is_some_and(|tree| matches!(tree.name.as_str(), "worksheet" | "chartsheet"))
}

/// The names of sheets in a formula.
pub(super) fn sheets_in(formula: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut chars = formula.chars().peekable();
    let mut word = String::new();
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                chars.by_ref().find(|c| *c == '"');
                word.clear();
            }
            '\'' => {
                word.clear();
                while let Some(c) = chars.next() {
                    if c == '\'' && chars.next_if_eq(&'\'').is_none() {
                        break;
                    }
                    word.push(c);
                }
            }
            '!' => found.push(std::mem::take(&mut word)),
            c if c.is_alphanumeric() || matches!(c, '_' | '.') => word.push(c),
            _ => word.clear(),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::sheets_in;

    #[test]
    fn sheets_are_found_in_formulas() {
        let cases: [(&str, &[&str]); 5] = [
            ("SUM(A1:B2)", &[]),
            ("资金表!$A$1:$B$2", &["资金表"]),
            ("'甲''乙 1'!A1+SUM(表.2!B1,'x!y'!C1)", &["甲'乙 1", "表.2", "x!y"]),
            ("IF(A1=\"a!b\",1,2)", &[]),
            ("'open", &[]),
        ];
        for (formula, sheets) in cases {
            assert_eq!(sheets_in(formula), sheets, "{formula}");
        }
    }
}
