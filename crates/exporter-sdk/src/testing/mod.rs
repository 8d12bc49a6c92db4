//! Running an exporter in its own tests: no library, no process, the outputs in memory; and documents to run it on, built
//! in code.

mod blocks;
mod pages;
mod report;
mod samples;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use serde_json::Value;

pub use blocks::{
    amount, caption, cell, chart, document, head, heading, paragraph, reference, row, section, series, span, table,
    text, tone_text, unknown, value,
};
pub use pages::{landscape, number, page, style, styles};
pub use report::report;
pub use samples::{contents_block, cover, form, fund_use, funding_chart, indicator_chart, lights};

use crate::dispatch::guarded;
use crate::job::{Channel, Level};
use crate::{ExportError, Exporter, Request, unknown};

/// What an exporter wrote and said.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Exported {
    /// The outputs by name.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What the exporter reported as degraded: feature and message.
    pub degraded: Vec<(String, String)>,
    /// The log lines.
    pub logs: Vec<(Level, String)>,
}

/// Runs `E` on `request`. A panic comes back as an error, as it does in the host.
pub fn export<E: Exporter>(request: &Request<E::Options>) -> Result<Exported, ExportError> {
    let memory = Memory::default();
    let failure: Cell<Option<ExportError>> = Cell::new(None);
    guarded(&memory, |job| {
        unknown::report(&request.document, &E::describe().features, job);
        E::export(request, job).inspect_err(|error| failure.set(Some(error.clone())))
    });
    if let Some(error) = failure.take() {
        return Err(error);
    }
    match memory.failed.take() {
        None => Ok(memory.exported.take()),
        Some(json) => Err(bug_of(&json)),
    }
}

/// What `guarded` itself reported: a panic, the one failure that is not returned by the exporter.
fn bug_of(json: &str) -> ExportError {
    let value: Value = serde_json::from_str(json).unwrap_or_default();
    let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
    ExportError::of(jianbao_exporter_abi::JB_BUG, text("code"), text("message"))
}

#[derive(Default)]
struct Memory {
    exported: RefCell<Exported>,
    failed: Cell<Option<String>>,
}

impl Channel for Memory {
    fn emit(&self, name: &str, data: &[u8]) -> bool {
        self.exported.borrow_mut().files.entry(name.to_owned()).or_default().extend_from_slice(data);
        true
    }

    fn report(&self, json: &str) {
        let value: Value = serde_json::from_str(json).unwrap_or_default();
        if let Some(degraded) = value.get("degraded") {
            let text = |key: &str| degraded[key].as_str().unwrap_or_default().to_owned();
            self.exported.borrow_mut().degraded.push((text("feature"), text("message")));
        }
    }

    fn fail(&self, json: &str) {
        self.failed.set(Some(json.to_owned()));
    }

    fn log(&self, level: Level, message: &str) {
        self.exported.borrow_mut().logs.push((level, message.to_owned()));
    }

    fn progress(&self, _done: u64, _total: u64) {}

    fn cancelled(&self) -> bool {
        false
    }
}
