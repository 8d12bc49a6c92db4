//! What the host is told: which program the child is, and how much an export may use.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

/// The program that runs as the child, with the arguments that lead it to [`child_main`](crate::child_main).
///
/// The host appends its own arguments after these. There is no default: in a test or in an embedding program the running
/// executable is the wrong one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChildConfig {
    /// Absolute path of the program.
    pub program: PathBuf,
    /// Arguments before the host's own, for example a hidden sub-command.
    pub args: Vec<OsString>,
}

/// How much one export may use. What lies above is stopped and reported.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Time from start to end; then the child is asked to stop.
    pub wall: Duration,
    /// Time between asking and killing.
    pub grace: Duration,
    /// Memory in bytes. Enforced on Linux and Windows.
    pub memory: u64,
    /// Bytes of all outputs together.
    pub output: u64,
    /// Number of outputs.
    pub files: usize,
    /// Open files of the child. Enforced on Unix.
    pub open_files: u64,
}

impl Default for Limits {
    /// 120 s and 2 s of grace, 2 GiB of memory, 1 GiB in at most 128 outputs, 256 open files.
    fn default() -> Self {
        Self {
            wall: Duration::from_secs(120),
            grace: Duration::from_secs(2),
            memory: 2 << 30,
            output: 1 << 30,
            files: 128,
            open_files: 256,
        }
    }
}
