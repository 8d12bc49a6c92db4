//! From bytes to a document with its provenance.

use std::collections::BTreeMap;

use jianbao_document::MODEL;
use jianbao_finding::{Finding, Severity};
use jianbao_render::{Mode, RenderedFile, Renderer};
use jianbao_validate::{Valid, locate, validate};
use sha2::{Digest, Sha256};

/// A dataset that was validated and rendered.
#[derive(Debug)]
pub struct Prepared {
    /// Text, facts and figures.
    pub valid: Valid,
    /// What rules found and what the layout misses, in the order of the text.
    pub findings: Vec<Finding>,
    /// The files of the report, their documents with their provenance: at least one.
    pub files: Vec<RenderedFile>,
}

/// Validates and renders a dataset. The error holds the fatal findings: of the dataset's shape, or of the layout.
pub fn prepare(name: &str, bytes: &[u8], renderer: &Renderer, mode: Mode) -> Result<Prepared, Vec<Finding>> {
    let mut valid = validate(name, bytes, &renderer.layout().manifest.policies)?;
    let rendered = renderer.render(&valid.dataset, &valid.ledger, mode).map_err(|mut findings| {
        // What is wrong with the layout has its own place; what the layout says of the dataset has a pointer into it.
        locate(&mut findings, &valid.source);
        findings
    })?;
    let mut findings = std::mem::take(&mut valid.findings);
    findings.extend(rendered.findings);
    locate(&mut findings, &valid.source);
    let mut files = rendered.files;
    let provenance = provenance(bytes, renderer, &findings);
    for file in &mut files {
        file.document.properties.provenance = provenance.clone();
    }
    Ok(Prepared { valid, findings, files })
}

/// Where a file comes from, so that anyone can tell years later which data and which form it was made of.
fn provenance(bytes: &[u8], renderer: &Renderer, findings: &[Finding]) -> BTreeMap<String, String> {
    let count = |severity: Severity| findings.iter().filter(|finding| finding.severity == severity).count().to_string();
    let layout = renderer.layout();
    let hash = Sha256::digest(bytes).iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
    [
        ("jianbao-dataset-schema", jianbao_dataset::SCHEMA_ID.to_owned()),
        ("jianbao-dataset-sha256", hash),
        ("jianbao-document-model", MODEL.to_owned()),
        ("jianbao-findings-errors", count(Severity::Error)),
        ("jianbao-findings-warnings", count(Severity::Warning)),
        ("jianbao-layout-id", layout.manifest.id.clone()),
        ("jianbao-layout-sha256", layout.hash.clone()),
        ("jianbao-version", crate::VERSION.to_owned()),
    ]
    .into_iter()
    .map(|(key, value)| (key.to_owned(), value))
    .collect()
}
