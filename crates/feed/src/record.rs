//! What reading gives.

use std::sync::Arc;

use jianbao_finding::{Finding, Position};

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
#[allow(clippy::large_enum_variant, reason = "each is moved once; almost all are records")]
pub enum Item {
    /// A record, for the validator to judge.
    Record(Record),
    /// What could not be read or cut. Reading goes on with the next record where that is safe, else with the next file.
    Wrong(Wrong),
}

/// A part of a feed that gives no record, or something beside the records that is wrong.
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
