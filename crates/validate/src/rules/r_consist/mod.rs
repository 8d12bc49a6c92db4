//! `R-CONSIST`: facts that depend on each other agree. One file a group of facts.

mod goals;
mod money;
mod outlook;
mod problems;
mod procurement;
mod surveys;
mod values;

use jianbao_finding::{Check, Finding, Severity};

use super::{Look, Rule, Subject};

pub(super) const RULE: Rule = Rule {
    check: Check {
        code: "R-CONSIST",
        severity: Severity::Error,
        demand: ("相互关联的数据应一致", "facts that depend on each other agree"),
        source: (
            "财预〔2019〕136号：分析偏差、预测年底完成情况并说明原因；监控表注2、注3；政府采购的中标、成交通知书",
            "circular 136 of 2019 of the Ministry of Finance (analyse deviations, forecast the year, give reasons); notes 2 and 3 of the monitoring form; the award notices of public procurement",
        ),
        explanation: (
            "比较：完成目标可能性与全年预计（预计达不到而填“确定能”为错误）；红灯与“确定能”；已达成却填偏差原因；全年预计或本次完成值小于已完成值的数量指标；得分与权重；超过100%的满意度；目标是否达到预期与其指标；执行数、到位数与预算数；用途支出与其预算；尚未拨付的资金与已填达成的指标；问卷的满意、有效、回收、发放数及满意度；采购方式与通知书；主要问题是否包括将不能完成的指标和未拨付的资金。\n有一项未知时不比较；已取消的指标不比较；填写了说明的金额差异不再提示。数据集没有列出主要问题的，不检查问题是否齐全。",
            "Compares: the likelihood with the forecast (a forecast below the target with 确定能 is an error); a red light with 确定能; reasons for a deviation of a target that is met; quantities that shrink from one round to the next or towards the end of the year; points with weights; satisfaction above 100 %; whether a goal is reached with its indicators; money spent, received and budgeted; what a use spent with its budget; money not yet paid with indicators said to be met; the questionnaires that are satisfied, valid, returned and issued, and the satisfaction rate; the method of a procurement with its notice; whether the problems name the indicators that will be missed and the money that is unpaid.\nNothing is compared where a fact is unknown or an indicator was withdrawn; an amount with an explanation is accepted. Where a dataset lists no problems, none is asked for.",
        ),
    },
    look: Look::Dataset(check),
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let dataset = subject.dataset();
    let mut findings = Vec::new();
    outlook::check(subject, &mut findings);
    values::check(dataset, &mut findings);
    goals::check(dataset, &mut findings);
    money::check(dataset, &mut findings);
    surveys::check(dataset, &mut findings);
    procurement::check(dataset, &mut findings);
    problems::check(dataset, &mut findings);
    findings
}
