//! The list of findings (问题清单) for the people who must correct them: one row a finding, and how often what was found.
//!
//! It belongs to no layout: its page and its styles are its own. In a workbook each of its tables is a sheet whose header stays
//! in view, and numbers are numbers.

mod looks;
mod rows;

use std::collections::BTreeMap;

use jianbao_document::{
    Alignment, Block, Caption, Cell, Column, Document, Heading, Inline, MODEL, PageNumber, PageNumberFormat,
    PageNumberPlace, Properties, Row, Section, Table, TextRun, features,
};
use jianbao_finding::{Catalogue, Counts, FindingRecord, Lang, Tally};

use crate::style;
use looks::{page, styles};

/// What the list is made of beside its rows.
#[derive(Debug, Clone, Copy)]
pub struct List<'a> {
    /// How often what was found: complete, also where not every finding has a row.
    pub counts: &'a Counts,
    /// What the codes stand for.
    pub catalogue: &'a Catalogue,
    /// How many findings have no row, because there were too many.
    pub left_out: u64,
    /// Language of the list; the rows must be in it already.
    pub lang: Lang,
}

/// The list as a document.
#[must_use]
pub fn finding_list(rows: impl Iterator<Item = FindingRecord>, list: &List<'_>) -> Document {
    let say = |zh: &'static str, en: &'static str| match list.lang {
        Lang::Zh => zh,
        Lang::En => en,
    };
    let title = say("问题清单", "List of findings");
    let page = page();
    let width = page.text_width();
    let found = rows.map(|record| rows::row(&record, list.lang)).collect();
    let mut tables = vec![rows::table_of(found, list, width)];
    if list.counts.all.total() > 0 {
        tables.push(by_code(list, width));
        tables.push(by_organisation(list, width));
    }
    let heading =
        Heading { id: "title".to_owned(), level: 1, number: None, inlines: text(title), style: "title".to_owned() };
    let mut blocks = vec![Block::Heading(heading)];
    for (index, (id, name, unit_line, table)) in tables.into_iter().enumerate() {
        blocks.push(Block::Table(Table {
            id: id.to_owned(),
            title: Some(name.to_owned()),
            caption: Some(Caption {
                label: say("表", "Table ").to_owned(),
                number: (index + 1).to_string(),
                inlines: text(name),
                style: "caption".to_owned(),
            }),
            unit_line: Some(unit_line),
            ..table
        }));
    }
    let number = PageNumber {
        format: PageNumberFormat::Decimal,
        prefix: String::new(),
        suffix: String::new(),
        place: PageNumberPlace::Centre,
        start: None,
        style: "footer".to_owned(),
    };
    let section =
        Section { id: "findings".to_owned(), page, page_number: Some(number), header: None, footer: None, blocks };
    let mut document = Document {
        model: MODEL.to_owned(),
        properties: Properties {
            title: title.to_owned(),
            language: say("zh-CN", "en-US").to_owned(),
            ..Properties::default()
        },
        features: Vec::new(),
        styles: styles(),
        sections: vec![section],
        figures: BTreeMap::new(),
    };
    document.features = features(&document);
    document
}

/// A table before its place in the document is known: id, name, the line above the grid.
type Draft = (&'static str, &'static str, String, Table);

/// A table with a header row; shares of the width go with the headings.
fn table(heads: &[(&str, u32)], rows: Vec<Row>, width: i32) -> Table {
    let shares: Vec<u32> = heads.iter().map(|(_, share)| *share).collect();
    let head = heads.iter().map(|(name, _)| Cell { header: true, ..Cell::of(text(name)) }).collect();
    let mut all = vec![Row { cells: head, ..Row::default() }];
    all.extend(rows);
    Table {
        id: String::new(),
        title: None,
        caption: None,
        unit_line: None,
        unit_line_style: Some("note".to_owned()),
        columns: style::widths(&shares, width).into_iter().map(|width| Column { width }).collect(),
        header_rows: 1,
        rows: all,
        cell_style: "cell".to_owned(),
        pointer: None,
    }
}

/// Findings by code, with what each demands.
fn by_code(list: &List<'_>, width: i32) -> Draft {
    let row = |(code, tally): (&String, &Tally)| {
        let demand = list.catalogue.get(code).map_or("", |meaning| meaning.demand.get(list.lang));
        let mut cells = vec![left(code), left(demand)];
        cells.extend(tallied(*tally));
        Row { cells, ..Row::default() }
    };
    let rows: Vec<Row> = list.counts.by_code.iter().map(row).collect();
    let (name, heads, count) = match list.lang {
        Lang::Zh => ("按代码统计", ["代码", "要求", "错误", "警告", "提示", "合计"], format!("共 {} 种", rows.len())),
        Lang::En => {
            ("By code", ["Code", "Demand", "Errors", "Warnings", "Notes", "All"], format!("{} codes", rows.len()))
        }
    };
    ("by-code", name, count, table(&shared(heads, [12, 56, 8, 8, 8, 8]), rows, width))
}

/// Findings by organisation.
fn by_organisation(list: &List<'_>, width: i32) -> Draft {
    let unnamed = match list.lang {
        Lang::Zh => "（未能读出单位）",
        Lang::En => "(organisation not known)",
    };
    let row = |(name, tally): (&String, &Tally)| {
        let mut cells = vec![left(if name.is_empty() { unnamed } else { name })];
        cells.extend(tallied(*tally));
        Row { cells, ..Row::default() }
    };
    let rows: Vec<Row> = list.counts.by_organisation.iter().map(row).collect();
    let (name, heads, count) = match list.lang {
        Lang::Zh => ("按单位统计", ["单位", "错误", "警告", "提示", "合计"], format!("共 {} 个单位", rows.len())),
        Lang::En => (
            "By organisation",
            ["Organisation", "Errors", "Warnings", "Notes", "All"],
            format!("{} organisations", rows.len()),
        ),
    };
    ("by-organisation", name, count, table(&shared(heads, [60, 10, 10, 10, 10]), rows, width))
}

fn shared<const N: usize>(heads: [&'static str; N], shares: [u32; N]) -> Vec<(&'static str, u32)> {
    heads.into_iter().zip(shares).collect()
}

fn tallied(tally: Tally) -> [Cell; 4] {
    [tally.errors, tally.warnings, tally.notes, tally.total()].map(|count| Cell::of(vec![rows::number(count)]))
}

fn left(text: &str) -> Cell {
    Cell { align: Some(Alignment::Left), ..Cell::of(self::text(text)) }
}

/// Text as a document may hold it: a control character, which a message can quote from a damaged file, is a space.
fn text(text: &str) -> Vec<Inline> {
    if text.is_empty() {
        return Vec::new();
    }
    let text = text.chars().map(|c| if c.is_control() || ('\u{fffe}'..='\u{ffff}').contains(&c) { ' ' } else { c });
    vec![Inline::Text(TextRun { text: text.collect(), ..TextRun::default() })]
}
