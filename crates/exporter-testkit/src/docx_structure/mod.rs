//! Checks of a `.docx` file that a validation against the schemas does not make.

mod charts;
mod parts;
mod references;
pub(crate) mod tables;

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use crate::package;
use crate::tree::Node;

/// What is wrong with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DefectKind {
    /// The bytes are no zip archive.
    NoArchive,
    /// A part is not well-formed XML.
    IllFormed,
    /// A part that every Word file has is missing.
    MissingPart,
    /// A part has no content type, or a content type has no part.
    ContentType,
    /// A relationship leads to a part that does not exist.
    RelationshipTarget,
    /// A part names a relationship id that does not exist, or twice the same id is given.
    RelationshipId,
    /// A cell of a table has no paragraph.
    CellWithoutParagraph,
    /// The last block of a cell is a table.
    CellEndsWithTable,
    /// The cells of a row do not cover the grid.
    Grid,
    /// A cell continues a merge that nothing above starts at the same columns.
    OrphanMerge,
    /// Two tables touch, so that Word joins them, or the body ends with a table.
    TablesTouch,
    /// A style id is used and not defined, or defined twice.
    Style,
    /// A numbering id is used and not defined.
    Numbering,
    /// Two bookmarks have one name or one id.
    DuplicateBookmark,
    /// A bookmark is never closed, or closed without a start.
    UnbalancedBookmark,
    /// A field or link leads to a bookmark that does not exist.
    Anchor,
    /// A complex field lacks its begin, separate or end.
    UnbalancedField,
    /// A drawing shows a chart that is none.
    Chart,
    /// A chart has no workbook, or its cached values do not match its categories.
    ChartData,
    /// Two drawings have one id.
    DrawingId,
}

/// One thing wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Defect {
    /// What is wrong.
    pub kind: DefectKind,
    /// Name of the part, for example `word/document.xml`; empty for the file itself.
    pub part: String,
    /// The sentence for people.
    pub message: String,
}

impl Defect {
    pub(crate) fn new(kind: DefectKind, part: &str, message: impl Into<String>) -> Self {
        Self { kind, part: part.to_owned(), message: message.into() }
    }
}

impl fmt::Display for Defect {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {} ({:?})", self.part, self.message, self.kind)
    }
}

/// The XML parts of a file, parsed.
pub(crate) type Trees = BTreeMap<String, Node>;

/// Finds everything wrong with a `.docx` file; an empty list is a good file. Never panics, whatever the bytes.
#[must_use]
pub fn check_docx(bytes: &[u8]) -> Vec<Defect> {
    let parts = match package::read(bytes) {
        Ok(parts) => parts,
        Err(message) => return vec![Defect::new(DefectKind::NoArchive, "", message)],
    };
    let mut defects = Vec::new();
    let mut trees = Trees::new();
    for (name, content) in parts.iter().filter(|(name, _)| is_xml(name)) {
        match Node::parse(content) {
            Ok(tree) => {
                trees.insert(name.clone(), tree);
            }
            Err(message) => defects.push(Defect::new(DefectKind::IllFormed, name, message)),
        }
    }
    parts::check(&parts, &trees, &mut defects);
    let stories = || trees.iter().filter(|(_, tree)| STORIES.contains(&tree.name.as_str()));
    for (name, tree) in stories() {
        tables::check(name, tree, &mut defects);
        references::check_fields(name, tree, &mut defects);
    }
    let stories: Vec<_> = stories().collect();
    references::check(&trees, &stories, &mut defects);
    charts::check(&parts, &trees, &stories, &mut defects);
    defects
}

/// Root elements of parts that hold paragraphs.
const STORIES: [&str; 5] = ["w:document", "w:hdr", "w:ftr", "w:footnotes", "w:endnotes"];

fn is_xml(name: &str) -> bool {
    let extension = name.rsplit('.').next().unwrap_or_default();
    extension.eq_ignore_ascii_case("xml") || extension.eq_ignore_ascii_case("rels")
}
