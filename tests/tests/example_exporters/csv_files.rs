//! CSV files: read back and compared cell by cell.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::str::FromStr as _;

use jianbao_document::{Document, Inline, Table, TypedValue, ValueFormat};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use zip::ZipArchive;

use crate::documents::{documents, figure_cells, tables};
use crate::support::{Exported, Position};
use crate::{made, support};

/// The files of an archive in their order, each with its rows; every one begins with the mark if `marked`.
fn files(exported: &Exported, marked: bool) -> Vec<(String, Vec<Vec<String>>)> {
    let mut archive = ZipArchive::new(Cursor::new(&exported.bytes)).unwrap();
    let mut files = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let date = file.last_modified().unwrap();
        assert_eq!((date.year(), date.month(), date.day()), (1980, 1, 1), "a date of the run got in");
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        let content = text.strip_prefix('\u{feff}');
        assert_eq!(content.is_some(), marked);
        files.push((file.name().unwrap().into_owned(), rows(content.unwrap_or(&text))));
    }
    files
}

fn rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// Exports a document whose merged cells and charts are lost.
fn export(document: &Document, options: &Value) -> Exported {
    support::csv().export_degraded(document, options).unwrap()
}

/// What a table's file holds.
fn expected(table: &Table, repeated: bool) -> Vec<Vec<String>> {
    let text = |row: usize, column: usize, position: Position<'_>| {
        let first = (position.row, position.column) == (row, column);
        if repeated || first { position.cell.plain_text() } else { String::new() }
    };
    let grid = support::positions(table).into_iter().enumerate();
    grid.map(|(row, cells)| cells.into_iter().enumerate().map(|(column, cell)| text(row, column, cell)).collect())
        .collect()
}

#[test]
fn every_cell_of_every_example_is_in_its_place() {
    let (mut seen, mut figures) = (0, 0);
    for (name, document) in documents() {
        for (choice, repeated) in [("repeat", true), ("blank", false)] {
            let exported = export(&document, &json!({ "merged_cells": choice, "formulas": "keep" }));
            let files = files(&exported, true);
            let tables = tables(&document);
            assert_eq!(files.len(), 1 + tables.len(), "{name}");
            for (table, (file, rows)) in tables.iter().zip(&files[1..]) {
                assert_eq!(*rows, expected(table, repeated), "{name}: {file}");
                figures += figure_cells(table).len();
            }
            assert_eq!(files[0].0, "tables.csv");
            let listed: Vec<&String> = files[0].1[1..].iter().map(|row| &row[0]).collect();
            assert_eq!(listed, files[1..].iter().map(|(file, _)| file).collect::<Vec<_>>(), "{name}");
        }
        seen += 1;
    }
    assert!(seen >= 40 && figures >= 6_000, "{seen} documents, {figures} figures in tables");
}

/// The value of a cell that holds nothing else.
fn sole(cell: &jianbao_document::Cell) -> Option<&TypedValue> {
    match (&cell.paragraphs[..], cell.paragraphs.first().map(|one| &one.inlines[..])) {
        ([_], Some([Inline::Value(value)])) => Some(value),
        _ => None,
    }
}

#[test]
fn exact_numbers_have_all_their_digits_in_the_unit_of_the_table() {
    let mut compared = 0;
    for (name, document) in documents() {
        let files = files(&export(&document, &json!({ "numbers": "exact", "merged_cells": "blank" })), true);
        for (table, (_, rows)) in tables(&document).iter().zip(&files[1..]) {
            for (row, column, cell) in figure_cells(table) {
                let Some(TypedValue { exact: Some(exact), format: Some(ValueFormat::Number { shift, .. }), .. }) =
                    sole(cell)
                else {
                    continue;
                };
                let unit = Decimal::from(10_u64.pow(u32::try_from(*shift).unwrap()));
                let shown = Decimal::from_str(&rows[row][column]).unwrap();
                assert_eq!(shown * unit, Decimal::from_str(exact).unwrap(), "{name}, row {row}, column {column}");
                compared += 1;
            }
        }
    }
    assert!(compared > 1_000, "{compared}");
}

#[test]
fn texts_are_no_formulas() {
    let cases = [
        ("=1+1", "'=1+1"),
        ("+86 10 1234", "'+86 10 1234"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1", "'＝1"),
        ("-5.20", "-5.20"),
        ("+1,234.5%", "+1,234.5%"),
        ("-", "-"),
        ("甲\"乙\",丙", "甲\"乙\",丙"),
        ("a\u{7}b", "a\u{fffd}b"),
    ];
    let rows: Vec<Vec<String>> = cases.iter().map(|(text, _)| vec![(*text).to_owned(), "x".to_owned()]).collect();
    let document = made::document(&[made::table(&rows)]);
    let neutral = files(&export(&document, &Value::Null), true);
    let kept = files(&export(&document, &json!({ "formulas": "keep" })), true);
    for (index, (text, expected)) in cases.iter().enumerate() {
        assert_eq!(neutral[1].1[index][0], *expected);
        assert_eq!(kept[1].1[index][0], text.replace('\u{7}', "\u{fffd}"));
    }
}

#[test]
fn names_are_safe_on_any_system() {
    let captions =
        ["../../etc/passwd", "CON", "a:b*c?\"<>|", "", "名".repeat(200).as_str(), "同名", "同名"].map(str::to_owned);
    let blocks: Vec<Value> = captions
        .iter()
        .map(|text| {
            let mut table = made::table(&[vec!["a".to_owned()]]);
            table["caption"] =
                json!({ "label": "", "number": "", "inlines": [{ "kind": "text", "text": text }], "style": "body" });
            table
        })
        .collect();
    let files = files(&export(&made::document(&blocks), &json!({ "byte_order_mark": false })), false);
    let names: Vec<&str> = files[1..].iter().map(|(name, _)| name.as_str()).collect();
    let long = format!("05-{}.csv", "名".repeat(33));
    assert_eq!(
        names,
        ["01-etc_passwd.csv", "02-CON.csv", "03-a_b_c.csv", "04-t.csv", &long, "06-同名.csv", "07-同名.csv"]
    );
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let (_, document) = documents().into_iter().next().unwrap();
    assert_eq!(export(&document, &Value::Null).bytes, export(&document, &Value::Null).bytes);
}

#[test]
fn many_rows_and_long_texts_fit() {
    let (rows, long) = (made::large(10_000), vec!["监".repeat(40_000)]);
    let document = made::document(&[made::table(&rows), made::table(std::slice::from_ref(&long))]);
    let found: BTreeMap<_, _> = files(&export(&document, &Value::Null), true).into_iter().collect();
    assert_eq!(found["01-t.csv"], rows);
    assert_eq!(found["02-t.csv"], [long]);
}
