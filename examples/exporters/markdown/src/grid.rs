//! The positions of a table and the cells that cover them.

use jianbao_exporter_sdk::document::{Cell, Table};
use jianbao_exporter_sdk::{ExportError, Pointer};

/// A cell where it begins.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Placed<'d> {
    pub(crate) cell: &'d Cell,
    pub(crate) row: usize,
    pub(crate) column: usize,
}

/// A table with every position covered by one cell.
pub(crate) struct Grid<'d> {
    pub(crate) cells: Vec<Placed<'d>>,
    /// For each row and column the index of the cell.
    pub(crate) rows: Vec<Vec<usize>>,
}

impl<'d> Grid<'d> {
    /// Fails where the cells of a row do not cover each of its columns once. `at` points to the table.
    pub(crate) fn of(table: &'d Table, at: &Pointer<'_>) -> Result<Self, ExportError> {
        let mut cells = Vec::new();
        let mut open = vec![vec![None; table.columns.len()]; table.rows.len()];
        let rows_at = at.key("rows");
        for (row, cells_of_row) in table.rows.iter().enumerate() {
            let row_at = rows_at.index(row);
            let cells_at = row_at.key("cells");
            for (number, cell) in cells_of_row.cells.iter().enumerate() {
                let at = cells_at.index(number);
                let column = open[row].iter().position(Option::is_none);
                let column = column.ok_or_else(|| wrong(&at, "the cell lies beyond the last column"))?;
                let (width, height) = (cell.column_span as usize, cell.row_span as usize);
                let free = open[row][column..].iter().take_while(|position| position.is_none()).count();
                if width == 0 || width > free || height == 0 || height > table.rows.len() - row {
                    return Err(wrong(&at, "the cell spans what is not free"));
                }
                for covered in &mut open[row..row + height] {
                    covered[column..column + width].fill(Some(cells.len()));
                }
                cells.push(Placed { cell, row, column });
            }
            if open[row].contains(&None) {
                return Err(wrong(&row_at, "the cells of the row do not cover all columns"));
            }
        }
        let rows = open.into_iter().map(|row| row.into_iter().flatten().collect()).collect();
        Ok(Self { cells, rows })
    }

    /// Whether any cell covers more than one position.
    pub(crate) fn is_merged(&self) -> bool {
        self.cells.iter().any(|placed| placed.cell.column_span > 1 || placed.cell.row_span > 1)
    }
}

fn wrong(at: &Pointer<'_>, message: &str) -> ExportError {
    ExportError::new("markdown.grid", message)
        .with_hint("every row covers every column exactly once; check the spans")
        .at(at.to_string())
}
