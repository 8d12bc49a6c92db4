//! The files of a report: which sections each has, their numbers, and the document around them.

use std::collections::{BTreeMap, BTreeSet};

use jianbao_document::{Block, Cell, Document, DocumentFigure, Inline, MODEL, Properties, Section, features};
use jianbao_finding::Finding;
use jianbao_layout::Manifest;

use crate::file_name::file_name;
use crate::job::Job;
use crate::pass::Pass;
use crate::renderer::RenderedFile;
use crate::{numbering, style, typed};

/// A file that is to be made.
pub(crate) struct Plan<'a> {
    /// Template of its name.
    name: &'a str,
    /// Template of its title.
    title: &'a str,
    /// Ids of its sections, in order.
    sections: Vec<&'a str>,
}

impl<'a> Plan<'a> {
    /// The files of a layout: those it declares, or one with all sections.
    pub(crate) fn of(manifest: &'a Manifest) -> Vec<Self> {
        let whole = Self {
            name: &manifest.output,
            title: &manifest.document_title,
            sections: manifest.sections.iter().map(|section| section.id.as_str()).collect(),
        };
        let declared = manifest.files.iter().map(|file| Self {
            name: &file.name,
            title: file.document_title.as_ref().unwrap_or(&manifest.document_title),
            sections: file.sections.iter().map(String::as_str).collect(),
        });
        if manifest.files.is_empty() { vec![whole] } else { declared.collect() }
    }

    /// The file, made of the sections that could be rendered. Headings and tables are numbered within the file.
    pub(crate) fn file(
        &self,
        pass: &Pass<'_>,
        rendered: &BTreeMap<&str, Section>,
    ) -> Result<RenderedFile, Vec<Finding>> {
        let layout = pass.renderer.layout();
        let all = self.sections.iter().all(|id| rendered.contains_key(id));
        let mut sections: Vec<Section> = self.sections.iter().filter_map(|id| rendered.get(id).cloned()).collect();
        let mut findings = Vec::new();
        let title = pass.name("document_title", self.title).map_err(|wrong| findings.extend(wrong));
        let stem = pass.name("output", self.name).map_err(|wrong| findings.extend(wrong));
        numbering::number(&mut sections, &layout.manifest.numbering);
        // A section that failed would make its references fail too, which says nothing new.
        if findings.is_empty() && all {
            findings.extend(numbering::placed_twice(&sections, layout));
            findings.extend(numbering::references(&mut sections, layout));
        }
        numbering::contents(&mut sections);
        let (Ok(title), Ok(stem), true) = (title, stem, findings.is_empty()) else { return Err(findings) };
        Ok(RenderedFile { document: document(pass.job, sections, title), stem: file_name(&stem) })
    }
}

/// A document around sections.
pub(crate) fn document(job: &Job, sections: Vec<Section>, title: String) -> Document {
    let dataset = &job.dataset;
    let author = dataset.organisations.iter().find(|organisation| organisation.id == dataset.report.prepared_by);
    let mut document = Document {
        model: MODEL.to_owned(),
        properties: Properties {
            title,
            subject: Some(job.layout.manifest.title.clone()),
            author: author.map(|organisation| organisation.name.as_str().to_owned()),
            date: Some(dataset.report.date.to_string()),
            language: "zh-CN".to_owned(),
            provenance: BTreeMap::new(),
        },
        features: Vec::new(),
        styles: style::styles(&job.layout.typography),
        sections,
        figures: BTreeMap::new(),
    };
    document.figures = figures(job, &document);
    document.features = features(&document);
    document
}

/// The ledger entries of all values of the document, and the inputs of their formulas.
fn figures(job: &Job, document: &Document) -> BTreeMap<String, DocumentFigure> {
    let mut ids = BTreeSet::new();
    let mut take = |inline: &Inline| {
        if let Inline::Value(value) = inline {
            ids.extend(value.figure.clone());
        }
    };
    for section in &document.sections {
        section.header.iter().flat_map(|header| &header.inlines).for_each(&mut take);
        section.blocks.iter().for_each(|block| visit_inlines(block, &mut take));
    }
    let entries = ids.iter().filter_map(|id| job.ledger.get(id));
    entries.map(|entry| (entry.id.clone(), typed::figure(entry, &job.ledger))).collect()
}

fn visit_inlines(block: &Block, visitor: &mut impl FnMut(&Inline)) {
    match block {
        Block::Heading(heading) => heading.inlines.iter().for_each(visitor),
        Block::Paragraph(paragraph) => paragraph.inlines.iter().for_each(visitor),
        Block::Table(table) => {
            table.caption.iter().flat_map(|caption| &caption.inlines).for_each(&mut *visitor);
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            cells.flat_map(|cell: &Cell| &cell.paragraphs).flat_map(|paragraph| &paragraph.inlines).for_each(visitor);
        }
        Block::Chart(chart) => {
            chart.caption.iter().flat_map(|caption| &caption.inlines).for_each(&mut *visitor);
            let values = chart.series.iter().flat_map(|series| &series.values);
            values.for_each(|value| visitor(&Inline::Value(value.clone())));
        }
        Block::TableOfContents(_) | Block::PageBreak | Block::Unknown(_) => {}
    }
}
