//! What a case works with: the exporter under test, and ways to have it write.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::path::Path;

use jianbao_document::Document;
use jianbao_exporter_host::{
    Degraded, Description, ExporterInfo, Host, HostError, HostErrorKind, Limits, Plugin, PluginKind, Probe, Reason,
    complete_options,
};
use serde_json::Value;

use crate::case::{Content, Outcome, Stop};
use crate::output;
use crate::request::Request;

/// The stem that outputs are asked to have.
pub(crate) const STEM: &str = "report";

/// The exporter under test.
pub(crate) struct Bench<'a> {
    host: &'a Host,
    plugin: &'a Plugin,
    described: Result<&'a Description, &'a HostError>,
    exporter: Option<&'a ExporterInfo>,
    peak: Cell<Option<u64>>,
}

/// What an exporter wrote.
#[derive(Debug)]
pub(crate) struct Written {
    /// The outputs by their names in the output folder.
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    /// Features of the document that the exporter does not say it keeps.
    pub(crate) lost: Vec<String>,
    /// What the exporter itself said that it left out.
    pub(crate) degraded: Vec<Degraded>,
}

/// What came of a document.
pub(crate) enum Tried {
    /// It was written, and the files open.
    Written(Written),
    /// The exporter said that it cannot, with a code and a sentence.
    Refused(Reason),
}

impl<'a> Bench<'a> {
    pub(crate) fn new(
        host: &'a Host,
        plugin: &'a Plugin,
        described: Result<&'a Description, &'a HostError>,
        exporter: Option<&'a ExporterInfo>,
    ) -> Self {
        Self { host, plugin, described, exporter, peak: Cell::new(None) }
    }

    pub(crate) fn host(&self) -> &Host {
        self.host
    }

    pub(crate) fn plugin(&self) -> &Plugin {
        self.plugin
    }

    pub(crate) fn described(&self) -> Result<&'a Description, &'a HostError> {
        self.described
    }

    /// The exporter; cases that need one run only where there is one.
    pub(crate) fn exporter(&self) -> Result<&'a ExporterInfo, Stop> {
        self.exporter.ok_or_else(|| Stop::skip("the exporter did not describe itself"))
    }

    /// Whether the exporter is a program rather than a library.
    pub(crate) fn is_program(&self) -> bool {
        self.plugin.kind() == PluginKind::Program
    }

    /// The most memory that any child had so far.
    pub(crate) fn peak(&self) -> Option<u64> {
        self.peak.get()
    }

    /// A request for a document, complete and valid; the folder for outputs is still to be told.
    pub(crate) fn request<'d>(&self, document: &'d Document, stem: &'d str) -> Result<Request<'d>, Stop>
    where
        'a: 'd,
    {
        let exporter = self.exporter()?;
        let options = complete_options(&exporter.options_schema, &Value::Null)
            .map_err(|error| Stop::skip(format!("its default options cannot be used: {error}")))?;
        Ok(Request::new(&exporter.id, document, options, stem, self.is_program()))
    }

    /// Sends a request under limits of the caller's.
    pub(crate) fn probe(&self, host: &Host, request: &dyn Fn(&Path) -> Vec<u8>) -> Result<Probe, Stop> {
        let probe = host.probe(self.plugin, request).map_err(|error| Stop::fail(error.to_string()))?;
        self.peak.set(self.peak.get().max(probe.peak_bytes));
        Ok(probe)
    }

    /// Sends the request for a document.
    pub(crate) fn send(&self, host: &Host, document: &Document, stem: &str) -> Result<Probe, Stop> {
        let request = self.request(document, stem)?;
        self.probe(host, &|out| request.bytes(out))
    }

    /// Has a document written under the name [`STEM`]; anything else than files that open or a reason is a failure.
    pub(crate) fn write(&self, document: &Document) -> Result<Tried, Stop> {
        self.write_as(document, STEM)
    }

    /// The same, under another name.
    pub(crate) fn write_as(&self, document: &Document, stem: &str) -> Result<Tried, Stop> {
        let probe = self.send(self.host, document, stem)?;
        self.judge(&probe, self.lost(document)?)
    }

    /// Has a document written that every exporter must be able to write.
    pub(crate) fn must_write(&self, document: &Document) -> Result<Written, Stop> {
        match self.write(document)? {
            Tried::Written(written) => Ok(written),
            Tried::Refused(reason) => Err(Stop::fail(format!("every exporter must write this, it {}", told(&reason)))),
        }
    }

    /// Looks at what came of a request whose document uses features that are `lost`.
    pub(crate) fn judge(&self, probe: &Probe, lost: Vec<String>) -> Result<Tried, Stop> {
        let paths = match probe.outputs(self.host, self.exporter()?) {
            Ok(paths) => paths,
            Err(error) => return refused(probe, &error).map(Tried::Refused),
        };
        let mut files = BTreeMap::new();
        let out = probe.output_folder();
        for path in paths {
            let name = path.strip_prefix(&out).unwrap_or(&path).to_string_lossy().into_owned();
            let content =
                std::fs::read(&path).map_err(|error| Stop::fail(format!("`{name}` cannot be read: {error}")))?;
            output::check(&name, &content).map_err(|reason| Stop::fail(format!("`{name}` does not open: {reason}")))?;
            files.insert(name, content);
        }
        Ok(Tried::Written(Written { files, lost, degraded: probe.degraded() }))
    }

    /// The features of a document that the exporter does not say it keeps.
    pub(crate) fn lost(&self, document: &Document) -> Result<Vec<String>, Stop> {
        let kept = &self.exporter()?.features;
        Ok(document.features.iter().filter(|feature| !kept.contains(feature)).cloned().collect())
    }

    /// Runs a case that is about one document.
    pub(crate) fn content(&self, content: &Content) -> Outcome {
        match self.write(&(content.document)())? {
            Tried::Written(written) => written.must_hold(content.texts),
            Tried::Refused(reason) if content.may_refuse => Ok(Some(format!("it {}", told(&reason)))),
            Tried::Refused(reason) => Err(Stop::fail(format!("every exporter must write this, it {}", told(&reason)))),
        }
    }

    /// The same host with other limits.
    pub(crate) fn limited(&self, change: impl FnOnce(&mut Limits)) -> Host {
        let mut limits = self.host.limits().clone();
        change(&mut limits);
        self.host.clone().with_limits(limits)
    }
}

impl Written {
    /// All texts must be found, unless the format cannot be searched or something is said to be left out.
    pub(crate) fn must_hold(&self, texts: &[&str]) -> Outcome {
        if texts.is_empty() {
            return Ok(None);
        }
        if !self.lost.is_empty() || !self.degraded.is_empty() {
            return Ok(Some(format!("not looked into, because it leaves out {}", self.left_out().join(", "))));
        }
        let found: Option<Vec<String>> = self.files.iter().map(|(name, bytes)| output::text(name, bytes)).collect();
        let Some(found) = found else { return Ok(Some("not looked into: the format is not known here".to_owned())) };
        let missing = texts.iter().filter(|text| !found.iter().any(|found| output::holds(found, text)));
        let missing: Vec<String> = missing.map(|text| format!("`{text}`")).collect();
        if missing.is_empty() {
            return Ok(None);
        }
        Err(Stop::fail(format!("the outputs lack {}, and nothing is said to be left out", missing.join(", "))))
    }

    fn left_out(&self) -> Vec<String> {
        let mut names: Vec<String> = self.lost.clone();
        names.extend(self.degraded.iter().map(|degraded| degraded.feature.clone()));
        names.sort();
        names.dedup();
        names
    }
}

/// The reason of a refusal, if it is one in good order.
fn refused(probe: &Probe, error: &HostError) -> Result<Reason, Stop> {
    if error.kind() != HostErrorKind::Failed {
        return Err(Stop::fail(with_last_output(error.to_string(), &probe.stderr)));
    }
    match probe.reason() {
        Some(reason) if !reason.code.is_empty() && !reason.message.is_empty() => Ok(reason),
        _ => Err(Stop::fail("it failed without a code and a sentence")),
    }
}

/// A refusal as the end of a sentence about the exporter.
pub(crate) fn told(reason: &Reason) -> String {
    let place = reason.pointer.as_ref().map(|pointer| format!(" at `{pointer}`")).unwrap_or_default();
    format!("refused with `{}`{place}: {}", reason.code, reason.message)
}

/// A message with the last line of what was printed.
pub(crate) fn with_last_output(message: String, stderr: &str) -> String {
    match stderr.lines().rfind(|line| !line.trim().is_empty()) {
        Some(line) => format!("{message}; its last output: {}", line.trim()),
        None => message,
    }
}
