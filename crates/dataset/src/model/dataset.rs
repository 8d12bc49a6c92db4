//! The dataset: the facts of one report.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use super::{
    Activity, Attachment, CitedDocument, Department, DetailTable, EmptyCategory, Event, Funding, Goal, Indicator, Meta,
    Monitoring, Observation, Organisation, Period, Problem, Procurement, Project, Recommendation, Rectification,
    Report, Reported, Revision, SignOff, Survey, Use,
};
use crate::codes::{Kind, MoneyUnit};
use crate::scalar::{Id, Prose};

/// The facts of one monitoring report. Numbers that follow from others are not stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "预算绩效运行监控数据集")]
pub struct Dataset {
    /// Address of the JSON Schema, for editors
    #[serde(rename = "$schema", default, skip_serializing)]
    #[schemars(title = "模式地址")]
    pub schema: Option<String>,
    /// Version of this format
    #[schemars(title = "格式版本")]
    pub schema_version: SchemaVersion,
    /// What the dataset is about: a project, or a whole department
    #[schemars(title = "监控对象")]
    pub kind: Kind,
    /// Unit of every sum of money in the dataset
    #[schemars(title = "金额单位")]
    pub money_unit: MoneyUnit,
    /// About the dataset itself
    #[schemars(title = "数据集信息")]
    pub meta: Meta,
    /// The report that is made from it
    #[schemars(title = "报告")]
    pub report: Report,
    /// The monitoring period
    #[schemars(title = "监控期")]
    pub period: Period,
    /// Organisations that the report names
    #[serde(deserialize_with = "crate::scalar::at_least_one")]
    #[schemars(title = "单位", length(min = 1))]
    pub organisations: Vec<Organisation>,
    /// The project, where `kind` is `project`
    #[serde(default)]
    #[schemars(title = "项目")]
    pub project: Option<Project>,
    /// The department, where `kind` is `department`
    #[serde(default)]
    #[schemars(title = "部门")]
    pub department: Option<Department>,
    /// Where the money comes from
    #[serde(deserialize_with = "crate::scalar::at_least_one")]
    #[schemars(title = "资金来源", length(min = 1))]
    pub funding: Vec<Funding>,
    /// What the money is used for
    #[serde(default)]
    #[schemars(title = "资金用途")]
    pub uses: Vec<Use>,
    /// Tables of facts behind summary lines
    #[serde(default)]
    #[schemars(title = "明细表")]
    pub detail_tables: Vec<DetailTable>,
    /// Performance goals
    #[serde(default)]
    #[schemars(title = "绩效目标")]
    pub goals: Vec<Goal>,
    /// Performance indicators with their targets
    #[serde(default)]
    #[schemars(title = "绩效指标")]
    pub indicators: Vec<Indicator>,
    /// Parts of the indicator framework in which there can be no indicator
    #[serde(default)]
    #[schemars(title = "不适用的指标类别")]
    pub empty_categories: Vec<EmptyCategory>,
    /// What was observed of the indicators
    #[serde(default)]
    #[schemars(title = "指标执行情况")]
    pub observations: Vec<Observation>,
    /// Changes of goals and indicators
    #[serde(default)]
    #[schemars(title = "绩效目标调整")]
    pub revisions: Vec<Revision>,
    /// Work that was planned or done
    #[serde(default)]
    #[schemars(title = "工作内容")]
    pub activities: Vec<Activity>,
    /// Procurements
    #[serde(default)]
    #[schemars(title = "采购")]
    pub procurements: Vec<Procurement>,
    /// Other events
    #[serde(default)]
    #[schemars(title = "事项")]
    pub events: Vec<Event>,
    /// Surveys of those served
    #[serde(default)]
    #[schemars(title = "满意度调查")]
    pub surveys: Vec<Survey>,
    /// Documents and decisions that the report cites
    #[serde(default)]
    #[schemars(title = "引用文件")]
    pub documents: Vec<CitedDocument>,
    /// How the monitoring was done
    #[serde(default)]
    #[schemars(title = "监控方式")]
    pub monitoring: Option<Monitoring>,
    /// Text blocks by key; a layout says which keys it prints
    #[serde(default, deserialize_with = "crate::scalar::unique")]
    #[schemars(title = "文字叙述")]
    pub narrative: BTreeMap<Id, Prose>,
    /// Problems found
    #[serde(default)]
    #[schemars(title = "主要问题")]
    pub problems: Vec<Problem>,
    /// Corrective measures and recommendations
    #[serde(default)]
    #[schemars(title = "改进措施和建议")]
    pub recommendations: Vec<Recommendation>,
    /// Conclusion of the monitoring
    #[serde(default)]
    #[schemars(title = "监控结论")]
    pub conclusion: Option<Prose>,
    /// Rectification demands
    #[serde(default)]
    #[schemars(title = "整改")]
    pub rectifications: Vec<Rectification>,
    /// Lines for signatures
    #[serde(default)]
    #[schemars(title = "签字")]
    pub sign_off: Vec<SignOff>,
    /// Files that go with the report
    #[serde(default)]
    #[schemars(title = "附件")]
    pub attachments: Vec<Attachment>,
    /// What a source itself prints, to be compared with what follows from the facts
    #[serde(default)]
    #[schemars(title = "原件所印数值")]
    pub reported: Vec<Reported>,
}

/// Version of the dataset format. An older minor version of the same major is accepted, a newer one is not, because its
/// fields would be unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(into = "String")]
pub struct SchemaVersion {
    minor: u32,
}

impl SchemaVersion {
    /// The major version that this program reads.
    pub const MAJOR: u32 = 1;
    /// The newest minor version of it.
    pub const MINOR: u32 = 0;
}

impl From<SchemaVersion> for String {
    fn from(version: SchemaVersion) -> Self {
        format!("{}.{}", SchemaVersion::MAJOR, version.minor)
    }
}

impl<'de> Deserialize<'de> for SchemaVersion {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        match text.as_ref() {
            "1.0" => Ok(Self { minor: 0 }),
            other => Err(D::Error::custom(format_args!("unknown schema version {other}"))),
        }
    }
}

impl JsonSchema for SchemaVersion {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "SchemaVersion".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "enum": ["1.0"] })
    }
}
