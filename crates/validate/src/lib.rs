//! Is a dataset fit to submit?
//!
//! A [`Validator`] takes the text of a dataset through three stages. *Shape*: JSON Schema and what a schema cannot say (28
//! digits, duplicate keys), all errors at once, codes `S-…`. *Integrity*: ids, references, placeholders, cells that fit
//! their columns, codes `I-…`. Both are fatal: no figure can be trusted. *Rules*: numbers and facts that disagree, codes
//! `R-…`, one file a rule; a report can still be made, but should not be sent. A layout adds the rules of its agency, codes `X-…`.
//!
//! A dataset without a fault costs one typed parse and the rules; the schema is only consulted to explain a failure.
//!
//! This crate does not know documents and writes nothing.

mod catalogue;
mod integrity;
mod local;
mod locate;
mod prose;
pub mod rules;
mod shape;

use std::sync::Arc;

use jianbao_calculate::{Figures, Ledger};
use jianbao_dataset::{Dataset, ReadError, decode, read};
use jianbao_finding::{Finding, Severity, Source};
use jianbao_layout::{Layout, Policies, RuleSet};

use local::LocalRules;

pub use catalogue::CHECKS;
pub use locate::locate;

/// A dataset that can be worked with, and what the rules found in it.
#[derive(Debug)]
pub struct Valid {
    /// The text.
    pub source: Arc<Source>,
    /// The facts, and the figures that follow from them.
    pub figures: Figures,
    /// What the rules found, in the order of the text.
    pub findings: Vec<Finding>,
}

impl Valid {
    /// The facts.
    #[must_use]
    pub fn dataset(&self) -> &Arc<Dataset> {
        self.figures.dataset()
    }

    /// The figures.
    pub fn ledger(&self) -> &Arc<Ledger> {
        self.figures.ledger()
    }
}

/// Checks datasets under one set of policies and rules; made once, used for any number of datasets, from any number of threads.
#[derive(Debug, Clone)]
pub struct Validator {
    policies: Arc<Policies>,
    local: Arc<LocalRules>,
    least: Severity,
}

impl Default for Validator {
    fn default() -> Self {
        Self { policies: Arc::default(), local: Arc::default(), least: Severity::Info }
    }
}

impl Validator {
    /// A validator under the policies of a layout. What is wrong with the layout's own rules is told, all at once.
    pub fn of(layout: &Layout) -> Result<Self, Vec<Finding>> {
        let local = Arc::new(local::compile(&layout.rules)?);
        Ok(Self { policies: Arc::new(layout.manifest.policies.clone()), local, ..Self::default() })
    }

    /// The same validator with more rules, for example a rule pack: a rule of the same code takes the place of its namesake, and
    /// bounds of lights that come with the rules those of the layout. What is wrong with the rules is told, all at once.
    pub fn with_rules(mut self, rules: &RuleSet) -> Result<Self, Vec<Finding>> {
        self.local = Arc::new(self.local.with(&local::compile(rules)?));
        if let Some(lights) = rules.lights() {
            self.policies = Arc::new(Policies { lights: Some(lights.clone()), ..Policies::clone(&self.policies) });
        }
        Ok(self)
    }

    /// The same validator without findings below a severity: what could only find such is not looked at.
    #[must_use]
    pub fn least(mut self, least: Severity) -> Self {
        self.least = least;
        self
    }

    /// Validates the bytes of a dataset. The error holds the fatal findings.
    pub fn validate(&self, name: &str, bytes: &[u8]) -> Result<Valid, Vec<Finding>> {
        self.check(decode(name, bytes).map_err(|finding| vec![*finding])?)
    }

    /// Validates the text of a dataset, which may be a part of a file. The error holds the fatal findings.
    pub fn check(&self, source: Arc<Source>) -> Result<Valid, Vec<Finding>> {
        let dataset = match read(&source) {
            Ok(dataset) => dataset,
            Err(ReadError::Unreadable(findings)) => return Err(findings),
            Err(ReadError::Shape { message, at }) => return Err(shape::diagnose(&source, &message, at)),
        };
        let figures = Figures::new(Arc::new(dataset), Arc::clone(&self.policies));
        let refuse = |mut fatal: Vec<Finding>| {
            locate(&mut fatal, &source);
            fatal
        };
        integrity::check(&figures).map_err(refuse)?;
        let subject = rules::Subject::new(&figures);
        let mut findings = rules::check(&subject, self.least).map_err(refuse)?;
        if !self.local.is_empty() {
            findings.extend(self.local.check(&subject, self.least));
        }
        locate(&mut findings, &source);
        Ok(Valid { source, figures, findings })
    }
}
