//! Ids are unique in their list, and the reserved ones are free.

use std::collections::BTreeSet;

use jianbao_dataset::Dataset;
use jianbao_dataset::scalar::Id;
use jianbao_finding::Finding;

use super::error;

/// Lists of records with ids: pointer and ids.
fn id_lists(dataset: &Dataset) -> Vec<(String, Vec<&Id>)> {
    macro_rules! list {
        ($($field:ident),+) => { vec![$((concat!("/", stringify!($field)).to_owned(), dataset.$field.iter().map(|record| &record.id).collect::<Vec<_>>()),)+] };
    }
    let mut lists = list!(
        organisations,
        funding,
        uses,
        detail_tables,
        goals,
        indicators,
        revisions,
        activities,
        procurements,
        events,
        surveys,
        documents,
        problems,
        recommendations,
        rectifications,
        attachments
    );
    if let Some(department) = &dataset.department {
        lists.push(("/department/tasks".to_owned(), department.tasks.iter().map(|task| &task.id).collect()));
    }
    for (at, table) in dataset.detail_tables.iter().enumerate() {
        lists.push((format!("/detail_tables/{at}/rows"), table.rows.iter().map(|row| &row.id).collect()));
    }
    for (at, procurement) in dataset.procurements.iter().enumerate() {
        lists.push((format!("/procurements/{at}/steps"), procurement.steps.iter().map(|step| &step.id).collect()));
    }
    lists
}

pub(super) fn unique_ids(dataset: &Dataset, findings: &mut Vec<Finding>) {
    for (pointer, ids) in id_lists(dataset) {
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        for (at, id) in ids.iter().enumerate() {
            if !seen.insert(id.as_str()) {
                let first = ids.iter().position(|other| other == id).unwrap_or_default() + 1;
                findings.push(error(
                    "I-ID",
                    format!("{pointer}/{at}/id"),
                    format!("编号 {id} 与第 {first} 项重复"),
                    format!("the id {id} is that of item {first} too"),
                ));
            }
        }
        let reserved = pointer == "/funding" || pointer == "/uses" || pointer.ends_with("/rows");
        for (at, _) in ids.iter().enumerate().filter(|(_, id)| reserved && id.as_str() == "total") {
            findings.push(error(
                "I-ID",
                format!("{pointer}/{at}/id"),
                "编号 total 留给合计使用".to_owned(),
                "the id total is kept for totals".to_owned(),
            ));
        }
    }
    for (at, procurement) in dataset.procurements.iter().enumerate() {
        for (step, _) in
            procurement.steps.iter().enumerate().filter(|(_, step)| matches!(step.id.as_str(), "amount" | "due"))
        {
            let pointer = format!("/procurements/{at}/steps/{step}/id");
            findings.push(error(
                "I-ID",
                pointer,
                "编号 amount 与 due 留给采购本身使用".to_owned(),
                "the ids amount and due are kept for the procurement itself".to_owned(),
            ));
        }
    }
    for (at, table) in dataset.detail_tables.iter().enumerate() {
        let mut seen = BTreeSet::new();
        for (column, _) in table.columns.iter().enumerate().filter(|(_, column)| !seen.insert(column.key.as_str())) {
            let pointer = format!("/detail_tables/{at}/columns/{column}/key");
            findings.push(error("I-ID", pointer, "列编号重复".to_owned(), "the column key occurs twice".to_owned()));
        }
    }
}
