//! `R-DATE`: dates are in an order in which things can have happened.

mod covers;
mod events;
mod evidence;
mod periods;
mod steps;

use std::fmt::Display;

use jianbao_dataset::scalar::PartialDate;
use jianbao_finding::{Check, Finding, Role, Severity, Text};

use super::facts::with;
use super::{Look, Rule, Subject};

pub(super) const RULE: Rule = Rule {
    check: Check {
        code: "R-DATE",
        severity: Severity::Error,
        demand: (
            "日期应先后有序、互相吻合，覆盖期间不重叠、不遗漏",
            "dates are in order and agree, and periods covered neither overlap nor leave gaps",
        ),
        source: (
            "监控期、项目实施周期、采购程序、拨付覆盖期间的起止和先后关系；时效指标应有实际日期佐证",
            "the order of the monitoring period, the project's duration, procurement and the months that payments cover; evidence of timeliness",
        ),
        explanation: (
            "只写到月份或年份的日期按整月、整年比较，拿不准的不提示。\n\
             错误：监控期、项目周期、覆盖期间止早于起；报告日期早于数据截止日；实际日期晚于数据截止日；事项、文件、整改晚于报告日期；上一轮监控的截止日不早于本轮；整改期限或完成日期早于提出日期。\n\
             警告：监控期与预算年度不同年，或与项目周期没有交集；事项在截止日之后、报告日期之前；拨付和活动早于项目开始（采购准备可以早于项目开始）；采购步骤先后颠倒；交货晚于约定日期；同一系列拨付（指标或文件、单位相同）的覆盖期间重叠，或中间有空缺；拨付早于其覆盖期间；时效指标没有实际日期，而相关采购的验收晚于指标要求的日期；实际日期与佐证事项的日期不符。",
            "Dates that stop at the month or the year count as the whole of it, and nothing is told where that leaves it open.\n\
             Errors: a monitoring period, project or covered period that ends before it starts; a report dated before the cut-off date; an actual date after the cut-off date; an event, a document or a rectification after the report; an earlier round that is not before this one; a deadline or a completion before the demand.\n\
             Warnings: a period in another year than the budget year, or outside the project; an event after the cut-off date; a payment or a campaign before the project (procurement may begin earlier); steps of a procurement out of order; delivery after the agreed day; payments of one series (same indicators or documents, same organisation) whose covered periods overlap or leave a gap; a payment before the period it covers; an indicator of timeliness without a date whose procurement was accepted after the day it asks for; an actual date that its evidence contradicts.",
        ),
    },
    look: Look::Dataset(check),
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let dataset = subject.dataset();
    let mut findings = Vec::new();
    periods::check(dataset, &mut findings);
    events::check(dataset, &mut findings);
    steps::check(dataset, &mut findings);
    covers::check(dataset, &mut findings);
    evidence::check(dataset, &mut findings);
    findings
}

/// A finding about two dates.
fn two_dates(severity: Severity, pointer: String, message: Text, stated: &dyn Display, other: &dyn Display) -> Finding {
    let finding = with(RULE.finding(pointer, message), severity);
    let finding = finding.number(Role::Stated, stated.to_string(), None, None);
    finding.number(Role::Stated, other.to_string(), None, None)
}

/// Whether a date is certainly before another.
fn before(date: PartialDate, other: PartialDate) -> bool {
    date.last_day() < other.first_day()
}
