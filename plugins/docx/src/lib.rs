//! The exporter for Word: a document in, the bytes of a `.docx` file out.
//!
//! docx-rs builds styles, settings, content types and relationships; its parts are completed and put in schema order.
//! Everything whose size grows with the report is streamed. The same document gives the same bytes, in any process, on
//! any thread. What Word could not open is refused with a pointer into the document: there is no bad file and no panic.
//!
//! This crate does not know datasets, layouts or how it is called.

mod body;
mod captions;
mod chart;
mod contents;
mod error;
mod exporter;
mod fields;
mod fonts;
mod furniture;
mod grid;
mod options;
mod pack;
mod package;
mod parts;
mod properties;
mod scribe;
mod sections;
mod sequences;
mod settings;
mod style_names;
mod styles;
mod table;
mod targets;
mod text;
mod xml;

use std::io::Write;

use jianbao_document::Document;

pub use error::{ErrorKind, WriteError};
pub use options::Options;

use crate::chart::Charts;
use crate::furniture::Furniture;
use crate::pack::{CONTENT_TYPES, Part, Parts};
use crate::scribe::Context;
use crate::sections::SectionEnd;
use crate::style_names::StyleNames;
use crate::targets::Targets;
use jianbao_exporter_sdk::Pointer;

/// Media type of the file that [`write`] makes.
pub const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// Writes a document as a `.docx` file.
///
/// # Errors
///
/// If the document holds something that Word cannot, or contradicts itself: unknown styles and references, tables whose
/// cells do not cover the grid, characters that XML excludes, impossible lengths. The first such place is named.
pub fn write(document: &Document, options: &Options) -> Result<Vec<u8>, WriteError> {
    let styles = StyleNames::choose(&document.styles)?;
    let style_part = styles::part(document, &styles)?;
    let context = Context { styles, targets: Targets::find(document)?, definitions: &document.styles };
    let furniture = Furniture::build(document, &context)?;
    let charts = Charts::build(document)?;
    let ends = section_ends(document, &furniture)?;

    let has_custom = !document.properties.provenance.is_empty();
    let mut parts = Parts::new();
    let mut add = |name: &str, bytes: Vec<u8>| {
        parts.insert(name.to_owned(), Part::Bytes(bytes));
    };
    add("_rels/.rels", package::root_relationships(has_custom));
    add("docProps/app.xml", properties::app()?);
    add("docProps/core.xml", properties::core(&document.properties)?);
    if has_custom {
        add("docProps/custom.xml", properties::custom(&document.properties)?);
    }
    add(
        "word/_rels/document.xml.rels",
        package::document_relationships(furniture.relationships.iter().chain(&charts.relationships)),
    );
    add("word/fontTable.xml", fonts::part(&document.styles)?);
    add("word/settings.xml", settings::part(document, options, furniture.even_and_odd)?);
    add("word/styles.xml", style_part);
    for (name, bytes) in &furniture.parts {
        add(&format!("word/{name}"), bytes.clone());
    }
    for (name, bytes) in charts.parts {
        add(&name, bytes);
    }
    let mut body = |stream: &mut dyn Write| body::write(document, &context, &ends, stream);
    parts.insert("word/document.xml".to_owned(), Part::Stream(&mut body));
    let types = package::content_types(parts.keys().map(String::as_str));
    parts.insert(CONTENT_TYPES.to_owned(), Part::Bytes(types));
    pack::pack(parts)
}

fn section_ends<'d>(document: &'d Document, furniture: &'d Furniture) -> Result<Vec<SectionEnd<'d>>, WriteError> {
    let at = Pointer::ROOT.key("sections");
    if document.sections.is_empty() {
        let message = "the document has no section";
        return Err(WriteError::new(ErrorKind::Empty, &at, message, "add a section to the layout"));
    }
    let pairs = document.sections.iter().zip(&furniture.sections).enumerate();
    pairs.map(|(index, (section, parts))| SectionEnd::of(section, parts, &at.index(index))).collect()
}
