//! `jianbao exporter list`.

use jianbao_pipeline::DOCUMENT_FORMAT;

use super::exporters;
use crate::commands::Voice;
use crate::report::{self, Outcome};

/// One line an exporter: short name, id, version, title.
pub(super) fn run(voice: Voice) -> Outcome {
    let exporters = match exporters(voice) {
        Ok(exporters) => exporters,
        Err(outcome) => return outcome,
    };
    let (mut outcome, mut lines) = (Outcome::Done, String::new());
    for plugin in exporters.registry.plugins() {
        match exporters.exporter(plugin.name()) {
            Ok((_, exporter)) => {
                lines += &format!("{}\t{}\t{}\t{}\n", plugin.name(), exporter.id, exporter.version, exporter.title);
            }
            Err(error) => {
                report::host_error(plugin.name(), &error, voice.lang, voice.verbose);
                outcome = Outcome::Findings;
            }
        }
    }
    lines += &format!("{DOCUMENT_FORMAT}\t-\t{}\tJSON\n", jianbao_document::MODEL);
    outcome.max(report::print(&lines, voice.lang))
}
