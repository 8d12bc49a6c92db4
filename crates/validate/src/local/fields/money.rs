//! Fields of funding sources, uses of money and tasks.

use jianbao_dataset::codes::{FundingSource, GovernmentLevel, PaymentMethod};
use jianbao_dataset::scalar::{Id, Prose};
use jianbao_dataset::{Dataset, Funding, Task, Use};

use super::{Field, Kind, amount, fact, figure, signed};
use crate::local::value::Value;

fn funding(dataset: &Dataset, at: usize) -> Option<&Funding> {
    dataset.funding.get(at)
}

fn using(dataset: &Dataset, at: usize) -> Option<&Use> {
    dataset.uses.get(at)
}

fn task(dataset: &Dataset, at: usize) -> Option<&Task> {
    dataset.department.as_ref()?.tasks.get(at)
}

/// A sum of money of a record: its name in English and in Chinese and how its record is found.
macro_rules! money {
    ($of:ident, $field:ident, $read:ident, $($zh:literal),+) => {
        fact(stringify!($field), &[$($zh),+], Kind::Money, concat!("/", stringify!($field)), |dataset, at| {
            $read($of(dataset, at).map(|record| &record.$field))
        })
    };
}

/// A text of a record.
macro_rules! words {
    ($of:ident, $field:ident, $text:expr, $($zh:literal),+) => {
        fact(stringify!($field), &[$($zh),+], Kind::Words, concat!("/", stringify!($field)), |dataset, at| {
            Value::text($of(dataset, at).and_then($text))
        })
    };
}

pub(super) static FUNDING: &[Field] = &[
    words!(funding, id, |f| Some(f.id.as_str()), "编号"),
    words!(funding, name, |f| Some(f.name.as_str()), "资金名称", "名称"),
    words!(funding, parent, |f| f.parent.as_ref().map(Id::as_str), "上级资金来源"),
    fact(
        "source",
        &["资金性质"],
        Kind::Code(<FundingSource as jianbao_dataset::codes::CodeList>::entries),
        "/source",
        |d, at| Value::code::<FundingSource>(funding(d, at).map(|f| f.source.code())),
    ),
    fact(
        "level",
        &["政府层级"],
        Kind::Code(<GovernmentLevel as jianbao_dataset::codes::CodeList>::entries),
        "/level",
        |d, at| Value::code::<GovernmentLevel>(funding(d, at).and_then(|f| f.level).map(GovernmentLevel::code)),
    ),
    money!(funding, carried_in, amount, "上年结转"),
    money!(funding, initial_budget, amount, "年初预算数"),
    money!(funding, adjustment, signed, "预算调整数"),
    // As the ledger has it: computed where it is not stated.
    figure("adjusted_budget", &["调整后预算数"], Kind::Money, "adjusted_budget"),
    money!(funding, planned_input, amount, "计划投入资金"),
    money!(funding, received, amount, "实际到位数"),
    money!(funding, allotted, amount, "下达数"),
    money!(funding, executed, amount, "执行数"),
    money!(funding, approved_unpaid, amount, "拟拨付未付数"),
    money!(funding, payable_unpaid, amount, "应付未付数"),
    money!(funding, year_forecast, amount, "全年预计执行数"),
    money!(funding, expected_carry_over, amount, "预计结转结余"),
    money!(funding, quota_balance, amount, "项目指标结余"),
    words!(funding, explanation, |f| f.explanation.as_ref().map(Prose::as_str), "说明"),
    figure("execution_rate", &["执行率", "预算执行率"], Kind::Percent, "execution_rate"),
    figure("receipt_rate", &["资金到位率"], Kind::Percent, "receipt_rate"),
    figure("allotment_rate", &["下达率"], Kind::Percent, "allotment_rate"),
    figure("utilisation_rate", &["资金使用率"], Kind::Percent, "utilisation_rate"),
    figure("forecast_rate", &["全年预计执行率"], Kind::Percent, "forecast_rate"),
    figure("available_budget", &["预算安排小计"], Kind::Money, "available_budget"),
    figure("balance", &["资金结余"], Kind::Money, "balance"),
    figure("budget_balance", &["预算结余"], Kind::Money, "budget_balance"),
];

pub(super) static USE: &[Field] = &[
    words!(using, id, |u| Some(u.id.as_str()), "编号"),
    words!(using, purpose, |u| Some(u.purpose.as_str()), "资金用途", "名称"),
    words!(using, parent, |u| u.parent.as_ref().map(Id::as_str), "上级用途"),
    money!(using, planned, amount, "预算金额"),
    money!(using, executed, amount, "支出金额"),
    money!(using, approved_unpaid, amount, "拟拨付未付数"),
    money!(using, year_forecast, amount, "全年预计支出"),
    fact(
        "payment_method",
        &["支付方式"],
        Kind::Code(<PaymentMethod as jianbao_dataset::codes::CodeList>::entries),
        "/payment_method",
        |d, at| Value::code::<PaymentMethod>(using(d, at).and_then(|u| u.payment_method).map(PaymentMethod::code)),
    ),
    fact("indicators", &["对应指标数"], Kind::Plain, "/indicators", |d, at| {
        Value::count(using(d, at).map_or(0, |u| u.indicators.len()))
    }),
    fact("payees", &["收款单位数"], Kind::Plain, "/payees", |d, at| {
        Value::count(using(d, at).map_or(0, |u| u.payees.len()))
    }),
    words!(using, explanation, |u| u.explanation.as_ref().map(Prose::as_str), "说明"),
    figure("share", &["占支出比重"], Kind::Percent, "share"),
];

pub(super) static TASK: &[Field] = &[
    words!(task, id, |t| Some(t.id.as_str()), "编号"),
    words!(task, name, |t| Some(t.name.as_str()), "任务名称", "名称"),
    words!(task, content, |t| t.content.as_ref().map(Prose::as_str), "主要内容"),
    money!(task, planned, amount, "预算金额"),
    money!(task, planned_fiscal, amount, "其中：财政拨款", "财政拨款"),
    money!(task, planned_other, amount, "其中：其他资金", "其他资金"),
    money!(task, executed, amount, "执行金额"),
    words!(task, completion, |t| t.completion.as_ref().map(Prose::as_str), "完成情况"),
];
