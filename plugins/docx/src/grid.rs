//! Which cell stands where: the document lists a cell once, Word wants it in every row that it covers.

use jianbao_document::{Cell, Row, Table};

use crate::error::{ErrorKind, WriteError};
use jianbao_exporter_sdk::Pointer;

/// Word opens no table with more columns.
const MAX_COLUMNS: usize = 63;
/// Word stores no length above 22 inches.
const MAX_LENGTH: i32 = 31_680;

/// One cell of one row as Word writes it.
pub(crate) struct Slot<'t> {
    /// The cell and its place among the row's cells; absent where a cell of a row above goes on.
    pub(crate) cell: Option<(usize, &'t Cell)>,
    /// Columns covered.
    pub(crate) span: usize,
    /// Width in twentieths of a point.
    pub(crate) width: i32,
    /// Whether cells below continue it, or it continues one above.
    pub(crate) merged: bool,
}

/// Walks down a table row by row.
pub(crate) struct Grid<'t> {
    widths: Vec<i32>,
    /// For every column, the cell from above that still covers it.
    covered: Vec<Option<Cover>>,
    table: &'t Table,
}

#[derive(Clone, Copy)]
struct Cover {
    rows_left: usize,
    span: usize,
}

impl<'t> Grid<'t> {
    /// Checks the columns. `at` points to the table.
    pub(crate) fn of(table: &'t Table, at: &Pointer<'_>) -> Result<Self, WriteError> {
        let columns = at.key("columns");
        if table.columns.is_empty() || table.columns.len() > MAX_COLUMNS {
            let message = format!("the table has {} columns; Word takes 1 to {MAX_COLUMNS}", table.columns.len());
            return Err(wrong(&columns, message));
        }
        for (index, column) in table.columns.iter().enumerate() {
            if !(1..=MAX_LENGTH).contains(&column.width) {
                let message = format!("a column is {} wide, which is not between 1 and {MAX_LENGTH}", column.width);
                return Err(wrong(&columns.index(index).key("width"), message));
            }
        }
        if table.header_rows as usize > table.rows.len() {
            let message =
                format!("{} header rows are asked for, the table has {}", table.header_rows, table.rows.len());
            return Err(wrong(&at.key("header_rows"), message));
        }
        let widths = table.columns.iter().map(|column| column.width).collect();
        Ok(Self { widths, covered: vec![None; table.columns.len()], table })
    }

    /// Widths of the columns.
    pub(crate) fn widths(&self) -> &[i32] {
        &self.widths
    }

    /// The cells of the next row, which has this index. `at` points to the row.
    pub(crate) fn row(&mut self, index: usize, row: &'t Row, at: &Pointer<'_>) -> Result<Vec<Slot<'t>>, WriteError> {
        if row.height.is_some_and(|height| !(0..=MAX_LENGTH).contains(&height)) {
            let message = format!("the height of a row is not between 0 and {MAX_LENGTH}");
            return Err(wrong(&at.key("height"), message));
        }
        let mut slots = Vec::with_capacity(self.widths.len());
        let mut cells = row.cells.iter().enumerate();
        let cells_at = at.key("cells");
        let mut column = 0;
        while column < self.widths.len() {
            let slot = if let Some(cover) = self.covered[column] {
                self.continued(column, cover)
            } else {
                let uncovered = || wrong(at, format!("no cell covers column {} of the row", column + 1));
                let (number, cell) = cells.next().ok_or_else(uncovered)?;
                self.started(column, index, number, cell, &cells_at.index(number))?
            };
            column += slot.span;
            slots.push(slot);
        }
        match cells.next() {
            Some((number, _)) => Err(wrong(&cells_at.index(number), "the cell lies beyond the last column".to_owned())),
            None => Ok(slots),
        }
    }

    fn continued(&mut self, column: usize, cover: Cover) -> Slot<'t> {
        let left = (cover.rows_left > 1).then(|| Cover { rows_left: cover.rows_left - 1, ..cover });
        self.cover(column, cover.span, left)
    }

    fn started(
        &mut self,
        column: usize,
        row: usize,
        number: usize,
        cell: &'t Cell,
        at: &Pointer<'_>,
    ) -> Result<Slot<'t>, WriteError> {
        let (span, rows) = (cell.column_span as usize, cell.row_span as usize);
        let free = self.covered[column..].iter().take_while(|cover| cover.is_none()).count();
        if span == 0 || span > free {
            let message = format!("the cell spans {span} columns, {free} are free");
            return Err(wrong(&at.key("column_span"), message));
        }
        let below = self.table.rows.len() - row;
        if rows == 0 || rows > below {
            let message = format!("the cell spans {rows} rows, the table goes on for {below}");
            return Err(wrong(&at.key("row_span"), message));
        }
        let cover = (rows > 1).then_some(Cover { rows_left: rows - 1, span });
        let mut slot = self.cover(column, span, cover);
        slot.cell = Some((number, cell));
        slot.merged = rows > 1;
        Ok(slot)
    }

    fn cover(&mut self, column: usize, span: usize, cover: Option<Cover>) -> Slot<'t> {
        let columns = column..column + span;
        self.covered[columns.clone()].fill(cover);
        Slot { cell: None, span, width: self.widths[columns].iter().sum(), merged: true }
    }
}

fn wrong(at: &Pointer<'_>, message: String) -> WriteError {
    WriteError::new(ErrorKind::Grid, at, message, "every row covers every column exactly once; check the spans")
}
