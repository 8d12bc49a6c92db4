//! Rules: numbers, facts and texts that disagree. One file a rule; this page is their list.
//!
//! A rule first asks the facts, which costs nothing, and the ledger only where they leave it in doubt: in a feed most records are
//! clean, and their ledgers are never made.

mod n_differs;
mod n_direction;
mod n_named;
mod n_unknown;
mod r_date;
mod r_rate;
mod r_sum;
mod reported;

use jianbao_calculate::{Figures, Ledger};
use jianbao_dataset::{Dataset, Written, visit_texts};
use jianbao_finding::{Check, Finding, Severity, Text};
use jianbao_layout::Policies;

use crate::prose::Memo;

/// What a rule looks at.
#[derive(Debug)]
pub struct Subject<'a> {
    pub(crate) figures: &'a Figures,
    /// What the rules about numbers in texts remember.
    pub(crate) prose: Memo<'a>,
}

impl<'a> Subject<'a> {
    pub(crate) fn new(figures: &'a Figures) -> Self {
        Self { figures, prose: Memo::default() }
    }

    /// The facts.
    #[must_use]
    pub fn dataset(&self) -> &'a Dataset {
        self.figures.dataset()
    }

    /// The figures; computed when first asked for.
    #[must_use]
    pub fn ledger(&self) -> &'a Ledger {
        self.figures.ledger()
    }

    /// How numbers are counted and rounded.
    #[must_use]
    pub fn policies(&self) -> &'a Policies {
        self.figures.policies()
    }
}

/// A rule.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// What it stands for.
    pub check: Check,
    /// How it looks.
    pub look: Look,
}

/// How a rule looks at a dataset. What it finds has a pointer.
#[derive(Debug, Clone, Copy)]
pub enum Look {
    /// At the whole dataset.
    Dataset(fn(&Subject<'_>) -> Vec<Finding>),
    /// At every text of it, one after the other; all rules share one walk.
    Texts(fn(&Subject<'_>, &Written<'_>, &mut Vec<Finding>)),
}

/// All rules, by code.
pub const RULES: &[Rule] =
    &[n_differs::RULE, n_direction::RULE, n_named::RULE, n_unknown::RULE, r_date::RULE, r_rate::RULE, r_sum::RULE];

pub(crate) use n_differs::RULE as N_DIFFERS;
pub(crate) use n_direction::RULE as N_DIRECTION;
pub(crate) use n_named::RULE as N_NAMED;
pub(crate) use n_unknown::RULE as N_UNKNOWN;

/// What all rules find at or above a severity.
#[must_use]
pub fn check(subject: &Subject<'_>, least: Severity) -> Vec<Finding> {
    let asked = || RULES.iter().filter(|rule| rule.check.severity >= least);
    let mut findings = Vec::new();
    for rule in asked() {
        if let Look::Dataset(look) = rule.look {
            findings.extend(look(subject));
        }
    }
    if asked().any(|rule| matches!(rule.look, Look::Texts(_))) {
        visit_texts(subject.dataset(), &mut |written| {
            for rule in asked() {
                if let Look::Texts(look) = rule.look {
                    look(subject, written, &mut findings);
                }
            }
        });
    }
    findings.retain(|finding| finding.severity >= least);
    findings
}

impl Rule {
    /// A finding of this rule at a pointer, with the rule's own severity.
    pub(crate) fn finding(&self, pointer: impl Into<String>, message: Text) -> Finding {
        Finding::new(self.check.code, self.check.severity, message).at(pointer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_sorted_and_unique() {
        assert!(RULES.windows(2).all(|pair| pair[0].check.code < pair[1].check.code));
    }

    #[test]
    fn every_rule_explains_itself_in_both_languages() {
        for Rule { check, .. } in RULES {
            for (zh, en) in [check.demand, check.source, check.explanation] {
                assert!(!zh.is_ascii(), "{}: {zh}", check.code);
                assert!(!en.is_empty() && en != zh, "{}: {en}", check.code);
            }
        }
    }
}
