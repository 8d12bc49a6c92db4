//! The pages on paper: size, margins, running texts and page numbers of each section, as named pages of CSS.
//!
//! Browsers cannot set the page number anew, so every run of numbers has a counter of its own: pages count it, and it
//! starts one below the first number.

use jianbao_document::{
    Alignment, Band, Document, Page, PageNumber, PageNumberFormat, PageNumberPlace, ParagraphStyle, Section, plain_text,
};

use crate::css;
use crate::error::{ErrorKind, WriteError};
use crate::grid::MAX_LENGTH;
use crate::length::{fraction, points};
use crate::styles::StyleClasses;
use crate::text;
use jianbao_exporter_sdk::Pointer;

/// A page set-up as it is written: equal ones share a name.
pub(crate) struct Pages {
    /// For every section, the number of its page.
    of_section: Vec<usize>,
    rules: Vec<String>,
    counters: Vec<i64>,
}

impl Pages {
    /// Checks the pages of all sections.
    pub(crate) fn of(document: &Document, styles: &StyleClasses<'_>) -> Result<Self, WriteError> {
        let mut pages = Self { of_section: Vec::new(), rules: Vec::new(), counters: vec![0] };
        let sections = Pointer::ROOT.key("sections");
        for (index, section) in document.sections.iter().enumerate() {
            let at = sections.index(index);
            check(&section.page, &at.key("page"))?;
            if let Some(start) = section.page_number.as_ref().and_then(|number| number.start) {
                if i32::try_from(start).is_err() {
                    let message = format!("the first page number {start} is above {}", i32::MAX);
                    return Err(wrong(&at.key("page_number").key("start"), message));
                }
                pages.counters.push(i64::from(start) - 1);
            }
            let rules = rules(section, pages.counters.len() - 1, styles, &at)?;
            let known = pages.rules.iter().position(|known| *known == rules);
            let number = known.unwrap_or_else(|| {
                pages.rules.push(rules);
                pages.rules.len() - 1
            });
            pages.of_section.push(number);
        }
        Ok(pages)
    }

    /// The class of a section.
    pub(crate) fn class(&self, section: usize) -> String {
        format!("pg{}", self.of_section[section] + 1)
    }

    /// The rules of all pages.
    pub(crate) fn rules(&self) -> String {
        let counters: Vec<String> =
            self.counters.iter().enumerate().map(|(index, start)| format!("n{index} {start}")).collect();
        let mut sheet = format!("@media print{{html{{counter-reset:{}}}}}\n", counters.join(" "));
        for (index, rules) in self.rules.iter().enumerate() {
            let name = format!("pg{}", index + 1);
            sheet += &rules.replace("@page NAME", &format!("@page {name}"));
            sheet += &format!("@media print{{.{name}{{page:{name}}}}}\n");
        }
        sheet
    }
}

fn rules(section: &Section, counter: usize, styles: &StyleClasses<'_>, at: &Pointer<'_>) -> Result<String, WriteError> {
    let page = &section.page;
    let mut general = format!(
        "size:{} {};margin:{} {} {} {};counter-increment:n{counter};",
        points(page.width),
        points(page.height),
        points(page.margin_top),
        points(page.margin_right),
        points(page.margin_bottom),
        points(page.margin_left),
    );
    let (mut left, mut right) = (String::new(), String::new());
    if let Some(band) = &section.header {
        let (style, content) = running(band, styles, &at.key("header"))?;
        let place = match style.align {
            Alignment::Left => "left",
            Alignment::Centre | Alignment::Justify => "center",
            Alignment::Right => "right",
        };
        let edge = format!("vertical-align:top;padding-top:{}", points(page.header_distance));
        general += &format!("@top-{place}{{content:{content};{edge};{}}}", font(style, styles));
    }
    let edge = format!("vertical-align:bottom;padding-bottom:{}", points(page.footer_distance));
    let outer = section.page_number.as_ref().is_some_and(|number| number.place != PageNumberPlace::Centre);
    if let Some(band) = &section.footer {
        let (style, content) = running(band, styles, &at.key("footer"))?;
        let place = if outer || section.page_number.is_none() { "center" } else { "left" };
        general += &format!("@bottom-{place}{{content:{content};{edge};{}}}", font(style, styles));
    }
    if let Some(number) = &section.page_number {
        let at = at.key("page_number");
        let style = styles.style(&number.style, &at.key("style"))?;
        let rule = format!("content:{};{edge};{}", counted(number, counter, &at)?, font(style, styles));
        match number.place {
            PageNumberPlace::Centre => general += &format!("@bottom-center{{{rule}}}"),
            PageNumberPlace::Right => general += &format!("@bottom-right{{{rule}}}"),
            // GB/T 9704 leaves one character free at the outer edge.
            PageNumberPlace::Outer => {
                right = format!("@page NAME:right{{@bottom-right{{{rule};padding-right:1em}}}}\n");
                left = format!("@page NAME:left{{@bottom-left{{{rule};padding-left:1em}}}}\n");
            }
        }
    }
    Ok(format!("@page NAME{{{general}}}\n{right}{left}"))
}

fn running<'d>(
    band: &Band,
    styles: &StyleClasses<'d>,
    at: &Pointer<'_>,
) -> Result<(&'d ParagraphStyle, String), WriteError> {
    let style = styles.style(&band.style, &at.key("style"))?;
    let inlines = at.key("inlines");
    for (index, inline) in band.inlines.iter().enumerate() {
        crate::inlines::check(inline, &inlines.index(index))?;
    }
    Ok((style, css::string(&plain_text(&band.inlines).replace('\n', " "))))
}

fn counted(number: &PageNumber, counter: usize, at: &Pointer<'_>) -> Result<String, WriteError> {
    text::check(&number.prefix, &at.key("prefix"))?;
    text::check(&number.suffix, &at.key("suffix"))?;
    let digits = match number.format {
        PageNumberFormat::Decimal => format!("counter(n{counter})"),
        PageNumberFormat::UpperRoman => format!("counter(n{counter},upper-roman)"),
    };
    Ok(format!("{} {digits} {}", css::string(&number.prefix), css::string(&number.suffix)))
}

fn font(style: &ParagraphStyle, styles: &StyleClasses<'_>) -> String {
    let size = fraction(i64::from(style.size) * 5, 10, "pt");
    let weight = if style.bold { "bold " } else { "" };
    format!("font:{weight}{size} {};white-space:pre", styles.stack(style))
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
    ];
    for (key, length, least) in limits {
        if !(least..=MAX_LENGTH).contains(&length) {
            return Err(wrong(&at.key(key), format!("{length} is not between {least} and {MAX_LENGTH}")));
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
