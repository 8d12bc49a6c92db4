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
    /// List the exporters.
    List,
    /// Print what an exporter says about itself, as JSON.
    Describe {
        /// Short name (`docx`) or full id.
        #[arg(value_name = "ID")]
        id: String,
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
