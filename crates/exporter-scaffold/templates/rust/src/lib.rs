//! {{name}}: a report as plain text.

use std::io::Write as _;

use jianbao_exporter_sdk::document::{Heading, Paragraph, Table, TableOfContents, plain_text};
use jianbao_exporter_sdk::schemars::{self, JsonSchema};
use jianbao_exporter_sdk::serde::{Deserialize, Serialize};
use jianbao_exporter_sdk::{
    Description, ExportError, Exporter, Job, Output, Pointer, Position, Request, Visitor, export_exporters, table_rows,
    visit,
};

/// What this exporter keeps of a document. A text has no pages, so nothing is lost with what only says how pages look. What
/// is not listed (charts, merged cells) is refused by Jianbao unless the user allows the loss.
const FEATURES: [&str; 10] = [
    "page-break",
    "page-number",
    "page-number.outer",
    "reference",
    "section.header-footer",
    "section.landscape",
    "table",
    "table.caption",
    "table.header-rows",
    "toc",
];

/// What users may choose: `--option FORMAT.separator=" | "`.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(crate = "jianbao_exporter_sdk::serde", default, deny_unknown_fields)]
#[schemars(crate = "schemars")]
struct Options {
    /// What stands between the cells of a table
    separator: String,
}

impl Default for Options {
    fn default() -> Self {
        Self { separator: "\t".to_owned() }
    }
}

struct PlainText;

impl Exporter for PlainText {
    type Options = Options;

    fn describe() -> Description {
        Description::new("{{id}}", "{{name}}", env!("CARGO_PKG_VERSION"))
            .output("main", "txt", "text/plain")
            .features(FEATURES)
    }

    fn export(request: &Request<Options>, job: &Job<'_>) -> Result<(), ExportError> {
        let output = job.output(&request.file_name("txt"))?;
        let mut text = Text { job, output, options: &request.options };
        writeln!(text.output, "{}", request.document.properties.title)?;
        visit(&request.document, &mut text)?;
        text.output.finish()
    }
}

export_exporters!(PlainText);

/// The file while it is written. Kinds of blocks without a method here are reported as left out.
struct Text<'a> {
    job: &'a Job<'a>,
    output: Output<'a>,
    options: &'a Options,
}

impl Visitor for Text<'_> {
    fn job(&self) -> &Job<'_> {
        self.job
    }

    fn heading(&mut self, heading: &Heading, _: &Pointer<'_>) -> Result<(), ExportError> {
        let number = heading.number.as_deref().unwrap_or_default();
        writeln!(self.output, "\n{number}{}", plain_text(&heading.inlines))?;
        Ok(())
    }

    fn paragraph(&mut self, paragraph: &Paragraph, _: &Pointer<'_>) -> Result<(), ExportError> {
        let marker = paragraph.marker.as_deref().unwrap_or_default();
        writeln!(self.output, "{marker}{}", plain_text(&paragraph.inlines))?;
        Ok(())
    }

    fn table(&mut self, table: &Table, at: &Pointer<'_>) -> Result<(), ExportError> {
        if let Some(caption) = &table.caption {
            writeln!(self.output, "\n{}{} {}", caption.label, caption.number, plain_text(&caption.inlines))?;
        }
        if let Some(unit) = &table.unit_line {
            writeln!(self.output, "{unit}")?;
        }
        let mut merged = false;
        for row in table_rows(table, at) {
            let row = row?;
            self.job.check_cancelled()?;
            merged |= row.positions.iter().any(|position| !position.first);
            // A merged cell has its text where it begins, and leaves its other positions empty.
            let text = |position: &Position<'_>| {
                if position.first { position.cell.plain_text().replace('\n', " ") } else { String::new() }
            };
            let cells: Vec<String> = row.positions.iter().map(text).collect();
            writeln!(self.output, "{}", cells.join(&self.options.separator))?;
        }
        if merged {
            self.job.degraded("table.merged-cells", "merged cells were divided", Some(&at.to_string()));
        }
        Ok(())
    }

    fn table_of_contents(&mut self, contents: &TableOfContents, _: &Pointer<'_>) -> Result<(), ExportError> {
        if let Some(title) = &contents.title {
            writeln!(self.output, "\n{title}")?;
        }
        for entry in &contents.entries {
            writeln!(self.output, "{}", entry.text)?;
        }
        Ok(())
    }

    fn page_break(&mut self, _: &Pointer<'_>) -> Result<(), ExportError> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jianbao_exporter_sdk::document::Block;
    use jianbao_exporter_sdk::testing;

    #[test]
    fn a_report_is_written_as_text() {
        let rows = [["项目", "金额"], ["合计", "1.50"]].map(|texts| testing::row(texts.map(testing::cell).into()));
        let blocks = vec![
            testing::heading("basics", 1, "一、", "概况"),
            testing::paragraph("body", testing::text("资金到位。")),
            Block::Table(testing::table("t", &[1000, 1000], 1, rows.into())),
        ];
        let document = testing::document(vec![testing::section("s", blocks)]);
        let title = document.properties.title.clone();
        let exported = testing::export::<PlainText>(&Request::new(document, Options::default())).unwrap();
        let text = String::from_utf8_lossy(&exported.files["report.txt"]);
        assert_eq!(text, format!("{title}\n\n一、概况\n资金到位。\n项目\t金额\n合计\t1.50\n"));
        assert_eq!(exported.degraded, []);
    }
}
