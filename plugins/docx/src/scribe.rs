//! Writing paragraphs and runs: what body, headers and footers share.

use std::io::{self, Write};

use jianbao_document::{Alignment, Inline, Styles, Tone, Twips};

use crate::error::WriteError;
use crate::sections::SectionEnd;
use crate::style_names::StyleNames;
use crate::targets::{Link, Targets};
use crate::text;
use crate::xml::Xml;
use jianbao_exporter_sdk::Pointer;

/// What the writer knows of the document before it writes the first paragraph.
pub(crate) struct Context<'d> {
    pub(crate) styles: StyleNames<'d>,
    pub(crate) targets: Targets<'d>,
    pub(crate) definitions: &'d Styles,
}

/// Writes paragraphs into one part.
pub(crate) struct Scribe<'c, S: Write> {
    pub(crate) xml: Xml<S>,
    pub(crate) context: &'c Context<'c>,
    bookmarks: u32,
}

/// What a paragraph says beyond its style.
#[derive(Clone, Copy, Default)]
pub(crate) struct ParagraphFormat<'a> {
    /// Style id; absent means the document's default.
    pub(crate) style: Option<&'a str>,
    pub(crate) keep_next: bool,
    /// It may part from the paragraph below, even if its style keeps the two together.
    pub(crate) may_part: bool,
    pub(crate) page_break_before: bool,
    /// Place of a right tab with dots, for the contents.
    pub(crate) tab: Option<Twips>,
    /// Indent of one character at the outer edge: hundredths of a character and twips.
    pub(crate) indent: Option<(Edge, Twips)>,
    pub(crate) align: Option<Alignment>,
    /// The section that ends with this paragraph.
    pub(crate) section: Option<&'a SectionEnd<'a>>,
    /// A paragraph that is there for the format only and takes no room.
    pub(crate) tiny: bool,
    /// A paragraph as high as the picture in it: an exact line distance would cut the picture, the page's lines would
    /// push it about.
    pub(crate) picture: bool,
}

/// An edge of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edge {
    Left,
    Right,
}

/// What a run says beyond its paragraph's style.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct RunFormat {
    pub(crate) bold: bool,
    pub(crate) italic: bool,
    pub(crate) strike: bool,
    pub(crate) highlight: bool,
    pub(crate) tone: Option<Tone>,
}

impl<'c, S: Write> Scribe<'c, S> {
    pub(crate) fn new(xml: Xml<S>, context: &'c Context<'c>) -> Self {
        Self { xml, context, bookmarks: 0 }
    }

    /// Opens a paragraph; the caller closes it with [`Self::close_paragraph`].
    pub(crate) fn open_paragraph(&mut self, format: &ParagraphFormat<'_>) -> io::Result<()> {
        self.xml.open("w:p", &[])?;
        if format.style.is_none() && format.is_plain() {
            return Ok(());
        }
        self.xml.open("w:pPr", &[])?;
        self.paragraph_properties(format)?;
        self.xml.close("w:pPr")
    }

    pub(crate) fn close_paragraph(&mut self) -> io::Result<()> {
        self.xml.close("w:p")
    }

    /// A paragraph for the format's sake: after a table, before a section ends.
    pub(crate) fn tiny_paragraph(
        &mut self,
        page_break_before: bool,
        section: Option<&SectionEnd<'_>>,
    ) -> io::Result<()> {
        self.open_paragraph(&ParagraphFormat { tiny: true, page_break_before, section, ..ParagraphFormat::default() })?;
        self.close_paragraph()
    }

    fn paragraph_properties(&mut self, format: &ParagraphFormat<'_>) -> io::Result<()> {
        let xml = &mut self.xml;
        if let Some(style) = format.style {
            xml.val("w:pStyle", style)?;
        }
        if format.keep_next {
            xml.empty("w:keepNext", &[])?;
        } else if format.may_part {
            xml.val("w:keepNext", "0")?;
        }
        if format.page_break_before {
            xml.empty("w:pageBreakBefore", &[])?;
        }
        if let Some(position) = format.tab {
            xml.open("w:tabs", &[])?;
            xml.empty("w:tab", &[("w:val", "right"), ("w:leader", "dot"), ("w:pos", &position.to_string())])?;
            xml.close("w:tabs")?;
        }
        if format.tiny {
            xml.val("w:snapToGrid", "0")?;
            // One point high: a table that fills the page is not followed by an empty one.
            xml.empty("w:spacing", &[("w:before", "0"), ("w:after", "0"), ("w:line", "20"), ("w:lineRule", "exact")])?;
        }
        if format.picture {
            xml.val("w:snapToGrid", "0")?;
            xml.empty(
                "w:spacing",
                &[("w:before", "120"), ("w:after", "0"), ("w:line", "240"), ("w:lineRule", "auto")],
            )?;
        }
        if let Some((edge, twips)) = format.indent {
            let twips = twips.to_string();
            match edge {
                Edge::Left => xml.empty("w:ind", &[("w:leftChars", "100"), ("w:left", &twips)])?,
                Edge::Right => xml.empty("w:ind", &[("w:rightChars", "100"), ("w:right", &twips)])?,
            }
        }
        if let Some(align) = format.align {
            xml.val("w:jc", alignment(align))?;
        }
        if format.tiny {
            xml.open("w:rPr", &[])?;
            xml.val("w:sz", "2")?;
            xml.val("w:szCs", "2")?;
            xml.close("w:rPr")?;
        }
        if let Some(section) = format.section {
            section.write(xml)?;
        }
        Ok(())
    }

    /// Writes inlines. `at` points to their list.
    pub(crate) fn inlines(&mut self, inlines: &[Inline], at: &Pointer<'_>) -> Result<(), WriteError> {
        for (index, inline) in inlines.iter().enumerate() {
            let at = at.index(index);
            text::check_inline(inline, &at)?;
            match inline {
                Inline::Text(run) => {
                    let format = RunFormat {
                        bold: run.bold,
                        italic: run.italic,
                        strike: run.strike,
                        highlight: run.highlight,
                        tone: run.tone,
                    };
                    self.run(&run.text, format)?;
                }
                Inline::Value(value) => {
                    let format = RunFormat { bold: value.bold, highlight: value.highlight, ..RunFormat::default() };
                    self.run(&value.text, format)?;
                }
                Inline::Reference(reference) => {
                    let context = self.context;
                    match context.targets.link(reference, &at)? {
                        Link::Field(bookmark) => self.field(&format!(" REF {bookmark} \\h "), &reference.text)?,
                        Link::Jump(bookmark) => {
                            self.xml.open("w:hyperlink", &[("w:anchor", bookmark), ("w:history", "1")])?;
                            self.run(&reference.text, RunFormat::default())?;
                            self.xml.close("w:hyperlink")?;
                        }
                    }
                }
                Inline::LineBreak => {
                    self.xml.open("w:r", &[])?;
                    self.xml.empty("w:br", &[])?;
                    self.xml.close("w:r")?;
                }
            }
        }
        Ok(())
    }

    /// A text that stands outside inlines, for example a number; it is checked here.
    pub(crate) fn words(&mut self, words: &str, at: &Pointer<'_>) -> Result<(), WriteError> {
        text::check(words, at)?;
        self.run(words, RunFormat::default())?;
        Ok(())
    }

    /// A run of checked text; nothing for an empty text.
    pub(crate) fn run(&mut self, text: &str, format: RunFormat) -> io::Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        self.xml.open("w:r", &[])?;
        self.run_properties(format, text::needs_chinese_hint(text))?;
        // Without the attribute Word drops the spaces at both ends and joins those within.
        let spaces =
            text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace) || text.contains("  ");
        let preserve: &[(&str, &str)] = if spaces { &[("xml:space", "preserve")] } else { &[] };
        self.xml.text("w:t", preserve, text)?;
        self.xml.close("w:r")
    }

    fn run_properties(&mut self, format: RunFormat, chinese_hint: bool) -> io::Result<()> {
        if format == RunFormat::default() && !chinese_hint {
            return Ok(());
        }
        let xml = &mut self.xml;
        xml.open("w:rPr", &[])?;
        if chinese_hint {
            xml.empty("w:rFonts", &[("w:hint", "eastAsia")])?;
        }
        if format.bold {
            xml.empty("w:b", &[])?;
            xml.empty("w:bCs", &[])?;
        }
        if format.italic {
            xml.empty("w:i", &[])?;
            xml.empty("w:iCs", &[])?;
        }
        if format.strike {
            xml.empty("w:strike", &[])?;
        }
        if let Some(tone) = format.tone {
            xml.val("w:color", colour(tone))?;
        }
        if format.highlight {
            xml.val("w:highlight", "yellow")?;
        }
        xml.close("w:rPr")
    }

    /// Opens a bookmark if there is a name; the result goes to [`Self::close_bookmark`].
    pub(crate) fn open_bookmark(&mut self, name: Option<&str>) -> io::Result<Option<u32>> {
        let Some(name) = name else { return Ok(None) };
        let id = self.bookmarks;
        self.bookmarks += 1;
        self.xml.empty("w:bookmarkStart", &[("w:id", &id.to_string()), ("w:name", name)])?;
        Ok(Some(id))
    }

    pub(crate) fn close_bookmark(&mut self, id: Option<u32>) -> io::Result<()> {
        match id {
            Some(id) => self.xml.empty("w:bookmarkEnd", &[("w:id", &id.to_string())]),
            None => Ok(()),
        }
    }
}

impl ParagraphFormat<'_> {
    /// Whether it says nothing beyond the style.
    fn is_plain(&self) -> bool {
        !self.keep_next
            && !self.may_part
            && !self.page_break_before
            && !self.tiny
            && !self.picture
            && self.tab.is_none()
            && self.indent.is_none()
            && self.align.is_none()
            && self.section.is_none()
    }
}

fn alignment(align: Alignment) -> &'static str {
    match align {
        Alignment::Left => "left",
        Alignment::Centre => "center",
        Alignment::Right => "right",
        Alignment::Justify => "both",
    }
}

/// The colours of lights, dark enough to be read as text on white: each has a contrast of at least 5 : 1.
fn colour(tone: Tone) -> &'static str {
    match tone {
        Tone::Red => "C00000",
        Tone::Yellow => "7F6000",
        Tone::Green => "00703C",
        Tone::Blue => "1F4E9E",
    }
}
