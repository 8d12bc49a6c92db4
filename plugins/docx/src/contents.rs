//! The table of contents: a field that Word can update, with its lines already filled in.
//!
//! The page numbers are PAGEREF fields without a shown result: only Word knows where its pages end, and a guessed number
//! would look like a true one. Word fills them in on print preview, on printing and when the user updates the contents.
//! Neither `w:dirty` nor `w:updateFields` is set, because both make Word ask a question on opening.

use std::io::Write;

use jianbao_document::TableOfContents;

use crate::body::Body;
use crate::error::{ErrorKind, WriteError};
use crate::scribe::ParagraphFormat;
use jianbao_exporter_sdk::Pointer;

impl<S: Write> Body<'_, S> {
    /// Writes the contents. `width` is that of the text: the page numbers stand at its right edge.
    pub(crate) fn contents(
        &mut self,
        contents: &TableOfContents,
        width: i32,
        at: &Pointer<'_>,
    ) -> Result<(), WriteError> {
        if !(1..=9).contains(&contents.depth) {
            let message = format!("the depth {} is not between 1 and 9", contents.depth);
            let hint = "name a heading level";
            return Err(WriteError::new(ErrorKind::Reference, &at.key("depth"), message, hint));
        }
        self.open_frame()?;
        if let Some(title) = &contents.title {
            let style = self.styles().require(&contents.title_style, &at.key("title_style"))?;
            self.open_flowing(ParagraphFormat { style: Some(style), ..ParagraphFormat::default() })?;
            self.scribe.words(title, &at.key("title"))?;
            self.scribe.close_paragraph()?;
        }
        let instruction = format!(" TOC \\o \"1-{}\" \\h \\z \\u ", contents.depth);
        let entries = at.key("entries");
        for (index, entry) in contents.entries.iter().enumerate() {
            let at = entries.index(index);
            let style = self.styles().require(&entry.style, &at.key("style"))?;
            let bookmark = self.scribe.context.targets.contents(&entry.target, &at.key("target"))?;
            self.open_flowing(ParagraphFormat { style: Some(style), tab: Some(width), ..ParagraphFormat::default() })?;
            if index == 0 {
                self.scribe.begin_field(&instruction)?;
            }
            self.scribe.xml.open("w:hyperlink", &[("w:anchor", bookmark), ("w:history", "1")])?;
            self.scribe.words(&entry.text, &at.key("text"))?;
            self.scribe.tab()?;
            self.scribe.field(&format!(" PAGEREF {bookmark} \\h "), "")?;
            self.scribe.xml.close("w:hyperlink")?;
            self.scribe.close_paragraph()?;
        }
        // The field ends in a paragraph of its own, as Word writes it: updating replaces whole paragraphs.
        self.open_flowing(ParagraphFormat { tiny: true, ..ParagraphFormat::default() })?;
        if contents.entries.is_empty() {
            self.scribe.begin_field(&instruction)?;
        }
        self.scribe.end_field()?;
        self.scribe.close_paragraph()?;
        self.close_frame()
    }

    /// The frame with which Word offers its button for updating.
    fn open_frame(&mut self) -> Result<(), WriteError> {
        let xml = &mut self.scribe.xml;
        xml.open("w:sdt", &[])?;
        xml.open("w:sdtPr", &[])?;
        xml.open("w:docPartObj", &[])?;
        xml.val("w:docPartGallery", "Table of Contents")?;
        xml.empty("w:docPartUnique", &[])?;
        xml.close("w:docPartObj")?;
        xml.close("w:sdtPr")?;
        xml.open("w:sdtContent", &[])?;
        Ok(())
    }

    fn close_frame(&mut self) -> Result<(), WriteError> {
        self.scribe.xml.close("w:sdtContent")?;
        self.scribe.xml.close("w:sdt")?;
        Ok(())
    }
}
