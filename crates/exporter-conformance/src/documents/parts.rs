//! What the documents are made of.

use std::collections::BTreeMap;

use jianbao_document::{
    Alignment, Block, Caption, Cell, Chart, ChartKind, ChartSeries, Column, Document, Fonts, Heading, Inline,
    LineSpacing, MODEL, Orientation, Page, Paragraph, ParagraphStyle, Properties, Row, Section, Styles, Table,
    TableOfContents, TocEntry, TypedValue, ValueFormat, features,
};

/// The names of the styles of every document: of text, of headings by level, and of the rest.
pub(crate) const STYLES: [&str; 10] = [
    "body",
    "heading-1",
    "heading-2",
    "heading-3",
    "caption",
    "unit-line",
    "table-cell",
    "toc-title",
    "toc-1",
    "page-number",
];

/// A4 with usual margins.
pub(crate) fn page(orientation: Orientation) -> Page {
    let (width, height) = match orientation {
        Orientation::Portrait => (11_906, 16_838),
        Orientation::Landscape => (16_838, 11_906),
    };
    Page {
        width,
        height,
        orientation,
        margin_top: 2098,
        margin_bottom: 1984,
        margin_left: 1587,
        margin_right: 1474,
        header_distance: 1134,
        footer_distance: 1400,
        grid_line_pitch: None,
        grid_character_space: None,
    }
}

/// Styles of all names in [`STYLES`].
pub(crate) fn styles() -> Styles {
    let paragraphs = STYLES.iter().map(|name| ((*name).to_owned(), style(name))).collect();
    Styles { default: "body".to_owned(), paragraphs }
}

fn style(name: &str) -> ParagraphStyle {
    let level = name.strip_prefix("heading-").and_then(|level| level.parse().ok());
    ParagraphStyle {
        title: format!("样式 {name}"),
        fonts: Fonts { chinese: "仿宋".to_owned(), latin: "Times New Roman".to_owned() },
        size: 24,
        bold: level.is_some(),
        align: Alignment::Left,
        line_spacing: LineSpacing::Multiple(100),
        first_line_chars: if name == "body" { 200 } else { 0 },
        indent_left: 0,
        indent_right: 0,
        space_before: 0,
        space_after: 0,
        outline_level: level,
        keep_with_next: level.is_some(),
        snap_to_grid: false,
    }
}

/// A document of sections; its features are derived.
pub(crate) fn document(title: &str, sections: Vec<Section>) -> Document {
    let mut document = Document {
        model: MODEL.to_owned(),
        properties: Properties {
            title: title.to_owned(),
            date: Some("2026-03-31".to_owned()),
            language: "zh-CN".to_owned(),
            ..Properties::default()
        },
        features: Vec::new(),
        styles: styles(),
        sections,
        figures: BTreeMap::new(),
    };
    document.features = features(&document);
    document
}

pub(crate) fn section(id: &str, blocks: Vec<Block>) -> Section {
    let page = page(Orientation::Portrait);
    Section { id: id.to_owned(), page, page_number: None, header: None, footer: None, blocks }
}

pub(crate) fn paragraph(inlines: Vec<Inline>) -> Block {
    Block::Paragraph(Paragraph { style: "body".to_owned(), inlines, marker: None, pointer: None })
}

/// A heading of level 1 to 3.
pub(crate) fn heading(id: &str, level: u8, text: &str) -> Block {
    let style = format!("heading-{level}");
    Block::Heading(Heading { id: id.to_owned(), level, number: None, inlines: vec![Inline::text(text)], style })
}

/// The caption of a table or chart with this number.
pub(crate) fn caption(label: &str, number: usize, text: &str) -> Caption {
    let inlines = vec![Inline::text(text)];
    Caption { label: label.to_owned(), number: number.to_string(), inlines, style: "caption".to_owned() }
}

/// A cell of one line.
pub(crate) fn cell(text: &str) -> Cell {
    Cell::of(vec![Inline::text(text)])
}

/// A table of columns of one width; the rows come complete.
pub(crate) fn table(id: &str, columns: usize, header_rows: u32, rows: Vec<Vec<Cell>>) -> Table {
    let width = i32::try_from(columns).map_or(1, |columns| 8800 / columns.max(1)).max(1);
    Table {
        id: id.to_owned(),
        title: None,
        caption: None,
        unit_line: None,
        unit_line_style: None,
        columns: vec![Column { width }; columns],
        header_rows,
        rows: rows.into_iter().map(|cells| Row { cells, ..Row::default() }).collect(),
        cell_style: "table-cell".to_owned(),
        pointer: None,
    }
}

/// A number as text with so many places, printed as it is.
pub(crate) fn number(exact: &str) -> TypedValue {
    let places = exact.split_once('.').map_or(0, |(_, places)| places.len());
    let decimals = u32::try_from(places).unwrap_or_default();
    let format = ValueFormat::Number { decimals, trimmed: false, unit: None, shift: 0 };
    TypedValue { text: exact.to_owned(), exact: Some(exact.to_owned()), format: Some(format), ..TypedValue::default() }
}

/// A chart of one series; an empty value is a gap.
pub(crate) fn chart(id: &str, kind: ChartKind, bars: &[(&str, &str)]) -> Chart {
    let value = |exact: &str| if exact.is_empty() { TypedValue::default() } else { number(exact) };
    Chart {
        id: id.to_owned(),
        caption: None,
        kind,
        unit: Some("万元".to_owned()),
        categories: bars.iter().map(|(name, _)| (*name).to_owned()).collect(),
        series: vec![ChartSeries {
            name: "执行数".to_owned(),
            values: bars.iter().map(|(_, exact)| value(exact)).collect(),
        }],
        width: 8000,
        height: 4000,
        text_style: "body".to_owned(),
        description: "各项目执行数".to_owned(),
    }
}

/// The contents of headings by id and text.
pub(crate) fn toc(entries: &[(&str, &str)]) -> Block {
    let entry = |(target, text): &(&str, &str)| TocEntry {
        target: (*target).to_owned(),
        level: 1,
        text: (*text).to_owned(),
        style: "toc-1".to_owned(),
    };
    Block::TableOfContents(TableOfContents {
        title: Some("目录".to_owned()),
        title_style: "toc-title".to_owned(),
        depth: 1,
        entries: entries.iter().map(entry).collect(),
    })
}
