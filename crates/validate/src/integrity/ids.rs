//! Ids are unique in their list, and the reserved ones are free.

use std::collections::BTreeSet;
use std::fmt::Arguments;

use jianbao_dataset::Dataset;
use jianbao_dataset::scalar::Id;
use jianbao_finding::Finding;

use super::error;

/// Up to this many ids are compared one by one; more are sorted.
const FEW: usize = 16;

/// Ids that have been seen; nothing is allocated for the first few.
#[derive(Default)]
pub(super) struct Seen<'a> {
    few: [Option<&'a Id>; FEW],
    count: usize,
    more: BTreeSet<&'a Id>,
}

impl<'a> Seen<'a> {
    /// Whether an id is seen for the first time.
    pub(super) fn insert(&mut self, id: &'a Id) -> bool {
        if self.few[..self.count].contains(&Some(id)) {
            return false;
        }
        if self.count < FEW {
            self.few[self.count] = Some(id);
            self.count += 1;
            return true;
        }
        self.more.insert(id)
    }
}

/// Whether a list keeps the id `total` for its totals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Total {
    Reserved,
    Free,
}

pub(super) fn unique_ids(dataset: &Dataset, findings: &mut Vec<Finding>) {
    macro_rules! lists {
        ($total:expr; $($field:ident),+) => { $(
            unique(
                &dataset.$field.iter().map(|record| &record.id),
                $total,
                format_args!(concat!("/", stringify!($field))),
                findings,
            );
        )+ };
    }
    lists!(Total::Reserved; funding, uses);
    lists!(
        Total::Free; organisations, detail_tables, goals, indicators, revisions, activities, procurements, events, surveys,
        documents, problems, recommendations, rectifications, attachments
    );
    if let Some(department) = &dataset.department {
        let tasks = department.tasks.iter().map(|task| &task.id);
        unique(&tasks, Total::Free, format_args!("/department/tasks"), findings);
    }
    for (at, table) in dataset.detail_tables.iter().enumerate() {
        let rows = table.rows.iter().map(|row| &row.id);
        unique(&rows, Total::Reserved, format_args!("/detail_tables/{at}/rows"), findings);
        columns(at, table.columns.iter().map(|column| &column.key), findings);
    }
    for (at, procurement) in dataset.procurements.iter().enumerate() {
        let steps = procurement.steps.iter().map(|step| &step.id);
        unique(&steps, Total::Free, format_args!("/procurements/{at}/steps"), findings);
        for (step, _) in steps.enumerate().filter(|(_, id)| matches!(id.as_str(), "amount" | "due")) {
            findings.push(error(
                "I-ID",
                format!("/procurements/{at}/steps/{step}/id"),
                "编号 amount 与 due 留给采购本身使用".to_owned(),
                "the ids amount and due are kept for the procurement itself".to_owned(),
            ));
        }
    }
}

fn unique<'a>(
    ids: &(impl Iterator<Item = &'a Id> + Clone),
    total: Total,
    list: Arguments<'_>,
    findings: &mut Vec<Finding>,
) {
    let mut seen = Seen::default();
    for (at, id) in ids.clone().enumerate() {
        if !seen.insert(id) {
            let first = ids.clone().position(|other| other == id).unwrap_or_default() + 1;
            findings.push(error(
                "I-ID",
                format!("{list}/{at}/id"),
                format!("编号 {id} 与第 {first} 项重复"),
                format!("the id {id} is that of item {first} too"),
            ));
        }
        if total == Total::Reserved && id.as_str() == "total" {
            findings.push(error(
                "I-ID",
                format!("{list}/{at}/id"),
                "编号 total 留给合计使用".to_owned(),
                "the id total is kept for totals".to_owned(),
            ));
        }
    }
}

fn columns<'a>(table: usize, keys: impl Iterator<Item = &'a Id>, findings: &mut Vec<Finding>) {
    let mut seen = Seen::default();
    for (column, _) in keys.enumerate().filter(|(_, key)| !seen.insert(key)) {
        let pointer = format!("/detail_tables/{table}/columns/{column}/key");
        findings.push(error("I-ID", pointer, "列编号重复".to_owned(), "the column key occurs twice".to_owned()));
    }
}
