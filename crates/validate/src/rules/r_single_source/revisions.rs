//! What a change says it reads afterwards, against what the dataset says now.

use jianbao_dataset::{Dataset, Indicator, Revision};
use jianbao_finding::{Finding, Severity, Text};
use rust_decimal::Decimal;

use super::RULE;
use crate::rules::observed::shown_target;
use crate::rules::same_words::{contains, same};
use crate::rules::say::say;

pub(super) fn check(dataset: &Dataset, findings: &mut Vec<Finding>) {
    for (at, revision) in dataset.revisions.iter().enumerate() {
        if !is_superseded(dataset, revision, at) {
            findings.extend(stale(dataset, revision, at));
        }
    }
}

/// Whether a later change is about the same field of the same thing. Changes of one day count in their order.
fn is_superseded(dataset: &Dataset, revision: &Revision, at: usize) -> bool {
    dataset.revisions.iter().enumerate().any(|(other_at, other)| {
        let same_thing =
            (&other.goal, &other.indicator, &other.field) == (&revision.goal, &revision.indicator, &revision.field);
        let later = match (revision.date, other.date) {
            (Some(this), Some(other)) if this.first_day() != other.first_day() => other.first_day() > this.first_day(),
            _ => other_at > at,
        };
        other_at != at && same_thing && later
    })
}

fn stale(dataset: &Dataset, revision: &Revision, at: usize) -> Option<Finding> {
    let now = match (&revision.indicator, &revision.goal) {
        (Some(id), _) => {
            let indicator = dataset.indicators.iter().find(|indicator| indicator.id == *id)?;
            of_indicator(indicator, revision)?
        }
        (None, Some(id)) => {
            // A change of a goal may quote only the sentence that was changed.
            let goal = dataset.goals.iter().find(|goal| goal.id == *id)?;
            let text = goal.text.as_str();
            if text.contains('{') || contains(text, revision.after.as_str()) {
                return None;
            }
            text.to_owned()
        }
        (None, None) => return None,
    };
    let (field, after) = (revision.field.as_str(), revision.after.as_str());
    let (zh, en) = if same(&now, revision.before.as_str()) {
        ("仍是调整前的内容", "still reads as before")
    } else {
        ("与调整后的内容不一致", "reads otherwise")
    };
    let finding = say(
        &RULE,
        Severity::Warning,
        format!("/revisions/{at}/after"),
        format!("“{field}”调整后应为“{after}”，数据集中{zh}：“{now}”"),
        format!("“{field}” was changed to “{after}”, but the dataset {en}: “{now}”"),
    );
    Some(finding.hint(Text::new(
        "按批准的调整更新目标或指标；调整未获批准的，删去这条调整",
        "bring the goal or indicator up to date with the approved change; if it was not approved, delete the change",
    )))
}

/// What an indicator reads now, where that differs from what it was changed to.
fn of_indicator(indicator: &Indicator, revision: &Revision) -> Option<String> {
    let (field, after) = (revision.field.as_str(), revision.after.as_str());
    let withdraws = ["取消", "删除", "撤销", "撤消"].iter().any(|word| after.contains(word));
    if withdraws {
        return (!indicator.withdrawn).then(|| indicator.name.as_str().to_owned());
    }
    if field.contains("指标值") || field.contains("目标值") {
        let now = shown_target(&indicator.target);
        let number = indicator.target.number.map(|number| number.0);
        let agrees = same(&now, after) || number.is_some() && first_number(after) == number;
        // A value in words may be worded freely.
        let comparable = number.is_some() && first_number(after).is_some();
        return (comparable && !agrees).then_some(now);
    }
    let is_name = field.contains("三级指标") || field.contains("名称");
    (is_name && !same(indicator.name.as_str(), after)).then(|| indicator.name.as_str().to_owned())
}

/// The first number of a text, written in digits.
fn first_number(text: &str) -> Option<Decimal> {
    let start = text.find(|character: char| character.is_ascii_digit())?;
    let rest = &text[start..];
    let end = rest.find(|character: char| !character.is_ascii_digit() && character != '.').unwrap_or(rest.len());
    Decimal::from_str_exact(rest[..end].trim_end_matches('.')).ok()
}
