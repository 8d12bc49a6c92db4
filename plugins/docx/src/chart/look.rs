//! How charts look: letters as the document's styles have them, bars that a copier in black and white keeps apart.

use std::io::{self, Write};

use jianbao_document::Document;

use crate::error::WriteError;
use crate::style_names::unknown;
use crate::styles::languages;
use crate::xml::Xml;
use jianbao_exporter_sdk::Pointer;

/// Smallest and largest font size of a drawing, in hundredths of a point.
const SIZES: std::ops::RangeInclusive<u32> = 100..=400_000;

/// How the bars of the first series are filled, of the second, and so on: a dark ground beside a hatched beside a light
/// one. The pattern is absent for an even ground.
const FILLS: [Fill; 8] = [
    Fill { pattern: None, colour: "1F4E79" },
    Fill { pattern: Some("wdUpDiag"), colour: "1F4E79" },
    Fill { pattern: None, colour: "D9D9D9" },
    Fill { pattern: Some("dkHorz"), colour: "595959" },
    Fill { pattern: None, colour: "7F7F7F" },
    Fill { pattern: Some("pct25"), colour: "1F4E79" },
    Fill { pattern: Some("lgGrid"), colour: "404040" },
    Fill { pattern: None, colour: "FFFFFF" },
];

struct Fill {
    pattern: Option<&'static str>,
    colour: &'static str,
}

/// Whether so many series can all be told apart by their fills.
pub(super) fn are_unlike(series: usize) -> bool {
    series <= FILLS.len()
}

/// The fill and the outline of a series' bars.
pub(super) fn bars<S: Write>(xml: &mut Xml<S>, series: usize) -> io::Result<()> {
    let fill = &FILLS[series % FILLS.len()];
    xml.within("c:spPr", &[], |xml| {
        match fill.pattern {
            None => solid(xml, fill.colour)?,
            Some(pattern) => xml.within("a:pattFill", &[("prst", pattern)], |xml| {
                xml.within("a:fgClr", &[], |xml| colour(xml, fill.colour))?;
                xml.within("a:bgClr", &[], |xml| colour(xml, "FFFFFF"))
            })?,
        }
        line(xml, Some("404040"))
    })
}

/// A shape with this ground, if any, and this outline, if any.
pub(super) fn shape<S: Write>(xml: &mut Xml<S>, ground: Option<&str>, outline: Option<&str>) -> io::Result<()> {
    xml.within("c:spPr", &[], |xml| {
        match ground {
            Some(ground) => solid(xml, ground)?,
            None => xml.empty("a:noFill", &[])?,
        }
        line(xml, outline)
    })
}

fn line<S: Write>(xml: &mut Xml<S>, outline: Option<&str>) -> io::Result<()> {
    xml.within("a:ln", &[("w", "6350")], |xml| match outline {
        Some(outline) => solid(xml, outline),
        None => xml.empty("a:noFill", &[]),
    })
}

fn solid<S: Write>(xml: &mut Xml<S>, rgb: &str) -> io::Result<()> {
    xml.within("a:solidFill", &[], |xml| colour(xml, rgb))
}

fn colour<S: Write>(xml: &mut Xml<S>, rgb: &str) -> io::Result<()> {
    xml.empty("a:srgbClr", &[("val", rgb)])
}

/// How a line of text runs.
#[derive(Debug, Clone, Copy)]
pub(super) enum Turn {
    /// As Word finds room for it.
    Free,
    /// From left to right.
    Across,
    /// From the bottom to the top.
    Upwards,
}

/// Fonts and size of all letters of a chart.
pub(super) struct Lettering<'d> {
    latin: &'d str,
    chinese: &'d str,
    bold: bool,
    /// In half-points, as styles have it.
    pub(super) size: u32,
    pub(super) language: &'d str,
}

impl<'d> Lettering<'d> {
    /// That of a paragraph style. `at` points to its name.
    pub(super) fn of(style: &str, document: &'d Document, at: &Pointer<'_>) -> Result<Self, WriteError> {
        let style = document.styles.paragraphs.get(style).ok_or_else(|| unknown(style, at))?;
        let (latin, chinese, bold) = (style.fonts.latin.as_str(), style.fonts.chinese.as_str(), style.bold);
        Ok(Self { latin, chinese, bold, size: style.size, language: languages(document).1 })
    }

    /// The letters of everything in the element that holds this.
    pub(super) fn properties<S: Write>(&self, xml: &mut Xml<S>, turn: Turn) -> io::Result<()> {
        xml.within("c:txPr", &[], |xml| {
            body(xml, turn)?;
            xml.within("a:p", &[], |xml| {
                xml.within("a:pPr", &[], |xml| self.run(xml, "a:defRPr"))?;
                xml.empty("a:endParaRPr", &[("lang", self.language)])
            })
        })
    }

    /// A title that holds this text, written from left to right.
    pub(super) fn title<S: Write>(&self, xml: &mut Xml<S>, text: &str) -> io::Result<()> {
        xml.within("c:title", &[], |xml| {
            xml.within("c:tx", &[], |xml| {
                xml.within("c:rich", &[], |xml| {
                    body(xml, Turn::Across)?;
                    xml.within("a:p", &[], |xml| {
                        xml.within("a:pPr", &[], |xml| self.run(xml, "a:defRPr"))?;
                        xml.within("a:r", &[], |xml| {
                            self.run(xml, "a:rPr")?;
                            xml.text("a:t", &[], text)
                        })
                    })
                })
            })?;
            xml.empty("c:overlay", &[("val", "0")])
        })
    }

    fn run<S: Write>(&self, xml: &mut Xml<S>, name: &str) -> io::Result<()> {
        let size = self.size.saturating_mul(50).clamp(*SIZES.start(), *SIZES.end()).to_string();
        let bold = if self.bold { "1" } else { "0" };
        xml.within(name, &[("lang", self.language), ("sz", &size), ("b", bold)], |xml| {
            solid(xml, "000000")?;
            xml.empty("a:latin", &[("typeface", self.latin)])?;
            xml.empty("a:ea", &[("typeface", self.chinese)])?;
            xml.empty("a:cs", &[("typeface", self.latin)])
        })
    }
}

fn body<S: Write>(xml: &mut Xml<S>, turn: Turn) -> io::Result<()> {
    match turn {
        Turn::Free => xml.empty("a:bodyPr", &[])?,
        Turn::Across => xml.empty("a:bodyPr", &[("rot", "0"), ("vert", "horz")])?,
        Turn::Upwards => xml.empty("a:bodyPr", &[("rot", "-5400000"), ("vert", "horz")])?,
    }
    xml.empty("a:lstStyle", &[])
}
