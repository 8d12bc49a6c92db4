//! Questionnaires: satisfied ≤ valid ≤ returned ≤ issued, and the rate that follows from them.

use jianbao_calculate::round_half_up;
use jianbao_dataset::codes::Operator;
use jianbao_dataset::scalar::{Amount, Stated};
use jianbao_dataset::{Dataset, Survey};
use jianbao_finding::{Finding, Role, Severity, Text};
use rust_decimal::Decimal;

use super::RULE;
use crate::rules::observed::judged;
use crate::rules::say::say;

pub(super) fn check(dataset: &Dataset, findings: &mut Vec<Finding>) {
    for (at, survey) in dataset.surveys.iter().enumerate() {
        chain(survey, at, findings);
        findings.extend(rate(dataset, survey));
    }
}

/// Each count against the nearest larger one that is known.
fn chain(survey: &Survey, at: usize, findings: &mut Vec<Finding>) {
    let counts: [(&str, &str, &str, &Stated<Amount>); 4] = [
        ("satisfied", "满意问卷", "satisfied", &survey.satisfied),
        ("valid", "有效问卷", "valid", &survey.valid),
        ("returned", "回收问卷", "returned", &survey.returned),
        ("issued", "发放问卷", "issued", &survey.issued),
    ];
    let mut known = counts.into_iter().filter_map(|(field, zh, en, count)| Some((field, zh, en, count.value()?.0)));
    let Some(mut smaller) = known.next() else { return };
    for larger in known {
        if smaller.3 > larger.3 {
            let ((field, zh, en, few), (_, more_zh, more_en, many)) = (smaller, larger);
            let finding = say(
                &RULE,
                Severity::Error,
                format!("/surveys/{at}/{field}"),
                format!("{zh} {few} 份多于{more_zh} {many} 份"),
                format!("{few} questionnaires are {en}, more than the {many} that are {more_en}"),
            );
            let finding = finding.hint(Text::new("核对问卷统计", "check the counts of the survey"));
            let finding = finding.number(Role::Stated, few.to_string(), Some("份"), None);
            findings.push(finding.number(Role::Limit, many.to_string(), Some("份"), None));
        }
        smaller = larger;
    }
}

/// The satisfaction rate of the indicator against the survey's, at as many decimals as the indicator shows.
fn rate(dataset: &Dataset, survey: &Survey) -> Option<Finding> {
    let indicator = survey.indicator.as_ref()?;
    let judged = judged(dataset).find(|judged| judged.indicator.id == *indicator)?;
    let measure = judged.observation.actual.value()?;
    let unit = measure.unit.as_ref().or(judged.indicator.target.unit.as_ref())?;
    let stated = measure.number?.0;
    let asked = survey.valid.value().or(survey.returned.value())?.0;
    let satisfied = survey.satisfied.value()?.0;
    let upwards = matches!(judged.indicator.target.operator, Operator::Ge | Operator::Gt | Operator::Eq);
    if unit.as_str() != "%" || !upwards || satisfied > asked {
        return None;
    }
    let exact = satisfied.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(asked)?;
    let computed = round_half_up(exact, stated.scale());
    if computed == stated {
        return None;
    }
    let name = judged.indicator.name.as_str();
    let finding = say(
        &RULE,
        Severity::Warning,
        judged.pointer("actual"),
        format!("“{name}”填 {stated}%，按问卷 {satisfied} ÷ {asked} 为 {computed}%"),
        format!("“{name}” is stated as {stated}%, the survey gives {satisfied} ÷ {asked} = {computed}%"),
    );
    let hint = Text::new(
        "核对完成值；满意度另按加权等方法计算的，写入指标解释和计算方法",
        "check the value; if the rate is weighted, say so under the indicator's method",
    );
    if judged.indicator.method.is_some() {
        return None;
    }
    let finding = finding.hint(hint).number(Role::Stated, stated.to_string(), Some("%"), None);
    Some(finding.number(Role::Computed, exact.normalize().to_string(), Some("%"), None))
}
