//! `R-RATE`: a rate that a source prints is the one that follows from the facts.
//!
//! Derived cells are never typed. The report that this project started from prints 90.87 % as the full-year forecast rate,
//! copied from the column beside it, where its own numbers give 243 ÷ 250 = 97.20 %.

use jianbao_finding::{Check, Severity};

use super::reported::{compare, is_rate};
use super::{Look, Rule};

pub(super) const RULE: Rule = Rule {
    check: Check {
        code: "R-RATE",
        severity: Severity::Error,
        demand: ("原件所印的比率应与按数据计算的一致", "a printed rate is the one that the facts give"),
        source: (
            "财政部项目支出绩效目标执行监控表：执行率＝执行数÷预算数，四舍五入",
            "the monitoring form of the Ministry of Finance: execution rate = executed ÷ budget, rounded half up",
        ),
        explanation: (
            "把 reported（原件所印数值）中的比率与台账按数据计算的结果比较，按原件所印的小数位数四舍五入后应相等。分母取版式的规定，没有版式时取年初预算数。按数据无法计算（缺数或除数为 0）时不比较。",
            "Compares the rates under `reported` with those that the ledger computes, rounded half up to as many decimals as the source prints. The denominator is the layout's, or the initial budget without a layout. Nothing is compared where the facts give no rate (an input is missing, or the divisor is 0).",
        ),
    },
    look: Look::Dataset(|subject| compare(&RULE, subject, is_rate)),
};
