//! Findings: the one type in which every stage reports what is wrong, and its rendering for people, as JSON and as SARIF.
//!
//! A [`Finding`] says where (file, byte span, JSON pointer), what (a stable code, a sentence in Chinese and in English,
//! the numbers that disagree) and what to do about it (a hint). A [`Source`] turns byte spans into lines and columns.
//!
//! This crate does not know datasets, layouts or figures, and prints nothing itself.

mod about;
mod catalogue;
mod check;
mod counts;
mod json;
pub mod sarif;
mod source;
mod text;
mod view;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use about::About;
pub use catalogue::{Catalogue, Meaning, NAME_END, NAME_START};
pub use check::Check;
pub use counts::{Counts, Tally};
pub use json::{FindingRecord, NumberRecord, record, schema};
pub use source::{Position, Source};
pub use text::{Lang, Text, io_reason};
pub use view::{Colour, render};

/// How bad a finding is, from least to worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Probably wrong; somebody should look.
    Warning,
    /// Wrong: the report must not be sent like this.
    Error,
}

impl Severity {
    /// The word for it in tables and lists.
    #[must_use]
    pub const fn word(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Error, Lang::Zh) => "错误",
            (Self::Error, Lang::En) => "error",
            (Self::Warning, Lang::Zh) => "警告",
            (Self::Warning, Lang::En) => "warning",
            (Self::Info, Lang::Zh) => "提示",
            (Self::Info, Lang::En) => "note",
        }
    }
}

/// One thing that is wrong, or worth knowing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Stable code such as `R-RATE` or `S-UNKNOWN`.
    pub code: Cow<'static, str>,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one sentence without a full stop.
    pub message: Text,
    /// What to do about it.
    pub hint: Option<Text>,
    /// The place in words, by the fields' titles.
    pub place: Option<Text>,
    /// JSON pointer into the file.
    pub pointer: Option<String>,
    /// The file, where the stage knows it.
    pub source: Option<Arc<Source>>,
    /// Bytes of the file that the finding is about.
    pub span: Option<Range<usize>>,
    /// Bytes of the text at `pointer` that the finding is about, where that is not the whole text; they become `span`.
    pub within: Option<Range<usize>>,
    /// The numbers that disagree.
    pub numbers: Vec<Number>,
}

/// A number that a finding compares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// What the number is in the comparison.
    pub role: Role,
    /// Plain decimal, date or text, exact.
    pub value: String,
    /// Unit, for example `万元` or `%`.
    pub unit: Option<String>,
    /// Figure id, where it is one.
    pub figure: Option<String>,
}

/// What a number is in a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// What the dataset says a source printed.
    Reported,
    /// What follows from the facts.
    Computed,
    /// A fact of the dataset.
    Stated,
    /// A limit that was passed.
    Limit,
}

impl Finding {
    /// A finding without a place.
    #[must_use]
    pub fn new(code: impl Into<Cow<'static, str>>, severity: Severity, message: Text) -> Self {
        Self {
            code: code.into(),
            severity,
            message,
            hint: None,
            place: None,
            pointer: None,
            source: None,
            span: None,
            within: None,
            numbers: Vec::new(),
        }
    }

    /// An error without a place.
    #[must_use]
    pub fn error(code: impl Into<Cow<'static, str>>, message: Text) -> Self {
        Self::new(code, Severity::Error, message)
    }

    /// The same finding with a hint.
    #[must_use]
    pub fn hint(mut self, hint: Text) -> Self {
        self.hint = Some(hint);
        self
    }

    /// The same finding at a JSON pointer.
    #[must_use]
    pub fn at(mut self, pointer: impl Into<String>) -> Self {
        self.pointer = Some(pointer.into());
        self
    }

    /// The same finding at bytes of a file.
    #[must_use]
    pub fn in_source(mut self, source: Arc<Source>, span: Range<usize>) -> Self {
        self.source = Some(source);
        self.span = Some(span);
        self
    }

    /// The same finding at bytes of the text at its pointer.
    #[must_use]
    pub fn within(mut self, range: Range<usize>) -> Self {
        self.within = Some(range);
        self
    }

    /// The same finding with its place in words.
    #[must_use]
    pub fn place(mut self, place: Text) -> Self {
        self.place = Some(place);
        self
    }

    /// The same finding with one more number.
    #[must_use]
    pub fn number(mut self, role: Role, value: impl Into<String>, unit: Option<&str>, figure: Option<&str>) -> Self {
        self.numbers.push(Number {
            role,
            value: value.into(),
            unit: unit.map(str::to_owned),
            figure: figure.map(str::to_owned),
        });
        self
    }

    /// Line and column, where the finding has a place in a file.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        Some(self.source.as_ref()?.position(self.span.as_ref()?.start))
    }
}

/// Puts findings into their one order: by file name, by position in the file, then by code and pointer. Findings without a place
/// come first.
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        let key = |f: &Finding| (f.source.as_ref().map(|s| s.name().to_owned()), f.span.as_ref().map(|s| s.start));
        key(a).cmp(&key(b)).then_with(|| a.code.cmp(&b.code)).then_with(|| a.pointer.cmp(&b.pointer))
    });
}

/// The worst severity among findings.
#[must_use]
pub fn worst(findings: &[Finding]) -> Option<Severity> {
    findings.iter().map(|finding| finding.severity).max()
}
