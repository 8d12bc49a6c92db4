//! A figure has one value in every format: each value of each example, in each layout that takes it, is compared in the Word
//! file, the workbook and the web page with what the document says.
#![allow(clippy::unwrap_used, reason = "a test program")]

#[path = "common/documents.rs"]
mod documents;

use std::collections::BTreeMap;
use std::io::Cursor;
use std::str::FromStr as _;

use calamine::{Data, Range, Reader as _, Xlsx, open_workbook_from_rs};
use documents::{documents, figure_cells, squeezed, tables, values};
use jianbao_document::{Block, Document, Inline, Table, TypedValue};
use jianbao_exporter_host::{ChildConfig, Host, Registry};
use jianbao_exporter_testkit::{docx_text, html_text};
use jianbao_pipeline::{ExportRequest, Exporters};
use jianbao_tests::{binary, target_dir};
use rust_decimal::{Decimal, RoundingStrategy};

/// The Word file, the workbook and the page, written by the loaded plugins.
fn exported(exporters: &Exporters, document: &Document) -> [Vec<u8>; 3] {
    let folder = tempfile::tempdir().unwrap();
    let formats = ["docx", "xlsx", "html"].map(str::to_owned);
    let request = ExportRequest::new(document, &formats, folder.path(), "report");
    let written = exporters.export(&request).into_iter().map(|written| {
        let files = written.unwrap_or_else(|error| panic!("{error}"));
        std::fs::read(&files[0].path).unwrap()
    });
    written.collect::<Vec<_>>().try_into().unwrap()
}

/// A grid of texts, as Word files and web pages are read, against the document.
fn compare_grid(name: &str, table: &Table, grid: &[Vec<String>]) {
    for (row, column, cell) in figure_cells(table) {
        let shown = grid.get(row).and_then(|row| row.get(column)).map(|text| squeezed(text));
        assert_eq!(shown, Some(squeezed(&cell.plain_text())), "{name}, table {}, row {row}, column {column}", table.id);
    }
}

/// A sheet against the document: numbers by value at the printed precision, everything else by text.
fn compare_sheet(name: &str, table: &Table, sheet: &Range<Data>) {
    let above = rows_above(table, sheet).unwrap_or_else(|| panic!("{name}: table {} is not on its sheet", table.id));
    for (row, column, cell) in figure_cells(table) {
        let place = (u32::try_from(row + above).unwrap(), u32::try_from(column).unwrap());
        let stored = sheet.get_value(place).unwrap_or(&Data::Empty);
        let text = cell.plain_text();
        let agrees = match stored {
            Data::Float(number) => shows(&number.to_string(), values(cell)[0]),
            Data::DateTime(day) => {
                let (year, month, day, ..) = day.to_ymd_hms_milli();
                text == format!("{year}年{month}月{day}日")
            }
            Data::Empty => text.is_empty(),
            other => squeezed(&other.to_string()) == squeezed(&text),
        };
        assert!(agrees, "{name}, table {}, row {row}, column {column}: {stored:?} is not {text}", table.id);
    }
}

/// Whether a stored number is the exact value to the 15 digits of Excel, and shows its text.
fn shows(stored: &str, value: &TypedValue) -> bool {
    let Some(jianbao_document::ValueFormat::Number { decimals, shift, unit, .. }) = &value.format else { return false };
    let (Ok(stored), Ok(exact)) = (Decimal::from_str(stored), Decimal::from_str(value.exact.as_deref().unwrap()))
    else {
        return false;
    };
    let places = |power: i32| Decimal::from_i128_with_scale(1, u32::try_from(power).unwrap());
    let exact = exact * places(*shift);
    let stored = if unit.as_deref() == Some("%") { stored * Decimal::ONE_HUNDRED } else { stored };
    let near = (stored - exact).abs() <= exact.abs() * places(14);
    let rounded = stored.round_dp_with_strategy(*decimals, RoundingStrategy::MidpointAwayFromZero);
    let text = value.text.trim_end_matches(unit.as_deref().unwrap_or_default());
    near && Decimal::from_str(text).is_ok_and(|text| text == rounded)
}

/// How many rows of a sheet stand above its table: those after which all cells of words are where the table has them.
fn rows_above(table: &Table, sheet: &Range<Data>) -> Option<usize> {
    let words: BTreeMap<usize, String> = table
        .rows
        .iter()
        .enumerate()
        .filter_map(|(index, row)| {
            let first = row.cells.first().filter(|cell| values(cell).is_empty())?;
            let text = squeezed(&first.plain_text());
            (!text.is_empty()).then_some((index, text))
        })
        .collect();
    (0..30).find(|above| {
        words.iter().all(|(row, text)| {
            let row = u32::try_from(row + above).unwrap();
            // The first cell of a row may stand right of cells that reach down from above.
            let columns = 0..u32::try_from(table.columns.len()).unwrap();
            let mut cells = columns.filter_map(|column| sheet.get_value((row, column)));
            cells.any(|cell| squeezed(&cell.to_string()) == *text)
        })
    })
}

#[test]
fn every_figure_of_every_example_is_the_same_everywhere() {
    let (mut documents_seen, mut compared) = (0, 0);
    let host = Host::new(ChildConfig { program: binary(), args: vec!["__exporter-child".into()] });
    let exporters = Exporters::new(host, Registry::bundled(&target_dir(), Some(&target_dir())).unwrap());
    for (name, document) in documents() {
        let tables = tables(&document);
        let [word, workbook, page] = exported(&exporters, &document);
        let (of_word, of_page) = (docx_text::tables(&word).unwrap(), html_text::tables(&page).unwrap());
        let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(workbook.as_slice())).unwrap();
        let sheets = workbook.sheet_names();
        assert!(
            of_word.len() >= tables.len() && of_page.len() >= tables.len() && sheets.len() >= tables.len(),
            "{name}"
        );
        for (index, table) in tables.iter().enumerate() {
            compare_grid(&format!("{name} (docx)"), table, &of_word[index]);
            compare_grid(&format!("{name} (html)"), table, &of_page[index]);
            let sheet = workbook.worksheet_range(&sheets[index]).unwrap();
            compare_sheet(&format!("{name} (xlsx)"), table, &sheet);
            compared += figure_cells(table).len();
        }
        in_text(&name, &document, &word, &page);
        documents_seen += 1;
    }
    assert!(documents_seen >= 40 && compared >= 3_000, "{documents_seen} documents, {compared} figures in tables");
}

/// Figures of the text: the Word file holds each paragraph, the page each figure with its exact value.
fn in_text(name: &str, document: &Document, word: &[u8], page: &[u8]) {
    let lines: Vec<String> = docx_text::paragraphs(word).unwrap().iter().map(|line| squeezed(line)).collect();
    let on_page = html_text::values(page).unwrap();
    for block in document.sections.iter().flat_map(|section| &section.blocks) {
        let Block::Paragraph(paragraph) = block else { continue };
        let text = squeezed(&jianbao_document::plain_text(&paragraph.inlines));
        for inline in &paragraph.inlines {
            let Inline::Value(value) = inline else { continue };
            let Some(figure) = &value.figure else { continue };
            assert!(lines.iter().any(|line| line.contains(&text)), "{name}: the Word file lacks {text}");
            let same = |found: &html_text::Value| {
                found.figure.as_ref() == Some(figure) && found.exact == value.exact && found.text == value.text
            };
            assert!(on_page.iter().any(same), "{name}: the page lacks {figure} as {}", value.text);
        }
    }
}
