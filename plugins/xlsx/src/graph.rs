//! The figures of a document as a graph: which of them have formulas that can be followed, and which divide.

use std::collections::{BTreeMap, BTreeSet};

use jianbao_document::{Document, DocumentFigure, Formula};

/// The figures, with what their formulas say about them.
pub(crate) struct Graph<'d> {
    figures: &'d BTreeMap<String, DocumentFigure>,
    /// Figures whose formulas lead back to themselves, or to such.
    endless: BTreeSet<&'d str>,
    /// Figures that are computed with a division somewhere.
    dividing: BTreeSet<&'d str>,
}

impl<'d> Graph<'d> {
    /// Looks at every formula once.
    pub(crate) fn of(document: &'d Document) -> Self {
        let figures = &document.figures;
        let mut inputs: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let mut dividing = BTreeSet::new();
        for (id, figure) in figures {
            let Some(formula) = &figure.formula else { continue };
            let mut read = Vec::new();
            if scan(formula, &mut read) {
                dividing.insert(id.as_str());
            }
            inputs.insert(id, read);
        }
        let mut users: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let mut waiting: BTreeMap<&str, usize> = BTreeMap::new();
        for (id, read) in &inputs {
            let computed: BTreeSet<&str> = read.iter().copied().filter(|input| inputs.contains_key(input)).collect();
            waiting.insert(id, computed.len());
            for input in computed {
                users.entry(input).or_default().push(id);
            }
        }
        // What waits for nothing is done; what is never done is part of a circle or depends on one.
        let mut ready: Vec<&str> = waiting.iter().filter(|(_, count)| **count == 0).map(|(id, _)| *id).collect();
        let mut done = BTreeSet::new();
        while let Some(id) = ready.pop() {
            done.insert(id);
            for user in users.get(id).into_iter().flatten() {
                if dividing.contains(id) {
                    dividing.insert(user);
                }
                if let Some(count) = waiting.get_mut(user) {
                    *count -= 1;
                    if *count == 0 {
                        ready.push(user);
                    }
                }
            }
        }
        let endless = inputs.keys().copied().filter(|id| !done.contains(id)).collect();
        Self { figures, endless, dividing }
    }

    /// The formula of a figure that can be followed to its end.
    pub(crate) fn formula(&self, id: &str) -> Option<&'d Formula> {
        self.figures.get(id)?.formula.as_ref().filter(|_| !self.endless.contains(id))
    }

    /// Whether the figure is known to have no value.
    pub(crate) fn has_no_value(&self, id: &str) -> bool {
        self.figures.get(id).is_some_and(|figure| figure.exact.is_none())
    }

    /// Whether a division takes part in the figure, so that its digits may go on for ever.
    pub(crate) fn divides(&self, id: &str) -> bool {
        self.dividing.contains(id)
    }
}

/// Collects the figures that a formula reads; says whether it divides.
fn scan<'d>(formula: &'d Formula, inputs: &mut Vec<&'d str>) -> bool {
    let mut open = vec![formula];
    let mut divides = false;
    while let Some(formula) = open.pop() {
        match formula {
            Formula::Figure(id) => inputs.push(id),
            Formula::Number(_) => {}
            Formula::Sum(terms) | Formula::Product(terms) | Formula::Smallest(terms) | Formula::Worst(terms) => {
                open.extend(terms);
            }
            Formula::Difference(pair) | Formula::Compare(pair) => open.extend(pair.iter()),
            Formula::Quotient(pair) => {
                divides = true;
                open.extend(pair.iter());
            }
        }
    }
    divides
}
