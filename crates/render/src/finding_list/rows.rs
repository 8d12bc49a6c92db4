//! The rows of the list, one a finding.

use jianbao_document::{Alignment, Cell, Inline, Row, TypedValue, ValueFormat};
use jianbao_finding::{FindingRecord, Lang, NumberRecord, Role};
use rust_decimal::Decimal;

use super::{Draft, List, left, table, text};

/// Headings of the columns in Chinese and English, and their shares of the width.
const COLUMNS: [(&str, &str, u32); 16] = [
    ("文件", "File", 9),
    ("记录", "Record", 4),
    ("单位", "Organisation", 9),
    ("项目", "Project", 10),
    ("项目代码", "Project code", 8),
    ("位置", "Place", 13),
    ("代码", "Code", 8),
    ("级别", "Severity", 4),
    ("问题", "What is wrong", 26),
    ("所填（所印）数", "Stated or reported", 8),
    ("应为（计算、限）数", "Computed or limit", 8),
    ("计量单位", "Unit", 4),
    ("建议", "What to do", 18),
    ("行", "Line", 4),
    ("列", "Column", 4),
    ("指针", "Pointer", 12),
];

/// The table of all rows, with a line above it that says how many findings there are and how many are shown.
pub(super) fn table_of(rows: Vec<Row>, list: &List<'_>, width: i32) -> Draft {
    let heads = COLUMNS.map(|(zh, en, share)| (if list.lang == Lang::Zh { zh } else { en }, share));
    let name = if list.lang == Lang::Zh { "问题明细" } else { "Findings" };
    ("findings", name, summary(rows.len(), list), table(&heads, rows, width))
}

fn summary(listed: usize, list: &List<'_>) -> String {
    let (records, all, left_out) = (list.counts.records, list.counts.all, list.left_out);
    let (total, errors, warnings, notes) = (all.total(), all.errors, all.warnings, all.notes);
    let (found, capped) = match list.lang {
        Lang::Zh => (
            format!("检查 {records} 条记录，发现 {total} 个问题：{errors} 个错误，{warnings} 个警告，{notes} 个提示"),
            format!("。本表只列前 {listed} 个，另有 {left_out} 个未列；统计表的数目是完整的"),
        ),
        Lang::En => (
            format!("{records} records checked, {total} findings: errors {errors}, warnings {warnings}, notes {notes}"),
            format!(". Only the first {listed} are listed and {left_out} are left out; the counts are complete"),
        ),
    };
    if left_out > 0 { found + &capped } else { found }
}

/// A finding.
pub(super) fn row(record: &FindingRecord, lang: Lang) -> Row {
    let of = |text: &Option<String>| left(text.as_deref().unwrap_or_default());
    let (found, expected): (Vec<&NumberRecord>, Vec<&NumberRecord>) =
        record.numbers.iter().partition(|number| matches!(number.role, Role::Stated | Role::Reported));
    let cells = vec![
        of(&record.file),
        counted(record.record),
        of(&record.organisation),
        of(&record.project),
        of(&record.project_code),
        of(&record.place),
        left(&record.code),
        Cell::of(text(record.severity.word(lang))),
        left(&record.message),
        numbers(&found),
        numbers(&expected),
        Cell::of(text(&unit(&record.numbers))),
        of(&record.hint),
        counted(record.line.map(|line| line as u64)),
        counted(record.column.map(|column| column as u64)),
        of(&record.pointer),
    ];
    Row { cells, ..Row::default() }
}

/// One number as a number, several as text.
fn numbers(numbers: &[&NumberRecord]) -> Cell {
    match numbers {
        [] => Cell::default(),
        [one] => Cell { align: Some(Alignment::Right), ..Cell::of(vec![value(&one.value)]) },
        more => {
            let values: Vec<&str> = more.iter().map(|number| number.value.as_str()).collect();
            Cell { align: Some(Alignment::Right), ..Cell::of(text(&values.join("；"))) }
        }
    }
}

/// The unit of all numbers, or each where they differ.
fn unit(numbers: &[NumberRecord]) -> String {
    let mut units: Vec<&str> = numbers.iter().filter_map(|number| number.unit.as_deref()).collect();
    units.dedup();
    units.join("；")
}

/// A value that a spreadsheet can compute with, where it is a plain decimal; dates and words are text.
fn value(written: &str) -> Inline {
    match written.parse::<Decimal>() {
        Ok(exact) if exact.to_string() == written => typed(written, exact.scale()),
        _ => Inline::text(text(written).iter().map(Inline::printed).collect::<String>()),
    }
}

/// A whole number.
pub(super) fn number(count: u64) -> Inline {
    typed(&count.to_string(), 0)
}

fn typed(written: &str, decimals: u32) -> Inline {
    Inline::Value(TypedValue {
        text: written.to_owned(),
        exact: Some(written.to_owned()),
        format: Some(ValueFormat::Number { decimals, trimmed: false, unit: None, shift: 0 }),
        ..TypedValue::default()
    })
}

fn counted(count: Option<u64>) -> Cell {
    count.map_or_else(Cell::default, |count| Cell::of(vec![number(count)]))
}
