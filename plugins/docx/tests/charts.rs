//! Charts: what Word draws, and what it opens for editing.
#![allow(clippy::unwrap_used, reason = "a test program")]

mod common;

use common::{
    amount, caption, chart, document, funding_chart, indicator_chart, paragraph, reference, section, series, text,
    unknown,
};
use jianbao_document::{Block, Chart, ChartKind, Document, Inline};
use jianbao_docx::{Options, write};
use jianbao_exporter_testkit::docx_structure::check_docx;
use jianbao_exporter_testkit::docx_text::{paragraphs, part_bytes, part_names, part_text};

fn of_blocks(blocks: Vec<Block>) -> Document {
    document(vec![section("s", blocks)])
}

fn made(document: &Document) -> Vec<u8> {
    let bytes = write(document, &Options::default()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(check_docx(&bytes), []);
    bytes
}

fn drawn(chart: Chart) -> String {
    part_text(&made(&of_blocks(vec![Block::Chart(chart)])), "word/charts/chart1.xml").unwrap()
}

fn holds(xml: &str, expected: &[&str]) {
    for expected in expected {
        assert!(xml.contains(expected), "{expected}\n{xml}");
    }
}

fn count(haystack: &str, needle: &str) -> usize {
    haystack.matches(needle).count()
}

#[test]
fn upright_bars_hold_the_exact_values_in_the_printed_unit() {
    let xml = drawn(funding_chart());
    holds(
        &xml,
        &[
            r#"<c:barDir val="col"/><c:grouping val="clustered"/>"#,
            "<c:f>Sheet1!$B$1</c:f><c:strCache><c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>预算</c:v></c:pt>",
            "<c:f>Sheet1!$A$2:$A$4</c:f><c:strCache><c:ptCount val=\"3\"/>",
            r#"<c:pt idx="2"><c:v>其他 &amp; &lt;自筹&gt;</c:v></c:pt>"#,
            r#"<c:f>Sheet1!$B$2:$B$4</c:f><c:numCache><c:formatCode>0.00</c:formatCode><c:ptCount val="3"/><c:pt idx="0"><c:v>250</c:v></c:pt><c:pt idx="1"><c:v>120</c:v></c:pt><c:pt idx="2"><c:v>0</c:v></c:pt>"#,
            // What is not known is a gap, not a zero.
            r#"<c:f>Sheet1!$C$2:$C$4</c:f><c:numCache><c:formatCode>0.00</c:formatCode><c:ptCount val="3"/><c:pt idx="0"><c:v>227.18</c:v></c:pt><c:pt idx="2"><c:v>-3.5</c:v></c:pt>"#,
            r#"<c:dispBlanksAs val="gap"/>"#,
            r#"<c:legendPos val="b"/>"#,
            "<a:t>万元</a:t>",
            r#"<c:axPos val="l"/><c:majorGridlines>"#,
            r#"sz="900" b="0"><a:solidFill><a:srgbClr val="000000"/></a:solidFill><a:latin typeface="Times New Roman"/><a:ea typeface="宋体"/>"#,
            r#"<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData>"#,
        ],
    );
    assert_eq!(count(&xml, r#"<c:showVal val="1"/>"#), 2, "each series has labels");
    assert_eq!(count(&xml, r#"<c:min val="0"/>"#), 0, "a bar goes below zero");
}

#[test]
fn lying_bars_begin_on_top() {
    let xml = drawn(indicator_chart());
    holds(
        &xml,
        &[
            r#"<c:barDir val="bar"/>"#,
            r#"<c:orientation val="maxMin"/></c:scaling><c:delete val="0"/><c:axPos val="l"/>"#,
            r#"<c:orientation val="minMax"/><c:min val="0"/></c:scaling><c:delete val="0"/><c:axPos val="b"/>"#,
            r#"<c:crosses val="max"/><c:crossBetween val="between"/>"#,
            r#"<c:formatCode>0"%"</c:formatCode>"#,
            // Points that are printed with other decimals than the first say so.
            r#"<c:dLbl><c:idx val="1"/><c:numFmt formatCode="0.0&quot;%&quot;" sourceLinked="0"/>"#,
            r#"<c:dLbl><c:idx val="2"/><c:numFmt formatCode="0.00&quot;%&quot;" sourceLinked="0"/>"#,
            "<c:v>33.333333333333333333333333333</c:v>",
        ],
    );
    assert_eq!(count(&xml, "<c:dLbl>"), 2);
}

#[test]
fn the_value_axis_begins_at_zero_whatever_the_values() {
    let axis = |values: &[&str]| {
        let values = values.iter().map(|exact| amount(exact, exact)).collect();
        let xml = drawn(chart("c", ChartKind::Columns, &["甲", "乙"], vec![series("数", values)]));
        (count(&xml, r#"<c:min val="0"/>"#), count(&xml, r#"<c:max val="0"/>"#))
    };
    assert_eq!(axis(&["98", "99"]), (1, 0));
    assert_eq!(axis(&["-98", "-99"]), (0, 1));
    assert_eq!(axis(&["-98", "99"]), (0, 0));
    assert_eq!(axis(&["0", "0"]), (1, 0));
}

#[test]
fn series_are_told_apart_without_colour() {
    let many = |number: usize| {
        let series = (0..number).map(|index| series(&format!("系列{index}"), vec![amount("1.00", "10000")])).collect();
        drawn(chart("c", ChartKind::Bars, &["甲"], series))
    };
    let xml = many(8);
    let mut fills: Vec<&str> =
        xml.split("</c:tx><c:spPr>").skip(1).map(|rest| rest.split("<a:ln").next().unwrap()).collect();
    assert_eq!(fills.len(), 8);
    fills.sort_unstable();
    fills.dedup();
    assert_eq!(fills.len(), 8);
    assert_eq!(count(&xml, r#"<c:showSerName val="1"/>"#), 0);
    assert_eq!(count(&many(9), r#"<c:showSerName val="1"/>"#), 9, "fills repeat, so the labels name the series");
}

#[test]
fn labels_turn_where_upright_bars_stand_close() {
    let turned = |categories: &[&str]| {
        let values = categories.iter().map(|_| amount("1234.56", "12345600")).collect();
        count(&drawn(chart("c", ChartKind::Columns, categories, vec![series("数", values)])), r#"rot="-5400000""#)
    };
    assert_eq!(turned(&["甲", "乙"]), 0);
    assert_eq!(turned(&["甲"; 20]), 1);
}

#[test]
fn the_frame_is_as_large_as_the_document_says_and_described() {
    let bytes = made(&of_blocks(vec![Block::Chart(funding_chart()), Block::Chart(indicator_chart())]));
    let xml = part_text(&bytes, "word/document.xml").unwrap();
    holds(
        &xml,
        &[
            r#"<w:keepNext/><w:snapToGrid w:val="0"/><w:spacing w:before="120" w:after="0" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>"#,
            r#"<wp:extent cx="5334000" cy="2540000"/>"#,
            r#"<wp:docPr id="1" name="图表 1" descr="柱形图：各类资金的预算与支出，单位为万元 &lt;“&amp;”&gt;。"/>"#,
            r#"<wp:docPr id="2" name="图表 2""#,
            r#"r:id="rIdChart2"/>"#,
        ],
    );
    let rels = part_text(&bytes, "word/_rels/document.xml.rels").unwrap();
    holds(&rels, &[r#"Target="charts/chart1.xml""#, r#"Target="charts/chart2.xml""#]);
    assert_eq!(paragraphs(&bytes).unwrap(), ["", "图 1 资金执行情况", "", "图 2 绩效指标完成情况"]);
}

#[test]
fn the_workbook_holds_the_drawn_numbers() {
    let bytes = made(&of_blocks(vec![Block::Chart(funding_chart())]));
    let workbook = part_bytes(&bytes, "word/embeddings/Microsoft_Excel_Sheet1.xlsx").unwrap();
    let names = part_names(&workbook).unwrap();
    assert_eq!(names.len(), 6, "{names:?}");
    let sheet = part_text(&workbook, "xl/worksheets/sheet1.xml").unwrap();
    holds(
        &sheet,
        &[
            r#"<row r="1"><c r="B1" t="inlineStr"><is><t xml:space="preserve">预算</t></is></c><c r="C1""#,
            r#"<row r="2"><c r="A2" t="inlineStr"><is><t xml:space="preserve">中央资金</t></is></c><c r="B2"><v>250</v></c><c r="C2"><v>227.18</v></c></row>"#,
            r#"<t xml:space="preserve">市级资金</t></is></c><c r="B3"><v>120</v></c></row>"#,
            r#"<c r="C4"><v>-3.5</v></c></row>"#,
        ],
    );
}

#[test]
fn references_reach_charts_by_their_captions_and_their_frames() {
    let bare = chart("bare", ChartKind::Columns, &["甲"], vec![series("数", vec![unknown()])]);
    let words =
        vec![Inline::text("见"), reference("funding-chart", "图 1"), Inline::text("和"), reference("bare", "下图")];
    let document = of_blocks(vec![paragraph("body", words), Block::Chart(funding_chart()), Block::Chart(bare)]);
    let xml = part_text(&made(&document), "word/document.xml").unwrap();
    assert_eq!(count(&xml, " REF _Ref"), 1);
    assert_eq!(count(&xml, r#"<w:hyperlink w:anchor="_Ref"#), 1);
    holds(&xml, &[r#"<w:t xml:space="preserve">图 </w:t>"#, r" SEQ 图 \* ARABIC "]);
}

#[test]
fn a_chart_may_stand_anywhere() {
    let bare = || Block::Chart(chart("c", ChartKind::Columns, &["甲"], vec![series("数", vec![unknown()])]));
    let words = || paragraph("body", text("字"));
    let of_two = |blocks| document(vec![section("a", blocks), section("b", vec![words()])]);
    made(&of_two(vec![bare()]));
    made(&of_two(vec![Block::PageBreak, bare()]));
    let xml = part_text(&made(&of_two(vec![words(), Block::PageBreak, bare()])), "word/document.xml").unwrap();
    holds(&xml, &[r#"<w:pageBreakBefore/><w:snapToGrid w:val="0"/>"#]);
}

#[test]
fn a_chart_with_nothing_in_it_is_no_mistake() {
    for (categories, all) in
        [(&[][..], vec![series("数", Vec::new())]), (&["甲"], Vec::new()), (&["甲"], vec![series("", vec![unknown()])])]
    {
        drawn(chart("c", ChartKind::Bars, categories, all));
    }
}

#[test]
fn a_document_without_charts_names_none() {
    let bytes = made(&of_blocks(vec![paragraph("body", text("字"))]));
    assert!(!part_text(&bytes, "[Content_Types].xml").unwrap().contains("chart"));
    assert!(!part_names(&bytes).unwrap().iter().any(|name| name.contains("chart") || name.contains("embeddings")));
}

#[test]
fn captions_of_charts_and_tables_are_counted_apart() {
    let captioned = |id: &str, label: &str, number: &str| {
        let caption = jianbao_document::Caption { label: label.to_owned(), ..caption(number, "题") };
        let bare = chart(id, ChartKind::Columns, &["甲"], vec![series("数", vec![unknown()])]);
        Block::Chart(Chart { caption: Some(caption), ..bare })
    };
    let blocks = vec![captioned("a", "图", "1"), Block::Table(common::fund_use()), captioned("b", "图", "2")];
    let xml = part_text(&made(&of_blocks(blocks)), "word/document.xml").unwrap();
    assert_eq!(count(&xml, r" SEQ 图 \* ARABIC </w:instrText>"), 2);
    assert_eq!(count(&xml, r" SEQ 表 \* ARABIC </w:instrText>"), 1);
}
