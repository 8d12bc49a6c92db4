//! A small report with one of everything.
#![allow(dead_code, reason = "each test program uses its own part of the helpers")]

use std::collections::BTreeMap;

use jianbao_document::{
    Alignment, Band, Block, Caption, Cell, CellParagraph, Chart, ChartKind, ChartSeries, Column, Document,
    DocumentFigure, Fonts, Formula, FormulaInput, Heading, Inline, LineSpacing, MODEL, Orientation, Page, PageNumber,
    PageNumberFormat, PageNumberPlace, Paragraph, ParagraphStyle, Properties, Reference, Row, Section, Styles, Table,
    TableOfContents, TextRun, TocEntry, Tone, TypedValue, ValueFormat, VerticalAlignment, features,
};

pub(crate) fn style(title: &str, chinese: &str, size: u32) -> ParagraphStyle {
    ParagraphStyle {
        title: title.to_owned(),
        fonts: Fonts { chinese: chinese.to_owned(), latin: "Times New Roman".to_owned() },
        size,
        bold: false,
        align: Alignment::Justify,
        line_spacing: LineSpacing::Exact(578),
        first_line_chars: 0,
        indent_left: 0,
        indent_right: 0,
        space_before: 0,
        space_after: 0,
        outline_level: None,
        keep_with_next: false,
        snap_to_grid: true,
    }
}

pub(crate) fn styles() -> Styles {
    let heading = |level: u8, font| ParagraphStyle {
        outline_level: Some(level),
        keep_with_next: true,
        first_line_chars: 200,
        ..style("标题", font, 32)
    };
    let contents =
        |level: i32| ParagraphStyle { indent_left: (level - 1) * 320, ..style("目录", "仿宋_GB2312", 28) };
    let tight = |title, size, align| ParagraphStyle {
        align,
        line_spacing: LineSpacing::Multiple(100),
        snap_to_grid: false,
        ..style(title, "宋体", size)
    };
    let paragraphs = [
        ("body", ParagraphStyle { first_line_chars: 200, ..style("正文", "仿宋_GB2312", 32) }),
        (
            "title",
            ParagraphStyle {
                align: Alignment::Centre,
                line_spacing: LineSpacing::Exact(800),
                ..style("报告标题", "方正小标宋简体", 44)
            },
        ),
        (
            "cover-line",
            ParagraphStyle {
                align: Alignment::Centre, space_before: 300, ..style("封面文字", "楷体_GB2312", 32)
            },
        ),
        ("heading-1", heading(1, "黑体")),
        ("heading-2", heading(2, "楷体_GB2312")),
        ("heading-3", ParagraphStyle { bold: true, ..heading(3, "仿宋_GB2312") }),
        ("toc-title", ParagraphStyle { align: Alignment::Centre, ..style("目录标题", "黑体", 32) }),
        ("toc-1", contents(1)),
        ("toc-2", contents(2)),
        ("toc-3", contents(3)),
        ("caption", ParagraphStyle { bold: true, ..tight("表题", 24, Alignment::Centre) }),
        ("unit-line", tight("单位行", 21, Alignment::Right)),
        ("table-cell", tight("表格文字", 21, Alignment::Left)),
        ("table-head", ParagraphStyle { bold: true, ..tight("表头", 21, Alignment::Centre) }),
        ("page-number", tight("页码", 28, Alignment::Centre)),
        ("header", tight("页眉", 18, Alignment::Centre)),
        ("chart-text", tight("图表文字", 18, Alignment::Left)),
    ];
    let paragraphs = paragraphs.into_iter().map(|(name, style)| (name.to_owned(), style)).collect();
    Styles { default: "body".to_owned(), paragraphs }
}

/// A4 with the margins and the lines of GB/T 9704.
pub(crate) fn page() -> Page {
    Page {
        width: 11_906,
        height: 16_838,
        orientation: Orientation::Portrait,
        margin_top: 2098,
        margin_bottom: 1984,
        margin_left: 1587,
        margin_right: 1474,
        header_distance: 1134,
        footer_distance: 1400,
        grid_line_pitch: Some(579),
        grid_character_space: None,
    }
}

pub(crate) fn landscape() -> Page {
    Page { width: 16_838, height: 11_906, orientation: Orientation::Landscape, ..page() }
}

pub(crate) fn number(place: PageNumberPlace, format: PageNumberFormat, start: Option<u32>) -> PageNumber {
    PageNumber {
        format,
        prefix: "— ".to_owned(),
        suffix: " —".to_owned(),
        place,
        start,
        style: "page-number".to_owned(),
    }
}

pub(crate) fn section(id: &str, blocks: Vec<Block>) -> Section {
    Section { id: id.to_owned(), page: page(), page_number: None, header: None, footer: None, blocks }
}

pub(crate) fn text(text: &str) -> Vec<Inline> {
    vec![Inline::text(text)]
}

pub(crate) fn paragraph(style: &str, inlines: Vec<Inline>) -> Block {
    Block::Paragraph(Paragraph { style: style.to_owned(), inlines, marker: None, pointer: None })
}

pub(crate) fn heading(id: &str, level: u8, number: &str, title: &str) -> Block {
    Block::Heading(Heading {
        id: id.to_owned(),
        level,
        number: Some(number.to_owned()).filter(|number| !number.is_empty()),
        inlines: text(title),
        style: format!("heading-{level}"),
    })
}

pub(crate) fn cell(words: &str) -> Cell {
    Cell::of(text(words))
}

pub(crate) fn head(words: &str) -> Cell {
    let paragraph = CellParagraph { style: Some("table-head".to_owned()), inlines: text(words) };
    Cell { header: true, paragraphs: vec![paragraph], ..Cell::default() }
}

pub(crate) fn span(columns: u32, rows: u32, cell: Cell) -> Cell {
    Cell { column_span: columns, row_span: rows, ..cell }
}

pub(crate) fn row(cells: Vec<Cell>) -> Row {
    Row { cells, ..Row::default() }
}

pub(crate) fn table(id: &str, widths: &[i32], header_rows: u32, rows: Vec<Row>) -> Table {
    Table {
        id: id.to_owned(),
        title: None,
        caption: None,
        unit_line: None,
        unit_line_style: None,
        columns: widths.iter().map(|width| Column { width: *width }).collect(),
        header_rows,
        rows,
        cell_style: "table-cell".to_owned(),
        pointer: None,
    }
}

pub(crate) fn caption(number: &str, words: &str) -> Caption {
    Caption { label: "表".to_owned(), number: number.to_owned(), inlines: text(words), style: "caption".to_owned() }
}

/// A number that is printed with two decimals, 元 as 万元.
pub(crate) fn amount(words: &str, exact: &str) -> TypedValue {
    let format = ValueFormat::Number { decimals: 2, trimmed: false, unit: None, shift: 4 };
    TypedValue { text: words.to_owned(), exact: Some(exact.to_owned()), format: Some(format), ..TypedValue::default() }
}

/// Something that is not known.
pub(crate) fn unknown() -> TypedValue {
    TypedValue { text: "/".to_owned(), ..TypedValue::default() }
}

pub(crate) fn series(name: &str, values: Vec<TypedValue>) -> ChartSeries {
    ChartSeries { name: name.to_owned(), values }
}

pub(crate) fn chart(id: &str, kind: ChartKind, categories: &[&str], series: Vec<ChartSeries>) -> Chart {
    Chart {
        id: id.to_owned(),
        caption: None,
        kind,
        unit: None,
        categories: categories.iter().map(|name| (*name).to_owned()).collect(),
        series,
        width: 8400,
        height: 4000,
        text_style: "chart-text".to_owned(),
        description: "图中所示见表".to_owned(),
    }
}

/// Upright bars: budget beside expenditure, one of them not known.
pub(crate) fn funding_chart() -> Chart {
    let series = vec![
        series("预算", vec![amount("250.00", "2500000"), amount("120.00", "1200000"), amount("0.00", "0")]),
        series("支出", vec![amount("227.18", "2271800"), unknown(), amount("-3.50", "-35000")]),
    ];
    Chart {
        caption: Some(Caption { label: "图".to_owned(), ..caption("1", "资金执行情况") }),
        unit: Some("万元".to_owned()),
        description: "柱形图：各类资金的预算与支出，单位为万元 <“&”>。".to_owned(),
        ..chart("funding-chart", ChartKind::Columns, &["中央资金", "市级资金", "其他 & <自筹>"], series)
    }
}

/// Lying bars: a rate for every indicator.
pub(crate) fn indicator_chart() -> Chart {
    let rate = |words: &str, exact: &str| {
        let format = ValueFormat::Number { decimals: 2, trimmed: true, unit: Some("%".to_owned()), shift: 0 };
        TypedValue {
            text: words.to_owned(),
            exact: Some(exact.to_owned()),
            format: Some(format),
            ..TypedValue::default()
        }
    };
    let series = vec![series(
        "完成率",
        vec![rate("100%", "100"), rate("95.5%", "95.5"), rate("33.33%", "33.333333333333333333333333333"), unknown()],
    )];
    Chart {
        caption: Some(Caption { label: "图".to_owned(), ..caption("2", "绩效指标完成情况") }),
        unit: Some("%".to_owned()),
        ..chart(
            "indicator-chart",
            ChartKind::Bars,
            &["开展安全生产专项检查次数", "隐患整改率", "培训人次", "服务对象满意度"],
            series,
        )
    }
}

/// A table whose last rows stand on the next page, with the label of its group repeated there.
pub(crate) fn lights() -> Table {
    let light = |tone, words: &str| Cell::of(vec![tone_text(tone, words)]);
    let row_of = |group: Option<(&str, u32)>, name: &str, light: Cell| {
        let label = group.map(|(words, rows)| span(1, rows, cell(words)));
        row(label.into_iter().chain([cell(name), light]).collect())
    };
    let keep = |row: Row| Row { keep_with_next: true, ..row };
    let rows = vec![
        row(vec![head("一级指标"), head("指标"), head("亮灯")]),
        keep(row_of(Some(("产出指标", 2)), "检查次数", light(Tone::Green, "● 绿灯"))),
        row_of(None, "整改率", light(Tone::Yellow, "● 黄灯")),
        Row {
            break_before: true, ..keep(row_of(Some(("产出指标", 2)), "培训人次", light(Tone::Red, "● 红灯")))
        },
        row_of(None, "满意度", light(Tone::Blue, "● 蓝灯")),
    ];
    Table { title: Some("绩效指标“亮灯”表".to_owned()), ..table("lights", &[2000, 4000, 2000], 1, rows) }
}

pub(crate) fn tone_text(tone: Tone, words: &str) -> Inline {
    Inline::Text(TextRun { text: words.to_owned(), tone: Some(tone), ..TextRun::default() })
}

pub(crate) fn reference(target: &str, words: &str) -> Inline {
    Inline::Reference(Reference { target: target.to_owned(), text: words.to_owned() })
}

pub(crate) fn value(words: &str, exact: &str) -> Inline {
    Inline::Value(TypedValue { text: words.to_owned(), exact: Some(exact.to_owned()), ..TypedValue::default() })
}

pub(crate) fn of_figure(words: &str, exact: &str, figure: &str) -> Inline {
    let format = ValueFormat::Number { decimals: 2, trimmed: false, unit: Some("%".to_owned()), shift: 0 };
    Inline::Value(TypedValue {
        text: words.to_owned(),
        exact: Some(exact.to_owned()),
        figure: Some(figure.to_owned()),
        format: Some(format),
        ..TypedValue::default()
    })
}

fn input(figure: &str, title: &str, exact: Option<&str>) -> FormulaInput {
    FormulaInput {
        figure: figure.to_owned(),
        title: title.to_owned(),
        exact: exact.map(str::to_owned),
        unit: Some("万元".to_owned()),
    }
}

/// A rate of two facts, and a sum that the rate does not show.
pub(crate) fn figures() -> BTreeMap<String, DocumentFigure> {
    let id = |name: &str| Formula::Figure(name.to_owned());
    let figure = |title: &str, exact: Option<&str>, unit: &str| DocumentFigure {
        title: title.to_owned(),
        exact: exact.map(str::to_owned),
        no_value: None,
        unit: Some(unit.to_owned()),
        formula: None,
        inputs: Vec::new(),
        pointer: None,
    };
    let percent = Formula::Product(vec![id("total.executed"), Formula::Number("100".to_owned())]);
    let rate = DocumentFigure {
        formula: Some(Formula::Quotient(Box::new([percent, id("budget")]))),
        inputs: vec![
            input("total.executed", "资金合计 · 执行数", Some("227.18")),
            input("budget", "资金合计 · 年初预算数", Some("250")),
        ],
        ..figure("预算执行率", Some("90.872"), "%")
    };
    let total = DocumentFigure {
        formula: Some(Formula::Sum(vec![id("a"), id("b")])),
        inputs: vec![input("a", "财政资金", Some("227.18")), input("b", "其他资金", None)],
        ..figure("资金合计 · 执行数", Some("227.18"), "万元")
    };
    let fact = |title: &str, exact, pointer: &str| DocumentFigure {
        pointer: Some(pointer.to_owned()),
        ..figure(title, exact, "万元")
    };
    BTreeMap::from([
        ("rate".to_owned(), rate),
        ("total.executed".to_owned(), total),
        ("budget".to_owned(), fact("年初预算数", Some("250"), "/funding/0/initial_budget")),
        ("a".to_owned(), fact("财政资金", Some("227.18"), "/funding/0/executed")),
        ("b".to_owned(), fact("其他资金", None, "/funding/1/executed")),
    ])
}

/// A series of exact values as they are printed in 万元.
pub(crate) fn exactly(name: &str, values: &[Option<&str>]) -> ChartSeries {
    let value = |exact: Option<&str>| TypedValue {
        text: exact.map_or_else(|| "—".to_owned(), |exact| format!("{exact}万元")),
        exact: exact.map(str::to_owned),
        ..TypedValue::default()
    };
    series(name, values.iter().copied().map(value).collect())
}

pub(crate) fn document(sections: Vec<Section>) -> Document {
    let mut document = Document {
        model: MODEL.to_owned(),
        properties: Properties {
            title: "安全生产专项资金绩效运行监控报告".to_owned(),
            subject: Some("2020年1—7月".to_owned()),
            author: Some("某会计师事务所 & 合伙人".to_owned()),
            date: Some("2020-12-08".to_owned()),
            language: "zh-CN".to_owned(),
            provenance: BTreeMap::from([
                ("dataset".to_owned(), "sha256:0011".to_owned()),
                ("findings.error".to_owned(), "0".to_owned()),
                ("layout".to_owned(), "beijing/2020 <draft>".to_owned()),
            ]),
        },
        features: Vec::new(),
        styles: styles(),
        sections,
        figures: figures(),
    };
    document.features = features(&document);
    document
}

/// Cover, contents, chapters with tables, a landscape annex.
pub(crate) fn report() -> Document {
    let mut contents = section("contents", vec![contents_block()]);
    contents.page_number = Some(number(PageNumberPlace::Outer, PageNumberFormat::UpperRoman, Some(1)));
    let mut chapters = section("chapters", chapters());
    chapters.page_number = Some(number(PageNumberPlace::Outer, PageNumberFormat::Decimal, Some(1)));
    chapters.header = Some(Band { style: "header".to_owned(), inlines: text("绩效运行监控报告") });
    let mut annex = section("annex", vec![Block::Table(form())]);
    annex.page = landscape();
    annex.page_number = Some(number(PageNumberPlace::Outer, PageNumberFormat::Decimal, None));
    let mut last = section("last", vec![paragraph("body", text("附注：以上数据由项目单位提供。"))]);
    last.page_number = Some(number(PageNumberPlace::Outer, PageNumberFormat::Decimal, None));
    document(vec![section("cover", cover()), contents, chapters, annex, last])
}

fn cover() -> Vec<Block> {
    vec![
        paragraph("title", Vec::new()),
        paragraph("title", text("北京市某局")),
        paragraph("title", vec![Inline::text("安全生产专项资金"), Inline::LineBreak, Inline::text("绩效运行监控报告")]),
        paragraph("cover-line", text("某会计师事务所（特殊普通合伙）")),
        paragraph("cover-line", text("二〇二〇年十二月")),
    ]
}

fn contents_block() -> Block {
    let entry = |target: &str, level: u8, text: &str| TocEntry {
        target: target.to_owned(),
        level,
        text: text.to_owned(),
        style: format!("toc-{level}"),
    };
    Block::TableOfContents(TableOfContents {
        title: Some("目　录".to_owned()),
        title_style: "toc-title".to_owned(),
        depth: 3,
        entries: vec![
            entry("basics", 1, "一、项目基本情况"),
            entry("background", 2, "（一）项目背景"),
            entry("details", 3, "1．资金来源"),
            entry("funds", 1, "二、资金执行情况"),
            entry("result", 1, "三、结论"),
        ],
    })
}

fn chapters() -> Vec<Block> {
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
    let mut blocks = vec![
        heading("basics", 1, "一、", "项目基本情况"),
        heading("background", 2, "（一）", "项目背景"),
        paragraph("body", text(&long)),
        heading("details", 3, "1．", "资金来源"),
        paragraph(
            "body",
            vec![
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
                of_figure("90.87%", "90.872", "rate"),
                Inline::text("，"),
                tone_text(Tone::Green, "● 绿灯"),
                Inline::Text(TextRun { text: "待填".to_owned(), highlight: true, ..TextRun::default() }),
                Inline::Text(TextRun {
                    text: " bold & <italic> ".to_owned(),
                    bold: true,
                    italic: true,
                    strike: true,
                    ..TextRun::default()
                }),
                Inline::text("。"),
            ],
        ),
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

/// A table with a repeated header, a merged category and a total, long enough for two pages.
pub(crate) fn fund_use() -> Table {
    let mut rows = vec![
        row(vec![span(1, 2, head("类别")), span(1, 2, head("项目")), span(2, 1, head("金额"))]),
        row(vec![head("预算"), head("支出")]),
    ];
    for group in 0..8 {
        let name = format!("类别{}", group + 1);
        rows.push(row(vec![span(1, 3, cell(&name)), cell("其一"), cell("100.00"), cell("90.87")]));
        rows.push(row(vec![cell("其二"), cell("50.00"), cell("/")]));
        rows.push(row(vec![cell("其三"), cell("—"), cell("7")]));
    }
    let total = Cell { align: Some(Alignment::Centre), ..cell("合计") };
    rows.push(row(vec![span(2, 1, total), cell("150.00"), cell("97.87")]));
    Table {
        title: None,
        caption: Some(caption("1", "安全生产专项项目资金使用情况表")),
        unit_line: Some("单位：万元".to_owned()),
        unit_line_style: Some("unit-line".to_owned()),
        ..table("fund-use", &[2000, 3000, 1900, 1900], 2, rows)
    }
}

/// A form whose cells are merged across and down, without a caption.
pub(crate) fn form() -> Table {
    let rows = vec![
        Row { height: Some(700), ..row(vec![head("项目名称"), span(5, 1, cell("安全生产专项资金"))]) },
        row(vec![
            span(1, 3, head("项目资金（万元）")),
            cell(""),
            head("年初预算数"),
            head("1—7月执行数"),
            head("执行率"),
            head("全年预计执行数"),
        ]),
        row(vec![cell("年度资金总额"), span(3, 2, cell("三列两行")), cell("250")]),
        row(vec![Cell { vertical: VerticalAlignment::Top, ..cell("其中：财政资金") }, Cell::default()]),
        row(vec![
            head("目标"),
            span(
                5,
                1,
                Cell {
                    paragraphs: vec![
                        CellParagraph { style: None, inlines: text("第一段") },
                        CellParagraph {
                            style: None,
                            inlines: vec![Inline::text("第二段"), Inline::LineBreak, Inline::text("换行")],
                        },
                    ],
                    vertical: VerticalAlignment::Bottom,
                    ..Cell::default()
                },
            ),
        ]),
    ];
    table("form", &[2000, 2600, 2200, 2200, 1800, 2600], 0, rows)
}
