//! Detail tables: typed columns, rows with ids.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::cell::CellValue;
use crate::codes::{Aggregation, ColumnType, Expected};
use crate::scalar::{Id, Line, Prose, Stated};

/// A table of facts behind a summary line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "明细表")]
pub struct DetailTable {
    /// Identifies the table; a segment of figure ids
    #[schemars(title = "编号")]
    pub id: Id,
    /// Caption
    #[schemars(title = "表名")]
    pub caption: Line,
    /// The columns, left to right
    #[serde(deserialize_with = "crate::scalar::at_least_one")]
    #[schemars(title = "列", length(min = 1))]
    pub columns: Vec<DetailColumn>,
    /// The rows, in order
    #[serde(default)]
    #[schemars(title = "行")]
    pub rows: Vec<DetailRow>,
    /// The summary line that the table explains
    #[serde(default)]
    #[schemars(title = "勾稽关系")]
    pub reconciles_with: Option<Reconciliation>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "列")]
pub struct DetailColumn {
    /// Key of the column in the rows; a segment of figure ids
    #[schemars(title = "列编号")]
    pub key: Id,
    /// Heading
    #[schemars(title = "列名")]
    pub title: Line,
    /// Type of its values
    #[serde(rename = "type")]
    #[schemars(title = "列类型")]
    pub column_type: ColumnType,
    /// Unit; money is in the unit of the dataset
    #[serde(default)]
    #[schemars(title = "计量单位")]
    pub unit: Option<Line>,
    /// How the column is totalled; nothing is totalled by default
    #[serde(default)]
    #[schemars(title = "汇总方式")]
    pub aggregation: Option<Aggregation>,
    /// Words of the codes of a column of type `code`
    #[serde(default, deserialize_with = "crate::scalar::unique")]
    #[schemars(title = "选项")]
    pub codes: BTreeMap<Id, Line>,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "行")]
pub struct DetailRow {
    /// Identifies the row; a segment of figure ids
    #[schemars(title = "编号")]
    pub id: Id,
    /// Values by column key
    #[serde(deserialize_with = "crate::scalar::unique")]
    #[schemars(title = "各列的值")]
    pub values: BTreeMap<Id, Stated<CellValue>>,
}

/// How a column of the table relates to a use of the money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "勾稽关系")]
pub struct Reconciliation {
    /// Column whose total is compared
    #[schemars(title = "列编号")]
    pub column: Id,
    /// Use of the money it is compared with
    #[serde(rename = "use")]
    #[schemars(title = "资金用途")]
    pub use_of_funds: Id,
    /// Rows that count; all where the list is empty
    #[serde(default)]
    #[schemars(title = "参与勾稽的行")]
    pub rows: Vec<Id>,
    /// What the total is expected to be
    #[schemars(title = "应有关系")]
    pub expected: Expected,
    /// Why it differs
    #[serde(default)]
    #[schemars(title = "差额说明")]
    pub explanation: Option<Prose>,
}
