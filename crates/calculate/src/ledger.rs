//! All figures of a dataset, by id and by the pointer of the fact.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rust_decimal::Decimal;

use crate::formula::evaluate;
use crate::{Entry, Formula, NoValue};

/// All figures of a dataset, in the order in which they were made: inputs before what is computed from them.
#[derive(Debug, Clone)]
pub struct Ledger {
    entries: Vec<Entry>,
    by_id: BTreeMap<String, usize>,
    /// Made when somebody first asks for the fact at a pointer.
    by_pointer: OnceLock<BTreeMap<String, usize>>,
}

impl Ledger {
    pub(crate) fn new(entries: Vec<Entry>, by_id: BTreeMap<String, usize>) -> Self {
        Self { entries, by_id, by_pointer: OnceLock::new() }
    }

    fn by_pointer(&self) -> &BTreeMap<String, usize> {
        self.by_pointer.get_or_init(|| {
            let mut by_pointer = BTreeMap::new();
            for (index, entry) in self.entries.iter().enumerate() {
                if let Some(pointer) = &entry.pointer {
                    // The fact itself comes before what is read off it, as the months from the cut-off date.
                    by_pointer.entry(pointer.clone()).or_insert(index);
                }
            }
            by_pointer
        })
    }

    /// The figure with an id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Entry> {
        self.by_id.get(id).map(|&index| &self.entries[index])
    }

    /// The fact at a JSON pointer.
    #[must_use]
    pub fn at(&self, pointer: &str) -> Option<&Entry> {
        self.by_pointer().get(pointer).map(|&index| &self.entries[index])
    }

    /// The figure whose id looks most like a text, if any does.
    #[must_use]
    pub fn near(&self, id: &str) -> Option<&Entry> {
        let likeness = |entry: &Entry| strsim::normalized_damerau_levenshtein(&entry.id, id);
        let best = self.entries.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)))?;
        (likeness(best) > 0.7).then_some(best)
    }

    /// What a formula over these figures gives, or why it gives nothing.
    pub fn evaluate(&self, formula: &Formula) -> Result<Decimal, NoValue> {
        evaluate(formula, &|id| self.get(id).map(|entry| &entry.value))
    }

    /// All figures.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }

    /// The figures that a figure was computed from, in the order of its formula.
    #[must_use]
    pub fn inputs(&self, entry: &Entry) -> Vec<&Entry> {
        let ids = entry.formula.as_ref().map(Formula::inputs).unwrap_or_default();
        ids.into_iter().filter_map(|id| self.get(id)).collect()
    }
}
