//! The exporter as hosts see it.

use std::io::Write as _;

use jianbao_exporter_sdk::{Description, ExportError, Exporter, Job, Level, Request};

use crate::{MEDIA_TYPE, Options, write_with_notes};

/// What a workbook keeps. Contents are kept by the tabs of the sheets; page numbers at the outer edge stand in the middle.
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

/// The exporter for Excel.
struct Xlsx;

impl Exporter for Xlsx {
    type Options = Options;

    fn describe() -> Description {
        let title = "Excel 工作簿，每张表一个工作表，不含正文 (Excel workbook: a sheet for each table, no prose)";
        Description::new("jianbao.xlsx", title, env!("CARGO_PKG_VERSION"))
            .vendor("Jianbao")
            .licence("MIT OR Apache-2.0")
            .output("main", "xlsx", MEDIA_TYPE)
            .features(FEATURES)
    }

    fn export(request: &Request<Options>, job: &Job<'_>) -> Result<(), ExportError> {
        job.check_cancelled()?;
        let written = write_with_notes(&request.document, &request.options)?;
        for note in &written.notes {
            job.log(Level::Warn, &format!("{} (at `{}`)", note.message, note.pointer));
        }
        job.output(&request.file_name("xlsx"))?.write_all(&written.bytes)?;
        Ok(())
    }
}

jianbao_exporter_sdk::export_exporters!(Xlsx);
