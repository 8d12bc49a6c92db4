//! What one export needs and what it gives.

use std::collections::BTreeMap;
use std::path::PathBuf;

use jianbao_document::Document;
use serde_json::Value;

use crate::{Context, Degraded, Event, ExporterInfo, LogLine, Plugin};

/// One document to be written by one exporter. Start with [`ExportJob::new`] and set what differs.
#[non_exhaustive]
pub struct ExportJob<'a> {
    /// The library or program.
    pub plugin: &'a Plugin,
    /// The exporter in it, from the plugin's description.
    pub exporter: &'a ExporterInfo,
    /// The document.
    pub document: &'a Document,
    /// Where the files go.
    pub targets: Targets,
    /// The options as the user gave them: an object, or null for none. The host completes and checks them.
    pub options: Value,
    /// Locale, date and tool.
    pub context: Context,
    /// Name for the files without extension.
    pub stem: String,
    /// Whether existing targets are replaced.
    pub replace: bool,
    /// Whether the exporter may lose features of the document; what is lost is listed in the outcome.
    pub allow_degrade: bool,
    /// Whether the job folder is kept for support.
    pub keep_job: bool,
    /// Called on the calling thread for every event while the export runs.
    pub observer: Option<&'a dyn Fn(&Event)>,
}

/// Where the files of an export go. Folders that are missing are created, once the export has succeeded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Targets {
    /// All files into one folder, under the names that the exporter gives them.
    Folder(PathBuf),
    /// One path for each role; an output in any other role is an error.
    Roles(BTreeMap<String, PathBuf>),
}

/// A finished export.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExportOutcome {
    /// The files at their targets, in the order in which the exporter created them.
    pub files: Vec<PlacedFile>,
    /// What of the document was not kept.
    pub degraded: Vec<Degraded>,
    /// The exporter's log lines, at most 1000.
    pub logs: Vec<LogLine>,
    /// How many more log lines there were.
    pub logs_dropped: u64,
    /// What the exporter's process printed besides, at most its last 64 KiB.
    pub stderr: String,
    /// The job folder, where it was to be kept.
    pub job_dir: Option<PathBuf>,
}

/// A file at its target.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PlacedFile {
    /// What it is for; the report itself is `main`.
    pub role: String,
    /// Where it is.
    pub path: PathBuf,
    /// Its size in bytes.
    pub size: u64,
}

impl<'a> ExportJob<'a> {
    /// A job with no options, an empty context, the stem `report`, and nothing allowed.
    pub fn new(plugin: &'a Plugin, exporter: &'a ExporterInfo, document: &'a Document, targets: Targets) -> Self {
        Self {
            plugin,
            exporter,
            document,
            targets,
            options: Value::Null,
            context: Context::default(),
            stem: "report".to_owned(),
            replace: false,
            allow_degrade: false,
            keep_job: false,
            observer: None,
        }
    }
}

impl Targets {
    /// The one file of the role `main`.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self::Roles(BTreeMap::from([("main".to_owned(), path.into())]))
    }
}
