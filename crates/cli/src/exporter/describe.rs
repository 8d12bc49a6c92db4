//! `jianbao exporter describe`.

use jianbao_exporter_host::BUNDLED;

use super::{exporters, unknown_exporter};
use crate::commands::Voice;
use crate::report::{self, Outcome};

/// What an exporter says about itself, as JSON.
pub(super) fn run(id: &str, voice: Voice) -> Outcome {
    let exporters = match exporters(voice) {
        Ok(exporters) => exporters,
        Err(outcome) => return outcome,
    };
    let short = id.rsplit('.').next().unwrap_or(id);
    if !BUNDLED.contains(&short) {
        return unknown_exporter(id, &exporters, voice);
    }
    match exporters.exporter(short) {
        Ok((_, exporter)) if id == short || exporter.id == id => {
            report::print(&format!("{:#}\n", serde_json::to_value(&exporter).unwrap_or_default()), voice.lang)
        }
        Ok(_) => unknown_exporter(id, &exporters, voice),
        Err(error) => {
            report::host_error(id, &error, voice.lang, voice.verbose);
            Outcome::Unusable
        }
    }
}
