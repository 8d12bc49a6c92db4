//! The exporter as hosts see it.

use std::io::Write as _;

use jianbao_exporter_sdk::{Description, ExportError, Exporter, Job, Request};

use crate::{MEDIA_TYPE, Options, write};

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

/// The exporter for Word.
struct Docx;

impl Exporter for Docx {
    type Options = Options;

    fn describe() -> Description {
        Description::new("jianbao.docx", "Word 文档 (Word document)", env!("CARGO_PKG_VERSION"))
            .vendor("Jianbao")
            .licence("MIT OR Apache-2.0")
            .output("main", "docx", MEDIA_TYPE)
            .features(FEATURES)
    }

    fn export(request: &Request<Options>, job: &Job<'_>) -> Result<(), ExportError> {
        let bytes = write(&request.document, &request.options)?;
        job.output(&request.file_name("docx"))?.write_all(&bytes)?;
        Ok(())
    }
}

jianbao_exporter_sdk::export_exporters!(Docx);
