//! `R-SUM`: totals are the sums of their parts.

mod parents;
mod tables;
mod uses;

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
            "监控表内勾稽关系：合计＝各分项之和，调整后预算数＝年初预算数＋预算调整数，资金用途合计＝资金来源合计",
            "what belongs together in the monitoring form: a total is the sum of its parts, the adjusted budget is the initial budget plus the adjustment, what was spent on all uses is what was spent from all sources",
        ),
        explanation: (
            "比较：reported（原件所印数值）中的合计；上级资金来源或用途所填的数与其下各项之和；调整后预算数与年初预算数加调整数；年度任务的预算与其财政拨款、其他资金之和；各用途（部门为各任务）的合计与资金来源的合计。有一项未知时不比较，除非已知的部分已经超过合计。\n\
             用途合计大于资金来源合计为错误；小于时为警告，因为可能有支出没有列出用途；预算金额合计超过预算数为警告。明细表中有金额列没有合计、而同表其他列有合计的，给出提示；有意不汇总的列写 \"aggregation\": \"none\"。",
            "Compares: totals under `reported`; what a parent source or use states with the sum of its children; the adjusted budget with initial budget plus adjustment; the budget of a department's task with its two parts; the total over all uses (of a department: tasks) with the total over all sources. Nothing is compared where a part is not known, unless what is known exceeds the total already.\n\
             More on uses than from sources is an error; less is a warning, because spending may lack a use; more planned on uses than there is budget is a warning. An amount column without a total beside columns that have one is a note; a column that shall not be totalled says `\"aggregation\": \"none\"`.",
        ),
    },
    look: Look::Dataset(check),
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = compare(&RULE, subject, |entry| !is_rate(entry));
    parents::check(subject, &mut findings);
    uses::check(subject, &mut findings);
    tables::check(subject, &mut findings);
    findings
}

/// Two sums of money that disagree: what is stated, with its figure, and what follows.
fn disagreement(
    subject: &Subject<'_>,
    pointer: String,
    message: Text,
    stated: (Decimal, &str),
    computed: Decimal,
) -> Finding {
    let unit = Some(subject.dataset().money_unit.label());
    let finding = RULE.finding(pointer, message).number(Role::Stated, stated.0.to_string(), unit, Some(stated.1));
    finding.number(Role::Computed, computed.to_string(), unit, None)
}

/// The title of a figure; its id where the ledger does not have it.
fn title(subject: &Subject<'_>, figure: &str) -> Text {
    subject.ledger().get(figure).map_or_else(|| Text::same(figure), |entry| entry.title.clone())
}
