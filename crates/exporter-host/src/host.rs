//! The host: describing and exporting, step by step.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use jianbao_exporter_abi::DESCRIPTION_NAME;
use tempfile::TempDir;

use crate::check::{self, CheckedFile};
use crate::event::Event;
use crate::process::{self, Finished, Run};
use crate::watch::Said;
use crate::{
    ChildConfig, Description, ExportJob, ExportOutcome, HostError, HostErrorKind, Limits, Plugin, PluginKind, features,
    options, place, request, trust, verdict,
};

/// How long a plugin may take to describe itself.
const DESCRIBE_WALL: Duration = Duration::from_secs(10);
/// How large a description may be, which is kept in memory.
const DESCRIBE_OUTPUT: u64 = 1 << 20;
/// Name of the copy of the request in a job folder that is kept.
const REQUEST_COPY: &str = "request.json";

/// Runs exporters. Cheap to make, shared by reference between threads.
#[derive(Debug, Clone)]
pub struct Host {
    child: ChildConfig,
    limits: Limits,
    work_dir: Option<PathBuf>,
    interrupt: Option<Arc<AtomicBool>>,
}

impl Host {
    /// A host with the default limits and job folders in the system's folder for temporary files.
    pub fn new(child: ChildConfig) -> Self {
        Self { child, limits: Limits::default(), work_dir: None, interrupt: None }
    }

    /// Other limits.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Another folder for the job folders; it must exist.
    #[must_use]
    pub fn with_work_dir(mut self, work_dir: impl Into<PathBuf>) -> Self {
        self.work_dir = Some(work_dir.into());
        self
    }

    /// The program of its children.
    pub fn child(&self) -> &ChildConfig {
        &self.child
    }

    /// The limits of its children.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Another program for the children.
    #[must_use]
    pub fn with_child(mut self, child: ChildConfig) -> Self {
        self.child = child;
        self
    }

    /// Stops what runs, and starts nothing more, once `interrupt` is set: by a handler of Ctrl-C, for example. Exports end with
    /// [`HostErrorKind::Cancelled`], their targets untouched and their job folders removed.
    #[must_use]
    pub fn with_interrupt(mut self, interrupt: Arc<AtomicBool>) -> Self {
        self.interrupt = Some(interrupt);
        self
    }

    /// Asks a plugin what exporters it holds, in a child process like any other run.
    pub fn describe(&self, plugin: &Plugin) -> Result<Description, HostError> {
        plugin.check()?;
        let job = self.job_folder()?;
        let mut limits = self.limits.clone();
        limits.wall = limits.wall.min(DESCRIBE_WALL);
        limits.output = limits.output.min(DESCRIBE_OUTPUT);
        let finished = process::run(&self.prepare(plugin, &limits, job.path(), None), request::describe()?)?;
        let done = verdict::of(&finished, plugin.name(), None)?;
        let silent = || {
            let message = format!("exporter {} did not describe itself", plugin.name());
            HostError::new(HostErrorKind::BadDescription, message).with_stderr(&finished.stderr)
        };
        let description = match plugin.kind() {
            PluginKind::Program => Description::of(done.description.clone().ok_or_else(silent)?),
            PluginKind::Native => {
                let path = process::output_folder(job.path()).join(DESCRIPTION_NAME);
                Description::read(&std::fs::read(path).map_err(|_| silent())?)
            }
        };
        description.map_err(|error| error.with_stderr(&finished.stderr))
    }

    /// Writes one document: all of its files at their targets, or an error and nothing changed.
    pub fn export(&self, job: &ExportJob<'_>) -> Result<ExportOutcome, HostError> {
        job.exporter.check_model(&job.document.model)?;
        let known = features::compare(job.document, job.exporter, job.allow_degrade)?;
        let options = options::complete(&job.exporter.options_schema, &job.options)?;
        place::check_early(&job.targets, job.replace)?;
        job.plugin.check()?;
        let folder = self.job_folder()?;
        let out = process::output_folder(folder.path());
        let dir = (job.plugin.kind() == PluginKind::Program).then_some(out.as_path());
        let line = request::export(&job.exporter.id, job.document, &options, &job.context, &job.stem, dir)?;
        if job.keep_job {
            let copy = folder.path().join(REQUEST_COPY);
            std::fs::write(&copy, &line).map_err(|error| HostError::io("cannot write", &copy, error))?;
        }
        let result = self
            .run(job, folder.path(), line)
            .and_then(|(finished, files)| Ok((place::place(&files, &job.targets, job.replace)?, finished)));
        let kept = job.keep_job.then(|| folder.keep());
        let (files, finished) = match (result, &kept) {
            (Ok(done), _) => done,
            (Err(error), Some(kept)) => return Err(error.with_job_dir(kept.clone())),
            (Err(error), None) => return Err(error),
        };
        let Finished { said, stderr, .. } = finished;
        let Said { done, logs, logs_dropped, .. } = said;
        let degraded = features::joined(known, done.into_iter().flat_map(|done| done.degraded).collect());
        Ok(ExportOutcome { files, degraded, logs, logs_dropped, stderr, job_dir: kept })
    }

    fn run(
        &self,
        job: &ExportJob<'_>,
        folder: &Path,
        line: Vec<u8>,
    ) -> Result<(Finished, Vec<CheckedFile>), HostError> {
        let run = self.prepare(job.plugin, &self.limits, folder, job.observer);
        let finished = process::run(&run, line)?;
        let done = verdict::of(&finished, &job.exporter.id, job.exporter.vendor.as_deref())?;
        let files = check::outputs(&process::output_folder(folder), done, job.exporter, &self.limits)
            .map_err(|error| error.with_stderr(&finished.stderr))?;
        // From here on nobody is asked any more, so that no target is left without its siblings.
        if self.interrupted() {
            return Err(verdict::interrupted(&job.exporter.id));
        }
        Ok((finished, files))
    }

    pub(crate) fn prepare<'a>(
        &'a self,
        plugin: &'a Plugin,
        limits: &'a Limits,
        folder: &'a Path,
        observer: Option<&'a dyn Fn(&Event)>,
    ) -> Run<'a> {
        Run { child: &self.child, limits, plugin, folder, observer, interrupt: self.interrupt.as_deref() }
    }

    /// Whether somebody interrupted it; see [`Host::with_interrupt`].
    pub fn interrupted(&self) -> bool {
        self.interrupt.as_ref().is_some_and(|interrupt| interrupt.load(Ordering::Relaxed))
    }

    /// A private folder (0700 on Unix), removed when it goes out of scope.
    pub(crate) fn job_folder(&self) -> Result<TempDir, HostError> {
        let parent = self.work_dir.clone().unwrap_or_else(std::env::temp_dir);
        // The child has another working folder.
        let parent = std::path::absolute(&parent).map_err(|error| HostError::io("cannot resolve", &parent, error))?;
        let folder = trust::private_temporary_folder("jianbao-", &parent);
        let folder = folder.map_err(|error| HostError::io("cannot create a job folder in", &parent, error))?;
        let out = process::output_folder(folder.path());
        std::fs::create_dir(&out).map_err(|error| HostError::io("cannot create", &out, error))?;
        Ok(folder)
    }
}
