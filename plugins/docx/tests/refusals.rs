//! Documents that Word could not open are refused, with the place.
#![allow(clippy::unwrap_used, reason = "a test program")]

mod common;

use common::{
    amount, caption, cell, chart, document, form, fund_use, funding_chart, heading, number, paragraph, reference,
    report, row, section, series, span, table, text,
};
use jianbao_document::{
    Band, Block, Cell, Chart, ChartKind, Document, Inline, LineSpacing, PageNumberFormat, PageNumberPlace, Paragraph,
    Row, Section, Table, TableOfContents, TocEntry, TypedValue,
};
use jianbao_docx::{ErrorKind, Options, write};

fn refused(document: &Document) -> (ErrorKind, String) {
    let error = write(document, &Options::default()).expect_err("the document cannot be written");
    assert!(!error.message().is_empty() && !error.hint().is_empty());
    (error.kind(), error.pointer().to_owned())
}

fn of_blocks(blocks: Vec<Block>) -> (ErrorKind, String) {
    refused(&document(vec![section("s", blocks)]))
}

fn of_rows(widths: &[i32], rows: Vec<Row>) -> (ErrorKind, String) {
    of_blocks(vec![Block::Table(table("t", widths, 0, rows))])
}

fn changed(change: impl FnOnce(&mut Document)) -> (ErrorKind, String) {
    let mut document = report();
    change(&mut document);
    refused(&document)
}

fn body_style(document: &mut Document) -> &mut jianbao_document::ParagraphStyle {
    document.styles.paragraphs.get_mut("body").unwrap()
}

#[expect(clippy::needless_pass_by_value, reason = "reads better where it is called")]
fn is(found: (ErrorKind, String), kind: ErrorKind, pointer: &str) {
    assert_eq!((found.0, found.1.as_str()), (kind, pointer));
}

#[test]
fn cells_that_do_not_cover_the_grid() {
    let grid = |rows, pointer: &str| {
        is(of_rows(&[100, 100], rows), ErrorKind::Grid, &format!("/sections/0/blocks/0{pointer}"));
    };
    grid(vec![row(vec![cell("a")])], "/rows/0");
    grid(vec![row(vec![])], "/rows/0");
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
fn columns_and_header_rows_that_word_does_not_take() {
    let columns = |widths: &[i32], pointer: &str| is(of_rows(widths, Vec::new()), ErrorKind::Grid, pointer);
    columns(&[], "/sections/0/blocks/0/columns");
    columns(&[100; 64], "/sections/0/blocks/0/columns");
    columns(&[100, 0], "/sections/0/blocks/0/columns/1/width");
    columns(&[-5], "/sections/0/blocks/0/columns/0/width");
    columns(&[i32::MAX, i32::MAX], "/sections/0/blocks/0/columns/0/width");
    let headed = table("t", &[100], 2, vec![row(vec![cell("a")])]);
    is(of_blocks(vec![Block::Table(headed)]), ErrorKind::Grid, "/sections/0/blocks/0/header_rows");
}

#[test]
fn unknown_styles() {
    let style = |block: Block, pointer: &str| {
        is(of_blocks(vec![block]), ErrorKind::Style, &format!("/sections/0/blocks/0{pointer}"));
    };
    style(paragraph("nowhere", Vec::new()), "/style");
    style(Block::Table(Table { cell_style: "x".to_owned(), ..form() }), "/cell_style");
    style(Block::Table(Table { unit_line_style: Some("x".to_owned()), ..fund_use() }), "/unit_line_style");
    let mut styled = fund_use();
    styled.rows[0].cells[1].paragraphs[0].style = Some("x".to_owned());
    style(Block::Table(styled), "/rows/0/cells/1/paragraphs/0/style");
    let mut captioned = fund_use();
    captioned.caption.as_mut().unwrap().style = "x".to_owned();
    style(Block::Table(captioned), "/caption/style");
    is(changed(|document| document.styles.default = "x".to_owned()), ErrorKind::Style, "/styles/default");
    let band = Some(Band { style: "x".to_owned(), inlines: Vec::new() });
    is(changed(|document| document.sections[1].header = band), ErrorKind::Style, "/sections/1/header/style");
    let numbered = |document: &mut Document| document.sections[1].page_number.as_mut().unwrap().style = "x".to_owned();
    is(changed(numbered), ErrorKind::Style, "/sections/1/page_number/style");
}

#[test]
fn impossible_styles() {
    let style = |change: fn(&mut jianbao_document::ParagraphStyle), pointer: &str| {
        let found = changed(|document| change(body_style(document)));
        is(found, ErrorKind::Style, &format!("/styles/paragraphs/body/{pointer}"));
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
        |blocks, pointer: &str| is(of_blocks(blocks), ErrorKind::Reference, &format!("/sections/0/blocks/{pointer}"));
    at(vec![paragraph("body", vec![Inline::text("见"), reference("x", "表 9")])], "0/inlines/1/target");
    at(vec![heading("a", 1, "", "甲"), heading("a", 1, "", "乙")], "1/id");
    at(vec![heading("t", 1, "", "甲"), Block::Table(table("t", &[100], 0, Vec::new()))], "1/id");
    let entry = |target: &str| TocEntry {
        target: target.to_owned(),
        level: 1,
        text: "甲".to_owned(),
        style: "toc-1".to_owned(),
    };
    let contents = |depth, target: &str| {
        Block::TableOfContents(TableOfContents {
            title: None,
            title_style: "toc-title".to_owned(),
            depth,
            entries: vec![entry(target)],
        })
    };
    at(vec![contents(3, "x")], "0/entries/0/target");
    at(vec![contents(3, "t"), Block::Table(table("t", &[100], 0, Vec::new()))], "0/entries/0/target");
    at(vec![contents(0, "a"), heading("a", 1, "", "甲")], "0/depth");
}

#[test]
fn texts_that_xml_excludes() {
    let bad = "a\u{B}b";
    let at = |block: Block, pointer: &str| {
        is(of_blocks(vec![block]), ErrorKind::Text, &format!("/sections/0/blocks/0{pointer}"));
    };
    at(paragraph("body", text(bad)), "/inlines/0/text");
    at(paragraph("body", text("a\nb")), "/inlines/0/text");
    let value = TypedValue { text: bad.to_owned(), ..TypedValue::default() };
    at(paragraph("body", vec![Inline::Value(value)]), "/inlines/0/text");
    let marked =
        Paragraph { style: "body".to_owned(), inlines: Vec::new(), marker: Some(bad.to_owned()), pointer: None };
    at(Block::Paragraph(marked), "/marker");
    at(heading("h", 1, bad, "甲"), "/number");
    at(Block::Table(table("t", &[100], 0, vec![row(vec![cell(bad)])])), "/rows/0/cells/0/paragraphs/0/inlines/0/text");
    at(Block::Table(Table { title: Some(bad.to_owned()), ..fund_use() }), "/title");
    at(Block::Table(Table { unit_line: Some(bad.to_owned()), ..fund_use() }), "/unit_line");
    at(Block::Table(Table { caption: Some(caption(bad, "题")), ..fund_use() }), "/caption/number");
    at(Block::Table(Table { caption: Some(caption("1", bad)), ..fund_use() }), "/caption/inlines/0/text");
    is(changed(|document| document.properties.title = bad.to_owned()), ErrorKind::Text, "/properties/title");
    is(
        changed(|document| body_style(document).fonts.chinese = bad.to_owned()),
        ErrorKind::Text,
        "/styles/paragraphs/body/fonts/chinese",
    );
    is(
        changed(|document| body_style(document).title = bad.to_owned()),
        ErrorKind::Text,
        "/styles/paragraphs/body/title",
    );
    let suffix = |document: &mut Document| document.sections[2].page_number.as_mut().unwrap().suffix = bad.to_owned();
    is(changed(suffix), ErrorKind::Text, "/sections/2/page_number/suffix");
}

#[test]
fn charts_that_contradict_themselves() {
    let is_refused = |change: fn(&mut Chart), kind, pointer: &str| {
        let mut chart = funding_chart();
        change(&mut chart);
        is(of_blocks(vec![Block::Chart(chart)]), kind, &format!("/sections/0/blocks/0/{pointer}"));
    };
    let chart = |change, pointer: &str| is_refused(change, ErrorKind::Chart, pointer);
    chart(|chart| drop(chart.series[1].values.pop()), "series/1/values");
    chart(|chart| drop(chart.categories.pop()), "series/0/values");
    chart(|chart| chart.categories.push("丁".to_owned()), "series/0/values");
    for exact in ["2020-11-30", "1e3", "", "1/3", "NaN"] {
        let mut chart = funding_chart();
        chart.series[1].values[2].exact = Some(exact.to_owned());
        let pointer = "/sections/0/blocks/0/series/1/values/2/exact";
        is(of_blocks(vec![Block::Chart(chart)]), ErrorKind::Chart, pointer);
    }
    chart(|chart| chart.categories = vec!["甲".to_owned(); 32_001], "categories");
    chart(|chart| chart.series = vec![chart.series[0].clone(); 256], "series");
    let length = |change, pointer: &str| is_refused(change, ErrorKind::Length, pointer);
    length(|chart| chart.width = 0, "width");
    length(|chart| chart.width = i32::MAX, "width");
    length(|chart| chart.height = -1, "height");
    let text = |change, pointer: &str| is_refused(change, ErrorKind::Text, pointer);
    text(|chart| chart.description = "a\u{1}".to_owned(), "description");
    text(|chart| chart.unit = Some("\t".to_owned()), "unit");
    text(|chart| chart.categories[1] = "\u{FFFE}".to_owned(), "categories/1");
    text(|chart| chart.series[1].name = "a\nb".to_owned(), "series/1/name");
    let style = |change, pointer: &str| is_refused(change, ErrorKind::Style, pointer);
    style(|chart| chart.text_style = "nowhere".to_owned(), "text_style");
    style(|chart| chart.caption.as_mut().unwrap().style = "nowhere".to_owned(), "caption/style");
}

#[test]
fn charts_share_the_ids_of_tables_and_headings() {
    let one = || chart("c", ChartKind::Bars, &["甲"], vec![series("数", vec![amount("1.00", "10000")])]);
    let twice = vec![Block::Chart(one()), Block::Table(table("c", &[100], 0, Vec::new()))];
    is(of_blocks(twice), ErrorKind::Reference, "/sections/0/blocks/1/id");
    let lost = vec![paragraph("body", vec![reference("d", "图 2")]), Block::Chart(one())];
    is(of_blocks(lost), ErrorKind::Reference, "/sections/0/blocks/0/inlines/0/target");
}

#[test]
fn pages_that_hold_nothing() {
    let at = |change: fn(&mut Section), pointer: &str| {
        is(changed(|document| change(&mut document.sections[1])), ErrorKind::Length, &format!("/sections/1/{pointer}"));
    };
    at(|section| section.page.width = 0, "page/width");
    at(|section| section.page.height = 40_000, "page/height");
    at(|section| section.page.margin_left = -1, "page/margin_left");
    at(|section| section.page.margin_right = 11_000, "page");
    at(|section| section.page.margin_top = 16_000, "page");
    at(|section| section.page.grid_line_pitch = Some(0), "page/grid_line_pitch");
    let start = Some(number(PageNumberPlace::Centre, PageNumberFormat::Decimal, Some(u32::MAX)));
    is(
        changed(|document| document.sections[1].page_number = start),
        ErrorKind::Length,
        "/sections/1/page_number/start",
    );
}

#[test]
fn properties_that_word_does_not_take() {
    let at = |change: fn(&mut jianbao_document::Properties), pointer: &str| {
        is(
            changed(|document| change(&mut document.properties)),
            ErrorKind::Property,
            &format!("/properties/{pointer}"),
        );
    };
    at(|properties| properties.date = Some("2020-06".to_owned()), "date");
    at(|properties| properties.language = "中文".to_owned(), "language");
    at(|properties| drop(properties.provenance.insert(String::new(), String::new())), "provenance/");
    at(|properties| drop(properties.provenance.insert("LAYOUT".to_owned(), String::new())), "provenance/layout");
}

#[test]
fn a_document_without_sections() {
    is(refused(&document(Vec::new())), ErrorKind::Empty, "/sections");
}

#[test]
fn an_empty_cell_is_no_mistake() {
    let rows = vec![row(vec![Cell::default()])];
    write(&document(vec![section("s", vec![Block::Table(table("t", &[1], 1, rows))])]), &Options::default()).unwrap();
}
