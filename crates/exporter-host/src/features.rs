//! Whether an exporter keeps everything that a document uses.

use jianbao_document::Document;

use crate::{Degraded, ExporterInfo, HostError, HostErrorKind};

/// The features that would be lost; an error unless the caller allows the loss.
pub(crate) fn compare(
    document: &Document,
    exporter: &ExporterInfo,
    allow_degrade: bool,
) -> Result<Vec<Degraded>, HostError> {
    let lost: Vec<&String> = document.features.iter().filter(|feature| !exporter.features.contains(feature)).collect();
    if !lost.is_empty() && !allow_degrade {
        let names: Vec<&str> = lost.iter().map(|feature| feature.as_str()).collect();
        let message = format!("exporter {} would lose what the document uses: {}", exporter.id, names.join(", "));
        return Err(HostError::new(HostErrorKind::Features, message)
            .with_hint("choose another format, or allow the loss with `--allow-degrade`"));
    }
    let message = format!("not supported by exporter {}", exporter.id);
    Ok(lost
        .into_iter()
        .map(|feature| Degraded { feature: feature.clone(), message: message.clone(), pointer: None })
        .collect())
}
