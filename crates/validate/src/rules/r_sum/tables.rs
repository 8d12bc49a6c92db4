//! Amount columns of detail tables whose total nobody gives, beside columns that have one.

use jianbao_dataset::codes::{Aggregation, ColumnType};
use jianbao_dataset::scalar::Stated;
use jianbao_dataset::{DetailColumn, DetailTable};
use jianbao_finding::{Finding, Role, Severity, Text};

use super::super::facts::{Known, shown, sum, with};
use super::{RULE, Subject};

pub(super) fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for (at, table) in subject.dataset().detail_tables.iter().enumerate() {
        let totalled = |column: &DetailColumn| column.aggregation == Some(Aggregation::Sum);
        if !table.columns.iter().any(|column| column.column_type == ColumnType::Money && totalled(column)) {
            continue;
        }
        for (column_at, column) in table.columns.iter().enumerate() {
            let open = match column.aggregation {
                _ if column.column_type != ColumnType::Money => false,
                None => true,
                Some(Aggregation::None) => false,
                Some(Aggregation::Sum) => !printed(subject, table, column) && any_printed(subject, table),
            };
            let Some(total) = Some(total(table, column)).filter(|_| open).and_then(Known::number) else { continue };
            let (caption, title, total) = (table.caption.as_str(), column.title.as_str(), shown(total));
            let message = if totalled(column) {
                Text::new(
                    format!("原件“{caption}”的合计行没有“{title}”的合计，按明细为 {total}"),
                    format!("the source totals other columns of “{caption}” but not “{title}”; its rows give {total}"),
                )
            } else {
                Text::new(
                    format!("“{caption}”的“{title}”没有合计，同表其他金额列有；按明细为 {total}"),
                    format!("“{title}” of “{caption}” has no total, other amounts have; its rows give {total}"),
                )
            };
            let unit = Some(subject.dataset().money_unit.label());
            let finding =
                with(RULE.finding(format!("/detail_tables/{at}/columns/{column_at}"), message), Severity::Info);
            findings.push(finding.number(Role::Computed, total.to_string(), unit, None));
        }
    }
}

fn total(table: &DetailTable, column: &DetailColumn) -> Known {
    sum(table.rows.iter().map(|row| match row.values.get(&column.key) {
        Some(Stated::Value(value)) => value.number().map_or(Known::Unknown, Known::Number),
        Some(Stated::NotApplicable(_)) => Known::NotApplicable,
        Some(Stated::Unknown) | None => Known::Unknown,
    }))
}

/// Whether the dataset says that the source prints the total of a column.
fn printed(subject: &Subject<'_>, table: &DetailTable, column: &DetailColumn) -> bool {
    figures(subject).any(|figure| is_total(figure, table) == Some(column.key.as_str()))
}

fn any_printed(subject: &Subject<'_>, table: &DetailTable) -> bool {
    figures(subject).any(|figure| is_total(figure, table).is_some())
}

fn figures<'a>(subject: &Subject<'a>) -> impl Iterator<Item = &'a str> {
    subject.dataset().reported.iter().filter_map(|reported| Some(reported.figure.as_ref()?.as_str()))
}

/// The column whose total a figure id names, where it is one of the table.
fn is_total<'f>(figure: &'f str, table: &DetailTable) -> Option<&'f str> {
    figure.strip_prefix("table.")?.strip_prefix(table.id.as_str())?.strip_prefix(".total.")
}
