//! Where the document prints its own title: there the page has its one main heading.

use jianbao_document::{Block, Document, Paragraph, plain_text};

/// More lines than a title is ever set in.
const MOST_LINES: usize = 6;

/// The paragraphs of the first section that print the title.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Title {
    /// The first block.
    pub(crate) first: usize,
    /// How many blocks.
    pub(crate) count: usize,
}

impl Title {
    /// Finds paragraphs in a row whose text together is the title, whatever its line breaks and spaces.
    pub(crate) fn find(document: &Document) -> Option<Self> {
        let title = letters(&document.properties.title);
        let blocks = &document.sections.first()?.blocks;
        if title.is_empty() {
            return None;
        }
        (0..blocks.len()).find_map(|first| lines(&blocks[first..], &title).map(|count| Self { first, count }))
    }
}

/// How many of the first blocks print the title.
fn lines(blocks: &[Block], title: &str) -> Option<usize> {
    let mut rest = title;
    for (index, block) in blocks.iter().take(MOST_LINES).enumerate() {
        let Block::Paragraph(Paragraph { inlines, marker: None, .. }) = block else { return None };
        let line = letters(&plain_text(inlines));
        rest = rest.strip_prefix(line.as_str()).filter(|_| !line.is_empty())?;
        if rest.is_empty() {
            return Some(index + 1);
        }
    }
    None
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
