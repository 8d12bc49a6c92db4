//! Organisations, each with one or several roles.

use crate::codes::OrganisationRole;
use crate::scalar::{Id, Line};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An organisation that the report names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "单位")]
pub struct Organisation {
    /// Identifies the organisation in this dataset
    #[schemars(title = "编号")]
    pub id: Id,
    /// Full name
    #[schemars(title = "单位名称")]
    pub name: Line,
    /// Name used in prose
    #[serde(default)]
    #[schemars(title = "简称")]
    pub short_name: Option<Line>,
    /// What it does in the project; several roles are possible
    #[serde(deserialize_with = "crate::scalar::at_least_one")]
    #[schemars(title = "角色", length(min = 1))]
    pub roles: Vec<OrganisationRole>,
    /// Code in the budget system; absent where it is not known
    #[serde(default)]
    #[schemars(title = "单位代码")]
    pub code: Option<Line>,
    /// Administrative division code
    #[serde(default)]
    #[schemars(title = "区划代码")]
    pub division_code: Option<Line>,
}
