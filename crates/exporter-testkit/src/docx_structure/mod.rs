//! Checks of a `.docx` file that a validation against the schemas does not make.

mod charts;
mod references;
pub(crate) mod tables;

pub use crate::defect::{Defect, DefectKind};

use crate::parts;

/// Parts that every Word file has.
const REQUIRED: [&str; 3] = ["[Content_Types].xml", "_rels/.rels", "word/document.xml"];

/// Finds everything wrong with a `.docx` file; an empty list is a good file. Never panics, whatever the bytes.
#[must_use]
pub fn check_docx(bytes: &[u8]) -> Vec<Defect> {
    let mut defects = Vec::new();
    let (parts, trees) = parts::read(bytes, &REQUIRED, &mut defects);
    let stories = || trees.iter().filter(|(_, tree)| STORIES.contains(&tree.name.as_str()));
    for (name, tree) in stories() {
        tables::check(name, tree, &mut defects);
        references::check_fields(name, tree, &mut defects);
    }
    let stories: Vec<_> = stories().collect();
    references::check(&trees, &stories, &mut defects);
    charts::check(&parts, &trees, &stories, &mut defects);
    defects
}

/// Root elements of parts that hold paragraphs.
const STORIES: [&str; 5] = ["w:document", "w:hdr", "w:ftr", "w:footnotes", "w:endnotes"];
