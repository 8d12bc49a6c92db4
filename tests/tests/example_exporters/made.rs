//! Documents made for a test.

use jianbao_document::{Document, features};
use serde_json::{Value, json};

/// A paragraph of one text.
pub(crate) fn paragraph(text: &str) -> Value {
    json!({ "kind": "paragraph", "style": "body", "inlines": [{ "kind": "text", "text": text }] })
}

/// A cell of one text, with `more` members.
pub(crate) fn cell(text: &str, more: &Value) -> Value {
    let mut cell = json!({ "paragraphs": [{ "inlines": [{ "kind": "text", "text": text }] }] });
    cell.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    cell
}

/// A table of plain cells; the first row is its head.
pub(crate) fn table(rows: &[Vec<String>]) -> Value {
    let columns = vec![json!({ "width": 100 }); rows[0].len()];
    let row =
        |texts: &Vec<String>| json!({ "cells": texts.iter().map(|text| cell(text, &json!({}))).collect::<Vec<_>>() });
    json!({ "kind": "table", "id": "t", "columns": columns, "header_rows": 1, "cell_style": "body",
        "rows": rows.iter().map(row).collect::<Vec<_>>() })
}

/// A chart of two categories.
pub(crate) fn chart() -> Value {
    let value = |text: &str| json!({ "text": text, "exact": text });
    json!({ "kind": "chart", "id": "c", "type": "bars", "unit": "万元", "categories": ["预警系统", "宣传"],
        "series": [{ "name": "预算", "values": [value("100"), value("36.5")] },
                   { "name": "支出", "values": [value("93"), { "text": "—" }] }],
        "width": 8000, "height": 4000, "text_style": "body", "description": "预算与支出的对比",
        "caption": { "label": "图", "number": "1", "inlines": [{ "kind": "text", "text": "支出" }], "style": "body" } })
}

/// A document of one section.
pub(crate) fn document(blocks: &[Value]) -> Document {
    let style = json!({ "title": "正文", "fonts": { "chinese": "仿宋", "latin": "Times" }, "size": 32, "align": "left",
        "line_spacing": { "multiple": 100 }, "first_line_chars": 200 });
    let page = json!({ "width": 11906, "height": 16838, "orientation": "portrait", "margin_top": 1, "margin_bottom": 1,
        "margin_left": 1, "margin_right": 1, "header_distance": 1, "footer_distance": 1 });
    let document = json!({ "model": "1.0", "properties": { "title": "报告", "language": "zh-CN" }, "features": [],
        "styles": { "default": "body", "paragraphs": { "body": style } },
        "sections": [{ "id": "s", "page": page, "blocks": blocks }] });
    let mut document: Document = serde_json::from_value(document).unwrap();
    document.features = features(&document);
    document
}

/// A large table: a head, then rows of a name and numbers.
pub(crate) fn large(rows: usize) -> Vec<Vec<String>> {
    let head = std::iter::once((0..8).map(|column| format!("列{column}")).collect());
    let body = (1..=rows).map(|row| {
        let numbers = (1..8).map(|column| format!("{row}.{column:02}"));
        std::iter::once(format!("项目{row}")).chain(numbers).collect()
    });
    head.chain(body).collect()
}
