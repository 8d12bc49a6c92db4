//! Feeds: files of any number of datasets, cut into records one after another, and split again into good and bad.
//!
//! In go paths of files, folders and standard input, plain or compressed; out come [`Record`]s with their exact bytes and their
//! place in the file, and what could not be read as findings `F-…`. Memory is bounded by the largest record, not by the feed.
//!
//! This crate only cuts. It does not know what a dataset is, does not parse values and says nothing about what is in a record.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use jianbao_finding::{Check, Finding, Position};

/// What the codes of this crate stand for.
pub const CHECKS: &[Check] = &[];

/// One dataset as it stands in a feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Name of the file for people: the path as it was given, with `<stdin>` for standard input.
    pub file: Arc<str>,
    /// Number of the record in its file, from 1.
    pub number: u64,
    /// Whether the file is this one dataset and nothing else.
    pub alone: bool,
    /// Where in the file (unpacked) the bytes begin.
    pub origin: Position,
    /// The record, byte for byte, without the line end behind it.
    pub bytes: Vec<u8>,
    /// What stands between this record and the next.
    pub ending: Ending,
}

/// What ends a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The end of the file.
    File,
    /// A line feed.
    Lf,
    /// A carriage return and a line feed.
    CrLf,
    /// A carriage return alone.
    Cr,
    /// A comma or the end of an array.
    Element,
}

/// What reading gives, in the order of the feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// A record, for the validator to judge.
    Record(Record),
    /// What could not be read or cut. Reading goes on with the next record where that is safe, else with the next file.
    Wrong(Wrong),
}

/// A part of a feed that gives no record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Name of the file as in [`Record::file`].
    pub file: Arc<str>,
    /// Number of the record, where one record is wrong and not the file.
    pub number: Option<u64>,
    /// Why.
    pub finding: Finding,
}

/// Limits of reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The longest record, in bytes.
    pub record: usize,
    /// How many times its compressed size a file may unpack to.
    pub ratio: u64,
    /// Unpacked bytes from which the ratio counts.
    pub ratio_from: u64,
}

impl Default for Limits {
    /// 64 MB a record; 200:1 from 16 MB on, because JSON of real reports packs 10:1 to 50:1 and a bomb 1,000:1.
    fn default() -> Self {
        Self { record: 64 << 20, ratio: 200, ratio_from: 16 << 20 }
    }
}

/// Reads feeds, record by record.
#[derive(Debug)]
pub struct Reader {
    progress: Progress,
}

impl Reader {
    /// Reads paths one after another: files, folders (all files named `.json`, `.ndjson` or `.jsonl`, also `.gz` and `.zst` of
    /// them, in the order of their bytes), and `-` for standard input. Nothing is read before the first record is asked for.
    #[must_use]
    pub fn open(_paths: &[PathBuf], _limits: Limits) -> Self {
        Self { progress: Progress::default() }
    }

    /// How far reading has come; to be kept and asked from any thread.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.progress.clone()
    }
}

impl Iterator for Reader {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        None
    }
}

/// How far reading has come, in bytes as they are on the disk.
#[derive(Debug, Clone, Default)]
pub struct Progress {
    read: Arc<AtomicU64>,
    total: Option<u64>,
}

impl Progress {
    /// Bytes that were read so far.
    #[must_use]
    pub fn read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    /// Bytes of all files; unknown for standard input and pipes.
    #[must_use]
    pub fn total(&self) -> Option<u64> {
        self.total
    }
}

/// Where the parts of a feed go.
#[derive(Debug, Clone, Copy, Default)]
pub struct Targets<'a> {
    /// The file for good records.
    pub accepted: Option<&'a Path>,
    /// The file for bad records.
    pub rejected: Option<&'a Path>,
    /// What is read; a target is never one of them, nor in a folder of them.
    pub inputs: &'a [PathBuf],
    /// Whether existing files may be replaced.
    pub replace: bool,
}

/// Splits a feed into good and bad records, byte for byte.
#[derive(Debug)]
pub struct Split {}

impl Split {
    /// Opens the targets. The files appear under their names only when [`Split::finish`] succeeds.
    pub fn create(_targets: Targets<'_>) -> Result<Self, Box<Finding>> {
        Ok(Self {})
    }

    /// Writes a record to the file for good or for bad records, where there is one.
    pub fn write(&mut self, _record: &Record, _good: bool) -> Result<(), Box<Finding>> {
        Ok(())
    }

    /// Completes the files and gives them their names. Also to be called when reading was interrupted: what was written is whole
    /// records. Without it the targets do not appear.
    pub fn finish(self) -> Result<(), Box<Finding>> {
        Ok(())
    }
}

