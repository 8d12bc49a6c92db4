//! Arguments of `jianbao exporter …`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Format;

#[derive(Debug, Args)]
pub(crate) struct Exporter {
    #[command(subcommand)]
    pub(crate) command: ExporterCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ExporterCommand {
    /// Add an exporter: keep a private copy of its file, which may then be run.
    Add {
        /// A shared library or an executable.
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// SHA-256 of the file, which is the consent to run it; without it you are asked, at a terminal.
        #[arg(long, value_name = "HEX")]
        sha256: Option<String>,
    },
    /// Remove an exporter that was added.
    Remove {
        /// Short name, full id, or the SHA-256 of its file.
        #[arg(value_name = "ID|SHA256")]
        exporter: String,
    },
    /// List the exporters.
    List {
        /// How the list is written: a table, or JSON, one exporter a line.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Show what an exporter says about itself, with its options.
    Describe {
        /// Short name (`docx`), full id, or the path of a file (`./mine.so`), which is run for that.
        #[arg(value_name = "ID|FILE")]
        exporter: String,
        /// How it is written.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Enter the file of an exporter in the list of those that a project accepts; nothing is run.
    Pin {
        /// Short name or full id; with `--sha256` the full id.
        #[arg(value_name = "ID")]
        id: String,
        /// System that the file is for; this one by default.
        #[arg(long, value_name = "TARGET", requires = "sha256")]
        target: Option<String>,
        /// SHA-256 of the file; that of the exporter at hand by default.
        #[arg(long, value_name = "HEX")]
        sha256: Option<String>,
        /// The list.
        #[arg(long, value_name = "FILE", default_value = jianbao_exporter_host::PINS_NAME)]
        pins: PathBuf,
    },
}
