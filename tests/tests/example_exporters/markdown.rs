//! Markdown: parsed by an independent parser and compared cell by cell.

use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, Options, parse_document};
use jianbao_document::{Block, Document, Table, plain_text};
use jianbao_exporter_testkit::html_text;
use serde_json::{Value, json};

use crate::documents::{documents, figure_cells, squeezed, tables};
use crate::{made, support};

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.footnotes = true;
    options.extension.strikethrough = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options
}

/// What a reader sees of a node, footnote marks left out.
fn text_of<'a>(node: &'a AstNode<'a>) -> String {
    let mut text = String::new();
    for node in node.descendants() {
        match &node.data().value {
            NodeValue::Text(piece) => text.push_str(piece),
            NodeValue::Code(code) => text.push_str(&code.literal),
            NodeValue::LineBreak | NodeValue::SoftBreak => text.push('\n'),
            NodeValue::HtmlInline(tag) if tag == "<br>" => text.push('\n'),
            _ => {}
        }
    }
    text
}

/// The tables of a file, without white space.
fn parsed_tables<'a>(root: &'a AstNode<'a>) -> Vec<Vec<Vec<String>>> {
    let found = root.descendants().filter(|node| matches!(node.data().value, NodeValue::Table(_)));
    let row = |row: &'a AstNode<'a>| row.children().map(|cell| squeezed(&text_of(cell))).collect();
    found.map(|table| table.children().map(row).collect()).collect()
}

/// What a table is in Markdown: one row of a head, in which the texts of several rows stand together.
fn expected(table: &Table, repeated: bool) -> Vec<Vec<String>> {
    let grid = support::positions(table);
    let head_rows = table.header_rows as usize;
    let head = (0..table.columns.len()).map(|column| {
        let mut texts: Vec<_> = grid[..head_rows].iter().map(|row| &row[column]).collect();
        texts.dedup_by_key(|position| (position.row, position.column));
        texts.iter().map(|position| squeezed(&position.cell.plain_text())).collect()
    });
    let mut rows: Vec<Vec<String>> = vec![head.collect()];
    for (row, positions) in grid.iter().enumerate().skip(head_rows) {
        let texts = positions.iter().enumerate().map(|(column, position)| {
            let first = (position.row.max(head_rows), position.column) == (row, column);
            if repeated || first { squeezed(&position.cell.plain_text()) } else { String::new() }
        });
        rows.push(texts.collect());
    }
    rows
}

fn paragraphs(document: &Document) -> Vec<String> {
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    let texts = blocks.filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(squeezed(&plain_text(&paragraph.inlines))),
        Block::Heading(heading) => {
            Some(squeezed(&(heading.number.clone().unwrap_or_default() + plain_text(&heading.inlines).as_str())))
        }
        _ => None,
    });
    texts.filter(|text| !text.is_empty()).collect()
}

#[test]
fn every_cell_and_paragraph_of_every_example_is_in_its_place() {
    let (mut seen, mut figures) = (0, 0);
    for (name, document) in documents() {
        for (choice, repeated, style) in [("repeat", true, "compact"), ("blank", false, "aligned")] {
            let chosen = json!({ "merged_cells": choice, "table_style": style });
            let exported = support::markdown().export(&document, &chosen).unwrap();
            let arena = Arena::new();
            let root = parse_document(&arena, exported.text(), &options());
            let found = parsed_tables(root);
            let tables = tables(&document);
            assert_eq!(found.len(), tables.len(), "{name}");
            for (table, found) in tables.iter().zip(&found) {
                assert_eq!(*found, expected(table, repeated), "{name}, table {}", table.id);
                figures += figure_cells(table).len();
            }
            let of_text =
                |node: &&AstNode<'_>| matches!(node.data().value, NodeValue::Paragraph | NodeValue::Heading(_));
            let shown: Vec<String> = root.descendants().filter(of_text).map(|node| squeezed(&text_of(node))).collect();
            let mut rest = shown.iter();
            for text in paragraphs(&document) {
                assert!(rest.any(|one| *one == text), "{name}: {text} is missing or out of order");
            }
            let merged =
                tables.iter().filter(|table| support::cells(table).len() < table.rows.len() * table.columns.len());
            let told =
                exported.degraded.iter().filter(|one| one.feature == "table.merged-cells" && one.pointer.is_some());
            assert_eq!(told.count(), merged.count(), "{name}");
        }
        seen += 1;
    }
    assert!(seen >= 40 && figures >= 6_000, "{seen} documents, {figures} figures in tables");
}

#[test]
fn merged_cells_stay_merged_in_html() {
    let mut compared = 0;
    for (name, document) in documents() {
        let exported =
            support::markdown().export(&document, &json!({ "merged_cells": "html", "footnotes": "none" })).unwrap();
        assert_eq!(exported.degraded, [], "{name}");
        let arena = Arena::new();
        let root = parse_document(&arena, exported.text(), &options());
        let blocks = root.descendants().filter_map(|node| match &node.data().value {
            NodeValue::HtmlBlock(block) => Some(block.literal.clone()),
            _ => None,
        });
        let page = format!("<!DOCTYPE html>\n<html><body>{}</body></html>", blocks.collect::<String>());
        let found = html_text::tables(page.as_bytes()).unwrap();
        let tables = tables(&document);
        let merged = tables.iter().filter(|table| support::cells(table).len() < table.rows.len() * table.columns.len());
        for (table, grid) in merged.zip(&found) {
            for support::Position { row, column, cell } in support::cells(table) {
                assert_eq!(
                    squeezed(&grid[row][column]),
                    squeezed(&cell.plain_text()),
                    "{name}, {}, row {row}, column {column}",
                    table.id
                );
                compared += 1;
            }
        }
    }
    assert!(compared > 3_000, "{compared} cells");
}

#[test]
fn every_link_leads_somewhere() {
    let mut links = 0;
    for (name, document) in documents() {
        let exported = support::markdown().export(&document, &Value::Null).unwrap();
        let arena = Arena::new();
        let root = parse_document(&arena, exported.text(), &options());
        for node in root.descendants() {
            if let NodeValue::Link(link) = &node.data().value {
                let anchor = format!("<a id=\"{}\"></a>", link.url.strip_prefix('#').unwrap());
                assert_eq!(exported.text().matches(&anchor).count(), 1, "{name}: {anchor}");
                links += 1;
            }
        }
    }
    assert!(links > 100, "{links}");
}

#[test]
fn nothing_of_a_text_becomes_markup() {
    let texts = [
        "*a* _b_ **c** ~~d~~ `e`",
        "[甲](http://example.org) ![图](x.png) [^1]: x",
        "<b>粗</b> &amp; &#33; <!-- x -->",
        "# 标题",
        "- 项",
        "+ 项",
        "1. 项",
        "12) 项",
        "> 引",
        "    缩进",
        "---",
        "===",
        "a | b",
        "|-|-|",
        "\\*a\\*",
        "```",
        "https://example.org www.example.org",
        "$x$ :smile: - [ ] 项",
        "！\"#￥%&'()*+,-./:;<=>?@[\\]^_`{|}~",
        "终 ",
    ];
    let mut blocks: Vec<Value> = texts.iter().map(|text| made::paragraph(text)).collect();
    blocks.push(made::table(&texts.map(|text| vec![text.to_owned(), "x".to_owned()])));
    for text in texts {
        blocks.push(json!({ "kind": "heading", "id": text, "level": 2, "style": "body",
            "inlines": [{ "kind": "text", "text": text }] }));
    }
    let exported = support::markdown().export(&made::document(&blocks), &Value::Null).unwrap();
    let arena = Arena::new();
    let root = parse_document(&arena, exported.text(), &options());
    let marked = root.descendants().find(|node| {
        !matches!(
            node.data().value,
            NodeValue::Document
                | NodeValue::Paragraph
                | NodeValue::Heading(_)
                | NodeValue::Text(_)
                | NodeValue::Table(_)
                | NodeValue::TableRow(_)
                | NodeValue::TableCell
        )
    });
    assert!(marked.is_none(), "{:?}", marked.map(|node| node.data().value.clone()));
    let shown: Vec<String> = root
        .children()
        .filter(|node| !matches!(node.data().value, NodeValue::Table(_)))
        .map(|node| text_of(node))
        .collect();
    let expected = texts.map(|text| text.trim_end().to_owned());
    assert_eq!(shown[..texts.len()], expected);
    assert_eq!(shown[texts.len()..].iter().map(|text| squeezed(text)).collect::<Vec<_>>(), texts.map(squeezed));
    let cells: Vec<String> = parsed_tables(root)[0].iter().map(|row| row[0].clone()).collect();
    assert_eq!(cells, texts.map(squeezed));
}

#[test]
fn notes_say_why_and_how() {
    let value = |text: &str, figure: &str| json!({ "kind": "value", "text": text, "figure": figure });
    let mut document = made::document(&[
        json!({ "kind": "paragraph", "style": "body", "inlines": [value("—", "a.b"), { "kind": "text", "text": "，执行率" },
            value("50%", "c.d"), value("—", "a.b")] }),
        made::chart(),
    ]);
    document.figures = serde_json::from_value(json!({
        "a.b": { "title": "执行数", "no_value": "不适用：没有资金" },
        "c.d": { "title": "执行率", "exact": "50", "unit": "%",
            "formula": { "quotient": [{ "product": [{ "figure": "e.f" }, { "number": "100" }] }, { "figure": "g.h" }] },
            "inputs": [{ "figure": "e.f", "title": "支出" }, { "figure": "g.h", "title": "预算" }] } }))
    .unwrap();
    document.properties.author = Some("甲\"乙\"".to_owned());
    let chart = "\n\n预算与支出的对比\n\n| 万元 | 预算 | 支出 |\n| --- | --: | --: |\n| 预警系统 | 100 | 93 |\n| 宣传 | 36.5 | — |\n\n\
        <strong>图 1 支出</strong>\n";
    let cases = [
        (json!({ "footnotes": "none" }), format!("—，执行率50%—{chart}")),
        (Value::Null, format!("—[^1]，执行率50%—[^1]{chart}\n[^1]: 执行数：不适用：没有资金\n")),
        (
            json!({ "footnotes": "formulas", "front_matter": true }),
            format!(
                "---\ntitle: \"报告\"\nauthor: \"甲\\\"乙\\\"\"\nlang: \"zh-CN\"\n---\n\n—[^1]，执行率50%[^2]—[^1]{chart}\n\
                 [^1]: 执行数：不适用：没有资金\n\n[^2]: 执行率 = (支出 × 100) ÷ 预算 = 50%\n"
            ),
        ),
    ];
    for (options, expected) in cases {
        let exported = support::markdown().export_degraded(&document, &options).unwrap();
        assert_eq!(exported.text(), expected);
        assert!(exported.degraded.iter().any(|one| one.pointer.as_deref() == Some("/sections/0/blocks/1")));
    }
}

#[test]
fn a_note_within_html_is_a_star_with_the_reason() {
    let value = json!({ "paragraphs": [{ "inlines": [{ "kind": "value", "text": "<—>", "figure": "a.b" }] }], "column_span": 2 });
    let mut table = made::table(&[vec!["a".to_owned(), "b".to_owned()]]);
    table["rows"].as_array_mut().unwrap().push(json!({ "cells": [value] }));
    let mut document = made::document(&[table]);
    document.figures = serde_json::from_value(json!({ "a.b": { "title": "执行数", "no_value": "\"无\"" } })).unwrap();
    let exported = support::markdown().export(&document, &json!({ "merged_cells": "html" })).unwrap();
    let expected = "<table>\n<tr><th>a</th><th>b</th></tr>\n\
        <tr><td colspan=\"2\">&lt;—&gt;<sup title=\"执行数：&quot;无&quot;\">*</sup></td></tr>\n</table>\n";
    assert_eq!(exported.text(), expected);
}

#[test]
fn many_rows_and_long_texts_fit() {
    let (rows, long) = (made::large(10_000), vec!["监".repeat(40_000)]);
    let document = made::document(&[made::table(&rows), made::table(std::slice::from_ref(&long))]);
    let exported = support::markdown().export(&document, &Value::Null).unwrap();
    let arena = Arena::new();
    let found = parsed_tables(parse_document(&arena, exported.text(), &options()));
    assert_eq!(found[0], rows);
    assert_eq!(found[1], [long]);
}
