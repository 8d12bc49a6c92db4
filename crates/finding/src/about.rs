//! What a finding is about, for people who look at thousands of datasets.

use crate::{Lang, Text};

/// The record in which something was found: which one of a feed, whose, which project. A field is absent where the record could
/// not be read or does not say it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct About {
    /// The file that the record is in.
    pub file: String,
    /// Number of the record in its file, from 1; absent where the file is one dataset.
    pub record: Option<u64>,
    /// Identifies the dataset among all that its maker keeps.
    pub dataset_id: Option<String>,
    /// Name of the organisation that answers for the report: the implementing agency, or the department.
    pub organisation: Option<String>,
    /// Name of the project, or of the department.
    pub project: Option<String>,
    /// Code of the project in the budget system.
    pub project_code: Option<String>,
}

impl About {
    /// The same without anything that the dataset says: file and number stay.
    #[must_use]
    pub fn masked(&self) -> Self {
        Self { file: self.file.clone(), record: self.record, ..Self::default() }
    }

    /// The record in words, as a line above its findings: file, number, project, organisation.
    #[must_use]
    pub fn title(&self, lang: Lang) -> String {
        let number = self.record.map(|number| Text::new(format!(" 第 {number} 条"), format!(", record {number}")));
        let mut title = self.file.clone() + number.as_ref().map_or("", |number| number.get(lang));
        let coded = |name: &Option<String>| match (name, &self.project_code) {
            (Some(name), Some(code)) => Some(match lang {
                Lang::Zh => format!("{name}（{code}）"),
                Lang::En => format!("{name} ({code})"),
            }),
            (name, code) => name.clone().or_else(|| code.clone()),
        };
        for part in [coded(&self.project), self.organisation.clone()].into_iter().flatten() {
            title += " · ";
            // A name with a line end would break the line.
            title.extend(part.chars().map(|c| if c.is_control() { ' ' } else { c }));
        }
        title
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_named_in_words() {
        let about = About {
            file: "feed.ndjson".to_owned(),
            record: Some(17),
            dataset_id: None,
            organisation: Some("甲县水利局".to_owned()),
            project: Some("饮水\n安全".to_owned()),
            project_code: Some("360100".to_owned()),
        };
        assert_eq!(about.title(Lang::Zh), "feed.ndjson 第 17 条 · 饮水 安全（360100） · 甲县水利局");
        assert_eq!(about.title(Lang::En), "feed.ndjson, record 17 · 饮水 安全 (360100) · 甲县水利局");
        assert_eq!(about.masked().title(Lang::Zh), "feed.ndjson 第 17 条");
        assert_eq!(About { record: None, ..about.masked() }.title(Lang::En), "feed.ndjson");
    }
}
