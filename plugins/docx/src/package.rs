//! The package around the parts: what type each has and which refers to which. Both lists are docx-rs's.

use docx_rs::{BuildXML, ContentTypes, Rels};

use crate::chart;

/// Types of relationships begin like this.
const RELATIONSHIP: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const CORE_PROPERTIES: &str = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The relationships of the document part. Headers and footers follow these, numbered from [`FIRST_FREE`].
const DOCUMENT_PARTS: [(&str, &str, &str); 3] =
    [("rId1", "styles", "styles.xml"), ("rId2", "settings", "settings.xml"), ("rId3", "fontTable", "fontTable.xml")];

/// Id, type and target of a relationship of the document part.
pub(crate) type Relationship = (String, &'static str, String);

/// First number that a header or footer can take in its relationship id.
pub(crate) const FIRST_FREE: usize = DOCUMENT_PARTS.len() + 1;

/// `_rels/.rels`.
pub(crate) fn root_relationships(has_custom: bool) -> Vec<u8> {
    let mut rels = Rels::new()
        .add_rel(format!("{RELATIONSHIP}/officeDocument"), "word/document.xml")
        .add_rel(CORE_PROPERTIES, "docProps/core.xml")
        .add_rel(format!("{RELATIONSHIP}/extended-properties"), "docProps/app.xml");
    if has_custom {
        rels = rels.add_rel(format!("{RELATIONSHIP}/custom-properties"), "docProps/custom.xml");
    }
    rels.build()
}

/// `word/_rels/document.xml.rels`; `others` lists id, type and target of headers, footers and charts.
pub(crate) fn document_relationships<'a>(others: impl Iterator<Item = &'a Relationship>) -> Vec<u8> {
    let fixed = DOCUMENT_PARTS.map(|(id, kind, target)| (id.to_owned(), kind, target.to_owned()));
    let all = fixed.into_iter().chain(others.cloned());
    let rels = all.map(|(id, kind, target)| (format!("{RELATIONSHIP}/{kind}"), id, target)).collect();
    Rels { rels }.build()
}

/// `[Content_Types].xml` for the parts of these names.
pub(crate) fn content_types<'a>(parts: impl Iterator<Item = &'a str>) -> Vec<u8> {
    let mut types = ContentTypes::new();
    for part in parts {
        if let Some(kind) = content_type(part) {
            types = types.add_content(format!("/{part}"), kind);
        }
    }
    types.build()
}

/// The type of a part, unless its extension says it.
fn content_type(part: &str) -> Option<String> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let word = |kind: &str| Some(format!("{WORD}.{kind}+xml"));
    match file {
        "document.xml" => word("document.main"),
        "styles.xml" => word("styles"),
        "settings.xml" => word("settings"),
        "fontTable.xml" => word("fontTable"),
        "core.xml" => Some("application/vnd.openxmlformats-package.core-properties+xml".to_owned()),
        "app.xml" => Some("application/vnd.openxmlformats-officedocument.extended-properties+xml".to_owned()),
        "custom.xml" => Some("application/vnd.openxmlformats-officedocument.custom-properties+xml".to_owned()),
        _ if folder == chart::FOLDER => Some(chart::CONTENT_TYPE.to_owned()),
        _ if folder == chart::WORKBOOK_FOLDER => Some(chart::WORKBOOK_CONTENT_TYPE.to_owned()),
        _ if file.starts_with("header") => word("header"),
        _ if file.starts_with("footer") => word("footer"),
        _ => None,
    }
}
