//! The arguments.

mod exporter;

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jianbao_finding::Severity;

pub(crate) use exporter::{Exporter, ExporterCommand, Language, New, Test};

/// Place in the help of what every command has: behind its own options, before `--help`.
pub(crate) const LAST: usize = 900;

/// Budget performance monitoring reports in every agency's format.
#[derive(Debug, Parser)]
#[command(name = "jianbao", version, disable_help_subcommand = true, arg_required_else_help = true)]
pub(crate) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Language of messages; the locale decides by default.
    #[arg(long, global = true, value_name = "LANG", display_order = LAST)]
    pub(crate) lang: Option<LangArg>,
    /// Say only what was asked for.
    #[arg(long, short, global = true, display_order = LAST)]
    pub(crate) quiet: bool,
    /// Say more, for example what an exporter printed.
    #[arg(long, short, global = true, display_order = LAST)]
    pub(crate) verbose: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check datasets and feeds of any length: schema, integrity, rules.
    Validate(Validate),
    /// Make datasets of other systems' data.
    Import(Import),
    /// Show figures with formula and inputs.
    Explain(Explain),
    /// Turn a dataset into a report.
    Render(Render),
    /// Print a JSON Schema.
    Schema(Schema),
    /// Show, make and check layouts.
    Layout(Layout),
    /// Show what the codes of findings mean.
    Rules(Rules),
    /// Show, add, remove and pin exporters.
    Exporter(Exporter),
}

#[derive(Debug, Args)]
pub(crate) struct Validate {
    /// Datasets and feeds of them (JSON, JSON arrays, NDJSON, also `.gz` and `.zst`); folders; `-` is standard input.
    #[arg(required = true, value_name = "FILE|DIR|-")]
    pub(crate) files: Vec<PathBuf>,
    /// Layout whose demands are checked too: an id or the path of a folder.
    #[arg(long, value_name = "ID|PATH")]
    pub(crate) layout: Option<String>,
    /// Rules of an agency that are checked too: a rule pack's name or a `.toml` file; several are possible.
    #[arg(long, value_name = "PACK|PATH")]
    pub(crate) rules: Vec<String>,
    /// How findings are written.
    #[arg(long, value_enum, default_value_t = FindingFormat::Text)]
    pub(crate) format: FindingFormat,
    /// Least severity that is looked for and shown: by default warnings and errors as text, everything in other formats.
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub(crate) level: Option<Level>,
    /// Least severity that makes a record bad and the command fail.
    #[arg(long, value_enum, value_name = "LEVEL", default_value_t = Level::Error)]
    pub(crate) deny: Level,
    /// Show so many findings at most, all are counted; text shows 1000 by default, the list of --report 20000, other formats
    /// everything.
    #[arg(long, value_name = "N")]
    pub(crate) max_findings: Option<u64>,
    /// Show counts by code and by organisation instead of the findings.
    #[arg(long)]
    pub(crate) summary: bool,
    /// Write the good records to this file, byte for byte.
    #[arg(long, value_name = "FILE")]
    pub(crate) accepted: Option<PathBuf>,
    /// Write the bad records to this file, byte for byte.
    #[arg(long, value_name = "FILE")]
    pub(crate) rejected: Option<PathBuf>,
    /// Write a list of the findings for those who correct them: a `.xlsx`, `.html` or `.docx` file.
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
    /// Show no value of the datasets: only files, records, places and what is demanded there.
    #[arg(long)]
    pub(crate) mask: bool,
    /// How many records are checked at a time; as many as there are cores by default.
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<NonZeroUsize>,
    /// Replace files that are already there.
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    #[command(subcommand)]
    pub(crate) command: ImportCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ImportCommand {
    /// Make datasets of the rows of the budget platform's table `PAY_PERF_MONITOR_INFO`, one a project.
    Platform(Platform),
}

#[derive(Debug, Args)]
pub(crate) struct Platform {
    /// The rows: CSV in UTF-8 or GBK, a JSON array, or one JSON object a line; `-` is standard input.
    #[arg(value_name = "ROWS")]
    pub(crate) rows: PathBuf,
    /// Rows of the table `PAY_PERF_MONITOR_TASK`, in the same forms.
    #[arg(long, value_name = "FILE")]
    pub(crate) tasks: Option<PathBuf>,
    /// Where the datasets go: a file, which holds a JSON array of several, or a folder that exists, with a file for each;
    /// standard output by default.
    #[arg(long, short, value_name = "FILE|DIR")]
    pub(crate) output: Option<PathBuf>,
    /// How findings are written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// Replace files that are already there.
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// The dataset; `-` is standard input.
    #[arg(value_name = "DATASET")]
    pub(crate) dataset: PathBuf,
    /// A figure such as `funding.total.execution_rate`; all are listed by default.
    #[arg(value_name = "FIGURE")]
    pub(crate) figure: Option<String>,
    /// Layout whose policies are used: an id or the path of a folder.
    #[arg(long, value_name = "ID|PATH")]
    pub(crate) layout: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Render {
    /// The dataset; `-` is standard input.
    #[arg(value_name = "DATASET")]
    pub(crate) dataset: PathBuf,
    /// Layout: an id or the path of a folder.
    #[arg(long, value_name = "ID|PATH")]
    pub(crate) layout: String,
    /// Formats, separated by commas: `docx`, `xlsx`, `html`, `document` (the neutral document as JSON), or other exporters by
    /// short name or id.
    #[arg(long, value_delimiter = ',', required = true, value_name = "FORMATS")]
    pub(crate) to: Vec<String>,
    /// Folder of the output files; it must exist.
    #[arg(long, short, default_value = ".", value_name = "DIR")]
    pub(crate) output: PathBuf,
    /// Name of the output files without extension; the layout decides by default.
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// Mark in the report what must be printed and is not known, and list it in a file of its own.
    #[arg(long)]
    pub(crate) draft: bool,
    /// Replace files that are already there.
    #[arg(long)]
    pub(crate) force: bool,
    /// Write the file even where an exporter cannot show everything, and say what it left out.
    #[arg(long)]
    pub(crate) allow_degrade: bool,
    /// Write nothing where there is a finding of this severity or worse.
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub(crate) deny: Option<Level>,
    /// An option of an exporter, for example `docx.ask_to_update_fields=true`; repeatable.
    #[arg(long, value_name = "FORMAT.NAME=VALUE")]
    pub(crate) option: Vec<String>,
    /// Run the exporter in this file, in this run only; repeatable.
    #[arg(long, value_name = "FILE")]
    pub(crate) exporter: Vec<PathBuf>,
    /// List of the exporter files that are accepted; `jianbao-exporters.toml` in the working folder by default, where it is.
    #[arg(long, value_name = "FILE")]
    pub(crate) pins: Option<PathBuf>,
    /// Keep the exporters' working folders, for those who look for a fault.
    #[arg(long)]
    pub(crate) keep_job: bool,
    /// Seconds that an export may take; 120 by default.
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub(crate) time_limit: Option<u64>,
}

#[derive(Debug, Args)]
pub(crate) struct Schema {
    /// Which schema.
    #[arg(value_enum, value_name = "NAME")]
    pub(crate) name: SchemaName,
}

#[derive(Debug, Args)]
pub(crate) struct Layout {
    #[command(subcommand)]
    pub(crate) command: LayoutCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LayoutCommand {
    /// List the layouts that come with the program.
    List,
    /// Show what a layout is: policies, sections, tables, forms, text blocks.
    Show {
        /// The layout: an id or the path of a folder.
        #[arg(value_name = "ID|PATH")]
        layout: String,
    },
    /// Write a new layout to start from.
    New {
        /// Folder of the layout; it must be empty or not exist.
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// Layout that the new one changes: the id of a built-in one.
        #[arg(long, value_name = "ID")]
        extends: Option<String>,
        /// Its id; made from the name of the folder by default.
        #[arg(long, value_name = "ID")]
        id: Option<String>,
    },
    /// Check a layout without a dataset.
    Check {
        /// The layout: an id or the path of a folder.
        #[arg(value_name = "ID|PATH")]
        layout: String,
        /// How findings are written.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
        /// Least severity that makes the command fail.
        #[arg(long, value_enum, value_name = "LEVEL", default_value_t = Level::Error)]
        deny: Level,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Rules {
    #[command(subcommand)]
    pub(crate) command: RulesCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RulesCommand {
    /// List all codes that findings have, with what each demands.
    List {
        /// How the list is written: a table, or JSON, one code a line.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
        /// Whose codes are listed too.
        #[command(flatten)]
        local: Local,
    },
    /// Explain a code: what it demands, where that comes from, what to do.
    Show {
        /// The code, for example `R-SUM`.
        #[arg(value_name = "CODE")]
        code: String,
        /// Whose codes are known too.
        #[command(flatten)]
        local: Local,
    },
}

/// Rules of an agency, whose codes are known beside the program's own.
#[derive(Debug, Args)]
pub(crate) struct Local {
    /// Layout whose rules are known too: an id or the path of a folder.
    #[arg(long, value_name = "ID|PATH")]
    pub(crate) layout: Option<String>,
    /// Rules of an agency that are known too: a rule pack's name or a `.toml` file; several are possible.
    #[arg(long, value_name = "PACK|PATH")]
    pub(crate) rules: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LangArg {
    Zh,
    En,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
}

/// How the findings of `validate` are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FindingFormat {
    Text,
    Json,
    Sarif,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Level {
    Info,
    Warning,
    Error,
}

impl From<Level> for Severity {
    fn from(level: Level) -> Self {
        match level {
            Level::Info => Self::Info,
            Level::Warning => Self::Warning,
            Level::Error => Self::Error,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaName {
    Dataset,
    Document,
    Layout,
    Rules,
    Exporter,
    Finding,
}
