//! The features that a document uses, derived from its content, and the places that use them.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Block, Caption, Cell, Document, Inline, Orientation, PageNumberPlace, Section, Table, plain_text};

/// A place in a document that uses a feature: a block, or what a section has besides blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// JSON pointer into the document: `/sections/0/blocks/12`.
    pub pointer: String,
    /// What a reader knows the place by, as printed: a heading, the caption of a table or chart, the title of the
    /// contents.
    pub text: Option<String>,
}

/// The names of everything in the document that an exporter might not support, sorted.
///
/// An exporter lists the names it supports; a document that needs more is refused or degraded by the host, never
/// silently reduced.
#[must_use]
pub fn features(document: &Document) -> Vec<String> {
    let mut found: BTreeSet<String> = BTreeSet::new();
    walk(document, &mut |feature, _| {
        if !found.contains(feature) {
            found.insert(feature.to_owned());
        }
    });
    found.into_iter().collect()
}

/// The features of [`features`] with the places that use each, in the order of the document, every place once.
#[must_use]
pub fn feature_places(document: &Document) -> BTreeMap<String, Vec<Place>> {
    let mut found: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    walk(document, &mut |feature, at| {
        let places = found.entry(feature.to_owned()).or_default();
        let pointer = at.pointer();
        // The uses within one place come one after another.
        if places.last().is_none_or(|last| last.pointer != pointer) {
            places.push(Place { pointer, text: at.text() });
        }
    });
    found
}

/// Where the walk is.
struct At<'a> {
    section: usize,
    part: Part<'a>,
}

enum Part<'a> {
    /// A member of the section.
    Member(&'static str),
    Block(usize, &'a Block),
}

impl At<'_> {
    fn pointer(&self) -> String {
        match self.part {
            Part::Member(name) => format!("/sections/{}/{name}", self.section),
            Part::Block(index, _) => format!("/sections/{}/blocks/{index}", self.section),
        }
    }

    fn text(&self) -> Option<String> {
        let Part::Block(_, block) = self.part else { return None };
        match block {
            Block::Heading(heading) => Some(heading.number.clone().unwrap_or_default() + &plain_text(&heading.inlines)),
            Block::Table(table) => table.caption.as_ref().map(printed).or_else(|| table.title.clone()),
            Block::Chart(chart) => chart.caption.as_ref().map(printed),
            Block::TableOfContents(contents) => contents.title.clone(),
            Block::Paragraph(_) | Block::PageBreak | Block::Unknown(_) => None,
        }
    }
}

fn printed(caption: &Caption) -> String {
    format!("{}{} {}", caption.label, caption.number, plain_text(&caption.inlines)).trim().to_owned()
}

type Visit<'v> = dyn FnMut(&str, &At<'_>) + 'v;

/// Tells every use of a feature with its place. The one list of features: whatever asks for names or places asks here.
fn walk(document: &Document, visit: &mut Visit<'_>) {
    for (index, section) in document.sections.iter().enumerate() {
        section_features(index, section, visit);
        for (number, block) in section.blocks.iter().enumerate() {
            let at = At { section: index, part: Part::Block(number, block) };
            block_features(block, &mut |feature| visit(feature, &at));
        }
    }
}

fn section_features(index: usize, section: &Section, visit: &mut Visit<'_>) {
    let at = |name| At { section: index, part: Part::Member(name) };
    if section.page.orientation == Orientation::Landscape {
        visit("section.landscape", &at("page"));
    }
    for (name, band) in [("header", &section.header), ("footer", &section.footer)] {
        if let Some(band) = band {
            visit("section.header-footer", &at(name));
            inline_features(&band.inlines, &mut |feature| visit(feature, &at(name)));
        }
    }
    if let Some(number) = &section.page_number {
        visit("page-number", &at("page_number"));
        if number.place == PageNumberPlace::Outer {
            visit("page-number.outer", &at("page_number"));
        }
    }
}

fn block_features(block: &Block, found: &mut dyn FnMut(&str)) {
    match block {
        Block::Heading(heading) => inline_features(&heading.inlines, found),
        Block::Paragraph(paragraph) => inline_features(&paragraph.inlines, found),
        Block::Table(table) => table_features(table, found),
        Block::Chart(chart) => {
            found("chart");
            chart.caption.iter().for_each(|caption| inline_features(&caption.inlines, found));
        }
        Block::TableOfContents(_) => found("toc"),
        Block::PageBreak => found("page-break"),
        Block::Unknown(unknown) => found(&unknown.feature()),
    }
}

fn table_features(table: &Table, found: &mut dyn FnMut(&str)) {
    found("table");
    if let Some(caption) = &table.caption {
        found("table.caption");
        inline_features(&caption.inlines, found);
    }
    if table.header_rows > 0 {
        found("table.header-rows");
    }
    for cell in table.rows.iter().flat_map(|row| &row.cells) {
        cell_features(cell, found);
    }
}

fn cell_features(cell: &Cell, found: &mut dyn FnMut(&str)) {
    if cell.column_span > 1 || cell.row_span > 1 {
        found("table.merged-cells");
    }
    for paragraph in &cell.paragraphs {
        inline_features(&paragraph.inlines, found);
    }
}

fn inline_features(inlines: &[Inline], found: &mut dyn FnMut(&str)) {
    if inlines.iter().any(|inline| matches!(inline, Inline::Reference(_))) {
        found("reference");
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, feature_places, features};
    use crate::Document;

    /// A document with one section and these blocks.
    fn document(blocks: &serde_json::Value) -> Document {
        let page = serde_json::json!({ "width": 1, "height": 1, "orientation": "landscape", "margin_top": 0,
            "margin_bottom": 0, "margin_left": 0, "margin_right": 0, "header_distance": 0, "footer_distance": 0 });
        serde_json::from_value(serde_json::json!({ "model": "1.0", "features": [], "properties": { "title": "",
            "language": "zh-CN" }, "styles": { "paragraphs": {}, "default": "body" },
            "sections": [{ "id": "s", "page": page, "blocks": blocks }] }))
        .unwrap()
    }

    #[test]
    fn names_and_places_agree() {
        let merged = serde_json::json!({ "column_span": 2 });
        let reference = serde_json::json!([{ "kind": "reference", "target": "a", "text": "表1" }]);
        let document = document(&serde_json::json!([
            { "kind": "heading", "id": "h", "level": 1, "number": "一、", "inlines": reference, "style": "" },
            { "kind": "table", "id": "t", "columns": [], "header_rows": 0, "cell_style": "", "title": "资金",
              "rows": [{ "cells": [merged, merged] }, { "cells": [merged] }] },
            { "kind": "page_break" },
            { "kind": "later", "text": "x" },
            { "kind": "table", "id": "u", "columns": [], "header_rows": 1, "cell_style": "", "rows": [],
              "caption": { "label": "表", "number": "2", "inlines": reference, "style": "" } },
        ]));
        let places = feature_places(&document);
        assert_eq!(features(&document), places.keys().cloned().collect::<Vec<_>>());
        let place = |pointer: &str, text: Option<&str>| Place { pointer: pointer.into(), text: text.map(Into::into) };
        let (heading, funds) = ("/sections/0/blocks/0", "/sections/0/blocks/1");
        let second = place("/sections/0/blocks/4", Some("表2 表1"));
        let expected = [
            ("block.later", vec![place("/sections/0/blocks/3", None)]),
            ("page-break", vec![place("/sections/0/blocks/2", None)]),
            ("reference", vec![place(heading, Some("一、表1")), second.clone()]),
            ("section.landscape", vec![place("/sections/0/page", None)]),
            ("table", vec![place(funds, Some("资金")), second.clone()]),
            ("table.caption", vec![second.clone()]),
            ("table.header-rows", vec![second]),
            ("table.merged-cells", vec![place(funds, Some("资金"))]),
        ];
        assert_eq!(places.into_iter().collect::<Vec<_>>(), expected.map(|(name, at)| (name.to_owned(), at)));
    }
}
