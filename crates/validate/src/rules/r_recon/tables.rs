//! Detail tables that say which use they explain.

use jianbao_dataset::codes::{ColumnType, Expected};
use jianbao_dataset::scalar::{Id, Stated};
use jianbao_dataset::{DetailRow, DetailTable};
use jianbao_finding::{Finding, Role, Severity, Text};

use super::super::facts::{Known, shown, sum, with};
use super::{RULE, Subject, spent};

pub(super) fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for table in &subject.dataset().detail_tables {
        findings.extend(compare(subject, table));
    }
}

fn compare(subject: &Subject<'_>, table: &DetailTable) -> Option<Finding> {
    let relation = table.reconciles_with.as_ref()?;
    let column = table.columns.iter().find(|column| column.key == relation.column)?;
    let dataset = subject.dataset();
    let (at, using) = dataset.uses.iter().enumerate().find(|(_, using)| using.id == relation.use_of_funds)?;
    let counts = |row: &&DetailRow| relation.rows.is_empty() || relation.rows.contains(&row.id);
    let total = sum(table.rows.iter().filter(counts).map(|row| cell(row, &column.key))).number()?;
    let spent = spent(subject, using)?;
    let wrong = match relation.expected {
        Expected::Equal => total != spent,
        Expected::Subset => total > spent,
    };
    if !wrong || column.column_type != ColumnType::Money {
        return None;
    }
    let gap = shown(spent.checked_sub(total)?);
    let (purpose, caption, title) = (using.purpose.as_str(), table.caption.as_str(), column.title.as_str());
    let (total, spent) = (shown(total), shown(spent));
    let (severity, message) = match (relation.expected, &relation.explanation) {
        (Expected::Subset, _) => (
            Severity::Error,
            Text::new(
                format!("“{purpose}”支出 {spent}，只是其中一部分的“{caption}”的“{title}”却合计 {total}"),
                format!("{spent} was spent on “{purpose}”, and “{title}” of “{caption}”, a part of it, is {total}"),
            ),
        ),
        (Expected::Equal, explanation) => (
            if explanation.is_some() { Severity::Info } else { Severity::Warning },
            Text::new(
                format!("“{purpose}”支出 {spent}，与“{caption}”的“{title}”合计 {total} 相差 {gap}"),
                format!("{spent} was spent on “{purpose}”, “{title}” of “{caption}” adds up to {total}: {gap} apart"),
            ),
        ),
    };
    let hint = if relation.explanation.is_some() {
        Text::new("差额说明已写在勾稽关系中", "the relation of the table has an explanation")
    } else {
        Text::new(
            "核对支出和明细表；确有差额的，在勾稽关系中写明差额说明（explanation）",
            "check both; where the difference is right, explain it in the relation of the table (`explanation`)",
        )
    };
    let unit = Some(dataset.money_unit.label());
    let figure = format!("use.{}.executed", using.id);
    let finding = with(RULE.finding(format!("/uses/{at}/executed"), message), severity).hint(hint);
    let finding = finding.number(Role::Stated, spent.to_string(), unit, Some(&figure));
    Some(finding.number(Role::Computed, total.to_string(), unit, None))
}

/// A cell as an amount.
pub(super) fn cell(row: &DetailRow, column: &Id) -> Known {
    match row.values.get(column) {
        Some(Stated::Value(value)) => value.number().map_or(Known::Unknown, Known::Number),
        Some(Stated::NotApplicable(_)) => Known::NotApplicable,
        Some(Stated::Unknown) | None => Known::Unknown,
    }
}
