//! What the file says about itself: title, subject, author, date, and where the report comes from.

use std::collections::BTreeSet;

use jianbao_document::Properties;
use rust_xlsxwriter::{DocProperties, ExcelDateTime};

use crate::date;
use crate::error::{ErrorKind, WriteError};
use crate::text;
use jianbao_exporter_sdk::Pointer;

/// Excel cuts the name of a property here.
const MAX_NAME: usize = 255;
/// The date of a file whose document has none: the first that an archive can hold. A clock would make each file differ.
const DATELESS: (u16, u8, u8) = (1980, 1, 1);

/// The properties of the workbook.
pub(crate) fn of(properties: &Properties) -> Result<DocProperties, WriteError> {
    let at = Pointer::ROOT.key("properties");
    text::check(&properties.title, &at.key("title"))?;
    text::check(properties.subject.as_deref().unwrap_or_default(), &at.key("subject"))?;
    text::check(properties.author.as_deref().unwrap_or_default(), &at.key("author"))?;
    let not_a_date = || wrong(&at.key("date"), "the date is not a calendar date like `2020-12-08`");
    let (year, month, day) = match properties.date.as_deref() {
        Some(date) => date::parts(date).filter(|(year, ..)| *year >= 1900).ok_or_else(not_a_date)?,
        None => DATELESS,
    };
    let created = ExcelDateTime::from_ymd(year, month, day).map_err(|_| not_a_date())?;
    let mut told = DocProperties::new().set_title(&properties.title).set_creation_datetime(&created);
    if let Some(subject) = &properties.subject {
        told = told.set_subject(subject);
    }
    if let Some(author) = &properties.author {
        told = told.set_author(author);
    }
    check_names(properties, &at.key("provenance"))?;
    for (name, value) in &properties.provenance {
        told = told.set_custom_property(name, value);
    }
    Ok(told)
}

fn check_names(properties: &Properties, at: &Pointer<'_>) -> Result<(), WriteError> {
    let mut seen = BTreeSet::new();
    for (name, value) in &properties.provenance {
        let entry = at.key(name);
        text::check(name, &entry)?;
        text::check(value, &entry)?;
        if name.is_empty() || text::units(name) > MAX_NAME {
            return Err(wrong(&entry, "the name of a property is empty or longer than 255 characters"));
        }
        if !seen.insert(name.to_lowercase()) {
            return Err(wrong(&entry, "two names of properties differ in case only, which Excel takes for one"));
        }
    }
    Ok(())
}

fn wrong(at: &Pointer<'_>, message: &str) -> WriteError {
    WriteError::new(ErrorKind::Property, at, message, "correct the document's properties")
}
