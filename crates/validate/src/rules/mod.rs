//! Rules: numbers, facts and texts that disagree. One file a rule; this page is their list.
//!
//! A rule first asks the facts, which costs nothing, and the ledger only where they leave it in doubt: in a feed most records are
//! clean, and their ledgers are never made.

mod facts;
mod l_docno;
mod l_pair;
mod l_punct;
mod l_term;
mod l_text;
mod n_differs;
mod n_direction;
mod n_named;
mod n_unknown;
mod observed;
mod r_consist;
mod r_cover;
mod r_date;
mod r_evidence;
mod r_forecast;
mod r_link;
mod r_num;
mod r_pace;
mod r_rate;
mod r_rate_card;
mod r_recon;
mod r_req;
mod r_reqif;
mod r_scope;
mod r_single_source;
mod r_sum;
mod r_toc;
mod r_trend;
mod r_unit;
mod reported;
mod same_words;
mod say;
mod wording;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use jianbao_calculate::{Entry, Figures, Ledger};
use jianbao_dataset::{Dataset, Written, visit_texts};
use jianbao_finding::{Check, Finding, Severity, Text};
use jianbao_layout::Policies;

use crate::integrity;
use crate::prose::Memo;
pub use wording::Marks;
use wording::Scan;

/// What a rule looks at.
#[derive(Debug)]
pub struct Subject<'a> {
    pub(crate) figures: &'a Figures,
    /// What the rules about numbers in texts remember.
    pub(crate) prose: Memo<'a>,
    reported: OnceCell<Vec<Option<Cow<'a, Entry>>>>,
}

impl<'a> Subject<'a> {
    pub(crate) fn new(figures: &'a Figures) -> Self {
        Self { figures, prose: Memo::default(), reported: OnceCell::new() }
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

    /// The figures that the source's printed numbers claim to be, one for each of the dataset's `reported`.
    pub(crate) fn reported(&self) -> &[Option<Cow<'a, Entry>>] {
        self.reported.get_or_init(|| {
            let reported = self.dataset().reported.iter();
            reported.map(|reported| self.figures.get(reported.figure.as_ref()?.as_str())).collect()
        })
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
    /// At the texts that one scan over all of them marks, and then at the dataset as a whole, knowing what marks its texts bear.
    Wording {
        /// The marks of the texts that it looks at.
        marks: Marks,
        /// How it looks at such a text.
        text: fn(&Subject<'_>, &Written<'_>, &mut Vec<Finding>),
        /// How it looks at the dataset.
        whole: fn(&Subject<'_>, Marks, &mut Vec<Finding>),
    },
}

/// All rules, by code.
pub const RULES: &[Rule] = &[
    l_docno::RULE,
    l_pair::RULE,
    l_punct::RULE,
    l_term::RULE,
    l_text::RULE,
    n_differs::RULE,
    n_direction::RULE,
    n_named::RULE,
    n_unknown::RULE,
    r_consist::RULE,
    r_cover::RULE,
    r_date::RULE,
    r_evidence::RULE,
    r_forecast::RULE,
    r_link::RULE,
    r_num::RULE,
    r_pace::RULE,
    r_rate::RULE,
    r_rate_card::RULE,
    r_recon::RULE,
    r_req::RULE,
    r_reqif::RULE,
    r_scope::RULE,
    r_single_source::RULE,
    r_sum::RULE,
    r_toc::RULE,
    r_trend::RULE,
    r_unit::RULE,
];

pub(crate) use n_differs::RULE as N_DIFFERS;
pub(crate) use n_direction::RULE as N_DIRECTION;
pub(crate) use n_named::RULE as N_NAMED;
pub(crate) use n_unknown::RULE as N_UNKNOWN;

/// What all rules find at or above a severity. The error holds the placeholders that name no figure: they are looked for on the
/// same walk over the texts, and no rule is asked about a dataset that has one.
pub(crate) fn check(subject: &Subject<'_>, least: Severity) -> Result<Vec<Finding>, Vec<Finding>> {
    let in_texts = texts(subject, least)?;
    let mut findings = Vec::new();
    for rule in asked(least) {
        if let Look::Dataset(look) = rule.look {
            findings.extend(look(subject));
        }
    }
    findings.extend(in_texts);
    findings.retain(|finding| finding.severity >= least);
    Ok(findings)
}

/// The rules that could find something of a severity or worse.
fn asked(least: Severity) -> impl Iterator<Item = &'static Rule> {
    RULES.iter().filter(move |rule| rule.check.severity >= least)
}

/// What the rules that look at texts find.
fn texts(subject: &Subject<'_>, least: Severity) -> Result<Vec<Finding>, Vec<Finding>> {
    let (mut fatal, mut findings) = (Vec::new(), Vec::new());
    let mut scan = Scan::of(subject.dataset());
    visit_texts(subject.dataset(), &mut |written| {
        integrity::placeholders_of(subject.figures, written, &mut fatal);
        if !fatal.is_empty() {
            return;
        }
        let found = scan.text(written);
        for rule in asked(least) {
            match rule.look {
                Look::Texts(look) => look(subject, written, &mut findings),
                Look::Wording { marks, text, .. } if found.meets(marks) => text(subject, written, &mut findings),
                Look::Wording { .. } | Look::Dataset(_) => {}
            }
        }
    });
    if !fatal.is_empty() {
        return Err(fatal);
    }
    for rule in asked(least) {
        if let Look::Wording { whole, .. } = rule.look {
            whole(subject, scan.all(), &mut findings);
        }
    }
    Ok(findings)
}

impl Rule {
    /// A finding of this rule at bytes of a text, of a severity up to the rule's own.
    pub(crate) fn found(
        &self,
        severity: Severity,
        written: &Written<'_>,
        range: Range<usize>,
        message: Text,
    ) -> Finding {
        Finding::new(self.check.code, severity, message).at(written.pointer()).within(range)
    }

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
