//! Who is paid, and in how many roles.

use jianbao_dataset::codes::{ColumnType, OrganisationRole as As};
use jianbao_dataset::scalar::Id;
use jianbao_dataset::{Dataset, DetailTable, Organisation};
use jianbao_finding::{Finding, Severity, Text};

use super::RULE;
use crate::rules::say::say;

pub(super) fn check(dataset: &Dataset, findings: &mut Vec<Finding>) {
    for (at, organisation) in dataset.organisations.iter().enumerate() {
        findings.extend(reporter(dataset, organisation, at).or_else(|| two_roles(organisation, at)));
        if is_paid_from_outside(organisation) {
            findings.extend(several_places(dataset, organisation, at));
        }
    }
}

fn has(organisation: &Organisation, roles: &[As]) -> bool {
    organisation.roles.iter().any(|role| roles.contains(role))
}

/// Agencies and departments pay themselves for what they do; only others need disclosing.
fn is_paid_from_outside(organisation: &Organisation) -> bool {
    !has(organisation, &[As::SupervisingDepartment, As::ImplementingAgency, As::FinanceDepartment])
}

/// The firm that judges the project and gains from it.
fn reporter(dataset: &Dataset, organisation: &Organisation, at: usize) -> Option<Finding> {
    let writes = dataset.report.prepared_by == organisation.id && has(organisation, &[As::CommissionedFirm]);
    if !writes || !has(organisation, &[As::Supplier, As::Beneficiary]) {
        return None;
    }
    let name = organisation.name.as_str();
    let finding = say(
        &RULE,
        Severity::Warning,
        format!("/organisations/{at}/roles"),
        format!("编制报告的第三方机构“{name}”同时是项目的供应商或受益对象"),
        format!(
            "the commissioned firm “{name}”, which writes the report, is supplier or beneficiary of the project too"
        ),
    );
    Some(finding.hint(Text::new(
        "核对角色；确实如此的，应回避或披露",
        "check the roles; if they are right, this must be disclosed, or another firm report",
    )))
}

fn two_roles(organisation: &Organisation, at: usize) -> Option<Finding> {
    let gets = has(organisation, &[As::Beneficiary]);
    let sells = has(organisation, &[As::Supplier, As::ServiceProvider, As::ProcurementAgent]);
    if !gets || !sells {
        return None;
    }
    let name = organisation.name.as_str();
    let roles: Vec<&str> = organisation.roles.iter().map(|role| role.label()).collect();
    let finding = say(
        &RULE,
        Severity::Info,
        format!("/organisations/{at}/roles"),
        format!("“{name}”既从项目得到补助或奖励，又为项目供货或服务（{}）", roles.join("、")),
        format!("“{name}” is beneficiary of the project and works for it ({})", roles.join(", ")),
    );
    Some(finding.hint(Text::new("在报告中披露", "disclose it in the report")))
}

/// Tables in which an organisation stands and that do not belong to a use that pays it.
fn tables<'a>(dataset: &'a Dataset, id: &'a Id) -> impl Iterator<Item = &'a DetailTable> {
    let pays = move |table: &DetailTable| {
        let mut behind = dataset.uses.iter().filter(|using| using.detail_table.as_ref() == Some(&table.id));
        behind.any(|using| using.payees.contains(id))
    };
    dataset.detail_tables.iter().filter(move |table| names(table, id) && !pays(table))
}

/// Whether a column of organisations of a table with money names an organisation.
fn names(table: &DetailTable, id: &Id) -> bool {
    let holds_money = table.columns.iter().any(|column| column.column_type == ColumnType::Money);
    let mut columns = table.columns.iter().filter(|column| column.column_type == ColumnType::Organisation);
    holds_money
        && columns.any(|column| {
            let cells = table.rows.iter().filter_map(|row| row.values.get(&column.key)?.value()?.text());
            cells.into_iter().any(|cell| cell == id.as_str())
        })
}

fn several_places(dataset: &Dataset, organisation: &Organisation, at: usize) -> Option<Finding> {
    let id = &organisation.id;
    let uses = || dataset.uses.iter().filter(|using| using.payees.contains(id));
    if uses().count() + tables(dataset, id).count() < 2 {
        return None;
    }
    let name = organisation.name.as_str();
    let places: Vec<&str> = uses()
        .map(|using| using.purpose.as_str())
        .chain(tables(dataset, id).map(|table| table.caption.as_str()))
        .collect();
    let finding = say(
        &RULE,
        Severity::Info,
        format!("/organisations/{at}"),
        format!("“{name}”在几处得到资金：{}", places.join("、")),
        format!("“{name}” gets money from several places: {}", places.join(", ")),
    );
    Some(finding.hint(Text::new(
        "核对没有重复拨付，并在报告中披露",
        "check that nothing is paid twice, and disclose it in the report",
    )))
}
