//! What a web page says, for tests.

use crate::html_structure::{Found, parse, tables as layout};
use crate::tree::Node;

/// A table as a grid of texts; a cell that spans columns or rows is repeated in each.
pub type TextTable = Vec<Vec<String>>;

/// A value that a machine can read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The figure that it shows, if it names one.
    pub figure: Option<String>,
    /// The exact value, if there is one.
    pub exact: Option<String>,
    /// What people read.
    pub text: String,
}

/// All text of the elements of that name, in the order of the page; a new line is `\n`.
///
/// # Errors
///
/// If the bytes are no well-formed page.
pub fn texts(bytes: &[u8], element: &str) -> Result<Vec<String>, String> {
    let mut found = Vec::new();
    parse(bytes)?.walk(&mut |node| {
        if node.name == element {
            found.push(lines(node));
        }
    });
    Ok(found)
}

/// The value of an attribute of every element that has it, in the order of the page.
///
/// # Errors
///
/// If the bytes are no well-formed page.
pub fn attributes(bytes: &[u8], attribute: &str) -> Result<Vec<String>, String> {
    let mut found = Vec::new();
    parse(bytes)?.walk(&mut |node| found.extend(node.attribute(attribute).map(str::to_owned)));
    Ok(found)
}

/// The tables, in order.
///
/// # Errors
///
/// If the bytes are no well-formed page.
pub fn tables(bytes: &[u8]) -> Result<Vec<TextTable>, String> {
    let mut found = Vec::new();
    parse(bytes)?.walk(&mut |node| {
        if node.name == "table" {
            found.push(table(node));
        }
    });
    Ok(found)
}

/// The values that the page holds for machines, in order.
///
/// # Errors
///
/// If the bytes are no well-formed page.
pub fn values(bytes: &[u8]) -> Result<Vec<Value>, String> {
    let mut found = Vec::new();
    parse(bytes)?.walk(&mut |node| {
        let figure = node.attribute("data-figure").map(str::to_owned);
        if figure.is_some() || ["data", "time"].contains(&node.name.as_str()) {
            let exact = node.attribute("value").or_else(|| node.attribute("datetime")).map(str::to_owned);
            found.push(Value { figure, exact, text: lines(node) });
        }
    });
    Ok(found)
}

fn table(table: &Node) -> TextTable {
    let columns = layout::columns(table);
    let mut nothing = Found::default();
    let grids = layout::parts(table).map(|part| layout::grid(part, columns, &mut nothing)).collect::<Vec<_>>();
    let text = |slot: Option<&Node>| slot.map(cell).unwrap_or_default();
    grids.into_iter().flatten().map(|row| row.into_iter().map(text).collect()).collect()
}

fn cell(cell: &Node) -> String {
    match cell.child("p") {
        Some(_) => cell.all("p").map(lines).collect::<Vec<_>>().join("\n"),
        None => lines(cell),
    }
}

fn lines(node: &Node) -> String {
    let mut found = node.text.clone();
    for child in &node.children {
        if child.name == "br" {
            found.push('\n');
        }
        found += &lines(child);
        found += &child.tail;
    }
    found
}
