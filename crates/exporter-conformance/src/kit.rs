//! Running the cases.

use std::time::Instant;

use jianbao_exporter_host::{Description, ExporterInfo, Host, HostError, Plugin};

use crate::bench::{Bench, STEM, told};
use crate::case::{Needs, Outcome, Run, Stop};
use crate::{Case, CaseResult, ExporterSummary, Report, Verdict, cases};

/// A plugin that is to be tried.
pub struct Kit {
    host: Host,
    plugin: Plugin,
    described: Result<Description, HostError>,
    exporter: Option<String>,
}

/// Which cases run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Names of the cases; none means all.
    pub names: Vec<String>,
}

/// What an exporter in this process did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InProcess {
    /// What its entry returned; 0 is success.
    pub status: i32,
    /// The names of its outputs.
    pub files: Vec<String>,
    /// Why it failed, in its own words.
    pub reason: Option<String>,
}

impl Selection {
    /// The names that are no case, in order.
    pub fn unknown(&self) -> Vec<&str> {
        self.names.iter().map(String::as_str).filter(|name| cases().all(|case| case.name != *name)).collect()
    }

    fn holds(&self, case: &Case) -> bool {
        self.names.is_empty() || self.names.iter().any(|name| name == case.name)
    }
}

impl Kit {
    /// A kit for a plugin, which is asked at once to describe itself. Whoever calls this has the user's consent to run it.
    pub fn new(host: Host, plugin: Plugin) -> Self {
        let described = host.describe(&plugin);
        Self { host, plugin, described, exporter: None }
    }

    /// Tries the exporter with this id; without it, the first that the plugin holds.
    #[must_use]
    pub fn with_exporter(mut self, id: impl Into<String>) -> Self {
        self.exporter = Some(id.into());
        self
    }

    /// The ids of the exporters that the plugin holds; none where it does not describe itself.
    pub fn exporters(&self) -> Vec<&str> {
        self.described.iter().flat_map(|one| &one.exporters).map(|exporter| exporter.id.as_str()).collect()
    }

    /// Runs the selected cases.
    pub fn run(&self, selection: &Selection) -> Report {
        self.run_with(selection, &mut |_, _| ())
    }

    /// Runs the selected cases and hands each result over as soon as it is known. When the host is interrupted, the rest is
    /// left out.
    pub fn run_with(&self, selection: &Selection, each: &mut dyn FnMut(&Case, &CaseResult)) -> Report {
        let mut results = Vec::new();
        for case in cases().filter(|case| selection.holds(case)) {
            let result = self.run_case(case);
            // What was interrupted says nothing about the exporter.
            if self.interrupted() {
                break;
            }
            each(case, &result);
            results.push(result);
        }
        let failed = results.iter().filter(|result| result.verdict == Verdict::Fail).count();
        let exporter = self.chosen().map(|exporter| ExporterSummary {
            id: exporter.id.clone(),
            version: exporter.version.clone(),
            title: exporter.title.clone(),
        });
        Report { report: 1, exporter, cases: results, failed }
    }

    /// Loads the plugin into **this** process and has it write the document of a case into a temporary folder: for a
    /// debugger, without limits and without protection.
    ///
    /// The error says why there is nothing to run, or why the plugin could not be loaded.
    pub fn run_in_process(&self, case: &Case) -> Result<InProcess, String> {
        let document = case.document().ok_or_else(|| {
            let about: Vec<&str> = cases().filter(|case| case.document().is_some()).map(|case| case.name).collect();
            format!("the case {} is not about one document; those that are: {}", case.name, about.join(", "))
        })?;
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let bench = self.bench();
        let request = bench.request(&document, STEM).map_err(|stop| match stop {
            Stop::Fail(message) | Stop::Skip(message) => message,
        })?;
        let ran = self.host.run_in_process(&self.plugin, &request.bytes(folder.path()), folder.path());
        let (status, files, reason) = ran.map_err(|error| error.to_string())?;
        Ok(InProcess { status, files, reason: reason.map(|reason| told(&reason)) })
    }

    /// The bench for the chosen exporter.
    pub(crate) fn bench(&self) -> Bench<'_> {
        Bench::new(&self.host, &self.plugin, self.described.as_ref(), self.chosen())
    }

    pub(crate) fn interrupted(&self) -> bool {
        self.host.interrupted()
    }

    fn chosen(&self) -> Option<&ExporterInfo> {
        let mut exporters = self.described.iter().flat_map(|one| &one.exporters);
        match &self.exporter {
            Some(id) => exporters.find(|exporter| exporter.id == *id),
            None => exporters.next(),
        }
    }

    fn run_case(&self, case: &Case) -> CaseResult {
        let bench = self.bench();
        let started = Instant::now();
        let outcome = outcome(case, &bench);
        let seconds = started.elapsed().as_secs_f64();
        let (verdict, message) = match outcome {
            Ok(remark) => (Verdict::Pass, remark),
            Err(Stop::Fail(message)) => (Verdict::Fail, Some(message)),
            Err(Stop::Skip(message)) => (Verdict::Skip, Some(message)),
        };
        let what = case.what().en;
        CaseResult { name: case.name.to_owned(), what, verdict, message, seconds, peak_bytes: bench.peak() }
    }
}

fn outcome(case: &Case, bench: &Bench<'_>) -> Outcome {
    if case.needs == Needs::Exporter && bench.exporter().is_err() {
        return Err(Stop::skip("the exporter did not describe itself"));
    }
    match &case.run {
        Run::Asks(ask) => ask(bench),
        Run::Writes(content) => bench.content(content),
    }
}
