//! Blocks as reports have them: merged cells, rows that stay together, charts with gaps.

use jianbao_document::{
    Alignment, Block, Caption, Cell, CellParagraph, Chart, ChartKind, Inline, Row, Table, TableOfContents, TocEntry,
    Tone, TypedValue, ValueFormat, VerticalAlignment,
};

use super::{amount, caption, cell, chart, head, paragraph, row, series, span, table, text, tone_text, unknown};

/// A cover: title and lines below it.
#[must_use]
pub fn cover() -> Vec<Block> {
    vec![
        paragraph("title", Vec::new()),
        paragraph("title", text("北京市某局")),
        paragraph("title", vec![Inline::text("安全生产专项资金"), Inline::LineBreak, Inline::text("绩效运行监控报告")]),
        paragraph("cover-line", text("某会计师事务所（特殊普通合伙）")),
        paragraph("cover-line", text("二〇二〇年十二月")),
    ]
}

/// A table of contents with entries of three levels.
#[must_use]
pub fn contents_block() -> Block {
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

/// Upright bars: budget beside expenditure, one of them not known.
#[must_use]
pub fn funding_chart() -> Chart {
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
#[must_use]
pub fn indicator_chart() -> Chart {
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
#[must_use]
pub fn lights() -> Table {
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

/// A table with a repeated header, a merged category and a total, long enough for two pages.
#[must_use]
pub fn fund_use() -> Table {
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
#[must_use]
pub fn form() -> Table {
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
