//! Documents built in tests, piece by piece.

use std::collections::BTreeMap;

use jianbao_document::{
    Block, Caption, Cell, CellParagraph, Chart, ChartKind, ChartSeries, Column, Document, Heading, Inline, MODEL,
    Paragraph, Properties, Reference, Row, Section, Table, TextRun, Tone, TypedValue, ValueFormat, features,
};

use super::{page, styles};

/// A section on A4 without header, footer and page numbers.
#[must_use]
pub fn section(id: &str, blocks: Vec<Block>) -> Section {
    Section { id: id.to_owned(), page: page(), page_number: None, header: None, footer: None, blocks }
}

/// One run of plain text.
#[must_use]
pub fn text(text: &str) -> Vec<Inline> {
    vec![Inline::text(text)]
}

/// A paragraph in a style.
#[must_use]
pub fn paragraph(style: &str, inlines: Vec<Inline>) -> Block {
    Block::Paragraph(Paragraph { style: style.to_owned(), inlines, marker: None, pointer: None })
}

/// A heading with its number as printed; an empty one is none.
#[must_use]
pub fn heading(id: &str, level: u8, number: &str, title: &str) -> Block {
    Block::Heading(Heading {
        id: id.to_owned(),
        level,
        number: Some(number.to_owned()).filter(|number| !number.is_empty()),
        inlines: text(title),
        style: format!("heading-{level}"),
    })
}

/// A cell of one text.
#[must_use]
pub fn cell(words: &str) -> Cell {
    Cell::of(text(words))
}

/// A cell of one text that is a heading of its row or column.
#[must_use]
pub fn head(words: &str) -> Cell {
    let paragraph = CellParagraph { style: Some("table-head".to_owned()), inlines: text(words) };
    Cell { header: true, paragraphs: vec![paragraph], ..Cell::default() }
}

/// A cell that covers this many columns and rows.
#[must_use]
pub fn span(columns: u32, rows: u32, cell: Cell) -> Cell {
    Cell { column_span: columns, row_span: rows, ..cell }
}

/// A row of the cells that begin in it.
#[must_use]
pub fn row(cells: Vec<Cell>) -> Row {
    Row { cells, ..Row::default() }
}

/// A table without a caption, with the widths of its columns.
#[must_use]
pub fn table(id: &str, widths: &[i32], header_rows: u32, rows: Vec<Row>) -> Table {
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

/// The caption of a table, with its number as printed.
#[must_use]
pub fn caption(number: &str, words: &str) -> Caption {
    Caption { label: "表".to_owned(), number: number.to_owned(), inlines: text(words), style: "caption".to_owned() }
}

/// A number that is printed with two decimals, 元 as 万元.
#[must_use]
pub fn amount(words: &str, exact: &str) -> TypedValue {
    let format = ValueFormat::Number { decimals: 2, trimmed: false, unit: None, shift: 4 };
    TypedValue { text: words.to_owned(), exact: Some(exact.to_owned()), format: Some(format), ..TypedValue::default() }
}

/// Something that is not known.
#[must_use]
pub fn unknown() -> TypedValue {
    TypedValue { text: "/".to_owned(), ..TypedValue::default() }
}

/// A series of a chart.
#[must_use]
pub fn series(name: &str, values: Vec<TypedValue>) -> ChartSeries {
    ChartSeries { name: name.to_owned(), values }
}

/// A chart without a caption.
#[must_use]
pub fn chart(id: &str, kind: ChartKind, categories: &[&str], series: Vec<ChartSeries>) -> Chart {
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

/// A text in the colour of a light.
#[must_use]
pub fn tone_text(tone: Tone, words: &str) -> Inline {
    Inline::Text(TextRun { text: words.to_owned(), tone: Some(tone), ..TextRun::default() })
}

/// A reference to the block with the id `target`.
#[must_use]
pub fn reference(target: &str, words: &str) -> Inline {
    Inline::Reference(Reference { target: target.to_owned(), text: words.to_owned() })
}

/// A value as it is printed, and exactly.
#[must_use]
pub fn value(words: &str, exact: &str) -> Inline {
    Inline::Value(TypedValue { text: words.to_owned(), exact: Some(exact.to_owned()), ..TypedValue::default() })
}

/// A document of these sections, with properties, styles and its features.
#[must_use]
pub fn document(sections: Vec<Section>) -> Document {
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
        figures: BTreeMap::new(),
    };
    document.features = features(&document);
    document
}
