//! What the rules about wording share: one scan over every text that says which of them has something to look at.
//!
//! In a feed nearly every text is clean. The scan reads it once, allocates nothing and keeps no place; it may mark too much, never
//! too little, because a rule reads a marked text again, exactly.

pub(super) mod chars;
pub(super) mod contents;
pub(super) mod doc_number;
pub(super) mod doubled;
pub(super) mod names;
pub(super) mod numbering;
mod pass;
pub(super) mod patterns;
mod scan;
mod slips;
mod terms;
#[cfg(test)]
mod tests;

pub(super) use scan::{Scan, is_authored};

/// What a scan saw in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks(u16);

impl Marks {
    /// Nothing.
    pub const NONE: Self = Self(0);
    /// Punctuation, brackets, quotes or spaces that may be of the wrong width, doubled or misplaced.
    pub const PUNCTUATION: Self = Self(1);
    /// Brackets or quotes that may not pair.
    pub const PAIRS: Self = Self(1 << 1);
    /// A paragraph that may not end, doubled words, or a known slip.
    pub const SLIP: Self = Self(1 << 2);
    /// A term that another is preferred to, or something near the name of a record.
    pub const TERM: Self = Self(1 << 3);
    /// Two easily confused words in the same surroundings, in one or two texts.
    pub const VARIANTS: Self = Self(1 << 4);
    /// Money that is spoken of as proposed.
    pub const PROPOSED: Self = Self(1 << 5);
    /// A document number.
    pub const DOCUMENT_NUMBER: Self = Self(1 << 6);
    /// Numbers typed by hand that do not follow each other.
    pub const NUMBERING: Self = Self(1 << 7);
    /// A table or figure cited by its number.
    pub const CITATION: Self = Self(1 << 8);
    /// A figure of a detail table.
    pub const TABLE_FIGURE: Self = Self(1 << 9);
    /// Dot leaders.
    pub const LEADERS: Self = Self(1 << 10);

    /// These and others.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether they have a mark in common.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// Whether a character can be the last of a paragraph that others follow.
pub(super) fn ends_sentence(character: char) -> bool {
    matches!(
        character,
        '。' | '！'
            | '？'
            | '…'
            | '；'
            | '：'
            | '”'
            | '’'
            | '）'
            | '》'
            | '〕'
            | '」'
            | '』'
            | '】'
            | '\n'
            | '.'
            | '!'
            | '?'
    )
}
