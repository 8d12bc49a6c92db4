//! Reasons that give none: 无, a dash, 不适用.

use jianbao_dataset::Dataset;
use jianbao_dataset::scalar::Stated;
use jianbao_finding::{Finding, Severity, Text};

use super::RULE;
use crate::rules::observed::says_nothing;
use crate::rules::say::say;

pub(super) fn check(dataset: &Dataset, findings: &mut Vec<Finding>) {
    money(dataset, findings);
    observations(dataset, findings);
    events(dataset, findings);
    for (at, table) in dataset.detail_tables.iter().enumerate() {
        for (row_at, row) in table.rows.iter().enumerate() {
            for (key, cell) in &row.values {
                let pointer = || format!("/detail_tables/{at}/rows/{row_at}/values/{}", key.as_str());
                findings.extend(blank(cell, pointer));
            }
        }
    }
    for (at, empty) in dataset.empty_categories.iter().enumerate() {
        if says_nothing(empty.reason.as_str()) {
            findings.push(no_reason(format!("/empty_categories/{at}/reason"), empty.reason.as_str()));
        }
    }
}

/// The finding for a value that does not apply, without a reason.
fn blank<T>(stated: &Stated<T>, pointer: impl FnOnce() -> String) -> Option<Finding> {
    match stated {
        Stated::NotApplicable(reason) if says_nothing(reason.as_str()) => {
            Some(no_reason(pointer() + "/not_applicable", reason.as_str()))
        }
        _ => None,
    }
}

fn no_reason(pointer: String, reason: &str) -> Finding {
    let finding = say(
        &RULE,
        Severity::Warning,
        pointer,
        format!("不适用的原因只填“{reason}”，等于没有说明"),
        format!("the reason why this does not apply is only “{reason}”"),
    );
    finding.hint(Text::new(
        "写明为什么不适用；只是尚不知道的，留空（null）",
        "say why it does not apply; null means that it is not known",
    ))
}

/// The fields of a record that may not apply.
macro_rules! fields {
    ($findings:ident, $list:literal, $at:ident, $record:ident: $($field:ident),+) => {
        $($findings.extend(blank(&$record.$field, || format!(concat!($list, "/{}/", stringify!($field)), $at)));)+
    };
}

fn money(dataset: &Dataset, findings: &mut Vec<Finding>) {
    for (at, funding) in dataset.funding.iter().enumerate() {
        fields!(findings, "/funding", at, funding: carried_in, initial_budget, adjustment, adjusted_budget, planned_input,
            received, allotted, executed, approved_unpaid, payable_unpaid, year_forecast, expected_carry_over, quota_balance);
    }
    for (at, using) in dataset.uses.iter().enumerate() {
        fields!(findings, "/uses", at, using: planned, executed, approved_unpaid, year_forecast);
    }
    for (at, task) in dataset.department.iter().flat_map(|department| department.tasks.iter().enumerate()) {
        fields!(findings, "/department/tasks", at, task: planned, planned_fiscal, planned_other, executed);
    }
}

fn observations(dataset: &Dataset, findings: &mut Vec<Finding>) {
    for (at, observation) in dataset.observations.iter().enumerate() {
        fields!(findings, "/observations", at, observation: actual, year_forecast);
        let note = observation.deviation.as_ref().and_then(|deviation| deviation.note.as_ref());
        if let Some(note) = note.filter(|note| says_nothing(note.as_str())) {
            let note = note.as_str();
            let finding = say(
                &RULE,
                Severity::Warning,
                format!("/observations/{at}/deviation/note"),
                format!("填了偏差原因，原因说明却只有“{note}”"),
                format!("reasons for a deviation are given, but the explanation is only “{note}”"),
            );
            findings.push(finding.hint(Text::new(
                "写明原因；没有偏差的，删去偏差原因",
                "explain them, or delete the reasons if nothing deviates",
            )));
        }
    }
}

fn events(dataset: &Dataset, findings: &mut Vec<Finding>) {
    for (at, event) in dataset.events.iter().enumerate() {
        fields!(findings, "/events", at, event: amount);
    }
    for (at, procurement) in dataset.procurements.iter().enumerate() {
        fields!(findings, "/procurements", at, procurement: amount);
        for (step, event) in procurement.steps.iter().enumerate() {
            findings.extend(blank(&event.amount, || format!("/procurements/{at}/steps/{step}/amount")));
        }
    }
    for (at, survey) in dataset.surveys.iter().enumerate() {
        fields!(findings, "/surveys", at, survey: issued, returned, valid, satisfied);
    }
}
