//! Checks of an `.xlsx` file that a validation against the schemas does not make.

mod cells;
mod ranges;
mod styles;
mod workbook;

use std::collections::BTreeSet;

pub use crate::defect::{Defect, DefectKind};

use crate::parts::{self, Trees};
use crate::tree::Node;

/// Parts that every Excel file has.
const REQUIRED: [&str; 3] = ["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"];
const STRINGS: &str = "xl/sharedStrings.xml";

/// Finds everything wrong with an `.xlsx` file; an empty list is a good file. Never panics, whatever the bytes.
#[must_use]
pub fn check_xlsx(bytes: &[u8]) -> Vec<Defect> {
    let mut defects = Vec::new();
    let (_, trees) = parts::read(bytes, &REQUIRED, &mut defects);
    let sheets = workbook::check(&trees, &mut defects);
    let context = Context { strings: string_count(&trees), formats: styles::check(&trees, &mut defects), sheets };
    let mut used = 0;
    for (name, tree) in trees.iter().filter(|(_, tree)| tree.name == "worksheet") {
        used += cells::check(name, tree, &context, &mut defects);
        ranges::check(name, tree, &mut defects);
    }
    strings(&trees, used, &mut defects);
    charts(&trees, &context, &mut defects);
    defects
}

/// What the cells of all sheets refer to.
struct Context {
    /// Number of shared strings.
    strings: usize,
    /// Number of cell formats.
    formats: usize,
    /// Names of the sheets, in lower case.
    sheets: BTreeSet<String>,
}

impl Context {
    fn formula(&self, part: &str, formula: &str, defects: &mut Vec<Defect>) {
        for sheet in workbook::sheets_in(formula) {
            if !self.sheets.contains(&sheet.to_lowercase()) {
                let message = format!("`{formula}` refers to the sheet `{sheet}`, which does not exist");
                defects.push(Defect::new(DefectKind::SheetReference, part, message));
            }
        }
    }
}

fn string_count(trees: &Trees) -> usize {
    trees.get(STRINGS).map_or(0, |tree| tree.all("si").count())
}

/// The counts of the shared strings; `used` is how often cells refer to them.
fn strings(trees: &Trees, used: usize, defects: &mut Vec<Defect>) {
    let Some(tree) = trees.get(STRINGS) else { return };
    for (key, found) in [("count", used), ("uniqueCount", tree.all("si").count())] {
        counted(STRINGS, tree, key, found, defects);
    }
}

/// Compares an optional attribute that states a count.
fn counted(part: &str, node: &Node, key: &str, found: usize, defects: &mut Vec<Defect>) {
    let stated = node.attribute(key);
    if stated.is_some_and(|stated| stated.parse() != Ok(found)) {
        let message = format!("`{}` states `{key}` {}, there are {found}", node.name, stated.unwrap_or_default());
        defects.push(Defect::new(DefectKind::Count, part, message));
    }
}

fn charts(trees: &Trees, context: &Context, defects: &mut Vec<Defect>) {
    for (name, tree) in trees.iter().filter(|(_, tree)| tree.name == "c:chartSpace") {
        tree.walk(&mut |node| {
            if node.name == "c:f" {
                context.formula(name, &node.text, defects);
            }
        });
    }
}
