//! The host: describing and exporting, step by step.

use std::path::{Path, PathBuf};
use std::time::Duration;

use jianbao_exporter_abi::DESCRIPTION_NAME;
use tempfile::TempDir;

use crate::check::{self, CheckedFile};
use crate::event::Event;
use crate::process::{self, Finished, Run};
use crate::{
    ChildConfig, Description, ExportJob, ExportOutcome, HostError, HostErrorKind, Limits, Plugin, features, options,
    place, request, verdict,
};

/// How long a plugin may take to describe itself.
const DESCRIBE_WALL: Duration = Duration::from_secs(10);

/// Runs exporters. Cheap to make, shared by reference between threads.
#[derive(Debug, Clone)]
pub struct Host {
    child: ChildConfig,
    limits: Limits,
    work_dir: Option<PathBuf>,
}

impl Host {
    /// A host with the default limits and job folders in the system's folder for temporary files.
    pub fn new(child: ChildConfig) -> Self {
        Self { child, limits: Limits::default(), work_dir: None }
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

    /// Asks a plugin what exporters it holds, in a child process like any other run.
    pub fn describe(&self, plugin: &Plugin) -> Result<Description, HostError> {
        plugin.check()?;
        let job = self.job_folder()?;
        let mut limits = self.limits.clone();
        limits.wall = limits.wall.min(DESCRIBE_WALL);
        let run =
            Run { child: &self.child, limits: &limits, library: plugin.path(), folder: job.path(), observer: None };
        let finished = process::run(&run, request::describe()?)?;
        verdict::of(&finished, plugin.name(), None)?;
        let path = process::output_folder(job.path()).join(DESCRIPTION_NAME);
        let text = std::fs::read(&path).map_err(|_| {
            HostError::new(HostErrorKind::BadDescription, format!("exporter {} did not describe itself", plugin.name()))
        })?;
        Description::read(&text)
    }

    /// Writes one document: all of its files at their targets, or an error and nothing changed.
    pub fn export(&self, job: &ExportJob<'_>) -> Result<ExportOutcome, HostError> {
        job.exporter.check_model(&job.document.model)?;
        let mut degraded = features::compare(job.document, job.exporter, job.allow_degrade)?;
        let options = options::complete(&job.exporter.options_schema, &job.options)?;
        place::check_early(&job.targets, job.replace)?;
        job.plugin.check()?;
        let line = request::export(&job.exporter.id, job.document, &options, &job.context, &job.stem)?;

        let folder = self.job_folder()?;
        let result = self
            .run(job, folder.path(), line)
            .and_then(|(finished, files)| Ok((place::place(&files, &job.targets, job.replace)?, finished)));
        let kept = job.keep_job.then(|| folder.keep());
        let (files, finished) = match (result, &kept) {
            (Ok(done), _) => done,
            (Err(error), Some(kept)) => return Err(error.with_job_dir(kept.clone())),
            (Err(error), None) => return Err(error),
        };
        let Finished { done, logs, logs_dropped, stderr, .. } = finished;
        degraded.extend(done.into_iter().flat_map(|done| done.degraded));
        Ok(ExportOutcome { files, degraded, logs, logs_dropped, stderr, job_dir: kept })
    }

    fn run(
        &self,
        job: &ExportJob<'_>,
        folder: &Path,
        line: Vec<u8>,
    ) -> Result<(Finished, Vec<CheckedFile>), HostError> {
        let observer: Option<&dyn Fn(&Event)> = job.observer;
        let run = Run { child: &self.child, limits: &self.limits, library: job.plugin.path(), folder, observer };
        let finished = process::run(&run, line)?;
        let done = verdict::of(&finished, &job.exporter.id, job.exporter.vendor.as_deref())?;
        let files = check::outputs(&process::output_folder(folder), done, job.exporter, &self.limits)
            .map_err(|error| error.with_stderr(&finished.stderr))?;
        Ok((finished, files))
    }

    /// A private folder (0700 on Unix), removed when it goes out of scope.
    pub(crate) fn job_folder(&self) -> Result<TempDir, HostError> {
        let parent = self.work_dir.clone().unwrap_or_else(std::env::temp_dir);
        let builder = tempfile::Builder::new().prefix("jianbao-").tempdir_in(&parent);
        let folder = builder.map_err(|error| HostError::io("cannot create a job folder in", &parent, error))?;
        let out = process::output_folder(folder.path());
        std::fs::create_dir(&out).map_err(|error| HostError::io("cannot create", &out, error))?;
        Ok(folder)
    }
}
