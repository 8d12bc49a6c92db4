//! The amounts that funding and the uses of money may state.

use jianbao_dataset::scalar::{Amount, Number, Stated};
use jianbao_dataset::{Funding, Use};

use crate::Value;
use crate::builder::stated;

/// A money field: key, Chinese and English name, and how it is read from a record.
pub(super) struct Field<T> {
    pub(super) key: &'static str,
    pub(super) title: (&'static str, &'static str),
    pub(super) read: fn(&T) -> Value,
}

fn amount(value: &Stated<Amount>) -> Value {
    stated(value, |amount| amount.0)
}

fn number(value: &Stated<Number>) -> Value {
    stated(value, |number| number.0)
}

pub(super) const FUNDING: &[Field<Funding>] = &[
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

pub(super) const USE: &[Field<Use>] = &[
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
