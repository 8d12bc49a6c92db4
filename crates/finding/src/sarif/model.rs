//! The parts of a SARIF log that we write, named as the standard names them.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::json::NumberRecord;
use crate::{About, Finding, Lang, Meaning, Source};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ToolComponent<'a> {
    pub(super) name: &'static str,
    pub(super) semantic_version: &'a str,
    pub(super) language: &'static str,
    pub(super) rules: Vec<ReportingDescriptor<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ReportingDescriptor<'a> {
    id: &'a str,
    short_description: Message<&'a str>,
    full_description: Message<&'a str>,
    help: Message<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    default_configuration: Option<Configuration>,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

impl<'a> ReportingDescriptor<'a> {
    pub(super) fn new(code: &'a str, meaning: &'a Meaning, lang: Lang) -> Self {
        let source = match lang {
            Lang::Zh => format!("依据：{}", meaning.source.zh),
            Lang::En => format!("Source: {}", meaning.source.en),
        };
        Self {
            id: code,
            short_description: Message { text: meaning.demand.get(lang) },
            full_description: Message { text: meaning.explanation.get(lang) },
            help: Message { text: format!("{}\n\n{source}", meaning.explanation.get(lang)) },
            default_configuration: Some(Configuration { level: super::level(meaning.severity) }),
        }
    }
}

#[derive(Serialize)]
pub(super) struct Message<T> {
    pub(super) text: T,
}

/// The rules in another language: a component whose strings stand for those of the driver, rule by rule.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Translated<'a> {
    name: &'static str,
    language: &'static str,
    contents: [&'static str; 1],
    is_comprehensive: bool,
    associated_component: Associated,
    rules: Vec<ReportingDescriptor<'a>>,
}

#[derive(Serialize)]
struct Associated {
    name: &'static str,
}

impl<'a> Translated<'a> {
    pub(super) fn new(catalogue: &'a crate::Catalogue, lang: Lang) -> Self {
        let (name, language) = match lang {
            Lang::Zh => ("jianbao zh-CN", "zh-CN"),
            Lang::En => ("jianbao en-US", "en-US"),
        };
        let rules = catalogue.iter().map(|(code, meaning)| ReportingDescriptor {
            default_configuration: None,
            ..ReportingDescriptor::new(code, meaning, lang)
        });
        Self {
            name,
            language,
            contents: ["localizedData"],
            is_comprehensive: true,
            associated_component: Associated { name: "jianbao" },
            rules: rules.collect(),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SarifResult<'a> {
    pub(super) rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) rule_index: Option<usize>,
    pub(super) level: &'static str,
    pub(super) message: Message<String>,
    pub(super) locations: Vec<Location<'a>>,
    pub(super) partial_fingerprints: BTreeMap<&'static str, String>,
    pub(super) properties: Properties<'a>,
}

/// What SARIF has no place for.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Properties<'a> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    numbers: Vec<NumberRecord>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dataset_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    organisation: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    project: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    project_code: Option<&'a str>,
}

impl<'a> Properties<'a> {
    pub(super) fn new(finding: &'a Finding, about: &'a About, lang: Lang) -> Self {
        Self {
            numbers: crate::json::numbers(finding),
            hint: finding.hint.as_ref().map(|hint| hint.get(lang)),
            record: about.record,
            dataset_id: about.dataset_id.as_deref(),
            organisation: about.organisation.as_deref(),
            project: about.project.as_deref(),
            project_code: about.project_code.as_deref(),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Location<'a> {
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<LogicalLocation<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalLocation<'a> {
    fully_qualified_name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    char_offset: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    char_length: Option<usize>,
}

/// The place of a finding; none where not even the file is known.
pub(super) fn location<'a>(finding: &'a Finding, about: &About, lang: Lang) -> Option<Location<'a>> {
    let file = finding.source.as_ref().map_or(about.file.as_str(), |source| source.name());
    if file.is_empty() {
        return None;
    }
    let pointer = finding.pointer.as_deref().filter(|pointer| !pointer.is_empty());
    let logical = pointer.map(|pointer| LogicalLocation {
        fully_qualified_name: pointer,
        name: finding.place.as_ref().map(|place| place.get(lang)),
    });
    let region = finding.source.as_ref().zip(finding.span.as_ref()).map(|(source, span)| region(source, span));
    let physical_location = PhysicalLocation { artifact_location: ArtifactLocation { uri: uri(file) }, region };
    Some(Location { physical_location, logical_locations: logical.into_iter().collect() })
}

fn region(source: &Source, span: &std::ops::Range<usize>) -> Region {
    let start = source.position(span.start);
    // What only marks a beginning, such as the place of a masked finding, has no end.
    let end = (span.end > span.start).then(|| source.position(span.end));
    let characters = source.characters(span);
    Region {
        start_line: start.line,
        start_column: start.column,
        end_line: end.map(|end| end.line),
        end_column: end.map(|end| end.column),
        char_offset: characters.as_ref().map(|range| range.start),
        char_length: characters.as_ref().map(ExactSizeIterator::len),
    }
}

/// A file's name as a relative or absolute URI reference: what RFC 3986 does not allow in a path is percent-encoded.
fn uri(file: &str) -> String {
    let mut uri = String::new();
    for byte in file.replace('\\', "/").bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            _ => uri += &format!("%{byte:02X}"),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    #[test]
    fn file_names_are_uris() {
        assert_eq!(super::uri("a b/数据.json"), "a%20b/%E6%95%B0%E6%8D%AE.json");
        assert_eq!(super::uri("<stdin>"), "%3Cstdin%3E");
        assert_eq!(super::uri("C:\\x.json"), "C%3A/x.json");
    }
}
