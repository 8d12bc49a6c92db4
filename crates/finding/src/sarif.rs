//! Findings as a SARIF 2.1.0 log, for code hosts and editors, written while they are found.
//!
//! One run. Its rules are the catalogue, in one language and, as a translation, in the other; messages are in the first. A column
//! counts characters, as everywhere here. Nothing in the log depends on the machine or the time.

mod model;

use std::io::{self, Write};

use crate::{About, Catalogue, Finding, Lang, Severity};

use model::{Message, Properties, ReportingDescriptor, SarifResult, ToolComponent, Translated, location};

/// Address of the schema that the log names.
pub const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// A log that is being written.
#[derive(Debug)]
pub struct Log<'a, W> {
    to: W,
    catalogue: &'a Catalogue,
    lang: Lang,
    empty: bool,
}

impl<'a, W: Write> Log<'a, W> {
    /// Begins a log: everything before its results. `version` is the program's.
    pub fn start(mut to: W, version: &str, catalogue: &'a Catalogue, lang: Lang) -> io::Result<Self> {
        let (tag, other) = match lang {
            Lang::Zh => ("zh-CN", Lang::En),
            Lang::En => ("en-US", Lang::Zh),
        };
        let driver = ToolComponent {
            name: "jianbao",
            semantic_version: version,
            language: tag,
            rules: catalogue.iter().map(|(code, meaning)| ReportingDescriptor::new(code, meaning, lang)).collect(),
        };
        write!(to, "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{{\"driver\":")?;
        serde_json::to_writer(&mut to, &driver)?;
        write!(to, "}},\"language\":\"{tag}\",\"translations\":[")?;
        serde_json::to_writer(&mut to, &Translated::new(catalogue, other))?;
        write!(to, "],\"columnKind\":\"unicodeCodePoints\",\"results\":[")?;
        Ok(Self { to, catalogue, lang, empty: true })
    }

    /// Writes one result, on a line of its own.
    pub fn result(&mut self, finding: &Finding, about: &About) -> io::Result<()> {
        let result = SarifResult {
            rule_id: &finding.code,
            rule_index: self.catalogue.index(&finding.code),
            level: level(finding.severity),
            message: Message { text: sentence(finding, self.lang) },
            locations: location(finding, about, self.lang).into_iter().collect(),
            partial_fingerprints: [("jianbao/v1", fingerprint(finding, about))].into(),
            properties: Properties::new(finding, about, self.lang),
        };
        self.to.write_all(if self.empty { b"\n" } else { b",\n" })?;
        self.empty = false;
        serde_json::to_writer(&mut self.to, &result)?;
        Ok(())
    }

    /// Ends the log. A log that is not ended is no JSON.
    pub fn end(mut self) -> io::Result<W> {
        self.to.write_all(b"\n]}]}\n")?;
        self.to.flush()?;
        Ok(self.to)
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// The message with its hint: code hosts show nothing else.
fn sentence(finding: &Finding, lang: Lang) -> String {
    let message = finding.message.get(lang);
    match (&finding.hint, lang) {
        (None, _) => message.to_owned(),
        (Some(hint), Lang::Zh) => format!("{message}。建议：{}", hint.zh),
        (Some(hint), Lang::En) => format!("{message}. Hint: {}", hint.en),
    }
}

/// What makes a finding the same one in the next run although lines and records have moved: its code, the record by what it is
/// called, the pointer and what is wrong.
fn fingerprint(finding: &Finding, about: &About) -> String {
    let record = about.dataset_id.as_deref().or(about.project_code.as_deref()).unwrap_or(&about.file);
    let parts = [&*finding.code, record, finding.pointer.as_deref().unwrap_or_default(), &finding.message.en];
    format!("{:016x}", parts.iter().fold(FNV_OFFSET, |hash, part| fnv(fnv(hash, part.as_bytes()), &[0])))
}

/// Offset basis and prime of the 64-bit FNV-1a hash: short, and the same on every machine and in every version.
const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

fn fnv(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(FNV_PRIME))
}
