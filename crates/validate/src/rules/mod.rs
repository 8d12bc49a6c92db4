//! Rules: numbers and facts that disagree. One file a rule; this page is their list.

mod r_date;
mod r_rate;
mod r_sum;
mod reported;

use jianbao_calculate::Ledger;
use jianbao_dataset::Dataset;
use jianbao_finding::{Finding, Severity, Text};
use jianbao_layout::Policies;

/// What a rule looks at.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The facts.
    pub dataset: &'a Dataset,
    /// The figures.
    pub ledger: &'a Ledger,
    /// How numbers are counted and rounded.
    pub policies: &'a Policies,
}

/// A rule.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Stable code.
    pub code: &'static str,
    /// How bad a finding of it is.
    pub severity: Severity,
    /// What it demands, in Chinese and English.
    pub demand: (&'static str, &'static str),
    /// Where the demand comes from.
    pub source: &'static str,
    /// What is wrong; each finding has a pointer.
    pub check: fn(&Subject<'_>) -> Vec<Finding>,
}

/// All rules, by code.
pub const RULES: &[Rule] = &[r_date::RULE, r_rate::RULE, r_sum::RULE];

/// What all rules find.
#[must_use]
pub fn check(subject: &Subject<'_>) -> Vec<Finding> {
    RULES.iter().flat_map(|rule| (rule.check)(subject)).collect()
}

impl Rule {
    /// A finding of this rule at a pointer.
    fn finding(&self, pointer: String, message: Text) -> Finding {
        Finding::new(self.code, self.severity, message).at(pointer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_sorted_and_unique() {
        assert!(RULES.windows(2).all(|pair| pair[0].code < pair[1].code));
    }
}
