//! The styles of the document as classes: as printed on paper, and in sizes that suit a screen.

use std::collections::BTreeMap;

use jianbao_document::{Alignment, LineSpacing, ParagraphStyle, Styles};

use crate::error::{ErrorKind, WriteError};
use crate::fonts::LatinFonts;
use crate::grid::MAX_LENGTH;
use crate::length::{fraction, points};
use crate::names::Names;
use crate::text;
use jianbao_exporter_sdk::Pointer;

/// The largest font size that word processors know, in half-points.
const MAX_SIZE: u32 = 3276;
/// Nobody reads smaller text on a screen, in thousandths of the page's size.
const LEAST_ON_SCREEN: i64 = 780;

/// The classes of all styles.
pub(crate) struct StyleClasses<'d> {
    styles: &'d Styles,
    classes: BTreeMap<&'d str, String>,
    fonts: LatinFonts<'d>,
    /// Size of the default style: the measure of all others on a screen.
    base: i64,
}

impl<'d> StyleClasses<'d> {
    /// Checks the styles and names their classes.
    pub(crate) fn of(styles: &'d Styles) -> Result<Self, WriteError> {
        let at = Pointer::ROOT.key("styles");
        let all = at.key("paragraphs");
        let mut names = Names::default();
        let mut classes = BTreeMap::new();
        for (name, style) in &styles.paragraphs {
            check(style, &all.key(name))?;
            classes.insert(name.as_str(), format!("c-{}", names.claim(name)));
        }
        let default = styles.paragraphs.get(&styles.default);
        let default = default.ok_or_else(|| unknown(&styles.default, &at.key("default")))?;
        Ok(Self { styles, classes, fonts: LatinFonts::of(styles), base: i64::from(default.size) })
    }

    /// The class of a style that a block names.
    pub(crate) fn class(&self, name: &str, at: &Pointer<'_>) -> Result<&str, WriteError> {
        self.classes.get(name).map(String::as_str).ok_or_else(|| unknown(name, at))
    }

    /// The style with a name that a block gives.
    pub(crate) fn style(&self, name: &str, at: &Pointer<'_>) -> Result<&'d ParagraphStyle, WriteError> {
        self.styles.paragraphs.get(name).ok_or_else(|| unknown(name, at))
    }

    /// The value of `font-family` of a style.
    pub(crate) fn stack(&self, style: &ParagraphStyle) -> String {
        self.fonts.stack(&style.fonts)
    }

    /// The font size of a style on a screen, in thousandths of the page's size.
    pub(crate) fn screen_size(&self, style: &ParagraphStyle) -> i64 {
        let ratio = i64::from(style.size) * 1000 / self.base;
        // Paper has three sizes too many for a screen: what is small is less so, titles are more so.
        let size = if ratio < 1000 { 1000 - (1000 - ratio) * 48 / 100 } else { 1000 + (ratio - 1000) * 3 / 2 };
        let size = match style.outline_level {
            Some(1) => size * 120 / 100,
            Some(2) => size * 108 / 100,
            _ => size,
        };
        size.clamp(LEAST_ON_SCREEN, 3000)
    }

    /// The rules of all classes.
    pub(crate) fn rules(&self) -> String {
        let mut common = self.fonts.rules();
        let mut screen = String::new();
        let mut print = String::new();
        for (name, class) in &self.classes {
            let style = &self.styles.paragraphs[*name];
            common += &format!(".{class}{{{}}}\n", self.common(style));
            screen += &format!(".{class}{{{}}}\n", self.screen(style));
            print += &format!(".{class}{{{}}}\n", on_paper(style));
        }
        let default = &self.styles.paragraphs[&self.styles.default];
        common += &format!("body{{font-family:{}}}\n", self.stack(default));
        format!("{common}@media screen{{\n{screen}}}\n@media print{{\n{print}}}\n")
    }

    fn common(&self, style: &ParagraphStyle) -> String {
        let mut rule = format!("font-family:{};text-align:{}", self.stack(style), alignment(style.align));
        rule += &format!(";line-height:{}", fraction(line_height(style), 10_000, ""));
        rule += &format!(";font-weight:{}", if style.bold { "bold" } else { LatinFonts::weight(&style.fonts) });
        let per_em = 10 * i64::from(style.size);
        for (property, indent) in [("margin-left", style.indent_left), ("margin-right", style.indent_right)] {
            if indent != 0 {
                rule += &format!(";{property}:{}", fraction(i64::from(indent) * 1000 / per_em, 1000, "em"));
            }
        }
        rule
    }

    fn screen(&self, style: &ParagraphStyle) -> String {
        let size = self.screen_size(style);
        let mut rule = format!("font-size:{}", fraction(size, 1000, "rem"));
        if let Some(level) = style.outline_level {
            // A heading stands out by the space above it, not by an indent.
            let above = [2200, 1700, 1300].get(usize::from(level) - 1).copied().unwrap_or(1100);
            rule += &format!(";text-indent:0;margin-top:{};margin-bottom:.5em", fraction(above, 1000, "em"));
            return rule;
        }
        // White space that fills a page would fill several screens.
        let space = |twips: i32| fraction((i64::from(twips) * 1000 / 20 / 20).min(5000), 1000, "rem");
        rule += &format!(";text-indent:{}", indent(style));
        rule += &format!(";margin-top:{};margin-bottom:{}", space(style.space_before), space(style.space_after));
        rule
    }
}

fn on_paper(style: &ParagraphStyle) -> String {
    let size = fraction(i64::from(style.size) * 5, 10, "pt");
    let mut rule = format!("font-size:{size};text-indent:{}", indent(style));
    rule += &format!(";margin-top:{};margin-bottom:{}", points(style.space_before), points(style.space_after));
    if style.keep_with_next {
        rule += ";break-after:avoid";
    }
    rule
}

fn indent(style: &ParagraphStyle) -> String {
    fraction(i64::from(style.first_line_chars), 100, "em")
}

/// In ten-thousandths of the font's size.
fn line_height(style: &ParagraphStyle) -> i64 {
    match style.line_spacing {
        LineSpacing::Exact(twips) => i64::from(twips) * 1000 / i64::from(style.size),
        // Chinese fonts are about a fifth higher than their size.
        LineSpacing::Multiple(hundredths) => i64::from(hundredths) * 120,
    }
}

/// The value of `text-align`.
pub(crate) fn alignment(align: Alignment) -> &'static str {
    match align {
        Alignment::Left => "left",
        Alignment::Centre => "center",
        Alignment::Right => "right",
        Alignment::Justify => "justify",
    }
}

fn check(style: &ParagraphStyle, at: &Pointer<'_>) -> Result<(), WriteError> {
    let fonts = at.key("fonts");
    for (key, font) in [("chinese", &style.fonts.chinese), ("latin", &style.fonts.latin)] {
        text::check(font, &fonts.key(key))?;
        if font.is_empty() {
            return Err(impossible(&fonts.key(key), "the font has no name".to_owned()));
        }
    }
    let spacing = match style.line_spacing {
        LineSpacing::Exact(twips) => (1..=MAX_LENGTH).contains(&twips),
        LineSpacing::Multiple(hundredths) => (1..=10_000).contains(&hundredths),
    };
    let length = |least: i32, length: i32| (least..=MAX_LENGTH).contains(&length);
    let possible = [
        ("size", (2..=MAX_SIZE).contains(&style.size)),
        ("outline_level", style.outline_level.is_none_or(|level| (1..=9).contains(&level))),
        ("line_spacing", spacing),
        ("first_line_chars", length(-MAX_LENGTH, style.first_line_chars)),
        ("indent_left", length(-MAX_LENGTH, style.indent_left)),
        ("indent_right", length(-MAX_LENGTH, style.indent_right)),
        ("space_before", length(0, style.space_before)),
        ("space_after", length(0, style.space_after)),
    ];
    match possible.iter().find(|(_, possible)| !possible) {
        Some((key, _)) => Err(impossible(&at.key(key), format!("`{key}` of the style is outside what pages have"))),
        None => Ok(()),
    }
}

fn unknown(name: &str, at: &Pointer<'_>) -> WriteError {
    let message = format!("the style `{name}` is not defined");
    WriteError::new(ErrorKind::Style, at, message, "define the style in `styles.paragraphs`")
}

fn impossible(at: &Pointer<'_>, message: String) -> WriteError {
    WriteError::new(ErrorKind::Style, at, message, "correct the style in the layout")
}
