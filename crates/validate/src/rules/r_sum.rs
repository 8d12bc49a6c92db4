//! `R-SUM`: totals are the sums of their parts: those that a source prints, those that a parent record states, and the adjusted
//! budget, which is initial budget plus adjustment.

use std::collections::BTreeMap;

use jianbao_calculate::{Entry, Formula, NoValue, Value};
use jianbao_dataset::scalar::Id;
use jianbao_finding::{Check, Finding, Role, Severity, Text};
use rust_decimal::Decimal;

use super::reported::{compare, is_rate};
use super::{Look, Rule, Subject};

pub(super) const RULE: Rule = Rule {
    check: Check {
        code: "R-SUM",
        severity: Severity::Error,
        demand: ("合计应等于各分项之和", "a total is the sum of its parts"),
        source: (
            "监控表内勾稽关系：合计＝各分项之和，调整后预算数＝年初预算数＋预算调整数",
            "what belongs together in the monitoring form: a total is the sum of its parts, the adjusted budget is the initial budget plus the adjustment",
        ),
        explanation: (
            "比较三处：reported（原件所印数值）中的合计；上级资金来源或用途所填的数与其下各项之和；调整后预算数与年初预算数加调整数。有一项未知时不比较。",
            "Compares three things: totals under `reported`; what a parent source or use states with the sum of its children; the adjusted budget with initial budget plus adjustment. Nothing is compared where a part is not known.",
        ),
    },
    look: Look::Dataset(check),
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = compare(&RULE, subject, |entry| !is_rate(entry));
    let funding =
        subject.dataset().funding.iter().map(|funding| (funding.id.as_str(), funding.parent.as_ref().map(Id::as_str)));
    findings.extend(parents(subject, "funding", &funding.collect::<Vec<_>>()));
    let uses = subject.dataset().uses.iter().map(|using| (using.id.as_str(), using.parent.as_ref().map(Id::as_str)));
    findings.extend(parents(subject, "use", &uses.collect::<Vec<_>>()));
    findings.extend(adjusted_budgets(subject));
    findings
}

fn number(subject: &Subject<'_>, id: &str) -> Option<Decimal> {
    subject.ledger().get(id)?.number()
}

/// What parent records state against the sums of their children; compared only where every child is known or not applicable.
fn parents(subject: &Subject<'_>, kind: &str, records: &[(&str, Option<&str>)]) -> Vec<Finding> {
    let mut children: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for &(id, parent) in records {
        if let Some(parent) = parent {
            children.entry(parent).or_default().push(id);
        }
    }
    let mut findings = Vec::new();
    for (parent, children) in children {
        let prefix = format!("{kind}.{parent}.");
        let stated =
            subject.ledger().entries().filter(|entry| entry.id.starts_with(&prefix) && entry.formula.is_none());
        for entry in stated {
            let field = &entry.id[prefix.len()..];
            let Some(sum) = sum(subject, kind, &children, field) else { continue };
            if let Value::None(NoValue::NotApplicable(_)) = entry.value
                && !sum.is_zero()
            {
                findings.push(not_applicable(entry, sum));
            }
            let Value::Number(value) = entry.value else { continue };
            if sum != value {
                let message = Text::new(
                    format!("{}：所填 {value}，各分项之和为 {sum}", entry.title.zh),
                    format!("{}: stated {value}, its parts add up to {sum}", entry.title.en),
                );
                findings.push(disagreement(entry.pointer.clone(), message, entry.unit.text(), &entry.id, value, sum));
            }
        }
    }
    findings
}

/// A parent that says that there can be no value, while its children have some: they would be missing from the total.
fn not_applicable(entry: &Entry, sum: Decimal) -> Finding {
    let message = Text::new(
        format!("{}：填为不适用，各分项之和却为 {sum}", entry.title.zh),
        format!("{}: stated as not applicable, its parts add up to {sum}", entry.title.en),
    );
    let unit = Some(entry.unit.text()).filter(|unit| !unit.is_empty());
    let finding = RULE.finding(entry.pointer.clone().unwrap_or_default(), message);
    finding.number(Role::Computed, sum.to_string(), unit, Some(&entry.id))
}

/// The sum of the children, as the ledger adds; `None` where one is unknown or none applies.
fn sum(subject: &Subject<'_>, kind: &str, children: &[&str], field: &str) -> Option<Decimal> {
    let terms = children.iter().map(|child| Formula::Figure(format!("{kind}.{child}.{field}")));
    subject.ledger().evaluate(&Formula::Sum(terms.collect())).ok()
}

fn adjusted_budgets(subject: &Subject<'_>) -> Vec<Finding> {
    let findings = subject.dataset().funding.iter().filter_map(|funding| {
        let id = format!("funding.{}.adjusted_budget", funding.id);
        let entry = subject.ledger().get(&id).filter(|entry| entry.formula.is_none())?;
        let stated = entry.number()?;
        let initial = number(subject, &format!("funding.{}.initial_budget", funding.id))?;
        let adjustment = number(subject, &format!("funding.{}.adjustment", funding.id))?;
        let sum = initial.checked_add(adjustment)?;
        let message = Text::new(
            format!("{}：所填 {stated}，年初预算数 {initial} 加调整数 {adjustment} 为 {sum}", entry.title.zh),
            format!(
                "{}: stated {stated}, initial budget {initial} plus adjustment {adjustment} is {sum}",
                entry.title.en
            ),
        );
        (sum != stated).then(|| disagreement(entry.pointer.clone(), message, entry.unit.text(), &entry.id, stated, sum))
    });
    findings.collect()
}

fn disagreement(
    pointer: Option<String>,
    message: Text,
    unit: &str,
    figure: &str,
    stated: Decimal,
    computed: Decimal,
) -> Finding {
    let unit = Some(unit).filter(|unit| !unit.is_empty());
    let finding = RULE.finding(pointer.unwrap_or_default(), message);
    let finding = finding.number(Role::Stated, stated.to_string(), unit, Some(figure));
    finding.number(Role::Computed, computed.to_string(), unit, None)
}
