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
    found.into_iter().map(str::to_owned).collect()
}

fn section_features(section: &Section, found: &mut BTreeSet<&'static str>) {
    if section.page.orientation == Orientation::Landscape {
        found.insert("section.landscape");
    }
    if section.header.is_some() || section.footer.is_some() {
        found.insert("section.header-footer");
    }
    for band in section.header.iter().chain(&section.footer) {
        inline_features(&band.inlines, found);
    }
    if let Some(number) = &section.page_number {
        found.insert("page-number");
        if number.place == PageNumberPlace::Outer {
            found.insert("page-number.outer");
        }
    }
    for block in &section.blocks {
        match block {
            Block::Heading(heading) => inline_features(&heading.inlines, found),
            Block::Paragraph(paragraph) => inline_features(&paragraph.inlines, found),
            Block::Table(table) => table_features(table, found),
            Block::Chart(chart) => {
                found.insert("chart");
                chart.caption.iter().for_each(|caption| inline_features(&caption.inlines, found));
            }
            Block::TableOfContents(_) => {
                found.insert("toc");
            }
            Block::PageBreak => {
                found.insert("page-break");
            }
        }
    }
}

fn table_features(table: &Table, found: &mut BTreeSet<&'static str>) {
    found.insert("table");
    if let Some(caption) = &table.caption {
        found.insert("table.caption");
        inline_features(&caption.inlines, found);
    }
    if table.header_rows > 0 {
        found.insert("table.header-rows");
    }
    for cell in table.rows.iter().flat_map(|row| &row.cells) {
        cell_features(cell, found);
    }
}

fn cell_features(cell: &Cell, found: &mut BTreeSet<&'static str>) {
    if cell.column_span > 1 || cell.row_span > 1 {
        found.insert("table.merged-cells");
    }
    for paragraph in &cell.paragraphs {
        inline_features(&paragraph.inlines, found);
    }
}

fn inline_features(inlines: &[Inline], found: &mut BTreeSet<&'static str>) {
    if inlines.iter().any(|inline| matches!(inline, Inline::Reference(_))) {
        found.insert("reference");
    }
}
