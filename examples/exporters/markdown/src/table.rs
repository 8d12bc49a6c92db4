//! Tables and charts.

use jianbao_exporter_sdk::document::{Alignment, Caption, Cell, Chart, Styles, Table};
use jianbao_exporter_sdk::{ExportError, Job, Pointer};

use crate::escape;
use crate::grid::{Grid, Placed};
use crate::inlines::{self, Place};
use crate::notes::Notes;
use crate::options::{MergedCells, Options};
use crate::pipes;

/// What writing a table needs beside the table.
pub(crate) struct Surroundings<'a, 'd> {
    pub(crate) options: Options,
    pub(crate) styles: &'d Styles,
    pub(crate) job: &'a Job<'a>,
}

impl<'d> Surroundings<'_, 'd> {
    /// A table, its caption and unit line left out. `at` points to the block.
    pub(crate) fn table(
        &self,
        table: &'d Table,
        notes: &mut Notes<'d>,
        at: &Pointer<'_>,
    ) -> Result<String, ExportError> {
        let grid = Grid::of(table, at)?;
        if table.columns.is_empty() || table.rows.is_empty() {
            return Ok(String::new());
        }
        let merged = grid.is_merged();
        if merged && self.options.merged_cells == MergedCells::Html {
            return Ok(self.html(table, &grid, notes));
        }
        if merged {
            let what = match self.options.merged_cells {
                MergedCells::Repeat => "the text of merged cells is repeated in each of them",
                _ => "the text of merged cells stands in the first of them",
            };
            let hint = "with the option `merged_cells` as `html` they stay merged";
            self.job.degraded("table.merged-cells", &format!("{what}; {hint}"), Some(&at.to_string()));
        }
        Ok(self.pipes(table, &grid, notes))
    }

    fn pipes(&self, table: &'d Table, grid: &Grid<'d>, notes: &mut Notes<'d>) -> String {
        let texts: Vec<String> = grid.cells.iter().map(|placed| cell_text(placed.cell, Place::Cell, notes)).collect();
        let head_rows = (table.header_rows as usize).min(table.rows.len());
        let mut rows = vec![head(grid, &texts, head_rows, table.columns.len())];
        for (row, covering) in grid.rows.iter().enumerate().skip(head_rows) {
            let shown = |(column, index): (usize, &usize)| {
                let Placed { row: first_row, column: first_column, .. } = grid.cells[*index];
                let first = (row, column) == (first_row.max(head_rows), first_column);
                let repeated = first || self.options.merged_cells == MergedCells::Repeat;
                if repeated { texts[*index].clone() } else { String::new() }
            };
            rows.push(covering.iter().enumerate().map(shown).collect());
        }
        let alignments: Vec<_> = (0..table.columns.len()).map(|column| self.common(table, grid, column)).collect();
        pipes::write(&rows, &alignments, self.options.table_style)
    }

    /// The alignment of a column: that of all of its cells below the head, if they have one in common.
    fn common(&self, table: &Table, grid: &Grid<'d>, column: usize) -> Option<Alignment> {
        let below = grid.rows.iter().skip(table.header_rows as usize);
        let mut found = below.map(|row| self.alignment(table, grid.cells[row[column]].cell));
        let first = found.next().flatten()?;
        found.all(|other| other == Some(first)).then_some(first)
    }

    fn alignment(&self, table: &Table, cell: &Cell) -> Option<Alignment> {
        let style = cell.paragraphs.first().and_then(|paragraph| paragraph.style.as_ref());
        let style = self.styles.paragraphs.get(style.unwrap_or(&table.cell_style));
        cell.align.or_else(|| style.map(|style| style.align))
    }

    /// A table in HTML. It holds no empty line: Markdown would go on there.
    fn html(&self, table: &Table, grid: &Grid<'d>, notes: &mut Notes<'d>) -> String {
        let mut out = String::from("<table>\n");
        let mut cells = grid.cells.iter().peekable();
        for row in 0..table.rows.len() {
            out.push_str("<tr>");
            while let Some(placed) = cells.next_if(|placed| placed.row == row) {
                let cell = placed.cell;
                let name = if cell.header || row < table.header_rows as usize { "th" } else { "td" };
                let span = |name: &str, span: u32| match span {
                    1 => String::new(),
                    more => format!(" {name}=\"{more}\""),
                };
                let align = match self.alignment(table, cell) {
                    Some(Alignment::Centre) => " align=\"center\"",
                    Some(Alignment::Right) => " align=\"right\"",
                    _ => "",
                };
                let (columns, rows) = (span("colspan", cell.column_span), span("rowspan", cell.row_span));
                let text = cell_text(cell, Place::Html, notes);
                out.push_str(&format!("<{name}{columns}{rows}{align}>{text}</{name}>"));
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</table>\n");
        out
    }

    /// A chart as a table of its values. `at` points to the block.
    pub(crate) fn chart(
        &self,
        chart: &'d Chart,
        notes: &mut Notes<'d>,
        at: &Pointer<'_>,
    ) -> Result<String, ExportError> {
        let even = chart.series.iter().all(|series| series.values.len() == chart.categories.len());
        if !even {
            let message = "a series of the chart has not one value for each category";
            return Err(ExportError::new("markdown.chart", message).at(at.to_string()));
        }
        self.job.degraded("chart", "the chart is written as a table of its values", Some(&at.to_string()));
        let names = chart.series.iter().map(|series| escape::markdown(&series.name));
        let unit = escape::markdown(chart.unit.as_deref().unwrap_or_default());
        let mut rows = vec![std::iter::once(unit).chain(names).collect::<Vec<_>>()];
        for (index, category) in chart.categories.iter().enumerate() {
            let mut row = vec![escape::markdown(category)];
            for series in &chart.series {
                let value = jianbao_exporter_sdk::document::Inline::Value(series.values[index].clone());
                row.push(inlines::write(&[value], Place::Cell, notes));
            }
            rows.push(row);
        }
        let mut alignments = vec![None];
        alignments.resize(rows[0].len(), Some(Alignment::Right));
        Ok(pipes::write(&rows, &alignments, self.options.table_style))
    }
}

/// One row for the head: texts of several rows stand in one cell, each once; a table without a head gets an empty one.
fn head(grid: &Grid<'_>, texts: &[String], head_rows: usize, columns: usize) -> Vec<String> {
    let of_column = |column: usize| {
        let mut indices: Vec<usize> = grid.rows[..head_rows].iter().map(|row| row[column]).collect();
        indices.dedup();
        let shown = indices.into_iter().map(|index| texts[index].as_str()).filter(|text| !text.is_empty());
        shown.collect::<Vec<_>>().join("<br>")
    };
    (0..columns).map(of_column).collect()
}

fn cell_text<'d>(cell: &'d Cell, place: Place, notes: &mut Notes<'d>) -> String {
    let paragraphs = cell.paragraphs.iter().map(|paragraph| inlines::write(&paragraph.inlines, place, notes));
    paragraphs.collect::<Vec<_>>().join(inlines::line_break(place))
}

/// A caption as it is printed, in Markdown.
pub(crate) fn caption<'d>(caption: &'d Caption, notes: &mut Notes<'d>) -> String {
    let number = format!("{} {}", escape::markdown(&caption.label), escape::markdown(&caption.number));
    let text = inlines::write(&caption.inlines, Place::Line, notes);
    [number.trim(), text.as_str()].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ")
}
