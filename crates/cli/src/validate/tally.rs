//! Counts of a run: complete, whatever is shown.

use std::collections::BTreeMap;

use jianbao_finding::Counts;
use jianbao_pipeline::{Judged, Subject};

/// Records of an organisation.
#[derive(Debug, Default)]
pub(super) struct Records {
    pub(super) all: u64,
    pub(super) bad: u64,
}

/// Counts of all records and findings of a run.
#[derive(Debug, Default)]
pub(super) struct Totals {
    /// Records, and findings by severity, code and organisation.
    pub(super) counts: Counts,
    /// Records with a finding of the denied severity or worse.
    pub(super) bad: u64,
    /// Parts of the feed that gave no record.
    pub(super) unread: u64,
    /// Records by the name of the organisation, good ones too; the empty name is that of records that do not say whose they are.
    /// Kept only where it is asked for.
    pub(super) organisations: Option<BTreeMap<String, Records>>,
}

impl Totals {
    pub(super) fn new(by_organisation: bool) -> Self {
        Self { organisations: by_organisation.then(BTreeMap::new), ..Self::default() }
    }

    /// Counts what was found in a record, or in what gives none.
    pub(super) fn count(&mut self, judged: &Judged, good: bool) {
        for finding in &judged.findings {
            self.counts.add(finding, &judged.about);
        }
        match judged.subject {
            Subject::Record(_) => {
                self.counts.records += 1;
                self.bad += u64::from(!good);
                self.count_record(judged.about.organisation.as_deref().unwrap_or_default(), good);
            }
            Subject::Unread => self.unread += 1,
            Subject::Earlier => {}
        }
    }

    fn count_record(&mut self, organisation: &str, good: bool) {
        let Some(all) = &mut self.organisations else { return };
        if !all.contains_key(organisation) {
            all.insert(organisation.to_owned(), Records::default());
        }
        if let Some(records) = all.get_mut(organisation) {
            records.all += 1;
            records.bad += u64::from(!good);
        }
    }
}
