//! The project, or the department, whose spending is monitored.

use crate::codes::{Attribute, Channel, ProjectType, Recurrence};
use crate::scalar::{Amount, Date, Id, Line, Prose, Stated};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A project that spends public money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "项目")]
pub struct Project {
    /// Name as in the budget
    #[schemars(title = "项目名称")]
    pub name: Line,
    /// Code in the budget system (21 characters); absent where it is not known
    #[serde(default)]
    #[schemars(title = "项目代码")]
    pub code: Option<Line>,
    /// Type of spending
    #[serde(default)]
    #[schemars(title = "项目类别")]
    pub project_type: Option<ProjectType>,
    /// Whether the project is new
    #[serde(default)]
    #[schemars(title = "项目属性")]
    pub attribute: Option<Attribute>,
    /// How often it is budgeted
    #[serde(default)]
    #[schemars(title = "项目延续性")]
    pub recurrence: Option<Recurrence>,
    /// Channel through which it is budgeted
    #[serde(default)]
    #[schemars(title = "项目类型")]
    pub channel: Option<Channel>,
    /// First day of the project
    #[schemars(title = "项目开始日")]
    pub start: Date,
    /// Last day of the project
    #[schemars(title = "项目结束日")]
    pub end: Date,
    /// What the project does
    #[schemars(title = "主要内容")]
    pub content: Prose,
    /// What and whom it covers
    #[serde(default)]
    #[schemars(title = "实施范围")]
    pub scope: Option<Prose>,
    /// Organisation that supervises the project
    #[schemars(title = "主管部门")]
    pub supervising_department: Id,
    /// Organisation that carries it out
    #[schemars(title = "实施单位")]
    pub implementing_agency: Id,
}

/// A department whose whole expenditure is monitored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "部门")]
pub struct Department {
    /// Name of the department
    #[schemars(title = "部门名称")]
    pub name: Line,
    /// The department among the organisations
    #[schemars(title = "部门单位")]
    pub organisation: Id,
    /// What the department set out to do this year
    #[serde(default)]
    #[schemars(title = "年度任务")]
    pub tasks: Vec<Task>,
}

/// A task of a department with its money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "年度任务")]
pub struct Task {
    /// Identifies the task
    #[schemars(title = "编号")]
    pub id: Id,
    /// Name
    #[schemars(title = "任务名称")]
    pub name: Line,
    /// What it consists of
    #[serde(default)]
    #[schemars(title = "主要内容")]
    pub content: Option<Prose>,
    /// Budget of the task
    #[serde(default)]
    #[schemars(title = "预算金额")]
    pub planned: Stated<Amount>,
    /// The part of the budget that comes from the government's budget
    #[serde(default)]
    #[schemars(title = "其中：财政拨款")]
    pub planned_fiscal: Stated<Amount>,
    /// The part of the budget that comes from elsewhere
    #[serde(default)]
    #[schemars(title = "其中：其他资金")]
    pub planned_other: Stated<Amount>,
    /// Expenditure to date
    #[serde(default)]
    #[schemars(title = "执行金额")]
    pub executed: Stated<Amount>,
    /// How far it has come
    #[serde(default)]
    #[schemars(title = "完成情况")]
    pub completion: Option<Prose>,
}
