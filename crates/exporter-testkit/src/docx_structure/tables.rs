//! Tables: cells, grid and merges.

use crate::defect::{Defect, DefectKind};
use crate::tree::Node;

pub(super) fn check(part: &str, tree: &Node, defects: &mut Vec<Defect>) {
    let mut number = 0;
    tree.walk(&mut |node| match node.name.as_str() {
        "w:tbl" => {
            number += 1;
            table(part, number, node, defects);
        }
        "w:body" | "w:hdr" | "w:ftr" | "w:tc" => touching(part, node, defects),
        _ => {}
    });
}

/// Tables without a paragraph between become one when Word opens the file.
fn touching(part: &str, container: &Node, defects: &mut Vec<Defect>) {
    let mut blocks = container.children.iter().filter(|node| matches!(node.name.as_str(), "w:p" | "w:tbl" | "w:sdt"));
    let mut after_table = false;
    for block in blocks.by_ref() {
        if after_table && block.name == "w:tbl" {
            defects.push(Defect::new(DefectKind::TablesTouch, part, "two tables have no paragraph between them"));
        }
        after_table = block.name == "w:tbl";
    }
    if after_table && container.name != "w:tc" {
        defects.push(Defect::new(DefectKind::TablesTouch, part, "nothing follows the last table"));
    }
}

fn table(part: &str, number: usize, table: &Node, defects: &mut Vec<Defect>) {
    let columns = table.child("w:tblGrid").map_or(0, |grid| grid.all("w:gridCol").count());
    // For every column, the span of the merged cell that the row above leaves open there.
    let mut open: Vec<Option<usize>> = vec![None; columns];
    for (row_number, row) in table.all("w:tr").enumerate() {
        let place = |column: usize| format!("table {number}, row {}, column {}", row_number + 1, column + 1);
        let mut next = vec![None; columns];
        let properties = row.child("w:trPr");
        let skipped = |name: &str| properties.and_then(|node| node.child(name)).and_then(number_of).unwrap_or(0);
        let mut column = skipped("w:gridBefore");
        for cell in row.all("w:tc") {
            content(part, &place(column), cell, defects);
            let span = property(cell, "w:gridSpan").and_then(number_of).unwrap_or(1);
            if let Some(merge) = property(cell, "w:vMerge") {
                let starts = merge.attribute("w:val") == Some("restart");
                if !starts && open.get(column).copied().flatten() != Some(span) {
                    let message = format!("{}: the cell continues a merge that nothing above starts", place(column));
                    defects.push(Defect::new(DefectKind::OrphanMerge, part, message));
                }
                if let Some(slot) = next.get_mut(column) {
                    *slot = Some(span);
                }
            }
            column = column.saturating_add(span);
        }
        column = column.saturating_add(skipped("w:gridAfter"));
        if column != columns {
            let message = format!("table {number}, row {}: covers {column} of {columns} columns", row_number + 1);
            defects.push(Defect::new(DefectKind::Grid, part, message));
        }
        open = next;
    }
}

fn content(part: &str, place: &str, cell: &Node, defects: &mut Vec<Defect>) {
    let blocks: Vec<&Node> = cell.children.iter().filter(|node| node.name != "w:tcPr").collect();
    if !blocks.iter().any(|node| matches!(node.name.as_str(), "w:p" | "w:sdt")) {
        let message = format!("{place}: the cell has no paragraph");
        defects.push(Defect::new(DefectKind::CellWithoutParagraph, part, message));
    } else if blocks.last().is_some_and(|node| node.name == "w:tbl") {
        let message = format!("{place}: the cell ends with a table");
        defects.push(Defect::new(DefectKind::CellEndsWithTable, part, message));
    }
}

pub(crate) fn property<'a>(cell: &'a Node, name: &str) -> Option<&'a Node> {
    cell.child("w:tcPr")?.child(name)
}

pub(crate) fn number_of(node: &Node) -> Option<usize> {
    node.attribute("w:val")?.parse().ok()
}
