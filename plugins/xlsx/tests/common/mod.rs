//! Documents built in code, and workbooks read back.
#![allow(dead_code, unused_imports, reason = "each test program uses its own part of the helpers")]

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx, open_workbook_from_rs};
use jianbao_document::{
    Alignment, Band, Block, Caption, Cell, CellParagraph, Chart, ChartKind, ChartSeries, Column, Document,
    DocumentFigure, Fonts, Formula, Heading, Inline, LineSpacing, MODEL, Orientation, Page, PageNumber,
    PageNumberFormat, PageNumberPlace, Paragraph, ParagraphStyle, Properties, Row, Section, Styles, Table, TextRun,
    Tone, TypedValue, ValueFormat, features,
};
pub(crate) use jianbao_exporter_sdk::testing::{caption, cell, head, page, paragraph, row, section, span, table, text};
use jianbao_xlsx::{Options, write};

pub(crate) fn style(chinese: &str, size: u32, align: Alignment) -> ParagraphStyle {
    ParagraphStyle {
        title: "样式".to_owned(),
        fonts: Fonts { chinese: chinese.to_owned(), latin: "Times New Roman".to_owned() },
        size,
        bold: false,
        align,
        line_spacing: LineSpacing::Multiple(100),
        first_line_chars: 0,
        indent_left: 0,
        indent_right: 0,
        space_before: 0,
        space_after: 0,
        outline_level: None,
        keep_with_next: false,
        snap_to_grid: false,
    }
}

pub(crate) fn styles() -> Styles {
    let paragraphs = [
        ("body", style("仿宋_GB2312", 32, Alignment::Justify)),
        ("title", style("方正小标宋简体", 44, Alignment::Centre)),
        ("heading-1", style("黑体", 32, Alignment::Left)),
        ("caption", ParagraphStyle { bold: true, ..style("宋体", 24, Alignment::Centre) }),
        ("unit-line", style("宋体", 21, Alignment::Right)),
        ("table-cell", style("宋体", 21, Alignment::Left)),
        ("table-head", ParagraphStyle { bold: true, ..style("宋体", 21, Alignment::Centre) }),
        ("page-number", style("宋体", 28, Alignment::Centre)),
        ("header", style("宋体", 18, Alignment::Left)),
    ];
    let paragraphs = paragraphs.into_iter().map(|(name, style)| (name.to_owned(), style)).collect();
    Styles { default: "body".to_owned(), paragraphs }
}

pub(crate) fn number(place: PageNumberPlace, start: Option<u32>) -> PageNumber {
    PageNumber {
        format: PageNumberFormat::Decimal,
        prefix: "— ".to_owned(),
        suffix: " —".to_owned(),
        place,
        start,
        style: "page-number".to_owned(),
    }
}

pub(crate) fn band(words: &str) -> Band {
    Band { style: "header".to_owned(), inlines: text(words) }
}

pub(crate) fn heading(number: &str, title: &str) -> Block {
    Block::Heading(Heading {
        id: title.to_owned(),
        level: 1,
        number: Some(number.to_owned()).filter(|number| !number.is_empty()),
        inlines: text(title),
        style: "heading-1".to_owned(),
    })
}

/// A number as the ledger prints it; an empty unit is none.
pub(crate) fn value(words: &str, exact: &str, decimals: u32, unit: &str, shift: i32) -> TypedValue {
    let unit = Some(unit.to_owned()).filter(|unit| !unit.is_empty());
    let format = Some(ValueFormat::Number { decimals, trimmed: false, unit, shift });
    TypedValue { text: words.to_owned(), exact: Some(exact.to_owned()), format, ..TypedValue::default() }
}

pub(crate) fn figure_cell(figure: &str, value: TypedValue) -> Cell {
    Cell::of(vec![Inline::Value(TypedValue { figure: Some(figure.to_owned()), ..value })])
}

pub(crate) fn figure(exact: Option<&str>, formula: Option<Formula>) -> DocumentFigure {
    DocumentFigure {
        title: "数".to_owned(),
        exact: exact.map(str::to_owned),
        no_value: None,
        unit: None,
        formula,
        inputs: Vec::new(),
        pointer: None,
    }
}

pub(crate) fn of(figure: &str) -> Formula {
    Formula::Figure(figure.to_owned())
}

pub(crate) fn percent(a: Formula, b: Formula) -> Formula {
    Formula::Quotient(Box::new([Formula::Product(vec![a, Formula::Number("100".to_owned())]), b]))
}

pub(crate) fn lamp(tone: Tone) -> Inline {
    Inline::Text(TextRun { text: "●".to_owned(), tone: Some(tone), ..TextRun::default() })
}

pub(crate) fn chart(kind: ChartKind, series: &[(&str, Vec<TypedValue>)]) -> Chart {
    Chart {
        id: "chart".to_owned(),
        caption: Some(Caption { label: "图".to_owned(), ..caption("1", "=资金执行情况") }),
        kind,
        unit: Some("%".to_owned()),
        categories: vec!["监测预警".to_owned(), "=1+1".to_owned(), "应急演练".to_owned()],
        series: series
            .iter()
            .map(|(name, values)| ChartSeries { name: (*name).to_owned(), values: values.clone() })
            .collect(),
        width: 8800,
        height: 5000,
        text_style: "table-cell".to_owned(),
        description: "各项资金的执行率".to_owned(),
    }
}

pub(crate) fn document(sections: Vec<Section>) -> Document {
    let mut document = Document {
        model: MODEL.to_owned(),
        properties: Properties {
            title: "绩效运行监控报告".to_owned(),
            subject: Some("2020年1—7月".to_owned()),
            author: Some("某会计师事务所 & 合伙人".to_owned()),
            date: Some("2020-12-08".to_owned()),
            language: "zh-CN".to_owned(),
            provenance: BTreeMap::from([("dataset".to_owned(), "sha256:0011".to_owned())]),
        },
        features: Vec::new(),
        styles: styles(),
        sections,
        figures: BTreeMap::new(),
    };
    document.features = features(&document);
    document
}

/// A document with one table of a chapter.
pub(crate) fn with_table(table: Table) -> Document {
    document(vec![section("chapter", vec![heading("一、", "情况"), Block::Table(table)])])
}

/// A document with one table of a single row.
pub(crate) fn with_cells(cells: Vec<Cell>) -> Document {
    with_table(table("t", &vec![2000; cells.len()], 0, vec![row(cells)]))
}

/// A workbook that was written and read again.
pub(crate) struct Book {
    pub(crate) bytes: Vec<u8>,
    xlsx: Xlsx<Cursor<Vec<u8>>>,
}

impl Book {
    /// Writes a document; the structure check must find nothing.
    pub(crate) fn of(document: &Document) -> Self {
        let bytes = write(document, &Options::default()).unwrap();
        assert_eq!(jianbao_exporter_testkit::xlsx_structure::check_xlsx(&bytes), []);
        Self { xlsx: open_workbook_from_rs(Cursor::new(bytes.clone())).unwrap(), bytes }
    }

    pub(crate) fn names(&self) -> Vec<String> {
        self.xlsx.sheet_names().clone()
    }

    pub(crate) fn sheet(&mut self, index: usize) -> Range<Data> {
        let name = self.names()[index].clone();
        self.xlsx.worksheet_range(&name).unwrap()
    }

    /// The value of a cell, rows and columns from 0.
    pub(crate) fn at(&mut self, sheet: usize, row: u32, column: u32) -> Data {
        self.sheet(sheet).get_value((row, column)).cloned().unwrap_or_default()
    }

    /// All formulas of a sheet by cell.
    pub(crate) fn formulas(&mut self, sheet: usize) -> BTreeMap<(u32, u32), String> {
        let name = self.names()[sheet].clone();
        let range = self.xlsx.worksheet_formula(&name).unwrap();
        let start = range.start().unwrap_or_default();
        let shifted = |(row, column, formula): (usize, usize, &String)| {
            let row = start.0 + u32::try_from(row).unwrap();
            ((row, start.1 + u32::try_from(column).unwrap()), formula.clone())
        };
        range.used_cells().filter(|(.., formula)| !formula.is_empty()).map(shifted).collect()
    }

    pub(crate) fn part(&self, name: &str) -> String {
        jianbao_exporter_testkit::docx_text::part_text(&self.bytes, name).unwrap()
    }

    /// The XML of a sheet.
    pub(crate) fn xml(&self, sheet: usize) -> String {
        self.part(&format!("xl/worksheets/sheet{}.xml", sheet + 1))
    }

    /// The number format of a cell of the first sheet, named as `B3`.
    pub(crate) fn format(&self, cell: &str) -> String {
        let sheet = self.xml(0);
        let style: usize = attribute(after(&sheet, &format!("<c r=\"{cell}\"")), "s").parse().unwrap();
        let styles = self.part("xl/styles.xml");
        let formats = after(&styles, "<cellXfs");
        let xf = formats.split("<xf ").nth(style + 1).unwrap();
        let id = attribute(xf, "numFmtId");
        match styles.split_once(&format!("<numFmt numFmtId=\"{id}\"")) {
            Some((_, own)) => attribute(own, "formatCode").replace("&quot;", "\""),
            None => id,
        }
    }
}

pub(crate) fn after<'t>(text: &'t str, mark: &str) -> &'t str {
    text.split_once(mark).unwrap_or_else(|| panic!("`{mark}` in {text}")).1
}

fn attribute(element: &str, key: &str) -> String {
    after(element, &format!("{key}=\"")).split('"').next().unwrap().to_owned()
}
