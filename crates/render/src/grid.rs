//! The grid below a table: placing cells, merging equal neighbours, checking that every row covers every column once.

use jianbao_document::{Cell, Row};

/// The neighbours with which a cell is merged where they are equal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Merge {
    /// None.
    #[default]
    No,
    /// Those above and below: labels of groups of rows.
    Down,
    /// Those beside it: labels of groups of columns.
    Right,
}

/// A cell before it is placed.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub(crate) cell: Cell,
    /// Whether it is merged with equal neighbours, and in which direction.
    pub(crate) merge: Merge,
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
    starts(&rows, columns)?;
    merge_right(&mut rows, columns);
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

/// Merges cells with equal text along each row, nested: neighbours are merged only where the merging cells above them are one.
fn merge_right(rows: &mut [DraftRow], columns: usize) {
    // For each column the group of the merging cell that was last above it; 0 where there was none.
    let mut above = vec![0_usize; columns];
    let mut groups = 0;
    let mut taken_until = vec![0_usize; columns];
    for (index, row) in rows.iter_mut().enumerate() {
        let mut merged: Vec<Draft> = Vec::with_capacity(row.cells.len());
        let mut end_of_last = 0;
        let mut column = 0;
        let mut here = above.clone();
        for draft in row.cells.drain(..) {
            while column < columns && taken_until[column] > index {
                column += 1;
            }
            let end = (column + draft.cell.column_span as usize).min(columns);
            taken_until[column..end].fill(index + draft.cell.row_span as usize);
            let joins = merged.last().is_some_and(|last| {
                let neighbours = end_of_last == column && column > 0 && column < columns;
                let right = last.merge == Merge::Right && draft.merge == Merge::Right;
                let one_parent = || above[column - 1] == above[column];
                neighbours && right && one_parent() && equal_beside(&last.cell, &draft.cell)
            });
            if draft.merge == Merge::Right {
                groups += usize::from(!joins);
                here[column..end].fill(groups);
            }
            match merged.last_mut() {
                Some(last) if joins => last.cell.column_span += draft.cell.column_span,
                _ => merged.push(draft),
            }
            end_of_last = end;
            column = end;
        }
        row.cells = merged;
        above = here;
    }
}

fn equal_beside(left: &Cell, right: &Cell) -> bool {
    left.row_span == right.row_span && left.plain_text() == right.plain_text()
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
            if rows[index].cells[cell].merge != Merge::Down {
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

    fn draft(text: &str, merge: Merge) -> Draft {
        Draft { cell: Cell::of(vec![Inline::text(text)]), merge, to_end: false, at: 0 }
    }

    fn row(texts: [&str; 3]) -> DraftRow {
        DraftRow {
            cells: texts
                .iter()
                .enumerate()
                .map(|(at, text)| draft(text, if at < 2 { Merge::Down } else { Merge::No }))
                .collect(),
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
        let short = DraftRow { cells: vec![draft("x", Merge::No)], ..DraftRow::default() };
        let mut wide = draft("x", Merge::No);
        wide.cell.column_span = 4;
        let long = DraftRow { cells: vec![wide], ..DraftRow::default() };
        let mut deep = draft("x", Merge::No);
        deep.cell.row_span = 9;
        let deep = DraftRow { cells: vec![deep, draft("y", Merge::No), draft("z", Merge::No)], ..DraftRow::default() };
        assert_eq!(place(vec![short], 3).expect_err("too short").len(), 1);
        assert_eq!(place(vec![long], 3).expect_err("too wide").len(), 1);
        assert_eq!(place(vec![deep], 3).expect_err("too deep").len(), 1);
    }

    #[test]
    fn labels_of_columns_merge_along_the_row_within_their_parents() {
        let right = |texts: [&str; 4]| DraftRow {
            cells: texts.iter().map(|text| draft(text, Merge::Right)).collect(),
            ..DraftRow::default()
        };
        let rows = vec![right(["资金", "资金", "执行", "执行"]), right(["数", "数", "数", "率"])];
        let rows = place(rows, 4).expect("a full grid");
        assert_covered(&rows, 4);
        let spans: Vec<Vec<u32>> =
            rows.iter().map(|row| row.cells.iter().map(|cell| cell.column_span).collect()).collect();
        assert_eq!(spans, [vec![2, 2], vec![2, 1, 1]], "数 of 资金 and 数 of 执行 stay apart");
    }

    /// A tree of indicators: two or three levels of labels over leaves, and how many columns each leaf has.
    type Tree = Vec<(u8, u8, u8, bool)>;

    fn indicator_table(tree: &Tree, leaves: usize) -> (Vec<DraftRow>, usize) {
        let names = ["产出", "效益", "", "满意度"];
        let label = |level: usize, index: u8| format!("{}{level}", names[usize::from(index) % names.len()]);
        let columns = 3 + leaves;
        let mut header: Vec<Draft> = (0..3).map(|level| draft(&format!("{level}级"), Merge::No)).collect();
        header.extend((0..leaves).map(|leaf| draft(if leaf % 3 == 0 { "甲" } else { "乙" }, Merge::Right)));
        let mut rows = vec![DraftRow { cells: header, ..DraftRow::default() }];
        for &(first, second, third, wide) in tree {
            let mut cells = vec![draft(&label(1, first), Merge::Down), draft(&label(2, second), Merge::Down)];
            if wide && leaves > 0 {
                let mut cell = draft("说明", Merge::No);
                cell.cell.column_span = u32::try_from(1 + leaves).expect("few");
                cells.push(cell);
            } else {
                cells.push(draft(&label(3, third), Merge::Down));
                cells.extend((0..leaves).map(|leaf| draft(&leaf.to_string(), Merge::No)));
            }
            rows.push(DraftRow { cells, ..DraftRow::default() });
        }
        (rows, columns)
    }

    /// No cell is an orphan: a merged cell's text is that of every cell it took the place of.
    fn assert_labels(rows: &[Row], tree: &Tree) {
        let names = ["产出", "效益", "", "满意度"];
        let mut reaches = 0;
        let mut label = String::new();
        for (index, &(first, ..)) in tree.iter().enumerate() {
            let row = &rows[index + 1];
            if index >= reaches {
                reaches = index + row.cells[0].row_span as usize;
                label = row.cells[0].plain_text();
            }
            assert_eq!(label, format!("{}1", names[usize::from(first) % names.len()]), "row {index}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 100_000, failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn any_indicator_tree_gives_a_full_grid(
            tree in proptest::collection::vec((0_u8..4, 0_u8..4, 0_u8..4, proptest::bool::weighted(0.1)), 1..14),
            leaves in 0_usize..5,
            room in 300_i32..6_000,
        ) {
            let (rows, columns) = indicator_table(&tree, leaves);
            let rows = place(rows, columns).expect("a full grid");
            assert_covered(&rows, columns);
            assert_labels(&rows, &tree);
            let mut paged = rows.clone();
            crate::paging::break_rows(&mut paged, &vec![200; rows.len()], 1, room, room);
            assert_covered(&paged, columns);
            assert_labels(&paged, &tree);
            for (index, row) in paged.iter().enumerate().filter(|(_, row)| row.break_before) {
                let reaching = paged[..index].iter().enumerate().flat_map(|(at, row)| row.cells.iter().map(move |c| at + c.row_span as usize));
                prop_assert!(reaching.max().unwrap_or(0) <= index, "a merged cell is torn above row {index}");
                prop_assert_eq!(row.cells.iter().map(|cell| cell.column_span as usize).sum::<usize>(), columns);
            }
        }
    }
}
