//! Uses that name a detail table which does not itself say how it relates to them.

use jianbao_dataset::codes::ColumnType;
use jianbao_dataset::scalar::Id;
use jianbao_dataset::{DetailColumn, DetailRow, DetailTable, Use};
use jianbao_finding::{Finding, Role, Text};
use rust_decimal::Decimal;

use super::super::facts::{amount, shown, sum};
use super::tables::cell;
use super::{RULE, Subject, money, spent};

/// Totals that a message tells; the finding has all of them as numbers.
const TOLD: usize = 8;

pub(super) fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let dataset = subject.dataset();
    for (at, using) in dataset.uses.iter().enumerate() {
        let Some(id) = &using.detail_table else { continue };
        let Some(table) = dataset.detail_tables.iter().find(|table| table.id == *id) else { continue };
        let related = |table: &DetailTable| {
            table.reconciles_with.as_ref().is_some_and(|relation| relation.use_of_funds == using.id)
        };
        if !dataset.detail_tables.iter().any(related) {
            findings.extend(compare(subject, at, using, table));
        }
    }
}

/// The rows of a use: those with a code, or all.
#[derive(Clone, Copy)]
struct Rows<'a> {
    table: &'a DetailTable,
    code: Option<(&'a Id, &'a Id)>,
}

impl<'a> Rows<'a> {
    /// The rows that explain a use, where that can be told.
    fn of(subject: &Subject<'a>, using: &Use, table: &'a DetailTable) -> Option<Self> {
        for column in table.columns.iter().filter(|column| column.column_type == ColumnType::Code) {
            let means = |(code, word): &(&Id, &jianbao_dataset::scalar::Line)| {
                **code == using.id || using.purpose.as_str().contains(word.as_str())
            };
            if let Some((code, _)) = column.codes.iter().find(means) {
                return Some(Self { table, code: Some((&column.key, code)) });
            }
        }
        let others = subject.dataset().uses.iter().filter(|other| other.detail_table.as_ref() == Some(&table.id));
        let alone = others.count() == 1 && table.reconciles_with.is_none();
        alone.then_some(Self { table, code: None })
    }

    fn iter(self) -> impl Iterator<Item = &'a DetailRow> {
        let own = move |row: &&DetailRow| self.code.is_none_or(|(column, code)| has(row, column, code));
        self.table.rows.iter().filter(own)
    }
}

fn has(row: &DetailRow, column: &Id, code: &Id) -> bool {
    row.values.get(column).and_then(|cell| cell.value()?.text()) == Some(code.as_str())
}

/// Calls a function with the total of every amount column over the rows, and over those with each code of another column.
fn totals<'a>(rows: Rows<'a>, found: &mut dyn FnMut(&'a DetailColumn, Option<&'a str>, Decimal)) {
    let columns = &rows.table.columns;
    for column in columns.iter().filter(|column| column.column_type == ColumnType::Money) {
        if let Some(total) = sum(rows.iter().map(|row| cell(row, &column.key))).number() {
            found(column, None, total);
        }
        let others = columns
            .iter()
            .filter(|by| by.column_type == ColumnType::Code && rows.code.is_none_or(|(own, _)| *own != by.key));
        for by in others {
            for (code, word) in &by.codes {
                let part = rows.iter().filter(|row| has(row, &by.key, code));
                if let Some(total) = sum(part.map(|row| cell(row, &column.key))).number() {
                    found(column, Some(word.as_str()), total);
                }
            }
        }
    }
}

fn compare<'a>(subject: &Subject<'a>, at: usize, using: &Use, table: &'a DetailTable) -> Option<Finding> {
    let rows = Rows::of(subject, using, table)?;
    let spent = spent(subject, using)?;
    let approved = money(subject, using, |using| amount(&using.approved_unpaid));
    let with_approved = approved.and_then(|approved| spent.checked_add(approved));
    let (mut any, mut equal) = (false, false);
    totals(rows, &mut |_, _, total| {
        any = true;
        equal = equal || total == spent || Some(total) == with_approved;
    });
    if !any || equal {
        return None;
    }
    let (mut zh, mut en, mut told) = (String::new(), String::new(), 0);
    let unit = Some(subject.dataset().money_unit.label());
    let figure = format!("use.{}.executed", using.id);
    let spent = shown(spent);
    let mut numbers = Vec::new();
    totals(rows, &mut |column, word, total| {
        let total = shown(total);
        numbers.push(total);
        told += 1;
        if told <= TOLD {
            let title = column.title.as_str();
            let separate = if zh.is_empty() { ("", "") } else { ("，", ", ") };
            let (label_zh, label_en) = match word {
                None => (title.to_owned(), title.to_owned()),
                Some(word) => (format!("其中{word}"), format!("of it {word}")),
            };
            zh += &format!("{}{label_zh} {total}", separate.0);
            en += &format!("{}{label_en} {total}", separate.1);
        }
    });
    let (purpose, caption) = (using.purpose.as_str(), table.caption.as_str());
    let message = Text::new(
        format!("“{purpose}”支出 {spent}，与明细表“{caption}”的任何合计都不相等：{zh}"),
        format!("{spent} was spent on “{purpose}”, which is no total of the table “{caption}”: {en}"),
    );
    let hint = Text::new(
        "核对支出和明细；确有差额的，在用途的说明和明细表的勾稽关系中写明",
        "check both; where the difference is right, say so in the explanation of the use and the relation of the table",
    );
    let finding = RULE.finding(format!("/uses/{at}/executed"), message).hint(hint);
    let finding = super::super::facts::with(finding, jianbao_finding::Severity::Warning);
    let finding = finding.number(Role::Stated, spent.to_string(), unit, Some(&figure));
    Some(numbers.iter().fold(finding, |finding, total| finding.number(Role::Computed, total.to_string(), unit, None)))
}
