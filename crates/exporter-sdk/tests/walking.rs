//! The visitor and the rows of a table: what is shown where, what is reported, what is refused.
#![allow(clippy::unwrap_used, reason = "a test program")]

use std::fmt::Write as _;
use std::io::Write as _;

use jianbao_exporter_sdk::document::{Document, Heading, Section, Table, plain_text};
use jianbao_exporter_sdk::{
    Description, ExportError, Exporter, Job, NoOptions, Pointer, Request, Visitor, table_rows, testing, visit,
};
use serde_json::{Value, json};

fn document(blocks: &[Value]) -> Document {
    let page = json!({ "width": 1, "height": 1, "orientation": "portrait", "margin_top": 1, "margin_bottom": 1,
        "margin_left": 1, "margin_right": 1, "header_distance": 1, "footer_distance": 1 });
    serde_json::from_value(json!({
        "model": "1.0", "properties": { "title": "t", "language": "en" }, "features": [],
        "styles": { "default": "body", "paragraphs": {} },
        "sections": [{ "id": "a", "page": page, "blocks": [] }, { "id": "b", "page": page, "blocks": blocks }] }))
    .unwrap()
}

/// Keeps headings only.
struct Headings<'j> {
    job: &'j Job<'j>,
    text: String,
}

impl Visitor for Headings<'_> {
    fn job(&self) -> &Job<'_> {
        self.job
    }
    fn section(&mut self, section: &Section, at: &Pointer<'_>) -> Result<(), ExportError> {
        writeln!(self.text, "{} {at}", section.id).unwrap();
        Ok(())
    }
    fn heading(&mut self, heading: &Heading, at: &Pointer<'_>) -> Result<(), ExportError> {
        let text = plain_text(&heading.inlines);
        if text == "bad" {
            return Err(ExportError::new("no", "a heading that is not liked").at(at.to_string()));
        }
        writeln!(self.text, "{text} {at}").unwrap();
        Ok(())
    }
}

struct Walk;
impl Exporter for Walk {
    type Options = NoOptions;
    fn describe() -> Description {
        Description::new("test.walk", "Walk", "1.0.0").output("main", "txt", "text/plain")
    }
    fn export(request: &Request<NoOptions>, job: &Job<'_>) -> Result<(), ExportError> {
        let mut headings = Headings { job, text: String::new() };
        visit(&request.document, &mut headings)?;
        write!(job.output("a.txt")?, "{}", headings.text)?;
        Ok(())
    }
}

fn heading(text: &str) -> Value {
    json!({ "kind": "heading", "id": text, "level": 1, "style": "s", "inlines": [{ "kind": "text", "text": text }] })
}

#[test]
fn every_block_is_shown_with_its_place_or_reported() {
    let blocks = [
        heading("one"),
        json!({ "kind": "paragraph", "style": "s", "inlines": [] }),
        json!({ "kind": "page_break" }),
        json!({ "kind": "table", "id": "t", "columns": [], "header_rows": 0, "rows": [], "cell_style": "s" }),
        json!({ "kind": "table_of_contents", "title_style": "s", "depth": 1, "entries": [] }),
        json!({ "kind": "sidebar" }),
        heading("two"),
    ];
    let exported = testing::export::<Walk>(&Request::new(document(&blocks), NoOptions {})).unwrap();
    let text = "a /sections/0\nb /sections/1\none /sections/1/blocks/0\ntwo /sections/1/blocks/6\n";
    assert_eq!(String::from_utf8_lossy(&exported.files["a.txt"]), text);
    let reported: Vec<&str> = exported.degraded.iter().map(|(feature, _)| feature.as_str()).collect();
    assert_eq!(reported, ["block.sidebar", "paragraph", "page-break", "table", "toc"]);
}

#[test]
fn the_walk_stops_at_the_first_error() {
    let blocks = [heading("bad"), json!({ "kind": "page_break" })];
    let error = testing::export::<Walk>(&Request::new(document(&blocks), NoOptions {})).unwrap_err();
    assert_eq!((error.code(), error.pointer()), ("no", Some("/sections/1/blocks/0")));
}

/// A table of `columns` whose cells are `[text, columns, rows]`.
fn table(columns: usize, rows: &[&[(&str, u64, u64)]]) -> Table {
    let cell = |&(text, across, down): &(&str, u64, u64)| {
        json!({ "column_span": across, "row_span": down,
            "paragraphs": [{ "inlines": [{ "kind": "text", "text": text }] }] })
    };
    let row = |cells: &&[(&str, u64, u64)]| json!({ "cells": cells.iter().map(cell).collect::<Vec<_>>() });
    let table = json!({ "id": "t", "columns": vec![json!({ "width": 1 }); columns], "header_rows": 1,
        "rows": rows.iter().map(row).collect::<Vec<_>>(), "cell_style": "s" });
    serde_json::from_value(table).unwrap()
}

/// The texts of the rows, with a star where a cell begins; or the error.
fn shown(table: &Table) -> Result<Vec<String>, ExportError> {
    let at = Pointer::ROOT.key("table");
    let rows = table_rows(table, &at).map(|row| {
        let row = row?;
        assert_eq!(row.head, row.index == 0);
        let positions = row.positions.iter().map(|position| {
            let star = if position.first { "*" } else { "" };
            assert_eq!(&table.rows[position.first_row].cells[position.number], position.cell);
            format!("{star}{}", position.cell.plain_text())
        });
        Ok(positions.collect::<Vec<_>>().join(" "))
    });
    rows.collect()
}

#[test]
fn merged_cells_fill_every_position() {
    let cases: [(Table, &[&str]); 4] = [
        (table(2, &[&[("a", 1, 1), ("b", 1, 1)], &[("c", 2, 1)]]), &["*a *b", "*c c"]),
        (table(3, &[&[("a", 2, 2), ("b", 1, 1)], &[("c", 1, 1)]]), &["*a a *b", "a a *c"]),
        (
            table(3, &[&[("a", 1, 1), ("b", 1, 3), ("c", 1, 1)], &[("d", 1, 2), ("e", 1, 1)], &[("f", 1, 1)]]),
            &["*a *b *c", "*d b *e", "d b *f"],
        ),
        (table(2, &[]), &[]),
    ];
    for (table, expected) in cases {
        assert_eq!(shown(&table).unwrap(), expected);
    }
}

#[test]
fn a_grid_that_is_not_covered_once_is_refused_with_its_place() {
    let whole = u64::from(u32::MAX);
    let cases = [
        (table(2, &[&[("a", 1, 1)]]), "/table/rows/0", "no cell covers column 2"),
        (table(1, &[&[("a", 1, 1), ("b", 1, 1)]]), "/table/rows/0/cells/1", "0 columns and 1 rows are free"),
        (table(1, &[&[("a", 0, 1)]]), "/table/rows/0/cells/0", "covers 0 columns"),
        (table(1, &[&[("a", 1, 0)]]), "/table/rows/0/cells/0", "and 0 rows"),
        (table(1, &[&[("a", 1, whole)]]), "/table/rows/0/cells/0", "1 rows are free"),
        (table(1, &[&[("a", whole, 1)]]), "/table/rows/0/cells/0", "1 columns and"),
        (table(2, &[&[("a", 1, 2), ("b", 1, 1)], &[("c", 2, 1)]]), "/table/rows/1/cells/0", "1 columns and"),
        (table(0, &[&[("a", 1, 1)]]), "/table/rows/0/cells/0", "0 columns and 1 rows are free"),
    ];
    for (table, place, reason) in cases {
        let error = shown(&table).unwrap_err();
        assert_eq!((error.code(), error.pointer()), ("table.grid", Some(place)));
        assert!(error.message().contains(reason), "{}", error.message());
        let at = Pointer::ROOT.key("table");
        assert!(table_rows(&table, &at).skip_while(Result::is_ok).nth(1).is_none(), "an error is the last item");
    }
}
