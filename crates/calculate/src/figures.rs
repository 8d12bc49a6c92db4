//! The figures of a dataset, computed when somebody first asks for one.

use std::sync::{Arc, OnceLock};

use jianbao_dataset::Dataset;
use jianbao_layout::Policies;

use crate::{Ledger, calculate};

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
}
