//! Documents about tables.

use jianbao_document::{Block, Cell, Document, Inline, Table};

use super::parts::{cell, document, number, paragraph, section, table};

/// How many rows the large table has.
pub(crate) const MANY: usize = 10_000;

fn of(title: &str, table: Table) -> Document {
    document(title, vec![section("only", vec![paragraph(vec![Inline::text("见下表。")]), Block::Table(table)])])
}

/// A table whose cells hold nothing.
pub(crate) fn empty_table() -> Document {
    of("空表", table("empty", 3, 1, vec![vec![Cell::default(); 3]; 2]))
}

/// A table without rows.
pub(crate) fn zero_rows() -> Document {
    of("无行表", table("none", 2, 0, Vec::new()))
}

/// A table of [`MANY`] rows with text and numbers.
pub(crate) fn many_rows() -> Document {
    let row = |index: usize| {
        let value = number(&format!("{index}.{:02}", index % 100));
        vec![cell(&format!("R{index:05}")), cell("某某单位项目支出"), Cell::of(vec![Inline::Value(value)])]
    };
    let head = vec![cell("编号"), cell("项目"), cell("金额")];
    let rows = std::iter::once(head).chain((1..=MANY).map(row)).collect();
    of("大表", table("many", 3, 1, rows))
}

/// Cells that cover columns, rows, and both.
pub(crate) fn merged_cells() -> Document {
    of("合并单元格", merged("merged"))
}

pub(super) fn merged(id: &str) -> Table {
    let spans = |text: &str, column_span, row_span| Cell { column_span, row_span, ..cell(text) };
    let rows = vec![
        vec![spans("横", 2, 1), cell("A1"), spans("竖", 1, 3)],
        vec![cell("B1"), spans("方", 2, 2)],
        vec![cell("C1")],
        vec![spans("全", 4, 1)],
    ];
    table(id, 4, 0, rows)
}
