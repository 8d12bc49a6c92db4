//! How a cell looks, as Excel is told.

use jianbao_document::{Alignment, ParagraphStyle, Tone, VerticalAlignment};
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

use crate::content::Face;
use crate::units;

/// Excel's number of the Chinese character set; it chooses the substitute where a font is missing.
const CHINESE: u8 = 134;
/// Background of the heads of rows and columns.
const HEAD: u32 = 0x00F2_F2F2;
/// Background of places that are still to be filled in.
const MARKED: u32 = 0x00FF_FF00;

/// How a cell looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Look<'d> {
    pub(crate) style: &'d ParagraphStyle,
    pub(crate) align: Alignment,
    pub(crate) vertical: VerticalAlignment,
    /// Whether the cell belongs to the grid of a table.
    pub(crate) bordered: bool,
    /// Whether it is the head of a row or column.
    pub(crate) head: bool,
    /// Whether something in it is marked for the reader's attention.
    pub(crate) marked: bool,
    /// Whether all of it is heavier than the style says.
    pub(crate) bold: bool,
}

impl<'d> Look<'d> {
    /// A line of text outside any table.
    pub(crate) fn line(style: &'d ParagraphStyle) -> Self {
        Self {
            style,
            align: style.align,
            vertical: VerticalAlignment::Middle,
            bordered: false,
            head: false,
            marked: false,
            bold: style.bold,
        }
    }

    /// The format of a cell of text, which is wrapped.
    pub(crate) fn text(&self) -> Format {
        self.base().set_text_wrap()
    }

    /// The format of a number: a column that is too narrow makes it smaller, where Excel would print `####`.
    pub(crate) fn number(&self, format: &str) -> Format {
        self.base().set_shrink().set_num_format(format)
    }

    fn base(&self) -> Format {
        let mut format = font(Format::new(), self.style);
        if self.bold {
            format = format.set_bold();
        }
        // Excel stretches justified Chinese text over the cell, also its last line.
        format = format.set_align(match self.align {
            Alignment::Left | Alignment::Justify => FormatAlign::Left,
            Alignment::Centre => FormatAlign::Center,
            Alignment::Right => FormatAlign::Right,
        });
        format = format.set_align(match self.vertical {
            VerticalAlignment::Top => FormatAlign::Top,
            VerticalAlignment::Middle => FormatAlign::VerticalCenter,
            VerticalAlignment::Bottom => FormatAlign::Bottom,
        });
        if self.bordered {
            format = format.set_border(FormatBorder::Thin);
        }
        match (self.marked, self.head) {
            (true, _) => format.set_background_color(MARKED),
            (false, true) => format.set_background_color(HEAD),
            (false, false) => format,
        }
    }
}

/// The format of a piece of text within a cell.
pub(crate) fn piece(face: &Face<'_>) -> Format {
    let mut format = font(Format::new(), face.style);
    if face.bold {
        format = format.set_bold();
    }
    if face.italic {
        format = format.set_italic();
    }
    if face.strike {
        format = format.set_font_strikethrough();
    }
    match face.tone {
        Some(tone) => format.set_font_color(colour(tone)),
        None => format,
    }
}

fn font(format: Format, style: &ParagraphStyle) -> Format {
    let size = units::points(style.size);
    format.set_font_name(style.fonts.chinese.as_str()).set_font_size(size).set_font_charset(CHINESE)
}

/// Colours that can be read on white paper.
fn colour(tone: Tone) -> u32 {
    match tone {
        Tone::Red => 0x00C0_0000,
        Tone::Yellow => 0x00BF_8F00,
        Tone::Green => 0x0000_8040,
        Tone::Blue => 0x001F_5FBF,
    }
}
