//! Goals, indicators, what was observed, and how targets were revised.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::codes::{Category, DeviationReason, Horizon, Likelihood, Operator, Rating, Subcategory};
use crate::scalar::{Amount, Date, FromRaw, Id, Line, Number, PartialDate, Prose, Stated, optional_whole};

/// A performance goal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "绩效目标")]
pub struct Goal {
    /// Identifies the goal
    #[schemars(title = "编号")]
    pub id: Id,
    /// How far it reaches
    #[schemars(title = "目标期限")]
    pub horizon: Horizon,
    /// The goal as approved
    #[schemars(title = "目标内容")]
    pub text: Prose,
    /// How far it has been reached
    #[serde(default)]
    #[schemars(title = "目标完成情况")]
    pub achievement: Option<Prose>,
    /// Whether it is reached as expected; absent where that has not been judged
    #[serde(default)]
    #[schemars(title = "是否达到预期绩效目标")]
    pub reached: Option<bool>,
    /// Documents it rests on
    #[serde(default)]
    #[schemars(title = "依据文件")]
    pub documents: Vec<Id>,
}

/// A performance indicator with its target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "绩效指标")]
pub struct Indicator {
    /// Identifies the indicator; a segment of figure ids
    #[schemars(title = "编号")]
    pub id: Id,
    /// Goal that it measures
    #[serde(default)]
    #[schemars(title = "所属目标")]
    pub goal: Option<Id>,
    /// First level of the framework
    #[schemars(title = "一级指标")]
    pub category: Category,
    /// Second level of the framework
    #[schemars(title = "二级指标")]
    pub subcategory: Subcategory,
    /// Name of the indicator as approved
    #[schemars(title = "三级指标")]
    pub name: Line,
    /// Code in the indicator library
    #[serde(default)]
    #[schemars(title = "指标代码")]
    pub code: Option<Line>,
    /// Annual target
    #[schemars(title = "年度指标值")]
    pub target: Target,
    /// Target as approved at the beginning of the year, where it was changed since
    #[serde(default)]
    #[schemars(title = "年初指标值")]
    pub original_target: Option<Target>,
    /// Whether the indicator was withdrawn during the year; forms that show changes keep its row
    #[serde(default)]
    #[schemars(title = "是否已取消")]
    pub withdrawn: bool,
    /// Targets set for parts of the year
    #[serde(default)]
    #[schemars(title = "阶段性目标值")]
    pub stage_targets: Vec<StageTarget>,
    /// Value before the year, for a target that counts from earlier years
    #[serde(default)]
    #[schemars(title = "基期值")]
    pub baseline: Option<Measure>,
    /// First year of a cumulative target
    #[serde(default, deserialize_with = "optional_whole")]
    #[schemars(title = "累计起始年度")]
    pub cumulative_since: Option<u16>,
    /// Weight in a score
    #[serde(default)]
    #[schemars(title = "权重")]
    pub weight: Option<Amount>,
    /// What is measured and how
    #[serde(default)]
    #[schemars(title = "指标解释和计算方法")]
    pub method: Option<Prose>,
    /// Evidence that the value needs
    #[serde(default)]
    #[schemars(title = "需要的佐证材料")]
    pub evidence_required: Option<Line>,
}

/// A target: an operator with a number, a date or words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "年度指标值")]
pub struct Target {
    /// How the actual value is compared with the target
    #[schemars(title = "计算符号")]
    pub operator: Operator,
    /// The number, for `ge gt eq lt le`
    #[serde(default)]
    #[schemars(title = "数值")]
    pub number: Option<Number>,
    /// The date, for `by_date` and `in_period`
    #[serde(default)]
    #[schemars(title = "日期")]
    pub date: Option<PartialDate>,
    /// The words, for `qualitative`
    #[serde(default)]
    #[schemars(title = "文字")]
    pub text: Option<Line>,
    /// Unit of measure; also of actual and forecast values that state none
    #[serde(default)]
    #[schemars(title = "计量单位")]
    pub unit: Option<Line>,
    /// The target as the source prints it
    #[serde(default)]
    #[schemars(title = "原文")]
    pub raw: Option<Line>,
}

/// A target for a part of the year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "阶段性目标值")]
pub struct StageTarget {
    /// Day by which it is to be reached
    #[schemars(title = "截止日")]
    pub as_of: Date,
    /// The target
    #[schemars(title = "指标值")]
    pub target: Target,
}

/// A value of an indicator: a number, a date, a rating or words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "指标完成值")]
pub struct Measure {
    /// The number
    #[serde(default)]
    #[schemars(title = "数值")]
    pub number: Option<Number>,
    /// The date
    #[serde(default)]
    #[schemars(title = "日期")]
    pub date: Option<PartialDate>,
    /// The rating of a qualitative indicator
    #[serde(default)]
    #[schemars(title = "定性评价")]
    pub rating: Option<Rating>,
    /// The words
    #[serde(default)]
    #[schemars(title = "文字")]
    pub text: Option<Line>,
    /// Unit of measure where it differs from the target's
    #[serde(default)]
    #[schemars(title = "计量单位")]
    pub unit: Option<Line>,
    /// The value as the source prints it
    #[serde(default)]
    #[schemars(title = "原文")]
    pub raw: Option<Line>,
}

impl FromRaw for Measure {
    fn from_raw(raw: &str) -> Result<Self, String> {
        crate::strict::fast(raw).map_or_else(|| crate::strict::from_str(raw).map_err(|error| error.to_string()), Ok)
    }
}

/// A part of the framework in which the project has no indicator, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "不适用的指标类别")]
pub struct EmptyCategory {
    /// First level of the framework
    #[schemars(title = "一级指标")]
    pub category: Category,
    /// Second level of the framework
    #[schemars(title = "二级指标")]
    pub subcategory: Subcategory,
    /// Why there can be no indicator
    #[schemars(title = "不适用的原因")]
    pub reason: Line,
}

/// What was observed of an indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "指标执行情况")]
pub struct Observation {
    /// The indicator
    #[schemars(title = "绩效指标")]
    pub indicator: Id,
    /// Actual value to the cut-off date
    #[serde(default)]
    #[schemars(title = "执行情况")]
    pub actual: Stated<Measure>,
    /// Actual values of earlier rounds of monitoring in the same year
    #[serde(default)]
    #[schemars(title = "以前监控轮次的完成值")]
    pub earlier: Vec<EarlierValue>,
    /// Value expected for the whole year
    #[serde(default)]
    #[schemars(title = "全年预计完成情况")]
    pub year_forecast: Stated<Measure>,
    /// Why it deviates from the target
    #[serde(default)]
    #[schemars(title = "偏差原因分析")]
    pub deviation: Option<Deviation>,
    /// How likely the target is to be reached; absent where it is not known
    #[serde(default)]
    #[schemars(title = "完成目标可能性")]
    pub likelihood: Option<Likelihood>,
    /// What will be done
    #[serde(default)]
    #[schemars(title = "拟采取的措施")]
    pub remedial_measure: Option<Prose>,
    /// Remark
    #[serde(default)]
    #[schemars(title = "备注")]
    pub remark: Option<Prose>,
    /// Points that the unit gives itself, out of the indicator's weight
    #[serde(default)]
    #[schemars(title = "得分")]
    pub score: Option<Amount>,
    /// Documents, events or attachments that prove the value
    #[serde(default)]
    #[schemars(title = "佐证材料")]
    pub evidence: Vec<Id>,
}

/// The actual value that an earlier round of monitoring found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "以前监控轮次的完成值")]
pub struct EarlierValue {
    /// Cut-off date of that round
    #[schemars(title = "截止日")]
    pub as_of: Date,
    /// The value
    #[schemars(title = "完成值")]
    pub actual: Measure,
}

/// Why a value deviates from its target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "偏差原因分析")]
pub struct Deviation {
    /// The reasons; several are possible
    #[serde(deserialize_with = "crate::scalar::at_least_one")]
    #[schemars(title = "偏差原因", length(min = 1))]
    pub reasons: Vec<DeviationReason>,
    /// Explanation
    #[serde(default)]
    #[schemars(title = "原因说明")]
    pub note: Option<Prose>,
}

/// A change of a goal or an indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "绩效目标调整")]
pub struct Revision {
    /// Identifies the change
    #[schemars(title = "编号")]
    pub id: Id,
    /// Goal that was changed
    #[serde(default)]
    #[schemars(title = "绩效目标")]
    pub goal: Option<Id>,
    /// Indicator that was changed
    #[serde(default)]
    #[schemars(title = "绩效指标")]
    pub indicator: Option<Id>,
    /// What was changed
    #[schemars(title = "调整的内容")]
    pub field: Line,
    /// Wording before
    #[schemars(title = "调整前")]
    pub before: Prose,
    /// Wording after
    #[schemars(title = "调整后")]
    pub after: Prose,
    /// Why
    #[serde(default)]
    #[schemars(title = "调整原因")]
    pub reason: Option<Prose>,
    /// Documents it rests on
    #[serde(default)]
    #[schemars(title = "调整依据")]
    pub basis: Vec<Id>,
    /// Who approved it; absent where that is not known
    #[serde(default)]
    #[schemars(title = "批准单位")]
    pub approved_by: Option<Id>,
    /// When
    #[serde(default)]
    #[schemars(title = "调整日期")]
    pub date: Option<PartialDate>,
}
