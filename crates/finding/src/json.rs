//! Findings as JSON, one object a line.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Finding, Lang, Role, Severity};

/// A finding as it is written to a JSON line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FindingRecord {
    /// Stable code such as `R-RATE`.
    pub code: String,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in the chosen language.
    pub message: String,
    /// What to do about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// The place in words, by the fields' titles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// File.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Line, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// Column in characters, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
    /// JSON pointer into the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// The numbers that disagree.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<NumberRecord>,
}

/// A number that a finding compares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NumberRecord {
    /// What the number is in the comparison.
    pub role: Role,
    /// Plain decimal, date or text, exact.
    pub value: String,
    /// Unit, for example `万元` or `%`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Figure id, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure: Option<String>,
}

/// A finding as a record in one language.
#[must_use]
pub fn record(finding: &Finding, lang: Lang) -> FindingRecord {
    let position = finding.position();
    FindingRecord {
        code: finding.code.clone().into_owned(),
        severity: finding.severity,
        message: finding.message.get(lang).to_owned(),
        hint: finding.hint.as_ref().map(|hint| hint.get(lang).to_owned()),
        place: finding.place.as_ref().map(|place| place.get(lang).to_owned()),
        file: finding.source.as_ref().map(|source| source.name().to_owned()),
        line: position.map(|position| position.line),
        column: position.map(|position| position.column),
        pointer: finding.pointer.clone(),
        numbers: finding
            .numbers
            .iter()
            .map(|number| NumberRecord {
                role: number.role,
                value: number.value.clone(),
                unit: number.unit.clone(),
                figure: number.figure.clone(),
            })
            .collect(),
    }
}

/// The JSON Schema (2020-12) of [`FindingRecord`].
#[must_use]
pub fn schema() -> serde_json::Value {
    let mut schema = schemars::schema_for!(FindingRecord);
    schema.insert("$id".to_owned(), "urn:jianbao:schema:finding:1.0".into());
    schema.insert("title".to_owned(), "Jianbao finding 1.0".into());
    schema.to_value()
}
