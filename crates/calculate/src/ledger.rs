//! All figures of a dataset, by id and by the pointer of the fact.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::formula::evaluate;
use crate::{Entry, Formula, NoValue};

/// All figures of a dataset, in the order in which they were made: inputs before what is computed from them.
#[derive(Debug, Clone)]
pub struct Ledger {
    entries: Vec<Entry>,
    by_id: BTreeMap<String, usize>,
    by_pointer: BTreeMap<String, usize>,
}

impl Ledger {
    pub(crate) fn new(entries: Vec<Entry>) -> Self {
        let by_id = entries.iter().enumerate().map(|(index, entry)| (entry.id.clone(), index)).collect();
        let mut by_pointer = BTreeMap::new();
        for (index, entry) in entries.iter().enumerate() {
            if let Some(pointer) = &entry.pointer {
                // The fact itself comes before what is read off it, as the months from the cut-off date.
                by_pointer.entry(pointer.clone()).or_insert(index);
            }
        }
        Self { entries, by_id, by_pointer }
    }

    /// The figure with an id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Entry> {
        self.by_id.get(id).map(|&index| &self.entries[index])
    }

    /// The fact at a JSON pointer.
    #[must_use]
    pub fn at(&self, pointer: &str) -> Option<&Entry> {
        self.by_pointer.get(pointer).map(|&index| &self.entries[index])
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
