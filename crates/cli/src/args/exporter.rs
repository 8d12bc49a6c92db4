//! Arguments of `jianbao exporter …`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

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
    /// Make a new exporter to start from: it builds and passes the conformance kit.
    New(New),
    /// Try an exporter: run every case of the conformance kit on it.
    Test(Test),
}

#[derive(Debug, Args)]
pub(crate) struct Test {
    /// The exporter: a library or a program. It is run, with your rights.
    #[arg(value_name = "FILE", required_unless_present = "list")]
    pub(crate) file: Option<PathBuf>,
    /// How the report is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// Show only cases that failed.
    #[arg(long)]
    pub(crate) only_failed: bool,
    /// Run this case only; several are possible.
    #[arg(long, value_name = "NAME")]
    pub(crate) case: Vec<String>,
    /// Run the document of this case in this very process, without protection: for a debugger.
    #[arg(long, value_name = "CASE", conflicts_with_all = ["case", "fuzz", "reproduce", "format", "only_failed"])]
    pub(crate) in_process: Option<String>,
    /// Try random documents for so many seconds instead.
    #[arg(long, value_name = "SECONDS", conflicts_with_all = ["case", "only_failed"])]
    pub(crate) fuzz: Option<u64>,
    /// Try the random document of this seed again; with `--fuzz`, go on from it.
    #[arg(long, value_name = "SEED", conflicts_with_all = ["case", "only_failed"])]
    pub(crate) reproduce: Option<u64>,
    /// List the cases instead.
    #[arg(long, conflicts_with_all = ["case", "in_process", "fuzz", "reproduce", "only_failed"])]
    pub(crate) list: bool,
}

#[derive(Debug, Args)]
pub(crate) struct New {
    /// Its name: lower-case letters, digits and hyphens, at most 40.
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    /// What it is written in; `--lang` does as well here.
    #[arg(long, value_enum)]
    pub(crate) language: Language,
    /// Its folder, which must be empty or not exist; by default one of its name.
    #[arg(long, value_name = "DIR")]
    pub(crate) dir: Option<PathBuf>,
    /// Its id, unique in the world; `org.example.NAME` is for trying only.
    #[arg(long, value_name = "ID")]
    pub(crate) id: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Language {
    /// A library, with the SDK.
    Rust,
    /// A library, with the header and a reader of JSON.
    C,
    /// A program.
    Python,
}
