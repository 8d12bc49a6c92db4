//! One raw request to an exporter, and all that came of it: for the conformance kit and for authors with a debugger.
//!
//! [`Host::export`](crate::Host::export) builds requests that keep the protocol and turns what happened into one error. A
//! probe sends any bytes, judges nothing by itself, and keeps the job folder until it is dropped.

use std::path::{Path, PathBuf};
use std::process::ExitStatus;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::child::{ChildPlan, Events, Session};
use crate::event::{Done, STRAY_LINE, WireError};
use crate::host::Host;
use crate::process::{self, Finished};
use crate::watch::Stop;
use crate::{Degraded, ExporterInfo, HostError, HostErrorKind, LogLine, Plugin, check, raw, verdict};

/// What came of a request.
#[non_exhaustive]
pub struct Probe {
    /// From the start of the child to its end.
    pub wall: Duration,
    /// Whether the child reached the limit of its time and was asked to stop.
    pub timed_out: bool,
    /// The most memory that the child had, in bytes; absent where it cannot be told.
    pub peak_bytes: Option<u64>,
    /// The log lines, at most 1000; lines that are no events are among them.
    pub logs: Vec<LogLine>,
    /// What was printed on standard error, at most its last 64 KiB.
    pub stderr: String,
    finished: Finished,
    folder: TempDir,
}

/// The reason that an exporter gave.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reason {
    /// Its stable code, `cell-too-long`; empty where it gave none.
    pub code: String,
    /// The sentence; empty where it gave none.
    pub message: String,
    /// JSON pointer into the document.
    pub pointer: Option<String>,
}

/// How a child ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// By itself, with this exit code.
    Code(i32),
    /// By a signal or abnormally, in words.
    Abnormally(String),
}

impl Host {
    /// Sends one request, built from the path of the folder for outputs, to a plugin in a child of its own. The host's
    /// limits hold. An error means that there was no child; whatever the exporter does is in the [`Probe`].
    pub fn probe(&self, plugin: &Plugin, request: &dyn Fn(&Path) -> Vec<u8>) -> Result<Probe, HostError> {
        plugin.check()?;
        let folder = self.job_folder()?;
        let mut bytes = request(&process::output_folder(folder.path()));
        bytes.push(b'\n');
        let run = self.prepare(plugin, self.limits(), folder.path(), None);
        let started = Instant::now();
        let mut finished = process::run(&run, bytes)?;
        Ok(Probe {
            wall: started.elapsed(),
            timed_out: finished.stopped == Some(Stop::TimedOut),
            peak_bytes: finished.said.done.iter().find_map(|done| done.peak_bytes),
            logs: std::mem::take(&mut finished.said.logs),
            stderr: finished.stderr.clone(),
            finished,
            folder,
        })
    }

    /// Runs one request in **this** process, so that a debugger sees the exporter: the library is loaded here, without
    /// limits and without protection. Gives what the entry returned, and the names of the outputs in `folder`.
    ///
    /// An error means that the library could not be loaded.
    pub fn run_in_process(
        &self,
        plugin: &Plugin,
        request: &[u8],
        folder: &Path,
    ) -> Result<(i32, Vec<String>, Option<Reason>), HostError> {
        plugin.check()?;
        let events = tempfile::tempfile().map_err(|error| HostError::io("cannot create a file in", folder, error))?;
        let session =
            Session::new(&ChildPlan::new(plugin.kind(), plugin.path(), folder, self.limits()), Events::new(events));
        let exporter = raw::Exporter::load(plugin.path()).map_err(|fault| {
            let WireError { code, message, hint, .. } = fault.into();
            HostError::new(raw::load_kind(&code), message).with_optional_hint(hint)
        })?;
        let status = exporter.export(&session, request);
        let names = session.files().into_iter().map(|file| file.name).collect();
        Ok((status, names, session.failure().map(Reason::of)))
    }
}

impl Probe {
    /// The status of the one last word, if there was exactly one.
    pub fn status(&self) -> Option<i32> {
        self.done().map(|done| done.status)
    }

    /// What the entry of a native exporter itself returned; the status says more, for example that it ignored a refusal.
    pub fn returned(&self) -> Option<i32> {
        self.done().and_then(|done| done.returned)
    }

    /// How many last words there were; one is right.
    pub fn last_words(&self) -> usize {
        self.finished.said.done.len()
    }

    /// Why the exporter failed, in its own words.
    pub fn reason(&self) -> Option<Reason> {
        self.done().and_then(|done| done.error.clone()).map(Reason::of)
    }

    /// What the exporter said that it could not keep.
    pub fn degraded(&self) -> Vec<Degraded> {
        self.finished.said.done.iter().flat_map(|done| done.degraded.clone()).collect()
    }

    /// The lines on standard output that are no events, as far as log lines are kept.
    pub fn stray_lines(&self) -> impl Iterator<Item = &str> {
        let stray = self.logs.iter().filter(|line| line.code.as_deref() == Some(STRAY_LINE));
        stray.map(|line| line.message.as_str())
    }

    /// How the child ended.
    pub fn ended(&self) -> Ended {
        let status: ExitStatus = self.finished.status;
        status.code().map_or_else(|| Ended::Abnormally(raw::describe_status(status)), Ended::Code)
    }

    /// The folder of the job, private to it.
    pub fn job_folder(&self) -> &Path {
        self.folder.path()
    }

    /// The folder for the outputs, inside that of the job.
    pub fn output_folder(&self) -> PathBuf {
        process::output_folder(self.folder.path())
    }

    /// The outputs, judged as an export's are: exactly one last word with status 0, exit code 0, in time, and every file
    /// what it should be. The error is what a user would see.
    pub fn outputs(&self, host: &Host, exporter: &ExporterInfo) -> Result<Vec<PathBuf>, HostError> {
        let done = verdict::of(&self.finished, &exporter.id, exporter.vendor.as_deref())?;
        let files = check::outputs(&self.output_folder(), done, exporter, host.limits())?;
        Ok(files.into_iter().map(|file| file.path).collect())
    }

    /// Whether the run is one that the host takes for a success, whatever files it left; for requests other than exports.
    pub fn verdict(&self, plugin: &Plugin) -> Result<(), HostErrorKind> {
        verdict::of(&self.finished, plugin.name(), None).map(|_| ()).map_err(|error| error.kind())
    }

    fn done(&self) -> Option<&Done> {
        match &self.finished.said.done[..] {
            [done] => Some(done),
            _ => None,
        }
    }
}

impl Reason {
    fn of(error: WireError) -> Self {
        Self { code: error.code, message: error.message, pointer: error.pointer }
    }
}
