//! The rows of a table with every position filled: the document lists a cell only where it begins.

use jianbao_document::{Cell, Row, Table};

use crate::{ExportError, Pointer};

/// A row of a table, one entry a column.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TableRow<'t> {
    /// Its index in the table.
    pub index: usize,
    /// The row as the document has it: height, page break, pointer into the dataset.
    pub row: &'t Row,
    /// Whether it belongs to the head of the table.
    pub head: bool,
    /// What covers each column, left to right; as many as the table has columns.
    pub positions: Vec<Position<'t>>,
}

/// A position of a table: a row, a column, and the cell that covers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Position<'t> {
    /// The cell.
    pub cell: &'t Cell,
    /// Its index among the cells that its first row lists: `rows/R/cells/NUMBER` is its pointer.
    pub number: usize,
    /// The row where the cell begins.
    pub first_row: usize,
    /// The column where the cell begins.
    pub first_column: usize,
    /// Whether the cell begins here; elsewhere it goes on from the left or from above.
    pub first: bool,
}

/// Walks through the rows of `table`; `at` is its place. Memory does not grow with the number of rows.
///
/// A row whose cells do not cover each column exactly once is an error with the code `table.grid` and its place, and the
/// last item: what comes after it has no place of its own.
pub fn table_rows<'t>(table: &'t Table, at: &Pointer<'_>) -> TableRows<'t> {
    TableRows { table, at: at.to_string(), next: 0, covered: vec![None; table.columns.len()] }
}

/// The iterator of [`table_rows`].
#[derive(Debug, Clone)]
pub struct TableRows<'t> {
    table: &'t Table,
    at: String,
    next: usize,
    /// For each column the cell that covers it from above, and for how many rows.
    covered: Vec<Option<(Position<'t>, usize)>>,
}

impl<'t> Iterator for TableRows<'t> {
    type Item = Result<TableRow<'t>, ExportError>;

    fn next(&mut self) -> Option<Self::Item> {
        let row = self.table.rows.get(self.next)?;
        let index = self.next;
        let filled = self.fill(index, row);
        self.next = if filled.is_ok() { index + 1 } else { self.table.rows.len() };
        let head = index < self.table.header_rows as usize;
        Some(filled.map(|positions| TableRow { index, row, head, positions }))
    }
}

impl<'t> TableRows<'t> {
    fn fill(&mut self, index: usize, row: &'t Row) -> Result<Vec<Position<'t>>, ExportError> {
        let below = self.table.rows.len() - index;
        let mut column = 0;
        for (number, cell) in row.cells.iter().enumerate() {
            column += self.covered[column..].iter().take_while(|above| above.is_some()).count();
            let free = self.covered[column..].iter().take_while(|above| above.is_none()).count();
            let (columns, rows) = (cell.column_span as usize, cell.row_span as usize);
            if !(1..=free).contains(&columns) || !(1..=below).contains(&rows) {
                let message = format!(
                    "the cell covers {columns} columns and {rows} rows, {free} columns and {below} rows are free"
                );
                return Err(self.wrong(index, Some(number), message));
            }
            let position = Position { cell, number, first_row: index, first_column: column, first: false };
            self.covered[column..column + columns].fill(Some((position, rows)));
            column += columns;
        }
        let mut positions = Vec::with_capacity(self.covered.len());
        for (column, covered) in self.covered.iter_mut().enumerate() {
            let Some((position, rows)) = *covered else {
                return Err(self.wrong(index, None, format!("no cell covers column {} of the row", column + 1)));
            };
            let first = position.first_row == index && position.first_column == column;
            positions.push(Position { first, ..position });
            *covered = (rows > 1).then(|| (position, rows - 1));
        }
        Ok(positions)
    }

    fn wrong(&self, row: usize, cell: Option<usize>, message: String) -> ExportError {
        let cell = cell.map(|cell| format!("/cells/{cell}")).unwrap_or_default();
        ExportError::new("table.grid", message)
            .with_hint("every row covers every column exactly once; check the spans")
            .at(format!("{}/rows/{row}{cell}", self.at))
    }
}
