//! The dataset: the facts of one budget performance monitoring report.
//!
//! In goes the text of a JSON file; out comes a typed [`Dataset`] or findings with their places. Numbers are exact
//! decimals, read from their own text. `null` (not known), `0` and `{"not_applicable": "reason"}` are three different
//! things everywhere.
//!
//! This crate does not know layouts or documents, and computes nothing: numbers that follow from others are not stored.

mod catalogue;
pub mod codes;
mod depth;
mod model;
mod place;
mod placeholder;
mod positions;
mod read;
pub mod scalar;
mod schema;
mod strict;
mod texts;
mod tree;

pub use catalogue::CHECKS;
pub use model::*;
pub use place::{place, titles};
pub use placeholder::{Piece, pieces};
pub use positions::Positions;
pub use read::{ReadError, decode, decode_part, read, read_exactly};
pub use schema::{FORMATS, FormatCheck, SCHEMA_ID, keys, schema};
pub use texts::{TextKind, Written, visit_texts};
pub use tree::{Node, tree};
