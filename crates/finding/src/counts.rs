//! How often what was found: complete, however few examples are shown.

use std::collections::BTreeMap;

use crate::{About, Finding, Severity};

/// Findings by severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Errors.
    pub errors: u64,
    /// Warnings.
    pub warnings: u64,
    /// Notes.
    pub notes: u64,
}

impl Tally {
    /// Counts one more.
    pub fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info => self.notes += 1,
        }
    }

    /// All of them.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.errors + self.warnings + self.notes
    }
}

/// Findings counted by what they are and whose they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Records that were looked at; whoever counts says it.
    pub records: u64,
    /// By severity.
    pub all: Tally,
    /// By code.
    pub by_code: BTreeMap<String, Tally>,
    /// By the name of the organisation; an empty name stands for records that do not say theirs.
    pub by_organisation: BTreeMap<String, Tally>,
}

impl Counts {
    /// Counts a finding.
    pub fn add(&mut self, finding: &Finding, about: &About) {
        self.all.add(finding.severity);
        count(&mut self.by_code, &finding.code, finding.severity);
        count(&mut self.by_organisation, about.organisation.as_deref().unwrap_or_default(), finding.severity);
    }
}

/// Names are copied only when they come up for the first time.
fn count(tallies: &mut BTreeMap<String, Tally>, name: &str, severity: Severity) {
    match tallies.get_mut(name) {
        Some(tally) => tally.add(severity),
        None => tallies.entry(name.to_owned()).or_default().add(severity),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Text;

    #[test]
    fn everything_is_counted_twice() {
        let mut counts = Counts::default();
        let about = |name: &str| About { organisation: Some(name.to_owned()), ..About::default() };
        counts.add(&Finding::error("R-SUM", Text::default()), &about("甲局"));
        counts.add(&Finding::new("R-SUM", Severity::Info, Text::default()), &about("乙局"));
        counts.add(&Finding::new("R-PACE", Severity::Warning, Text::default()), &About::default());
        assert_eq!(counts.all, Tally { errors: 1, warnings: 1, notes: 1 });
        assert_eq!(counts.by_code["R-SUM"], Tally { errors: 1, warnings: 0, notes: 1 });
        assert_eq!(counts.by_organisation[""].total(), 1);
        assert_eq!(counts.by_organisation.len(), 3);
    }
}
