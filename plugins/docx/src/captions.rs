//! Captions of tables and charts: label, number as a field, text.

use std::io::Write;

use jianbao_document::{Caption, plain_text};

use crate::body::Body;
use crate::error::WriteError;
use crate::scribe::{ParagraphFormat, RunFormat};
use crate::targets::{label, label_word};
use crate::text;
use jianbao_exporter_sdk::Pointer;

impl<S: Write> Body<'_, S> {
    /// Writes the caption of the table or chart with this id. Word counts each label on its own: 表 1, 表 2, 图 1.
    pub(crate) fn caption(
        &mut self,
        caption: &Caption,
        id: &str,
        keep_next: bool,
        at: &Pointer<'_>,
    ) -> Result<(), WriteError> {
        let style = self.styles().require(&caption.style, &at.key("style"))?;
        text::check(&caption.label, &at.key("label"))?;
        text::check(&caption.number, &at.key("number"))?;
        // Captions stand above tables, so that their style keeps them with what is below; those of charts stand below.
        let format =
            ParagraphFormat { style: Some(style), keep_next, may_part: !keep_next, ..ParagraphFormat::default() };
        self.open_flowing(format)?;
        let whole = self.scribe.context.targets.of(id).whole.as_deref();
        let bookmark = self.scribe.open_bookmark(whole)?;
        match self.sequences.instruction(&caption.label, &caption.number) {
            Some(instruction) => {
                self.scribe.run(&label_word(caption), RunFormat::default())?;
                self.scribe.field(&instruction, &caption.number)?;
            }
            None => self.scribe.run(&label(caption), RunFormat::default())?,
        }
        self.scribe.close_bookmark(bookmark)?;
        if !plain_text(&caption.inlines).is_empty() {
            self.scribe.run(" ", RunFormat::default())?;
        }
        self.scribe.inlines(&caption.inlines, &at.key("inlines"))?;
        self.scribe.close_paragraph()?;
        Ok(())
    }
}
