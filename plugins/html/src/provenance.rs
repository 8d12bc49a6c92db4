//! Where the report comes from, in small print at the end and for machines in the head.

use crate::error::{ErrorKind, WriteError};
use crate::markup::Markup;
use crate::scribe::Scribe;
use crate::text;
use jianbao_document::Properties;
use jianbao_exporter_sdk::Pointer;

impl Scribe<'_, '_> {
    /// Writes the footer of the page.
    pub(crate) fn provenance(&mut self) {
        let provenance = &self.context.document.properties.provenance;
        if provenance.is_empty() {
            return;
        }
        let words = self.context.words;
        self.markup.open("footer", &[("class", "provenance"), ("aria-label", words.provenance)]);
        self.markup.open("dl", &[]);
        for (key, value) in provenance {
            let name =
                words.provenance_names.iter().find(|(known, _)| known == key).map_or(key.as_str(), |(_, name)| name);
            self.markup.open("div", &[]);
            self.markup.leaf("dt", &[], name);
            self.markup.leaf("dd", &[], value);
            self.markup.close("div");
        }
        self.markup.close("dl");
        self.markup.close("footer");
        self.markup.line();
    }
}

/// Checks the properties and writes title and meta elements.
pub(crate) fn metadata(properties: &Properties, markup: &mut Markup) -> Result<(), WriteError> {
    let at = Pointer::ROOT.key("properties");
    text::check(&properties.title, &at.key("title"))?;
    markup.leaf("title", &[], &properties.title);
    markup.line();
    let known = [
        ("description", "subject", &properties.subject),
        ("author", "author", &properties.author),
        ("date", "date", &properties.date),
    ];
    for (name, key, value) in known {
        if let Some(value) = value {
            text::check(value, &at.key(key))?;
            markup.void("meta", &[("name", name), ("content", value)]);
            markup.line();
        }
    }
    let provenance = at.key("provenance");
    for (key, value) in &properties.provenance {
        let at = provenance.key(key);
        text::check(key, &at)?;
        text::check(value, &at)?;
        if key.is_empty() {
            let message = "an entry of the provenance has no name";
            return Err(WriteError::new(ErrorKind::Property, &at, message, "name every entry"));
        }
        markup.void("meta", &[("name", key), ("content", value)]);
        markup.line();
    }
    Ok(())
}

/// Checks the language of the document, a BCP 47 tag.
pub(crate) fn language(properties: &Properties) -> Result<&str, WriteError> {
    let tag = &properties.language;
    let part = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if tag.split('-').all(part) && tag.split('-').next().is_some_and(|part| part.len() > 1) {
        return Ok(tag);
    }
    let at = Pointer::ROOT.key("properties");
    let message = format!("`{tag}` is no language tag");
    Err(WriteError::new(ErrorKind::Property, &at.key("language"), message, "write a tag as `zh-CN`"))
}
