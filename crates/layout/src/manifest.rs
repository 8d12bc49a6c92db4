//! `layout.toml`: what a layout package says about itself.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Policies;

/// The content of `layout.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Identifier such as `nanchang-etdz/2020`; the folder of the package below `templates/`.
    pub id: String,
    /// Name of the form or report that it prescribes.
    pub title: String,
    /// Agency that prescribes it.
    pub agency: String,
    /// First budget year for which it is prescribed.
    pub valid_from: u16,
    /// Last budget year, where it has been replaced.
    #[serde(default)]
    pub valid_until: Option<u16>,
    /// Kinds of datasets that it takes: `project`, `department`.
    #[serde(default = "projects")]
    pub kinds: Vec<String>,
    /// Typography profile: a name below `templates/typography/`, or `./FILE.toml` in the package.
    pub typography: String,
    /// Name of the output files without extension; a template.
    pub output: String,
    /// Title of the document; a template.
    pub document_title: String,
    /// Label of the monitoring period, for example `1-{{ months }}月`; a template that knows `months` and `fiscal_year`.
    pub period_label: String,
    /// How it counts and prints.
    #[serde(default)]
    pub policies: Policies,
    /// Rule packs that its datasets are checked with: `platform-default`, or `./FILE.toml` in the package. `rules.toml` changes
    /// and adds to them.
    #[serde(default)]
    pub rules: Vec<String>,
    /// Numbers of headings and tables.
    #[serde(default)]
    pub numbering: Numbering,
    /// Narrative keys that its templates print, with their Chinese titles.
    #[serde(default)]
    pub narrative: BTreeMap<String, String>,
    /// The sections, in order.
    #[serde(rename = "section")]
    pub sections: Vec<SectionSpec>,
    /// Data tables.
    #[serde(rename = "table", default)]
    pub tables: Vec<TableSpec>,
    /// Fixed forms.
    #[serde(rename = "form", default)]
    pub forms: Vec<FormSpec>,
    /// Files that a submission consists of; without them there is one file with all sections, named by `output`.
    #[serde(rename = "file", default)]
    pub files: Vec<FileSpec>,
}

/// A file of a submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FileSpec {
    /// Identifier.
    pub id: String,
    /// Name of the file without extension; a template.
    pub name: String,
    /// Title of the document; a template. The layout's own where absent.
    #[serde(default)]
    pub document_title: Option<String>,
    /// Ids of its sections, in order.
    pub sections: Vec<String>,
}

fn projects() -> Vec<String> {
    vec!["project".to_owned()]
}

/// Numbers of headings and tables.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Numbering {
    /// Number of each heading level: text around `{chinese}` (一), `{arabic}` (1), `{circled}` (①) or `{roman}` (I).
    pub headings: Vec<String>,
    /// Word before a table's number.
    pub table: String,
    /// Word before a chart's number.
    pub figure: String,
}

impl Default for Numbering {
    /// The levels of GB/T 9704-2012: 一、（一）1．（1）.
    fn default() -> Self {
        let headings = ["{chinese}、", "（{chinese}）", "{arabic}．", "（{arabic}）"];
        Self { headings: headings.map(str::to_owned).to_vec(), table: "表".to_owned(), figure: "图".to_owned() }
    }
}

/// A section: pages of one set-up, with the text of one template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SectionSpec {
    /// Identifier.
    pub id: String,
    /// Template, `*.md.j2`.
    pub file: String,
    /// Page of the typography profile.
    pub page: String,
    /// Whether the pages carry numbers.
    #[serde(default)]
    pub page_number: bool,
    /// Number of the first page; absent where counting goes on.
    #[serde(default)]
    pub page_start: Option<u32>,
    /// Text at the top of every page; a template.
    #[serde(default)]
    pub header: Option<String>,
    /// Style for `paragraph`, `h1` … `h4`: a heading mapped to a style without outline is no heading of the report.
    #[serde(default)]
    pub styles: BTreeMap<String, String>,
}

/// A data table, built without a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TableSpec {
    /// Identifier by which chapters name it; `*` for every detail table of the dataset under its own id.
    pub id: String,
    /// Rows: `uses`, `funding`, `indicators`, `detail_tables.<id>` or, with the id `*`, `detail_tables`.
    pub source: String,
    /// Short name of the table, for example of its sheet in a workbook; a template. Its caption where absent.
    #[serde(default)]
    pub title: Option<String>,
    /// Caption; a template. A detail table has its own.
    #[serde(default)]
    pub caption: Option<String>,
    /// Whether the unit of money stands above the table.
    #[serde(default)]
    pub unit_line: UnitLine,
    /// The columns; with the id `*`, only those before the table's own.
    #[serde(default)]
    pub columns: Vec<ColumnSpec>,
    /// Row of totals.
    #[serde(default)]
    pub total: Option<TotalSpec>,
    /// Word beside the subtotals of the groups that the first merged column of codes makes, for example `小计`; detail tables
    /// only.
    #[serde(default)]
    pub subtotal: Option<String>,
    /// Columns whose equal neighbours are merged, from the outermost inward; with the id `*`, leading columns of codes are.
    #[serde(default)]
    pub merge: Vec<String>,
}

/// Whether a unit line stands above a table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnitLine {
    /// Where the table has a column of money.
    #[default]
    Money,
    /// Never.
    Never,
}

/// A column of a data table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ColumnSpec {
    /// What it shows: `number` (the running number) or a field of the source.
    pub field: String,
    /// Heading; a template.
    pub title: String,
    /// Share of the width, compared with the other columns.
    #[schemars(range(min = 1))]
    pub width: u32,
    /// Placement across; in the middle by default.
    #[serde(default)]
    pub align: Option<Align>,
}

/// The row of totals of a data table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TotalSpec {
    /// Word over the leading columns, for example `合计`.
    pub label: String,
}

/// A fixed form: a table written as XHTML.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FormSpec {
    /// Identifier by which chapters name it.
    pub id: String,
    /// Short name of the form, for example of its sheet in a workbook; a template. It is not printed.
    #[serde(default)]
    pub title: Option<String>,
    /// Template, `*.html.j2`.
    pub file: String,
}

/// Placement across.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// At the left edge.
    Left,
    /// In the middle.
    Centre,
    /// At the right edge.
    Right,
    /// At both edges.
    Justify,
}
