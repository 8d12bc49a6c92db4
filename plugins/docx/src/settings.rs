//! `word/settings.xml`.

use docx_rs::BuildXML;
use jianbao_document::Document;

use crate::error::WriteError;
use crate::options::Options;
use crate::parts::order;
use crate::parts::tree::Element;
use crate::styles::languages;

/// The settings that docx-rs builds, with what it misses, in schema order.
pub(crate) fn part(document: &Document, options: &Options, even_and_odd: bool) -> Result<Vec<u8>, WriteError> {
    // Half of a three-hao character's indent: what a Chinese Word starts with.
    let mut settings = docx_rs::Settings::new().default_tab_stop(420);
    if even_and_odd {
        settings = settings.even_and_odd_headers();
    }
    let mut tree = Element::parse(&settings.build())?;
    // docx-rs writes this one inside `w:compat`, where the schema does not allow it.
    tree.child("w:characterSpacingControl").set("w:val", "compressPunctuation");
    if options.ask_to_update_fields {
        tree.child("w:updateFields").set("w:val", "true");
    }
    let (latin, chinese) = languages(document);
    let lang = tree.child("w:themeFontLang");
    lang.set("w:val", latin);
    lang.set("w:eastAsia", chinese);
    order::sort(&mut tree);
    tree.part()
}
