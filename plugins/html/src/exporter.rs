//! The exporter as hosts see it.

use std::io::Write as _;

use jianbao_exporter_sdk::{Description, ExportError, Exporter, Job, NoOptions, Request};

use crate::{MEDIA_TYPE, write};

/// Everything that a document can hold is kept.
const FEATURES: [&str; 12] = [
    "chart",
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

/// The exporter for web pages.
struct Html;

impl Exporter for Html {
    type Options = NoOptions;

    fn describe() -> Description {
        Description::new("jianbao.html", "HTML 网页 (web page)", env!("CARGO_PKG_VERSION"))
            .vendor("Jianbao")
            .licence("MIT OR Apache-2.0")
            .output("main", "html", MEDIA_TYPE)
            .features(FEATURES)
    }

    fn export(request: &Request<NoOptions>, job: &Job<'_>) -> Result<(), ExportError> {
        let bytes = write(&request.document)?;
        job.output(&request.file_name("html"))?.write_all(&bytes)?;
        Ok(())
    }
}

jianbao_exporter_sdk::export_exporters!(Html);
