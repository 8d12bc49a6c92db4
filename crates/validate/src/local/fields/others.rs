//! Fields of the dataset as a whole, of goals, surveys and rectification demands.

use jianbao_dataset::codes::{CodeList, Horizon, Kind as Subject, Light, PeriodKind, RectificationAction, Stage};
use jianbao_dataset::scalar::{Line, Prose};
use jianbao_dataset::{Dataset, Goal, Rectification, Survey};

use super::{Field, Kind, amount, fact, figure, plain};
use crate::local::value::Value;

const LIGHT: Kind = Kind::Code(Light::entries);

pub(super) static DATASET: &[Field] = &[
    fact("kind", &["监控对象"], Kind::Code(Subject::entries), "/kind", |d, _| {
        Value::code::<Subject>(Some(d.kind.code()))
    }),
    fact("stage", &["报告阶段"], Kind::Code(Stage::entries), "/report/stage", |d, _| {
        Value::code::<Stage>(Some(d.report.stage.code()))
    }),
    fact("report_date", &["报告日期"], Kind::Day, "/report/date", |d, _| Value::day(Some(d.report.date))),
    fact("fiscal_year", &["预算年度"], Kind::Plain, "/period/fiscal_year", |d, _| {
        plain(Some(d.period.fiscal_year.into()))
    }),
    fact("period_kind", &["监控期类型"], Kind::Code(PeriodKind::entries), "/period/kind", |d, _| {
        Value::code::<PeriodKind>(Some(d.period.kind.code()))
    }),
    fact("as_of", &["数据截止日"], Kind::Day, "/period/as_of", |d, _| Value::day(Some(d.period.as_of))),
    fact("round", &["监控轮次"], Kind::Plain, "/period/round", |d, _| {
        plain(d.period.round.map(|round| round.get().into()))
    }),
    figure("months_elapsed", &["已过月份数", "监控月份"], Kind::Plain, "period.months_elapsed"),
    figure("time_progress", &["序时进度"], Kind::Percent, "period.time_progress"),
    fact("project_name", &["项目名称"], Kind::Words, "/project/name", |d, _| {
        Value::text(d.project.as_ref().map(|project| project.name.as_str()))
    }),
    fact("project_code", &["项目代码"], Kind::Words, "/project/code", |d, _| {
        Value::text(d.project.as_ref().and_then(|project| project.code.as_ref()).map(Line::as_str))
    }),
    fact("problems", &["问题数"], Kind::Plain, "/problems", |d, _| Value::count(d.problems.len())),
    fact("recommendations", &["建议数"], Kind::Plain, "/recommendations", |d, _| {
        Value::count(d.recommendations.len())
    }),
    fact("rectifications", &["整改数"], Kind::Plain, "/rectifications", |d, _| Value::count(d.rectifications.len())),
    fact("conclusion", &["监控结论"], Kind::Words, "/conclusion", |d, _| {
        Value::text(d.conclusion.as_ref().map(Prose::as_str))
    }),
    figure("carried_in", &["上年结转"], Kind::Money, "funding.total.carried_in"),
    figure("initial_budget", &["年初预算数"], Kind::Money, "funding.total.initial_budget"),
    figure("adjustment", &["预算调整数"], Kind::Money, "funding.total.adjustment"),
    figure("adjusted_budget", &["调整后预算数"], Kind::Money, "funding.total.adjusted_budget"),
    figure("planned_input", &["计划投入资金"], Kind::Money, "funding.total.planned_input"),
    figure("received", &["实际到位数"], Kind::Money, "funding.total.received"),
    figure("allotted", &["下达数"], Kind::Money, "funding.total.allotted"),
    figure("executed", &["执行数"], Kind::Money, "funding.total.executed"),
    figure("approved_unpaid", &["拟拨付未付数"], Kind::Money, "funding.total.approved_unpaid"),
    figure("payable_unpaid", &["应付未付数"], Kind::Money, "funding.total.payable_unpaid"),
    figure("year_forecast", &["全年预计执行数"], Kind::Money, "funding.total.year_forecast"),
    figure("expected_carry_over", &["预计结转结余"], Kind::Money, "funding.total.expected_carry_over"),
    figure("quota_balance", &["项目指标结余"], Kind::Money, "funding.total.quota_balance"),
    figure("execution_rate", &["执行率", "预算执行率"], Kind::Percent, "funding.total.execution_rate"),
    figure("receipt_rate", &["资金到位率"], Kind::Percent, "funding.total.receipt_rate"),
    figure("allotment_rate", &["下达率"], Kind::Percent, "funding.total.allotment_rate"),
    figure("utilisation_rate", &["资金使用率"], Kind::Percent, "funding.total.utilisation_rate"),
    figure("forecast_rate", &["全年预计执行率"], Kind::Percent, "funding.total.forecast_rate"),
    figure("balance", &["资金结余"], Kind::Money, "funding.total.balance"),
    figure("budget_balance", &["预算结余"], Kind::Money, "funding.total.budget_balance"),
    figure("pace", &["执行率与序时进度之差"], Kind::Points, "funding.total.pace"),
    figure("budget_pace_rate", &["序时执行率"], Kind::Percent, "funding.total.pace_rate"),
    figure("budget_light", &["预算执行预警"], LIGHT, "funding.total.light"),
    figure("project_light", &["项目综合预警"], LIGHT, "project.light"),
    figure("department_light", &["部门综合预警"], LIGHT, "department.light"),
    figure("total_score", &["总得分"], Kind::Plain, "score.total"),
];

fn goal(dataset: &Dataset, at: usize) -> Option<&Goal> {
    dataset.goals.get(at)
}

pub(super) static GOAL: &[Field] = &[
    fact("id", &["编号"], Kind::Words, "/id", |d, at| Value::text(goal(d, at).map(|g| g.id.as_str()))),
    fact("horizon", &["目标期限"], Kind::Code(Horizon::entries), "/horizon", |d, at| {
        Value::code::<Horizon>(goal(d, at).map(|g| g.horizon.code()))
    }),
    fact("text", &["目标内容"], Kind::Words, "/text", |d, at| Value::text(goal(d, at).map(|g| g.text.as_str()))),
    fact("achievement", &["目标完成情况"], Kind::Words, "/achievement", |d, at| {
        Value::text(goal(d, at).and_then(|g| g.achievement.as_ref()).map(Prose::as_str))
    }),
    fact("reached", &["是否达到预期绩效目标"], Kind::Truth, "/reached", |d, at| {
        Value::truth(goal(d, at).and_then(|g| g.reached))
    }),
];

fn survey(dataset: &Dataset, at: usize) -> Option<&Survey> {
    dataset.surveys.get(at)
}

pub(super) static SURVEY: &[Field] = &[
    fact("id", &["编号"], Kind::Words, "/id", |d, at| Value::text(survey(d, at).map(|s| s.id.as_str()))),
    fact("title", &["调查名称", "名称"], Kind::Words, "/title", |d, at| {
        Value::text(survey(d, at).map(|s| s.title.as_str()))
    }),
    fact("issued", &["发放问卷数"], Kind::Plain, "/issued", |d, at| amount(survey(d, at).map(|s| &s.issued))),
    fact("returned", &["回收问卷数"], Kind::Plain, "/returned", |d, at| {
        amount(survey(d, at).map(|s| &s.returned))
    }),
    fact("valid", &["有效问卷数"], Kind::Plain, "/valid", |d, at| amount(survey(d, at).map(|s| &s.valid))),
    fact("satisfied", &["满意问卷数"], Kind::Plain, "/satisfied", |d, at| {
        amount(survey(d, at).map(|s| &s.satisfied))
    }),
];

fn demand(dataset: &Dataset, at: usize) -> Option<&Rectification> {
    dataset.rectifications.get(at)
}

pub(super) static RECTIFICATION: &[Field] = &[
    fact("id", &["编号"], Kind::Words, "/id", |d, at| Value::text(demand(d, at).map(|r| r.id.as_str()))),
    fact("demand", &["整改要求"], Kind::Words, "/demand", |d, at| {
        Value::text(demand(d, at).map(|r| r.demand.as_str()))
    }),
    fact("action", &["处理方式"], Kind::Code(RectificationAction::entries), "/action", |d, at| {
        Value::code::<RectificationAction>(demand(d, at).and_then(|r| r.action).map(RectificationAction::code))
    }),
    fact("result", &["整改结果"], Kind::Words, "/result", |d, at| {
        Value::text(demand(d, at).and_then(|r| r.result.as_ref()).map(Prose::as_str))
    }),
    fact("date", &["提出日期"], Kind::Day, "/date", |d, at| Value::day(demand(d, at).and_then(|r| r.date))),
    fact("deadline", &["整改期限"], Kind::Day, "/deadline", |d, at| {
        Value::day(demand(d, at).and_then(|r| r.deadline))
    }),
    fact("completed", &["完成日期"], Kind::Day, "/completed", |d, at| {
        Value::day(demand(d, at).and_then(|r| r.completed))
    }),
];
