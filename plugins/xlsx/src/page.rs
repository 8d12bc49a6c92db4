//! The printed page of a sheet: paper, margins, header and footer.
//!
//! Excel counts pages in digits only and has one place for a number: Roman numbers are written in digits, and numbers at
//! the outer edge stand in the middle.

use std::collections::BTreeMap;

use jianbao_document::{
    Alignment, Band, Orientation, Page, PageNumber, PageNumberPlace, ParagraphStyle, Section, plain_text,
};
use rust_xlsxwriter::Worksheet;

use crate::error::{ErrorKind, WriteError};
use crate::styles::Checked;
use crate::{text, units};
use jianbao_exporter_sdk::Pointer;

/// Excel takes no longer header or footer, counted in UTF-16.
const MAX_BAND: usize = 255;
/// Excel's numbers of papers with their shorter and longer edge in twentieths of a point.
const PAPERS: [(u8, i32, i32); 6] = [
    (9, 11_906, 16_838),
    (8, 16_838, 23_811),
    (11, 8_391, 11_906),
    (12, 14_570, 20_636),
    (13, 10_318, 14_570),
    (1, 12_240, 15_840),
];
/// How far an edge may be from that of a paper: 2 mm.
const NEAR: i32 = 113;
/// Excel's number of A4, which also stands for a paper that Excel has no number for.
const A4: u8 = 9;

/// The page set-up of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Setup {
    pub(crate) page: Page,
    header: String,
    footer: String,
    /// Whether the pages are counted from 1 again.
    restart: bool,
}

impl Setup {
    /// The page set-up of a sheet of a section; `first` says whether it is the section's first. `at` points to the section.
    pub(crate) fn of(
        section: &Section,
        styles: &Checked<'_>,
        first: bool,
        at: &Pointer<'_>,
    ) -> Result<Self, WriteError> {
        let (mut header, mut footer) = (BTreeMap::new(), BTreeMap::new());
        if let Some(band) = &section.header {
            add_band(&mut header, band, styles, &at.key("header"))?;
        }
        if let Some(band) = &section.footer {
            add_band(&mut footer, band, styles, &at.key("footer"))?;
        }
        if let Some(number) = &section.page_number {
            add_number(&mut footer, number, styles, &at.key("page_number"))?;
        }
        let start = section.page_number.as_ref().and_then(|number| number.start);
        Ok(Self {
            page: section.page.clone(),
            header: joined(&header, &at.key("header"))?,
            footer: joined(&footer, &at.key("footer"))?,
            restart: first && start == Some(1),
        })
    }

    /// Applies the set-up. A sheet is as wide as its page, and may be any number of pages high.
    pub(crate) fn apply(&self, worksheet: &mut Worksheet) {
        let page = &self.page;
        worksheet.set_paper_size(paper(page.width, page.height));
        if page.orientation == Orientation::Landscape {
            worksheet.set_landscape();
        }
        let inches = units::inches;
        worksheet.set_margins(
            inches(page.margin_left),
            inches(page.margin_right),
            inches(page.margin_top),
            inches(page.margin_bottom),
            inches(page.header_distance),
            inches(page.footer_distance),
        );
        worksheet.set_print_fit_to_pages(1, 0).set_print_center_horizontally(true).set_screen_gridlines(false);
        if !self.header.is_empty() {
            worksheet.set_header(self.header.as_str());
        }
        if !self.footer.is_empty() {
            worksheet.set_footer(self.footer.as_str());
        }
        if self.restart {
            worksheet.set_print_first_page_number(1);
        }
    }
}

fn paper(width: i32, height: i32) -> u8 {
    let (short, long) = (width.min(height), width.max(height));
    let near = |a: i32, b: i32| a.abs_diff(b) <= NEAR.unsigned_abs();
    PAPERS.iter().find(|(_, a, b)| near(*a, short) && near(*b, long)).map_or(A4, |(number, ..)| *number)
}

/// The three places of a header or footer, by Excel's letters.
type Places = BTreeMap<char, String>;

fn add_band(places: &mut Places, band: &Band, styles: &Checked<'_>, at: &Pointer<'_>) -> Result<(), WriteError> {
    let style = styles.require(&band.style, &at.key("style"))?;
    let inlines = at.key("inlines");
    for (index, inline) in band.inlines.iter().enumerate() {
        if *inline != jianbao_document::Inline::LineBreak {
            text::check(inline.printed(), &inlines.index(index).key("text"))?;
        }
    }
    let words = plain_text(&band.inlines);
    if !words.is_empty() {
        let letter = match style.align {
            Alignment::Left | Alignment::Justify => 'L',
            Alignment::Centre => 'C',
            Alignment::Right => 'R',
        };
        places.insert(letter, font(style) + &literal(&words, style));
    }
    Ok(())
}

fn add_number(
    places: &mut Places,
    number: &PageNumber,
    styles: &Checked<'_>,
    at: &Pointer<'_>,
) -> Result<(), WriteError> {
    let style = styles.require(&number.style, &at.key("style"))?;
    text::check(&number.prefix, &at.key("prefix"))?;
    text::check(&number.suffix, &at.key("suffix"))?;
    let letter = match number.place {
        PageNumberPlace::Centre | PageNumberPlace::Outer => 'C',
        PageNumberPlace::Right => 'R',
    };
    // `&P-1` is a page number less one.
    let apart = if number.suffix.starts_with(['+', '-']) { size(style) } else { String::new() };
    let (prefix, suffix) = (literal(&number.prefix, style), literal(&number.suffix, style));
    let counted = format!("{}{prefix}&P{apart}{suffix}", font(style));
    places.entry(letter).and_modify(|words| *words += &format!("　{counted}")).or_insert(counted);
    Ok(())
}

fn joined(places: &Places, at: &Pointer<'_>) -> Result<String, WriteError> {
    let whole: String =
        ['L', 'C', 'R'].iter().filter_map(|letter| Some(format!("&{letter}{}", places.get(letter)?))).collect();
    if text::units(&whole) > MAX_BAND {
        let message = format!("the line has more than the {MAX_BAND} characters, fonts included, that Excel takes");
        return Err(WriteError::new(ErrorKind::Page, at, message, "shorten the header or footer"));
    }
    Ok(whole)
}

/// Size and font; the size comes first, because a digit of the text after it would be read as part of it.
fn font(style: &ParagraphStyle) -> String {
    let name = &style.fonts.chinese;
    let name = if name.contains(['"', ',', '&']) { String::new() } else { format!("&\"{name},Regular\"") };
    if name.is_empty() { String::new() } else { size(style) + &name }
}

fn size(style: &ParagraphStyle) -> String {
    format!("&{}", (style.size / 2).max(1))
}

/// Text in which nothing is a code of Excel's. `&[Page]` is one for the library, so a code comes between.
fn literal(text: &str, style: &ParagraphStyle) -> String {
    text.replace('&', "&&").replace("&[", &format!("&{}[", size(style)))
}
