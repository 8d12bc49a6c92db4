//! What the report is, who prepared it, and the period it covers.

use crate::codes::{PeriodKind, Stage, Taxonomy};
use crate::scalar::{Date, Id, Line, whole};
use std::num::NonZeroU8;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// About the dataset itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "数据集信息")]
pub struct Meta {
    /// Identifies the dataset among all that its maker keeps
    #[schemars(title = "数据集编号")]
    pub dataset_id: Line,
    /// Edition of the indicator framework
    #[schemars(title = "绩效指标体系版本")]
    pub taxonomy: Taxonomy,
    /// Where the facts come from: documents, systems, people
    #[serde(default)]
    #[schemars(title = "资料来源")]
    pub sources: Vec<Line>,
}

/// The report that is made from the dataset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "报告")]
pub struct Report {
    /// Title as printed on the cover
    #[schemars(title = "报告标题")]
    pub title: Line,
    /// Organisation that prepared the report
    #[schemars(title = "编制单位")]
    pub prepared_by: Id,
    /// Organisation that commissioned it
    #[serde(default)]
    #[schemars(title = "委托方")]
    pub commissioned_by: Option<Id>,
    /// Date of the report; the only date that an output file carries
    #[schemars(title = "报告日期")]
    pub date: Date,
    /// How finished the report is
    #[schemars(title = "报告阶段")]
    pub stage: Stage,
}

/// The monitoring period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "监控期")]
pub struct Period {
    /// Budget year
    #[serde(deserialize_with = "whole")]
    #[schemars(title = "预算年度")]
    pub fiscal_year: u16,
    /// Kind of the period
    #[schemars(title = "监控期类型")]
    pub kind: PeriodKind,
    /// First day of the period
    #[schemars(title = "监控期开始日")]
    pub start: Date,
    /// Cut-off date: the last day whose facts are in the dataset
    #[schemars(title = "数据截止日")]
    pub as_of: Date,
    /// 1 for the first monitoring of the year, 2 for the second
    #[serde(default)]
    #[schemars(title = "监控轮次")]
    pub round: Option<NonZeroU8>,
}
