//! The body: sections and their blocks, streamed into `word/document.xml`.

use std::io::Write;

use jianbao_document::{Block, Document, Heading, Paragraph, Section};

use crate::error::WriteError;
use crate::scribe::{Context, ParagraphFormat, Scribe};
use crate::sections::SectionEnd;
use crate::sequences::Sequences;
use crate::style_names::StyleNames;
use crate::xml::{R, W, Xml};
use jianbao_exporter_sdk::Pointer;

/// Writes blocks one after another.
pub(crate) struct Body<'c, S: Write> {
    pub(crate) scribe: Scribe<'c, S>,
    pub(crate) sequences: Sequences,
    /// How many charts were written; their parts are numbered in this order.
    pub(crate) charts: usize,
    /// The last thing written was a table: another one, or the end, needs a paragraph between.
    pub(crate) after_table: bool,
    /// The next paragraph starts a page. Word has no page break between paragraphs, and one within a paragraph of its own
    /// leaves an empty line.
    page_break: bool,
}

/// Writes `word/document.xml` into the stream; `ends` holds the page set-up of each section.
pub(crate) fn write<S: Write>(
    document: &Document,
    context: &Context<'_>,
    ends: &[SectionEnd<'_>],
    stream: S,
) -> Result<(), WriteError> {
    let mut xml = Xml::part(stream)?;
    xml.open("w:document", &[("xmlns:w", W), ("xmlns:r", R)])?;
    xml.open("w:body", &[])?;
    let scribe = Scribe::new(xml, context);
    let mut body = Body { scribe, sequences: Sequences::default(), charts: 0, after_table: false, page_break: false };
    let sections = Pointer::ROOT.key("sections");
    for (index, (section, end)) in document.sections.iter().zip(ends).enumerate() {
        let last = index + 1 == document.sections.len();
        body.section(section, (!last).then_some(end), &sections.index(index))?;
        if last {
            end.write(&mut body.scribe.xml)?;
        }
    }
    body.scribe.xml.close("w:body")?;
    body.scribe.xml.close("w:document")?;
    body.scribe.xml.into_inner().flush()?;
    Ok(())
}

impl<'c, S: Write> Body<'c, S> {
    /// Writes the blocks of a section. All sections but the last end with a paragraph that carries their page set-up:
    /// the last one if it is a paragraph of text, otherwise a tiny one.
    fn section(&mut self, section: &Section, end: Option<&SectionEnd<'_>>, at: &Pointer<'_>) -> Result<(), WriteError> {
        let blocks = at.key("blocks");
        let carrier = section.blocks.len().checked_sub(1).filter(|last| carries(&section.blocks[*last]));
        for (index, block) in section.blocks.iter().enumerate() {
            let end = end.filter(|_| carrier == Some(index));
            self.block(block, section, end, &blocks.index(index))?;
        }
        // A page break at the end has nothing to break: the next section starts a page anyway.
        self.page_break = false;
        if (end.is_some() && carrier.is_none()) || self.after_table || section.blocks.is_empty() {
            self.scribe.tiny_paragraph(false, end)?;
            self.after_table = false;
        }
        Ok(())
    }

    fn block(
        &mut self,
        block: &Block,
        section: &Section,
        end: Option<&SectionEnd<'_>>,
        at: &Pointer<'_>,
    ) -> Result<(), WriteError> {
        match block {
            Block::Heading(heading) => self.heading(heading, end, at),
            Block::Paragraph(paragraph) => self.paragraph(paragraph, end, at),
            Block::Table(table) => self.table(table, at),
            Block::Chart(chart) => self.chart(chart, at),
            Block::TableOfContents(contents) => self.contents(contents, section.page.text_width(), at),
            Block::PageBreak => {
                self.page_break = true;
                Ok(())
            }
            // Reported as degraded by the SDK.
            Block::Unknown(_) => Ok(()),
        }
    }

    fn heading(
        &mut self,
        heading: &Heading,
        section: Option<&SectionEnd<'_>>,
        at: &Pointer<'_>,
    ) -> Result<(), WriteError> {
        let style = self.styles().require(&heading.style, &at.key("style"))?;
        self.open_flowing(ParagraphFormat { style: Some(style), section, ..ParagraphFormat::default() })?;
        let target = self.scribe.context.targets.of(&heading.id);
        let contents = self.scribe.open_bookmark(target.contents.as_deref())?;
        let whole = self.scribe.open_bookmark(target.whole.as_deref())?;
        if let Some(number) = &heading.number {
            let bookmark = self.scribe.open_bookmark(target.number.as_deref())?;
            self.scribe.words(number, &at.key("number"))?;
            self.scribe.close_bookmark(bookmark)?;
        }
        self.scribe.inlines(&heading.inlines, &at.key("inlines"))?;
        self.scribe.close_bookmark(whole)?;
        self.scribe.close_bookmark(contents)?;
        self.scribe.close_paragraph()?;
        Ok(())
    }

    fn paragraph(
        &mut self,
        paragraph: &Paragraph,
        section: Option<&SectionEnd<'_>>,
        at: &Pointer<'_>,
    ) -> Result<(), WriteError> {
        let style = self.styles().require(&paragraph.style, &at.key("style"))?;
        self.open_flowing(ParagraphFormat { style: Some(style), section, ..ParagraphFormat::default() })?;
        if let Some(marker) = &paragraph.marker {
            self.scribe.words(marker, &at.key("marker"))?;
        }
        self.scribe.inlines(&paragraph.inlines, &at.key("inlines"))?;
        self.scribe.close_paragraph()?;
        Ok(())
    }

    /// Opens a paragraph of the body's flow, on a new page if one is due.
    pub(crate) fn open_flowing(&mut self, format: ParagraphFormat<'_>) -> Result<(), WriteError> {
        let page_break_before = self.take_page_break();
        self.after_table = false;
        self.scribe.open_paragraph(&ParagraphFormat { page_break_before, ..format })?;
        Ok(())
    }

    /// Before a table: a paragraph where a page break is due or another table would be joined with it.
    pub(crate) fn separate_from_table(&mut self) -> Result<(), WriteError> {
        let page_break = self.take_page_break();
        if page_break || self.after_table {
            self.scribe.tiny_paragraph(page_break, None)?;
        }
        Ok(())
    }

    /// Whether a page break is due; it is not any more afterwards.
    pub(crate) fn take_page_break(&mut self) -> bool {
        std::mem::take(&mut self.page_break)
    }

    pub(crate) fn styles(&self) -> &'c StyleNames<'c> {
        &self.scribe.context.styles
    }
}

/// Whether the page set-up can be attached to the block's own paragraph.
fn carries(block: &Block) -> bool {
    matches!(block, Block::Heading(_) | Block::Paragraph(_))
}
