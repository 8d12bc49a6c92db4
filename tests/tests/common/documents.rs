//! The documents of all examples, and where in them figures stand.
#![allow(dead_code, reason = "not every test uses everything")]

use std::sync::Arc;

use jianbao_document::{Block, Cell, Document, Inline, Table, TypedValue};
use jianbao_pipeline::{Mode, Pipeline};
use jianbao_tests::root;

/// Every document that an example gives in an embedded layout, with its name.
pub(crate) fn documents() -> Vec<(String, Document)> {
    let mut documents = Vec::new();
    for layout in jianbao_layout::embedded() {
        let pipeline = Pipeline::new(Arc::new(jianbao_layout::find(&layout).unwrap())).unwrap();
        let mut folders: Vec<_> =
            std::fs::read_dir(root().join("examples")).unwrap().map(|entry| entry.unwrap().path()).collect();
        folders.sort();
        for folder in folders {
            let Ok(bytes) = std::fs::read(folder.join("dataset.json")) else { continue };
            // An example of another kind is refused; that every layout takes those of its kind is tested elsewhere.
            let Ok(prepared) = pipeline.prepare("dataset.json", &bytes, Mode::default()) else { continue };
            let name = format!("{} in {layout}", folder.file_name().unwrap().display());
            documents.extend(prepared.files.into_iter().map(|file| (format!("{name}, {}", file.stem), file.document)));
        }
    }
    documents
}

/// The cells of a table that hold a figure, with their place in the grid.
pub(crate) fn figure_cells(table: &Table) -> Vec<(usize, usize, &Cell)> {
    let mut taken_until = vec![0; table.columns.len()];
    let mut found = Vec::new();
    for (row, cells) in table.rows.iter().enumerate() {
        let mut column = 0;
        for cell in &cells.cells {
            while taken_until.get(column).is_some_and(|&until| until > row) {
                column += 1;
            }
            let end = column + cell.column_span as usize;
            taken_until[column..end].fill(row + cell.row_span as usize);
            if !values(cell).is_empty() {
                found.push((row, column, cell));
            }
            column = end;
        }
    }
    found
}

pub(crate) fn values(cell: &Cell) -> Vec<&TypedValue> {
    let inlines = cell.paragraphs.iter().flat_map(|paragraph| &paragraph.inlines);
    let values = inlines.filter_map(|inline| if let Inline::Value(value) = inline { Some(value) } else { None });
    values.filter(|value| value.figure.is_some()).collect()
}

pub(crate) fn tables(document: &Document) -> Vec<&Table> {
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    blocks.filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None }).collect()
}

pub(crate) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}
