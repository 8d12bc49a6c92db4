//! Headers and footers: one part each for every section that needs them.
//!
//! A section without a reference takes over the header of the section before it, so as soon as one section has a header,
//! all have one, if need be an empty one; likewise footers. docx-rs mixes up its parts from the tenth on and keeps only
//! one per section, so the parts are written here.

use jianbao_document::{Alignment, Band, Document, PageNumber, PageNumberFormat, PageNumberPlace, Section};

use crate::error::WriteError;
use crate::package::{FIRST_FREE, Relationship};
use crate::scribe::{Context, Edge, ParagraphFormat, Scribe};
use crate::xml::{R, W, Xml};
use jianbao_exporter_sdk::Pointer;

/// A header or footer as a section names it.
pub(crate) struct PartReference {
    role: Role,
    /// `default` (odd pages, or all) or `even`.
    pub(crate) kind: &'static str,
    /// Relationship id.
    pub(crate) id: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Header,
    Footer,
}

/// The headers and footers of a document.
#[derive(Default)]
pub(crate) struct Furniture {
    /// Whether even pages have parts of their own.
    pub(crate) even_and_odd: bool,
    /// What each section names, in order.
    pub(crate) sections: Vec<Vec<PartReference>>,
    /// File name inside `word/` and content.
    pub(crate) parts: Vec<(String, Vec<u8>)>,
    /// Id, type and target of the relationships.
    pub(crate) relationships: Vec<Relationship>,
}

impl PartReference {
    /// Name of the element that refers to the part.
    pub(crate) fn element(&self) -> &'static str {
        match self.role {
            Role::Header => "w:headerReference",
            Role::Footer => "w:footerReference",
        }
    }
}

impl Furniture {
    /// Writes the parts.
    ///
    /// # Errors
    ///
    /// If a style or reference is unknown or a text cannot be written.
    pub(crate) fn build(document: &Document, context: &Context<'_>) -> Result<Self, WriteError> {
        let sections = &document.sections;
        let outer = |section: &Section| {
            section.page_number.as_ref().is_some_and(|number| number.place == PageNumberPlace::Outer)
        };
        let mut furniture = Self { even_and_odd: sections.iter().any(outer), ..Self::default() };
        let mut roles = Vec::new();
        if sections.iter().any(|section| section.header.is_some()) {
            roles.push(Role::Header);
        }
        if sections.iter().any(|section| section.footer.is_some() || section.page_number.is_some()) {
            roles.push(Role::Footer);
        }
        let kinds: &[&'static str] = if furniture.even_and_odd { &["default", "even"] } else { &["default"] };
        let at = Pointer::ROOT.key("sections");
        for (index, section) in sections.iter().enumerate() {
            let mut references = Vec::new();
            for role in &roles {
                for kind in kinds {
                    let part = part(*role, *kind == "even", section, context, &at.index(index))?;
                    references.push(furniture.add(*role, kind, part));
                }
            }
            furniture.sections.push(references);
        }
        Ok(furniture)
    }

    fn add(&mut self, role: Role, kind: &'static str, part: Vec<u8>) -> PartReference {
        let word = if role == Role::Header { "header" } else { "footer" };
        let number = self.relationships.iter().filter(|(_, other, _)| *other == word).count() + 1;
        let id = format!("rId{}", FIRST_FREE + self.relationships.len());
        let name = format!("{word}{number}.xml");
        self.relationships.push((id.clone(), word, name.clone()));
        self.parts.push((name, part));
        PartReference { role, kind, id }
    }
}

fn part(
    role: Role,
    even: bool,
    section: &Section,
    context: &Context<'_>,
    at: &Pointer<'_>,
) -> Result<Vec<u8>, WriteError> {
    let (root, key, band, number) = match role {
        Role::Header => ("w:hdr", "header", section.header.as_ref(), None),
        Role::Footer => ("w:ftr", "footer", section.footer.as_ref(), section.page_number.as_ref()),
    };
    let mut scribe = Scribe::new(Xml::part(Vec::new())?, context);
    scribe.xml.open(root, &[("xmlns:w", W), ("xmlns:r", R)])?;
    if let Some(band) = band {
        write_band(&mut scribe, band, &at.key(key))?;
    }
    if let Some(number) = number {
        write_number(&mut scribe, number, even, &at.key("page_number"))?;
    }
    if band.is_none() && number.is_none() {
        scribe.tiny_paragraph(false, None)?;
    }
    scribe.xml.close(root)?;
    Ok(scribe.xml.into_inner())
}

fn write_band(scribe: &mut Scribe<'_, Vec<u8>>, band: &Band, at: &Pointer<'_>) -> Result<(), WriteError> {
    let style = scribe.context.styles.require(&band.style, &at.key("style"))?;
    scribe.open_paragraph(&ParagraphFormat { style: Some(style), ..ParagraphFormat::default() })?;
    scribe.inlines(&band.inlines, &at.key("inlines"))?;
    scribe.close_paragraph()?;
    Ok(())
}

fn write_number(
    scribe: &mut Scribe<'_, Vec<u8>>,
    number: &PageNumber,
    even: bool,
    at: &Pointer<'_>,
) -> Result<(), WriteError> {
    let context = scribe.context;
    let style = context.styles.require(&number.style, &at.key("style"))?;
    // 单页码居右空一字，双页码居左空一字: a character of this style is as wide as the font is high.
    let character = i32::try_from(context.definitions.paragraphs[&number.style].size * 10).unwrap_or(0);
    let (align, indent) = match (number.place, even) {
        (PageNumberPlace::Centre, _) => (Alignment::Centre, None),
        (PageNumberPlace::Right, _) => (Alignment::Right, None),
        (PageNumberPlace::Outer, false) => (Alignment::Right, Some((Edge::Right, character))),
        (PageNumberPlace::Outer, true) => (Alignment::Left, Some((Edge::Left, character))),
    };
    let format = ParagraphFormat { style: Some(style), align: Some(align), indent, ..ParagraphFormat::default() };
    scribe.open_paragraph(&format)?;
    scribe.words(&number.prefix, &at.key("prefix"))?;
    let shown = match number.format {
        PageNumberFormat::Decimal => "1",
        PageNumberFormat::UpperRoman => "I",
    };
    scribe.field(" PAGE ", shown)?;
    scribe.words(&number.suffix, &at.key("suffix"))?;
    scribe.close_paragraph()?;
    Ok(())
}
