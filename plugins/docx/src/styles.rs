//! The styles: names that Word knows, fonts, spacing; `word/styles.xml`.

use docx_rs::{
    AlignmentType, BuildXML, LineSpacing as Spacing, LineSpacingType, RunFonts, SpecialIndentType, StyleType,
};
use jianbao_document::{Alignment, Document, LineSpacing, ParagraphStyle};

use crate::error::{ErrorKind, WriteError};
use crate::parts::order;
use crate::parts::tree::Element;
use crate::style_names::StyleNames;
use crate::text;
use jianbao_exporter_sdk::Pointer;

/// Largest font size that Word takes, in half-points.
const MAX_SIZE: u32 = 3276;
/// Largest distance that Word takes, in twentieths of a point (22 inches).
const MAX_LENGTH: i32 = 31_680;

/// `word/styles.xml`. docx-rs builds it; what docx-rs cannot say is added, and all is put in schema order.
pub(crate) fn part(document: &Document, names: &StyleNames<'_>) -> Result<Vec<u8>, WriteError> {
    let default = &document.styles.paragraphs[names.default_style()];
    let mut styles = docx_rs::Styles::new().default_fonts(fonts(default)).default_size(default.size as usize);
    for (name, style) in &document.styles.paragraphs {
        check(style, &Pointer::ROOT.key("styles").key("paragraphs").key(name))?;
        styles = styles.add_style(build(style, names.id(name), names.title(name)));
    }
    let mut tree = Element::parse(&styles.build())?;
    complete(&mut tree, document, names);
    tree.prune(&["w:rPr", "w:pPr"]);
    order::sort(&mut tree);
    tree.part()
}

fn build(style: &ParagraphStyle, id: &str, title: &str) -> docx_rs::Style {
    let mut built = docx_rs::Style::new(id, StyleType::Paragraph)
        .name(title)
        .fonts(fonts(style))
        .size(style.size as usize)
        .align(alignment(style.align))
        .line_spacing(spacing(style))
        .snap_to_grid(style.snap_to_grid);
    if style.bold {
        built = built.bold();
    }
    if style.indent_left != 0 || style.indent_right != 0 || style.first_line_chars != 0 {
        let first = first_line(style);
        let special = if first < 0 { SpecialIndentType::Hanging(-first) } else { SpecialIndentType::FirstLine(first) };
        built = built.indent(Some(style.indent_left), Some(special), Some(style.indent_right), None);
    }
    if let Some(level) = style.outline_level {
        built = built.outline_lvl(usize::from(level - 1));
    }
    let paragraph = std::mem::take(&mut built.paragraph_property).widow_control(false);
    built.paragraph_property = if style.keep_with_next { paragraph.keep_next(true) } else { paragraph };
    built
}

/// All four slots, so that no theme and no default of the machine chooses a font.
fn fonts(style: &ParagraphStyle) -> RunFonts {
    let latin = &style.fonts.latin;
    RunFonts::new().ascii(latin).hi_ansi(latin).east_asia(&style.fonts.chinese).cs(latin)
}

fn spacing(style: &ParagraphStyle) -> Spacing {
    let spacing = Spacing::new().before(style.space_before.unsigned_abs()).after(style.space_after.unsigned_abs());
    match style.line_spacing {
        LineSpacing::Exact(distance) => spacing.line_rule(LineSpacingType::Exact).line(distance),
        // Word counts a single line as 240.
        LineSpacing::Multiple(hundredths) => spacing
            .line_rule(LineSpacingType::Auto)
            .line(i32::try_from(u64::from(hundredths) * 240 / 100).unwrap_or(MAX_LENGTH)),
    }
}

/// The indent of the first line in twentieths of a point: a character is as wide as the font is high.
fn first_line(style: &ParagraphStyle) -> i32 {
    let twips = i64::from(style.first_line_chars) * i64::from(style.size) * 10 / 100;
    i32::try_from(twips).unwrap_or(0)
}

fn alignment(align: Alignment) -> AlignmentType {
    match align {
        Alignment::Left => AlignmentType::Left,
        Alignment::Centre => AlignmentType::Center,
        Alignment::Right => AlignmentType::Right,
        Alignment::Justify => AlignmentType::Both,
    }
}

/// What docx-rs has no call for: the language, indents in characters, which style is the default and which are ours.
fn complete(tree: &mut Element, document: &Document, names: &StyleNames<'_>) {
    let (latin, chinese) = languages(document);
    let lang = Element::new("w:lang", &[("w:val", latin), ("w:eastAsia", chinese), ("w:bidi", "ar-SA")]);
    let defaults = tree.child("w:docDefaults");
    let run = defaults.child("w:rPrDefault").child("w:rPr");
    let font_and_size = run.children.clone();
    run.children.push(lang);
    defaults.child("w:pPrDefault").child("w:pPr").child("w:widowControl").set("w:val", "0");
    for style in tree.children.iter_mut().filter(|child| child.name == "w:style") {
        let id = style.attribute("w:styleId").unwrap_or_default().to_owned();
        let Some(name) = names.name_of(&id) else {
            // docx-rs always writes the style "Normal", which Word calls 正文. Its size is the unit of the character grid, and
            // LibreOffice does not look for it among the defaults.
            style.set("w:default", "1");
            style.child("w:rPr").children.clone_from(&font_and_size);
            continue;
        };
        if !names.is_built_in(name) {
            style.set("w:customStyle", "1");
        }
        style.child("w:basedOn").set("w:val", StyleNames::NORMAL);
        let chars = document.styles.paragraphs[name].first_line_chars;
        if chars != 0 {
            let key = if chars < 0 { "w:hangingChars" } else { "w:firstLineChars" };
            style.child("w:pPr").child("w:ind").set(key, &chars.unsigned_abs().to_string());
        }
    }
}

/// The languages of Latin and of Chinese text. A document in Chinese still spells its Latin words in English.
pub(crate) fn languages(document: &Document) -> (&str, &str) {
    let language = document.properties.language.as_str();
    let east_asian = ["zh", "ja", "ko"].iter().any(|prefix| language.starts_with(prefix));
    if east_asian { ("en-US", language) } else { (language, "zh-CN") }
}

fn check(style: &ParagraphStyle, at: &Pointer<'_>) -> Result<(), WriteError> {
    text::check(&style.title, &at.key("title"))?;
    let fonts = at.key("fonts");
    for (key, font) in [("chinese", &style.fonts.chinese), ("latin", &style.fonts.latin)] {
        text::check(font, &fonts.key(key))?;
        if font.is_empty() {
            return Err(impossible(&fonts.key(key), "a font has no name"));
        }
    }
    if style.size == 0 || style.size > MAX_SIZE {
        return Err(impossible(&at.key("size"), "a font size is not between 0.5 and 1638 points"));
    }
    if style.outline_level.is_some_and(|level| !(1..=9).contains(&level)) {
        return Err(impossible(&at.key("outline_level"), "an outline level is not between 1 and 9"));
    }
    match style.line_spacing {
        LineSpacing::Exact(distance) if !(1..=MAX_LENGTH).contains(&distance) => {
            return Err(impossible(
                &at.key("line_spacing"),
                "an exact line distance is not between 0.05 and 1584 points",
            ));
        }
        LineSpacing::Multiple(hundredths) if !(1..=13_200).contains(&hundredths) => {
            return Err(impossible(&at.key("line_spacing"), "a line distance is not between 0.01 and 132 lines"));
        }
        _ => {}
    }
    if style.first_line_chars.unsigned_abs() > 10_000 {
        return Err(impossible(&at.key("first_line_chars"), "an indent is wider than a hundred characters"));
    }
    for (key, space) in [("space_before", style.space_before), ("space_after", style.space_after)] {
        if !(0..=MAX_LENGTH).contains(&space) {
            return Err(impossible(&at.key(key), "a space is not between 0 and 1584 points"));
        }
    }
    for (key, indent) in [("indent_left", style.indent_left), ("indent_right", style.indent_right)] {
        if indent.unsigned_abs() > MAX_LENGTH.unsigned_abs() {
            return Err(impossible(&at.key(key), "an indent is wider than 1584 points"));
        }
    }
    Ok(())
}

fn impossible(at: &Pointer<'_>, message: &str) -> WriteError {
    WriteError::new(ErrorKind::Style, at, message, "correct the style in the layout's typography profile")
}
