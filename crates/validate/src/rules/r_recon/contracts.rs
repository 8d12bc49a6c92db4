//! Procurements against the uses that pay for them, and against their own steps.

use jianbao_dataset::codes::EventKind;
use jianbao_dataset::{Funding, Procurement, Use};
use jianbao_finding::{Finding, Role, Severity, Text};
use rust_decimal::Decimal;

use super::super::facts::{Tree, amount, shown, with};
use super::{RULE, Subject, money, spent};

pub(super) fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let dataset = subject.dataset();
    if dataset.procurements.is_empty() {
        return;
    }
    for (at, using) in dataset.uses.iter().enumerate() {
        let own = || dataset.procurements.iter().filter(|buy| buy.use_of_funds.as_ref() == Some(&using.id));
        if own().next().is_none() {
            continue;
        }
        let known = own().try_fold(Decimal::ZERO, |sum, buy| sum.checked_add(amount(&buy.amount).number()?));
        let Some(contracts) = known else { continue };
        let suppliers_only = !using.payees.is_empty()
            && using.payees.iter().all(|payee| own().any(|buy| buy.supplier.as_ref() == Some(payee)));
        findings.extend(over_budget(subject, at, using, contracts));
        if suppliers_only {
            findings.extend(over_contract(subject, at, using, contracts));
        }
        findings.extend(not_received(subject, using, contracts));
    }
    for (at, buy) in dataset.procurements.iter().enumerate() {
        steps(subject, at, buy, findings);
    }
}

fn pair(subject: &Subject<'_>, finding: Finding, stated: (Decimal, &str), other: Decimal) -> Finding {
    let unit = Some(subject.dataset().money_unit.label());
    let finding = finding.number(Role::Stated, stated.0.to_string(), unit, Some(stated.1));
    finding.number(Role::Stated, other.to_string(), unit, None)
}

fn over_budget(subject: &Subject<'_>, at: usize, using: &Use, contracts: Decimal) -> Option<Finding> {
    let planned = money(subject, using, |using| amount(&using.planned)).filter(|planned| contracts > *planned)?;
    let (planned, contracts) = (shown(planned), shown(contracts));
    let purpose = using.purpose.as_str();
    let message = Text::new(
        format!("“{purpose}”预算 {planned}，合同金额合计 {contracts}，超过预算"),
        format!("{planned} is budgeted for “{purpose}”, its contracts add up to {contracts}"),
    );
    let finding = with(RULE.finding(format!("/uses/{at}/planned"), message), Severity::Warning);
    Some(pair(subject, finding, (planned, &format!("use.{}.planned", using.id)), contracts))
}

fn over_contract(subject: &Subject<'_>, at: usize, using: &Use, contracts: Decimal) -> Option<Finding> {
    let spent = spent(subject, using).filter(|spent| *spent > contracts)?;
    let (spent, contracts) = (shown(spent), shown(contracts));
    let purpose = using.purpose.as_str();
    let message = Text::new(
        format!("“{purpose}”支出 {spent}，只付给供应商，却超过合同金额合计 {contracts}"),
        format!("{spent} was spent on “{purpose}”, on suppliers only, but the contracts add up to {contracts}"),
    );
    let finding = with(RULE.finding(format!("/uses/{at}/executed"), message), Severity::Warning);
    Some(pair(subject, finding, (spent, &format!("use.{}.executed", using.id)), contracts))
}

/// Money that was not received and is just what a contract cost less than planned: it should be said.
fn not_received(subject: &Subject<'_>, using: &Use, contracts: Decimal) -> Option<Finding> {
    let funding = &subject.dataset().funding;
    let planned = money(subject, using, |using| amount(&using.planned))?;
    let saved = planned.checked_sub(contracts).filter(|saved| *saved > Decimal::ZERO)?;
    let (at, source) = funding.iter().enumerate().find(|(_, source)| Some(&source.id) == using.funding.as_ref())?;
    let tree = Tree::new(funding);
    let budget = tree.value(source, |f: &Funding| amount(&f.initial_budget)).number()?;
    let received = tree.value(source, |f: &Funding| amount(&f.received)).number()?;
    if budget.checked_sub(received)? != saved || source.explanation.is_some() || using.explanation.is_some() {
        return None;
    }
    let (purpose, name) = (using.purpose.as_str(), source.name.as_str());
    let (planned, contracts, saved, received) = (shown(planned), shown(contracts), shown(saved), shown(received));
    let message = Text::new(
        format!("“{name}”未到位的 {saved}，恰为“{purpose}”预算 {planned} 与合同 {contracts} 之差，没有说明"),
        format!(
            "{saved} of “{name}” was not received, just what the contract for “{purpose}” ({contracts}) is below its budget ({planned}), and nothing says so"
        ),
    );
    let hint =
        Text::new("在资金来源或用途的说明中写明节余的去向", "say in an explanation what becomes of the difference");
    let finding = with(RULE.finding(format!("/funding/{at}/received"), message).hint(hint), Severity::Info);
    let finding = pair(subject, finding, (received, &format!("funding.{}.received", source.id)), contracts);
    let unit = Some(subject.dataset().money_unit.label());
    Some(finding.number(Role::Stated, planned.to_string(), unit, Some(&format!("use.{}.planned", using.id))))
}

/// The steps of a procurement against its amount.
fn steps(subject: &Subject<'_>, at: usize, buy: &Procurement, findings: &mut Vec<Finding>) {
    let Some(agreed) = amount(&buy.amount).number() else { return };
    let figure = || format!("procurement.{}.amount", buy.id);
    let mut paid = Decimal::ZERO;
    for (step_at, step) in buy.steps.iter().enumerate() {
        let Some(sum) = amount(&step.amount).number() else { continue };
        match step.kind {
            EventKind::Contract | EventKind::AwardNotice if sum != agreed => {
                let (sum, agreed, title) = (shown(sum), shown(agreed), step.title.as_str());
                let message = Text::new(
                    format!("“{title}”的金额 {sum} 与采购金额 {agreed} 不一致"),
                    format!("the amount of “{title}”, {sum}, is not that of the procurement, {agreed}"),
                );
                let finding = RULE.finding(format!("/procurements/{at}/steps/{step_at}/amount"), message);
                findings.push(pair(subject, finding, (agreed, &figure()), sum));
            }
            EventKind::Payment => paid = paid.checked_add(sum).unwrap_or(paid),
            _ => {}
        }
    }
    if paid > agreed {
        let (paid, agreed, title) = (shown(paid), shown(agreed), buy.title.as_str());
        let message = Text::new(
            format!("“{title}”各次付款合计 {paid}，超过采购金额 {agreed}"),
            format!("payments for “{title}” add up to {paid}, more than its amount, {agreed}"),
        );
        let finding = RULE.finding(format!("/procurements/{at}/amount"), message);
        findings.push(pair(subject, finding, (agreed, &figure()), paid));
    }
}
