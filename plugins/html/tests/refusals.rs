//! Documents that no page could show are refused, with the place.
#![allow(clippy::unwrap_used, reason = "a test program")]

mod common;

use common::{
    caption, cell, chart, document, exactly, form, fund_use, funding_chart, heading, number, of_figure, paragraph,
    reference, report, row, section, span, table, text,
};
use jianbao_document::{
    Band, Block, Cell, Chart, ChartKind, Document, Inline, LineSpacing, PageNumberFormat, PageNumberPlace, Paragraph,
    Row, Section, Table, TableOfContents, TocEntry, TypedValue,
};
use jianbao_html::{ErrorKind, write};

fn refused(document: &Document) -> (ErrorKind, String) {
    let error = write(document).expect_err("the document cannot be written");
    assert!(!error.message().is_empty() && !error.hint().is_empty());
    assert!(error.to_string().contains(error.kind().code()));
    (error.kind(), error.pointer().to_owned())
}

#[track_caller]
fn is(document: &Document, kind: ErrorKind, pointer: &str) {
    assert_eq!(refused(document), (kind, pointer.to_owned()));
}

fn of_blocks(blocks: Vec<Block>) -> Document {
    document(vec![section("s", blocks)])
}

fn of_rows(widths: &[i32], rows: Vec<Row>) -> Document {
    of_blocks(vec![Block::Table(table("t", widths, 0, rows))])
}

fn changed(change: impl FnOnce(&mut Document)) -> Document {
    let mut document = report();
    change(&mut document);
    document
}

#[test]
fn grids_that_are_not_covered_once() {
    let grid = |rows: Vec<Row>, pointer: &str| {
        is(&of_rows(&[100, 200], rows), ErrorKind::Grid, &format!("/sections/0/blocks/0{pointer}"));
    };
    grid(vec![row(vec![cell("a")])], "/rows/0");
    grid(vec![row(Vec::new())], "/rows/0");
    grid(vec![row(vec![cell("a"), cell("b"), cell("c")])], "/rows/0/cells/2");
    grid(vec![row(vec![span(3, 1, cell("a"))])], "/rows/0/cells/0/column_span");
    grid(vec![row(vec![span(0, 1, cell("a")), cell("b")])], "/rows/0/cells/0/column_span");
    grid(vec![row(vec![span(u32::MAX, 1, cell("a"))])], "/rows/0/cells/0/column_span");
    grid(vec![row(vec![span(1, 2, cell("a")), cell("b")])], "/rows/0/cells/0/row_span");
    grid(vec![row(vec![span(1, 0, cell("a")), cell("b")])], "/rows/0/cells/0/row_span");
    grid(vec![row(vec![span(1, u32::MAX, cell("a")), cell("b")])], "/rows/0/cells/0/row_span");
    for height in [-1, 31_681] {
        grid(vec![Row { height: Some(height), ..row(vec![span(2, 1, cell("a"))]) }], "/rows/0/height");
    }
    let merged = row(vec![cell("a"), span(1, 2, cell("b"))]);
    grid(vec![merged.clone(), row(vec![cell("c"), cell("d")])], "/rows/1/cells/1");
    grid(vec![merged, row(vec![span(2, 1, cell("c"))])], "/rows/1/cells/0/column_span");
}

#[test]
fn columns_and_header_rows_that_no_table_has() {
    let columns = |widths: &[i32], pointer: &str| is(&of_rows(widths, Vec::new()), ErrorKind::Grid, pointer);
    columns(&[], "/sections/0/blocks/0/columns");
    columns(&[100; 1001], "/sections/0/blocks/0/columns");
    columns(&[100, 0], "/sections/0/blocks/0/columns/1/width");
    columns(&[i32::MAX, i32::MAX], "/sections/0/blocks/0/columns/0/width");
    let headed = table("t", &[100], 2, vec![row(vec![cell("a")])]);
    is(&of_blocks(vec![Block::Table(headed)]), ErrorKind::Grid, "/sections/0/blocks/0/header_rows");
}

#[test]
fn unknown_styles() {
    let style = |block: Block, pointer: &str| {
        is(&of_blocks(vec![block]), ErrorKind::Style, &format!("/sections/0/blocks/0{pointer}"));
    };
    style(paragraph("nowhere", Vec::new()), "/style");
    style(Block::Table(Table { cell_style: "x".to_owned(), ..form() }), "/cell_style");
    style(Block::Table(Table { unit_line_style: Some("x".to_owned()), ..fund_use() }), "/unit_line_style");
    style(Block::Chart(Chart { text_style: "x".to_owned(), ..funding_chart() }), "/text_style");
    let mut captioned = funding_chart();
    captioned.caption.as_mut().unwrap().style = "x".to_owned();
    style(Block::Chart(captioned), "/caption/style");
    let mut styled = fund_use();
    styled.rows[0].cells[1].paragraphs[0].style = Some("x".to_owned());
    style(Block::Table(styled), "/rows/0/cells/1/paragraphs/0/style");
    is(&changed(|document| document.styles.default = "x".to_owned()), ErrorKind::Style, "/styles/default");
    let band = Some(Band { style: "x".to_owned(), inlines: Vec::new() });
    is(&changed(|document| document.sections[1].header = band), ErrorKind::Style, "/sections/1/header/style");
    let numbered = |document: &mut Document| document.sections[1].page_number.as_mut().unwrap().style = "x".to_owned();
    is(&changed(numbered), ErrorKind::Style, "/sections/1/page_number/style");
}

#[test]
fn impossible_styles() {
    let style = |change: fn(&mut jianbao_document::ParagraphStyle), pointer: &str| {
        let found = changed(|document| change(document.styles.paragraphs.get_mut("body").unwrap()));
        is(&found, ErrorKind::Style, &format!("/styles/paragraphs/body/{pointer}"));
    };
    style(|style| style.size = 0, "size");
    style(|style| style.size = u32::MAX, "size");
    style(|style| style.outline_level = Some(0), "outline_level");
    style(|style| style.outline_level = Some(10), "outline_level");
    style(|style| style.line_spacing = LineSpacing::Exact(0), "line_spacing");
    style(|style| style.line_spacing = LineSpacing::Multiple(u32::MAX), "line_spacing");
    style(|style| style.first_line_chars = i32::MIN, "first_line_chars");
    style(|style| style.space_before = -1, "space_before");
    style(|style| style.indent_left = i32::MIN, "indent_left");
    style(|style| style.fonts.latin = String::new(), "fonts/latin");
}

#[test]
fn references_to_nothing_and_ids_used_twice() {
    let at =
        |blocks, pointer: &str| is(&of_blocks(blocks), ErrorKind::Reference, &format!("/sections/0/blocks/{pointer}"));
    at(vec![paragraph("body", vec![Inline::text("见"), reference("x", "表 9")])], "0/inlines/1/target");
    at(vec![heading("a", 1, "", "甲"), heading("a", 1, "", "乙")], "1/id");
    at(vec![heading("t", 1, "", "甲"), Block::Table(table("t", &[100], 0, Vec::new()))], "1/id");
    at(vec![Block::Chart(funding_chart()), Block::Chart(funding_chart())], "1/id");
    let contents = |depth, target: &str| {
        let style = "toc-1".to_owned();
        let entry = TocEntry { target: target.to_owned(), level: 1, text: "甲".to_owned(), style };
        let title_style = "toc-title".to_owned();
        Block::TableOfContents(TableOfContents { title: None, title_style, depth, entries: vec![entry] })
    };
    at(vec![contents(3, "x")], "0/entries/0/target");
    at(vec![contents(3, "t"), Block::Table(table("t", &[100], 0, Vec::new()))], "0/entries/0/target");
    at(vec![contents(0, "a"), heading("a", 1, "", "甲")], "0/depth");
}

#[test]
fn control_characters() {
    let bad = "a\u{B}b";
    let at = |block: Block, pointer: &str| {
        is(&of_blocks(vec![block]), ErrorKind::Text, &format!("/sections/0/blocks/0{pointer}"));
    };
    at(paragraph("body", text(bad)), "/inlines/0/text");
    at(paragraph("body", text("a\nb")), "/inlines/0/text");
    let value = |value: TypedValue| paragraph("body", vec![Inline::Value(value)]);
    at(value(TypedValue { text: bad.to_owned(), ..TypedValue::default() }), "/inlines/0/text");
    at(value(TypedValue { exact: Some(bad.to_owned()), ..TypedValue::default() }), "/inlines/0/exact");
    at(value(TypedValue { figure: Some(bad.to_owned()), ..TypedValue::default() }), "/inlines/0/figure");
    let marked =
        Paragraph { style: "body".to_owned(), inlines: Vec::new(), marker: Some(bad.to_owned()), pointer: None };
    at(Block::Paragraph(marked), "/marker");
    at(heading("h", 1, bad, "甲"), "/number");
    at(Block::Table(table("t", &[100], 0, vec![row(vec![cell(bad)])])), "/rows/0/cells/0/paragraphs/0/inlines/0/text");
    at(Block::Table(Table { unit_line: Some(bad.to_owned()), ..fund_use() }), "/unit_line");
    at(Block::Table(Table { title: Some(bad.to_owned()), ..fund_use() }), "/title");
    at(Block::Table(Table { caption: Some(caption(bad, "题")), ..fund_use() }), "/caption/number");
    at(Block::Table(Table { caption: Some(caption("1", bad)), ..fund_use() }), "/caption/inlines/0/text");
    at(Block::Chart(Chart { description: bad.to_owned(), ..funding_chart() }), "/description");
    at(Block::Chart(Chart { unit: Some(bad.to_owned()), ..funding_chart() }), "/unit");
    at(Block::Chart(chart("c", ChartKind::Bars, &[bad], Vec::new())), "/categories/0");
    at(Block::Chart(chart("c", ChartKind::Bars, &["a"], vec![exactly(bad, &[None])])), "/series/0/name");
    at(Block::Chart(chart("c", ChartKind::Bars, &["a"], vec![exactly("a", &[Some(bad)])])), "/series/0/values/0/text");
}

#[test]
fn control_characters_outside_the_blocks() {
    let bad = || "a\u{1}b".to_owned();
    let at = |document: Document, pointer: &str| is(&document, ErrorKind::Text, pointer);
    at(changed(|document| document.properties.title = bad()), "/properties/title");
    at(changed(|document| document.properties.author = Some(bad())), "/properties/author");
    let fonts = |document: &mut Document| document.styles.paragraphs.get_mut("body").unwrap().fonts.chinese = bad();
    at(changed(fonts), "/styles/paragraphs/body/fonts/chinese");
    at(
        changed(|document| drop(document.properties.provenance.insert("k".to_owned(), bad()))),
        "/properties/provenance/k",
    );
    let suffix = |document: &mut Document| document.sections[2].page_number.as_mut().unwrap().suffix = bad();
    at(changed(suffix), "/sections/2/page_number/suffix");
    let explained = |change: fn(&mut jianbao_document::DocumentFigure, String)| {
        let mut document = of_blocks(vec![paragraph("body", vec![of_figure("90.87%", "90.872", "rate")])]);
        change(document.figures.get_mut("rate").unwrap(), bad());
        document
    };
    at(explained(|figure, bad| figure.title = bad), "/figures/rate/title");
    at(explained(|figure, bad| figure.inputs[1].title = bad), "/figures/rate/inputs/1/title");
    let constant = |figure: &mut jianbao_document::DocumentFigure, bad| {
        figure.formula = Some(jianbao_document::Formula::Number(bad));
    };
    at(explained(constant), "/figures/rate/formula");
}

#[test]
fn charts_that_cannot_be_drawn() {
    let of = |values: &[Option<&str>]| chart("c", ChartKind::Columns, &["甲", "乙"], vec![exactly("一", values)]);
    let at = |chart: Chart, kind: ErrorKind, pointer: &str| {
        is(&of_blocks(vec![Block::Chart(chart)]), kind, &format!("/sections/0/blocks/0/{pointer}"));
    };
    at(of(&[Some("1")]), ErrorKind::Chart, "series/0/values");
    at(of(&[None, None, None]), ErrorKind::Chart, "series/0/values");
    for bad in ["2020-11-30", "", "NaN", "1e5000", "9999999999999999999999", "达标"] {
        at(of(&[Some("1"), Some(bad)]), ErrorKind::Chart, "series/0/values/1/exact");
    }
    for length in [0, -1, 31_681, i32::MAX] {
        at(Chart { width: length, ..of(&[None, None]) }, ErrorKind::Length, "width");
        at(Chart { height: length, ..of(&[None, None]) }, ErrorKind::Length, "height");
    }
}

#[test]
fn pages_that_hold_nothing() {
    let at = |change: fn(&mut Section), pointer: &str| {
        is(
            &changed(|document| change(&mut document.sections[1])),
            ErrorKind::Length,
            &format!("/sections/1/{pointer}"),
        );
    };
    at(|section| section.page.width = 0, "page/width");
    at(|section| section.page.height = 40_000, "page/height");
    at(|section| section.page.margin_left = -1, "page/margin_left");
    at(|section| section.page.margin_right = 11_000, "page");
    at(|section| section.page.margin_top = 16_000, "page");
    let start = Some(number(PageNumberPlace::Centre, PageNumberFormat::Decimal, Some(u32::MAX)));
    let changed = changed(|document| document.sections[1].page_number = start);
    is(&changed, ErrorKind::Length, "/sections/1/page_number/start");
}

#[test]
fn properties_that_no_page_has() {
    let at = |change: fn(&mut jianbao_document::Properties), pointer: &str| {
        let document = changed(|document| change(&mut document.properties));
        is(&document, ErrorKind::Property, &format!("/properties/{pointer}"));
    };
    for language in ["中文", "", "zh CN", "z", "zh-\"x"] {
        let document = changed(|document| document.properties.language = language.to_owned());
        is(&document, ErrorKind::Property, "/properties/language");
    }
    at(|properties| drop(properties.provenance.insert(String::new(), String::new())), "provenance/");
}

#[test]
fn a_document_without_sections() {
    is(&document(Vec::new()), ErrorKind::Empty, "/sections");
}

#[test]
fn an_empty_cell_and_an_empty_table_are_no_mistakes() {
    let empty = Block::Table(table("e", &[1, 2], 0, Vec::new()));
    let rows = vec![row(vec![Cell::default()])];
    write(&of_blocks(vec![Block::Table(table("t", &[1], 1, rows)), empty])).unwrap();
}
