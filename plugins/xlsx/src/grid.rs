//! Which cell of a table stands where.

use jianbao_document::{Cell, Table};

use crate::error::{ErrorKind, WriteError};
use jianbao_exporter_sdk::Pointer;

/// Columns of a sheet.
const MAX_COLUMNS: usize = 16_384;
/// Rows of a sheet.
pub(crate) const MAX_ROWS: usize = 1_048_576;

/// A cell with its place in the table.
pub(crate) struct Placed<'t> {
    pub(crate) cell: &'t Cell,
    /// Its place among the cells that the row lists.
    pub(crate) number: usize,
    pub(crate) row: usize,
    pub(crate) column: usize,
}

/// Checks the columns and places every cell, row by row. `at` points to the table.
pub(crate) fn place<'t>(table: &'t Table, at: &Pointer<'_>) -> Result<Vec<Placed<'t>>, WriteError> {
    check_columns(table, at)?;
    let mut placed = Vec::new();
    // For every column, how many rows from this one on are covered from above.
    let mut covered = vec![0; table.columns.len()];
    let rows = at.key("rows");
    for (row, line) in table.rows.iter().enumerate() {
        let at = rows.index(row);
        let cells_at = at.key("cells");
        if line.height.is_some_and(|height| height < 0) {
            return Err(wrong(&at.key("height"), "the height of a row is below 0".to_owned()));
        }
        let mut column = 0;
        for (number, cell) in line.cells.iter().enumerate() {
            let at = cells_at.index(number);
            column += covered[column..].iter().take_while(|rows| **rows > 0).count();
            if column == covered.len() {
                return Err(wrong(&at, "the cell lies beyond the last column".to_owned()));
            }
            check_spans(cell, &covered[column..], table.rows.len() - row, &at)?;
            placed.push(Placed { cell, number, row, column });
            let columns = column..column + cell.column_span as usize;
            covered[columns.clone()].fill(cell.row_span as usize);
            column = columns.end;
        }
        if let Some(free) = covered.iter().position(|rows| *rows == 0) {
            return Err(wrong(&at, format!("no cell covers column {} of the row", free + 1)));
        }
        for rows in &mut covered {
            *rows -= 1;
        }
    }
    Ok(placed)
}

fn check_columns(table: &Table, at: &Pointer<'_>) -> Result<(), WriteError> {
    let columns = at.key("columns");
    if table.columns.is_empty() {
        return Err(wrong(&columns, "the table has no column".to_owned()));
    }
    if table.columns.len() > MAX_COLUMNS {
        let message = format!("the table has {} columns; Excel takes {MAX_COLUMNS}", table.columns.len());
        return Err(WriteError::new(ErrorKind::Size, &columns, message, "split the table"));
    }
    for (index, column) in table.columns.iter().enumerate() {
        if column.width <= 0 {
            return Err(wrong(&columns.index(index).key("width"), format!("a column is {} wide", column.width)));
        }
    }
    if table.header_rows as usize > table.rows.len() {
        let message = format!("{} header rows are asked for, the table has {}", table.header_rows, table.rows.len());
        return Err(wrong(&at.key("header_rows"), message));
    }
    Ok(())
}

fn check_spans(cell: &Cell, covered: &[usize], below: usize, at: &Pointer<'_>) -> Result<(), WriteError> {
    let free = covered.iter().take_while(|rows| **rows == 0).count();
    let (columns, rows) = (cell.column_span as usize, cell.row_span as usize);
    if columns == 0 || columns > free {
        return Err(wrong(&at.key("column_span"), format!("the cell spans {columns} columns, {free} are free")));
    }
    if rows == 0 || rows > below {
        let message = format!("the cell spans {rows} rows, the table goes on for {below}");
        return Err(wrong(&at.key("row_span"), message));
    }
    Ok(())
}

fn wrong(at: &Pointer<'_>, message: String) -> WriteError {
    WriteError::new(ErrorKind::Grid, at, message, "every row covers every column exactly once; check the spans")
}
