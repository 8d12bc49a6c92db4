//! A planned sheet, written.

use rust_xlsxwriter::{Formula, Worksheet, XlsxError};

use crate::breaks;
use crate::content::{Content, Face, Piece};
use crate::error::WriteError;
use crate::formats::{self, Look};
use crate::formulas::Formulas;
use crate::layout::{Sheet, SheetCell};
use crate::units;

/// Dates as Chinese reports print them.
const DATE: &str = "yyyy\"年\"m\"月\"d\"日\"";
/// Excel keeps no more page breaks of one sheet.
const MAX_BREAKS: usize = 1023;

/// Writes a sheet, which is the one with this index.
pub(crate) fn write(
    worksheet: &mut Worksheet,
    sheet: &Sheet<'_>,
    index: usize,
    formulas: Option<&Formulas<'_, '_>>,
) -> Result<(), WriteError> {
    worksheet.set_name(sheet.name.as_str())?;
    for (column, width) in (0..).zip(&sheet.columns) {
        worksheet.set_column_width_pixels(column, units::pixels(i64::from(*width)))?;
    }
    for (row, planned) in (0..).zip(&sheet.rows) {
        worksheet.set_row_height_pixels(row, units::pixels(planned.height).max(1))?;
    }
    for cell in &sheet.cells {
        write_cell(worksheet, cell, index, formulas)?;
    }
    print_setup(worksheet, sheet)?;
    Ok(())
}

fn print_setup(worksheet: &mut Worksheet, sheet: &Sheet<'_>) -> Result<(), XlsxError> {
    sheet.setup.apply(worksheet);
    let (rows, columns) = (sheet.rows.len(), sheet.columns.len());
    if let (Ok(rows), Ok(columns)) = (u32::try_from(rows), u16::try_from(columns)) {
        worksheet.set_print_area(0, 0, rows.saturating_sub(1), columns.saturating_sub(1))?;
    }
    if let Some((first, last)) = sheet.head {
        worksheet.set_repeat_rows(first, last)?;
        if sheet.frozen {
            worksheet.set_freeze_panes(last + 1, 0)?;
        }
    }
    let mut breaks = breaks::find(sheet, &sheet.setup.page);
    breaks.truncate(MAX_BREAKS);
    worksheet.set_page_breaks(&breaks)?;
    Ok(())
}

fn write_cell(
    worksheet: &mut Worksheet,
    cell: &SheetCell<'_>,
    sheet: usize,
    formulas: Option<&Formulas<'_, '_>>,
) -> Result<(), XlsxError> {
    let (row, column) = (cell.row, cell.column);
    if cell.rows > 1 || cell.columns > 1 {
        // All cells of the range get the format, so that its borders are closed; the first is written again below.
        let last = (row + cell.rows - 1, column + cell.columns - 1);
        worksheet.merge_range(row, column, last.0, last.1, "", &cell.look.text())?;
    }
    match &cell.content {
        Content::Blank => {
            worksheet.write_blank(row, column, &cell.look.text())?;
        }
        Content::Date(serial, _) => {
            worksheet.write_number_with_format(row, column, *serial, &cell.look.number(DATE))?;
        }
        Content::Number(number, value) => {
            let format = cell.look.number(&number.format);
            let stored = units::float(number.stored);
            match formulas.and_then(|formulas| formulas.formula(sheet, number, value)) {
                Some(formula) => {
                    let formula = Formula::new(formula).set_result(stored.to_string());
                    worksheet.write_formula_with_format(row, column, formula, &format)?;
                }
                None => {
                    worksheet.write_number_with_format(row, column, stored, &format)?;
                }
            }
        }
        Content::Text(pieces) => write_text(worksheet, (row, column), pieces, &cell.look)?,
    }
    Ok(())
}

/// Writes text, never by guessing what it means: `=1+1` stays what it is.
pub(crate) fn write_text(
    worksheet: &mut Worksheet,
    (row, column): (u32, u16),
    pieces: &[Piece<'_>],
    look: &Look<'_>,
) -> Result<(), XlsxError> {
    let format = look.text();
    let whole: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
    let plain = Face { bold: look.bold, ..Face::of(look.style, false) };
    // The library takes a text between these marks for markup of its own, so it must come to it in pieces.
    let is_markup = whole.starts_with("<r>") && whole.ends_with("</r>");
    if pieces.iter().all(|piece| piece.face == plain) && !is_markup {
        worksheet.write_string_with_format(row, column, whole, &format)?;
        return Ok(());
    }
    let faces: Vec<_> = pieces.iter().map(|piece| (formats::piece(&piece.face), escaped(&piece.text))).collect();
    let runs: Vec<_> = faces.iter().map(|(face, text)| (face, text.as_str())).collect();
    match worksheet.write_rich_string_with_format(row, column, &runs, &format) {
        // The markup counts for the library. The text is what matters, so it loses its faces.
        Err(XlsxError::MaxStringLengthExceeded) if !is_markup => {
            worksheet.write_string_with_format(row, column, whole, &format)?;
            Ok(())
        }
        written => written.map(drop),
    }
}

/// Excel reads `_x0041_` as a character; the library protects such text only outside of rich text.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let code = text.as_bytes().get(at..at + 7).is_some_and(|code| {
            code.starts_with(b"_x") && code[6] == b'_' && code[2..6].iter().all(u8::is_ascii_hexdigit)
        });
        escaped.push_str(if code { "_x005F" } else { "" });
        escaped.push(c);
    }
    escaped
}
