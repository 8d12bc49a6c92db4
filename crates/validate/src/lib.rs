//! Is a dataset fit to submit?
//!
//! [`validate`] takes the text of a dataset through three stages. *Shape*: JSON Schema and what a schema cannot say (28
//! digits, duplicate keys), all errors at once, codes `S-…`. *Integrity*: ids, references, placeholders, cells that fit
//! their columns, codes `I-…`. Both are fatal: no figure can be trusted. *Rules*: numbers and facts that disagree, codes
//! `R-…`, one file a rule; a report can still be made, but should not be sent.
//!
//! A dataset without a fault costs one typed parse and the rules; the schema is only consulted to explain a failure.
//!
//! This crate does not know documents and writes nothing.

mod integrity;
mod locate;
pub mod rules;
mod shape;

use std::sync::Arc;

use jianbao_calculate::{Ledger, calculate};
use jianbao_dataset::{Dataset, ReadError, decode, read};
use jianbao_finding::{Finding, Source};
use jianbao_layout::Policies;

pub use locate::locate;

/// A dataset that can be worked with, and what the rules found in it.
#[derive(Debug)]
pub struct Valid {
    /// The text.
    pub source: Arc<Source>,
    /// The facts.
    pub dataset: Arc<Dataset>,
    /// The figures.
    pub ledger: Arc<Ledger>,
    /// What the rules found, in the order of the text.
    pub findings: Vec<Finding>,
}

/// Validates the bytes of a dataset. The error holds the fatal findings.
pub fn validate(name: &str, bytes: &[u8], policies: &Policies) -> Result<Valid, Vec<Finding>> {
    let source = decode(name, bytes).map_err(|finding| vec![*finding])?;
    let dataset = match read(&source) {
        Ok(dataset) => dataset,
        Err(ReadError::Unreadable(findings)) => return Err(findings),
        Err(ReadError::Shape { message, at }) => return Err(shape::diagnose(&source, &message, at)),
    };
    let ledger = calculate(&dataset, policies);
    let mut fatal = integrity::check(&dataset, &ledger);
    if !fatal.is_empty() {
        locate(&mut fatal, &source);
        return Err(fatal);
    }
    let mut findings = rules::check(&rules::Subject { dataset: &dataset, ledger: &ledger, policies });
    locate(&mut findings, &source);
    Ok(Valid { source, dataset: Arc::new(dataset), ledger: Arc::new(ledger), findings })
}
