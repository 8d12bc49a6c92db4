//! What the file says about itself: core, application and custom properties.
//!
//! docx-rs has no call for title, creator and language, and keeps custom properties in a hash table, whose order differs
//! between runs. So these three parts are written here.

use std::collections::BTreeSet;

use jianbao_document::Properties;

use crate::error::{ErrorKind, WriteError};
use crate::text;
use crate::xml::Xml;
use jianbao_exporter_sdk::Pointer;

/// Format id that custom properties carry.
const CUSTOM: &str = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";
const VARIANT_TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes";
/// Word cuts the name of a property here.
const MAX_NAME: usize = 255;

/// `docProps/core.xml`.
pub(crate) fn core(properties: &Properties) -> Result<Vec<u8>, WriteError> {
    check(properties)?;
    let mut xml = Xml::part(Vec::new())?;
    xml.open(
        "cp:coreProperties",
        &[
            ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            ("xmlns:dcterms", "http://purl.org/dc/terms/"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ],
    )?;
    xml.text("dc:title", &[], &properties.title)?;
    if let Some(subject) = &properties.subject {
        xml.text("dc:subject", &[], subject)?;
    }
    if let Some(author) = &properties.author {
        xml.text("dc:creator", &[], author)?;
        xml.text("cp:lastModifiedBy", &[], author)?;
    }
    if let Some(date) = &properties.date {
        let moment = format!("{date}T00:00:00Z");
        xml.text("dcterms:created", &[("xsi:type", "dcterms:W3CDTF")], &moment)?;
        xml.text("dcterms:modified", &[("xsi:type", "dcterms:W3CDTF")], &moment)?;
    }
    xml.text("dc:language", &[], &properties.language)?;
    xml.close("cp:coreProperties")?;
    Ok(xml.into_inner())
}

/// `docProps/app.xml`.
pub(crate) fn app() -> Result<Vec<u8>, WriteError> {
    let mut xml = Xml::part(Vec::new())?;
    let namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    xml.open("Properties", &[("xmlns", namespace)])?;
    xml.text("Application", &[], "Jianbao")?;
    xml.close("Properties")?;
    Ok(xml.into_inner())
}

/// `docProps/custom.xml`: the provenance, one property an entry. Only call it if there is an entry.
pub(crate) fn custom(properties: &Properties) -> Result<Vec<u8>, WriteError> {
    let mut xml = Xml::part(Vec::new())?;
    let namespace = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties";
    xml.open("Properties", &[("xmlns", namespace), ("xmlns:vt", VARIANT_TYPES)])?;
    // Numbers 0 and 1 are reserved.
    for (number, (name, value)) in (2_u32..).zip(&properties.provenance) {
        xml.open("property", &[("fmtid", CUSTOM), ("pid", &number.to_string()), ("name", name)])?;
        xml.text("vt:lpwstr", &[], value)?;
        xml.close("property")?;
    }
    xml.close("Properties")?;
    Ok(xml.into_inner())
}

fn check(properties: &Properties) -> Result<(), WriteError> {
    let at = Pointer::ROOT.key("properties");
    text::check(&properties.title, &at.key("title"))?;
    text::check(properties.subject.as_deref().unwrap_or_default(), &at.key("subject"))?;
    text::check(properties.author.as_deref().unwrap_or_default(), &at.key("author"))?;
    if properties.date.as_deref().is_some_and(|date| !is_date(date)) {
        return Err(wrong(&at.key("date"), "the date is not a calendar date like `2020-12-08`"));
    }
    if !is_language_tag(&properties.language) {
        return Err(wrong(&at.key("language"), "the language is not a tag like `zh-CN`"));
    }
    let provenance = at.key("provenance");
    let mut seen = BTreeSet::new();
    for (name, value) in &properties.provenance {
        let entry = provenance.key(name);
        text::check(name, &entry)?;
        text::check(value, &entry)?;
        if name.is_empty() || name.chars().count() > MAX_NAME {
            return Err(wrong(&entry, "the name of a property is empty or longer than 255 characters"));
        }
        if !seen.insert(name.to_lowercase()) {
            return Err(wrong(&entry, "two names of properties differ in case only, which Word takes for one"));
        }
    }
    Ok(())
}

fn wrong(at: &Pointer<'_>, message: &str) -> WriteError {
    WriteError::new(ErrorKind::Property, at, message, "correct the document's properties")
}

fn is_language_tag(tag: &str) -> bool {
    tag.len() <= 35
        && tag.split('-').all(|part| (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric()))
}

fn is_date(date: &str) -> bool {
    let digits = |range: std::ops::Range<usize>| -> Option<u32> {
        date.get(range).filter(|part| part.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()
    };
    let (Some(year), Some(month), Some(day)) = (digits(0..4), digits(5..7), digits(8..10)) else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 31,
    };
    date.len() == 10
        && date.bytes().enumerate().all(|(i, b)| (b == b'-') == (i == 4 || i == 7))
        && (1..=12).contains(&month)
        && (1..=days).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_calendar_dates() {
        for (date, good) in [
            ("2020-12-08", true),
            ("2020-02-29", true),
            ("2021-02-29", false),
            ("2020-06", false),
            ("2020-13-01", false),
            ("2020-1-011", false),
            ("2020年1月1日", false),
            ("", false),
        ] {
            assert_eq!(is_date(date), good, "{date}");
        }
    }

    #[test]
    fn language_tags() {
        for (tag, good) in [("zh-CN", true), ("en", true), ("", false), ("zh_CN", false), ("中文", false)] {
            assert_eq!(is_language_tag(tag), good, "{tag}");
        }
    }
}
