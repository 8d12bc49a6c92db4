//! A new exporter to start from: a name and a language in, a folder out that builds, passes the conformance kit and has a
//! CI file.
//!
//! Nothing is replaced, and where something fails, nothing is left behind. A project in Rust carries the sources of the SDK
//! in `sdk/`, because they are what this program was built with and nothing else has to be fetched to match it.
//!
//! This crate runs nothing, and does not know exporters, documents or the command line.

mod error;
mod files;
mod names;
mod write;

use std::path::{Path, PathBuf};

pub use error::{ScaffoldError, ScaffoldErrorKind};
pub use names::default_id;

/// What the new exporter is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Language {
    /// A library in Rust, with the SDK.
    Rust,
    /// A library in C, with the header and a reader of JSON.
    C,
    /// A program in Python 3, with nothing but its standard library.
    Python,
}

/// A new exporter.
#[derive(Debug, Clone, Copy)]
pub struct NewExporter<'a> {
    /// Its name: lower-case letters, digits and hyphens, at most 40.
    pub name: &'a str,
    /// Its id, unique in the world; see [`default_id`].
    pub id: &'a str,
    /// Its language.
    pub language: Language,
}

impl NewExporter<'_> {
    /// Where the file to run lies once it is built, relative to the folder.
    #[must_use]
    pub fn built_file(&self) -> String {
        let (prefix, suffix) = (std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
        match self.language {
            Language::Rust => format!("target/release/{prefix}{}_exporter{suffix}", self.name.replace('-', "_")),
            Language::C => format!("{prefix}{}{suffix}", self.name),
            Language::Python => "exporter.py".to_owned(),
        }
    }

    /// The command that builds it, if anything has to be built.
    #[must_use]
    pub fn build_command(&self) -> Option<&'static str> {
        match self.language {
            Language::Rust => Some("cargo build --release"),
            Language::C => Some("make"),
            Language::Python => None,
        }
    }
}

/// Writes a new exporter into `folder`, which must be empty or not exist, while its parent does; returns the files in the
/// order of their names.
pub fn scaffold(new: &NewExporter<'_>, folder: &Path) -> Result<Vec<PathBuf>, ScaffoldError> {
    names::check_name(new.name)?;
    names::check_id(new.id)?;
    write::write(folder, &files::files(new))
}
