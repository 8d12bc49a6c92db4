//! What a user may choose.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Options of the exporter for Excel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Options {
    /// Whether totals and rates are formulas where the ledger knows the formula. Without it all numbers are plain.
    pub formulas: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { formulas: true }
    }
}
