//! The smallest document, the one with everything, and those with what is still to come.

use jianbao_document::{
    Band, Block, ChartKind, Document, DocumentFigure, Inline, Orientation, PageNumber, PageNumberFormat,
    PageNumberPlace, Paragraph, Reference, TextRun, Tone, TypedValue, UnknownBlock, features,
};
use serde_json::{Map, json};

use super::parts::{caption, cell, chart, document, heading, number, page, paragraph, section, toc};
use super::tables::merged;

/// One paragraph.
pub(crate) fn minimal() -> Document {
    document("最小文档", vec![section("only", vec![paragraph(vec![Inline::text("一段文字。")])])])
}

/// Every kind of block and inline, and every feature of the model.
pub(crate) fn every_block() -> Document {
    let mut first = section("front", vec![toc(&[("h1", "一、概况")]), Block::PageBreak]);
    first.header = Some(Band { style: "body".to_owned(), inlines: vec![Inline::text("页眉")] });
    first.footer = Some(Band { style: "body".to_owned(), inlines: vec![Inline::text("页脚")] });
    first.page_number = Some(page_number(PageNumberPlace::Centre, PageNumberFormat::UpperRoman));
    let mut body = section("body", body_blocks());
    body.page_number = Some(page_number(PageNumberPlace::Outer, PageNumberFormat::Decimal));
    let mut annex = section("annex", vec![Block::Table(merged("annex-table"))]);
    annex.page = page(Orientation::Landscape);
    let mut document = document("监测报告", vec![first, body, annex]);
    document.figures.insert(
        "rate".to_owned(),
        DocumentFigure {
            title: "执行率".to_owned(),
            exact: Some("90.5".to_owned()),
            no_value: None,
            unit: Some("%".to_owned()),
            formula: None,
            inputs: Vec::new(),
            pointer: Some("/funding/rate".to_owned()),
        },
    );
    document
}

fn page_number(place: PageNumberPlace, format: PageNumberFormat) -> PageNumber {
    let (prefix, suffix) = ("— ".to_owned(), " —".to_owned());
    PageNumber { format, prefix, suffix, place, start: Some(1), style: "page-number".to_owned() }
}

fn body_blocks() -> Vec<Block> {
    let run = |text: &str, change: fn(&mut TextRun)| {
        let mut run = TextRun { text: text.to_owned(), ..TextRun::default() };
        change(&mut run);
        Inline::Text(run)
    };
    let faces = vec![
        run("加粗", |run| run.bold = true),
        run("倾斜", |run| run.italic = true),
        run("删除线", |run| run.strike = true),
        run("待补", |run| run.highlight = true),
        run("红灯", |run| run.tone = Some(Tone::Red)),
        Inline::LineBreak,
        Inline::Value(TypedValue { figure: Some("rate".to_owned()), ..number("90.5") }),
        Inline::Reference(Reference { target: "funds".to_owned(), text: "表 1".to_owned() }),
    ];
    let mut table = super::table("funds", 2, 1, vec![vec![cell("项目"), cell("执行数")], vec![cell("甲"), cell("1")]]);
    table.title = Some("资金".to_owned());
    table.caption = Some(caption("表", 1, "资金使用情况"));
    table.unit_line = Some("单位：万元".to_owned());
    table.unit_line_style = Some("unit-line".to_owned());
    let mut bars = chart("bars", ChartKind::Bars, &[("甲", "12.5"), ("乙", "")]);
    bars.caption = Some(caption("图", 1, "执行数"));
    vec![
        heading("h1", 1, "概况"),
        heading("h2", 2, "资金"),
        heading("h3", 3, "明细"),
        paragraph(faces),
        paragraph(Vec::new()),
        Block::Paragraph(Paragraph {
            style: "body".to_owned(),
            inlines: vec![Inline::text("列表项")],
            marker: Some("（1）".to_owned()),
            pointer: Some("/text/0".to_owned()),
        }),
        Block::Table(table),
        Block::Chart(bars),
        Block::Chart(chart("columns", ChartKind::Columns, &[("甲", "3"), ("乙", "-1.25")])),
    ]
}

/// A block of a kind that no exporter can know, among blocks that every exporter knows.
pub(crate) fn unknown_block() -> Document {
    let members = json!({ "id": "x1", "inlines": [{ "kind": "text", "text": "注" }], "depth": { "of": [1, 2] } });
    let value = members.as_object().map_or_else(Map::new, Clone::clone);
    let unknown = Block::Unknown(UnknownBlock { kind: "from-the-future".to_owned(), value });
    let table = super::table("t", 1, 0, vec![vec![cell("甲")]]);
    let blocks = vec![paragraph(vec![Inline::text("之前")]), unknown, Block::Table(table)];
    document("未知的块", vec![section("only", blocks)])
}

/// A document that says that it uses a feature which its blocks do not show.
pub(crate) fn with_feature(feature: &str) -> Document {
    let table = super::table("t", 1, 0, vec![vec![cell("甲")]]);
    let mut document = document("另一特性", vec![section("only", vec![Block::Table(table)])]);
    document.features = features(&document);
    document.features.push(feature.to_owned());
    document.features.sort();
    document
}
