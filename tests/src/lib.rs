//! What the tests through the real binary share: where things are, how the binary is run, and the cases in `suite/` and
//! `forms/`.
//!
//! A case is a folder with a `case.toml` and the expected output beside it; adding one needs no Rust. See [`Case`] and
//! [`FormCase`].

mod binary;
mod case;
mod difference;
mod form_case;
mod hash;
mod sheet;
mod suite;
mod work;
mod workbook;

pub use binary::{Run, artefact, binary, run, target_dir};
pub use case::{Base, Case, Feed, FeedForm, RecordEdit, Replace};
pub use difference::difference;
pub use form_case::{FormCase, check_form, form_cases};
pub use hash::sha256;
pub use sheet::{expected_lines, word_lines};
pub use suite::{Failure, accepting, cases, check};
pub use work::{Work, minimal};
pub use workbook::workbook_lines;

use std::path::PathBuf;

/// The root of the workspace.
///
/// # Panics
///
/// If the package has been moved away from the workspace.
#[must_use]
pub fn root() -> PathBuf {
    let package = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    package.parent().expect("the package lies in the workspace").to_owned()
}

/// The example dataset.
#[must_use]
pub fn example() -> PathBuf {
    root().join("examples/nanchang-2020/dataset.json")
}
