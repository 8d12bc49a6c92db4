//! What can be wrong with a file.

use std::fmt;

use serde::Serialize;

/// What is wrong with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DefectKind {
    /// The bytes are no zip archive.
    NoArchive,
    /// A part is not well-formed XML.
    IllFormed,
    /// A part that every such file has is missing.
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
    /// A cell names a shared string that does not exist.
    SharedString,
    /// A stated count differs from what is there: shared strings, merged ranges, page breaks.
    Count,
    /// Rows or cells are out of order, a cell is there twice, or in the wrong row.
    CellOrder,
    /// A cell holds what its type does not allow, for example text in a number.
    CellValue,
    /// A merged range is malformed, is a single cell, or overlaps another.
    MergedRange,
    /// The stated extent of a sheet does not cover its cells.
    Dimension,
    /// The name of a sheet is not one that Excel takes, or is there twice.
    SheetName,
    /// A sheet of the workbook has no part.
    SheetPart,
    /// A name, a formula or a chart refers to a sheet that does not exist.
    SheetReference,
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
