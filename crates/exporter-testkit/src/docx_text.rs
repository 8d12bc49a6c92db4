//! The text of a `.docx` file, for tests.

use crate::docx_structure::tables::{number_of, property};
use crate::package;
use crate::tree::Node;

/// A table as a grid of texts; a cell that spans columns or rows is repeated in each.
pub type TextTable = Vec<Vec<String>>;

/// The paragraphs of the body that are not in tables, in order. A tab is `\t`, a new line `\n`; of a field, what it shows.
///
/// # Errors
///
/// If the bytes are no Word file.
pub fn paragraphs(bytes: &[u8]) -> Result<Vec<String>, String> {
    let mut found = Vec::new();
    outside_tables(&part(bytes, "word/document.xml")?, &mut |node| {
        if node.name == "w:p" {
            found.push(text(node));
        }
    });
    Ok(found)
}

/// The tables of the body, in order.
///
/// # Errors
///
/// If the bytes are no Word file.
pub fn tables(bytes: &[u8]) -> Result<Vec<TextTable>, String> {
    let mut found = Vec::new();
    outside_tables(&part(bytes, "word/document.xml")?, &mut |node| {
        if node.name == "w:tbl" {
            found.push(table(node));
        }
    });
    Ok(found)
}

/// A block of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextBlock {
    /// A paragraph that is not in a table.
    Paragraph(String),
    /// A table: its rows, each with its cells.
    Table(Vec<Vec<TextCell>>),
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextCell {
    /// What it shows; nothing where it continues the cell above.
    pub text: String,
    /// Columns that it spans.
    pub columns: usize,
    /// Whether it is part of the merged cell that starts further up.
    pub continues: bool,
}

/// The paragraphs and tables of the body, in order.
///
/// # Errors
///
/// If the bytes are no Word file.
pub fn blocks(bytes: &[u8]) -> Result<Vec<TextBlock>, String> {
    let mut found = Vec::new();
    outside_tables(&part(bytes, "word/document.xml")?, &mut |node| match node.name.as_str() {
        "w:p" => found.push(TextBlock::Paragraph(text(node))),
        "w:tbl" => {
            let rows = node.all("w:tr").map(|row| row.all("w:tc").map(cell).collect());
            found.push(TextBlock::Table(rows.collect()));
        }
        _ => {}
    });
    Ok(found)
}

/// The bytes of one part as text, for tests that look at the XML itself.
///
/// # Errors
///
/// If the bytes are no zip archive or the part is missing or no UTF-8.
pub fn part_text(bytes: &[u8], name: &str) -> Result<String, String> {
    String::from_utf8(part_bytes(bytes, name)?).map_err(|error| error.to_string())
}

/// The bytes of one part, for example of an embedded workbook.
///
/// # Errors
///
/// If the bytes are no zip archive or the part is missing.
pub fn part_bytes(bytes: &[u8], name: &str) -> Result<Vec<u8>, String> {
    package::read(bytes)?.remove(name).ok_or_else(|| format!("the part `{name}` is missing"))
}

/// The names of all parts, sorted.
///
/// # Errors
///
/// If the bytes are no zip archive.
pub fn part_names(bytes: &[u8]) -> Result<Vec<String>, String> {
    Ok(package::read(bytes)?.into_keys().collect())
}

fn part(bytes: &[u8], name: &str) -> Result<Node, String> {
    Node::parse(part_text(bytes, name)?.as_bytes())
}

fn outside_tables<'a>(node: &'a Node, visit: &mut impl FnMut(&'a Node)) {
    for child in &node.children {
        visit(child);
        if child.name != "w:tbl" {
            outside_tables(child, visit);
        }
    }
}

fn table(table: &Node) -> TextTable {
    let mut rows: TextTable = Vec::new();
    for row in table.all("w:tr") {
        let mut cells: Vec<String> = Vec::new();
        for TextCell { text, columns, continues } in row.all("w:tc").map(cell) {
            let above = rows.last().and_then(|above| above.get(cells.len())).filter(|_| continues);
            let content = above.cloned().unwrap_or(text);
            cells.extend(std::iter::repeat_n(content, columns));
        }
        rows.push(cells);
    }
    rows
}

fn cell(cell: &Node) -> TextCell {
    TextCell {
        text: cell.all("w:p").map(text).collect::<Vec<_>>().join("\n"),
        columns: property(cell, "w:gridSpan").and_then(number_of).unwrap_or(1),
        continues: property(cell, "w:vMerge").is_some_and(|merge| merge.attribute("w:val") != Some("restart")),
    }
}

fn text(paragraph: &Node) -> String {
    let mut found = String::new();
    paragraph.walk(&mut |node| match node.name.as_str() {
        "w:t" => found.push_str(&node.text),
        "w:br" => found.push('\n'),
        // A tab stop has the same name as a tab character, but says where it stands.
        "w:tab" if node.attribute("w:val").is_none() => found.push('\t'),
        _ => {}
    });
    found
}
