//! Whether the cells of a table cover its grid exactly once.

use jianbao_document::{Row, Table};

use crate::error::{ErrorKind, WriteError};
use jianbao_exporter_sdk::Pointer;

/// More columns than any spreadsheet has; a browser clips spans above 1000.
const MAX_COLUMNS: usize = 1000;
/// A browser clips row spans above this.
const MAX_ROW_SPAN: usize = 65_534;
/// No length of a page is above 22 inches.
pub(crate) const MAX_LENGTH: i32 = 31_680;

/// Walks down a table row by row.
pub(crate) struct Grid {
    /// For every column, how many more rows a cell from above covers.
    covered: Vec<usize>,
    rows: usize,
}

impl Grid {
    /// Checks the columns. `at` points to the table.
    pub(crate) fn of(table: &Table, at: &Pointer<'_>) -> Result<Self, WriteError> {
        let columns = at.key("columns");
        if table.columns.is_empty() || table.columns.len() > MAX_COLUMNS {
            let message = format!("the table has {} columns, not 1 to {MAX_COLUMNS}", table.columns.len());
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
        Ok(Self { covered: vec![0; table.columns.len()], rows: table.rows.len() })
    }

    /// Checks the next row, which has this index. `at` points to the row.
    pub(crate) fn row(&mut self, index: usize, row: &Row, at: &Pointer<'_>) -> Result<(), WriteError> {
        if row.height.is_some_and(|height| !(0..=MAX_LENGTH).contains(&height)) {
            let message = format!("the height of a row is not between 0 and {MAX_LENGTH}");
            return Err(wrong(&at.key("height"), message));
        }
        let below = (self.rows - index).min(MAX_ROW_SPAN);
        let cells_at = at.key("cells");
        let mut cells = row.cells.iter().enumerate();
        let mut column = 0;
        while column < self.covered.len() {
            if self.covered[column] > 0 {
                self.covered[column] -= 1;
                column += 1;
                continue;
            }
            let uncovered = || wrong(at, format!("no cell covers column {} of the row", column + 1));
            let (number, cell) = cells.next().ok_or_else(uncovered)?;
            let (span, rows) = (cell.column_span as usize, cell.row_span as usize);
            let free = self.covered[column..].iter().take_while(|left| **left == 0).count();
            if span == 0 || span > free {
                let message = format!("the cell spans {span} columns, {free} are free");
                return Err(wrong(&cells_at.index(number).key("column_span"), message));
            }
            if rows == 0 || rows > below {
                let message = format!("the cell spans {rows} rows, the table goes on for {below}");
                return Err(wrong(&cells_at.index(number).key("row_span"), message));
            }
            self.covered[column..column + span].fill(rows - 1);
            column += span;
        }
        match cells.next() {
            Some((number, _)) => Err(wrong(&cells_at.index(number), "the cell lies beyond the last column".to_owned())),
            None => Ok(()),
        }
    }
}

/// How many first rows make the head. A browser ends merged cells where the head ends, so a head whose cells reach
/// further grows, and is none when it would be the whole table.
pub(crate) fn head_rows(table: &Table) -> usize {
    let asked = table.header_rows as usize;
    let mut end = asked;
    let mut index = 0;
    while index < end {
        let row = table.rows.get(index);
        let reach = row.iter().flat_map(|row| &row.cells).map(|cell| index + cell.row_span as usize).max();
        end = end.max(reach.unwrap_or_default());
        index += 1;
    }
    if end > asked && end >= table.rows.len() { 0 } else { end }
}

fn wrong(at: &Pointer<'_>, message: String) -> WriteError {
    WriteError::new(ErrorKind::Grid, at, message, "every row covers every column exactly once; check the spans")
}
