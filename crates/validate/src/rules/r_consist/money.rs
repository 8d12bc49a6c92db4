//! Spent, received, budgeted: which of two amounts may be the greater.

use jianbao_dataset::codes::MoneyUnit;
use jianbao_dataset::scalar::{Amount, Id, Stated};
use jianbao_dataset::{Dataset, Funding, Use};
use jianbao_finding::{Finding, Role, Severity, Text};
use rust_decimal::Decimal;

use super::RULE;
use crate::rules::observed::{is_said, judged};
use crate::rules::say::say;

pub(super) fn check(dataset: &Dataset, findings: &mut Vec<Finding>) {
    let unit = dataset.money_unit;
    for (at, funding) in dataset.funding.iter().enumerate() {
        // What a parent states is the sum of its children, and they are compared.
        let is_parent = dataset.funding.iter().any(|other| other.parent.as_ref() == Some(&funding.id));
        if !is_parent && !is_said(funding.explanation.as_ref()) {
            findings.extend(source(funding, unit, at));
        }
    }
    for (at, using) in dataset.uses.iter().enumerate() {
        if !is_said(using.explanation.as_ref()) {
            findings.extend(over_plan(using, unit, at));
            findings.extend(unpaid_though_done(dataset, using, at));
        }
    }
}

fn known(amount: &Stated<Amount>) -> Option<Decimal> {
    amount.value().map(|amount| amount.0)
}

/// The budget that counts: as adjusted, and the money that was promised where that is more.
fn budget(funding: &Funding) -> Option<Decimal> {
    let adjustment = funding.adjustment.value().map_or(Decimal::ZERO, |adjustment| adjustment.0);
    let computed = || known(&funding.initial_budget)?.checked_add(adjustment);
    let budget = known(&funding.adjusted_budget).or_else(computed)?;
    Some(known(&funding.planned_input).map_or(budget, |planned| planned.max(budget)))
}

/// Two amounts of a record of which the first must not exceed the second.
struct Pair<'a> {
    record: &'a str,
    first: (&'static str, &'static str, Decimal),
    limit: (&'static str, &'static str, Decimal),
    /// Added to the limit, because it may be spent as well.
    carried_in: Decimal,
    pointer: String,
    hint: Text,
}

impl Pair<'_> {
    fn finding(self, unit: MoneyUnit) -> Option<Finding> {
        let ((zh, en, value), (limit_zh, limit_en, limit)) = (self.first, self.limit);
        if value <= limit.checked_add(self.carried_in)? {
            return None;
        }
        let (record, unit) = (self.record, unit.label());
        let carried = if self.carried_in.is_zero() {
            Text::same("")
        } else {
            let carried = self.carried_in;
            Text::new(format!("加上年结转 {carried} {unit}"), format!(" and {carried} {unit} carried in"))
        };
        let finding = say(
            &RULE,
            Severity::Warning,
            self.pointer,
            format!("“{record}”{zh} {value} {unit}，大于{limit_zh} {limit} {unit}{}", carried.zh),
            format!("“{record}”: {en} {value} {unit}, more than {limit_en} {limit} {unit}{}", carried.en),
        );
        let finding = finding.hint(self.hint).number(Role::Stated, value.to_string(), Some(unit), None);
        Some(finding.number(Role::Limit, limit.to_string(), Some(unit), None))
    }
}

fn source(funding: &Funding, unit: MoneyUnit, at: usize) -> Vec<Finding> {
    let carried_in = known(&funding.carried_in).unwrap_or_default();
    let (executed, received, budget) = (known(&funding.executed), known(&funding.received), budget(funding));
    let pair = |first, limit, field, hint| Pair {
        record: funding.name.as_str(),
        first,
        limit,
        carried_in,
        pointer: format!("/funding/{at}/{field}"),
        hint,
    };
    let mut findings = Vec::new();
    let spent = executed.map(|executed| ("执行数", "spent", executed));
    // With money approved and not yet paid, the same is told of both together, by `R-FORECAST`.
    let approved = known(&funding.approved_unpaid).is_some_and(|approved| !approved.is_zero());
    match (spent, received, budget) {
        (Some(spent), Some(received), _) if spent.2 > received && !approved => {
            let hint = Text::new(
                "核对两数；垫付等情况写入该资金来源的说明",
                "check both; explain money that was advanced under the explanation of this source",
            );
            let limit = ("实际到位数", "received", received);
            findings.extend(pair(spent, limit, "executed", hint).finding(unit));
        }
        (Some(spent), None, Some(budget)) if spent.2 > budget => {
            let hint = Text::new(
                "核对两数；预算有追加的，填预算调整数",
                "check both; if the budget was raised, give the adjustment",
            );
            let limit = ("预算数", "a budget of", budget);
            findings.extend(pair(spent, limit, "executed", hint).finding(unit));
        }
        _ => {}
    }
    if let (Some(received), Some(budget)) = (received, budget)
        && received > budget
    {
        let hint = Text::new(
            "核对两数；预算有追加的，填预算调整数，含上年结转的，填上年结转",
            "check both; if the budget was raised, give the adjustment; if money was carried in, give that",
        );
        let received = ("实际到位数", "received", received);
        findings.extend(pair(received, ("预算数", "a budget of", budget), "received", hint).finding(unit));
    }
    findings
}

fn over_plan(using: &Use, unit: MoneyUnit, at: usize) -> Option<Finding> {
    let (executed, planned) = (known(&using.executed)?, known(&using.planned)?);
    if executed <= planned {
        return None;
    }
    let pair = Pair {
        record: using.purpose.as_str(),
        first: ("支出", "spent", executed),
        limit: ("该项预算", "its budget of", planned),
        carried_in: Decimal::ZERO,
        pointer: format!("/uses/{at}/executed"),
        hint: Text::new(
            "核对两数；用途之间有调剂的，写入说明",
            "check both; explain money that was moved between uses",
        ),
    };
    pair.finding(unit)
}

/// Money that is owed while every indicator that it serves is said to be met.
fn unpaid_though_done(dataset: &Dataset, using: &Use, at: usize) -> Option<Finding> {
    let unpaid = known(&using.approved_unpaid).filter(|unpaid| !unpaid.is_zero())?;
    let done = |id: &Id| judged(dataset).any(|judged| judged.indicator.id == *id && judged.actual() == Some(true));
    if using.indicators.is_empty() || !using.indicators.iter().all(done) {
        return None;
    }
    let (purpose, unit) = (using.purpose.as_str(), dataset.money_unit.label());
    let finding = say(
        &RULE,
        Severity::Info,
        format!("/uses/{at}/approved_unpaid"),
        format!("“{purpose}”尚有 {unpaid} {unit}拟拨付未付，对应的指标却都填为已达成"),
        format!(
            "“{purpose}”: {unpaid} {unit} are approved and not yet paid, while all its indicators are said to be met"
        ),
    );
    let hint = Text::new(
        "核对指标是否确已完成；只差付款的，在说明中写明付款安排",
        "check that the work is done; if only the payment is open, say in the explanation when it will be made",
    );
    Some(finding.hint(hint).number(Role::Stated, unpaid.to_string(), Some(unit), None))
}
