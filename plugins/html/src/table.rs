//! Tables: caption, unit line, columns, head and body.

use jianbao_document::{Caption, Cell, ParagraphStyle, Row, Table, VerticalAlignment, plain_text};

use crate::error::WriteError;
use crate::grid::{Grid, head_rows};
use crate::scribe::Scribe;
use crate::styles::alignment;
use crate::text;
use jianbao_exporter_sdk::Pointer;

/// A column of words needs this much on a screen, in hundredths of an em; a table never asks for more than its columns
/// need or its paper gives.
const COLUMN_ON_SCREEN: i64 = 520;

/// What the cells of one table share.
struct Cells<'t> {
    /// Name of the style of cells that name none.
    style: &'t str,
    class: &'t str,
    head: bool,
    /// Every cell of the row is a heading, so they head columns.
    across: bool,
}

impl<'d> Scribe<'_, 'd> {
    /// Writes a table with its caption and unit line. `at` points to the block.
    pub(crate) fn table(&mut self, table: &'d Table, at: &Pointer<'_>) -> Result<(), WriteError> {
        let context = self.context;
        let class = context.styles.class(&table.cell_style, &at.key("cell_style"))?;
        let style = context.styles.style(&table.cell_style, &at.key("cell_style"))?;
        let mut grid = Grid::of(table, at)?;
        if let Some(title) = &table.title {
            text::check(title, &at.key("title"))?;
        }
        self.tables += 1;
        let id = context.targets.id(&table.id);
        let name = self.names.claim(&format!("{id}-name"));
        let captioned = table.caption.is_some() || table.title.is_some();
        if captioned {
            self.open_region(("aria-labelledby", &name));
        } else {
            let label = format!("{} {}", context.words.table, self.tables);
            self.open_region(("aria-label", &label));
        }
        let width = self.table_width(table, style);
        self.markup.open("table", &[("id", id), ("class", &format!("{class} {width}"))]);
        if captioned || table.unit_line.is_some() {
            self.table_caption(table, &name, at)?;
        }
        self.columns(table);
        self.rows(table, class, &mut grid, at)?;
        self.markup.close("table");
        self.close_region();
        Ok(())
    }

    fn table_width(&mut self, table: &Table, style: &ParagraphStyle) -> String {
        let total: i64 = table.columns.iter().map(|column| i64::from(column.width)).sum();
        let count = i64::try_from(table.columns.len()).unwrap_or(i64::MAX);
        // Four fifths: text on a screen may be set a little closer before a reader has to scroll.
        let on_paper = total * 8 / i64::from(style.size);
        let least = on_paper.min(count.saturating_mul(COLUMN_ON_SCREEN));
        self.sheet.width(least, i32::try_from(total).unwrap_or(i32::MAX))
    }

    fn table_caption(&mut self, table: &'d Table, name: &str, at: &Pointer<'_>) -> Result<(), WriteError> {
        let styles = &self.context.styles;
        self.markup.open("caption", &[]);
        if let Some(caption) = &table.caption {
            let at = at.key("caption");
            let class = styles.class(&caption.style, &at.key("style"))?;
            self.markup.open("span", &[("class", &format!("line {class}")), ("id", name)]);
            self.caption_text(caption, &at)?;
            self.markup.close("span");
        } else if let Some(title) = &table.title {
            self.markup.leaf("span", &[("class", "unseen"), ("id", name)], title);
        }
        if let Some(unit_line) = &table.unit_line {
            text::check(unit_line, &at.key("unit_line"))?;
            let class = match &table.unit_line_style {
                Some(style) => format!("line {}", styles.class(style, &at.key("unit_line_style"))?),
                None => "line al-right".to_owned(),
            };
            self.markup.leaf("span", &[("class", &class)], unit_line);
        }
        self.markup.close("caption");
        self.markup.line();
        Ok(())
    }

    /// Label, number and text of a caption. `at` points to the caption.
    pub(crate) fn caption_text(&mut self, caption: &'d Caption, at: &Pointer<'_>) -> Result<(), WriteError> {
        text::check(&caption.label, &at.key("label"))?;
        text::check(&caption.number, &at.key("number"))?;
        self.markup.text(&label(caption));
        if !label(caption).is_empty() && !plain_text(&caption.inlines).is_empty() {
            self.markup.text(" ");
        }
        self.inlines(&caption.inlines, &at.key("inlines"))
    }

    fn columns(&mut self, table: &Table) {
        let total: i64 = table.columns.iter().map(|column| i64::from(column.width)).sum();
        self.markup.open("colgroup", &[]);
        // Shares are differences of rounded sums, so that together they are the whole.
        let mut before = 0;
        let mut end = 0;
        for column in &table.columns {
            end += i64::from(column.width);
            let share = end * 10_000 / total - before;
            before += share;
            let class = self.sheet.share(share);
            self.markup.void("col", &[("class", &class)]);
        }
        self.markup.close("colgroup");
        self.markup.line();
    }

    fn rows(&mut self, table: &'d Table, class: &str, grid: &mut Grid, at: &Pointer<'_>) -> Result<(), WriteError> {
        let head = head_rows(table);
        let rows_at = at.key("rows");
        for (index, row) in table.rows.iter().enumerate() {
            let at = rows_at.index(index);
            if index == 0 || index == head {
                if index > 0 {
                    self.markup.close("thead");
                }
                self.markup.open(if index < head { "thead" } else { "tbody" }, &[]);
            }
            grid.row(index, row, &at)?;
            let across = row.cells.len() > 1 && row.cells.iter().all(|cell| cell.header);
            let cells = Cells { style: &table.cell_style, class, head: index < head, across };
            self.row(row, &cells, &at)?;
        }
        if table.rows.is_empty() {
            // An empty table shows one blank row, as paper forms do.
            self.markup.open("tbody", &[]);
            self.markup.open("tr", &[("class", "blank")]);
            table.columns.iter().for_each(|_| self.markup.leaf("td", &[], ""));
            self.markup.close("tr");
        }
        self.markup.close(if head > 0 && head == table.rows.len() { "thead" } else { "tbody" });
        Ok(())
    }

    fn row(&mut self, row: &'d Row, cells: &Cells<'_>, at: &Pointer<'_>) -> Result<(), WriteError> {
        let mut classes = Vec::new();
        classes.extend(row.height.filter(|height| *height > 0).map(|height| self.sheet.height(height)));
        classes.extend(row.break_before.then(|| "break".to_owned()));
        classes.extend(row.keep_with_next.then(|| "keep".to_owned()));
        self.markup.open("tr", &[("class", &classes.join(" "))]);
        let cells_at = at.key("cells");
        for (index, cell) in row.cells.iter().enumerate() {
            self.cell(cell, cells, &cells_at.index(index))?;
        }
        self.markup.close("tr");
        self.markup.line();
        Ok(())
    }

    fn cell(&mut self, cell: &'d Cell, cells: &Cells<'_>, at: &Pointer<'_>) -> Result<(), WriteError> {
        let styles = &self.context.styles;
        let paragraphs_at = at.key("paragraphs");
        let style_of = |index: usize| {
            let name = cell.paragraphs.get(index).and_then(|paragraph| paragraph.style.as_deref());
            name.map(|name| styles.class(name, &paragraphs_at.index(index).key("style"))).transpose()
        };
        // The text of a cell with one paragraph stands in the cell itself.
        let single = cell.paragraphs.len() <= 1;
        let own = if single { style_of(0)?.filter(|class| *class != cells.class) } else { None };
        let vertical = match cell.vertical {
            VerticalAlignment::Top => Some("top"),
            VerticalAlignment::Middle => None,
            VerticalAlignment::Bottom => Some("bottom"),
        };
        let align = cell.align.map(|align| format!("al-{}", alignment(align)));
        let classes: Vec<&str> = own.into_iter().chain(align.as_deref()).chain(vertical).collect();
        self.open_cell(cell, cells, &classes.join(" "));
        for (index, paragraph) in cell.paragraphs.iter().enumerate() {
            let inlines_at = paragraphs_at.index(index);
            if single {
                self.inlines(&paragraph.inlines, &inlines_at.key("inlines"))?;
                continue;
            }
            let name = paragraph.style.as_deref().unwrap_or(cells.style);
            let class = styles.class(name, &inlines_at.key("style"))?;
            let class = [Some(class), align.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
            self.markup.open("p", &[("class", &class)]);
            self.inlines(&paragraph.inlines, &inlines_at.key("inlines"))?;
            self.markup.close("p");
        }
        self.markup.close(if cells.head || cell.header { "th" } else { "td" });
        Ok(())
    }

    fn open_cell(&mut self, cell: &Cell, cells: &Cells<'_>, class: &str) {
        let columns = cell.column_span.to_string();
        let rows = cell.row_span.to_string();
        let scope = match (cells.head || (cell.header && cells.across), cell.column_span > 1, cell.row_span > 1) {
            (true, false, _) => "col",
            (true, true, _) => "colgroup",
            (false, _, false) => "row",
            (false, _, true) => "rowgroup",
        };
        let header = cells.head || cell.header;
        let mut attributes = vec![("class", class)];
        attributes.extend(header.then_some(("scope", scope)));
        attributes.extend((cell.column_span > 1).then_some(("colspan", columns.as_str())));
        attributes.extend((cell.row_span > 1).then_some(("rowspan", rows.as_str())));
        self.markup.open(if header { "th" } else { "td" }, &attributes);
    }
}

/// What is printed of a caption before its text, for example `表 1`; references print the same.
fn label(caption: &Caption) -> String {
    let space = if caption.label.is_empty() || caption.label.ends_with(char::is_whitespace) { "" } else { " " };
    format!("{}{space}{}", caption.label, caption.number)
}
