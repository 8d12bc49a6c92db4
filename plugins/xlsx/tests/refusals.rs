//! Documents that Excel could not open are refused, with the place.
#![allow(clippy::unwrap_used, reason = "a test program")]

mod common;

use calamine::Data;
use common::{
    Book, band, caption, cell, chart, document, heading, paragraph, row, section, span, table, text, value, with_cells,
    with_table,
};
use jianbao_document::{Block, Cell, ChartKind, Document, Inline, Row, Table};
use jianbao_xlsx::{ErrorKind, Options, write};

fn is(document: &Document, kind: ErrorKind, pointer: &str) {
    let error = write(document, &Options::default()).expect_err(pointer);
    assert!(!error.message().is_empty() && !error.hint().is_empty());
    assert_eq!((error.kind(), error.pointer()), (kind, pointer));
}

#[test]
fn a_document_without_table_and_chart() {
    for document in [document(Vec::new()), document(vec![section("s", vec![paragraph("body", text("只有正文。"))])])]
    {
        is(&document, ErrorKind::Empty, "/sections");
    }
}

#[test]
fn cells_that_do_not_cover_the_grid() {
    let grid = |rows: Vec<Row>, pointer: &str| {
        let document = with_table(table("t", &[100, 100], 0, rows));
        is(&document, ErrorKind::Grid, &format!("/sections/0/blocks/1{pointer}"));
    };
    grid(vec![row(vec![cell("a")])], "/rows/0");
    grid(vec![row(vec![cell("a"), cell("b"), cell("c")])], "/rows/0/cells/2");
    grid(vec![row(vec![span(3, 1, cell("a"))])], "/rows/0/cells/0/column_span");
    grid(vec![row(vec![span(0, 1, cell("a")), cell("b")])], "/rows/0/cells/0/column_span");
    grid(vec![row(vec![span(u32::MAX, 1, cell("a"))])], "/rows/0/cells/0/column_span");
    grid(vec![row(vec![span(1, 2, cell("a")), cell("b")])], "/rows/0/cells/0/row_span");
    grid(vec![row(vec![span(1, 0, cell("a")), cell("b")])], "/rows/0/cells/0/row_span");
    grid(vec![Row { height: Some(-1), ..row(vec![span(2, 1, cell("a"))]) }], "/rows/0/height");
    let merged = row(vec![cell("a"), span(1, 2, cell("b"))]);
    grid(vec![merged.clone(), row(vec![cell("c"), cell("d")])], "/rows/1/cells/1");
    grid(vec![merged, row(vec![span(2, 1, cell("c"))])], "/rows/1/cells/0/column_span");
}

#[test]
fn columns_and_header_rows_that_excel_does_not_take() {
    let of = |widths: &[i32], headers, kind, pointer: &str| {
        is(&with_table(table("t", widths, headers, Vec::new())), kind, &format!("/sections/0/blocks/1/{pointer}"));
    };
    of(&[], 0, ErrorKind::Grid, "columns");
    of(&[100, 0], 0, ErrorKind::Grid, "columns/1/width");
    of(&[100], 1, ErrorKind::Grid, "header_rows");
    of(&vec![100; 16_385], 0, ErrorKind::Size, "columns");
}

#[test]
fn a_cell_takes_32767_units_and_not_one_more() {
    let most = "字".repeat(32_767);
    assert_eq!(Book::of(&with_cells(vec![cell(&most)])).at(0, 0, 0), Data::String(most.clone()));
    is(&with_cells(vec![cell(&(most.clone() + "字"))]), ErrorKind::CellLength, "/sections/0/blocks/1/rows/0/cells/0");
    let pairs = "😀".repeat(16_384);
    is(&with_cells(vec![cell("a"), cell(&pairs)]), ErrorKind::CellLength, "/sections/0/blocks/1/rows/0/cells/1");
    // In two faces the markup is too long for the library; the text is kept.
    let bold = Inline::Value(jianbao_document::TypedValue { bold: true, ..value("重", "1", 0, "", 0) });
    let faces = with_cells(vec![Cell::of(vec![Inline::text("字".repeat(32_766)), bold])]);
    let Data::String(kept) = Book::of(&faces).at(0, 0, 0) else { panic!("text") };
    assert!(kept.ends_with("字重") && kept.chars().count() == 32_767);
}

#[test]
fn texts_that_xml_excludes() {
    let bad = "a\u{B}b";
    let at = |document: &Document, pointer: &str| is(document, ErrorKind::Text, pointer);
    at(&with_cells(vec![cell(bad)]), "/sections/0/blocks/1/rows/0/cells/0/paragraphs/0/inlines/0/text");
    at(&with_cells(vec![cell("a\nb")]), "/sections/0/blocks/1/rows/0/cells/0/paragraphs/0/inlines/0/text");
    let plain = table("t", &[100], 0, Vec::new());
    at(&with_table(Table { unit_line: Some(bad.to_owned()), ..plain.clone() }), "/sections/0/blocks/1/unit_line");
    at(
        &with_table(Table { caption: Some(caption(bad, "题")), ..plain.clone() }),
        "/sections/0/blocks/1/caption/number",
    );
    let mut headed = with_table(plain.clone());
    headed.sections[0].header = Some(band(bad));
    at(&headed, "/sections/0/header/inlines/0/text");
    let mut titled = with_table(plain.clone());
    titled.properties.title = bad.to_owned();
    at(&titled, "/properties/title");
    let mut fonts = with_table(plain.clone());
    fonts.styles.paragraphs.get_mut("body").unwrap().fonts.chinese = bad.to_owned();
    at(&fonts, "/styles/paragraphs/body/fonts/chinese");
    let form = vec![paragraph("body", text(bad)), Block::Table(plain)];
    at(&document(vec![section("s", form)]), "/sections/0/blocks/0/inlines/0/text");
    let mut drawn = chart(ChartKind::Bars, &[]);
    drawn.categories[1] = bad.to_owned();
    at(&document(vec![section("s", vec![Block::Chart(drawn)])]), "/sections/0/blocks/0/categories/1");
}

#[test]
fn a_name_for_a_sheet_holds_no_control_characters_either() {
    let plain = table("t", &[100], 0, Vec::new());
    let titled = Table { title: Some("a\u{1}b".to_owned()), ..plain.clone() };
    is(&with_table(titled), ErrorKind::Text, "/sections/0/blocks/1/title");
    is(&with_table(Table { id: "a\u{1}".to_owned(), ..plain }), ErrorKind::Text, "/sections/0/blocks/1/id");
}

#[test]
fn unknown_and_impossible_styles() {
    let plain = table("t", &[100], 0, Vec::new());
    let style = ErrorKind::Style;
    is(&with_table(Table { cell_style: "x".to_owned(), ..plain.clone() }), style, "/sections/0/blocks/1/cell_style");
    let form = vec![paragraph("x", Vec::new()), Block::Table(plain.clone())];
    is(&document(vec![section("s", form)]), style, "/sections/0/blocks/0/style");
    for size in [0, 819] {
        let mut sized = with_table(plain.clone());
        sized.styles.paragraphs.get_mut("body").unwrap().size = size;
        is(&sized, style, "/styles/paragraphs/body/size");
    }
}

#[test]
fn headers_and_properties_that_excel_does_not_take() {
    let mut headed = with_table(table("t", &[100], 0, Vec::new()));
    headed.sections[0].header = Some(band(&"页眉".repeat(150)));
    is(&headed, ErrorKind::Page, "/sections/0/header");
    for date in ["2020-06", "2021-02-29", "1899-12-31"] {
        let mut dated = with_table(table("t", &[100], 0, Vec::new()));
        dated.properties.date = Some(date.to_owned());
        is(&dated, ErrorKind::Property, "/properties/date");
    }
    let mut named = with_table(table("t", &[100], 0, Vec::new()));
    named.properties.provenance.insert("DATASET".to_owned(), String::new());
    is(&named, ErrorKind::Property, "/properties/provenance/dataset");
}

#[test]
fn a_chart_with_a_missing_value() {
    let known = value("1%", "1", 0, "%", 0);
    let drawn = chart(ChartKind::Columns, &[("率", vec![known])]);
    let document = document(vec![section("s", vec![heading("", "图"), Block::Chart(drawn)])]);
    is(&document, ErrorKind::Grid, "/sections/0/blocks/1/series/0/values");
}
