//! Arguments of `jianbao exporter …`.

use clap::{Args, Subcommand};

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
}
