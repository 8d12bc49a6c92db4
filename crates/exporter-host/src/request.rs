//! The request that a child reads: one JSON object on one line.

use std::path::Path;

use jianbao_document::Document;
use jianbao_exporter_abi::PROTOCOL;
use serde::Serialize;
use serde_json::Value;

use crate::{HostError, HostErrorKind};

/// What surrounds an export.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Context {
    /// Language of whatever the exporter adds of its own, as a BCP 47 tag.
    pub locale: String,
    /// The report date that the dataset states; never the time of the run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timestamp: Option<String>,
    /// Version of the tool that asks.
    pub tool: String,
}

#[derive(Serialize)]
struct Describe {
    protocol: &'static str,
    describe: bool,
}

#[derive(Serialize)]
struct Export<'a> {
    protocol: &'static str,
    exporter: &'a str,
    document: &'a Document,
    options: &'a Value,
    context: &'a Context,
    output: Output<'a>,
}

#[derive(Serialize)]
struct Output<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    dir: Option<&'a Path>,
    stem: &'a str,
}

/// Asks a plugin to describe itself.
pub(crate) fn describe() -> Result<Vec<u8>, HostError> {
    line(&Describe { protocol: PROTOCOL, describe: true })
}

/// Asks an exporter to write a document. `options` are complete; `dir` is where a program puts its files, a library has no
/// business there.
pub(crate) fn export(
    exporter: &str,
    document: &Document,
    options: &Value,
    context: &Context,
    stem: &str,
    dir: Option<&Path>,
) -> Result<Vec<u8>, HostError> {
    line(&Export { protocol: PROTOCOL, exporter, document, options, context, output: Output { dir, stem } })
}

fn line(request: &impl Serialize) -> Result<Vec<u8>, HostError> {
    let mut bytes = serde_json::to_vec(request).map_err(|error| {
        HostError::new(HostErrorKind::BadRequest, format!("the request cannot be written as JSON: {error}"))
    })?;
    bytes.push(b'\n');
    Ok(bytes)
}
