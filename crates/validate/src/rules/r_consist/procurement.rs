//! The method of a procurement against the notice that it ends with: a tender (招标) ends with a 中标通知书, every other method with
//! a 成交通知书.

use jianbao_dataset::codes::{EventKind, ProcurementMethod};
use jianbao_dataset::{Dataset, Event, Procurement};
use jianbao_finding::{Finding, Severity, Text};

use super::RULE;
use crate::rules::say::say;

pub(super) fn check(dataset: &Dataset, findings: &mut Vec<Finding>) {
    for (at, procurement) in dataset.procurements.iter().enumerate() {
        let notices = procurement.steps.iter().enumerate().filter(|(_, step)| step.kind == EventKind::AwardNotice);
        for (step, notice) in notices {
            findings.extend(against_method(
                dataset,
                procurement,
                notice,
                format!("/procurements/{at}/steps/{step}/title"),
            ));
        }
    }
}

/// Whether a notice is that of a tender; `None` where its title names both kinds or none.
fn of_a_tender(notice: &Event) -> Option<bool> {
    let title = notice.title.as_str();
    match (title.contains("中标"), title.contains("成交")) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

fn against_method(dataset: &Dataset, procurement: &Procurement, notice: &Event, pointer: String) -> Option<Finding> {
    let tender = of_a_tender(notice)?;
    let method = procurement.method.map(|method| {
        (method.label(), matches!(method, ProcurementMethod::OpenTender | ProcurementMethod::InvitedTender))
    });
    let (title, word) = (procurement.title.as_str(), if tender { "中标" } else { "成交" });
    let (zh, en) = match method {
        Some((label, by_tender)) if by_tender != tender => (
            format!("“{title}”的采购方式是{label}，通知书却是{word}通知书"),
            format!("“{title}” was procured by {label}, but its notice is a {word}通知书"),
        ),
        // Without a method, the texts are what there is to compare with.
        None if !tender && texts_say_tender(dataset) => (
            format!("“{title}”没有填采购方式，文字中说是招标，通知书却是成交通知书（非招标方式）"),
            format!(
                "“{title}” has no procurement method; the texts speak of a tender, but its notice, a 成交通知书, is that of another method"
            ),
        ),
        _ => return None,
    };
    let hint = Text::new(
        "核对采购方式：招标发中标通知书，谈判、磋商、询价和单一来源发成交通知书",
        "check the method: a tender ends with a 中标通知书; negotiation, consultation, inquiry and single source end with a 成交通知书",
    );
    Some(say(&RULE, Severity::Warning, pointer, zh, en).hint(hint))
}

fn texts_say_tender(dataset: &Dataset) -> bool {
    let says = |text: &str| ["中标", "招投标", "公开招标", "邀请招标"].iter().any(|word| text.contains(word));
    dataset.narrative.values().any(|text| says(text.as_str()))
}
