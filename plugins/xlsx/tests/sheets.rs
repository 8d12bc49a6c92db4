//! Sheets: what stands on which, their names, merged cells, looks, print set-up.
#![allow(clippy::unwrap_used, reason = "a test program")]

mod common;

use calamine::Data;
use common::{
    Book, after, band, caption, cell, chart, document, head, heading, lamp, number, paragraph, row, section, span,
    table, text, value, with_cells, with_table,
};
use jianbao_document::{
    Block, Cell, ChartKind, Inline, Orientation, PageNumberPlace, Row, Table, TextRun, Tone, TypedValue,
};

fn strings(book: &mut Book, sheet: usize) -> Vec<Vec<String>> {
    book.sheet(sheet).rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
}

#[test]
fn a_form_has_its_lines_and_a_table_its_caption() {
    let form =
        table("form", &[2000, 3000], 1, vec![row(vec![head("项目"), head("情况")]), row(vec![cell("甲"), cell("乙")])]);
    let listed = Table {
        title: Some("使用情况".to_owned()),
        caption: Some(caption("1", "资金使用情况表")),
        unit_line: Some("单位：万元".to_owned()),
        unit_line_style: Some("unit-line".to_owned()),
        ..form.clone()
    };
    let mut book = Book::of(&document(vec![
        section("cover", vec![paragraph("title", text("封面"))]),
        section(
            "chapter",
            vec![heading("一、", "正文"), Block::Table(listed), paragraph("body", text("正文不导出。"))],
        ),
        section(
            "annex",
            vec![
                paragraph("title", text("监控表")),
                heading("", "（2020年度）"),
                Block::Table(form),
                Block::PageBreak,
                paragraph("body", text("注：由单位填报。")),
            ],
        ),
    ]));
    assert_eq!(book.names(), ["使用情况", "form"]);
    assert_eq!(
        strings(&mut book, 0),
        [["表 1 资金使用情况表", ""], ["单位：万元", ""], ["项目", "情况"], ["甲", "乙"]]
    );
    assert_eq!(
        strings(&mut book, 1),
        [["监控表", ""], ["（2020年度）", ""], ["项目", "情况"], ["甲", "乙"], ["注：由单位填报。", ""]]
    );
    let (listed, form) = (book.xml(0), book.xml(1));
    assert!(listed.contains("<mergeCell ref=\"A1:B1\"/>") && form.contains("<mergeCell ref=\"A5:B5\"/>"));
    assert!(listed.contains("<pane ySplit=\"3\"") && !form.contains("<pane"));
    assert!(form.contains("<brk id=\"4\""));
    let names = book.part("xl/workbook.xml");
    assert!(names.contains("使用情况!$3:$3") && names.contains("form!$3:$3") && names.contains("form!$A$1:$B$5"));
}

#[test]
fn spans_are_merged_cells_with_closed_borders() {
    let rows = vec![
        row(vec![span(2, 1, cell("甲")), span(1, 3, cell("乙"))]),
        row(vec![cell("丙"), span(1, 2, Cell::default())]),
        row(vec![cell("丁")]),
    ];
    let mut book = Book::of(&with_table(table("t", &[1500, 3000, 1500], 0, rows)));
    let sheet = book.xml(0);
    for merged in ["A1:B1", "C1:C3", "B2:B3"] {
        assert!(sheet.contains(&format!("<mergeCell ref=\"{merged}\"/>")), "{merged}");
    }
    assert!(sheet.contains("<mergeCells count=\"3\">"));
    for covered in ["B1", "C2", "C3", "B3"] {
        assert!(after(&sheet, &format!("<c r=\"{covered}\"")).starts_with(" s="), "{covered}");
    }
    assert_eq!(book.at(0, 0, 2), Data::String("乙".to_owned()));
    // 1500 twentieths of a point are 100 pixels, 3000 are 200.
    assert!(sheet.contains("<col min=\"1\" max=\"1\" width=\"14.28515625\""));
    assert!(sheet.contains("<col min=\"2\" max=\"2\" width=\"28.5703125\""));
}

#[test]
fn rows_are_as_high_as_their_text() {
    let height = |document, row: u32| -> f64 {
        let sheet = Book::of(&document).xml(0);
        let row = after(&sheet, &format!("<row r=\"{row}\"")).to_owned();
        after(&row, "ht=\"").split('"').next().unwrap().parse().unwrap()
    };
    let of = |words: &str| height(with_cells(vec![cell(words)]), 1);
    let (one, ten) = (of("一"), of(&"一二三四五六七八".repeat(10)));
    assert!((15.0..=20.0).contains(&one), "{one}");
    assert!(ten > 9.0 * 14.0 && ten < 14.0 * 16.0, "{ten}");
    assert!(of(&"字".repeat(20_000)) <= 409.0, "Excel's limit");
    let tall = Row { height: Some(1000), ..row(vec![cell("一")]) };
    assert!((height(with_table(table("t", &[2000], 0, vec![tall])), 1) - 50.25).abs() < 0.5);
    // A cell over two rows asks the last one for what is missing.
    let rows = vec![row(vec![span(1, 2, cell(&"字".repeat(80))), cell("一")]), row(vec![cell("二")])];
    let merged = with_table(table("t", &[2000, 2000], 0, rows));
    assert!(height(merged.clone(), 1) <= one + 1.0 && height(merged, 2) > 100.0);
}

#[test]
fn a_page_ends_above_a_merged_cell_that_it_would_cut() {
    // Each row is a tenth of a page and a bit: the tenth would be on the second page.
    let line = |cells| Row { height: Some(1250), ..row(cells) };
    let rows = |merged: usize| {
        let one = |row: usize| {
            let number = cell(&row.to_string());
            let covered = row > merged && row < merged + 3;
            if row == merged {
                line(vec![span(1, 3, cell("类别")), number])
            } else if covered {
                line(vec![number])
            } else {
                line(vec![cell("甲"), number])
            }
        };
        (0..15).map(one).collect()
    };
    let breaks = |merged| {
        let sheet = Book::of(&with_table(table("t", &[2000, 2000], 0, rows(merged)))).xml(0);
        sheet.split("<brk id=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(breaks(8), ["8"]);
    assert_eq!(breaks(2), [""; 0]);
    // A row that repeats labels is where a page ends that is nearly full; elsewhere it ends none.
    for (repeated, ends) in [(7, "7"), (2, "8")] {
        let mut broken = rows(8);
        broken[repeated].break_before = true;
        let sheet = Book::of(&with_table(table("t", &[2000, 2000], 0, broken))).xml(0);
        assert!(
            sheet.contains("<rowBreaks count=\"1\"") && sheet.contains(&format!("<brk id=\"{ends}\"")),
            "{repeated}"
        );
    }
}

#[test]
fn names_of_sheets_come_from_titles_captions_and_ids() {
    let of = |id: &str, title: Option<&str>, words: Option<&str>| {
        let plain = table(id, &[2000], 0, vec![row(vec![cell("甲")])]);
        Block::Table(Table {
            title: title.map(str::to_owned),
            caption: words.map(|words| caption("1", words)),
            ..plain
        })
    };
    let long = "绩".repeat(40);
    let blocks = vec![
        heading("一、", "正文"),
        of("a", Some("收支/情况[1]"), Some("不用")),
        of("b", None, Some("收支／情况［1］")),
        of("c", None, Some("")),
        of("History", None, None),
        of("d", Some(&long), None),
        of("e", Some(&long), None),
    ];
    let names = Book::of(&document(vec![section("s", blocks)])).names();
    let (cut, second) = ("绩".repeat(30) + "…", "绩".repeat(27) + "…（2）");
    assert_eq!(names, ["收支／情况［1］", "收支／情况［1］（2）", "c", "History（2）", cut.as_str(), second.as_str()]);
}

#[test]
fn text_that_looks_like_something_else_stays_text() {
    let injections = [
        "=1+1",
        "=cmd|' /C calc'!A0",
        "+1",
        "-1",
        "@SUM(A1)",
        "{=1}",
        "007",
        "1e5",
        "2020-01-01",
        "TRUE",
        "<r><t>x</t></r>",
        "<r></r>",
        "_x0041_",
        "http://example.invalid/",
        " 前后 ",
        "#REF!",
        "'引",
    ];
    let mut book = Book::of(&with_cells(injections.map(cell).to_vec()));
    for (column, words) in (0..).zip(injections) {
        assert_eq!(book.at(0, 0, column), Data::String(words.to_owned()));
    }
    assert!(book.formulas(0).is_empty());
    assert!(!book.xml(0).contains("hyperlink"));
    let run = TextRun { text: "_x0041_".to_owned(), bold: true, ..TextRun::default() };
    let rich = with_cells(vec![Cell::of(vec![Inline::text("a"), Inline::Text(run)])]);
    assert!(Book::of(&rich).part("xl/sharedStrings.xml").contains("<t>_x005F_x0041_</t>"));
}

#[test]
fn lights_and_emphasis_are_rich_text_and_marked_places_are_yellow() {
    let bold = Inline::Text(TextRun { text: "重点".to_owned(), bold: true, ..TextRun::default() });
    let marked = TypedValue { text: "【待补：满意度】".to_owned(), highlight: true, ..TypedValue::default() };
    let mut book = Book::of(&with_cells(vec![
        Cell::of(vec![lamp(Tone::Red), Inline::text(" 红灯"), Inline::LineBreak, bold]),
        Cell::of(vec![Inline::Value(marked)]),
    ]));
    assert_eq!(book.at(0, 0, 0), Data::String("● 红灯\n重点".to_owned()));
    let strings = book.part("xl/sharedStrings.xml");
    assert!(strings.contains("FFC00000") && strings.contains("<b/>") && strings.contains("宋体"), "{strings}");
    assert!(book.part("xl/styles.xml").contains("FFFFFF00"));
}

#[test]
fn the_page_is_that_of_the_section() {
    let mut landscape = section("s", vec![Block::Table(table("t", &[2000], 0, vec![row(vec![cell("甲")])]))]);
    landscape.page.orientation = Orientation::Landscape;
    (landscape.page.width, landscape.page.height) = (landscape.page.height, landscape.page.width);
    landscape.page_number = Some(number(PageNumberPlace::Outer, Some(1)));
    landscape.header = Some(band("监控 & [报告]&[Page]"));
    landscape.footer = Some(band("2020年"));
    let sheet = Book::of(&document(vec![landscape])).xml(0);
    for part in [
        "<pageSetUpPr fitToPage=\"1\"/>",
        "paperSize=\"9\"",
        "orientation=\"landscape\"",
        "fitToHeight=\"0\"",
        "useFirstPageNumber=\"1\"",
        "top=\"1.4569\"",
        "horizontalCentered=\"1\"",
        "showGridLines=\"0\"",
        "<oddHeader>&amp;L&amp;9&amp;\"宋体,Regular\"监控 &amp;&amp; [报告]&amp;&amp;&amp;9[Page]</oddHeader>",
        "<oddFooter>&amp;L&amp;9&amp;\"宋体,Regular\"2020年&amp;C&amp;14&amp;\"宋体,Regular\"— &amp;P —</oddFooter>",
    ] {
        assert!(sheet.contains(part), "{part} in {sheet}");
    }
}

#[test]
fn the_file_says_what_it_is_and_carries_no_clock() {
    let book = Book::of(&with_cells(vec![cell("甲")]));
    let core = book.part("docProps/core.xml");
    for part in ["绩效运行监控报告", "2020年1—7月", "某会计师事务所 &amp; 合伙人", "2020-12-08T00:00:00Z"]
    {
        assert!(core.contains(part), "{part}");
    }
    assert!(book.part("docProps/custom.xml").contains("sha256:0011"));
    let mut dateless = with_cells(vec![cell("甲")]);
    dateless.properties.date = None;
    assert!(Book::of(&dateless).part("docProps/core.xml").contains("1980-01-01T00:00:00Z"));
}

#[test]
fn charts_show_cells_and_leave_gaps() {
    let known = value("90.87%", "90.872", 2, "%", 0);
    let unknown = TypedValue { text: "—".to_owned(), ..TypedValue::default() };
    let words = TypedValue { text: "≥95%".to_owned(), exact: Some("95".to_owned()), ..TypedValue::default() };
    let series =
        [("执行率", vec![known.clone(), unknown, words]), ("=预计", vec![known.clone(), known.clone(), known])];
    let bars = chart(ChartKind::Bars, &series);
    let columns = chart(ChartKind::Columns, &series[..1]);
    let table = table("图表", &[2000], 0, vec![row(vec![cell("甲")])]);
    let mut book = Book::of(&document(vec![section(
        "s",
        vec![heading("一、", "图"), Block::Chart(bars), Block::Table(table), Block::Chart(columns)],
    )]));
    assert_eq!(book.names(), ["图表", "图表（2）"]);
    let rows = strings(&mut book, 1);
    let head = rows.iter().position(|row| row[0] == "%").unwrap();
    let above = book.sheet(1).start().unwrap().0 as usize;
    assert_eq!(rows[head][..3], ["%", "执行率", "=预计"]);
    assert_eq!(rows[head + 1][..3], ["监测预警", "90.872", "90.872"]);
    assert_eq!(rows[head + 2][..2], ["=1+1", "—"]);
    assert_eq!(rows[head + 3][..2], ["应急演练", "95"]);
    let (bars, columns) = (book.part("xl/charts/chart1.xml"), book.part("xl/charts/chart2.xml"));
    for part in [
        "<c:barDir val=\"bar\"/>",
        "orientation val=\"maxMin\"",
        "<c:dispBlanksAs val=\"gap\"/>",
        "pattFill",
        "<c:legend>",
    ] {
        assert!(bars.contains(part), "{part} in {bars}");
    }
    assert!(bars.contains(&format!("'图表（2）'!$B${}:$B${}", above + head + 2, above + head + 4)));
    assert!(columns.contains("<c:barDir val=\"col\"/>") && !columns.contains("<c:legend>"));
    assert!(book.part("xl/drawings/drawing1.xml").contains("descr=\"各项资金的执行率\""));
}
