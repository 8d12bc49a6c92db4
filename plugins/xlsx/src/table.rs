//! A table, or a whole form, drawn on a sheet row by row.

use jianbao_document::{Alignment, Block, Cell, Inline, ParagraphStyle, Section, Table};

use crate::content::{Content, Read, Reader};
use crate::error::{ErrorKind, WriteError};
use crate::formats::Look;
use crate::grid::{self, MAX_ROWS, Placed};
use crate::heights;
use crate::layout::{Sheet, SheetCell, SheetRow, blank_height};
use crate::page::Setup;
use crate::text;
use jianbao_exporter_sdk::Pointer;

/// A sheet that is being filled.
pub(crate) struct Drawing<'r, 'd> {
    reader: &'r mut Reader<'d>,
    table: &'d Table,
    sheet: Sheet<'d>,
    /// Whether the next row starts a page.
    page_break: bool,
}

impl<'r, 'd> Drawing<'r, 'd> {
    pub(crate) fn new(reader: &'r mut Reader<'d>, table: &'d Table, name: String, setup: Setup) -> Self {
        let columns = table.columns.iter().map(|column| column.width).collect();
        let sheet = Sheet { name, setup, columns, rows: Vec::new(), cells: Vec::new(), head: None, frozen: false };
        Self { reader, table, sheet, page_break: false }
    }

    /// A table of a chapter: caption, unit line, grid. `at` points to the table.
    pub(crate) fn table(mut self, at: &Pointer<'_>) -> Result<Sheet<'d>, WriteError> {
        self.draw(at)?;
        self.sheet.frozen = self.sheet.head.is_some();
        self.finish(at)
    }

    /// A form: every line of the section, and its table. `at` points to the blocks of the section.
    pub(crate) fn form(mut self, section: &'d Section, at: &Pointer<'_>) -> Result<Sheet<'d>, WriteError> {
        for (index, block) in section.blocks.iter().enumerate() {
            let at = at.index(index);
            match block {
                Block::Table(_) => self.draw(&at)?,
                Block::Heading(heading) => self.line("", &heading.inlines, &heading.style, &at)?,
                Block::Paragraph(paragraph) => {
                    let marker = paragraph.marker.as_deref().unwrap_or_default();
                    text::check(marker, &at.key("marker"))?;
                    self.line(marker, &paragraph.inlines, &paragraph.style, &at)?;
                }
                Block::PageBreak => self.page_break = true,
                Block::Chart(_) | Block::TableOfContents(_) | Block::Unknown(_) => {}
            }
        }
        self.finish(at)
    }

    fn finish(mut self, at: &Pointer<'_>) -> Result<Sheet<'d>, WriteError> {
        if self.sheet.rows.len() > MAX_ROWS {
            let message = format!("the sheet has {} rows; Excel takes {MAX_ROWS}", self.sheet.rows.len());
            return Err(WriteError::new(ErrorKind::Size, at, message, "split the table"));
        }
        heights::fit(&mut self.sheet.rows, &self.sheet.cells, &self.sheet.columns);
        Ok(self.sheet)
    }

    fn draw(&mut self, at: &Pointer<'_>) -> Result<(), WriteError> {
        let table = self.table;
        let cell_style = self.reader.styles.require(&table.cell_style, &at.key("cell_style"))?;
        if let Some(caption) = &table.caption {
            let at = at.key("caption");
            let label = caption_label(&caption.label, &caption.number, &caption.inlines, &at)?;
            self.line(&label, &caption.inlines, &caption.style, &at)?;
        }
        if let Some(unit_line) = &table.unit_line {
            text::check(unit_line, &at.key("unit_line"))?;
            let style = match &table.unit_line_style {
                Some(name) => self.reader.styles.require(name, &at.key("unit_line_style"))?,
                None => cell_style,
            };
            let read = Reader::line(unit_line, &[], style, &at.key("unit_line"))?;
            self.push_line(read, Look { align: Alignment::Right, ..Look::line(style) });
        }
        self.grid(cell_style, at)
    }

    /// One line of text over all columns. `at` points to the block.
    fn line(
        &mut self,
        before: &str,
        inlines: &'d [Inline],
        style: &'d str,
        at: &Pointer<'_>,
    ) -> Result<(), WriteError> {
        let style = self.reader.styles.require(style, &at.key("style"))?;
        let read = Reader::line(before, inlines, style, &at.key("inlines"))?;
        let look = Look { marked: read.marked, ..Look::line(style) };
        self.push_line(read, look);
        Ok(())
    }

    fn push_line(&mut self, read: Read<'d>, look: Look<'d>) {
        let row = self.push_row(blank_height(look.style), false, false);
        if read.content != Content::Blank {
            let space = i64::from(look.style.space_before.max(0)) + i64::from(look.style.space_after.max(0));
            let columns = short(self.sheet.columns.len());
            self.sheet.cells.push(SheetCell { row, column: 0, rows: 1, columns, look, content: read.content, space });
        }
    }

    fn push_row(&mut self, least: i64, repeats_labels: bool, keep: bool) -> u32 {
        let break_before = std::mem::take(&mut self.page_break);
        let row = index(self.sheet.rows.len());
        self.sheet.rows.push(SheetRow { least, height: 0, break_before, repeats_labels, keep });
        row
    }

    fn grid(&mut self, cell_style: &'d ParagraphStyle, at: &Pointer<'_>) -> Result<(), WriteError> {
        let table = self.table;
        let placed = grid::place(table, at)?;
        let first = index(self.sheet.rows.len());
        for row in &table.rows {
            let least = row.height.map_or(0, i64::from).max(heights::line(cell_style.size));
            self.push_row(least, row.break_before, row.keep_with_next);
        }
        if table.header_rows > 0 {
            self.sheet.head = Some((first, first + table.header_rows - 1));
        }
        let rows = at.key("rows");
        for place in &placed {
            let at = rows.index(place.row);
            let at = at.key("cells");
            self.cell(place, first, cell_style, &at.index(place.number))?;
        }
        if table.rows.is_empty() {
            self.blank_row(cell_style);
        }
        Ok(())
    }

    fn cell(
        &mut self,
        place: &Placed<'d>,
        first: u32,
        cell_style: &'d ParagraphStyle,
        at: &Pointer<'_>,
    ) -> Result<(), WriteError> {
        let cell = place.cell;
        let row = index(place.row);
        let head = cell.header || row < self.table.header_rows;
        let read = self.reader.cell(cell, cell_style, head, at)?;
        let align = cell.align.unwrap_or(read.style.align);
        let look = Look { marked: read.marked, bold: read.bold, align, ..grid_look(cell, read.style, head) };
        self.sheet.cells.push(SheetCell {
            row: first + row,
            column: short(place.column),
            rows: cell.row_span,
            columns: short(cell.column_span as usize),
            look,
            content: read.content,
            space: 0,
        });
        Ok(())
    }

    /// An empty table shows one blank row, as paper forms do.
    fn blank_row(&mut self, style: &'d ParagraphStyle) {
        let row = self.push_row(heights::line(style.size), false, false);
        for column in 0..self.sheet.columns.len() {
            let look = grid_look(&Cell::default(), style, false);
            let content = Content::Blank;
            let column = short(column);
            self.sheet.cells.push(SheetCell { row, column, rows: 1, columns: 1, look, content, space: 0 });
        }
    }
}

/// What is printed of a caption before its text, for example `表 1 `.
pub(crate) fn caption_label(
    label: &str,
    number: &str,
    rest: &[Inline],
    at: &Pointer<'_>,
) -> Result<String, WriteError> {
    text::check(label, &at.key("label"))?;
    text::check(number, &at.key("number"))?;
    let space = if label.is_empty() || label.ends_with(char::is_whitespace) { "" } else { " " };
    let after = if rest.iter().all(|inline| inline.printed().is_empty()) { "" } else { " " };
    Ok(format!("{label}{space}{number}{after}"))
}

fn grid_look<'d>(cell: &Cell, style: &'d ParagraphStyle, head: bool) -> Look<'d> {
    Look { vertical: cell.vertical, bordered: true, head, ..Look::line(style) }
}

/// Rows are counted by Excel in 20 bits; more are refused when the sheet is finished.
fn index(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}

/// Columns are limited by the grid before.
fn short(columns: usize) -> u16 {
    u16::try_from(columns).unwrap_or(u16::MAX)
}
