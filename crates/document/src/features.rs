//! The features that a document uses, derived from its content.

use std::collections::BTreeSet;

use crate::{Block, Cell, Document, Inline, Orientation, PageNumberPlace, Section, Table};

/// The names of everything in the document that an exporter might not support, sorted.
///
/// An exporter lists the names it supports; a document that needs more is refused or degraded by the host, never
/// silently reduced.
#[must_use]
pub fn features(document: &Document) -> Vec<String> {
    let mut found = BTreeSet::new();
    for section in &document.sections {
        section_features(section, &mut found);
    }
    found.into_iter().collect()
}

fn section_features(section: &Section, found: &mut BTreeSet<String>) {
    if section.page.orientation == Orientation::Landscape {
        found.insert("section.landscape".to_owned());
    }
    if section.header.is_some() || section.footer.is_some() {
        found.insert("section.header-footer".to_owned());
    }
    for band in section.header.iter().chain(&section.footer) {
        inline_features(&band.inlines, found);
    }
    if let Some(number) = &section.page_number {
        found.insert("page-number".to_owned());
        if number.place == PageNumberPlace::Outer {
            found.insert("page-number.outer".to_owned());
        }
    }
    for block in &section.blocks {
        match block {
            Block::Heading(heading) => inline_features(&heading.inlines, found),
            Block::Paragraph(paragraph) => inline_features(&paragraph.inlines, found),
            Block::Table(table) => table_features(table, found),
            Block::Chart(chart) => {
                found.insert("chart".to_owned());
                chart.caption.iter().for_each(|caption| inline_features(&caption.inlines, found));
            }
            Block::TableOfContents(_) => {
                found.insert("toc".to_owned());
            }
            Block::PageBreak => {
                found.insert("page-break".to_owned());
            }
            Block::Unknown(unknown) => {
                found.insert(unknown.feature());
            }
        }
    }
}

fn table_features(table: &Table, found: &mut BTreeSet<String>) {
    found.insert("table".to_owned());
    if let Some(caption) = &table.caption {
        found.insert("table.caption".to_owned());
        inline_features(&caption.inlines, found);
    }
    if table.header_rows > 0 {
        found.insert("table.header-rows".to_owned());
    }
    for cell in table.rows.iter().flat_map(|row| &row.cells) {
        cell_features(cell, found);
    }
}

fn cell_features(cell: &Cell, found: &mut BTreeSet<String>) {
    if cell.column_span > 1 || cell.row_span > 1 {
        found.insert("table.merged-cells".to_owned());
    }
    for paragraph in &cell.paragraphs {
        inline_features(&paragraph.inlines, found);
    }
}

fn inline_features(inlines: &[Inline], found: &mut BTreeSet<String>) {
    if inlines.iter().any(|inline| matches!(inline, Inline::Reference(_))) {
        found.insert("reference".to_owned());
    }
}
