//! Whether the rows of a table cover its columns, as a browser lays them out.

use super::{DefectKind, Found};
use crate::tree::Node;

/// What stands in one place of a grid.
pub(crate) type Slots<'a> = Vec<Vec<Option<&'a Node>>>;

/// More columns than any page shows; a browser clips spans above it.
const MAX_SPAN: usize = 1000;

pub(super) fn check(table: &Node, found: &mut Found) {
    let columns = columns(table);
    for part in parts(table) {
        for (index, row) in grid(part, columns, found).iter().enumerate() {
            let covered = row.iter().filter(|slot| slot.is_some()).count();
            if covered != columns || row.len() != columns {
                found.add(
                    DefectKind::Grid,
                    format!("row {} of `{}` covers {covered} of {columns} columns", index + 1, part.name),
                );
            }
        }
    }
    table.walk(&mut |node| {
        let scope = node.attribute("scope").unwrap_or_default();
        if node.name == "th" && !["col", "row", "colgroup", "rowgroup"].contains(&scope) {
            found.add(DefectKind::Scope, format!("the header cell `{}` has no scope", node.all_text()));
        }
    });
}

/// Head, bodies and foot of a table, or the table itself where rows stand in it directly.
pub(crate) fn parts(table: &Node) -> impl Iterator<Item = &Node> {
    let own = table.child("tr").map(|_| table);
    let parts = table.children.iter().filter(|child| ["thead", "tbody", "tfoot"].contains(&child.name.as_str()));
    own.into_iter().chain(parts)
}

/// The number of columns that the table declares, or that its first row has.
pub(crate) fn columns(table: &Node) -> usize {
    let declared: usize = table.all("colgroup").map(|group| group.all("col").count()).sum();
    if declared > 0 {
        return declared;
    }
    let first = parts(table).find_map(|part| part.child("tr"));
    first.map_or(0, |row| cells(row).map(|cell| span(cell, "colspan")).sum())
}

/// The cells by place. A row is longer than `columns` where cells lie outside.
pub(crate) fn grid<'a>(part: &'a Node, columns: usize, found: &mut Found) -> Slots<'a> {
    let rows: Vec<&Node> = part.all("tr").collect();
    let mut slots: Slots<'a> = vec![vec![None; columns]; rows.len()];
    for (top, row) in rows.iter().enumerate() {
        let mut left = 0;
        for cell in cells(row) {
            while slots[top].get(left).is_some_and(Option::is_some) {
                left += 1;
            }
            let (wide, high) = (span(cell, "colspan"), span(cell, "rowspan"));
            if top + high > rows.len() {
                found.add(DefectKind::Grid, format!("a cell of row {} reaches below its `{}`", top + 1, part.name));
            }
            for line in slots.iter_mut().skip(top).take(high) {
                line.resize(line.len().max(left + wide), None);
                for slot in &mut line[left..left + wide] {
                    if slot.is_some() {
                        found.add(DefectKind::Grid, format!("two cells overlap in row {}", top + 1));
                    }
                    *slot = Some(cell);
                }
            }
            left += wide;
        }
    }
    slots
}

fn cells(row: &Node) -> impl Iterator<Item = &Node> {
    row.children.iter().filter(|child| child.name == "td" || child.name == "th")
}

fn span(cell: &Node, key: &str) -> usize {
    let stated = cell.attribute(key).and_then(|value| value.parse().ok()).unwrap_or(1);
    if key == "colspan" { stated.clamp(1, MAX_SPAN) } else { stated.max(1) }
}
