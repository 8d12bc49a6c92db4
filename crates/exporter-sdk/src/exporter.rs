//! What an author writes: the trait, and what it receives.

use jianbao_document::Document;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::{Description, ExportError, Job};

/// An exporter: turns a document into one or more files.
pub trait Exporter {
    /// The options: a struct with `#[derive(Serialize, Deserialize, JsonSchema)]` and
    /// `#[serde(default, deny_unknown_fields)]`. `Serialize` is what puts the defaults into the schema.
    ///
    /// The host shows the schema to users, fills the defaults and refuses what does not fit before [`Self::export`] runs.
    /// An exporter without options says [`NoOptions`].
    type Options: Serialize + DeserializeOwned + JsonSchema;

    /// What the exporter is and what it can do. Called often: it computes nothing.
    fn describe() -> Description;

    /// Writes the document.
    fn export(request: &Request<Self::Options>, job: &Job<'_>) -> Result<(), ExportError>;
}

/// The options of an exporter that has none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct NoOptions {}

/// All that an export needs.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Request<O> {
    /// The document.
    pub document: Document,
    /// The options, complete and valid.
    pub options: O,
    /// Locale, date and tool.
    pub context: Context,
    /// Name for the files without extension; see [`Request::file_name`].
    pub stem: String,
}

/// What surrounds an export.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Context {
    /// Language of whatever the exporter adds of its own, as a BCP 47 tag.
    #[serde(default)]
    pub locale: String,
    /// The report date that the dataset states, `YYYY-MM-DD` or longer; the only clock an exporter may use.
    #[serde(default)]
    pub timestamp: Option<String>,
    /// Version of the tool that asks.
    #[serde(default)]
    pub tool: String,
}

impl<O> Request<O> {
    /// A request with an empty context and the stem `report`, for an exporter's own tests.
    pub fn new(document: Document, options: O) -> Self {
        Self { document, options, context: Context::default(), stem: "report".to_owned() }
    }

    /// The stem with an extension: `monitoring-2020` and `docx` give `monitoring-2020.docx`.
    pub fn file_name(&self, extension: &str) -> String {
        format!("{}.{extension}", self.stem)
    }
}
