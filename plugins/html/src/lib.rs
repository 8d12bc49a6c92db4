//! The exporter for web pages: a document in, one self-contained HTML file out.
//!
//! The page needs nothing from anywhere, holds no script, and says so in a policy that browsers enforce: its one style
//! sheet is allowed by its hash. It is well-formed XML, so that any reader sees the same tree as a browser. It reads on a
//! screen of any size in light and dark, prints on the pages that the document asks for, and tells by itself how its
//! numbers were computed. The same document gives the same bytes. What a page could not show is refused with a pointer
//! into the document.
//!
//! This crate does not know datasets, layouts or how it is called.

mod body;
mod chart;
mod contents;
mod css;
mod error;
mod explanations;
mod exporter;
mod fonts;
mod formula;
mod grid;
mod inlines;
mod length;
mod markup;
mod names;
mod pages;
mod provenance;
mod scribe;
mod sheet;
mod styles;
mod table;
mod targets;
mod text;
mod title;
mod words;

use jianbao_document::Document;

pub use error::{ErrorKind, WriteError};

use crate::markup::Markup;
use crate::names::Names;
use crate::pages::Pages;
use crate::scribe::{Context, Scribe};
use crate::styles::StyleClasses;
use crate::targets::Targets;
use crate::title::Title;
use crate::words::Words;
use jianbao_exporter_sdk::Pointer;

/// Media type of the file that [`write`] makes.
pub const MEDIA_TYPE: &str = "text/html";

/// Writes a document as an HTML file.
///
/// # Errors
///
/// If the document contradicts itself or holds something that no page can: unknown styles and references, tables whose
/// cells do not cover the grid, control characters, impossible lengths, bars without a number. The first such place is
/// named.
pub fn write(document: &Document) -> Result<Vec<u8>, WriteError> {
    if document.sections.is_empty() {
        let message = "the document has no section";
        let at = Pointer::ROOT.key("sections");
        return Err(WriteError::new(ErrorKind::Empty, &at, message, "add a section to the layout"));
    }
    let language = provenance::language(&document.properties)?;
    let mut metadata = Markup::default();
    provenance::metadata(&document.properties, &mut metadata)?;
    let mut names = Names::default();
    let styles = StyleClasses::of(&document.styles)?;
    let context = Context {
        document,
        words: Words::of(language),
        pages: Pages::of(document, &styles)?,
        targets: Targets::find(document, &mut names)?,
        title: Title::find(document),
        styles,
    };
    let mut scribe = Scribe::new(&context, names);
    scribe.body()?;
    let sheet = scribe.sheet.finish(&context.styles, &context.pages);
    let page = page(language, &metadata.finish(), &sheet, &scribe.markup.finish());
    Ok(page.into_bytes())
}

fn page(language: &str, metadata: &str, sheet: &str, body: &str) -> String {
    let policy = format!("default-src 'none'; style-src {}; base-uri 'none'; form-action 'none'", css::source(sheet));
    let mut markup = Markup::default();
    markup.raw("<!DOCTYPE html>\n");
    markup.open("html", &[("lang", language)]);
    markup.line();
    markup.open("head", &[]);
    markup.line();
    markup.void("meta", &[("charset", "utf-8")]);
    markup.line();
    markup.void("meta", &[("http-equiv", "Content-Security-Policy"), ("content", &policy)]);
    markup.line();
    markup.void("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]);
    markup.line();
    markup.raw(metadata);
    markup.open("style", &[]);
    markup.raw(sheet);
    markup.close("style");
    markup.line();
    markup.close("head");
    markup.line();
    markup.open("body", &[]);
    markup.line();
    markup.raw(body);
    markup.close("body");
    markup.line();
    markup.close("html");
    markup.line();
    markup.finish()
}
