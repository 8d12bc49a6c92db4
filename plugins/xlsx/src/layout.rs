//! The document as a plan of sheets: what stands in which cell, how it looks, how high each row is.
//!
//! A section that holds one table and otherwise only lines without numbers is a form: its sheet holds it all. Of any other
//! section each table gets a sheet with its caption and unit line. Charts share the last sheet.

use jianbao_document::{Block, Document, Heading, Paragraph, ParagraphStyle, Section, Table, plain_text};

use crate::Note;
use crate::charts::{ChartPlan, ChartSheet};
use crate::content::{Content, Reader};
use crate::error::{ErrorKind, WriteError};
use crate::formats::Look;
use crate::graph::Graph;
use crate::heights;
use crate::names::Names;
use crate::page::Setup;
use crate::styles::Checked;
use crate::table::Drawing;
use crate::text;
use jianbao_exporter_sdk::Pointer;

/// Name of the sheet of charts.
const CHARTS: &str = "图表";

/// All sheets of the workbook.
pub(crate) struct Plan<'d> {
    pub(crate) sheets: Vec<Sheet<'d>>,
    pub(crate) charts: Option<ChartSheet<'d>>,
    pub(crate) figures: Graph<'d>,
    pub(crate) notes: Vec<Note>,
}

/// A sheet.
pub(crate) struct Sheet<'d> {
    pub(crate) name: String,
    pub(crate) setup: Setup,
    /// Widths of the columns in twentieths of a point.
    pub(crate) columns: Vec<i32>,
    pub(crate) rows: Vec<SheetRow>,
    pub(crate) cells: Vec<SheetCell<'d>>,
    /// First and last of the rows that are repeated on every page.
    pub(crate) head: Option<(u32, u32)>,
    /// Whether the rows down to the head stay in view.
    pub(crate) frozen: bool,
}

/// A row; heights are in twentieths of a point.
pub(crate) struct SheetRow {
    pub(crate) least: i64,
    pub(crate) height: i64,
    pub(crate) break_before: bool,
    /// A page may well end above it: labels that were merged over its upper edge are repeated in it.
    pub(crate) repeats_labels: bool,
    /// Whether the row stays on the page of the one below it.
    pub(crate) keep: bool,
}

/// A cell, or the range that it covers.
pub(crate) struct SheetCell<'d> {
    pub(crate) row: u32,
    pub(crate) column: u16,
    pub(crate) rows: u32,
    pub(crate) columns: u16,
    pub(crate) look: Look<'d>,
    pub(crate) content: Content<'d>,
    /// Space above and below that its style asks for.
    pub(crate) space: i64,
}

impl<'d> Plan<'d> {
    /// Plans the workbook; everything that Excel could not store is found here.
    pub(crate) fn of(document: &'d Document) -> Result<Self, WriteError> {
        let styles = Checked::of(&document.styles)?;
        let mut reader = Reader { styles, figures: Graph::of(document), notes: Vec::new() };
        let mut names = Names::new();
        let (mut sheets, mut charts) = (Vec::new(), Vec::new());
        let mut charts_setup = None;
        let at = Pointer::ROOT.key("sections");
        for (index, section) in document.sections.iter().enumerate() {
            let at = at.index(index);
            let blocks = at.key("blocks");
            let form = is_form(section);
            let mut first = true;
            for (number, block) in section.blocks.iter().enumerate() {
                let block_at = blocks.index(number);
                match block {
                    Block::Table(table) => {
                        text::check(table.title.as_deref().unwrap_or_default(), &block_at.key("title"))?;
                        text::check(&table.id, &block_at.key("id"))?;
                        let setup = Setup::of(section, &reader.styles, first, &at)?;
                        let name = names.choose(&wish(table));
                        let drawing = Drawing::new(&mut reader, table, name, setup);
                        sheets.push(if form { drawing.form(section, &blocks)? } else { drawing.table(&block_at)? });
                        first = false;
                    }
                    Block::Chart(chart) => {
                        if charts_setup.is_none() {
                            charts_setup = Some(Setup::of(section, &reader.styles, first, &at)?);
                        }
                        charts.push(ChartPlan::of(chart, &mut reader, &block_at)?);
                    }
                    Block::Heading(_)
                    | Block::Paragraph(_)
                    | Block::TableOfContents(_)
                    | Block::PageBreak
                    | Block::Unknown(_) => {}
                }
            }
        }
        let charts = charts_setup.map(|setup| ChartSheet { name: names.choose(CHARTS), setup, charts });
        if sheets.is_empty() && charts.is_none() {
            let message = "the document holds no table and no chart, so there is nothing for a workbook";
            return Err(WriteError::new(ErrorKind::Empty, &at, message, "choose another format, for example `docx`"));
        }
        Ok(Self { sheets, charts, figures: reader.figures, notes: reader.notes })
    }
}

/// Whether a section is a form: one table, and otherwise lines without numbers.
fn is_form(section: &Section) -> bool {
    let mut tables = 0;
    let plain = section.blocks.iter().all(|block| match block {
        Block::Table(_) => {
            tables += 1;
            true
        }
        Block::Heading(Heading { number, .. }) => number.is_none(),
        Block::Paragraph(Paragraph { .. }) | Block::PageBreak | Block::Unknown(_) => true,
        Block::Chart(_) | Block::TableOfContents(_) => false,
    });
    plain && tables == 1
}

/// What people call a table.
fn wish(table: &Table) -> String {
    let caption = table.caption.as_ref().map(|caption| plain_text(&caption.inlines));
    let names = [table.title.clone(), caption, Some(table.id.clone())];
    names.into_iter().flatten().find(|name| !name.trim().is_empty()).unwrap_or_default()
}

/// The height of an empty row of a style.
pub(crate) fn blank_height(style: &ParagraphStyle) -> i64 {
    heights::line(style.size) + i64::from(style.space_before.max(0)) + i64::from(style.space_after.max(0))
}
