//! What a page says and how it is built, read back as a tree.
#![allow(clippy::unwrap_used, reason = "a test program")]

mod common;

use common::{
    caption, cell, chart, document, exactly, form, fund_use, funding_chart, head, heading, landscape, of_figure,
    paragraph, report, row, section, span, table, text,
};
use jianbao_document::{Block, ChartKind, Document, Inline, Row, Table, TextRun, TypedValue, ValueFormat};
use jianbao_exporter_testkit::html_structure::check_html;
use jianbao_exporter_testkit::html_text::{Value, attributes, tables, texts, values};
use jianbao_html::write;

fn page(document: &Document) -> String {
    let bytes = write(document).unwrap();
    assert_eq!(check_html(&bytes), []);
    String::from_utf8(bytes).unwrap()
}

fn of_blocks(blocks: Vec<Block>) -> String {
    page(&document(vec![section("s", blocks)]))
}

/// How often a piece of markup stands in a page.
#[track_caller]
fn holds(page: &str, pieces: &[(&str, usize)]) {
    for (piece, count) in pieces {
        assert_eq!(page.matches(piece).count(), *count, "{piece}");
    }
}

#[test]
fn the_report_is_one_sound_page() {
    let page = page(&report());
    holds(
        &page,
        &[
            ("<html lang=\"zh-CN\">", 1),
            ("<meta charset=\"utf-8\"/>", 1),
            ("<title>安全生产专项资金绩效运行监控报告</title>", 1),
            ("<meta name=\"description\" content=\"2020年1—7月\"/>", 1),
            ("<meta name=\"author\" content=\"某会计师事务所 &amp; 合伙人\"/>", 1),
            ("<meta name=\"layout\" content=\"beijing/2020 &lt;draft&gt;\"/>", 1),
            ("<section ", 5),
            ("<script", 0),
            (" style=", 0),
            ("http:", 0),
            ("https:", 0),
        ],
    );
}

#[test]
fn the_printed_title_is_the_main_heading() {
    let bytes = write(&report()).unwrap();
    assert_eq!(texts(&bytes, "h1").unwrap(), ["安全生产专项资金\n绩效运行监控报告"]);
    let lines = |lines: &[&str]| {
        let blocks = lines.iter().map(|line| paragraph("title", text(line))).collect();
        let mut document = document(vec![section("cover", blocks)]);
        document.properties.title = "某项目 监控报告".to_owned();
        let bytes = write(&document).unwrap();
        assert_eq!(check_html(&bytes), []);
        (texts(&bytes, "h1").unwrap(), texts(&bytes, "p").unwrap().len())
    };
    assert_eq!(lines(&["北京市", "某项目", "监控报告", "2020年"]), (vec!["某项目\n监控报告".to_owned()], 2));
    assert_eq!(lines(&["某项目监控报告"]), (vec!["某项目监控报告".to_owned()], 0));
    // Not printed: the page has a heading for those who hear it.
    assert_eq!(lines(&["某项目", "报告"]), (vec!["某项目 监控报告".to_owned()], 2));
    assert_eq!(lines(&[]), (vec!["某项目 监控报告".to_owned()], 0));
}

#[test]
fn headings_are_one_level_below_the_title() {
    let levels = [(1, "h2"), (2, "h3"), (5, "h6"), (8, "h6")];
    for (level, element) in levels {
        let mut blocks = vec![heading("a", 1, "一、", "甲")];
        if let Block::Heading(heading) = &mut blocks[0] {
            heading.level = level;
        }
        let page = of_blocks(blocks);
        holds(&page, &[(format!("<{element} id=\"a\"").as_str(), 1), ("一、甲</h", 1)]);
        assert_eq!(page.contains("aria-level=\"9\""), level == 8);
    }
}

#[test]
fn contents_are_nested_lists_of_links() {
    let page = page(&report());
    let contents = &page[page.find("<nav").unwrap()..page.find("</nav>").unwrap()];
    holds(contents, &[("aria-label=\"目录\"", 1), ("<ol", 3), ("</ol>", 3), ("<li>", 5), ("href=\"#basics\"", 1)]);
    assert!(contents.contains("<a class=\"c-toc-3\" href=\"#details\">1．资金来源</a></li></ol></li></ol></li>"));
}

#[test]
fn references_are_links_to_what_they_name() {
    let bytes = write(&report()).unwrap();
    let links = texts(&bytes, "a").unwrap();
    for words in ["表 1", "二、", "（一）项目背景", "第三章", "附表"] {
        assert!(links.iter().any(|link| link == words), "{words}");
    }
}

#[test]
fn odd_ids_become_safe_and_stay_unlike_each_other() {
    let ids = ["a b", "a\"b", "<a>", "main", "part-s", "", "资金", "a-b"];
    let page = of_blocks(ids.iter().map(|id| heading(id, 1, "", "甲")).collect());
    let found = attributes(page.as_bytes(), "id").unwrap();
    let expected = ["a-b", "a-b-2", "-a-", "main", "part-s", "x", "资金", "a-b-3"];
    assert!(expected.iter().all(|id| found.iter().any(|found| found == id)), "{found:?}");
}

#[test]
fn header_cells_say_what_they_head() {
    let page = of_blocks(vec![Block::Table(fund_use())]);
    holds(
        &page,
        &[
            ("<thead>", 1),
            ("<th class=\"c-table-head\" scope=\"col\" rowspan=\"2\">", 2),
            ("<th class=\"c-table-head\" scope=\"colgroup\" colspan=\"2\">金额</th>", 1),
            ("<td rowspan=\"3\">", 8),
        ],
    );
    let body = vec![
        row(vec![head("年初预算数"), head("执行数"), head("执行率")]),
        row(vec![span(1, 2, head("资金")), cell("1"), cell("2")]),
        row(vec![cell("3"), cell("4")]),
        row(vec![head("项目"), span(2, 1, cell("甲"))]),
    ];
    let page = of_blocks(vec![Block::Table(table("t", &[1, 1, 1], 0, body))]);
    holds(&page, &[("scope=\"col\"", 3), ("scope=\"rowgroup\" rowspan=\"2\">资金", 1), ("scope=\"row\">项目", 1)]);
}

#[test]
fn captions_name_their_tables() {
    let titled = Table { title: Some("监控表".to_owned()), ..form() };
    let page = of_blocks(vec![Block::Table(fund_use()), Block::Table(titled)]);
    holds(
        &page,
        &[
            ("aria-labelledby=\"fund-use-name\"", 1),
            ("<span class=\"line c-caption\" id=\"fund-use-name\">表 1 安全生产专项项目资金使用情况表</span>", 1),
            ("<span class=\"line c-unit-line\">单位：万元</span>", 1),
            ("<span class=\"unseen\" id=\"form-name\">监控表</span>", 1),
        ],
    );
    let bare = of_blocks(vec![Block::Table(form())]);
    holds(&bare, &[("role=\"region\" tabindex=\"0\" aria-label=\"表格 1\"", 1), ("<caption>", 0)]);
}

#[test]
fn a_head_whose_cells_reach_into_the_body_grows() {
    let rows =
        || vec![row(vec![span(1, 2, cell("a")), cell("b")]), row(vec![cell("c")]), row(vec![cell("d"), cell("e")])];
    let page = of_blocks(vec![Block::Table(table("t", &[1, 1], 1, rows()))]);
    assert!(page.contains("<th scope=\"col\">c</th></tr>\n</thead><tbody>"));
    let all = of_blocks(vec![Block::Table(table("t", &[1, 1], 1, rows()[..2].to_vec()))]);
    holds(&all, &[("<thead>", 0), ("<td rowspan=\"2\">a</td>", 1)]);
}

#[test]
fn rows_break_and_stay_together_as_the_document_says() {
    let plain = row(vec![cell("a")]);
    let rows = vec![
        Row { keep_with_next: true, height: Some(400), ..plain.clone() },
        Row { break_before: true, ..plain.clone() },
        plain,
    ];
    let page = of_blocks(vec![Block::Table(table("t", &[900], 0, rows))]);
    holds(
        &page,
        &[("<tr class=\"h400 keep\">", 1), ("<tr class=\"break\">", 1), ("<tr>", 1), (".h400{height:20pt}", 1)],
    );
}

#[test]
fn column_widths_are_shares_of_the_whole() {
    let cells = || row(vec![cell("a"), cell("b"), cell("c")]);
    let page = of_blocks(vec![Block::Table(table("t", &[1000, 1000, 1000], 0, vec![cells()]))]);
    holds(
        &page,
        &[("<col class=\"w3333\"/><col class=\"w3333\"/><col class=\"w3334\"/>", 1), (".w3334{width:33.34%}", 1)],
    );
}

#[test]
fn values_are_exact_for_machines() {
    let date = TypedValue {
        text: "2020年11月30日".to_owned(),
        exact: Some("2020-11-30".to_owned()),
        format: Some(ValueFormat::Date),
        ..TypedValue::default()
    };
    let odd = TypedValue { exact: Some("早".to_owned()), ..date.clone() };
    let fact = TypedValue {
        text: "250".to_owned(),
        exact: Some("250".to_owned()),
        figure: Some("budget".to_owned()),
        ..TypedValue::default()
    };
    let unknown = TypedValue { text: "/".to_owned(), figure: Some("b".to_owned()), ..TypedValue::default() };
    let inlines = [date, odd, fact, unknown].map(Inline::Value).to_vec();
    let page = of_blocks(vec![paragraph("body", [inlines, vec![of_figure("90.87%", "90.872", "rate")]].concat())]);
    let value = |figure: Option<&str>, exact: Option<&str>, text: &str| Value {
        figure: figure.map(str::to_owned),
        exact: exact.map(str::to_owned),
        text: text.to_owned(),
    };
    let expected = [
        value(None, Some("2020-11-30"), "2020年11月30日"),
        value(None, Some("早"), "2020年11月30日"),
        value(Some("budget"), Some("250"), "250"),
        value(Some("b"), None, "/"),
        value(Some("rate"), Some("90.872"), "90.87%"),
    ];
    assert_eq!(values(page.as_bytes()).unwrap(), expected);
    holds(&page, &[("<time datetime=\"2020-11-30\">", 1), ("<data value=\"早\">", 1), ("class=\"fig\"", 2)]);
}

#[test]
fn computed_numbers_tell_how_they_came_about() {
    let shown = || of_figure("90.87%", "90.872", "rate");
    let page = of_blocks(vec![paragraph("body", vec![shown(), shown()])]);
    holds(
        &page,
        &[
            ("popovertarget=\"why-rate\" popovertargetaction=\"show\" interestfor=\"why-rate\"", 2),
            ("id=\"why-rate\" popover=\"auto\"", 1),
            ("<p class=\"why-title\">预算执行率</p><p class=\"why-sum\">227.18 ÷ 250 = 90.872%</p>", 1),
            ("<p class=\"why-words\">资金合计 · 执行数 ÷ 资金合计 · 年初预算数</p>", 1),
            ("<dt>资金合计 · 年初预算数</dt><dd>250万元 <code>/funding/0/initial_budget</code></dd>", 1),
            // What it was computed from was computed too.
            ("popovertarget=\"why-total-executed\">227.18万元</button>", 1),
            ("<p class=\"why-sum\">227.18 + — = 227.18万元</p>", 1),
            ("<dt>其他资金</dt><dd>—（未知） <code>/funding/1/executed</code></dd>", 1),
            ("<p class=\"why-title\">", 2),
        ],
    );
    let unexplained = of_blocks(vec![paragraph("body", vec![of_figure("1", "1", "nowhere")])]);
    holds(&unexplained, &[("class=\"why\"", 0), ("class=\"notes\"", 0)]);
}

#[test]
fn punctuation_is_bound_to_the_number_beside_it() {
    let shown = || of_figure("90.87%", "90.872", "rate");
    let bold = Inline::Text(TextRun { text: "，粗".to_owned(), bold: true, ..TextRun::default() });
    let inlines = vec![Inline::text("占（"), shown(), Inline::text("），又（"), shown(), bold];
    let page = of_blocks(vec![paragraph("body", inlines)]);
    assert_eq!(texts(page.as_bytes(), "p").unwrap()[0], "占（90.87%），又（90.87%，粗");
    holds(&page, &[("占<span class=\"nb\">（<button", 1), ("</button>），</span>又<span class=\"nb\">（<button", 1)]);
    // Between two numbers, what the first one takes is not written again.
    let close = of_blocks(vec![paragraph("body", vec![shown(), Inline::text("，（"), shown()])]);
    assert_eq!(texts(close.as_bytes(), "p").unwrap()[0], "90.87%，（90.87%");
    let only = of_blocks(vec![paragraph("body", vec![shown(), Inline::text("，"), shown()])]);
    assert_eq!(texts(only.as_bytes(), "p").unwrap()[0], "90.87%，90.87%");
}

#[test]
fn marks_and_tones_are_more_than_colour() {
    let page = page(&report());
    holds(
        &page,
        &[
            ("<mark>待填</mark>", 1),
            ("<b><i><s> bold &amp; &lt;italic&gt; </s></i></b>", 1),
            ("<span class=\"tone green\">● 绿灯</span>", 2),
        ],
    );
}

#[test]
fn charts_show_every_value_and_every_gap() {
    let page = of_blocks(vec![Block::Chart(funding_chart())]);
    let bytes = page.as_bytes();
    let drawn = texts(bytes, "text").unwrap();
    for words in ["250.00", "227.18", "—", "-3.50", "单位：万元", "预算", "支出", "中央资金", "0", "100", "200"]
    {
        assert!(drawn.iter().any(|text| text == words), "{words} is not in {drawn:?}");
    }
    holds(&page, &[("role=\"img\" aria-labelledby=\"funding-chart-title funding-chart-about\"", 1), ("<pattern ", 1)]);
    assert_eq!(texts(bytes, "figcaption").unwrap(), ["图 1 资金执行情况"]);
    assert_eq!(tables(bytes).unwrap()[0][1], ["中央资金", "250.00", "227.18"]);
    assert_eq!(tables(bytes).unwrap()[0][2], ["市级资金", "120.00", "/"]);
}

#[test]
fn bars_are_as_long_as_their_values() {
    let values = [Some("0"), Some("50"), Some("100"), Some("-50"), None];
    let names = ["甲", "乙", "丙", "丁", "戊"];
    for (kind, length) in [(ChartKind::Columns, "height"), (ChartKind::Bars, "width")] {
        let page = of_blocks(vec![Block::Chart(chart("c", kind, &names, vec![exactly("一", &values)]))]);
        let bars: Vec<i32> = page
            .split("<rect ")
            .skip(1)
            .map(|bar| bar.split(&format!(" {length}=\"")).nth(1).unwrap().split('"').next().unwrap().parse().unwrap())
            .collect();
        assert_eq!(bars.len(), 4, "a value that is not known has no bar");
        assert_eq!(bars[0], 0);
        assert!((bars[2] - 2 * bars[1]).abs() <= 1 && (bars[1] - bars[3]).abs() <= 1 && bars[1] > 100, "{bars:?}");
    }
    let zero = chart("c", ChartKind::Columns, &["甲"], vec![exactly("一", &[Some("0")])]);
    let empty = chart("d", ChartKind::Bars, &[], Vec::new());
    holds(&of_blocks(vec![Block::Chart(zero), Block::Chart(empty)]), &[("height=\"0\"", 1), ("<svg", 2)]);
}

#[test]
fn pages_on_paper_are_those_of_the_document() {
    let page = page(&report());
    holds(
        &page,
        &[
            ("size:595.3pt 841.9pt;margin:104.9pt 73.7pt 99.2pt 79.35pt", 4),
            ("size:841.9pt 595.3pt", 1),
            ("html{counter-reset:n0 0 n1 0 n2 0}", 1),
            ("@bottom-right{content:\"— \" counter(n1,upper-roman) \" —\"", 1),
            ("@top-center{content:\"绩效运行监控报告\"", 1),
        ],
    );
    let annex = page.find("<section id=\"part-annex\" class=\"sheet pg4 wide\"").is_some();
    assert!(annex && page.contains("@page pg4:left{@bottom-left{content:\"— \" counter(n2) \" —\""));
    // Sections with one set-up share a page; nothing is numbered where nothing was asked for.
    let mut wide = section("b", Vec::new());
    wide.page = landscape();
    let plain = document(vec![section("a", Vec::new()), wide, section("c", Vec::new())]);
    let plain = self::page(&plain);
    holds(&plain, &[("class=\"sheet pg1\"", 2), ("class=\"sheet pg2 wide\"", 1), ("counter(", 0)]);
}

#[test]
fn words_of_the_page_follow_the_language() {
    let mut document = report();
    document.properties.language = "en".to_owned();
    let page = page(&document);
    holds(&page, &[("<nav aria-label=\"Contents\">", 1), ("Skip to the text", 1), ("目录\"", 0)]);
}

#[test]
fn much_text_and_many_rows_are_written_at_once() {
    let started = std::time::Instant::now();
    let cells = || row((0..8).map(|number| cell(&format!("数值{number}"))).collect());
    let rows = std::iter::repeat_with(cells).take(10_000).collect();
    let long = "监控报告 <&> ".repeat(300_000);
    let many = Table { caption: Some(caption("1", "长表")), ..table("t", &[900; 8], 0, rows) };
    let document = document(vec![section("s", vec![Block::Table(many), paragraph("body", text(&long))])]);
    let bytes = write(&document).unwrap();
    assert!(bytes.len() > 5_000_000);
    // Far above what it takes, far below what anything quadratic would.
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}
