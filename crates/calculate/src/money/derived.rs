//! Rates and balances of a funding row.

use jianbao_layout::{Policies, RateDenominator, ReceiptDenominator};

use super::{Definition, Origin};
use crate::builder::titled;
use crate::{Formula, Unit};

/// What follows from the amounts of one funding row, or of their total.
pub(super) struct Derived {
    pub(super) key: &'static str,
    title: (&'static str, &'static str),
    is_rate: bool,
    formula: fn(&Parts<'_>) -> Formula,
}

pub(super) const DERIVED: &[Derived] = &[
    Derived {
        key: "execution_rate",
        title: ("预算执行率", "execution rate"),
        is_rate: true,
        formula: |row| Formula::percent(row.part("executed"), row.budget()),
    },
    Derived {
        key: "receipt_rate",
        title: ("资金到位率", "receipt rate"),
        is_rate: true,
        formula: |row| Formula::percent(row.part("received"), row.receivable()),
    },
    Derived {
        key: "allotment_rate",
        title: ("下达率", "allotment rate"),
        is_rate: true,
        formula: |row| Formula::percent(row.part("allotted"), row.part("initial_budget")),
    },
    Derived {
        key: "utilisation_rate",
        title: ("资金使用率", "utilisation rate"),
        is_rate: true,
        formula: |row| Formula::percent(row.part("executed"), row.part("received")),
    },
    Derived {
        key: "forecast_rate",
        title: ("全年预计执行率", "full-year forecast rate"),
        is_rate: true,
        formula: |row| Formula::percent(row.part("year_forecast"), row.budget()),
    },
    Derived {
        key: "available_budget",
        title: ("预算安排小计", "carried in and budget"),
        is_rate: false,
        formula: |row| Formula::Sum(vec![row.part("carried_in"), row.part("initial_budget")]),
    },
    Derived {
        key: "balance",
        title: ("资金结余（到位－执行）", "balance (received less executed)"),
        is_rate: false,
        formula: |row| Formula::difference(row.part("received"), row.part("executed")),
    },
    Derived {
        key: "budget_balance",
        title: ("预算结余（预算－执行）", "budget balance (budget less executed)"),
        is_rate: false,
        formula: |row| Formula::difference(row.budget(), row.part("executed")),
    },
];

impl Derived {
    pub(super) fn define(&self, row: &Parts<'_>, name: &str, money: Unit) -> Definition {
        Definition {
            id: format!("funding.{}.{}", row.id, self.key),
            title: titled(name, self.title),
            unit: if self.is_rate { Unit::Percent } else { money },
            origin: Origin::Formula((self.formula)(row)),
        }
    }
}

/// The amounts of one funding row as parts of formulas.
pub(super) struct Parts<'a> {
    pub(super) id: &'a str,
    pub(super) policies: &'a Policies,
}

impl Parts<'_> {
    fn part(&self, field: &str) -> Formula {
        Formula::figure(format!("funding.{}.{field}", self.id))
    }

    fn budget(&self) -> Formula {
        match self.policies.rate_denominator {
            RateDenominator::InitialBudget => self.part("initial_budget"),
            RateDenominator::AdjustedBudget => self.part("adjusted_budget"),
            RateDenominator::CarriedInAndBudget => {
                Formula::Sum(vec![self.part("carried_in"), self.part("initial_budget")])
            }
        }
    }

    fn receivable(&self) -> Formula {
        match self.policies.receipt_denominator {
            ReceiptDenominator::Budget => self.budget(),
            ReceiptDenominator::PlannedInput => self.part("planned_input"),
        }
    }
}
