//! From bytes to a document with its provenance.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::feed::{Checked, Checker};
use jianbao_dataset::decode;
use jianbao_document::MODEL;
use jianbao_finding::{Finding, Severity, Source};
use jianbao_layout::{Layout, RuleSet};
use jianbao_render::{Mode, RenderedFile, Renderer};
use jianbao_validate::{Valid, Validator, locate};
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

/// A layout made ready: its rules and its templates compiled. Made once, used for any number of datasets.
#[derive(Debug)]
pub struct Pipeline {
    validator: Validator,
    renderer: Renderer,
}

impl Pipeline {
    /// Compiles the rules and the templates of a layout; every mistake is told.
    pub fn new(layout: Arc<Layout>) -> Result<Self, Vec<Finding>> {
        match (Validator::of(&layout), Renderer::new(layout)) {
            (Ok(validator), Ok(renderer)) => Ok(Self { validator, renderer }),
            (rules, templates) => Err([rules.err(), templates.err()].into_iter().flatten().flatten().collect()),
        }
    }

    /// The same pipeline without findings below a severity.
    #[must_use]
    pub fn least(mut self, least: Severity) -> Self {
        self.validator = self.validator.least(least);
        self
    }

    /// The same pipeline with more rules, as [`Validator::with_rules`] adds them.
    pub fn with_rules(mut self, rules: &RuleSet) -> Result<Self, Vec<Finding>> {
        self.validator = self.validator.with_rules(rules)?;
        Ok(self)
    }

    /// The layout.
    #[must_use]
    pub fn layout(&self) -> &Layout {
        self.renderer.layout()
    }

    /// Validates and renders a dataset. The error holds the fatal findings: of the dataset's shape, or of the layout.
    pub fn prepare(&self, name: &str, bytes: &[u8], mode: Mode) -> Result<Prepared, Vec<Finding>> {
        let (valid, findings, mut files) = self.stages(decode(name, bytes).map_err(|finding| vec![*finding])?, mode)?;
        let provenance = provenance(bytes, &self.renderer, &findings);
        for file in &mut files {
            file.document.properties.provenance = provenance.clone();
        }
        Ok(Prepared { valid, findings, files })
    }

    fn stages(
        &self,
        source: Arc<Source>,
        mode: Mode,
    ) -> Result<(Valid, Vec<Finding>, Vec<RenderedFile>), Vec<Finding>> {
        let mut valid = self.validator.check(source)?;
        let rendered = self.renderer.render(valid.dataset(), valid.ledger(), mode).map_err(|mut findings| {
            // What is wrong with the layout has its own place; what the layout says of the dataset has a pointer into it.
            locate(&mut findings, &valid.source);
            findings
        })?;
        let mut findings = std::mem::take(&mut valid.findings);
        // What a rule misses and the layout must print is one fault; the layout says more about it.
        let told = |finding: &Finding| rendered.findings.iter().any(|other| is_same_gap(finding, other));
        findings.retain(|finding| !told(finding));
        findings.extend(rendered.findings);
        locate(&mut findings, &valid.source);
        Ok((valid, findings, rendered.files))
    }
}

/// Whether two findings say that one place is empty.
fn is_same_gap(finding: &Finding, other: &Finding) -> bool {
    finding.code == "R-REQ" && other.code == "R-REQ" && finding.pointer == other.pointer
}

/// The layout's demands included; nothing is fatal here, all of it is told.
impl Checker for Pipeline {
    fn check(&self, source: Arc<Source>) -> Checked {
        match self.stages(source, Mode::default()) {
            Ok((valid, findings, _)) => Checked { findings, dataset: Some(Arc::clone(valid.dataset())) },
            Err(findings) => Checked { findings, dataset: None },
        }
    }
}

/// Where a file comes from, so that anyone can tell years later which data and which form it was made of.
fn provenance(bytes: &[u8], renderer: &Renderer, findings: &[Finding]) -> BTreeMap<String, String> {
    let count = |severity: Severity| findings.iter().filter(|finding| finding.severity == severity).count().to_string();
    let layout = renderer.layout();
    let hash = Sha256::digest(bytes).iter().fold(String::new(), |hex, byte| hex + format!("{byte:02x}").as_str());
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
