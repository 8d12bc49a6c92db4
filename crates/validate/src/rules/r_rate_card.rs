//! `R-RATE-CARD`: who is in the same class gets the same amount, or somebody says why not.

use std::collections::BTreeMap;

use jianbao_dataset::codes::ColumnType;
use jianbao_dataset::scalar::{Id, Stated};
use jianbao_dataset::{Dataset, DetailColumn, DetailRow, DetailTable};
use jianbao_finding::{Check, Finding, Role, Severity, Text};
use rust_decimal::Decimal;

use super::facts::shown;
use super::{Look, Rule, Subject};

/// Rows of a class from which a standard can be seen in its amounts.
const ROWS: usize = 3;

/// Classes that a message tells.
const TOLD: usize = 6;

pub(super) const RULE: Rule = Rule {
    check: Check {
        code: "R-RATE-CARD",
        severity: Severity::Warning,
        demand: (
            "同一类别的对象金额应相同，或写明依据",
            "those of one class get the same amount, or the basis is stated",
        ),
        source: (
            "奖补资金按标准发放的公平性要求：同类同标准",
            "equal treatment where awards and subsidies follow a standard",
        ),
        explanation: (
            "看同时有单位列、选项列和金额列的明细表：把所有选项列的值都相同的行归为一类，看每个金额列在类内是否相同。\n\
             只有看得出标准的列才检查：至少有一类不少于 3 行，且不同的金额不超过行数的一半（同样的金额反复出现）；申请金额之类各不相同的列不会被当作标准。查出后，同列其他类的不同金额一并列出。金额未知的行不算。\n\
             把该表作为明细表的用途写有说明的，视为已写明依据。",
            "Looks at detail tables with a column of organisations, one of codes and one of amounts. Rows with the same codes in all such columns are a class; within it an amount column should have one value.\n\
             Only columns that look like a standard are looked at: some class has at least 3 rows, and no more different amounts than half its rows. Amounts that all differ, such as those applied for, are no standard. Then the other classes of the column are told as well. Rows without an amount do not count.\n\
             An explanation at the use that names the table is taken as the basis.",
        ),
    },
    look: Look::Dataset(check),
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let dataset = subject.dataset();
    let mut findings = Vec::new();
    for (at, table) in dataset.detail_tables.iter().enumerate() {
        let of_type = |wanted: ColumnType| table.columns.iter().any(|column| column.column_type == wanted);
        if !of_type(ColumnType::Organisation) || !of_type(ColumnType::Code) || explained(dataset, table) {
            continue;
        }
        for (column_at, column) in table.columns.iter().enumerate() {
            if column.column_type == ColumnType::Money {
                findings.extend(compare(subject, (at, table), (column_at, column)));
            }
        }
    }
    findings
}

fn explained(dataset: &Dataset, table: &DetailTable) -> bool {
    let names = |id: Option<&Id>| id == Some(&table.id);
    dataset.uses.iter().any(|using| using.explanation.is_some() && names(using.detail_table.as_ref()))
}

/// The amounts of a class, each with the number of its rows.
type Amounts = BTreeMap<Decimal, usize>;

fn compare(
    subject: &Subject<'_>,
    (at, table): (usize, &DetailTable),
    (column_at, column): (usize, &DetailColumn),
) -> Option<Finding> {
    let by: Vec<&DetailColumn> = table.columns.iter().filter(|column| column.column_type == ColumnType::Code).collect();
    let mut classes: BTreeMap<Vec<&str>, Amounts> = BTreeMap::new();
    for row in &table.rows {
        let Some(Stated::Value(value)) = row.values.get(&column.key) else { continue };
        let Some(number) = value.number() else { continue };
        let class = by.iter().map(|column| code(row, column)).collect();
        *classes.entry(class).or_default().entry(number).or_default() += 1;
    }
    let standard = |amounts: &Amounts| {
        let rows: usize = amounts.values().sum();
        rows >= ROWS && amounts.len() > 1 && amounts.len() * 2 <= rows
    };
    if !classes.values().any(standard) {
        return None;
    }
    let differ = || classes.iter().filter(|(_, amounts)| amounts.len() > 1);
    let told: Vec<(String, String)> = differ().take(TOLD).map(|(class, amounts)| words(&by, class, amounts)).collect();
    let zh: Vec<&str> = told.iter().map(|(zh, _)| zh.as_str()).collect();
    let en: Vec<&str> = told.iter().map(|(_, en)| en.as_str()).collect();
    let (caption, title) = (table.caption.as_str(), column.title.as_str());
    let message = Text::new(
        format!("“{caption}”中同类的“{title}”不同，没有写明依据：{}", zh.join("；")),
        format!("“{title}” differs within one class of “{caption}”, and no basis is stated: {}", en.join("; ")),
    );
    let hint = Text::new(
        "核对金额；确按不同标准的，增加一列区分，或在对应用途的说明中写明依据",
        "check the amounts; where there are several standards, add a column that tells them apart, or state the basis at the use",
    );
    let unit = Some(subject.dataset().money_unit.label());
    let finding = RULE.finding(format!("/detail_tables/{at}/columns/{column_at}"), message).hint(hint);
    let amounts = differ().take(TOLD).flat_map(|(_, amounts)| amounts.keys());
    Some(amounts.fold(finding, |finding, amount| finding.number(Role::Stated, shown(*amount).to_string(), unit, None)))
}

fn code<'a>(row: &'a DetailRow, column: &DetailColumn) -> &'a str {
    row.values.get(&column.key).and_then(|cell| cell.value()?.text()).unwrap_or_default()
}

/// A class with its amounts: `三级：1（6 行）、2（11 行）`.
fn words(by: &[&DetailColumn], class: &[&str], amounts: &Amounts) -> (String, String) {
    let word = |(column, code): (&&DetailColumn, &&str)| {
        column.codes.get(*code).map_or_else(|| (*code).to_owned(), |word| word.as_str().to_owned())
    };
    let name: Vec<String> = by.iter().zip(class).map(word).filter(|word| !word.is_empty()).collect();
    let name = name.join("·");
    let zh: Vec<String> = amounts.iter().map(|(amount, rows)| format!("{}（{rows} 行）", shown(*amount))).collect();
    let en: Vec<String> = amounts.iter().map(|(amount, rows)| format!("{} ({rows} rows)", shown(*amount))).collect();
    (format!("{name}：{}", zh.join("、")), format!("{name}: {}", en.join(", ")))
}
