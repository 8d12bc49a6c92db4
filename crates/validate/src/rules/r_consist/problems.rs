//! Whether the problems that a dataset lists include what its own facts show.

use jianbao_dataset::{Dataset, Use};
use jianbao_finding::{Finding, Role, Severity, Text};

use super::RULE;
use crate::rules::observed::{Judged, judged};
use crate::rules::say::say;

pub(super) fn check(dataset: &Dataset, findings: &mut Vec<Finding>) {
    // Many forms have no list of problems; the same is then said in running text, which names no indicators.
    if dataset.problems.is_empty() {
        return;
    }
    for judged in judged(dataset).filter(Judged::misses) {
        let named = dataset.problems.iter().any(|problem| problem.indicators.contains(&judged.indicator.id));
        if !named {
            let (name, target) = (judged.indicator.name.as_str(), judged.shown_target());
            let finding = say(
                &RULE,
                Severity::Warning,
                judged.pointer(judged.missing_field()),
                format!("“{name}”完不成年度指标值 {target}，主要问题中却没有提到"),
                format!("“{name}” will miss its target {target}, but none of the problems names it"),
            );
            findings.push(finding.hint(Text::new(
                "在主要问题中说明，并在该问题的相关指标中列出这项指标",
                "describe it as a problem, and list the indicator under that problem",
            )));
        }
    }
    for (at, using) in dataset.uses.iter().enumerate() {
        findings.extend(unpaid(dataset, using, at));
    }
}

/// Money that is approved and unpaid, of which no problem says a word.
fn unpaid(dataset: &Dataset, using: &Use, at: usize) -> Option<Finding> {
    const WORDS: [&str; 6] = ["unpaid}", "未拨", "未付", "未支付", "未兑付", "拖欠"];
    let amount = using.approved_unpaid.value().map(|amount| amount.0).filter(|amount| !amount.is_zero())?;
    let about_it = dataset.problems.iter().filter(|problem| problem.uses.contains(&using.id));
    let mut texts = about_it.flat_map(|problem| [problem.title.as_str(), problem.text.as_str()]);
    if texts.any(|text| WORDS.iter().any(|word| text.contains(word))) {
        return None;
    }
    let (purpose, unit) = (using.purpose.as_str(), dataset.money_unit.label());
    let finding = say(
        &RULE,
        Severity::Info,
        format!("/uses/{at}/approved_unpaid"),
        format!("“{purpose}”尚有 {amount} {unit}未拨付，主要问题中没有提到"),
        format!("“{purpose}”: {amount} {unit} are approved and not yet paid, and none of the problems says so"),
    );
    let hint =
        Text::new("付款受阻的，列为问题；正常待付的，可不改", "name it as a problem if something holds the payment up");
    Some(finding.hint(hint).number(Role::Stated, amount.to_string(), Some(unit), None))
}
