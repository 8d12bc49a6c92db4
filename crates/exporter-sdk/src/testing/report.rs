//! A small report with one of everything.

use jianbao_document::{Band, Block, Document, Inline, PageNumberFormat, PageNumberPlace, Paragraph, TextRun};

use super::{
    cell, contents_block, cover, document, form, fund_use, funding_chart, heading, indicator_chart, landscape, lights,
    number, paragraph, reference, row, section, table, text,
};

/// A small report with one of everything: cover, contents, chapters with tables and charts, a landscape annex. `rate` is
/// what one of its sentences says of a rate.
#[must_use]
pub fn report(rate: Vec<Inline>) -> Document {
    let mut contents = section("contents", vec![contents_block()]);
    contents.page_number = Some(number(PageNumberPlace::Outer, PageNumberFormat::UpperRoman, Some(1)));
    let mut chapters = section("chapters", chapters(rate));
    chapters.page_number = Some(number(PageNumberPlace::Outer, PageNumberFormat::Decimal, Some(1)));
    chapters.header = Some(Band { style: "header".to_owned(), inlines: text("绩效运行监控报告") });
    let mut annex = section("annex", vec![Block::Table(form())]);
    annex.page = landscape();
    annex.page_number = Some(number(PageNumberPlace::Outer, PageNumberFormat::Decimal, None));
    let mut last = section("last", vec![paragraph("body", text("附注：以上数据由项目单位提供。"))]);
    last.page_number = Some(number(PageNumberPlace::Outer, PageNumberFormat::Decimal, None));
    document(vec![section("cover", cover()), contents, chapters, annex, last])
}

fn chapters(rate: Vec<Inline>) -> Vec<Block> {
    let long =
        "项目单位按照“先有预算、后有支出”的原则安排资金，截至7月31日累计支出227.18万元——执行率为90.87%……".repeat(4);
    let item = |marker: &str, words: &str| {
        Block::Paragraph(Paragraph {
            style: "body".to_owned(),
            inlines: text(words),
            marker: Some(marker.to_owned()),
            pointer: Some("/problems/0".to_owned()),
        })
    };
    let mut references = vec![
        Inline::text("见"),
        reference("fund-use", "表 1"),
        Inline::text("和"),
        reference("funds", "二、"),
        Inline::text("，另见"),
        reference("background", "（一）项目背景"),
        Inline::text("及"),
        reference("result", "第三章"),
        Inline::text("、"),
        reference("form", "附表"),
        Inline::text("；执行率"),
    ];
    references.extend(rate);
    references.extend([
        Inline::Text(TextRun { text: "待填".to_owned(), highlight: true, ..TextRun::default() }),
        Inline::Text(TextRun {
            text: " bold & <italic> ".to_owned(),
            bold: true,
            italic: true,
            strike: true,
            ..TextRun::default()
        }),
        Inline::text("。"),
    ]);
    let mut blocks = vec![
        heading("basics", 1, "一、", "项目基本情况"),
        heading("background", 2, "（一）", "项目背景"),
        paragraph("body", text(&long)),
        heading("details", 3, "1．", "资金来源"),
        paragraph("body", references),
        item("（1）", "第一项；"),
        item("（2）", "第二项。"),
        heading("funds", 1, "二、", "资金执行情况"),
        Block::Table(fund_use()),
        paragraph(
            "body",
            vec![Inline::text("资金执行情况如"), reference("funding-chart", "图 1"), Inline::text("所示。")],
        ),
        Block::Chart(funding_chart()),
        Block::Chart(indicator_chart()),
        Block::Table(lights()),
        Block::Table(table("plain", &[4000, 4000], 0, vec![row(vec![cell("甲"), cell("乙")])])),
        Block::Table(table("empty", &[4000, 4000], 0, Vec::new())),
        Block::PageBreak,
        heading("result", 1, "三、", "结论"),
    ];
    blocks.extend(std::iter::repeat_n(paragraph("body", text(&long)), 12));
    blocks
}
