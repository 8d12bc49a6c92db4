//! Rows of the budget platform's standard tables as datasets.
//!
//! In go the bytes of a table (CSV in UTF-8 or GB 18030, a JSON array of rows, or one row a line); out come datasets as JSON, one a
//! project, and a finding for each doubt with its row and column. Facts that the rows do not have stay unknown; nothing is invented.
//!
//! Beside the columns of the standard these are read, in any case: `mon_start_date` and `mon_end_date` (the monitoring period),
//! `pro_start_date`, `pro_end_date`, `pro_content`, and `fund_name` with `fund_source` (a name of the sources of money). A dataset whose rows
//! have them is complete.

mod build;
mod checks;
mod indicator;
mod table;
mod value;

use jianbao_finding::Finding;

pub use checks::CHECKS;

/// A table as it was handed over.
#[derive(Debug, Clone, Copy)]
pub struct Table<'a> {
    /// Name of the file for people.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// What an import gives.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Imported {
    /// One dataset a project, as indented JSON, in the order in which the projects first occur.
    pub datasets: Vec<Dataset>,
    /// Doubts, and what is missing for a dataset to be valid; in the order of the rows.
    pub findings: Vec<Finding>,
}

/// One dataset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dataset {
    /// Code of the project, or its name where it has no code; not fit for a file name as it is.
    pub key: String,
    /// The dataset as JSON.
    pub json: String,
}

/// Datasets from the rows of `PAY_PERF_MONITOR_INFO`, and of `PAY_PERF_MONITOR_TASK` where they were handed over.
#[must_use]
pub fn platform(monitor: Table<'_>, tasks: Option<Table<'_>>) -> Imported {
    let mut findings = Vec::new();
    let rows = table::rows(monitor, &mut findings);
    let tasks = tasks.map(|tasks| table::rows(tasks, &mut findings)).unwrap_or_default();
    if let Some(first) = rows.first() {
        let absent: Vec<&str> = ["lv1_perf_ind_name", "lv2_perf_ind_name", "lv3_perf_ind_name", "kpi_val", "perf_comp"]
            .into_iter()
            .filter(|column| !rows.iter().any(|row| row.has_column(column)))
            .collect();
        findings.extend(absent.iter().map(|column| checks::no_column(monitor.name, column)));
        if !first.has_column("pro_code") && !first.has_column("pro_name") {
            findings.push(checks::no_column(monitor.name, "pro_code"));
            return Imported { datasets: Vec::new(), findings };
        }
        if absent.len() > 3 {
            return Imported { datasets: Vec::new(), findings };
        }
    }
    build::datasets(monitor.name, &rows, &tasks, findings)
}
