//! What the tests in one process share: datasets made from the minimal one, and reports made from them.
#![allow(clippy::unwrap_used, reason = "a helper of a test may fail like the test")]
#![allow(dead_code, reason = "not every test uses everything")]

use std::sync::{Arc, OnceLock};

use jianbao_document::{Block, Document, plain_text};
use jianbao_exporter_testkit::docx_text::{self, TextTable};
use jianbao_pipeline::{Mode, Pipeline};
use jianbao_tests::root;
use serde_json::Value;

/// The smallest sensible dataset.
pub(crate) fn minimal() -> Value {
    serde_json::from_slice(&std::fs::read(root().join("tests/data/minimal.json")).unwrap()).unwrap()
}

/// The bundled layout, compiled once.
pub(crate) fn pipeline() -> &'static Pipeline {
    static PIPELINE: OnceLock<Pipeline> = OnceLock::new();
    PIPELINE.get_or_init(|| Pipeline::new(Arc::new(jianbao_layout::find("nanchang-etdz/2020").unwrap())).unwrap())
}

/// A report as its readers see it.
pub(crate) struct Report {
    /// The neutral document.
    pub(crate) document: Document,
    /// The Word file.
    pub(crate) word: Vec<u8>,
    /// Its paragraphs outside of tables.
    pub(crate) paragraphs: Vec<String>,
    /// Its tables.
    pub(crate) tables: Vec<TextTable>,
}

/// The report of a dataset, or why there is none.
pub(crate) fn report(dataset: &Value) -> Result<Report, String> {
    report_of(&dataset.to_string())
}

/// The report of a dataset's text, or why there is none.
pub(crate) fn report_of(dataset: &str) -> Result<Report, String> {
    let prepared = pipeline().prepare("dataset.json", dataset.as_bytes(), Mode::default()).map_err(|findings| {
        findings
            .iter()
            .map(|finding| format!("{}: {}", finding.code, finding.message.en))
            .collect::<Vec<_>>()
            .join("\n")
    })?;
    let document = prepared.files.into_iter().next().ok_or("no file")?.document;
    let word = jianbao_docx::write(&document, &jianbao_docx::Options::default()).map_err(|error| error.to_string())?;
    let (paragraphs, tables) = (docx_text::paragraphs(&word)?, docx_text::tables(&word)?);
    Ok(Report { document, word, paragraphs, tables })
}

impl Report {
    /// The paragraphs and headings of the document outside of tables, without numbers.
    pub(crate) fn document_lines(&self) -> Vec<String> {
        let blocks = self.document.sections.iter().flat_map(|section| &section.blocks);
        let lines = blocks.filter_map(|block| match block {
            Block::Heading(heading) => Some(plain_text(&heading.inlines)),
            Block::Paragraph(paragraph) => Some(plain_text(&paragraph.inlines)),
            _ => None,
        });
        lines.collect()
    }

    /// The cells of the document's tables, row by row; merged cells once.
    pub(crate) fn document_cells(&self) -> Vec<String> {
        let blocks = self.document.sections.iter().flat_map(|section| &section.blocks);
        let tables = blocks.filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        });
        let cells = tables.flat_map(|table| &table.rows).flat_map(|row| &row.cells);
        let texts = cells.map(|cell| {
            let lines = cell.paragraphs.iter().map(|paragraph| plain_text(&paragraph.inlines));
            lines.collect::<Vec<_>>().join("\n")
        });
        texts.collect()
    }

    /// The first table of the Word file that has a column of this heading.
    pub(crate) fn table(&self, heading: &str) -> &TextTable {
        self.tables.iter().find(|table| table[0].iter().any(|cell| cell == heading)).unwrap()
    }
}

/// The small layout with edits, each of a file.
pub(crate) fn small_layout(edits: &[(&str, &str, &str)]) -> Pipeline {
    let folder = tempfile::tempdir().unwrap();
    for file in ["layout.toml", "chapter.md.j2", "sheet.html.j2"] {
        let mut text = std::fs::read_to_string(root().join("tests/data/layout").join(file)).unwrap();
        for (_, from, to) in edits.iter().filter(|(edited, ..)| *edited == file) {
            assert!(text.contains(from), "{from} is not in {file}");
            text = text.replacen(from, to, 1);
        }
        std::fs::write(folder.path().join(file), text).unwrap();
    }
    Pipeline::new(Arc::new(jianbao_layout::load_folder(folder.path()).unwrap())).unwrap()
}
