//! Figures of funding and of the uses of money: facts, totals, rates, balances.

use jianbao_dataset::scalar::{Amount, Id, Number, Stated};
use jianbao_dataset::{Dataset, Funding, Use};
use jianbao_finding::Text;
use jianbao_layout::{Policies, RateDenominator, ReceiptDenominator};

use crate::builder::{Builder, stated, titled};
use crate::{Formula, NoValue, Unit, Value};

/// A money field: key, Chinese and English name, and how it is read from a record.
struct Field<T> {
    key: &'static str,
    title: (&'static str, &'static str),
    read: fn(&T) -> Value,
}

fn amount(value: &Stated<Amount>) -> Value {
    stated(value, |amount| amount.0)
}

fn number(value: &Stated<Number>) -> Value {
    stated(value, |number| number.0)
}

const FUNDING: &[Field<Funding>] = &[
    Field { key: "carried_in", title: ("上年结转", "carried in"), read: |f| amount(&f.carried_in) },
    Field { key: "initial_budget", title: ("年初预算数", "initial budget"), read: |f| amount(&f.initial_budget) },
    Field { key: "adjustment", title: ("预算调整数", "adjustment"), read: |f| number(&f.adjustment) },
    Field {
        key: "adjusted_budget", title: ("调整后预算数", "adjusted budget"), read: |f| amount(&f.adjusted_budget)
    },
    Field { key: "planned_input", title: ("计划投入资金", "planned input"), read: |f| amount(&f.planned_input) },
    Field { key: "received", title: ("实际到位数", "received"), read: |f| amount(&f.received) },
    Field { key: "allotted", title: ("下达数", "allotted"), read: |f| amount(&f.allotted) },
    Field { key: "executed", title: ("执行数", "executed"), read: |f| amount(&f.executed) },
    Field {
        key: "approved_unpaid",
        title: ("拟拨付未付数", "approved, not yet paid"),
        read: |f| amount(&f.approved_unpaid),
    },
    Field {
        key: "payable_unpaid",
        title: ("应付未付数", "payable, not yet paid"),
        read: |f| amount(&f.payable_unpaid),
    },
    Field {
        key: "year_forecast", title: ("全年预计执行数", "full-year forecast"), read: |f| amount(&f.year_forecast)
    },
    Field {
        key: "expected_carry_over",
        title: ("预计结转结余", "expected carry-over"),
        read: |f| amount(&f.expected_carry_over),
    },
    Field { key: "quota_balance", title: ("项目指标结余", "quota balance"), read: |f| amount(&f.quota_balance) },
];

const USE: &[Field<Use>] = &[
    Field { key: "planned", title: ("预算金额", "planned"), read: |u| amount(&u.planned) },
    Field { key: "executed", title: ("支出金额", "spent"), read: |u| amount(&u.executed) },
    Field {
        key: "approved_unpaid",
        title: ("拟拨付未付数", "approved, not yet paid"),
        read: |u| amount(&u.approved_unpaid),
    },
    Field {
        key: "year_forecast", title: ("全年预计支出", "full-year forecast"), read: |u| amount(&u.year_forecast)
    },
];

/// `funding.<total|id>.<field>` and the rates of each.
pub(crate) fn funding(builder: &mut Builder, dataset: &Dataset, policies: &Policies) {
    let rows: Vec<Row<'_, Funding>> = dataset
        .funding
        .iter()
        .enumerate()
        .map(|(index, funding)| Row {
            id: &funding.id,
            parent: funding.parent.as_ref(),
            name: funding.name.as_str(),
            pointer: format!("/funding/{index}"),
            record: funding,
        })
        .collect();
    tree(builder, "funding", &rows, FUNDING, "资金合计");
    for row in &rows {
        derived(builder, row.id.as_str(), row.name, policies);
    }
    derived(builder, "total", "资金合计", policies);
    builder.computed(
        "funding.total.pace".to_owned(),
        Text::new("资金合计 · 执行率与序时进度之差", "total · execution rate less time progress"),
        Unit::PercentagePoints,
        Formula::difference(Formula::figure("funding.total.execution_rate"), Formula::figure("period.time_progress")),
    );
}

/// `use.<total|id>.<field>` and each use's share of what was spent.
pub(crate) fn uses(builder: &mut Builder, dataset: &Dataset) {
    let rows: Vec<Row<'_, Use>> = dataset
        .uses
        .iter()
        .enumerate()
        .map(|(index, using)| Row {
            id: &using.id,
            parent: using.parent.as_ref(),
            name: using.purpose.as_str(),
            pointer: format!("/uses/{index}"),
            record: using,
        })
        .collect();
    if rows.is_empty() {
        return;
    }
    tree(builder, "use", &rows, USE, "资金用途合计");
    for row in &rows {
        builder.computed(
            format!("use.{}.share", row.id),
            titled(row.name, ("占支出比重", "share of spending")),
            Unit::Percent,
            Formula::percent(
                Formula::figure(format!("use.{}.executed", row.id)),
                Formula::figure("use.total.executed"),
            ),
        );
    }
}

/// A record of a tree.
struct Row<'a, T> {
    id: &'a Id,
    parent: Option<&'a Id>,
    name: &'a str,
    pointer: String,
    record: &'a T,
}

/// Facts of every record, sums over children where a parent states nothing, and totals over the roots.
fn tree<T>(builder: &mut Builder, kind: &str, rows: &[Row<'_, T>], fields: &[Field<T>], total: &str) {
    for field in fields {
        for row in children_first(rows) {
            let id = format!("{kind}.{}.{}", row.id, field.key);
            let value = (field.read)(row.record);
            let children: Vec<Formula> = rows
                .iter()
                .filter(|child| child.parent == Some(row.id))
                .map(|child| Formula::figure(format!("{kind}.{}.{}", child.id, field.key)))
                .collect();
            let title = titled(row.name, field.title);
            let unit = builder.money();
            if value == Value::None(NoValue::Unknown) && !children.is_empty() {
                builder.computed(id, title, unit, Formula::Sum(children));
            } else if let Some(formula) = adjusted(kind, row.id.as_str(), field.key, &value) {
                builder.computed(id, title, unit, formula);
            } else {
                builder.fact(id, title, unit, value, format!("{}/{}", row.pointer, field.key));
            }
        }
        let roots = rows.iter().filter(|row| row.parent.is_none());
        let terms = roots.map(|row| Formula::figure(format!("{kind}.{}.{}", row.id, field.key))).collect();
        let unit = builder.money();
        builder.computed(format!("{kind}.total.{}", field.key), titled(total, field.title), unit, Formula::Sum(terms));
    }
}

/// The adjusted budget, where the dataset does not state it: initial budget plus adjustment (both must be known).
fn adjusted(kind: &str, id: &str, key: &str, value: &Value) -> Option<Formula> {
    let wanted = kind == "funding" && key == "adjusted_budget" && *value == Value::None(NoValue::Unknown);
    let part = |field: &str| Formula::figure(format!("funding.{id}.{field}"));
    wanted.then(|| Formula::Sum(vec![part("initial_budget"), part("adjustment")]))
}

/// Records ordered so that children come before their parents. Cycles are refused before figures are computed; here they
/// only must not hang.
fn children_first<'a, 'b, T>(rows: &'b [Row<'a, T>]) -> Vec<&'b Row<'a, T>> {
    let depth = |row: &Row<'_, T>| {
        let mut depth = 0;
        let mut parent = row.parent;
        while let Some(id) = parent {
            depth += 1;
            if depth > rows.len() {
                break;
            }
            parent = rows.iter().find(|row| row.id == id).and_then(|row| row.parent);
        }
        depth
    };
    let mut ordered: Vec<(usize, &Row<'_, T>)> = rows.iter().map(|row| (depth(row), row)).collect();
    ordered.sort_by_key(|&(depth, _)| std::cmp::Reverse(depth));
    ordered.into_iter().map(|(_, row)| row).collect()
}

/// The rates of a funding row, in the order in which [`derived`] computes them.
const RATES: [(&str, (&str, &str)); 5] = [
    ("execution_rate", ("预算执行率", "execution rate")),
    ("receipt_rate", ("资金到位率", "receipt rate")),
    ("allotment_rate", ("下达率", "allotment rate")),
    ("utilisation_rate", ("资金使用率", "utilisation rate")),
    ("forecast_rate", ("全年预计执行率", "full-year forecast rate")),
];

/// The balances of a funding row, in the order in which [`derived`] computes them.
const BALANCES: [(&str, (&str, &str)); 3] = [
    ("available_budget", ("预算安排小计", "carried in and budget")),
    ("balance", ("资金结余（到位－执行）", "balance (received less executed)")),
    ("budget_balance", ("预算结余（预算－执行）", "budget balance (budget less executed)")),
];

/// Rates and balances of one funding row.
fn derived(builder: &mut Builder, id: &str, name: &str, policies: &Policies) {
    let part = |field: &str| Formula::figure(format!("funding.{id}.{field}"));
    let budget = match policies.rate_denominator {
        RateDenominator::InitialBudget => part("initial_budget"),
        RateDenominator::AdjustedBudget => part("adjusted_budget"),
        RateDenominator::CarriedInAndBudget => Formula::Sum(vec![part("carried_in"), part("initial_budget")]),
    };
    let receivable = match policies.receipt_denominator {
        ReceiptDenominator::Budget => budget.clone(),
        ReceiptDenominator::PlannedInput => part("planned_input"),
    };
    let rates = [
        Formula::percent(part("executed"), budget.clone()),
        Formula::percent(part("received"), receivable),
        Formula::percent(part("allotted"), part("initial_budget")),
        Formula::percent(part("executed"), part("received")),
        Formula::percent(part("year_forecast"), budget.clone()),
    ];
    for ((key, title), formula) in RATES.into_iter().zip(rates) {
        builder.computed(format!("funding.{id}.{key}"), titled(name, title), Unit::Percent, formula);
    }
    let balances = [
        Formula::Sum(vec![part("carried_in"), part("initial_budget")]),
        Formula::difference(part("received"), part("executed")),
        Formula::difference(budget, part("executed")),
    ];
    for ((key, title), formula) in BALANCES.into_iter().zip(balances) {
        let unit = builder.money();
        builder.computed(format!("funding.{id}.{key}"), titled(name, title), unit, formula);
    }
}

/// Whether every funding row, and their total, has a figure of this name.
pub(crate) fn funding_has(field: &str) -> bool {
    FUNDING.iter().any(|known| known.key == field) || RATES.iter().chain(&BALANCES).any(|(known, _)| *known == field)
}

/// Whether every use of money, and their total, has a figure of this name.
pub(crate) fn use_has(field: &str) -> bool {
    USE.iter().any(|known| known.key == field)
}
