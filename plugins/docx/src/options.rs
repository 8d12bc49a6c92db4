//! What a user may choose.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Options of the exporter for Word.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Options {
    /// Whether Word offers to fill in the page numbers of the contents when the file is opened. Word then asks a
    /// question each time until the file is saved; without it the numbers appear on printing, on print preview, or
    /// when the user updates the contents.
    pub ask_to_update_fields: bool,
}
