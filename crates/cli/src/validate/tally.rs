//! Counts of a run: complete, whatever is shown.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jianbao_finding::{Finding, Severity};
use jianbao_pipeline::{Judged, Subject};

/// Organisations that are counted one by one: more than a province has, and few enough for any memory.
const ORGANISATIONS: usize = 100_000;

/// Findings by severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) errors: u64,
    pub(super) warnings: u64,
    pub(super) notes: u64,
}

impl Counts {
    pub(super) fn of(findings: &[Finding]) -> Self {
        let mut counts = Self::default();
        findings.iter().for_each(|finding| counts.add(finding.severity));
        counts
    }

    fn add(&mut self, severity: Severity) {
        *match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
            Severity::Info => &mut self.notes,
        } += 1;
    }

    pub(super) fn total(self) -> u64 {
        self.errors + self.warnings + self.notes
    }
}

/// What an organisation answers for.
#[derive(Debug, Default)]
pub(super) struct Share {
    pub(super) records: u64,
    pub(super) bad: u64,
    pub(super) found: Counts,
}

/// Counts of all records and findings of a run.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) records: u64,
    /// Records with a finding of the denied severity or worse.
    pub(super) bad: u64,
    /// Parts of the feed that gave no record.
    pub(super) unread: u64,
    pub(super) found: Counts,
    pub(super) codes: BTreeMap<Cow<'static, str>, Counts>,
    /// By name; the empty name is that of records that do not say whose they are. Kept only where it is asked for.
    pub(super) organisations: Option<BTreeMap<String, Share>>,
    /// What the organisations answer for that are no longer counted one by one.
    pub(super) others: Share,
}

impl Tally {
    pub(super) fn new(by_organisation: bool) -> Self {
        Self { organisations: by_organisation.then(BTreeMap::new), ..Self::default() }
    }

    /// Counts what was found in a record, or in what gives none.
    pub(super) fn count(&mut self, judged: &Judged, good: bool) {
        let (records, bad) = match judged.subject {
            Subject::Record(_) => (1, u64::from(!good)),
            Subject::Unread => {
                self.unread += 1;
                (0, 0)
            }
            Subject::Earlier => (0, 0),
        };
        self.records += records;
        self.bad += bad;
        for finding in &judged.findings {
            self.found.add(finding.severity);
            if !self.codes.contains_key(&finding.code) {
                self.codes.insert(finding.code.clone(), Counts::default());
            }
            if let Some(counts) = self.codes.get_mut(&finding.code) {
                counts.add(finding.severity);
            }
        }
        if let Some(share) = self.share(judged) {
            share.records += records;
            share.bad += bad;
            judged.findings.iter().for_each(|finding| share.found.add(finding.severity));
        }
    }

    fn share(&mut self, judged: &Judged) -> Option<&mut Share> {
        let all = self.organisations.as_mut()?;
        let name = judged.about.organisation.as_deref().unwrap_or_default();
        if !all.contains_key(name) {
            if all.len() >= ORGANISATIONS {
                return Some(&mut self.others);
            }
            all.insert(name.to_owned(), Share::default());
        }
        all.get_mut(name)
    }
}
