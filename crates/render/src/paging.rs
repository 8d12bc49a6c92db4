//! Where tables may break: merged labels are never torn by the end of a page.
//!
//! Where it is known at which height of a page a table starts (it opens its section, as forms do), the rows at which pages
//! must end are chosen here: the row starts a new page, what was merged over the break ends above it, and its label is
//! repeated below. Where it is not known, the rows of a merged label are kept on one page; a label that is higher than a part of
//! a page is repeated in parts, each of which is kept together.

use jianbao_document::{Block, Page, Row, Section, Styles, Table};

use crate::heights::{paragraph_height, rows as row_heights};

/// Share of a page that is planned with, in hundredths: estimated heights may be a little low.
const SAFE: i32 = 96;
/// Longest label, in characters. What is longer is text: it flows on over the page as text does, and is not repeated.
const LONGEST_LABEL: usize = 30;
/// Part of a page, in hundredths, that may stay empty so that a group starts on the next one.
const MAY_STAY_EMPTY: i32 = 30;
/// Part of a page that the rows of one label may take where its place is not known, in hundredths.
const KEPT_TOGETHER: i32 = 60;

/// Chooses the breaks of all tables of a section.
pub(crate) fn paginate(section: &mut Section, styles: &Styles) {
    let room = page_room(&section.page);
    let width = section.page.text_width();
    // Height of the page that is used so far; unknown after text that flows over pages.
    let mut used = Some(0_i32);
    for block in &mut section.blocks {
        match block {
            Block::PageBreak => used = Some(0),
            Block::Paragraph(paragraph) => {
                let style = styles.paragraphs.get(&paragraph.style);
                let height = style.map_or(0, |style| paragraph_height(style, &paragraph.inlines, width));
                used = used.map(|used| used.saturating_add(height)).filter(|used| *used < room / 2);
            }
            Block::Heading(heading) => {
                let style = styles.paragraphs.get(&heading.style);
                let height = style.map_or(0, |style| paragraph_height(style, &heading.inlines, width));
                used = used.map(|used| used.saturating_add(height)).filter(|used| *used < room / 2);
            }
            Block::Table(table) => {
                if table.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.row_span > 1) {
                    let heights = row_heights(table, styles);
                    match used {
                        Some(used) => at_top(table, &heights, used, room),
                        None => in_text(table, &heights, room),
                    }
                }
                used = None;
            }
            Block::Chart(_) | Block::TableOfContents(_) | Block::Unknown(_) => used = None,
        }
    }
}

/// Height between the margins that is planned with.
fn page_room(page: &Page) -> i32 {
    (page.height - page.margin_top - page.margin_bottom) / 100 * SAFE
}

fn at_top(table: &mut Table, heights: &[i32], used: i32, room: i32) {
    let header = table.header_rows as usize;
    break_rows(&mut table.rows, heights, header, room - used, room);
}

/// Breaks rows into pages: `first` is the room on the first page, `room` that on the others, which repeat the header.
pub(crate) fn break_rows(rows: &mut [Row], heights: &[i32], header: usize, first: i32, room: i32) {
    let header = header.min(rows.len());
    let header_height = sum(&heights[..header]);
    let total = sum(heights);
    if total <= first {
        return;
    }
    let mut left = first - header_height;
    let mut start = header;
    let mut page_start = header;
    while start < rows.len() {
        if heights[start] <= left || start == page_start {
            left -= heights[start];
            start += 1;
            continue;
        }
        let at = better_break(rows, heights, page_start, start, room);
        split_at(rows, at);
        rows[at].break_before = true;
        page_start = at;
        start = at;
        left = room - header_height;
    }
}

fn sum(heights: &[i32]) -> i32 {
    heights.iter().fold(0, |sum, height| sum.saturating_add(*height))
}

/// The row at which a page ends that cannot hold `at`: the start of a group not far above, if there is one, and never below a
/// row that must not be the last of its page.
fn better_break(rows: &[Row], heights: &[i32], page_start: usize, at: usize, room: i32) -> usize {
    let mut best = at;
    let mut fewest = spans_over(rows, at);
    let mut empty = 0_i32;
    for row in (page_start + 1..at).rev() {
        empty = empty.saturating_add(heights[row]);
        if empty > room / 100 * MAY_STAY_EMPTY {
            break;
        }
        let spans = spans_over(rows, row);
        if spans < fewest {
            (best, fewest) = (row, spans);
        }
    }
    while best > page_start + 1 && rows[best - 1].keep_with_next {
        best -= 1;
    }
    best
}

/// How many cells reach over the upper edge of a row.
fn spans_over(rows: &[Row], at: usize) -> usize {
    let above = rows[..at].iter().enumerate();
    above
        .flat_map(|(index, row)| row.cells.iter().map(move |cell| index + cell.row_span as usize))
        .filter(|&end| end > at)
        .count()
}

/// Ends what is merged over the upper edge of a row there, and repeats it below.
fn split_at(rows: &mut [Row], at: usize) {
    let mut taken: Vec<usize> = Vec::new();
    let mut repeated = Vec::new();
    for (index, row) in rows[..at].iter_mut().enumerate() {
        for (column, position) in columns_of(row, index, &mut taken).into_iter().zip(0..) {
            let cell: &mut jianbao_document::Cell = &mut row.cells[position];
            let end = index + cell.row_span as usize;
            if end > at && cell.plain_text().chars().count() <= LONGEST_LABEL {
                let below = u32::try_from(end - at).unwrap_or(1);
                cell.row_span -= below;
                repeated.push((column, jianbao_document::Cell { row_span: below, ..cell.clone() }));
            }
        }
    }
    let own: Vec<(usize, jianbao_document::Cell)> = {
        let columns = columns_of(&rows[at], at, &mut taken);
        columns.into_iter().zip(std::mem::take(&mut rows[at].cells)).collect()
    };
    let mut cells = own;
    cells.extend(repeated);
    cells.sort_by_key(|(column, _)| *column);
    rows[at].cells = cells.into_iter().map(|(_, cell)| cell).collect();
}

/// The first columns of the cells of a row; `taken` says for each column which row it is free from, and is brought up to date.
fn columns_of(row: &Row, index: usize, taken: &mut Vec<usize>) -> Vec<usize> {
    let mut columns = Vec::with_capacity(row.cells.len());
    let mut column = 0;
    for cell in &row.cells {
        while taken.get(column).is_some_and(|&until| until > index) {
            column += 1;
        }
        let end = column + cell.column_span as usize;
        if taken.len() < end {
            taken.resize(end, 0);
        }
        taken[column..end].fill(index + cell.row_span as usize);
        columns.push(column);
        column = end;
    }
    columns
}

/// Keeps the rows of each merged label together where nobody knows on which page they will be.
fn in_text(table: &mut Table, heights: &[i32], room: i32) {
    let most = room / 100 * KEPT_TOGETHER;
    let rows = &mut table.rows;
    // For each row, the row that the cells above it reach.
    let mut reached = 0;
    let ends = rows.iter().enumerate().map(|(index, row)| {
        let before = reached;
        let of_row = row.cells.iter().map(|cell| index + cell.row_span as usize).max();
        reached = reached.max(of_row.unwrap_or(0));
        before
    });
    let ends: Vec<usize> = ends.collect();
    let mut start = table.header_rows as usize;
    while start < rows.len() {
        let mut end = start + 1;
        while end < rows.len() && ends[end] > end {
            end += 1;
        }
        let mut part = start;
        while part < end {
            let mut last = part + 1;
            let mut height = heights[part];
            while last < end && height.saturating_add(heights[last]) <= most {
                height = height.saturating_add(heights[last]);
                last += 1;
            }
            if last < end {
                // A smaller label's end in the lower half is a better place than the middle of one.
                let lower_half = part + (last - part).div_ceil(2)..=last;
                last = lower_half.rev().min_by_key(|&row| spans_over(rows, row)).unwrap_or(last);
                split_at(rows, last);
            }
            for row in &mut rows[part..last - 1] {
                row.keep_with_next = true;
            }
            part = last;
        }
        start = end;
    }
}

#[cfg(test)]
mod tests {
    use jianbao_document::{Cell, Inline};

    use super::*;

    fn cell(text: &str, row_span: u32) -> Cell {
        Cell { row_span, ..Cell::of(vec![Inline::text(text)]) }
    }

    fn rows(groups: &[u32]) -> Vec<Row> {
        let mut rows = Vec::new();
        for (group, &count) in groups.iter().enumerate() {
            for index in 0..count {
                let mut cells = Vec::new();
                if index == 0 {
                    cells.push(cell(&format!("组{group}"), count));
                }
                cells.push(cell(&format!("{group}.{index}"), 1));
                rows.push(Row { cells, ..Row::default() });
            }
        }
        rows
    }

    fn texts(rows: &[Row]) -> Vec<String> {
        let mark = |row: &Row| if row.break_before { "|" } else { "" };
        let cells = |row: &Row| row.cells.iter().map(Cell::plain_text).collect::<Vec<_>>().join(" ");
        rows.iter().map(|row| format!("{}{}", mark(row), cells(row))).collect()
    }

    #[test]
    fn a_label_that_goes_over_the_page_is_repeated_on_the_next() {
        let mut table = rows(&[5]);
        break_rows(&mut table, &[100; 5], 0, 300, 300);
        assert_eq!(texts(&table), ["组0 0.0", "0.1", "0.2", "|组0 0.3", "0.4"]);
        assert_eq!([table[0].cells[0].row_span, table[3].cells[0].row_span], [3, 2]);
    }

    #[test]
    fn a_page_ends_between_groups_where_one_is_near() {
        let mut table = rows(&[3, 3]);
        break_rows(&mut table, &[100; 6], 0, 400, 400);
        assert_eq!(texts(&table), ["组0 0.0", "0.1", "0.2", "|组1 1.0", "1.1", "1.2"]);
    }

    #[test]
    fn what_fits_is_left_alone() {
        let mut table = rows(&[2, 2]);
        break_rows(&mut table, &[100; 4], 0, 400, 400);
        assert!(table.iter().all(|row| !row.break_before));
    }

    #[test]
    fn a_row_higher_than_a_page_ends_no_loop() {
        let mut table = rows(&[3]);
        break_rows(&mut table, &[900; 3], 1, 300, 300);
        assert_eq!(table.iter().filter(|row| row.break_before).count(), 1);
    }

    #[test]
    fn rows_of_a_label_in_the_text_stay_together_in_parts() {
        let columns = vec![jianbao_document::Column { width: 100 }; 2];
        let mut table = Table {
            id: String::new(),
            title: None,
            caption: None,
            unit_line: None,
            unit_line_style: None,
            columns,
            header_rows: 0,
            rows: rows(&[2, 5]),
            cell_style: String::new(),
            pointer: None,
        };
        in_text(&mut table, &[100; 7], 600);
        assert_eq!(texts(&table.rows), ["组0 0.0", "0.1", "组1 1.0", "1.1", "1.2", "组1 1.3", "1.4"]);
        let kept: Vec<bool> = table.rows.iter().map(|row| row.keep_with_next).collect();
        assert_eq!(kept, [true, false, true, true, false, true, false]);
    }
}
