//! The styles that blocks name, checked once.

use jianbao_document::{ParagraphStyle, Styles};

use crate::error::{ErrorKind, WriteError};
use crate::text;
use jianbao_exporter_sdk::Pointer;

/// Excel takes no larger font, in half-points.
const MAX_SIZE: u32 = 818;

/// The styles of a document, each of which Excel can show.
pub(crate) struct Checked<'d> {
    styles: &'d Styles,
}

impl<'d> Checked<'d> {
    /// Checks all styles.
    pub(crate) fn of(styles: &'d Styles) -> Result<Self, WriteError> {
        let paragraphs = Pointer::ROOT.key("styles");
        let paragraphs = paragraphs.key("paragraphs");
        for (name, style) in &styles.paragraphs {
            let at = paragraphs.key(name);
            let fonts = at.key("fonts");
            for (key, font) in [("chinese", &style.fonts.chinese), ("latin", &style.fonts.latin)] {
                text::check(font, &fonts.key(key))?;
                if font.is_empty() {
                    return Err(impossible(&fonts.key(key), "a font has no name"));
                }
            }
            if style.size == 0 || style.size > MAX_SIZE {
                return Err(impossible(&at.key("size"), "a font size is not between 0.5 and 409 points"));
            }
        }
        Ok(Self { styles })
    }

    /// The style that a block names.
    ///
    /// # Errors
    ///
    /// If the document defines no such style.
    pub(crate) fn require(&self, name: &str, at: &Pointer<'_>) -> Result<&'d ParagraphStyle, WriteError> {
        self.styles.paragraphs.get(name).ok_or_else(|| {
            let message = format!("the style `{name}` is not defined");
            WriteError::new(ErrorKind::Style, at, message, "define the style in `styles.paragraphs`")
        })
    }
}

fn impossible(at: &Pointer<'_>, message: &str) -> WriteError {
    WriteError::new(ErrorKind::Style, at, message, "correct the style in the layout's typography profile")
}
