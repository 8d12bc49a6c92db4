//! Whether an exporter keeps everything that a document uses, and where it does not.

use jianbao_document::{Document, Place, feature_places};

use crate::{Degraded, ExporterInfo, HostError, HostErrorKind};

/// How many places of a feature are named; the others are counted.
const NAMED_PLACES: usize = 5;
/// Most characters of a heading or caption that are shown.
const LONGEST_TEXT: usize = 60;

/// A feature of a document that an exporter would lose.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct LostFeature {
    /// Name of the feature.
    pub feature: String,
    /// The first places that use it, at most five.
    pub places: Vec<Place>,
    /// How many more places there are.
    pub more: usize,
}

/// The features that would be lost; an error unless the caller allows the loss.
pub(crate) fn compare(
    document: &Document,
    exporter: &ExporterInfo,
    allow_degrade: bool,
) -> Result<Vec<Degraded>, HostError> {
    let lost = lost(document, exporter);
    if lost.is_empty() || allow_degrade {
        return Ok(lost.iter().flat_map(LostFeature::degraded).collect());
    }
    let names: Vec<&str> = lost.iter().map(|lost| lost.feature.as_str()).collect();
    let message = format!("exporter {} would lose what the document uses: {}", exporter.id, names.join(", "));
    Err(HostError::new(HostErrorKind::Features, message)
        .with_hint("choose another format, or allow the loss with `--allow-degrade`")
        .with_lost(lost))
}

/// What the host knows to be lost, and what the exporter told: where both speak of one feature at one place it is one entry, the
/// heading or caption first and then what the exporter made of it.
pub(crate) fn joined(mut known: Vec<Degraded>, told: Vec<Degraded>) -> Vec<Degraded> {
    for told in told {
        let same = |known: &&mut Degraded| {
            known.pointer.is_some() && (&known.feature, &known.pointer) == (&told.feature, &told.pointer)
        };
        match known.iter_mut().find(same) {
            Some(known) if known.message.is_empty() => known.message = told.message,
            Some(known) if told.message.is_empty() || known.message.ends_with(&told.message) => {}
            Some(known) => known.message = format!("{}: {}", known.message, told.message),
            None => known.push(told),
        }
    }
    known
}

fn lost(document: &Document, exporter: &ExporterInfo) -> Vec<LostFeature> {
    let mut names = document.features.iter().filter(|feature| !exporter.features.contains(feature)).peekable();
    if names.peek().is_none() {
        return Vec::new();
    }
    let mut places = feature_places(document);
    names.map(|name| LostFeature::new(name, places.remove(name).unwrap_or_default())).collect()
}

impl LostFeature {
    fn new(feature: &str, mut places: Vec<Place>) -> Self {
        let more = places.len().saturating_sub(NAMED_PLACES);
        places.truncate(NAMED_PLACES);
        for place in &mut places {
            place.text = place.text.as_deref().map(shortened);
        }
        Self { feature: feature.to_owned(), places, more }
    }

    /// One entry for each named place, with its heading or caption as the message, and one that counts the others.
    fn degraded(&self) -> Vec<Degraded> {
        let entry = |message: String, pointer| Degraded { feature: self.feature.clone(), message, pointer };
        let named = self.places.iter();
        let mut entries: Vec<Degraded> =
            named.map(|place| entry(place.text.clone().unwrap_or_default(), Some(place.pointer.clone()))).collect();
        if self.more > 0 {
            entries.push(entry(format!("+{}", self.more), None));
        }
        if entries.is_empty() {
            entries.push(entry(String::new(), None));
        }
        entries
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST_TEXT) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(list: &[(&str, &str, Option<&str>)]) -> Vec<Degraded> {
        let entry = |&(feature, message, pointer): &(&str, &str, Option<&str>)| Degraded {
            feature: feature.to_owned(),
            message: message.to_owned(),
            pointer: pointer.map(str::to_owned),
        };
        list.iter().map(entry).collect()
    }

    #[test]
    fn one_loss_is_told_once() {
        let known = [("chart", "图1", Some("/a")), ("chart", "+2", None), ("toc", "", Some("/b"))];
        let told = [
            ("chart", "bars left out", Some("/a")),
            ("chart", "bars left out", Some("/c")),
            ("chart", "and more", None),
            ("toc", "left out", Some("/b")),
            ("footnote", "left out", Some("/a")),
        ];
        let expected = [
            ("chart", "图1: bars left out", Some("/a")),
            ("chart", "+2", None),
            ("toc", "left out", Some("/b")),
            ("chart", "bars left out", Some("/c")),
            ("chart", "and more", None),
            ("footnote", "left out", Some("/a")),
        ];
        assert_eq!(joined(entries(&known), entries(&told)), entries(&expected));
    }
}
