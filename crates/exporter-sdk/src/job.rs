//! What an exporter does while it runs: write outputs, say how far it is, stop when asked to.

use std::cell::Cell;
use std::io::{self, Write};

use jianbao_exporter_abi::{JB_LOG_DEBUG, JB_LOG_ERROR, JB_LOG_INFO, JB_LOG_WARN};
use serde_json::json;

use crate::ExportError;

/// How many bytes an [`Output`] gathers before it calls the host.
const BUFFER: usize = 64 * 1024;

/// How much a log line matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// The export is in danger.
    Error,
    /// The user should know.
    Warn,
    /// Of interest.
    Info,
    /// For the author of the exporter.
    Debug,
}

impl Level {
    pub(crate) fn number(self) -> i32 {
        match self {
            Self::Error => JB_LOG_ERROR,
            Self::Warn => JB_LOG_WARN,
            Self::Info => JB_LOG_INFO,
            Self::Debug => JB_LOG_DEBUG,
        }
    }
}

/// The other end of a job: the host behind the C interface, or a test.
pub(crate) trait Channel {
    /// Whether the host took the bytes.
    fn emit(&self, name: &str, data: &[u8]) -> bool;
    fn report(&self, json: &str);
    fn fail(&self, json: &str);
    fn log(&self, level: Level, message: &str);
    fn progress(&self, done: u64, total: u64);
    fn cancelled(&self) -> bool;
}

/// A running export. It stays on the thread that entered the exporter; workers inside send their bytes to that thread.
pub struct Job<'host> {
    channel: &'host dyn Channel,
    refused: Cell<bool>,
}

impl<'host> Job<'host> {
    pub(crate) fn new(channel: &'host dyn Channel) -> Self {
        Self { channel, refused: Cell::new(false) }
    }

    /// Creates the output `name` (relative, `/` between components); its role follows from its extension.
    ///
    /// Fails when the host refuses the name.
    pub fn output(&self, name: &str) -> Result<Output<'_>, ExportError> {
        self.emit(name, &[])?;
        Ok(Output { job: self, name: name.to_owned(), buffer: Vec::new() })
    }

    /// Creates the output `name` in a `role` of the description.
    ///
    /// Fails when the host refuses the name.
    pub fn output_as(&self, name: &str, role: &str) -> Result<Output<'_>, ExportError> {
        let output = self.output(name)?;
        self.channel.report(&json!({ "output": { "name": name, "role": role } }).to_string());
        Ok(output)
    }

    /// Says how far the export is; a total of 0 means unknown.
    pub fn progress(&self, done: u64, total: u64) {
        self.channel.progress(done, total);
    }

    /// A line for the user or for support.
    pub fn log(&self, level: Level, message: &str) {
        self.channel.log(level, message);
    }

    /// Says that something of the document could not be kept; `pointer` is its place in the document.
    pub fn degraded(&self, feature: &str, message: &str, pointer: Option<&str>) {
        let report = json!({ "degraded": { "feature": feature, "message": message, "where": pointer } });
        self.channel.report(&report.to_string());
    }

    /// Fails when the host asked the exporter to stop. Call it about once a table or a hundred paragraphs.
    pub fn check_cancelled(&self) -> Result<(), ExportError> {
        if self.channel.cancelled() { Err(ExportError::cancelled()) } else { Ok(()) }
    }

    /// Whether the host refused any output, also one whose error the exporter dropped.
    pub(crate) fn was_refused(&self) -> bool {
        self.refused.get()
    }

    fn emit(&self, name: &str, data: &[u8]) -> Result<(), ExportError> {
        if self.channel.emit(name, data) {
            return Ok(());
        }
        self.refused.set(true);
        Err(ExportError::refused(name))
    }
}

/// A file being written. It is complete when it is dropped; [`Output::finish`] also tells whether the host took it all.
pub struct Output<'job> {
    job: &'job Job<'job>,
    name: String,
    buffer: Vec<u8>,
}

impl Output<'_> {
    /// Hands the rest to the host.
    pub fn finish(mut self) -> Result<(), ExportError> {
        self.drain()
    }

    fn drain(&mut self) -> Result<(), ExportError> {
        if self.buffer.is_empty() {
            return Ok(());
        }
        let result = self.job.emit(&self.name, &self.buffer);
        self.buffer.clear();
        result
    }
}

impl Write for Output<'_> {
    fn write(&mut self, data: &[u8]) -> io::Result<usize> {
        if self.buffer.len() + data.len() > BUFFER {
            self.drain()?;
        }
        if data.len() > BUFFER {
            self.job.emit(&self.name, data)?;
        } else {
            self.buffer.extend_from_slice(data);
        }
        Ok(data.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(self.drain()?)
    }
}

impl Drop for Output<'_> {
    fn drop(&mut self) {
        // A refusal is not lost: the job remembers it and the export fails.
        let _ = self.drain();
    }
}
