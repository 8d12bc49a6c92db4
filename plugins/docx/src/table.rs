//! Tables: unit line, grid, rows and cells.

use std::io::Write;

use jianbao_document::{Alignment, Cell, Table, VerticalAlignment};

use crate::body::Body;
use crate::error::WriteError;
use crate::grid::{Grid, Slot};
use crate::scribe::ParagraphFormat;
use crate::text;
use jianbao_exporter_sdk::Pointer;

/// Space between a cell's border and its text: 1 mm, so that forms with many columns keep room for their words.
const CELL_MARGIN: &str = "57";
const BORDERS: [&str; 6] = ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"];

/// What the paragraphs of a row have in common, and what is still due in the next of them.
struct Lines<'a> {
    /// Style id of those that name none.
    style: &'a str,
    /// Name of the bookmark that is due.
    bookmark: Option<&'a str>,
    /// Whether a new page is due. Word has no page break between rows but obeys that of a paragraph; so the table stays
    /// one, and its header rows stand on the new page, too.
    page_break: bool,
    /// Word keeps a row with the next if all its paragraphs are kept with theirs.
    keep_next: bool,
}

impl<'c, S: Write> Body<'c, S> {
    /// Writes a table with its caption and unit line.
    pub(crate) fn table(&mut self, table: &Table, at: &Pointer<'_>) -> Result<(), WriteError> {
        let cell_style = self.styles().require(&table.cell_style, &at.key("cell_style"))?;
        if let Some(caption) = &table.caption {
            self.caption(caption, &table.id, true, &at.key("caption"))?;
        }
        self.unit_line(table, cell_style, at)?;
        self.separate_from_table()?;
        let mut grid = Grid::of(table, at)?;
        self.open_table(table, grid.widths(), at)?;
        let rows = at.key("rows");
        // A table that nothing points to by its caption is pointed to by its first cell.
        let mut bookmark = self.bookmark_of_bare_table(table);
        for (index, row) in table.rows.iter().enumerate() {
            let at = rows.index(index);
            let slots = grid.row(index, row, &at)?;
            let header = index < table.header_rows as usize;
            self.open_row(row.height, header)?;
            // Header rows stand on top of every page anyway; one that starts a page would do so again and again.
            let mut lines = Lines {
                style: cell_style,
                bookmark: bookmark.take(),
                page_break: row.break_before && !header,
                // Nor do header rows stand alone at the foot of a page because the rows below stay together.
                keep_next: row.keep_with_next || (header && index + 1 < table.rows.len()),
            };
            for slot in slots {
                self.cell(&slot, &mut lines, &at.key("cells"))?;
            }
            self.scribe.xml.close("w:tr")?;
        }
        if table.rows.is_empty() {
            self.blank_row(grid.widths(), Lines { style: cell_style, bookmark, page_break: false, keep_next: false })?;
        }
        self.scribe.xml.close("w:tbl")?;
        self.after_table = true;
        Ok(())
    }

    fn unit_line(&mut self, table: &Table, cell_style: &str, at: &Pointer<'_>) -> Result<(), WriteError> {
        let Some(unit_line) = &table.unit_line else { return Ok(()) };
        let (style, align) = match &table.unit_line_style {
            Some(name) => (self.styles().require(name, &at.key("unit_line_style"))?, None),
            None => (cell_style, Some(Alignment::Right)),
        };
        let format = ParagraphFormat { style: Some(style), keep_next: true, align, ..ParagraphFormat::default() };
        self.open_flowing(format)?;
        self.scribe.words(unit_line, &at.key("unit_line"))?;
        self.scribe.close_paragraph()?;
        Ok(())
    }

    fn bookmark_of_bare_table(&self, table: &Table) -> Option<&'c str> {
        let target = self.scribe.context.targets.of(&table.id);
        target.whole.as_deref().filter(|_| table.caption.is_none())
    }

    fn open_table(&mut self, table: &Table, widths: &[i32], at: &Pointer<'_>) -> Result<(), WriteError> {
        let xml = &mut self.scribe.xml;
        xml.open("w:tbl", &[])?;
        xml.open("w:tblPr", &[])?;
        let total: i32 = widths.iter().sum();
        xml.empty("w:tblW", &[("w:w", &total.to_string()), ("w:type", "dxa")])?;
        xml.open("w:tblBorders", &[])?;
        for edge in BORDERS {
            xml.empty(edge, &[("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", "auto")])?;
        }
        xml.close("w:tblBorders")?;
        xml.empty("w:tblLayout", &[("w:type", "fixed")])?;
        xml.open("w:tblCellMar", &[])?;
        for edge in ["w:left", "w:right"] {
            xml.empty(edge, &[("w:w", CELL_MARGIN), ("w:type", "dxa")])?;
        }
        xml.close("w:tblCellMar")?;
        if let Some(title) = &table.title {
            text::check(title, &at.key("title"))?;
            xml.val("w:tblCaption", title)?;
        }
        xml.close("w:tblPr")?;
        xml.open("w:tblGrid", &[])?;
        for width in widths {
            xml.empty("w:gridCol", &[("w:w", &width.to_string())])?;
        }
        xml.close("w:tblGrid")?;
        Ok(())
    }

    fn open_row(&mut self, height: Option<i32>, header: bool) -> Result<(), WriteError> {
        let xml = &mut self.scribe.xml;
        xml.open("w:tr", &[])?;
        xml.open("w:trPr", &[])?;
        xml.empty("w:cantSplit", &[])?;
        if let Some(height) = height.filter(|height| *height > 0) {
            xml.empty("w:trHeight", &[("w:val", &height.to_string()), ("w:hRule", "atLeast")])?;
        }
        if header {
            xml.empty("w:tblHeader", &[])?;
        }
        xml.close("w:trPr")?;
        Ok(())
    }

    fn cell(&mut self, slot: &Slot<'_>, lines: &mut Lines<'_>, at: &Pointer<'_>) -> Result<(), WriteError> {
        self.open_cell(slot)?;
        match slot.cell {
            Some((index, cell)) if !cell.paragraphs.is_empty() => {
                self.cell_paragraphs(cell, lines, &at.index(index))?;
            }
            _ => self.empty_paragraph(lines)?,
        }
        self.scribe.xml.close("w:tc")?;
        Ok(())
    }

    fn cell_paragraphs(&mut self, cell: &Cell, lines: &mut Lines<'_>, at: &Pointer<'_>) -> Result<(), WriteError> {
        let paragraphs = at.key("paragraphs");
        for (index, paragraph) in cell.paragraphs.iter().enumerate() {
            let at = paragraphs.index(index);
            let style = match &paragraph.style {
                Some(name) => self.styles().require(name, &at.key("style"))?,
                None => lines.style,
            };
            let format = ParagraphFormat { style: Some(style), align: cell.align, ..lines.format() };
            self.scribe.open_paragraph(&format)?;
            let open = self.scribe.open_bookmark(lines.bookmark.take())?;
            self.scribe.inlines(&paragraph.inlines, &at.key("inlines"))?;
            self.scribe.close_bookmark(open)?;
            self.scribe.close_paragraph()?;
        }
        Ok(())
    }

    fn open_cell(&mut self, slot: &Slot<'_>) -> Result<(), WriteError> {
        let xml = &mut self.scribe.xml;
        xml.open("w:tc", &[])?;
        xml.open("w:tcPr", &[])?;
        xml.empty("w:tcW", &[("w:w", &slot.width.to_string()), ("w:type", "dxa")])?;
        if slot.span > 1 {
            xml.val("w:gridSpan", &slot.span.to_string())?;
        }
        match slot.cell {
            Some(_) if slot.merged => xml.val("w:vMerge", "restart")?,
            None if slot.merged => xml.empty("w:vMerge", &[])?,
            _ => {}
        }
        match slot.cell.map(|(_, cell)| cell.vertical) {
            Some(VerticalAlignment::Middle) => xml.val("w:vAlign", "center")?,
            Some(VerticalAlignment::Bottom) => xml.val("w:vAlign", "bottom")?,
            // The top is where Word puts text that says nothing.
            Some(VerticalAlignment::Top) | None => {}
        }
        xml.close("w:tcPr")?;
        Ok(())
    }

    fn empty_paragraph(&mut self, lines: &mut Lines<'_>) -> Result<(), WriteError> {
        self.scribe.open_paragraph(&lines.format())?;
        let open = self.scribe.open_bookmark(lines.bookmark.take())?;
        self.scribe.close_bookmark(open)?;
        self.scribe.close_paragraph()?;
        Ok(())
    }

    /// Word repairs a table without rows away, so an empty table shows one blank row, as paper forms do.
    fn blank_row(&mut self, widths: &[i32], mut lines: Lines<'_>) -> Result<(), WriteError> {
        self.open_row(None, false)?;
        for width in widths {
            self.open_cell(&Slot { cell: None, span: 1, width: *width, merged: false })?;
            self.empty_paragraph(&mut lines)?;
            self.scribe.xml.close("w:tc")?;
        }
        self.scribe.xml.close("w:tr")?;
        Ok(())
    }
}

impl<'a> Lines<'a> {
    /// The format of the row's next paragraph. Only the first of a row starts the page: each further one would start
    /// another.
    fn format(&mut self) -> ParagraphFormat<'a> {
        ParagraphFormat {
            style: Some(self.style),
            keep_next: self.keep_next,
            page_break_before: std::mem::take(&mut self.page_break),
            ..ParagraphFormat::default()
        }
    }
}
