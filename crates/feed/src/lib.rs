//! Feeds: files of any number of datasets, cut into records one after another, and split again into good and bad.
//!
//! In go paths of files, folders and standard input, plain or compressed; out come [`Record`]s with their exact bytes and their
//! place in the file, and what could not be read as findings `F-…`. Memory is bounded by the largest record, not by the feed.
//!
//! This crate only cuts. It does not know what a dataset is, does not parse values and says nothing about what is in a record:
//! whatever stands where a record should stand is handed on, NUL bytes, wrong encodings and broken JSON included.
//!
//! # Which form a file has
//!
//! gzip and Zstandard are recognised by their first bytes, whatever the file is called. Of the (unpacked) text the first byte
//! that is neither blank nor part of a byte order mark decides:
//!
//! * `[`: an array; its elements are the records.
//! * `{`: values one after another. A line is a record, unless it plainly goes on in the next line: it ends with one of `{ [ , :`,
//!   or its brackets do not close and the next line begins with one of `} ] , :`. Such a value is cut where its brackets close,
//!   so that indented datasets, alone or one after another, and one dataset a line are the same form.
//! * anything else: one record a line where the second line begins with `{` (the first is a broken one); otherwise the whole file
//!   is one record, and the validator says what is wrong with it.
//!
//! # Where reading resumes
//!
//! After a broken line at the next line. Inside an array, or in values of several lines, a record whose brackets do not match ends
//! before the next text that starts as its neighbours do: a line with the same indentation and `{`, or, where several records
//! share a line, `{` and the first key of the last record that was read.

mod array;
mod checks;
mod cut;
mod lines;
mod progress;
mod reader;
mod record;
mod scan;
mod split;
mod step;
mod unpack;
mod walk;
mod window;

pub use checks::CHECKS;
pub use progress::Progress;
pub use reader::Reader;
pub use record::{Ending, Item, Limits, Record, Wrong};
pub use split::{Split, Targets};
