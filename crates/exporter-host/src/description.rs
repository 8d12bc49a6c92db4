//! What a plugin says about itself, read and checked.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::lines::printable;
use crate::{HostError, HostErrorKind, options};

/// Longest id, role or extension.
const LONGEST_WORD: usize = 100;
/// Longest title, version, vendor or licence in bytes.
const LONGEST_TEXT: usize = 1000;

/// What a plugin says about itself. Fields that this version does not know are ignored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Description {
    /// Version of this format, 1.
    pub describe: u32,
    /// The exporters in the library, at least one.
    pub exporters: Vec<ExporterInfo>,
}

/// One exporter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ExporterInfo {
    /// Unique name, `org.example.docx`.
    pub id: String,
    /// Name for people.
    pub title: String,
    /// The exporter's own version.
    pub version: String,
    /// Who answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vendor: Option<String>,
    /// Licence as an SPDX expression.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// The files it writes, at least one.
    pub outputs: Vec<OutputKind>,
    /// The document models it reads.
    pub document_model: ModelRange,
    /// The features of the document that it keeps.
    #[serde(default)]
    pub features: Vec<String>,
    /// JSON Schema (2020-12) of its options.
    #[serde(default)]
    pub options_schema: Value,
    /// Whether the same request gives the same bytes.
    #[serde(default)]
    pub deterministic: bool,
    /// Whether one process may serve several requests.
    #[serde(default)]
    pub worker: bool,
}

/// A file that an exporter writes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OutputKind {
    /// What the file is for; the report itself is `main`.
    pub role: String,
    /// Extension without its dot.
    pub extension: String,
    /// Media type.
    pub media_type: String,
}

/// A range of versions, `major.minor`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ModelRange {
    /// The oldest.
    pub min: String,
    /// The newest that the exporter was made for.
    pub max: String,
}

/// The JSON Schema (2020-12) of what an exporter says about itself.
#[must_use]
pub fn description_schema() -> Value {
    let mut schema = schemars::schema_for!(Description);
    schema.insert("$id".to_owned(), "urn:jianbao:schema:exporter:1.0".into());
    schema.insert("title".to_owned(), "Jianbao exporter description 1.0".into());
    schema.to_value()
}

impl Description {
    /// Reads what `describe` emitted.
    pub(crate) fn read(text: &[u8]) -> Result<Self, HostError> {
        Self::of(serde_json::from_slice(text).map_err(|error| bad(&format!("it is not JSON: {error}")))?)
    }

    /// Checks what a plugin said.
    pub(crate) fn of(value: Value) -> Result<Self, HostError> {
        let description: Self = serde_json::from_value(value).map_err(|error| bad(&error.to_string()))?;
        description.check()?;
        Ok(description)
    }

    /// Refuses what the protocol does not allow.
    pub(crate) fn check(&self) -> Result<(), HostError> {
        if self.describe != 1 {
            return Err(bad(&format!("its format is {}, this version of Jianbao knows 1", self.describe)));
        }
        if self.exporters.is_empty() {
            return Err(bad("it lists no exporter"));
        }
        for (index, exporter) in self.exporters.iter().enumerate() {
            exporter.check()?;
            if self.exporters[..index].iter().any(|other| other.id == exporter.id) {
                return Err(bad(&format!("two exporters in it have the id {}", exporter.id)));
            }
        }
        Ok(())
    }
}

impl ExporterInfo {
    /// Extension of the file with the role `main`, or of the first file.
    pub fn main_extension(&self) -> &str {
        let main = self.outputs.iter().find(|output| output.role == "main").or_else(|| self.outputs.first());
        main.map_or("", |output| &output.extension)
    }

    /// Refuses a document of a model that the exporter does not read. Newer minors of the same major are fine: they only
    /// add optional fields, and whatever matters is a named feature.
    pub(crate) fn check_model(&self, model: &str) -> Result<(), HostError> {
        let range = (version(&self.document_model.min), version(&self.document_model.max), version(model));
        if let (Some(min), Some(max), Some(model)) = range
            && model >= min
            && model.0 <= max.0
        {
            return Ok(());
        }
        let ModelRange { min, max } = &self.document_model;
        let message = format!("exporter {} reads document model {min} to {max}, this document is {model}", self.id);
        Err(HostError::new(HostErrorKind::Model, message)
            .with_hint("use a version of the exporter made for this Jianbao"))
    }

    fn check(&self) -> Result<(), HostError> {
        if !is_word(&self.id) {
            return Err(bad("an exporter in it has an id that is not made of 1 to 100 of `A-Za-z0-9._-`"));
        }
        let wrong = |reason: String| bad(&format!("exporter {} {reason}", self.id));
        let texts = [Some(&self.title), Some(&self.version), self.vendor.as_ref(), self.licence.as_ref()];
        if texts.into_iter().flatten().any(|text| text.len() > LONGEST_TEXT || text.chars().any(char::is_control)) {
            return Err(wrong(format!("names itself with control characters or more than {LONGEST_TEXT} bytes")));
        }
        if self.outputs.is_empty() {
            return Err(wrong("lists no output".to_owned()));
        }
        // Both become part of the names of the user's files.
        if let Some(output) = self.outputs.iter().find(|output| !is_word(&output.role) || !is_word(&output.extension)) {
            let printed = printable(&format!("{} {}", output.role, output.extension));
            return Err(wrong(format!(
                "has an output whose role or extension is not made of `A-Za-z0-9._-`: {printed}"
            )));
        }
        if version(&self.document_model.min).is_none() || version(&self.document_model.max).is_none() {
            return Err(wrong("names document models that are not versions".to_owned()));
        }
        options::check_schema(&self.options_schema).map_err(wrong)
    }
}

/// A name that is safe in a file name, on a command line and on a terminal.
fn is_word(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
    (1..=LONGEST_WORD).contains(&text.len())
        && text.bytes().all(plain)
        && !text.starts_with('.')
        && !text.ends_with('.')
}

fn version(text: &str) -> Option<(u32, u32)> {
    let (major, minor) = text.split_once('.')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}

fn bad(reason: &str) -> HostError {
    HostError::new(HostErrorKind::BadDescription, format!("the exporter's description cannot be used: {reason}"))
        .with_hint("report it to the author of the exporter")
}

#[cfg(test)]
mod tests {
    use super::{Description, version};

    #[test]
    fn versions_have_two_numbers() {
        assert_eq!(version("1.10"), Some((1, 10)));
        assert_eq!(version("1"), None);
        assert_eq!(version("1.x"), None);
    }

    #[test]
    fn unusable_descriptions_are_refused() {
        for text in ["", "[]", r#"{"describe":2,"exporters":[]}"#, r#"{"describe":1,"exporters":[]}"#] {
            assert!(Description::read(text.as_bytes()).is_err(), "{text}");
        }
    }
}
