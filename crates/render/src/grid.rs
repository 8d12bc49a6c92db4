//! The grid below a table: placing cells, merging equal neighbours, checking that every row covers every column once.

use jianbao_document::{Cell, Row};

/// A cell before it is placed.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub(crate) cell: Cell,
    /// Whether it is merged with an equal cell above.
    pub(crate) merge: bool,
    /// Whether it reaches down to the last row of the table.
    pub(crate) to_end: bool,
    /// Where it stands in the text it comes from.
    pub(crate) at: usize,
}

/// A row before its cells are placed.
#[derive(Debug, Clone, Default)]
pub(crate) struct DraftRow {
    pub(crate) cells: Vec<Draft>,
    pub(crate) height: Option<i32>,
    pub(crate) pointer: Option<String>,
    /// Whether it stays on the page of the row below.
    pub(crate) keep_with_next: bool,
    pub(crate) at: usize,
}

/// What is wrong with a grid, and where in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct GridError {
    pub(crate) zh: String,
    pub(crate) en: String,
    pub(crate) at: usize,
}

/// Most cells that a form or table may have; beyond it the spans are a mistake, not a form.
const MOST_POSITIONS: usize = 4_000_000;

/// Places the cells of all rows in a grid of `columns` and merges equal neighbours in `merge` cells.
pub(crate) fn place(mut rows: Vec<DraftRow>, columns: usize) -> Result<Vec<Row>, Vec<GridError>> {
    let height = rows.len();
    if columns.saturating_mul(height) > MOST_POSITIONS {
        return Err(vec![too_large(rows.first().map_or(0, |row| row.at))]);
    }
    for (index, row) in rows.iter_mut().enumerate() {
        for draft in row.cells.iter_mut().filter(|draft| draft.to_end) {
            draft.cell.row_span = u32::try_from(height - index).unwrap_or(u32::MAX);
        }
    }
    let starts = starts(&rows, columns)?;
    let keep = merge_down(&mut rows, &starts);
    let rows = rows.into_iter().zip(keep).map(|(row, keep)| Row {
        cells: row.cells.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(draft, _)| draft.cell).collect(),
        height: row.height,
        pointer: row.pointer,
        keep_with_next: row.keep_with_next,
        ..Row::default()
    });
    Ok(rows.collect())
}

fn too_large(at: usize) -> GridError {
    GridError { zh: "表格过大".to_owned(), en: "the table is too large".to_owned(), at }
}

/// The first column of every cell. Rows that do not fill the grid exactly, and cells that reach beyond it, are errors.
fn starts(rows: &[DraftRow], columns: usize) -> Result<Vec<Vec<usize>>, Vec<GridError>> {
    let mut errors = Vec::new();
    let mut taken_until = vec![0_usize; columns];
    let mut all = Vec::with_capacity(rows.len());
    for (index, row) in rows.iter().enumerate() {
        let mut starts = Vec::with_capacity(row.cells.len());
        let mut column = 0;
        for draft in &row.cells {
            while column < columns && taken_until[column] > index {
                column += 1;
            }
            let width = draft.cell.column_span as usize;
            let reaches = index.saturating_add(draft.cell.row_span as usize);
            let range = column..column.saturating_add(width);
            if range.end > columns || taken_until[range.clone()].iter().any(|&until| until > index) {
                errors.push(GridError {
                    zh: format!("第 {} 行的单元格超出 {columns} 列的表格，或与上方的合并单元格重叠", index + 1),
                    en: format!(
                        "a cell of row {} reaches beyond the {columns} columns, or overlaps a merged cell above",
                        index + 1
                    ),
                    at: draft.at,
                });
                break;
            }
            if reaches > rows.len() {
                errors.push(GridError {
                    zh: format!("第 {} 行的单元格跨 {} 行，超出表格末行", index + 1, draft.cell.row_span),
                    en: format!("a cell of row {} spans {} rows, beyond the last row", index + 1, draft.cell.row_span),
                    at: draft.at,
                });
            }
            taken_until[range].fill(reaches);
            starts.push(column);
            column += width;
        }
        let free = taken_until.iter().filter(|&&until| until <= index).count();
        if free > 0 && starts.len() == row.cells.len() {
            errors.push(GridError {
                zh: format!("第 {} 行少 {free} 列（表格共 {columns} 列）", index + 1),
                en: format!("row {} lacks {free} of {columns} columns", index + 1),
                at: row.at,
            });
            for until in &mut taken_until {
                *until = (*until).max(index + 1);
            }
        }
        all.push(starts);
    }
    if errors.is_empty() { Ok(all) } else { Err(errors) }
}

/// Merges cells with equal text downwards, nested: a cell is merged only where every merging cell to its left in the same
/// row is merged too. Returns which cells remain.
fn merge_down(rows: &mut [DraftRow], starts: &[Vec<usize>]) -> Vec<Vec<bool>> {
    let mut keep: Vec<Vec<bool>> = rows.iter().map(|row| vec![true; row.cells.len()]).collect();
    // For each row the cells (row, index) that its merging cells were merged into, by start column.
    let mut above: Vec<(usize, (usize, usize))> = Vec::new();
    for index in 0..rows.len() {
        let mut here = Vec::new();
        let mut parents_merged = true;
        for cell in 0..rows[index].cells.len() {
            if !rows[index].cells[cell].merge {
                continue;
            }
            let column = starts[index][cell];
            let origin = above.iter().find(|(start, _)| *start == column).map(|&(_, origin)| origin);
            let target = origin.filter(|&(row, position)| {
                parents_merged && equal(&rows[row].cells[position].cell, &rows[index].cells[cell].cell)
            });
            if let Some((row, position)) = target {
                rows[row].cells[position].cell.row_span += 1;
                keep[index][cell] = false;
                here.push((column, (row, position)));
            } else {
                parents_merged = false;
                here.push((column, (index, cell)));
            }
        }
        above = here;
    }
    keep
}

fn equal(above: &Cell, below: &Cell) -> bool {
    above.column_span == below.column_span && below.row_span == 1 && above.plain_text() == below.plain_text()
}

#[cfg(test)]
mod tests {
    use jianbao_document::Inline;
    use proptest::prelude::*;

    use super::*;

    fn draft(text: &str, merge: bool) -> Draft {
        Draft { cell: Cell::of(vec![Inline::text(text)]), merge, to_end: false, at: 0 }
    }

    fn row(texts: [&str; 3]) -> DraftRow {
        DraftRow {
            cells: texts.iter().enumerate().map(|(at, text)| draft(text, at < 2)).collect(),
            ..DraftRow::default()
        }
    }

    /// Every position of the grid is covered exactly once.
    fn assert_covered(rows: &[Row], columns: usize) {
        let mut covered = vec![vec![0; columns]; rows.len()];
        for (index, row) in rows.iter().enumerate() {
            let mut column = 0;
            for cell in &row.cells {
                while covered[index][column] > 0 {
                    column += 1;
                }
                for line in &mut covered[index..index + cell.row_span as usize] {
                    line[column..column + cell.column_span as usize].iter_mut().for_each(|count| *count += 1);
                }
            }
        }
        assert!(covered.iter().flatten().all(|&count| count == 1), "{covered:?}");
    }

    #[test]
    fn merging_is_nested_in_the_parent_group() {
        let rows = vec![
            row(["产出", "数量", "a"]),
            row(["产出", "数量", "b"]),
            row(["产出", "质量", "c"]),
            row(["效益", "质量", "d"]),
        ];
        let rows = place(rows, 3).expect("a full grid");
        assert_covered(&rows, 3);
        let spans: Vec<Vec<u32>> =
            rows.iter().map(|row| row.cells.iter().map(|cell| cell.row_span).collect()).collect();
        assert_eq!(spans, [vec![3, 2, 1], vec![1], vec![1, 1], vec![1, 1, 1]]);
    }

    #[test]
    fn rows_that_do_not_fit_are_told() {
        let short = DraftRow { cells: vec![draft("x", false)], ..DraftRow::default() };
        let mut wide = draft("x", false);
        wide.cell.column_span = 4;
        let long = DraftRow { cells: vec![wide], ..DraftRow::default() };
        let mut deep = draft("x", false);
        deep.cell.row_span = 9;
        let deep = DraftRow { cells: vec![deep, draft("y", false), draft("z", false)], ..DraftRow::default() };
        assert_eq!(place(vec![short], 3).expect_err("too short").len(), 1);
        assert_eq!(place(vec![long], 3).expect_err("too wide").len(), 1);
        assert_eq!(place(vec![deep], 3).expect_err("too deep").len(), 1);
    }

    proptest! {
        #[test]
        fn any_indicator_tree_gives_a_full_grid(groups in proptest::collection::vec((0_u8..3, 0_u8..3, 0_u8..3), 1..40)) {
            let names = ["甲", "乙", "丙"];
            let rows = groups.iter().map(|&(a, b, c)| row([names[a as usize], names[b as usize], names[c as usize]])).collect();
            let rows = place(rows, 3).expect("a full grid");
            assert_covered(&rows, 3);
        }
    }
}
