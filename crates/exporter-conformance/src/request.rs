//! The request as the kit writes it: by the protocol's text and not by the host's code, which is thus tried as well.

use std::path::Path;

use jianbao_document::Document;
use jianbao_exporter_abi::PROTOCOL;
use serde::Serialize;
use serde_json::Value;

/// A request, apart from where its outputs go.
pub(crate) struct Request<'d> {
    exporter: &'d str,
    document: &'d Document,
    options: Value,
    stem: &'d str,
    program: bool,
}

impl<'d> Request<'d> {
    pub(crate) fn new(exporter: &'d str, document: &'d Document, options: Value, stem: &'d str, program: bool) -> Self {
        Self { exporter, document, options, stem, program }
    }

    /// The request with `out` as the folder for outputs, which only a program is told.
    pub(crate) fn bytes(&self, out: &Path) -> Vec<u8> {
        // What it consists of are maps with text as keys, so that nothing can fail.
        serde_json::to_vec(&self.wire(out)).unwrap_or_default()
    }

    /// The same, to be changed.
    pub(crate) fn value(&self, out: &Path) -> Value {
        serde_json::to_value(self.wire(out)).unwrap_or_default()
    }

    fn wire<'w>(&'w self, out: &'w Path) -> Wire<'w> {
        Wire {
            protocol: PROTOCOL,
            exporter: self.exporter,
            document: self.document,
            options: &self.options,
            context: Context::default(),
            output: Output { stem: self.stem, dir: self.program.then_some(out) },
        }
    }
}

#[derive(Serialize)]
struct Wire<'w> {
    protocol: &'w str,
    exporter: &'w str,
    document: &'w Document,
    options: &'w Value,
    context: Context,
    output: Output<'w>,
}

#[derive(Serialize)]
struct Context {
    locale: &'static str,
    timestamp: &'static str,
    tool: &'static str,
}

impl Default for Context {
    fn default() -> Self {
        Self { locale: "zh-CN", timestamp: "2026-03-31", tool: env!("CARGO_PKG_VERSION") }
    }
}

#[derive(Serialize)]
struct Output<'w> {
    stem: &'w str,
    #[serde(skip_serializing_if = "Option::is_none")]
    dir: Option<&'w Path>,
}

/// A request that was changed.
pub(crate) fn bytes(request: &Value) -> Vec<u8> {
    request.to_string().into_bytes()
}
