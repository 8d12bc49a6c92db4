//! What happened: activities, procurement, events, surveys, cited documents.

use crate::codes::{EventKind, ProcurementMethod};
use crate::scalar::{Amount, Id, Line, PartialDate, Prose, Stated};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A piece of work that the project planned or did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "工作内容")]
pub struct Activity {
    /// Identifies the activity
    #[schemars(title = "编号")]
    pub id: Id,
    /// Name
    #[schemars(title = "工作名称")]
    pub name: Line,
    /// Whether it is part of the planned content
    #[schemars(title = "是否计划内")]
    pub planned: bool,
    /// What came of it; absent where nothing is known
    #[serde(default)]
    #[schemars(title = "完成情况")]
    pub result: Option<Prose>,
    /// Organisations that did it
    #[serde(default)]
    #[schemars(title = "承担单位")]
    pub providers: Vec<Id>,
    /// Uses of the money that pay for it
    #[serde(default)]
    #[schemars(title = "对应资金用途")]
    pub uses: Vec<Id>,
    /// Indicators that measure it
    #[serde(default)]
    #[schemars(title = "对应指标")]
    pub indicators: Vec<Id>,
}

/// A procurement, followed from request to acceptance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "采购")]
pub struct Procurement {
    /// Identifies the procurement; a segment of figure ids
    #[schemars(title = "编号")]
    pub id: Id,
    /// What was bought
    #[schemars(title = "采购内容")]
    pub title: Line,
    /// Method; absent where it is not known
    #[serde(default)]
    #[schemars(title = "采购方式")]
    pub method: Option<ProcurementMethod>,
    /// Procurement agent
    #[serde(default)]
    #[schemars(title = "采购代理机构")]
    pub agent: Option<Id>,
    /// Supplier
    #[serde(default)]
    #[schemars(title = "供应商")]
    pub supplier: Option<Id>,
    /// Contract amount
    #[serde(default)]
    #[schemars(title = "合同金额")]
    pub amount: Stated<Amount>,
    /// Agreed day of delivery
    #[serde(default)]
    #[schemars(title = "约定交货日")]
    pub due: Option<PartialDate>,
    /// Use of the money that pays for it
    #[serde(default)]
    #[serde(rename = "use")]
    #[schemars(title = "对应资金用途")]
    pub use_of_funds: Option<Id>,
    /// The steps, in order
    #[serde(default)]
    #[schemars(title = "采购环节")]
    pub steps: Vec<Event>,
}

/// Something that happened on a day or in a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "事项")]
pub struct Event {
    /// Identifies the event; a segment of figure ids
    #[schemars(title = "编号")]
    pub id: Id,
    /// What it is
    #[schemars(title = "事项类型")]
    pub kind: EventKind,
    /// Name
    #[schemars(title = "事项名称")]
    pub title: Line,
    /// When; may stop at the month; absent where it is not known
    #[serde(default)]
    #[schemars(title = "日期")]
    pub date: Option<PartialDate>,
    /// Money it is about
    #[serde(default)]
    #[schemars(title = "金额")]
    pub amount: Stated<Amount>,
    /// Months that a payment covers
    #[serde(default)]
    #[schemars(title = "覆盖期间")]
    pub covers: Option<Covers>,
    /// Organisation it concerns
    #[serde(default)]
    #[schemars(title = "相关单位")]
    pub organisation: Option<Id>,
    /// Documents it concerns
    #[serde(default)]
    #[schemars(title = "相关文件")]
    pub documents: Vec<Id>,
    /// Indicators it is evidence for
    #[serde(default)]
    #[schemars(title = "对应指标")]
    pub indicators: Vec<Id>,
    /// What the reader should know
    #[serde(default)]
    #[schemars(title = "说明")]
    pub note: Option<Prose>,
}

/// A span of months or days, both ends included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "覆盖期间")]
pub struct Covers {
    /// First month or day
    #[schemars(title = "起")]
    pub from: PartialDate,
    /// Last month or day
    #[schemars(title = "止")]
    pub to: PartialDate,
}

/// A survey of those served.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "满意度调查")]
pub struct Survey {
    /// Identifies the survey; a segment of figure ids
    #[schemars(title = "编号")]
    pub id: Id,
    /// Name
    #[schemars(title = "调查名称")]
    pub title: Line,
    /// Indicator it measures
    #[serde(default)]
    #[schemars(title = "对应指标")]
    pub indicator: Option<Id>,
    /// Questionnaires issued
    #[serde(default)]
    #[schemars(title = "发放问卷数")]
    pub issued: Stated<Amount>,
    /// Questionnaires returned
    #[serde(default)]
    #[schemars(title = "回收问卷数")]
    pub returned: Stated<Amount>,
    /// Valid questionnaires
    #[serde(default)]
    #[schemars(title = "有效问卷数")]
    pub valid: Stated<Amount>,
    /// Questionnaires that state satisfaction
    #[serde(default)]
    #[schemars(title = "满意问卷数")]
    pub satisfied: Stated<Amount>,
}

/// A document or a decision that the report cites.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "引用文件")]
pub struct CitedDocument {
    /// Identifies the document
    #[schemars(title = "编号")]
    pub id: Id,
    /// Title without brackets
    #[schemars(title = "文件名称")]
    pub title: Line,
    /// Document number; absent where it has none or it is not known
    #[serde(default)]
    #[schemars(title = "文号")]
    pub number: Option<Line>,
    /// Date; absent where it is not known
    #[serde(default)]
    #[schemars(title = "日期")]
    pub date: Option<PartialDate>,
    /// Who issued it
    #[serde(default)]
    #[schemars(title = "发文单位")]
    pub issued_by: Option<Id>,
}
