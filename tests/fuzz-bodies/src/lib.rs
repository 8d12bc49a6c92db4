//! What the fuzz targets do with their bytes, so that ordinary tests can do it too.
//!
//! Each target takes any bytes and panics where the program would be wrong: a panic inside, a place outside the text, two readers
//! that disagree, a record that got lost. `fuzz/` runs them under a fuzzer; `tests/short.rs` runs the corpus and some mutations of it.

mod agreement;
mod dataset;
mod feed;
mod layout;
mod mutation;
mod rules;
mod told;

pub use agreement::{BEYOND_SCHEMA, agreement};
pub use dataset::dataset;
pub use feed::feed;
pub use layout::layout;
pub use mutation::{Random, mutated};
pub use rules::rules;

/// A fuzz target.
pub type Target = fn(&[u8]);

/// The targets by name; `fuzz/corpus/NAME/` holds what each starts from.
pub const TARGETS: &[(&str, Target)] =
    &[("agreement", agreement), ("dataset", dataset), ("feed", feed), ("layout", layout), ("rules", rules)];
