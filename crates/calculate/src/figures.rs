//! The figures of a dataset, computed when somebody first asks for one.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use jianbao_dataset::Dataset;
use jianbao_layout::Policies;

use crate::builder::Builder;
use crate::{Entry, Ledger, calculate, money};

/// A dataset, the policies under which it is counted, and its ledger once somebody asked for it. A clean record of a feed is
/// checked on its facts alone, so most ledgers of a feed are never made.
#[derive(Debug, Clone)]
pub struct Figures {
    dataset: Arc<Dataset>,
    policies: Arc<Policies>,
    ledger: OnceLock<Arc<Ledger>>,
}

impl Figures {
    /// The figures of a dataset under some policies.
    #[must_use]
    pub fn new(dataset: Arc<Dataset>, policies: Arc<Policies>) -> Self {
        Self { dataset, policies, ledger: OnceLock::new() }
    }

    /// The facts.
    #[must_use]
    pub fn dataset(&self) -> &Arc<Dataset> {
        &self.dataset
    }

    /// How numbers are counted and rounded.
    #[must_use]
    pub fn policies(&self) -> &Policies {
        &self.policies
    }

    /// All figures; computed at the first call.
    pub fn ledger(&self) -> &Arc<Ledger> {
        self.ledger.get_or_init(|| Arc::new(calculate(&self.dataset, &self.policies)))
    }

    /// The figure with an id, as the ledger has it. A usual figure of money is computed alone where there is no ledger yet.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<Cow<'_, Entry>> {
        if self.ledger.get().is_none() {
            let mut builder = Builder::new(self.dataset.money_unit);
            if money::one(&mut builder, &self.dataset, &self.policies, id).is_some() {
                return builder.take(id).map(Cow::Owned);
            }
        }
        self.ledger().get(id).map(Cow::Borrowed)
    }

    /// Whether there is a figure with an id. The usual ones are told from the records alone, without computing any figure.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        match self.ledger.get() {
            Some(ledger) => ledger.get(id).is_some(),
            None => usual(&self.dataset, id) || self.ledger().get(id).is_some(),
        }
    }
}

/// Whether a figure is one of those that every record of its kind has.
fn usual(dataset: &Dataset, id: &str) -> bool {
    let mut segments = id.split('.');
    let (Some(kind), Some(record), Some(field), None) =
        (segments.next(), segments.next(), segments.next(), segments.next())
    else {
        return false;
    };
    match kind {
        "funding" => {
            money::funding_has(field)
                && (record == "total" || dataset.funding.iter().any(|funding| funding.id.as_str() == record))
        }
        "use" => {
            let total = record == "total" && !dataset.uses.is_empty();
            money::use_has(field) && (total || dataset.uses.iter().any(|using| using.id.as_str() == record))
        }
        "indicator" => {
            matches!(field, "target" | "actual" | "forecast" | "completion" | "deviation")
                && dataset.indicators.iter().any(|indicator| indicator.id.as_str() == record)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use jianbao_dataset::{decode, read};

    use super::*;

    fn is_nested(funding: &jianbao_dataset::Funding) -> bool {
        funding.parent.is_some()
    }

    #[test]
    fn what_is_usual_is_there_and_most_figures_are_usual() {
        for bytes in [
            &include_bytes!("../../../examples/nanchang-2020/dataset.json")[..],
            include_bytes!("../../../examples/kuangye-2019/dataset.json"),
            include_bytes!("../../../examples/department-2024/dataset.json"),
            include_bytes!("../../../examples/shanxi-2023/dataset.json"),
        ] {
            let dataset = Arc::new(read(&decode("dataset.json", bytes).expect("UTF-8")).expect("a dataset"));
            let ledger = calculate(&dataset, &Policies::default());
            let ids: Vec<&str> = ledger.entries().map(|entry| entry.id.as_str()).collect();
            let usual_ids = ids.iter().filter(|id| usual(&dataset, id)).count();
            assert!(usual_ids * 2 > ids.iter().filter(|id| !id.starts_with("table.")).count());
            for id in &ids {
                let figures = Figures::new(Arc::clone(&dataset), Arc::default());
                assert_eq!(figures.get(id).as_deref(), ledger.get(id), "{id}");
                let alone = id.starts_with("funding.") && !id.contains("pace");
                assert!(!alone || figures.ledger.get().is_none() || dataset.funding.iter().any(is_nested), "{id}");
            }
            // Every record with every field that some record has, and some that none has.
            let fields: Vec<&str> = ids.iter().filter_map(|id| id.rsplit('.').next()).chain(["x", "total"]).collect();
            let records: Vec<&str> =
                ids.iter().filter_map(|id| id.rsplit_once('.').map(|(record, _)| record)).collect();
            for record in records.into_iter().chain(["use.total", "funding.x", "period"]) {
                for field in &fields {
                    let id = format!("{record}.{field}");
                    assert!(!usual(&dataset, &id) || ledger.get(&id).is_some(), "{id}");
                }
            }
        }
    }
}
