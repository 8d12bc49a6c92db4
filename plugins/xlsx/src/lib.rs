//! The exporter for Excel: a document in, the bytes of an `.xlsx` file out.
//!
//! Each form and each data table of the document becomes a sheet, in the order of the document; all charts share the last
//! sheet, as charts of Excel beside the numbers that they show. Chapters of prose are not part of the workbook. Numbers
//! are numbers, with a format that shows the very text of the document; totals and rates are formulas where the ledger
//! knows the formula and its inputs stand in the workbook. The same document gives the same bytes, in any process, on any
//! thread. What Excel could not open is refused with a pointer into the document: there is no bad file and no panic.
//!
//! What Excel cannot do is done by a stated rule: page numbers that alternate between the edges stand in the middle,
//! Roman ones are written in digits, a row is at most 409 points high, and a number of more than 15 digits is text.
//!
//! This crate does not know datasets, layouts or how it is called.

mod breaks;
mod charts;
mod content;
mod date;
mod drawing;
mod error;
mod exporter;
mod formats;
mod formulas;
mod graph;
mod grid;
mod heights;
mod layout;
mod names;
mod number;
mod options;
mod page;
mod properties;
mod sheet;
mod styles;
mod table;
mod text;
mod units;

use jianbao_document::Document;
use rust_xlsxwriter::Workbook;

pub use error::{ErrorKind, WriteError};
pub use options::Options;

use crate::formulas::Formulas;
use crate::layout::Plan;

/// Media type of the file that [`write`] makes.
pub const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// What was kept as text because Excel could not keep it as a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The sentence for people.
    pub message: String,
    /// JSON pointer into the document.
    pub pointer: String,
}

/// A finished workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The bytes of the `.xlsx` file.
    pub bytes: Vec<u8>,
    /// What the user should know about it, in the order of the document.
    pub notes: Vec<Note>,
}

/// Writes a document as an `.xlsx` file.
///
/// # Errors
///
/// As [`write_with_notes`].
pub fn write(document: &Document, options: &Options) -> Result<Vec<u8>, WriteError> {
    write_with_notes(document, options).map(|written| written.bytes)
}

/// Writes a document as an `.xlsx` file, and says what could not be kept as a number.
///
/// # Errors
///
/// If the document holds no table and no chart, or something that Excel cannot: unknown styles, tables whose cells do not
/// cover the grid, characters that XML excludes, texts and tables above Excel's limits. The first such place is named.
pub fn write_with_notes(document: &Document, options: &Options) -> Result<Written, WriteError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties::of(&document.properties)?);
    let plan = Plan::of(document)?;
    let formulas = options.formulas.then(|| Formulas::of(&plan));
    for (index, planned) in plan.sheets.iter().enumerate() {
        sheet::write(workbook.add_worksheet(), planned, index, formulas.as_ref())?;
    }
    if let Some(charts) = &plan.charts {
        drawing::write(workbook.add_worksheet(), charts)?;
    }
    let bytes = workbook.save_to_buffer()?;
    Ok(Written { bytes, notes: plan.notes })
}
