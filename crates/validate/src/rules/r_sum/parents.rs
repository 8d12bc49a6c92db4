//! What parent records state against the sums of their children, and adjusted budgets against their two parts.

use jianbao_dataset::{Funding, Use};
use jianbao_finding::{Finding, Role, Text};

use super::super::facts::{Known, Record, Tree, adjusted_budget, amount, signed, sum};
use super::{RULE, Subject, disagreement, title};

/// A money field: its key, what a record states, and what it is worth where it states nothing.
struct Field<T> {
    key: &'static str,
    stated: fn(&T) -> Known,
    worth: fn(&T) -> Known,
}

impl<T> Field<T> {
    const fn of(key: &'static str, stated: fn(&T) -> Known) -> Self {
        Self { key, stated, worth: stated }
    }
}

const FUNDING: &[Field<Funding>] = &[
    Field::of("carried_in", |f| amount(&f.carried_in)),
    Field::of("initial_budget", |f| amount(&f.initial_budget)),
    Field::of("adjustment", |f| signed(&f.adjustment)),
    Field { key: "adjusted_budget", stated: |f| amount(&f.adjusted_budget), worth: adjusted_budget },
    Field::of("planned_input", |f| amount(&f.planned_input)),
    Field::of("received", |f| amount(&f.received)),
    Field::of("allotted", |f| amount(&f.allotted)),
    Field::of("executed", |f| amount(&f.executed)),
    Field::of("approved_unpaid", |f| amount(&f.approved_unpaid)),
    Field::of("payable_unpaid", |f| amount(&f.payable_unpaid)),
    Field::of("year_forecast", |f| amount(&f.year_forecast)),
    Field::of("expected_carry_over", |f| amount(&f.expected_carry_over)),
    Field::of("quota_balance", |f| amount(&f.quota_balance)),
];

const USE: &[Field<Use>] = &[
    Field::of("planned", |u| amount(&u.planned)),
    Field::of("executed", |u| amount(&u.executed)),
    Field::of("approved_unpaid", |u| amount(&u.approved_unpaid)),
    Field::of("year_forecast", |u| amount(&u.year_forecast)),
];

pub(super) fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let dataset = subject.dataset();
    tree(subject, ("funding", "funding"), &dataset.funding, FUNDING, findings);
    tree(subject, ("use", "uses"), &dataset.uses, USE, findings);
    adjusted_budgets(subject, findings);
    tasks(subject, findings);
}

/// Compares every parent with its children; `names` are the first segment of figure ids and the field of the dataset.
fn tree<T: Record>(
    subject: &Subject<'_>,
    names: (&str, &str),
    records: &[T],
    fields: &[Field<T>],
    findings: &mut Vec<Finding>,
) {
    let tree = Tree::new(records);
    if tree.is_flat() {
        return;
    }
    for (at, parent) in records.iter().enumerate() {
        if tree.children(parent).next().is_none() {
            continue;
        }
        for field in fields {
            let stated = (field.stated)(parent);
            let below = if stated == Known::Unknown { stated } else { tree.below(parent, field.worth) };
            let Some(sum) = below.number() else { continue };
            let figure = || format!("{}.{}.{}", names.0, parent.id(), field.key);
            let pointer = || format!("/{}/{at}/{}", names.1, field.key);
            match stated {
                Known::Number(value) if value != sum => {
                    let figure = figure();
                    let title = title(subject, &figure);
                    let message = Text::new(
                        format!("{}：所填 {value}，各分项之和为 {sum}", title.zh),
                        format!("{}: stated {value}, its parts add up to {sum}", title.en),
                    );
                    findings.push(disagreement(subject, pointer(), message, (value, &figure), sum));
                }
                // A parent that says that there can be no value, while its children have some: they would be missing
                // from the total.
                Known::NotApplicable if !sum.is_zero() => {
                    let figure = figure();
                    let title = title(subject, &figure);
                    let message = Text::new(
                        format!("{}：填为不适用，各分项之和却为 {sum}", title.zh),
                        format!("{}: stated as not applicable, its parts add up to {sum}", title.en),
                    );
                    let unit = Some(subject.dataset().money_unit.label());
                    let finding = RULE.finding(pointer(), message);
                    findings.push(finding.number(Role::Computed, sum.to_string(), unit, Some(&figure)));
                }
                _ => {}
            }
        }
    }
}

fn adjusted_budgets(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let tree = Tree::new(&subject.dataset().funding);
    for (at, funding) in subject.dataset().funding.iter().enumerate() {
        let Some(stated) = amount(&funding.adjusted_budget).number() else { continue };
        let Some(initial) = tree.value(funding, |f| amount(&f.initial_budget)).number() else { continue };
        let Some(adjustment) = tree.value(funding, |f| signed(&f.adjustment)).number() else { continue };
        let Some(sum) = sum([Known::Number(initial), Known::Number(adjustment)]).number() else { continue };
        if sum == stated {
            continue;
        }
        let figure = format!("funding.{}.adjusted_budget", funding.id);
        let title = title(subject, &figure);
        let message = Text::new(
            format!("{}：所填 {stated}，年初预算数 {initial} 加调整数 {adjustment} 为 {sum}", title.zh),
            format!("{}: stated {stated}, initial budget {initial} plus adjustment {adjustment} is {sum}", title.en),
        );
        let pointer = format!("/funding/{at}/adjusted_budget");
        findings.push(disagreement(subject, pointer, message, (stated, &figure), sum));
    }
}

/// The budget of a task against what comes from the government's budget and from elsewhere.
fn tasks(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(department) = &subject.dataset().department else { return };
    for (at, task) in department.tasks.iter().enumerate() {
        let Some(planned) = amount(&task.planned).number() else { continue };
        let parts = sum([amount(&task.planned_fiscal), amount(&task.planned_other)]);
        let Some(sum) = parts.number().filter(|sum| *sum != planned) else { continue };
        let name = task.name.as_str();
        let message = Text::new(
            format!("任务“{name}”的预算金额：所填 {planned}，财政拨款与其他资金之和为 {sum}"),
            format!("budget of the task “{name}”: stated {planned}, its two parts add up to {sum}"),
        );
        let pointer = format!("/department/tasks/{at}/planned");
        let figure = format!("task.{}.planned", task.id);
        findings.push(disagreement(subject, pointer, message, (planned, &figure), sum));
    }
}
