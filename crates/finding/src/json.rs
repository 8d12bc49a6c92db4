//! Findings as JSON, one object a line.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{About, Finding, Lang, Role, Severity};

/// A finding as it is written to a JSON line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FindingRecord {
    /// Stable code such as `R-RATE`.
    #[schemars(title = "代码")]
    pub code: String,
    /// How bad it is.
    #[schemars(title = "级别")]
    pub severity: Severity,
    /// What is wrong, in the chosen language.
    #[schemars(title = "问题")]
    pub message: String,
    /// What to do about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "建议")]
    pub hint: Option<String>,
    /// The place in words, by the fields' titles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "位置")]
    pub place: Option<String>,
    /// File.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "文件")]
    pub file: Option<String>,
    /// Number of the record in its file, from 1; absent where the file is one dataset.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "记录", range(min = 1))]
    pub record: Option<u64>,
    /// The dataset's own id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "数据集编号")]
    pub dataset_id: Option<String>,
    /// Name of the organisation that answers for the report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "单位")]
    pub organisation: Option<String>,
    /// Name of the project, or of the department.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "项目")]
    pub project: Option<String>,
    /// Code of the project in the budget system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "项目代码")]
    pub project_code: Option<String>,
    /// Line, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "行")]
    pub line: Option<usize>,
    /// Column in characters, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "列")]
    pub column: Option<usize>,
    /// JSON pointer into the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "指针")]
    pub pointer: Option<String>,
    /// The numbers that disagree.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(title = "数值")]
    pub numbers: Vec<NumberRecord>,
}

/// A number that a finding compares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NumberRecord {
    /// What the number is in the comparison.
    #[schemars(title = "含义")]
    pub role: Role,
    /// Plain decimal, date or text, exact.
    #[schemars(title = "数值")]
    pub value: String,
    /// Unit, for example `万元` or `%`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "单位")]
    pub unit: Option<String>,
    /// Figure id, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "数字编号")]
    pub figure: Option<String>,
}

/// A finding as a record in one language.
#[must_use]
pub fn record(finding: &Finding, about: &About, lang: Lang) -> FindingRecord {
    let position = finding.position();
    let file = finding.source.as_ref().map_or(about.file.as_str(), |source| source.name());
    FindingRecord {
        code: finding.code.clone().into_owned(),
        severity: finding.severity,
        message: finding.message.get(lang).to_owned(),
        hint: finding.hint.as_ref().map(|hint| hint.get(lang).to_owned()),
        place: finding.place.as_ref().map(|place| place.get(lang).to_owned()),
        file: Some(file).filter(|file| !file.is_empty()).map(str::to_owned),
        record: about.record,
        dataset_id: about.dataset_id.clone(),
        organisation: about.organisation.clone(),
        project: about.project.clone(),
        project_code: about.project_code.clone(),
        line: position.map(|position| position.line),
        column: position.map(|position| position.column),
        pointer: finding.pointer.clone(),
        numbers: numbers(finding),
    }
}

/// The numbers of a finding.
pub(crate) fn numbers(finding: &Finding) -> Vec<NumberRecord> {
    let numbers = finding.numbers.iter().map(|number| NumberRecord {
        role: number.role,
        value: number.value.clone(),
        unit: number.unit.clone(),
        figure: number.figure.clone(),
    });
    numbers.collect()
}

/// The JSON Schema (2020-12) of [`FindingRecord`].
#[must_use]
pub fn schema() -> serde_json::Value {
    let mut schema = schemars::schema_for!(FindingRecord);
    schema.insert("$id".to_owned(), "urn:jianbao:schema:finding:1.1".into());
    schema.insert("title".to_owned(), "Jianbao finding 1.1".into());
    schema.to_value()
}
