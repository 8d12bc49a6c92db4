//! What follows: problems, recommendations, rectification, signatures, attachments, printed values.

use crate::codes::{RectificationAction, SignOffRole};
use crate::scalar::{Date, Id, Line, Number, PartialDate, Prose, optional_whole};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A problem that the monitoring found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "主要问题")]
pub struct Problem {
    /// Identifies the problem
    #[schemars(title = "编号")]
    pub id: Id,
    /// Heading
    #[schemars(title = "问题标题")]
    pub title: Line,
    /// What is wrong and what shows it
    #[schemars(title = "问题描述")]
    pub text: Prose,
    /// Indicators it concerns
    #[serde(default)]
    #[schemars(title = "相关指标")]
    pub indicators: Vec<Id>,
    /// Uses of the money it concerns
    #[serde(default)]
    #[schemars(title = "相关资金用途")]
    pub uses: Vec<Id>,
}

/// A corrective measure or recommendation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "改进措施和建议")]
pub struct Recommendation {
    /// Identifies the recommendation
    #[schemars(title = "编号")]
    pub id: Id,
    /// Heading
    #[schemars(title = "建议标题")]
    pub title: Line,
    /// What should be done, and by whom
    #[schemars(title = "建议内容")]
    pub text: Prose,
    /// Problems it answers
    #[serde(default)]
    #[schemars(title = "对应问题")]
    pub problems: Vec<Id>,
    /// Who is to do it
    #[serde(default)]
    #[schemars(title = "责任单位")]
    pub responsible: Option<Id>,
}

/// A rectification demand and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "整改")]
pub struct Rectification {
    /// Identifies the demand
    #[schemars(title = "编号")]
    pub id: Id,
    /// What is demanded
    #[schemars(title = "整改要求")]
    pub demand: Prose,
    /// Who demands it
    #[serde(default)]
    #[schemars(title = "提出单位")]
    pub issued_by: Option<Id>,
    /// When it was issued
    #[serde(default)]
    #[schemars(title = "提出日期")]
    pub date: Option<Date>,
    /// By when
    #[serde(default)]
    #[schemars(title = "整改期限")]
    pub deadline: Option<Date>,
    /// What is done
    #[serde(default)]
    #[schemars(title = "处理方式")]
    pub action: Option<RectificationAction>,
    /// Indicators it concerns
    #[serde(default)]
    #[schemars(title = "相关指标")]
    pub indicators: Vec<Id>,
    /// What came of it
    #[serde(default)]
    #[schemars(title = "整改结果")]
    pub result: Option<Prose>,
    /// When it was completed
    #[serde(default)]
    #[schemars(title = "完成日期")]
    pub completed: Option<Date>,
}

/// A line for a signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "签字")]
pub struct SignOff {
    /// Who signs
    #[schemars(title = "签字人身份")]
    pub role: SignOffRole,
    /// Name
    #[serde(default)]
    #[schemars(title = "姓名")]
    pub name: Option<Line>,
    /// Telephone
    #[serde(default)]
    #[schemars(title = "联系电话")]
    pub phone: Option<Line>,
    /// Date
    #[serde(default)]
    #[schemars(title = "日期")]
    pub date: Option<Date>,
}

/// A file that goes with the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "附件")]
pub struct Attachment {
    /// Identifies the attachment
    #[schemars(title = "编号")]
    pub id: Id,
    /// Title
    #[schemars(title = "附件名称")]
    pub title: Line,
    /// Path relative to the dataset
    #[schemars(title = "文件路径")]
    pub path: Line,
    /// SHA-256 of the file in hexadecimal
    #[serde(default)]
    #[schemars(title = "校验值")]
    pub sha256: Option<Line>,
}

/// How the monitoring was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "监控方式")]
pub struct Monitoring {
    /// Documents it rests on
    #[serde(default)]
    #[schemars(title = "监控依据")]
    pub basis: Vec<Id>,
    /// Methods used
    #[serde(default)]
    #[schemars(title = "监控方法")]
    pub methods: Vec<Line>,
    /// Places visited
    #[serde(default)]
    #[schemars(title = "现场核查")]
    pub site_visits: Vec<Line>,
}

/// What a source itself prints, kept to be compared with what follows from the facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "原件所印数值")]
pub struct Reported {
    /// Figure id that the printed value claims to be; this or `pointer`
    #[serde(default)]
    #[schemars(title = "数字编号")]
    pub figure: Option<Line>,
    /// JSON pointer of the fact that the printed value claims to be
    #[serde(default)]
    #[schemars(title = "字段指针")]
    pub pointer: Option<Line>,
    /// The printed number
    #[serde(default)]
    #[schemars(title = "数值")]
    pub number: Option<Number>,
    /// The printed date
    #[serde(default)]
    #[schemars(title = "日期")]
    pub date: Option<PartialDate>,
    /// The printed words
    #[serde(default)]
    #[schemars(title = "文字")]
    pub text: Option<Prose>,
    /// Unit of the printed number
    #[serde(default)]
    #[schemars(title = "计量单位")]
    pub unit: Option<Line>,
    /// Decimal places that the source prints, where trailing zeros were dropped
    #[serde(default, deserialize_with = "optional_whole")]
    #[schemars(title = "小数位数")]
    pub decimals: Option<u8>,
    /// Where the source prints it
    #[serde(deserialize_with = "crate::scalar::at_least_one")]
    #[schemars(title = "出现位置", length(min = 1))]
    pub places: Vec<Line>,
}
