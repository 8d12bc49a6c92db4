//! Where the printed pages of a sheet end.
//!
//! Excel breaks a page between any two rows, also through a merged cell, whose text is then cut in two. So where a page
//! would end inside a group of merged rows that is small enough for a page, it ends above the group. The rows at which a
//! table starts a page are where labels are repeated; their places follow from Word's heights, so a page ends there only
//! where it is nearly full. All lengths are twentieths of a point.

use jianbao_document::Page;

use crate::layout::Sheet;

/// What Excel and its printers leave of a page, in hundredths: a row more than fits would go to a page of its own.
const USABLE: i64 = 97;

/// How much of a page must be used, in hundredths, for it to end where the document says.
const NEARLY_FULL: i64 = 70;

/// The rows that start a page, from the top. Pages that end between rows anyway are left to Excel.
pub(crate) fn find(sheet: &Sheet<'_>, page: &Page) -> Vec<u32> {
    let stated = |row: usize| row > 0 && sheet.rows[row].break_before;
    let capacity = capacity(sheet, page);
    let together = together(sheet, capacity / 2);
    let repeated = repeated(sheet);
    let (mut found, mut needed) = (Vec::new(), false);
    let (mut start, mut used, mut row) = (0, 0, 0);
    let (mut fitting, mut preferred) = (None, None);
    while row < sheet.rows.len() {
        let height = sheet.rows[row].height;
        if sheet.rows[row].repeats_labels && used * 100 >= capacity * NEARLY_FULL {
            preferred = Some(row);
        }
        let full = row > start && used + height > capacity;
        if full || (stated(row) && row > start) {
            let end = if stated(row) { row } else { preferred.or(fitting).unwrap_or(row) };
            needed |= end < row;
            found.push(end);
            // The rows from there on are counted again.
            (start, row, fitting, preferred) = (end, end, None, None);
            used = repeated.filter(|(last, _)| end > *last).map_or(0, |(_, height)| height);
            continue_row(&mut row, &mut used, sheet.rows[end].height);
        } else {
            continue_row(&mut row, &mut used, height);
        }
        if row < sheet.rows.len() && !together[row] {
            fitting = Some(row);
        }
    }
    if !needed {
        found.retain(|row| stated(*row));
    }
    found.into_iter().filter_map(|row| u32::try_from(row).ok()).collect()
}

fn continue_row(row: &mut usize, used: &mut i64, height: i64) {
    *row += 1;
    *used += height;
}

/// How high the rows of one page may be together: a sheet that is wider than its page is printed smaller.
fn capacity(sheet: &Sheet<'_>, page: &Page) -> i64 {
    let height = i64::from(page.height) - i64::from(page.margin_top) - i64::from(page.margin_bottom);
    let room = (i64::from(page.width) - i64::from(page.margin_left) - i64::from(page.margin_right)).max(1);
    let width: i64 = sheet.columns.iter().copied().map(i64::from).sum();
    height.max(1) * width.max(room) / room * USABLE / 100
}

/// Last row and height of the rows that are repeated on every page.
fn repeated(sheet: &Sheet<'_>) -> Option<(usize, i64)> {
    let (first, last) = sheet.head?;
    let (first, last) = (first as usize, last as usize);
    Some((last, sheet.rows[first..=last].iter().map(|row| row.height).sum()))
}

/// For every row, whether it belongs on the page of the row above: in a merged cell that is not higher than `most`, with
/// a head or a title above it, or because the document says so.
fn together(sheet: &Sheet<'_>, most: i64) -> Vec<bool> {
    let head = sheet.head.map_or(0, |(_, last)| last as usize + 1);
    let above = std::iter::once(false).chain(sheet.rows.iter().map(|row| row.keep));
    let mut together: Vec<bool> = (0..sheet.rows.len()).zip(above).map(|(row, kept)| row <= head || kept).collect();
    for cell in sheet.cells.iter().filter(|cell| cell.rows > 1) {
        let rows = cell.row as usize..(cell.row + cell.rows) as usize;
        let height: i64 = sheet.rows[rows.clone()].iter().map(|row| row.height).sum();
        if height <= most {
            together[rows.start + 1..rows.end].fill(true);
        }
    }
    together
}
