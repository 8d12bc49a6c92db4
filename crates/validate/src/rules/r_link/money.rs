//! Uses of the money, work and contracts: which belongs to which.

use jianbao_dataset::codes::OrganisationRole;
use jianbao_dataset::scalar::{Id, Prose};
use jianbao_dataset::{Activity, Dataset, Use};
use jianbao_finding::{Finding, Role, Severity, Text};

use super::RULE;
use crate::rules::observed::is_said;
use crate::rules::say::say;

pub(super) fn check(dataset: &Dataset, findings: &mut Vec<Finding>) {
    if dataset.uses.iter().any(|using| !using.indicators.is_empty()) {
        for (at, using) in spending(dataset) {
            findings.extend(without_indicator(dataset, using, at));
        }
    }
    if dataset.activities.iter().any(|activity| !activity.uses.is_empty() || !activity.indicators.is_empty()) {
        for (at, activity) in dataset.activities.iter().enumerate() {
            findings.extend(without_money(dataset, activity, at));
        }
    }
    contracts(dataset, findings);
    uncited(dataset, findings);
}

/// The uses that are no parent of others and spent or plan something.
fn spending(dataset: &Dataset) -> impl Iterator<Item = (usize, &Use)> {
    dataset.uses.iter().enumerate().filter(|(_, using)| {
        let amounts = [&using.executed, &using.planned];
        let some = amounts.into_iter().any(|amount| amount.value().is_some_and(|amount| !amount.0.is_zero()));
        some && dataset.uses.iter().all(|other| other.parent.as_ref() != Some(&using.id))
    })
}

fn without_indicator(dataset: &Dataset, using: &Use, at: usize) -> Option<Finding> {
    let by_work =
        dataset.activities.iter().any(|activity| activity.uses.contains(&using.id) && !activity.indicators.is_empty());
    if by_work || !using.indicators.is_empty() {
        return None;
    }
    let (purpose, unit) = (using.purpose.as_str(), dataset.money_unit.label());
    let amount = using.executed.value().or(using.planned.value())?.0;
    let finding = say(
        &RULE,
        Severity::Warning,
        format!("/uses/{at}/indicators"),
        format!("“{purpose}”（{amount} {unit}）没有对应的绩效指标"),
        format!("“{purpose}” ({amount} {unit}) serves no indicator"),
    );
    let finding = finding.number(Role::Stated, amount.to_string(), Some(unit), None);
    Some(finding.hint(Text::new(
        "填这笔资金所对应的指标；没有指标的，在绩效目标中补设",
        "name the indicators that the money serves; if there are none, set one",
    )))
}

fn without_money(dataset: &Dataset, activity: &Activity, at: usize) -> Option<Finding> {
    if !activity.uses.is_empty() || !is_said(activity.result.as_ref()) {
        return None;
    }
    let name = activity.name.as_str();
    let contractor = activity.providers.iter().find(|provider| is_contractor(dataset, provider));
    let contracted = |id: &Id| dataset.procurements.iter().any(|one| one.supplier.as_ref() == Some(id));
    let (zh, en) = if activity.indicators.is_empty() {
        (
            format!("“{name}”有完成情况，却没有对应的资金用途和指标"),
            format!("“{name}” has a result, but no use of money and no indicator"),
        )
    } else if let Some(contractor) = contractor.filter(|contractor| !contracted(contractor)) {
        let who = dataset.organisations.iter().find(|one| one.id == *contractor).map_or("", |one| one.name.as_str());
        (
            format!("“{name}”由{who}承担，却没有对应的资金用途和采购合同"),
            format!("“{name}” was done by {who}, but has no use of money and no contract"),
        )
    } else {
        return None;
    };
    let finding = say(&RULE, Severity::Warning, format!("/activities/{at}"), zh, en);
    Some(finding.hint(Text::new(
        "填对应资金用途；没有花钱的，在完成情况中说明由谁承担",
        "name the use of money that pays for it; if it cost nothing, say in the result who bore it",
    )))
}

fn is_contractor(dataset: &Dataset, id: &Id) -> bool {
    let contracted = [OrganisationRole::Supplier, OrganisationRole::ServiceProvider];
    let found = dataset.organisations.iter().find(|organisation| organisation.id == *id);
    found.is_some_and(|organisation| organisation.roles.iter().any(|role| contracted.contains(role)))
}

fn contracts(dataset: &Dataset, findings: &mut Vec<Finding>) {
    for (at, procurement) in dataset.procurements.iter().enumerate() {
        let Some(amount) = procurement.amount.value().map(|amount| amount.0) else { continue };
        if procurement.use_of_funds.is_some() || dataset.uses.is_empty() {
            continue;
        }
        let (title, unit) = (procurement.title.as_str(), dataset.money_unit.label());
        let finding = say(
            &RULE,
            Severity::Info,
            format!("/procurements/{at}"),
            format!("采购“{title}”（{amount} {unit}）没有对应的资金用途"),
            format!("the procurement “{title}” ({amount} {unit}) has no use of money"),
        );
        findings.push(finding.hint(Text::new("填对应资金用途", "name the use of money that pays for it")));
    }
}

/// Uses that the texts leave out, where they cite others.
fn uncited(dataset: &Dataset, findings: &mut Vec<Finding>) {
    let texts = || dataset.narrative.values();
    let cited = |using: &Use| texts().any(|text| cites(text, &using.id));
    if !spending(dataset).any(|(_, using)| cited(using)) {
        return;
    }
    // A use of which no figure is cited may be one that the texts speak of by its name.
    let told = |using: &Use| cited(using) || texts().any(|text| text.as_str().contains(using.purpose.as_str()));
    for (at, using) in spending(dataset).filter(|(_, using)| !told(using)) {
        let (purpose, unit) = (using.purpose.as_str(), dataset.money_unit.label());
        let Some(amount) = using.executed.value().or(using.planned.value()).map(|amount| amount.0) else { continue };
        let finding = say(
            &RULE,
            Severity::Info,
            format!("/uses/{at}"),
            format!("“{purpose}”（{amount} {unit}）只在资金用途中出现，文字中没有说明"),
            format!("“{purpose}” ({amount} {unit}) stands among the uses of money only; no text speaks of it"),
        );
        let finding = finding.number(Role::Stated, amount.to_string(), Some(unit), None);
        let hint = format!("{{use.{}.executed}}", using.id.as_str());
        findings.push(finding.hint(Text::new(
            format!("在文字叙述中说明这笔支出，引用 {hint}"),
            format!("speak of it in the narrative, citing {hint}"),
        )));
    }
}

/// Whether a text refers to a figure of a use. Braces are rare, so they are what is searched for.
fn cites(text: &Prose, id: &Id) -> bool {
    let text = text.as_str();
    text.match_indices('{').any(|(at, _)| {
        let figure = text[at..].strip_prefix("{use.").and_then(|rest| rest.strip_prefix(id.as_str()));
        figure.is_some_and(|rest| rest.starts_with('.'))
    })
}
