//! What an exporter says about itself.

use serde::Serialize;
use serde_json::Value;

/// What an exporter says about itself. Start with [`Description::new`] and add what applies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Description {
    pub(crate) id: String,
    title: String,
    version: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    vendor: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    licence: Option<String>,
    outputs: Vec<OutputKind>,
    document_model: ModelRange,
    pub(crate) features: Vec<String>,
    pub(crate) options_schema: Value,
    deterministic: bool,
    worker: bool,
}

/// A file that an exporter writes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct OutputKind {
    role: String,
    extension: String,
    media_type: String,
}

/// The versions of the document model that an exporter reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct ModelRange {
    min: String,
    max: String,
}

impl Description {
    /// `id` is unique in the world (`org.example.docx`), `title` is for people, `version` is the exporter's own
    /// (`env!("CARGO_PKG_VERSION")`).
    ///
    /// The document model is the one this SDK was built with. An exporter made with this SDK serves any number of requests
    /// in one process (`worker`) and is deterministic unless it says otherwise.
    pub fn new(id: impl Into<String>, title: impl Into<String>, version: impl Into<String>) -> Self {
        let model = jianbao_document::MODEL.to_owned();
        Self {
            id: id.into(),
            title: title.into(),
            version: version.into(),
            vendor: None,
            licence: None,
            outputs: Vec::new(),
            document_model: ModelRange { min: model.clone(), max: model },
            features: Vec::new(),
            options_schema: Value::Null,
            deterministic: true,
            worker: true,
        }
    }

    /// Who answers for the exporter; named when it crashes.
    #[must_use]
    pub fn vendor(mut self, vendor: impl Into<String>) -> Self {
        self.vendor = Some(vendor.into());
        self
    }

    /// Licence as an SPDX expression.
    #[must_use]
    pub fn licence(mut self, licence: impl Into<String>) -> Self {
        self.licence = Some(licence.into());
        self
    }

    /// Adds a file that the exporter writes; the report itself has the role `main`. The extension is without its dot.
    #[must_use]
    pub fn output(
        mut self,
        role: impl Into<String>,
        extension: impl Into<String>,
        media_type: impl Into<String>,
    ) -> Self {
        self.outputs.push(OutputKind { role: role.into(), extension: extension.into(), media_type: media_type.into() });
        self
    }

    /// Adds features of the document that the exporter keeps; a document that uses others is refused by the host unless
    /// the user allows the loss. The names are those of [`features`](crate::document::features).
    #[must_use]
    pub fn features<S: Into<String>>(mut self, features: impl IntoIterator<Item = S>) -> Self {
        self.features.extend(features.into_iter().map(Into::into));
        self
    }

    /// Says that the same request may give different bytes.
    #[must_use]
    pub fn not_deterministic(mut self) -> Self {
        self.deterministic = false;
        self
    }
}
