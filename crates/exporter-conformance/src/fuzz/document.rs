//! A random document: mostly one that a report could be, with what is rare in reports and common in mistakes.

use jianbao_document::{
    Band, Block, Cell, CellParagraph, ChartKind, Document, Inline, Orientation, Paragraph, Reference, Row, Section,
    Table, TextRun, Tone, TypedValue, UnknownBlock, ValueFormat, VerticalAlignment,
};
use serde_json::{Map, json};

use super::random::Random;
use crate::documents::{STYLES, caption, chart, document, heading, page, section, table, toc};

/// Pieces of text that some format gives a meaning to, or that are hard to write.
const PIECES: [&str; 32] = [
    "监测",
    "预算执行率",
    "abc",
    " ",
    "  ",
    "<b>",
    "&amp;",
    "&",
    "\"",
    "'",
    "]]>",
    "**",
    "|",
    "#",
    "- ",
    "`",
    "\\",
    "=1+1",
    "@x",
    "{{",
    "%",
    "😀",
    "👩‍💻",
    "e\u{301}",
    "ميزانية",
    "\u{200B}",
    "\u{202E}",
    "\u{FEFF}",
    "𠮷",
    "_x0041_",
    "\u{A0}",
    "1.",
];
/// Characters that the model or XML excludes; rare, because most exporters refuse them at once.
const FORBIDDEN: [&str; 6] = ["\u{0}", "\u{8}", "\u{1F}", "\u{FFFE}", "\t", "\r"];
/// Numbers and what may stand for them.
const NUMBERS: [&str; 12] = [
    "0",
    "-0.5",
    "100.00",
    "0.1",
    "99999999999999999999.99",
    "9007199254740993",
    "1",
    "-1",
    "12.345",
    "0.000000001",
    "2020-02-30",
    "n/a",
];

/// The document of a seed.
pub(crate) fn random(seed: u64) -> Document {
    let mut maker = Maker { random: Random::new(seed), ids: Vec::new() };
    let count = 1 + maker.random.below(3);
    let sections = (0..count).map(|index| maker.section(index)).collect();
    let title = maker.text();
    document(&title, sections)
}

struct Maker {
    random: Random,
    /// Ids given so far.
    ids: Vec<String>,
}

impl Maker {
    fn id(&mut self) -> String {
        let id = format!("id{}", self.ids.len());
        self.ids.push(id.clone());
        id
    }

    fn style(&mut self) -> String {
        self.random.pick(&STYLES).to_owned()
    }

    fn text(&mut self) -> String {
        let pieces = self.random.below(5);
        let mut text: String = (0..pieces).map(|_| self.random.pick(&PIECES)).collect();
        if self.random.one_in(150) {
            let forbidden: &str = self.random.pick(&FORBIDDEN);
            text.push_str(forbidden);
        }
        if self.random.one_in(300) {
            text = text.repeat(4000);
        }
        text
    }

    fn section(&mut self, index: usize) -> Section {
        let count = self.random.below(7);
        let blocks = (0..count).map(|_| self.block()).collect();
        let mut section = section(&format!("s{index}"), blocks);
        if self.random.one_in(3) {
            section.page = page(Orientation::Landscape);
        }
        if self.random.one_in(3) {
            section.header = Some(Band { style: "body".to_owned(), inlines: self.inlines() });
        }
        section
    }

    fn block(&mut self) -> Block {
        match self.random.below(14) {
            0..=3 => {
                let marker = self.random.one_in(4).then(|| self.text());
                Block::Paragraph(Paragraph { style: self.style(), inlines: self.inlines(), marker, pointer: None })
            }
            4..=5 => {
                let (id, text) = (self.id(), self.text());
                let level = self.random.pick(&[1, 2, 3]);
                heading(&id, level, &text)
            }
            6..=9 => Block::Table(self.table()),
            10 => self.chart(),
            11 => toc(&[]),
            12 => Block::PageBreak,
            _ => {
                let value = json!({ "text": self.text() }).as_object().map_or_else(Map::new, Clone::clone);
                Block::Unknown(UnknownBlock { kind: "sidebar".to_owned(), value })
            }
        }
    }

    fn chart(&mut self) -> Block {
        let bars = self.random.below(6);
        let names: Vec<String> = (0..bars).map(|_| self.text()).collect();
        let numbers: Vec<&str> =
            (0..bars).map(|_| if self.random.one_in(4) { "" } else { self.random.pick(&NUMBERS[..6]) }).collect();
        let bars: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(numbers).collect();
        let kind = if self.random.one_in(2) { ChartKind::Bars } else { ChartKind::Columns };
        let id = self.id();
        Block::Chart(chart(&id, kind, &bars))
    }

    fn table(&mut self) -> Table {
        let (columns, rows) = (1 + self.random.below(6), self.random.below(8));
        let id = self.id();
        let mut table = table(&id, columns, 0, Vec::new());
        table.rows = self.rows(columns, rows);
        // A head of rows that nothing is merged across the edge of.
        let free = table.rows.iter().flat_map(|row| &row.cells).all(|cell| cell.row_span == 1);
        if free && rows > 0 && self.random.one_in(2) {
            table.header_rows = 1;
        }
        if self.random.one_in(2) {
            table.title = Some(self.text());
        }
        if self.random.one_in(2) {
            let (number, text) = (self.ids.len(), self.text());
            table.caption = Some(caption("表", number, &text));
        }
        table
    }

    /// Rows that cover every column once.
    fn rows(&mut self, columns: usize, rows: usize) -> Vec<Row> {
        let mut taken = vec![vec![false; columns]; rows];
        let mut made = Vec::new();
        for row in 0..rows {
            let mut cells = Vec::new();
            for column in 0..columns {
                if taken[row][column] {
                    continue;
                }
                let free = taken[row][column..].iter().take_while(|taken| !**taken).count();
                let width = 1 + if self.random.one_in(4) { self.random.below(free) } else { 0 };
                let height = 1 + if self.random.one_in(6) { self.random.below(rows - row) } else { 0 };
                taken[row..row + height].iter_mut().for_each(|line| line[column..column + width].fill(true));
                cells.push(self.cell(width, height));
            }
            made.push(Row { cells, break_before: self.random.one_in(20), ..Row::default() });
        }
        made
    }

    fn cell(&mut self, width: usize, height: usize) -> Cell {
        let span = |cells: usize| u32::try_from(cells).unwrap_or(1);
        let paragraphs = match self.random.below(6) {
            0 => 0,
            1 => 2,
            _ => 1,
        };
        Cell {
            column_span: span(width),
            row_span: span(height),
            header: self.random.one_in(5),
            align: None,
            vertical: VerticalAlignment::Middle,
            paragraphs: (0..paragraphs)
                .map(|_| CellParagraph { style: self.random.one_in(5).then(|| self.style()), inlines: self.inlines() })
                .collect(),
        }
    }

    fn inlines(&mut self) -> Vec<Inline> {
        let count = self.random.below(4);
        (0..count).map(|_| self.inline()).collect()
    }

    fn inline(&mut self) -> Inline {
        match self.random.below(8) {
            0 | 1 => Inline::Value(self.value()),
            2 => Inline::LineBreak,
            3 if !self.ids.is_empty() => {
                // Some lead to a block without text, or to none that follows.
                let target = self.ids[self.random.below(self.ids.len())].clone();
                Inline::Reference(Reference { target, text: self.text() })
            }
            _ => Inline::Text(TextRun {
                text: self.text(),
                bold: self.random.one_in(4),
                italic: self.random.one_in(4),
                strike: self.random.one_in(8),
                highlight: self.random.one_in(8),
                tone: self.random.one_in(6).then_some(Tone::Yellow),
            }),
        }
    }

    fn value(&mut self) -> TypedValue {
        let exact = self.random.pick(&NUMBERS).to_owned();
        let format = match self.random.below(4) {
            0 => None,
            1 => Some(ValueFormat::Date),
            2 => Some(ValueFormat::Text),
            _ => Some(ValueFormat::Number {
                decimals: u32::try_from(self.random.below(5)).unwrap_or_default(),
                trimmed: self.random.one_in(2),
                unit: self.random.one_in(3).then(|| "%".to_owned()),
                shift: 0,
            }),
        };
        let text = if self.random.one_in(3) { self.text() } else { exact.clone() };
        let exact = (!self.random.one_in(5)).then_some(exact);
        TypedValue { text, exact, format, ..TypedValue::default() }
    }
}
