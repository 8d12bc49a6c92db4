//! What references and the contents point to: the ids of headings, tables and charts in the page.

use std::collections::BTreeMap;

use jianbao_document::{Block, Document, Reference};

use crate::error::{ErrorKind, WriteError};
use crate::names::Names;
use jianbao_exporter_sdk::Pointer;

/// Ids of the page by ids of the document.
pub(crate) struct Targets<'d> {
    targets: BTreeMap<&'d str, Target>,
}

struct Target {
    id: String,
    heading: bool,
}

impl<'d> Targets<'d> {
    /// Finds all targets and names them.
    ///
    /// # Errors
    ///
    /// If an id is used twice.
    pub(crate) fn find(document: &'d Document, names: &mut Names) -> Result<Self, WriteError> {
        let mut targets = BTreeMap::new();
        let sections = Pointer::ROOT.key("sections");
        for (section_index, section) in document.sections.iter().enumerate() {
            let section_at = sections.index(section_index);
            let blocks = section_at.key("blocks");
            for (index, block) in section.blocks.iter().enumerate() {
                let (id, heading) = match block {
                    Block::Heading(heading) => (heading.id.as_str(), true),
                    Block::Table(table) => (table.id.as_str(), false),
                    Block::Chart(chart) => (chart.id.as_str(), false),
                    Block::Paragraph(_) | Block::TableOfContents(_) | Block::PageBreak | Block::Unknown(_) => continue,
                };
                if targets.insert(id, Target { id: names.claim(id), heading }).is_some() {
                    let message = format!("the id `{id}` is used twice");
                    let hint = "give every heading, table and chart its own id";
                    return Err(WriteError::new(ErrorKind::Reference, &blocks.index(index).key("id"), message, hint));
                }
            }
        }
        Ok(Self { targets })
    }

    /// The id in the page of the block with this id; it exists.
    pub(crate) fn id(&self, id: &str) -> &str {
        &self.targets[id].id
    }

    /// The id in the page of what a reference names. `at` points to the reference.
    pub(crate) fn reference(&self, reference: &Reference, at: &Pointer<'_>) -> Result<&str, WriteError> {
        let target = self.targets.get(reference.target.as_str());
        target.map(|target| target.id.as_str()).ok_or_else(|| missing(&reference.target, &at.key("target")))
    }

    /// The id in the page of the heading that a line of the contents names.
    pub(crate) fn heading(&self, id: &str, at: &Pointer<'_>) -> Result<&str, WriteError> {
        let target = self.targets.get(id).filter(|target| target.heading);
        target.map(|target| target.id.as_str()).ok_or_else(|| missing(id, at))
    }
}

fn missing(id: &str, at: &Pointer<'_>) -> WriteError {
    let message = format!("there is no heading, table or chart with the id `{id}` to go to");
    WriteError::new(ErrorKind::Reference, at, message, "name the id of a block of this document")
}
