//! Where the money comes from and what it is used for.

use crate::codes::{FundingSource, GovernmentLevel, PaymentMethod};
use crate::scalar::{Amount, Id, Line, Number, Prose, Stated};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A funding source with its money; sources may form a tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "资金来源")]
pub struct Funding {
    /// Identifies the source; a segment of figure ids
    #[schemars(title = "编号")]
    pub id: Id,
    /// Source that this one is part of
    #[serde(default)]
    #[schemars(title = "上级资金来源")]
    pub parent: Option<Id>,
    /// Name as printed in the form
    #[schemars(title = "资金名称")]
    pub name: Line,
    /// Kind of the source
    #[schemars(title = "资金性质")]
    pub source: FundingSource,
    /// Level of government
    #[serde(default)]
    #[schemars(title = "政府层级")]
    pub level: Option<GovernmentLevel>,
    /// Carried in from last year
    #[serde(default)]
    #[schemars(title = "上年结转")]
    pub carried_in: Stated<Amount>,
    /// Budget approved at the beginning of the year
    #[serde(default)]
    #[schemars(title = "年初预算数")]
    pub initial_budget: Stated<Amount>,
    /// Change of the budget during the year; negative for a cut
    #[serde(default)]
    #[schemars(title = "预算调整数")]
    pub adjustment: Stated<Number>,
    /// Budget after adjustment; computed from the two above where it is absent
    #[serde(default)]
    #[schemars(title = "调整后预算数")]
    pub adjusted_budget: Stated<Amount>,
    /// Money that the source undertook to put in this year, where that is not the budget itself
    #[serde(default)]
    #[schemars(title = "计划投入资金")]
    pub planned_input: Stated<Amount>,
    /// Money received by the cut-off date
    #[serde(default)]
    #[schemars(title = "实际到位数")]
    pub received: Stated<Amount>,
    /// Quota allotted by the cut-off date
    #[serde(default)]
    #[schemars(title = "下达数")]
    pub allotted: Stated<Amount>,
    /// Expenditure from the beginning of the year to the cut-off date
    #[serde(default)]
    #[schemars(title = "执行数")]
    pub executed: Stated<Amount>,
    /// Approved for payment and not yet paid
    #[serde(default)]
    #[schemars(title = "拟拨付未付数")]
    pub approved_unpaid: Stated<Amount>,
    /// Owed and not yet paid
    #[serde(default)]
    #[schemars(title = "应付未付数")]
    pub payable_unpaid: Stated<Amount>,
    /// Expenditure expected for the whole year
    #[serde(default)]
    #[schemars(title = "全年预计执行数")]
    pub year_forecast: Stated<Amount>,
    /// Expected to be carried over or left at the end of the year
    #[serde(default)]
    #[schemars(title = "预计结转结余")]
    pub expected_carry_over: Stated<Amount>,
    /// Balance of the quota as the budget system shows it
    #[serde(default)]
    #[schemars(title = "项目指标结余")]
    pub quota_balance: Stated<Amount>,
    /// What the reader should know about the figures
    #[serde(default)]
    #[schemars(title = "说明")]
    pub explanation: Option<Prose>,
}

/// A use of the money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "资金用途")]
pub struct Use {
    /// Identifies the use; a segment of figure ids
    #[schemars(title = "编号")]
    pub id: Id,
    /// Use that this one is part of
    #[serde(default)]
    #[schemars(title = "上级用途")]
    pub parent: Option<Id>,
    /// What the money is for
    #[schemars(title = "资金用途")]
    pub purpose: Line,
    /// Budgeted for it
    #[serde(default)]
    #[schemars(title = "预算金额")]
    pub planned: Stated<Amount>,
    /// Spent to the cut-off date
    #[serde(default)]
    #[schemars(title = "支出金额")]
    pub executed: Stated<Amount>,
    /// Approved for payment and not yet paid
    #[serde(default)]
    #[schemars(title = "拟拨付未付数")]
    pub approved_unpaid: Stated<Amount>,
    /// Expected for the whole year
    #[serde(default)]
    #[schemars(title = "全年预计支出")]
    pub year_forecast: Stated<Amount>,
    /// Funding source it is paid from
    #[serde(default)]
    #[schemars(title = "资金来源")]
    pub funding: Option<Id>,
    /// Organisations that are paid
    #[serde(default)]
    #[schemars(title = "收款单位")]
    pub payees: Vec<Id>,
    /// How it is paid
    #[serde(default)]
    #[schemars(title = "支付方式")]
    pub payment_method: Option<PaymentMethod>,
    /// Indicators that the money serves
    #[serde(default)]
    #[schemars(title = "对应指标")]
    pub indicators: Vec<Id>,
    /// Detail table behind the amount
    #[serde(default)]
    #[schemars(title = "明细表")]
    pub detail_table: Option<Id>,
    /// What the reader should know about the amount
    #[serde(default)]
    #[schemars(title = "说明")]
    pub explanation: Option<Prose>,
}
