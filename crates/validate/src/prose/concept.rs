//! What a number is said to be: the words that stand before (or after) it, and the fields of the figures that they name.

/// What a figure says about its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Concept {
    CarriedIn,
    Budget,
    Adjustment,
    Adjusted,
    PlannedInput,
    Received,
    Allotted,
    Executed,
    ApprovedUnpaid,
    Payable,
    Forecast,
    CarryOver,
    QuotaBalance,
    Available,
    Balance,
    ExecutionRate,
    ReceiptRate,
    AllotmentRate,
    UtilisationRate,
    ForecastRate,
    TimeProgress,
    Pace,
    Share,
    Target,
    Actual,
    Completion,
    Deviation,
    Baseline,
    Weight,
    Score,
    Issued,
    Returned,
    Valid,
    Satisfied,
    SatisfactionRate,
    Contract,
    Due,
    AsOf,
    Months,
    /// A figure that a word of the dataset names: a column, a step of a procurement, an event.
    Named,
    /// A number of records.
    Records,
}

use Concept as C;

/// The concept of a field of a kind of record (the first and the last segments of a figure id).
pub(super) fn concept(kind: &str, field: &str) -> Option<Concept> {
    Some(match (kind, field) {
        ("period", "as_of") => C::AsOf,
        ("period", "months_elapsed") => C::Months,
        ("period", "time_progress") => C::TimeProgress,
        ("period" | "score", _) => return None,
        (_, "carried_in") => C::CarriedIn,
        (_, "initial_budget" | "planned") => C::Budget,
        (_, "adjustment") => C::Adjustment,
        (_, "adjusted_budget") => C::Adjusted,
        (_, "planned_input") => C::PlannedInput,
        (_, "received") => C::Received,
        (_, "allotted") => C::Allotted,
        (_, "executed") => C::Executed,
        (_, "approved_unpaid") => C::ApprovedUnpaid,
        (_, "payable_unpaid") => C::Payable,
        (_, "year_forecast" | "forecast") => C::Forecast,
        (_, "expected_carry_over") => C::CarryOver,
        (_, "quota_balance") => C::QuotaBalance,
        (_, "available_budget") => C::Available,
        (_, "balance" | "budget_balance") => C::Balance,
        (_, "execution_rate") => C::ExecutionRate,
        (_, "receipt_rate") => C::ReceiptRate,
        (_, "allotment_rate") => C::AllotmentRate,
        (_, "utilisation_rate") => C::UtilisationRate,
        (_, "forecast_rate") => C::ForecastRate,
        (_, "pace") => C::Pace,
        (_, "share") => C::Share,
        (_, "target" | "original_target" | "stage_target") => C::Target,
        (_, "actual") => C::Actual,
        (_, "completion") => C::Completion,
        (_, "deviation" | "stage_deviation") => C::Deviation,
        (_, "baseline" | "earlier") => C::Baseline,
        (_, "weight") => C::Weight,
        (_, "score") => C::Score,
        (_, "issued") => C::Issued,
        (_, "returned") => C::Returned,
        (_, "valid") => C::Valid,
        (_, "satisfied") => C::Satisfied,
        (_, "satisfaction_rate") => C::SatisfactionRate,
        ("procurement", "amount") => C::Contract,
        ("procurement", "due") => C::Due,
        _ => C::Named,
    })
}

/// Words and what they name. Where several words match at one place, the longest counts.
const WORDS: &[(&str, &[Concept])] = &[
    ("上年结转", &[C::CarriedIn]),
    ("结转资金", &[C::CarriedIn]),
    ("年初预算", &[C::Budget]),
    ("预算", &[C::Budget, C::Adjusted]),
    ("批复", &[C::Budget]),
    ("安排", &[C::Budget]),
    ("下达预算", &[C::Budget]),
    ("计划投入", &[C::PlannedInput, C::Budget]),
    ("调整后预算", &[C::Adjusted]),
    ("调整后的预算", &[C::Adjusted]),
    ("全年预算", &[C::Adjusted, C::Budget]),
    ("调整为", &[C::Adjusted]),
    ("调整到", &[C::Adjusted]),
    ("调整至", &[C::Adjusted]),
    ("变更为", &[C::Adjusted]),
    ("调增为", &[C::Adjusted]),
    ("调减为", &[C::Adjusted]),
    ("调增至", &[C::Adjusted]),
    ("调减至", &[C::Adjusted]),
    ("调增", &[C::Adjustment]),
    ("调减", &[C::Adjustment]),
    ("追加", &[C::Adjustment]),
    ("核减", &[C::Adjustment]),
    ("压减", &[C::Adjustment]),
    ("到位率", &[C::ReceiptRate]),
    ("到账率", &[C::ReceiptRate]),
    ("到位", &[C::Received, C::ReceiptRate]),
    ("到账", &[C::Received]),
    ("收到", &[C::Received]),
    ("下达率", &[C::AllotmentRate]),
    ("下达", &[C::Allotted, C::Budget, C::Received]),
    ("占预算", &[C::ExecutionRate, C::ReceiptRate, C::ForecastRate]),
    ("占年初预算", &[C::ExecutionRate, C::ReceiptRate, C::ForecastRate]),
    ("占全年预算", &[C::ExecutionRate, C::ReceiptRate, C::ForecastRate]),
    ("占调整后预算", &[C::ExecutionRate, C::ReceiptRate, C::ForecastRate]),
    ("占年度预算", &[C::ExecutionRate, C::ReceiptRate, C::ForecastRate]),
    ("执行率", &[C::ExecutionRate]),
    ("支出率", &[C::ExecutionRate]),
    ("支出进度", &[C::ExecutionRate]),
    ("执行进度", &[C::ExecutionRate]),
    ("预算执行", &[C::Executed, C::ExecutionRate]),
    ("预计执行率", &[C::ForecastRate]),
    ("执行", &[C::Executed, C::ExecutionRate]),
    ("支出", &[C::Executed]),
    ("支付", &[C::Executed]),
    ("拨付", &[C::Executed, C::Received]),
    ("使用率", &[C::UtilisationRate]),
    ("使用", &[C::Executed, C::UtilisationRate]),
    ("用于", &[C::Executed, C::Budget]),
    ("投入", &[C::Executed, C::Budget]),
    ("花费", &[C::Executed]),
    ("开支", &[C::Executed]),
    ("列支", &[C::Executed]),
    ("结余", &[C::Balance, C::CarryOver]),
    ("剩余", &[C::Balance, C::CarryOver]),
    ("还剩", &[C::Balance]),
    ("余额", &[C::Balance]),
    ("结转结余", &[C::CarryOver]),
    ("结转", &[C::CarryOver, C::CarriedIn]),
    ("指标结余", &[C::QuotaBalance]),
    ("预算安排小计", &[C::Available]),
    ("尚未拨付", &[C::ApprovedUnpaid]),
    ("尚未支付", &[C::ApprovedUnpaid, C::Payable]),
    ("未拨付", &[C::ApprovedUnpaid]),
    ("未支付", &[C::ApprovedUnpaid, C::Payable]),
    ("拟拨付", &[C::ApprovedUnpaid]),
    ("待拨付", &[C::ApprovedUnpaid]),
    ("待支付", &[C::ApprovedUnpaid, C::Payable]),
    ("已审批", &[C::ApprovedUnpaid]),
    ("审批手续", &[C::ApprovedUnpaid]),
    ("应付未付", &[C::Payable]),
    ("序时进度", &[C::TimeProgress]),
    ("时间进度", &[C::TimeProgress]),
    ("占比", &[C::Share]),
    ("比重", &[C::Share]),
    ("占总支出", &[C::Share]),
    ("占支出", &[C::Share]),
    ("占全部支出", &[C::Share]),
    ("占总额", &[C::Share]),
    ("全部支出的", &[C::Share]),
    ("总支出的", &[C::Share]),
    ("支出总额的", &[C::Share]),
    ("完成率", &[C::Completion]),
    ("完成目标的", &[C::Completion]),
    ("目标的", &[C::Completion]),
    ("任务的", &[C::Completion]),
    ("任务量的", &[C::Completion]),
    ("偏差率", &[C::Deviation]),
    ("偏差", &[C::Deviation]),
    ("偏离", &[C::Deviation]),
    ("提前", &[C::Deviation]),
    ("滞后", &[C::Deviation]),
    ("推迟", &[C::Deviation]),
    ("逾期", &[C::Deviation]),
    ("目标", &[C::Target]),
    ("指标值", &[C::Target]),
    ("任务", &[C::Target]),
    ("计划", &[C::Target, C::Budget]),
    ("基期", &[C::Baseline]),
    ("上年的", &[C::Baseline]),
    ("上年", &[C::Baseline]),
    ("去年", &[C::Baseline]),
    ("上一轮", &[C::Baseline]),
    ("完成", &[C::Actual, C::Completion]),
    ("达到", &[C::Actual]),
    ("实际", &[C::Actual, C::Executed]),
    ("提高到", &[C::Actual]),
    ("提升到", &[C::Actual]),
    ("上升到", &[C::Actual]),
    ("增加到", &[C::Actual]),
    ("下降到", &[C::Actual]),
    ("降低到", &[C::Actual]),
    ("减少到", &[C::Actual]),
    ("提高至", &[C::Actual]),
    ("提升至", &[C::Actual]),
    ("上升至", &[C::Actual]),
    ("下降至", &[C::Actual]),
    ("降低至", &[C::Actual]),
    ("增至", &[C::Actual]),
    ("降至", &[C::Actual]),
    ("权重", &[C::Weight]),
    ("得分", &[C::Score]),
    ("评分", &[C::Score]),
    ("发放问卷", &[C::Issued]),
    ("发出问卷", &[C::Issued]),
    ("发放调查问卷", &[C::Issued]),
    ("回收", &[C::Returned]),
    ("收回", &[C::Returned]),
    ("有效问卷", &[C::Valid]),
    ("有效样本", &[C::Valid]),
    ("有效", &[C::Valid]),
    ("满意", &[C::Satisfied, C::SatisfactionRate]),
    ("满意率", &[C::SatisfactionRate]),
    ("满意度", &[C::SatisfactionRate, C::Actual]),
    ("合同金额", &[C::Contract]),
    ("合同价", &[C::Contract]),
    ("合同总价", &[C::Contract]),
    ("中标金额", &[C::Contract]),
    ("中标价", &[C::Contract]),
    ("成交金额", &[C::Contract]),
    ("成交价", &[C::Contract]),
    ("交货", &[C::Due]),
    ("截至", &[C::AsOf]),
    ("截止", &[C::AsOf]),
];

/// Words that turn what is done into what is expected.
const EXPECTED: &[&str] = &["预计", "预测", "测算", "预期", "有望", "估计", "可完成", "能完成", "能执行", "全年可"];

/// A word of a text that names a concept.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// Byte at which it starts.
    pub(super) start: usize,
    /// Byte at which it ends.
    pub(super) end: usize,
    /// What it names.
    pub(super) concepts: &'static [Concept],
}

/// The words of a text, in order, without overlaps.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let longest = WORDS.iter().filter(|(word, _)| text[at..].starts_with(word)).max_by_key(|(word, _)| word.len());
        match longest {
            Some((word, concepts)) => {
                found.push(Word { start: at, end: at + word.len(), concepts });
                at += word.len();
            }
            None => at += c.len_utf8(),
        }
    }
    found
}

/// Whether a text speaks of what is expected rather than of what is.
pub(super) fn is_expected(text: &str) -> bool {
    EXPECTED.iter().any(|word| text.contains(word))
}

/// What the expected value of a concept is.
pub(super) fn expected(concept: Concept) -> Concept {
    match concept {
        C::Executed | C::Actual => C::Forecast,
        C::ExecutionRate => C::ForecastRate,
        C::Balance => C::CarryOver,
        other => other,
    }
}
