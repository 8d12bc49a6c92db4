//! Documents about text: scripts, lengths, names, numbers.

use jianbao_document::{Block, Cell, Document, Inline, TypedValue};

use super::parts::{caption, cell, document, number, paragraph, section, table};

/// How many characters the long cell has; Excel takes 32,767.
const LONG: usize = 40_000;

/// One table with one cell a row, so that nothing is squeezed.
fn column(title: &str, cells: Vec<Cell>) -> Document {
    let rows = cells.into_iter().map(|cell| vec![cell]).collect();
    document(title, vec![section("only", vec![Block::Table(table("t", 1, 0, rows))])])
}

/// A cell of 40,000 characters between two words that tell where it was cut.
pub(crate) fn long_cell() -> Document {
    column("长单元格", vec![cell(&format!("首端{}末端", "长".repeat(LONG - 4)))])
}

/// Chinese, Arabic, emoji, combining marks, characters outside the first plane and those with a meaning in markup.
pub(crate) fn scripts() -> Document {
    let texts = ["预算绩效", "ميزانية", "👩‍💻🎉", "e\u{301}n\u{303}", "𠮷野", "A<B>&C", "ABC\u{200B}D", "ไทย", "\"'`"];
    column("文字", texts.map(cell).to_vec())
}

/// Characters that XML 1.0 does not allow, in a paragraph and in a cell.
pub(crate) fn control_characters() -> Document {
    let text = "甲\u{0}\u{1}\u{8}\u{B}\u{1F}\u{FFFE}\u{FFFF}乙";
    let table = table("t", 1, 0, vec![vec![cell(text)]]);
    document("控制字符", vec![section("only", vec![paragraph(vec![Inline::text(text)]), Block::Table(table)])])
}

/// Names of tables that are no names of sheets or files: too long, twice the same, with what Excel and file systems
/// reserve.
pub(crate) fn sheet_names() -> Document {
    let long = "很长的表名".repeat(60);
    let names = [
        "a/b\\c:d*e?f[g]",
        "同名",
        "同名",
        "History",
        "'引号'",
        "../../etc/passwd",
        "CON",
        "nul.txt",
        "",
        " ",
        ".",
        "..",
        "<&>\"",
        "名\u{202E}反",
        &long,
    ];
    let blocks = names.iter().enumerate().map(|(index, name)| {
        let mut table = table(&format!("t{index}"), 1, 0, vec![vec![cell("甲")]]);
        table.title = Some((*name).to_owned());
        table.caption = Some(caption("表", index + 1, name));
        Block::Table(table)
    });
    document("a/b:c\\d*e?", vec![section("only", blocks.collect())])
}

/// Numbers that a binary float does not keep, and such that look like something else.
pub(crate) fn decimals() -> Document {
    let exact = ["0.10", "100.00", "-0.5", "12345678901234567.89", "0.000001", "9007199254740993"];
    let mut cells: Vec<Cell> = exact.iter().map(|exact| Cell::of(vec![Inline::Value(number(exact))])).collect();
    for text in ["007", "1e5", "2020-11"] {
        cells.push(Cell::of(vec![Inline::Value(TypedValue { text: text.to_owned(), ..TypedValue::default() })]));
    }
    column("小数", cells)
}
