//! Writes a document in several formats at once.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::thread;

use jianbao_document::Document;
use jianbao_exporter_host::{
    Context, Degraded, ExportJob, ExporterInfo, Host, HostError, HostErrorKind, Plugin, Registry, Targets,
};

use crate::VERSION;
use crate::save::save;

/// Name of the format that needs no exporter: the neutral document as JSON.
pub const DOCUMENT_FORMAT: &str = "document";

/// The exporters that may be used, and the host that runs them.
#[derive(Debug)]
pub struct Exporters {
    /// Runs the children.
    pub host: Host,
    /// The exporters that Jianbao brings along.
    pub registry: Registry,
}

/// A document to be written.
#[derive(Debug)]
pub struct ExportRequest<'a> {
    /// The document.
    pub document: &'a Document,
    /// Short names of the formats: `docx`, `document`, …
    pub formats: &'a [String],
    /// Folder of the output files; it must exist.
    pub folder: &'a Path,
    /// Name of the output files without extension.
    pub stem: &'a str,
    /// Whether files that are already there are replaced.
    pub replace: bool,
    /// Whether an exporter may lose features of the document; what it lost is told.
    pub allow_degrade: bool,
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Short name of the format.
    pub format: String,
    /// Where the file is.
    pub path: PathBuf,
    /// What of the document the exporter did not keep.
    pub degraded: Vec<Degraded>,
}

/// Why a format could not be written.
#[derive(Debug)]
pub struct ExportError {
    /// Short name of the format.
    pub format: String,
    /// The cause.
    pub cause: ExportCause,
}

/// The cause of a failed export.
#[derive(Debug)]
#[non_exhaustive]
pub enum ExportCause {
    /// The host or the exporter.
    Host(HostError),
    /// A file is already there.
    Exists(PathBuf),
    /// The file system.
    Io(PathBuf, std::io::Error),
}

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.cause {
            ExportCause::Host(error) => write!(f, "{}: {error}", self.format),
            ExportCause::Exists(path) => write!(f, "{}: {} exists", self.format, path.display()),
            ExportCause::Io(path, error) => write!(f, "{}: cannot write {}: {error}", self.format, path.display()),
        }
    }
}

impl std::error::Error for ExportError {}

impl Exporters {
    /// Writes all formats, each independently of the others. The results come in the order of the formats.
    #[must_use]
    pub fn export(&self, request: &ExportRequest<'_>) -> Vec<Result<Vec<Written>, ExportError>> {
        thread::scope(|scope| {
            let running: Vec<_> =
                request.formats.iter().map(|format| scope.spawn(move || self.one(request, format))).collect();
            running
                .into_iter()
                .map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
                .collect()
        })
    }

    /// The plugin of a format with the exporter in it.
    pub fn exporter(&self, format: &str) -> Result<(&Plugin, ExporterInfo), HostError> {
        let plugin = self.registry.get(format)?;
        let mut description = self.host.describe(plugin)?;
        // A bundled library holds one exporter.
        Ok((plugin, description.exporters.swap_remove(0)))
    }

    fn one(&self, request: &ExportRequest<'_>, format: &str) -> Result<Vec<Written>, ExportError> {
        let fail = |cause| ExportError { format: format.to_owned(), cause };
        if format == DOCUMENT_FORMAT {
            let path = request.folder.join(format!("{}.document.json", request.stem));
            return document(request, &path).map_err(fail);
        }
        let (plugin, exporter) = self.exporter(format).map_err(|error| fail(ExportCause::Host(error)))?;
        let main = exporter.outputs.first().map_or(format, |output| output.extension.as_str());
        let mut targets = BTreeMap::new();
        for output in &exporter.outputs {
            let stem = if output.extension == main {
                request.stem.to_owned()
            } else {
                format!("{}.{}", request.stem, output.role)
            };
            targets.insert(output.role.clone(), request.folder.join(format!("{stem}.{}", output.extension)));
        }
        let mut job = ExportJob::new(plugin, &exporter, request.document, Targets::Roles(targets));
        job.context = Context {
            locale: request.document.properties.language.clone(),
            timestamp: request.document.properties.date.as_ref().map(|date| format!("{date}T00:00:00Z")),
            tool: VERSION.to_owned(),
        };
        request.stem.clone_into(&mut job.stem);
        job.replace = request.replace;
        job.allow_degrade = request.allow_degrade;
        let outcome = self.host.export(&job).map_err(|error| fail(cause(error, &job.targets)))?;
        let degraded = outcome.degraded;
        let written = |path| Written { format: format.to_owned(), path, degraded: degraded.clone() };
        Ok(outcome.files.into_iter().map(|file| written(file.path)).collect())
    }
}

/// A file in the way is told alike for all formats.
fn cause(error: HostError, targets: &Targets) -> ExportCause {
    match targets {
        Targets::Roles(paths) if error.kind() == HostErrorKind::TargetExists => {
            let there = paths.values().find(|path| path.exists()).cloned();
            there.map_or(ExportCause::Host(error), ExportCause::Exists)
        }
        _ => ExportCause::Host(error),
    }
}

fn document(request: &ExportRequest<'_>, path: &Path) -> Result<Vec<Written>, ExportCause> {
    // Everything in a document is text, whole numbers and lists: writing it as JSON cannot fail.
    let mut json = serde_json::to_vec_pretty(request.document).unwrap_or_default();
    json.push(b'\n');
    match save(path, &json, request.replace) {
        Ok(()) => Ok(vec![Written { format: DOCUMENT_FORMAT.to_owned(), path: path.to_owned(), degraded: Vec::new() }]),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Err(ExportCause::Exists(path.to_owned())),
        Err(error) => Err(ExportCause::Io(path.to_owned(), error)),
    }
}
