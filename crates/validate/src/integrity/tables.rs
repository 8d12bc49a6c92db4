//! Cells of detail tables fit their columns.

use std::fmt::Arguments;

use jianbao_dataset::codes::ColumnType;
use jianbao_dataset::scalar::{Id, PartialDate, Stated};
use jianbao_dataset::{CellValue, Dataset, DetailColumn, DetailTable};
use jianbao_finding::Finding;

use super::error;

pub(super) fn detail_table(dataset: &Dataset, table: &DetailTable, at: Arguments<'_>, findings: &mut Vec<Finding>) {
    for (row_at, row) in table.rows.iter().enumerate() {
        for (key, cell) in &row.values {
            let pointer = || format!("{at}/rows/{row_at}/values/{key}");
            match table.columns.iter().find(|column| column.key == *key) {
                None => findings.push(error(
                    "I-REF",
                    pointer(),
                    format!("表中没有列 {key}"),
                    format!("the table has no column {key}"),
                )),
                Some(column) => {
                    if let Stated::Value(value) = cell
                        && let Some((zh, en)) = misfit(dataset, column, value)
                    {
                        findings.push(error("I-TYPE", pointer(), zh, en));
                    }
                }
            }
        }
    }
    let Some(reconciliation) = &table.reconciles_with else { return };
    if !table.columns.iter().any(|column| column.key == reconciliation.column) {
        let key = &reconciliation.column;
        findings.push(error(
            "I-REF",
            format!("{at}/reconciles_with/column"),
            format!("表中没有列 {key}"),
            format!("the table has no column {key}"),
        ));
    }
    for (index, id) in
        reconciliation.rows.iter().enumerate().filter(|(_, id)| !table.rows.iter().any(|row| row.id == **id))
    {
        findings.push(error(
            "I-REF",
            format!("{at}/reconciles_with/rows/{index}"),
            format!("表中没有行 {id}"),
            format!("the table has no row {id}"),
        ));
    }
}

/// Why a value does not fit its column, in Chinese and English.
fn misfit(dataset: &Dataset, column: &DetailColumn, value: &CellValue) -> Option<(String, String)> {
    let title = column.title.as_str();
    let bad = |zh: &str, en: &str| Some((format!("列“{title}”应为{zh}"), format!("the column “{title}” takes {en}")));
    match (column.column_type, value) {
        (ColumnType::Text, CellValue::Number(_)) => bad("文字", "text"),
        (ColumnType::Number | ColumnType::Money | ColumnType::Percent, value) if value.number().is_none() => {
            bad("数值", "a number")
        }
        (ColumnType::Money, value)
            if value.number().is_some_and(|number| number.is_sign_negative() && !number.is_zero()) =>
        {
            bad("不为负的金额", "money that is not negative")
        }
        (ColumnType::Integer, value) if !value.number().is_some_and(|number| number.fract().is_zero()) => {
            bad("整数", "a whole number")
        }
        (ColumnType::Date, value) if value.text().is_none_or(|text| text.parse::<PartialDate>().is_err()) => {
            bad("日期，如 2020-06-30 或 2020-06", "a date such as 2020-06-30 or 2020-06")
        }
        (ColumnType::Code, value) if !value.text().is_some_and(|code| column.codes.contains_key(code)) => {
            let codes: Vec<&str> = column.codes.keys().map(Id::as_str).collect();
            bad(&format!("其选项之一：{}", codes.join("、")), &format!("one of its codes: {}", codes.join(", ")))
        }
        (ColumnType::Organisation, value) => {
            let id = value.text().unwrap_or_default();
            let known = dataset.organisations.iter().any(|organisation| organisation.id.as_str() == id);
            if known { None } else { bad("已列出的单位的编号", "the id of an organisation") }
        }
        _ => None,
    }
}
