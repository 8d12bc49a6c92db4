//! The page set-up that ends each section.

use std::io::{self, Write};

use jianbao_document::{Orientation, Page, PageNumber, PageNumberFormat, Section};

use crate::error::{ErrorKind, WriteError};
use crate::furniture::PartReference;
use crate::xml::Xml;
use jianbao_exporter_sdk::Pointer;

/// Word stores no page wider or higher than 22 inches.
const MAX_PAGE: i32 = 31_680;

/// Everything that `w:sectPr` says about one section.
pub(crate) struct SectionEnd<'d> {
    page: &'d Page,
    number: Option<&'d PageNumber>,
    furniture: &'d [PartReference],
}

impl<'d> SectionEnd<'d> {
    /// Checks the page of a section.
    ///
    /// # Errors
    ///
    /// If a length is outside what Word stores or nothing is left between the margins.
    pub(crate) fn of(
        section: &'d Section,
        furniture: &'d [PartReference],
        at: &Pointer<'_>,
    ) -> Result<Self, WriteError> {
        check(&section.page, &at.key("page"))?;
        let start = section.page_number.as_ref().and_then(|number| number.start).unwrap_or(0);
        if i32::try_from(start).is_err() {
            let message = format!("the first page number {start} is above {}", i32::MAX);
            return Err(wrong(&at.key("page_number").key("start"), message));
        }
        Ok(Self { page: &section.page, number: section.page_number.as_ref(), furniture })
    }

    pub(crate) fn write<S: Write>(&self, xml: &mut Xml<S>) -> io::Result<()> {
        xml.open("w:sectPr", &[])?;
        for part in self.furniture {
            xml.empty(part.element(), &[("w:type", part.kind), ("r:id", &part.id)])?;
        }
        xml.val("w:type", "nextPage")?;
        self.page(xml)?;
        if let Some(number) = self.number {
            let format = match number.format {
                PageNumberFormat::Decimal => "decimal",
                PageNumberFormat::UpperRoman => "upperRoman",
            };
            match number.start {
                Some(start) => xml.empty("w:pgNumType", &[("w:fmt", format), ("w:start", &start.to_string())])?,
                None => xml.empty("w:pgNumType", &[("w:fmt", format)])?,
            }
        }
        xml.empty("w:cols", &[("w:space", "425")])?;
        self.grid(xml)?;
        xml.close("w:sectPr")
    }

    fn page<S: Write>(&self, xml: &mut Xml<S>) -> io::Result<()> {
        let page = self.page;
        let (width, height) = (page.width.to_string(), page.height.to_string());
        let size = [("w:w", width.as_str()), ("w:h", &height), ("w:orient", "landscape")];
        xml.empty("w:pgSz", if page.orientation == Orientation::Landscape { &size } else { &size[..2] })?;
        xml.empty(
            "w:pgMar",
            &[
                ("w:top", &page.margin_top.to_string()),
                ("w:right", &page.margin_right.to_string()),
                ("w:bottom", &page.margin_bottom.to_string()),
                ("w:left", &page.margin_left.to_string()),
                ("w:header", &page.header_distance.to_string()),
                ("w:footer", &page.footer_distance.to_string()),
                ("w:gutter", "0"),
            ],
        )
    }

    fn grid<S: Write>(&self, xml: &mut Xml<S>) -> io::Result<()> {
        let Some(pitch) = self.page.grid_line_pitch else { return Ok(()) };
        let pitch = pitch.to_string();
        match self.page.grid_character_space {
            Some(space) => xml.empty(
                "w:docGrid",
                &[("w:type", "linesAndChars"), ("w:linePitch", &pitch), ("w:charSpace", &space.to_string())],
            ),
            None => xml.empty("w:docGrid", &[("w:type", "lines"), ("w:linePitch", &pitch)]),
        }
    }
}

fn check(page: &Page, at: &Pointer<'_>) -> Result<(), WriteError> {
    let limits = [
        ("width", page.width, 1),
        ("height", page.height, 1),
        ("margin_top", page.margin_top, 0),
        ("margin_bottom", page.margin_bottom, 0),
        ("margin_left", page.margin_left, 0),
        ("margin_right", page.margin_right, 0),
        ("header_distance", page.header_distance, 0),
        ("footer_distance", page.footer_distance, 0),
        ("grid_line_pitch", page.grid_line_pitch.unwrap_or(1), 1),
        ("grid_character_space", page.grid_character_space.unwrap_or(0), -MAX_PAGE),
    ];
    for (key, length, least) in limits {
        if !(least..=MAX_PAGE).contains(&length) {
            return Err(wrong(&at.key(key), format!("{length} is not between {least} and {MAX_PAGE}")));
        }
    }
    if page.text_width() <= 0 || page.height <= page.margin_top + page.margin_bottom {
        return Err(wrong(at, "nothing is left between the margins".to_owned()));
    }
    Ok(())
}

fn wrong(at: &Pointer<'_>, message: String) -> WriteError {
    WriteError::new(
        ErrorKind::Length,
        at,
        message,
        "lengths are twentieths of a point; correct the layout's page set-up",
    )
}
