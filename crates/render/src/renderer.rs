//! A layout with its templates compiled, and the rendering of a dataset with it.

use std::collections::BTreeMap;
use std::sync::Arc;

use jianbao_calculate::Ledger;
use jianbao_dataset::Dataset;
use jianbao_document::{Document, Section};
use jianbao_finding::Finding;
use jianbao_layout::Layout;
use minijinja::Environment;

use crate::files::Plan;
use crate::job::Job;
use crate::pass::Pass;
use crate::told::{outside_validity, required, too_long, wrong_kind};
use crate::{context, environment, request_list, style};

/// A layout whose templates are compiled.
#[derive(Debug)]
pub struct Renderer {
    pub(crate) layout: Arc<Layout>,
    pub(crate) environment: Environment<'static>,
}

/// How a dataset is rendered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Mode {
    /// What a form must print and the dataset does not know is marked where it goes, and listed in a file of its own.
    pub draft: bool,
}

/// The files of a report, and what the layout finds wanting in the dataset.
#[derive(Debug)]
pub struct Rendered {
    /// The files, in the order of the layout: at least one. A draft ends with the list of what is missing, if anything is.
    pub files: Vec<RenderedFile>,
    /// What is missing (`R-REQ`), too long (`L-LEN`) or does not fit the layout (`R-LAYOUT`), at its pointers in the dataset.
    pub findings: Vec<Finding>,
}

/// A file of a report, before an exporter writes it.
#[derive(Debug)]
pub struct RenderedFile {
    /// The document.
    pub document: Document,
    /// Name of the file without extension.
    pub stem: String,
}

impl Renderer {
    /// Compiles the templates of a layout; every mistake is told.
    pub fn new(layout: Arc<Layout>) -> Result<Self, Vec<Finding>> {
        let environment = environment::environment(&layout)?;
        Ok(Self { layout, environment })
    }

    /// The layout.
    #[must_use]
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Renders a dataset. Mistakes of the layout are told all at once.
    pub fn render(&self, dataset: &Arc<Dataset>, ledger: &Arc<Ledger>, mode: Mode) -> Result<Rendered, Vec<Finding>> {
        let manifest = &self.layout.manifest;
        if !manifest.kinds.iter().any(|kind| kind == dataset.kind.code()) {
            return Err(vec![wrong_kind(manifest, dataset)]);
        }
        let job = Arc::new(Job::new(Arc::clone(&self.layout), Arc::clone(dataset), Arc::clone(ledger), mode.draft));
        let styles = style::styles(&self.layout.typography);
        let pass = Pass { renderer: self, context: context::context(&job), styles: &styles, job: &job };
        let (sections, mut findings) = self.sections(&pass);
        let mut files = Vec::new();
        for plan in Plan::of(manifest) {
            match plan.file(&pass, &sections) {
                Ok(file) => files.push(file),
                Err(wrong) => findings.extend(wrong),
            }
        }
        if !findings.is_empty() {
            return Err(findings);
        }
        let missing = job.missing();
        let mut wanting = outside_validity(manifest, dataset);
        wanting.extend(required(&missing));
        wanting.extend(job.too_long().iter().map(too_long));
        if mode.draft && !missing.is_empty() {
            files.push(request_list::file(&job, &missing, &files[0]));
        }
        Ok(Rendered { files, findings: wanting })
    }

    /// What goes wrong when a dataset is rendered, and some tables and forms each alone.
    pub(crate) fn trial(&self, dataset: &Arc<Dataset>, ledger: &Arc<Ledger>, alone: &[String]) -> Vec<Finding> {
        let mut findings = self.render(dataset, ledger, Mode::default()).err().unwrap_or_default();
        let job = Arc::new(Job::new(Arc::clone(&self.layout), Arc::clone(dataset), Arc::clone(ledger), false));
        let styles = style::styles(&self.layout.typography);
        let pass = Pass { renderer: self, context: context::context(&job), styles: &styles, job: &job };
        let width = self.layout.typography.pages.values().next().map_or(0, |page| style::page(page).text_width());
        for id in alone {
            findings.extend(pass.table(id, width).err().unwrap_or_default());
        }
        findings
    }

    /// The sections by id; one with mistakes is left out, and its mistakes are told.
    fn sections(&self, pass: &Pass<'_>) -> (BTreeMap<&str, Section>, Vec<Finding>) {
        let (mut sections, mut findings) = (BTreeMap::new(), Vec::new());
        for spec in &self.layout.manifest.sections {
            match pass.section(spec) {
                Ok(section) => drop(sections.insert(spec.id.as_str(), section)),
                Err(wrong) => findings.extend(wrong),
            }
        }
        (sections, findings)
    }
}
