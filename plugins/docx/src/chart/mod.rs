//! Charts: one chart part each, with the workbook that Word opens when a user edits the data.
//!
//! A chart is checked and made before the body is written; the body holds only the frame that refers to it. What is drawn
//! are the cached values of the chart part, so the chart is complete without the workbook being opened.

mod block;
mod labels;
mod look;
mod numbers;
mod part;
mod plot;
mod workbook;

use jianbao_document::{Block, Chart, Document};

use crate::error::WriteError;
use crate::package::Relationship;
use jianbao_exporter_sdk::Pointer;
use look::Lettering;
use plot::Plot;

/// Folder of the chart parts.
pub(crate) const FOLDER: &str = "word/charts";
/// Type of the chart parts.
pub(crate) const CONTENT_TYPE: &str = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
/// Folder of the workbooks.
pub(crate) const WORKBOOK_FOLDER: &str = "word/embeddings";
/// Type of the workbooks.
pub(crate) const WORKBOOK_CONTENT_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The parts of all charts of a document.
#[derive(Default)]
pub(crate) struct Charts {
    /// Name and content.
    pub(crate) parts: Vec<(String, Vec<u8>)>,
    /// The relationships of the document part.
    pub(crate) relationships: Vec<Relationship>,
}

impl Charts {
    /// Makes the parts in the order of the body.
    ///
    /// # Errors
    ///
    /// If a chart contradicts itself, holds texts or numbers that Word cannot, or names an unknown style.
    pub(crate) fn build(document: &Document) -> Result<Self, WriteError> {
        let mut charts = Self::default();
        let sections = Pointer::ROOT.key("sections");
        for (section_index, section) in document.sections.iter().enumerate() {
            let section_at = sections.index(section_index);
            let blocks = section_at.key("blocks");
            for (index, block) in section.blocks.iter().enumerate() {
                if let Block::Chart(chart) = block {
                    charts.add(chart, document, &blocks.index(index))?;
                }
            }
        }
        Ok(charts)
    }

    fn add(&mut self, chart: &Chart, document: &Document, at: &Pointer<'_>) -> Result<(), WriteError> {
        let number = self.relationships.len() + 1;
        let lettering = Lettering::of(&chart.text_style, document, &at.key("text_style"))?;
        let plot = Plot::of(chart, at)?;
        let workbook = format!("Microsoft_Excel_Sheet{number}.xlsx");
        self.parts.push((format!("{WORKBOOK_FOLDER}/{workbook}"), workbook::package(&plot)?));
        self.parts.push((format!("{FOLDER}/_rels/chart{number}.xml.rels"), part::relationships(&workbook)?));
        self.parts.push((format!("{FOLDER}/chart{number}.xml"), part::chart(&plot, &lettering)?));
        self.relationships.push((relationship_id(number), "chart", format!("charts/chart{number}.xml")));
        Ok(())
    }
}

/// Relationship id of the chart with this number, counted from 1. It does not depend on how many headers there are.
fn relationship_id(number: usize) -> String {
    format!("rIdChart{number}")
}
