//! What of a document this SDK does not know: it is told, never dropped silently.

use jianbao_document::{Block, Document};

use crate::{Job, Pointer};

/// Reports every block of an unknown kind as degraded, with its place; `kept` are the features of the exporter, which may
/// know a kind that its SDK does not.
pub(crate) fn report(document: &Document, kept: &[String], job: &Job<'_>) {
    let sections = Pointer::ROOT.key("sections");
    for (index, section) in document.sections.iter().enumerate() {
        let section_at = sections.index(index);
        let blocks = section_at.key("blocks");
        for (index, block) in section.blocks.iter().enumerate() {
            let Block::Unknown(unknown) = block else { continue };
            let feature = unknown.feature();
            if !kept.contains(&feature) {
                let message = format!("a block of the kind `{}` was left out", unknown.kind);
                job.degraded(&feature, &message, Some(&blocks.index(index).to_string()));
            }
        }
    }
}
