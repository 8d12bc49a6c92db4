//! What safe Rust cannot do: loading a library, calling it, and a few calls of the operating system.
//!
//! `unix` and `windows` offer the same functions. Everything above this module is safe code.
#![allow(unsafe_code, reason = "loads libraries and speaks the C interface")]

mod callbacks;
mod exporter;
#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

use std::fs::File;

#[cfg(unix)]
use unix as system;
#[cfg(windows)]
use windows as system;

pub(crate) use exporter::{Exporter, LOAD_STAGE, LoadFault, load_kind};
pub(crate) use system::{
    Group, describe_status, exit_like, exit_now, exit_with_group, is_executable, limit_self, open_without_waiting,
    peak_memory, prepare, stop_requested, sync_folder, take_streams, visible_temporary_file, was_writing_too_much,
};

/// The real standard streams of a child, out of reach of the library.
pub(crate) struct Streams {
    /// Where requests come from.
    pub(crate) request: File,
    /// Where events go.
    pub(crate) events: File,
}
