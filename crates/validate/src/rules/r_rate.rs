//! `R-RATE`: a rate that a source prints is the one that follows from the facts.
//!
//! Derived cells are never typed. The report that this project started from prints 90.87 % as the full-year forecast rate,
//! copied from the column beside it, where its own numbers give 243 ÷ 250 = 97.20 %.

use jianbao_finding::Severity;

use super::Rule;
use super::reported::{compare, is_rate};

pub(super) const RULE: Rule = Rule {
    code: "R-RATE",
    severity: Severity::Error,
    demand: ("原件所印的比率应与按数据计算的一致", "a printed rate is the one that the facts give"),
    source: "财政部项目支出绩效目标执行监控表：执行率＝执行数÷预算数，四舍五入",
    check: |subject| compare(&RULE, subject, is_rate),
};
