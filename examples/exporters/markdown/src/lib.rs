//! An example exporter in Rust: GitHub Flavored Markdown.
//!
//! One file for a report: headings with their numbers, tables as GitHub draws them, links for references, footnotes for
//! what a number does not say by itself. Whatever a text holds, it is shown as it is: nothing of it becomes markup.

mod body;
mod escape;
mod front_matter;
mod grid;
mod inlines;
mod notes;
mod options;
mod pipes;
mod table;

use std::io::Write as _;

use jianbao_exporter_sdk::{Description, ExportError, Exporter, Job, Request, export_exporters};

pub use options::{Footnotes, MergedCells, Options, TableStyle};

/// What Markdown keeps. It has no pages, so nothing is lost with what only says how they look; charts lose their bars and
/// are therefore not listed.
const FEATURES: [&str; 11] = [
    "page-break",
    "page-number",
    "page-number.outer",
    "reference",
    "section.header-footer",
    "section.landscape",
    "table",
    "table.caption",
    "table.header-rows",
    "table.merged-cells",
    "toc",
];

/// The exporter.
pub struct Markdown;

impl Exporter for Markdown {
    type Options = Options;

    fn describe() -> Description {
        Description::new("org.example.markdown", "Markdown (GitHub Flavored Markdown)", "1.0.0")
            .vendor("Jianbao examples")
            .licence("MIT OR Apache-2.0")
            .output("main", "md", "text/markdown")
            .features(FEATURES)
    }

    fn export(request: &Request<Options>, job: &Job<'_>) -> Result<(), ExportError> {
        let text = body::write(&request.document, request.options, job)?;
        job.output(&request.file_name("md"))?.write_all(text.as_bytes())?;
        Ok(())
    }
}

export_exporters!(Markdown);
