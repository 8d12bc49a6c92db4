//! Tables as rows: CSV, a JSON array, or one JSON row a line.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jianbao_finding::Finding;
use serde_json::Value;

use crate::Table;
use crate::checks::unreadable;

/// A row with its values by lower-case names of columns.
#[derive(Debug)]
pub(crate) struct Row {
    /// Number of the row, from 1; the head of a CSV table is not counted.
    pub(crate) number: usize,
    cells: BTreeMap<String, String>,
}

impl Row {
    /// A value without blanks around it; none where the column is absent, empty or says that there is nothing.
    pub(crate) fn get(&self, column: &str) -> Option<&str> {
        let text = self.cells.get(column)?.trim();
        let nothing = matches!(text, "" | "无" | "无。" | "无偏差" | "-" | "—" | "/" | "NULL" | "null");
        (!nothing).then_some(text)
    }

    pub(crate) fn has_column(&self, column: &str) -> bool {
        self.cells.contains_key(column)
    }
}

/// Rows of a table, and what is wrong with those that are none.
pub(crate) fn rows(table: Table<'_>, findings: &mut Vec<Finding>) -> Vec<Row> {
    let bytes = table.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(table.bytes);
    let gb18030 = || encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes);
    let Some(text) = std::str::from_utf8(bytes).ok().map(Cow::Borrowed).or_else(gb18030) else {
        findings.push(unreadable(table.name, "既不是 UTF-8 也不是 GBK 编码", "it is neither UTF-8 nor GBK"));
        return Vec::new();
    };
    match text.trim_start().chars().next() {
        None => findings.push(unreadable(table.name, "文件是空的", "the file is empty")),
        Some('[') => return array(table.name, &text, findings),
        Some('{') => return lines(table.name, &text, findings),
        Some(_) => return csv(table.name, &text, findings),
    }
    Vec::new()
}

fn array(name: &str, text: &str, findings: &mut Vec<Finding>) -> Vec<Row> {
    match serde_json::from_str::<Vec<Value>>(text) {
        Ok(values) => {
            let rows = values.into_iter().enumerate();
            rows.filter_map(|(at, value)| row(name, at + 1, value, findings)).collect()
        }
        Err(error) => {
            findings.push(unreadable(name, &format!("不是有效的 JSON（{error}）"), &error.to_string()));
            Vec::new()
        }
    }
}

fn lines(name: &str, text: &str, findings: &mut Vec<Finding>) -> Vec<Row> {
    let mut rows = Vec::new();
    for (at, line) in text.lines().filter(|line| !line.trim().is_empty()).enumerate() {
        match serde_json::from_str(line) {
            Ok(value) => rows.extend(row(name, at + 1, value, findings)),
            Err(error) => {
                let zh = format!("第 {} 行不是有效的 JSON（{error}）", at + 1);
                findings.push(unreadable(name, &zh, &format!("row {} is not valid JSON ({error})", at + 1)));
            }
        }
    }
    rows
}

fn row(name: &str, number: usize, value: Value, findings: &mut Vec<Finding>) -> Option<Row> {
    let Value::Object(fields) = value else {
        findings.push(unreadable(name, &format!("第 {number} 行不是记录"), &format!("row {number} is no record")));
        return None;
    };
    let cells = fields.into_iter().map(|(column, value)| {
        let text = match value {
            Value::String(text) => text,
            Value::Null => String::new(),
            other => other.to_string(),
        };
        (column.trim().to_lowercase(), text)
    });
    Some(Row { number, cells: cells.collect() })
}

fn csv(name: &str, text: &str, findings: &mut Vec<Finding>) -> Vec<Row> {
    let head = text.lines().next().unwrap_or_default();
    let separator =
        ['\t', ';', ','].into_iter().max_by_key(|separator| head.matches(*separator).count()).unwrap_or(',');
    let Some(records) = records(text, separator) else {
        let zh = "有一个引号没有结束，其后的行无法分清";
        findings.push(unreadable(
            name,
            zh,
            "a quotation mark is never closed, so what follows it cannot be told apart",
        ));
        return Vec::new();
    };
    let mut records = records.into_iter();
    let columns: Vec<String> =
        records.next().unwrap_or_default().iter().map(|column| column.trim().to_lowercase()).collect();
    let filled = records.filter(|cells| cells.iter().any(|cell| !cell.trim().is_empty()));
    let mut rows = Vec::new();
    for (at, cells) in filled.enumerate() {
        // Values that no column takes are a sign that all of the row stand in wrong columns. Empty ones at the end are often left out.
        if cells.iter().skip(columns.len()).any(|cell| !cell.trim().is_empty()) {
            let (number, values, heads) = (at + 1, cells.len(), columns.len());
            findings.push(unreadable(
                name,
                &format!("第 {number} 行有 {values} 个值，而表头只有 {heads} 列，该行未导入"),
                &format!("row {number} has {values} values and the head {heads} columns; the row was left out"),
            ));
            continue;
        }
        rows.push(Row { number: at + 1, cells: columns.iter().cloned().zip(cells).collect() });
    }
    rows
}

/// Records of a CSV text: values in quotation marks hold separators, line breaks and doubled quotation marks. `None`
/// where one of them never ends.
fn records(text: &str, separator: char) -> Option<Vec<Vec<String>>> {
    let (mut records, mut record, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => cell.extend(characters.next()),
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            '\n' if !quoted => {
                record.push(std::mem::take(&mut cell));
                records.push(std::mem::take(&mut record));
            }
            '\r' if !quoted => {}
            other if other == separator && !quoted => record.push(std::mem::take(&mut cell)),
            other => cell.push(other),
        }
    }
    if !cell.is_empty() || !record.is_empty() {
        record.push(cell);
        records.push(record);
    }
    (!quoted).then_some(records)
}
