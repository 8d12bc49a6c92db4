//! A value in a detail table: a number, a text or a yes/no, told apart by the JSON type and the column's type.

use std::borrow::Cow;

use rust_decimal::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;

use crate::scalar::{FromRaw, Line, Number};

/// A value in a detail table. Decimals may also be written as text, which the column's type then reads as a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum CellValue {
    /// A JSON number, exact.
    Number(Number),
    /// A text: words, a code, an organisation's id, a date, or a decimal.
    Text(Line),
}

impl CellValue {
    /// The exact number, also where it is written as text.
    #[must_use]
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(number.0),
            Self::Text(text) => crate::scalar::parse_number(text.as_str()).ok(),
        }
    }

    /// The text, where it is one.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Number(_) => None,
            Self::Text(text) => Some(text.as_str()),
        }
    }
}

impl FromRaw for CellValue {
    fn from_raw(raw: &str) -> Result<Self, String> {
        if raw.starts_with('"') {
            serde_json::from_str(raw).map(Self::Text).map_err(|error| error.to_string())
        } else {
            Number::from_raw(raw).map(Self::Number)
        }
    }
}

impl JsonSchema for CellValue {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "CellValue".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let text = Line::json_schema(generator);
        json_schema!({
            "type": ["number", "string"],
            "minLength": 1,
            "pattern": text.get("pattern").cloned(),
        })
    }
}
