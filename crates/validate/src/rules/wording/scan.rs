//! The scan: one pass over the bytes of a text.

use jianbao_dataset::{Dataset, TextKind, Written};

use super::Marks;
use super::names;
use super::pass::Pass;
use super::patterns::{Filter, PATTERNS, start};

/// A scan over the texts of one dataset.
pub(in crate::rules) struct Scan<'d> {
    pub(super) dataset: &'d Dataset,
    /// What may begin a pattern or a name.
    pub(super) filter: Filter<256>,
    /// What may begin a name.
    pub(super) names: Filter<16>,
    pub(super) seen: Seen,
    all: Marks,
}

/// A confused word: what is around it, which pair it is of, and which of the two it is.
type Word = ([u16; 4], usize, usize);

/// The confused words of a dataset. There is room for some; a dataset with more is looked at exactly.
pub(super) struct Seen {
    words: [Word; 24],
    len: usize,
}

impl Seen {
    /// Takes a word; whether its counterpart stood in the same surroundings, or there are too many to tell.
    pub(super) fn take(&mut self, word: Word) -> bool {
        let (around, pair, which) = word;
        let mut same = self.words[..self.len].iter().filter(|known| (known.0, known.1) == (around, pair));
        if let Some(known) = same.next() {
            return known.2 != which || same.next().is_some();
        }
        let Some(free) = self.words.get_mut(self.len) else { return true };
        *free = word;
        self.len += 1;
        false
    }
}

/// Whether the wording of a text is the author's: not what a source prints, a path or a name of a person.
pub(in crate::rules) fn is_authored(written: &Written<'_>) -> bool {
    !matches!(written.section(), "reported" | "meta" | "attachments" | "sign_off")
}

impl<'d> Scan<'d> {
    pub(in crate::rules) fn of(dataset: &'d Dataset) -> Self {
        let mut filter = PATTERNS.filter.clone();
        let mut of_names = Filter::<16>::default();
        names::visit(dataset, &mut |name| {
            // The second and third characters: many names begin with the same place.
            if names::comparable(name)
                && let Some((first, second)) = name.char_indices().nth(1).and_then(|(at, _)| start(&name[at..]))
            {
                filter.insert(first, second);
                of_names.insert(first, second);
            }
        });
        Self { dataset, filter, names: of_names, seen: Seen { words: [([0; 4], 0, 0); 24], len: 0 }, all: Marks::NONE }
    }

    /// What all texts bear that were scanned.
    pub(in crate::rules) fn all(&self) -> Marks {
        self.all
    }

    /// What a text bears.
    pub(in crate::rules) fn text(&mut self, written: &Written<'_>) -> Marks {
        if !is_authored(written) {
            return Marks::NONE;
        }
        let named = written.kind == TextKind::Prose || written.section() == "detail_tables";
        let mut marks = Pass::new(self, written.text, named).marks();
        if written.section() == "documents" && written.field() == "number" {
            marks.add(Marks::DOCUMENT_NUMBER);
        }
        self.all.add(marks);
        marks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_and_its_counterpart_in_the_same_surroundings_are_told() {
        let mut seen = Seen { words: [([0; 4], 0, 0); 24], len: 0 };
        assert!(!seen.take(([1, 2, 3, 4], 0, 0)));
        assert!(!seen.take(([1, 2, 3, 4], 0, 0)));
        assert!(!seen.take(([1, 2, 3, 5], 0, 1)));
        assert!(seen.take(([1, 2, 3, 4], 0, 1)));
    }
}
