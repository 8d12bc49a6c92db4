//! A walk through a document, one method a kind of block.

use jianbao_document::{Chart, Document, Heading, Paragraph, Section, Table, TableOfContents, UnknownBlock};

use crate::document::Block;
use crate::{ExportError, Job, Pointer};

/// What to do with each kind of block. A method that is not written leaves its blocks out and says so, so that an
/// exporter keeps compiling when a kind is added, and nothing is dropped silently.
///
/// `at` is the place of the block in the document, for [`ExportError::at`] and [`Job::degraded`].
pub trait Visitor {
    /// The job that the exporter was given; what is left out is reported through it.
    fn job(&self) -> &Job<'_>;

    /// A section begins; its blocks follow. A section starts on a new page. By default nothing happens.
    fn section(&mut self, section: &Section, at: &Pointer<'_>) -> Result<(), ExportError> {
        let _ = (section, at);
        Ok(())
    }

    /// A heading; its number is apart from its text.
    fn heading(&mut self, heading: &Heading, at: &Pointer<'_>) -> Result<(), ExportError> {
        let _ = heading;
        self.left_out("heading", at)
    }

    /// A paragraph; the marker of a list item is apart from its text.
    fn paragraph(&mut self, paragraph: &Paragraph, at: &Pointer<'_>) -> Result<(), ExportError> {
        let _ = paragraph;
        self.left_out("paragraph", at)
    }

    /// A table; [`table_rows`](crate::table_rows) walks through it.
    fn table(&mut self, table: &Table, at: &Pointer<'_>) -> Result<(), ExportError> {
        let _ = table;
        self.left_out("table", at)
    }

    /// A chart.
    fn chart(&mut self, chart: &Chart, at: &Pointer<'_>) -> Result<(), ExportError> {
        let _ = chart;
        self.left_out("chart", at)
    }

    /// The table of contents, with its lines.
    fn table_of_contents(&mut self, contents: &TableOfContents, at: &Pointer<'_>) -> Result<(), ExportError> {
        let _ = contents;
        self.left_out("toc", at)
    }

    /// What follows starts on a new page.
    fn page_break(&mut self, at: &Pointer<'_>) -> Result<(), ExportError> {
        self.left_out("page-break", at)
    }

    /// A block of a kind that came after this SDK. The SDK has reported it before the export began, unless the features of
    /// the exporter name it (`block.` and the kind).
    fn unknown(&mut self, block: &UnknownBlock, at: &Pointer<'_>) -> Result<(), ExportError> {
        let _ = (block, at);
        Ok(())
    }

    /// Reports what is left out; `feature` is the name that the document has for it, or the kind of the block.
    fn left_out(&self, feature: &str, at: &Pointer<'_>) -> Result<(), ExportError> {
        self.job().degraded(feature, &format!("a block of the kind `{feature}` was left out"), Some(&at.to_string()));
        Ok(())
    }
}

/// Shows `visitor` every section and block of `document` in order, and stops at its first error or when the host asks the
/// exporter to stop.
pub fn visit(document: &Document, visitor: &mut impl Visitor) -> Result<(), ExportError> {
    let sections = Pointer::ROOT.key("sections");
    for (index, section) in document.sections.iter().enumerate() {
        let section_at = sections.index(index);
        visitor.section(section, &section_at)?;
        let blocks = section_at.key("blocks");
        for (index, block) in section.blocks.iter().enumerate() {
            visitor.job().check_cancelled()?;
            visit_block(block, &blocks.index(index), visitor)?;
        }
    }
    Ok(())
}

fn visit_block(block: &Block, at: &Pointer<'_>, visitor: &mut impl Visitor) -> Result<(), ExportError> {
    match block {
        Block::Heading(heading) => visitor.heading(heading, at),
        Block::Paragraph(paragraph) => visitor.paragraph(paragraph, at),
        Block::Table(table) => visitor.table(table, at),
        Block::Chart(chart) => visitor.chart(chart, at),
        Block::TableOfContents(contents) => visitor.table_of_contents(contents, at),
        Block::PageBreak => visitor.page_break(at),
        Block::Unknown(unknown) => visitor.unknown(unknown, at),
    }
}
