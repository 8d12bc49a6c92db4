//! What references and the contents point to: bookmarks and their names.

use std::collections::{BTreeMap, BTreeSet};

use jianbao_document::{Block, Caption, Document, Heading, Inline, Reference, plain_text};

use crate::error::{ErrorKind, WriteError};
use jianbao_exporter_sdk::Pointer;

/// Bookmarks of all headings, tables and charts.
pub(crate) struct Targets<'d> {
    targets: BTreeMap<&'d str, Target>,
}

/// The bookmarks of one heading, table or chart. Names are made from the id, so that a changed report keeps its bookmarks.
#[derive(Debug, Default)]
pub(crate) struct Target {
    /// Around a heading, for the contents; only headings have one.
    pub(crate) contents: Option<String>,
    /// Around number and text of a heading, or label and number of a table or chart, if a reference needs it.
    pub(crate) whole: Option<String>,
    /// Around the number of a heading, if a reference needs it.
    pub(crate) number: Option<String>,
    printed: String,
    printed_number: Option<String>,
}

/// How a reference reaches its target.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Link<'a> {
    /// A REF field: what it prints is what the bookmark holds.
    Field(&'a str),
    /// A link only, because a REF field would replace the printed text by another one on updating.
    Jump(&'a str),
}

impl<'d> Targets<'d> {
    /// Finds all targets and names the bookmarks that the document's references need.
    ///
    /// # Errors
    ///
    /// If an id is used twice.
    pub(crate) fn find(document: &'d Document) -> Result<Self, WriteError> {
        let mut targets = BTreeMap::new();
        let mut taken = BTreeSet::new();
        let sections = Pointer::ROOT.key("sections");
        for (section_index, section) in document.sections.iter().enumerate() {
            let section_at = sections.index(section_index);
            let blocks = section_at.key("blocks");
            for (index, block) in section.blocks.iter().enumerate() {
                let (id, target) = match block {
                    Block::Heading(heading) => (&heading.id, heading_target(heading, &mut taken)),
                    Block::Table(table) => (&table.id, captioned_target(table.caption.as_ref())),
                    Block::Chart(chart) => (&chart.id, captioned_target(chart.caption.as_ref())),
                    _ => continue,
                };
                if targets.insert(id.as_str(), target).is_some() {
                    let message = format!("the id `{id}` is used twice");
                    let hint = "give every heading, table and chart its own id";
                    return Err(WriteError::new(ErrorKind::Reference, &blocks.index(index).key("id"), message, hint));
                }
            }
        }
        let mut found = Self { targets };
        each_reference(document, &mut |reference| found.need(reference, &mut taken));
        Ok(found)
    }

    /// Names the bookmark that a reference needs. An unknown target is reported where the reference is written.
    fn need(&mut self, reference: &Reference, taken: &mut BTreeSet<String>) {
        let Some(target) = self.targets.get_mut(reference.target.as_str()) else { return };
        let id = &reference.target;
        if target.contents.is_none() || reference.text == target.printed {
            target.whole.get_or_insert_with(|| bookmark("_Ref", id, taken));
        } else if Some(&reference.text) == target.printed_number.as_ref() {
            target.number.get_or_insert_with(|| bookmark("_Ref", &format!("{id} number"), taken));
        }
    }

    /// The bookmarks of the heading, table or chart with this id; it exists.
    pub(crate) fn of(&self, id: &str) -> &Target {
        &self.targets[id]
    }

    /// How to reach the target of a reference.
    ///
    /// # Errors
    ///
    /// If no heading, table or chart has the id.
    pub(crate) fn link(&self, reference: &Reference, at: &Pointer<'_>) -> Result<Link<'_>, WriteError> {
        let target = self.targets.get(reference.target.as_str());
        let target = target.ok_or_else(|| missing(&reference.target, &at.key("target")))?;
        let same = |printed: &str| !printed.is_empty() && printed == reference.text;
        Ok(match target {
            Target { whole: Some(name), printed, .. } if same(printed) => Link::Field(name),
            Target { number: Some(name), printed_number: Some(printed), .. } if same(printed) => Link::Field(name),
            Target { contents: Some(name), .. } | Target { whole: Some(name), .. } => Link::Jump(name),
            _ => return Err(missing(&reference.target, &at.key("target"))),
        })
    }

    /// The bookmark of the heading that a line of the contents names.
    ///
    /// # Errors
    ///
    /// If no heading has the id.
    pub(crate) fn contents(&self, id: &str, at: &Pointer<'_>) -> Result<&str, WriteError> {
        let target = self.targets.get(id).and_then(|target| target.contents.as_deref());
        target.ok_or_else(|| missing(id, at))
    }
}

/// What is printed of a caption before its text, for example `表 1`; references print the same.
pub(crate) fn label(caption: &Caption) -> String {
    format!("{}{}", label_word(caption), caption.number)
}

/// The word of a caption with the space before the number.
pub(crate) fn label_word(caption: &Caption) -> String {
    let space = if caption.label.is_empty() || caption.label.ends_with(char::is_whitespace) { "" } else { " " };
    format!("{}{space}", caption.label)
}

fn heading_target(heading: &Heading, taken: &mut BTreeSet<String>) -> Target {
    let number = heading.number.clone().filter(|number| !number.is_empty());
    Target {
        contents: Some(bookmark("_Toc", &heading.id, taken)),
        printed: number.clone().unwrap_or_default() + &plain_text(&heading.inlines),
        printed_number: number,
        ..Target::default()
    }
}

fn captioned_target(caption: Option<&Caption>) -> Target {
    Target { printed: caption.map(label).unwrap_or_default(), ..Target::default() }
}

/// A name that Word accepts (at most 40 ASCII characters, hidden by the underscore) from any id: prefix and nine digits,
/// as Word itself names such bookmarks. On a collision the next number that is free.
fn bookmark(prefix: &str, id: &str, taken: &mut BTreeSet<String>) -> String {
    const DIGITS: u64 = 1_000_000_000;
    // FNV-1a: small, stable over versions and machines, which the standard library's hashers are not.
    let hash = id
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    let mut number = hash % DIGITS;
    loop {
        let name = format!("{prefix}{number:09}");
        if taken.insert(name.clone()) {
            return name;
        }
        number = (number + 1) % DIGITS;
    }
}

fn missing(id: &str, at: &Pointer<'_>) -> WriteError {
    let message = format!("there is no heading, table or chart with the id `{id}`");
    WriteError::new(ErrorKind::Reference, at, message, "name the id of a heading, table or chart of this document")
}

fn each_reference<'d>(document: &'d Document, visit: &mut impl FnMut(&'d Reference)) {
    let mut inlines = |inlines: &'d [Inline]| {
        for inline in inlines {
            if let Inline::Reference(reference) = inline {
                visit(reference);
            }
        }
    };
    for section in &document.sections {
        for band in section.header.iter().chain(&section.footer) {
            inlines(&band.inlines);
        }
        for block in &section.blocks {
            match block {
                Block::Heading(heading) => inlines(&heading.inlines),
                Block::Paragraph(paragraph) => inlines(&paragraph.inlines),
                Block::Table(table) => {
                    table.caption.iter().for_each(|caption| inlines(&caption.inlines));
                    let cells = table.rows.iter().flat_map(|row| &row.cells);
                    cells.flat_map(|cell| &cell.paragraphs).for_each(|paragraph| inlines(&paragraph.inlines));
                }
                Block::Chart(chart) => chart.caption.iter().for_each(|caption| inlines(&caption.inlines)),
                Block::TableOfContents(_) | Block::PageBreak | Block::Unknown(_) => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bookmarks_are_short_ascii_and_unlike_each_other() {
        let mut taken = BTreeSet::new();
        let ids = ["项目概况", "a", "a", "", "x".repeat(500).as_str()].map(|id| bookmark("_Toc", id, &mut taken));
        assert_eq!(taken.len(), 5);
        for name in ids {
            assert!(name.len() <= 40 && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'), "{name}");
        }
        assert_eq!(bookmark("_Toc", "a", &mut BTreeSet::new()), bookmark("_Toc", "a", &mut BTreeSet::new()));
    }
}
