//! Writes a document in several formats at once.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::thread;

use jianbao_document::Document;
use jianbao_exporter_host::{Context, Degraded, ExportJob, ExporterInfo, HostError, HostErrorKind, Plugin, Targets};
use serde_json::Value;

use crate::save::save;
use crate::{Exporters, VERSION};

/// Name of the format that needs no exporter: the neutral document as JSON.
pub const DOCUMENT_FORMAT: &str = "document";

/// A document to be written. Start with [`ExportRequest::new`] and set what differs.
#[derive(Debug)]
#[non_exhaustive]
pub struct ExportRequest<'a> {
    /// The document.
    pub document: &'a Document,
    /// Names of the formats: short (`docx`, `document`) or full ids of exporters.
    pub formats: &'a [String],
    /// Folder of the output files; it must exist.
    pub folder: &'a Path,
    /// Name of the output files without extension.
    pub stem: &'a str,
    /// Whether files that are already there are replaced.
    pub replace: bool,
    /// Whether an exporter may lose features of the document; what it lost is told.
    pub allow_degrade: bool,
    /// Options of the exporters as the user gave them, an object for each format that has any.
    pub options: BTreeMap<String, Value>,
    /// Whether the exporters' working folders are kept for support.
    pub keep_job: bool,
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Name of the format as it was asked for.
    pub format: String,
    /// Where the file is.
    pub path: PathBuf,
    /// What of the document the exporter did not keep.
    pub degraded: Vec<Degraded>,
    /// The exporter's working folder, where it was to be kept.
    pub job_dir: Option<PathBuf>,
}

/// Why a format could not be written.
#[derive(Debug)]
pub struct ExportError {
    /// Name of the format as it was asked for.
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
    /// Another format of the same call writes this file.
    SameFile(PathBuf, String),
    /// The format has no options.
    NoOptions,
    /// The file system.
    Io(PathBuf, std::io::Error),
}

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.cause {
            ExportCause::Host(error) => write!(f, "{}: {error}", self.format),
            ExportCause::Exists(path) => write!(f, "{}: {} exists", self.format, path.display()),
            ExportCause::SameFile(path, other) => {
                write!(f, "{}: {} is written as {other} already", self.format, path.display())
            }
            ExportCause::NoOptions => write!(f, "{}: this format has no options", self.format),
            ExportCause::Io(path, error) => write!(f, "{}: cannot write {}: {error}", self.format, path.display()),
        }
    }
}

impl std::error::Error for ExportError {}

/// A format with everything that is known before its exporter runs.
enum Planned {
    /// The neutral document.
    Document(PathBuf),
    /// An exporter, and where its files go.
    Exporter { plugin: Plugin, exporter: Box<ExporterInfo>, targets: BTreeMap<String, PathBuf> },
}

type Result<T> = std::result::Result<T, ExportError>;

impl<'a> ExportRequest<'a> {
    /// A request with no options that replaces nothing and loses nothing.
    #[must_use]
    pub fn new(document: &'a Document, formats: &'a [String], folder: &'a Path, stem: &'a str) -> Self {
        Self {
            document,
            formats,
            folder,
            stem,
            replace: false,
            allow_degrade: false,
            options: BTreeMap::new(),
            keep_job: false,
        }
    }

    fn planned(&self, exporters: &Exporters, format: &str) -> std::result::Result<Planned, ExportCause> {
        if format == DOCUMENT_FORMAT {
            if self.options.contains_key(format) {
                return Err(ExportCause::NoOptions);
            }
            return Ok(Planned::Document(self.folder.join(format!("{}.document.json", self.stem))));
        }
        let (plugin, exporter) = exporters.exporter(format).map_err(ExportCause::Host)?;
        let main = exporter.outputs.first().map_or(format, |output| output.extension.as_str());
        let mut targets = BTreeMap::new();
        for output in &exporter.outputs {
            let stem =
                if output.extension == main { self.stem.to_owned() } else { format!("{}.{}", self.stem, output.role) };
            targets.insert(output.role.clone(), self.folder.join(format!("{stem}.{}", output.extension)));
        }
        Ok(Planned::Exporter { plugin, exporter: Box::new(exporter), targets })
    }
}

impl Planned {
    fn targets(&self) -> Vec<&Path> {
        match self {
            Self::Document(path) => vec![path],
            Self::Exporter { targets, .. } => targets.values().map(PathBuf::as_path).collect(),
        }
    }
}

impl Exporters {
    /// Writes all formats, each independently of the others. The results come in the order of the formats.
    #[must_use]
    pub fn export(&self, request: &ExportRequest<'_>) -> Vec<Result<Vec<Written>>> {
        let fail = |format: &String, cause| ExportError { format: format.clone(), cause };
        let planned = side_by_side(
            request
                .formats
                .iter()
                .map(|format| move || (format, request.planned(self, format).map_err(|cause| fail(format, cause)))),
        );
        let planned = one_file_each(planned);
        side_by_side(planned.into_iter().map(|(format, planned)| {
            move || planned.and_then(|planned| self.one(request, format, planned).map_err(|cause| fail(format, cause)))
        }))
    }

    fn one(
        &self,
        request: &ExportRequest<'_>,
        format: &str,
        planned: Planned,
    ) -> std::result::Result<Vec<Written>, ExportCause> {
        let (plugin, exporter, targets) = match planned {
            Planned::Document(path) => return document(request, &path),
            Planned::Exporter { plugin, exporter, targets } => (plugin, exporter, targets),
        };
        let mut job = ExportJob::new(&plugin, &exporter, request.document, Targets::Roles(targets));
        job.context = Context {
            locale: request.document.properties.language.clone(),
            timestamp: request.document.properties.date.as_ref().map(|date| format!("{date}T00:00:00Z")),
            tool: VERSION.to_owned(),
        };
        request.stem.clone_into(&mut job.stem);
        job.replace = request.replace;
        job.allow_degrade = request.allow_degrade;
        job.options = request.options.get(format).cloned().unwrap_or_default();
        job.keep_job = request.keep_job;
        let outcome = self.host.export(&job).map_err(|error| cause(error, &job.targets))?;
        let (degraded, job_dir) = (outcome.degraded, outcome.job_dir);
        let written =
            |path| Written { format: format.to_owned(), path, degraded: degraded.clone(), job_dir: job_dir.clone() };
        Ok(outcome.files.into_iter().map(|file| written(file.path)).collect())
    }
}

/// Runs everything at once; the results come in the order of the tasks.
fn side_by_side<T: Send>(tasks: impl Iterator<Item = impl FnOnce() -> T + Send>) -> Vec<T> {
    thread::scope(|scope| {
        let running: Vec<_> = tasks.map(|task| scope.spawn(task)).collect();
        running
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

/// Formats whose files would be those of a format before them fail: the second would replace the first, or meet it.
fn one_file_each(planned: Vec<(&String, Result<Planned>)>) -> Vec<(&String, Result<Planned>)> {
    let mut taken: BTreeMap<String, &String> = BTreeMap::new();
    let mut checked = Vec::new();
    for (format, plan) in planned {
        let plan = plan.and_then(|plan| {
            // Some file systems do not tell capitals from small letters.
            let name = |path: &Path| path.display().to_string().to_lowercase();
            let clash = plan.targets().into_iter().find_map(|path| Some((path.to_owned(), *taken.get(&name(path))?)));
            if let Some((path, other)) = clash {
                let cause = ExportCause::SameFile(path, other.clone());
                return Err(ExportError { format: format.clone(), cause });
            }
            taken.extend(plan.targets().into_iter().map(|path| (name(path), format)));
            Ok(plan)
        });
        checked.push((format, plan));
    }
    checked
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

fn document(request: &ExportRequest<'_>, path: &Path) -> std::result::Result<Vec<Written>, ExportCause> {
    // Everything in a document is text, whole numbers and lists: writing it as JSON cannot fail.
    let mut json = serde_json::to_vec_pretty(request.document).unwrap_or_default();
    json.push(b'\n');
    match save(path, &json, request.replace) {
        Ok(()) => Ok(vec![Written {
            format: DOCUMENT_FORMAT.to_owned(),
            path: path.to_owned(),
            degraded: Vec::new(),
            job_dir: None,
        }]),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Err(ExportCause::Exists(path.to_owned())),
        Err(error) => Err(ExportCause::Io(path.to_owned(), error)),
    }
}
