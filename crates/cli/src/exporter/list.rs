//! `jianbao exporter list`.

use jianbao_exporter_host::ExporterInfo;
use jianbao_finding::Text;
use jianbao_pipeline::{DOCUMENT_FORMAT, Source, short_name};
use serde_json::json;

use super::{Asked, at_hand};
use crate::args::Format;
use crate::commands::Voice;
use crate::report::{self, Outcome};

/// How much of a hash tells files apart at a glance.
const GLANCE: usize = 12;

/// One line an exporter: short name, id, version, title, where it comes from. What was added said so when it was added
/// and is not run.
pub(super) fn run(format: Format, voice: Voice) -> Result<Outcome, Outcome> {
    let there = at_hand(Asked { no_pins: true, ..Asked::default() }, voice)?;
    let (mut outcome, mut lines) = (Outcome::Done, String::new());
    for plugin in there.exporters.registry.plugins() {
        match there.exporters.exporter(plugin.name()) {
            Ok((_, exporter)) => lines += &line(&exporter, None, format, voice),
            Err(error) => {
                report::host_error(plugin.name(), &error, voice.lang, voice.verbose);
                outcome = Outcome::Findings;
            }
        }
    }
    for other in &there.exporters.others {
        lines += &line(&other.exporter, Some(&other.source), format, voice);
    }
    if format == Format::Text {
        let origin = Text::new("自带", "bundled");
        lines += &format!("{DOCUMENT_FORMAT}\t-\t{}\tJSON\t{}\n", jianbao_document::MODEL, origin.get(voice.lang));
    }
    for error in &there.unusable {
        report::host_problem(error, voice.lang, voice.verbose);
        outcome = Outcome::Findings;
    }
    Ok(outcome.max(report::print(&lines, voice.lang)))
}

fn line(exporter: &ExporterInfo, source: Option<&Source>, format: Format, voice: Voice) -> String {
    let (name, ExporterInfo { id, version, title, .. }) = (short_name(&exporter.id), exporter);
    let added = source.and_then(|source| match source {
        Source::Added(stored) => Some(stored),
        _ => None,
    });
    if format == Format::Json {
        let mut record = json!({ "name": name, "id": id, "version": version, "title": title, "origin": "bundled" });
        if let Some(stored) = added {
            record["origin"] = "added".into();
            record["sha256"] = stored.sha256().into();
            record["file"] = stored.path().display().to_string().into();
            record["source"] = stored.source().display().to_string().into();
        }
        return format!("{record}\n");
    }
    let origin = match added {
        None => Text::new("自带", "bundled"),
        Some(stored) => {
            let hash: String = stored.sha256().chars().take(GLANCE).collect();
            Text::new(format!("已添加 {hash}"), format!("added {hash}"))
        }
    };
    format!("{name}\t{id}\t{version}\t{title}\t{}\n", origin.get(voice.lang))
}
