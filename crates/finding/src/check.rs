//! What a code stands for.

use crate::{Lang, Severity};

/// A check: what the code of a finding stands for, for `jianbao rules` and for reports of findings. Texts are pairs of Chinese and
/// English.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Check {
    /// Stable code such as `R-RATE`.
    pub code: &'static str,
    /// The worst severity that its findings have.
    pub severity: Severity,
    /// What it demands, in one sentence without a full stop.
    pub demand: (&'static str, &'static str),
    /// Where the demand comes from: a form, a regulation, a formula.
    pub source: (&'static str, &'static str),
    /// What is compared with what, when the check says nothing, and what to do about a finding; paragraphs.
    pub explanation: (&'static str, &'static str),
}

impl Check {
    /// One of a pair of texts.
    #[must_use]
    pub fn text(pair: (&'static str, &'static str), lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => pair.0,
            Lang::En => pair.1,
        }
    }
}
