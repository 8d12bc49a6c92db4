//! Where in the files each value of a merged `layout.toml` stands.
//!
//! The texts of a layout and of the layouts it extends are laid end to end, so that one byte range names a file and a
//! place in it. Values keep such ranges while they are merged and deserialised.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use jianbao_finding::{Finding, Source};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Texts laid end to end.
#[derive(Debug, Clone, Default)]
pub(crate) struct Texts {
    /// Each text with the byte at which it starts, ascending.
    texts: Vec<(usize, Arc<Source>)>,
}

impl Texts {
    /// Adds a text; returns the byte at which it starts.
    pub(crate) fn add(&mut self, source: &Arc<Source>) -> usize {
        // One byte between two texts, so that a place at the very end of one is not the start of the next.
        let start = self.texts.last().map_or(0, |(start, last)| start + last.text().len() + 1);
        self.texts.push((start, Arc::clone(source)));
        start
    }

    /// The texts in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Arc<Source>> {
        self.texts.iter().map(|(_, source)| source)
    }

    /// A finding at a range; without a place where the range lies in no text.
    pub(crate) fn place(&self, span: &Range<usize>, finding: Finding) -> Finding {
        match self.texts.iter().rev().find(|(start, _)| *start <= span.start) {
            Some((start, source)) => {
                let end = span.end.max(span.start) - start;
                finding.in_source(Arc::clone(source), span.start - start..end.min(source.text().len()))
            }
            None => finding,
        }
    }
}

/// A table whose ranges start `by` bytes later.
pub(crate) fn shifted(table: DeTable<'_>, by: usize) -> DeTable<'_> {
    table.into_iter().map(|(key, value)| (moved(key, by), shifted_value(value, by))).collect()
}

fn moved<T>(spanned: Spanned<T>, by: usize) -> Spanned<T> {
    let span = spanned.span();
    Spanned::new(span.start + by..span.end + by, spanned.into_inner())
}

fn shifted_value(value: Spanned<DeValue<'_>>, by: usize) -> Spanned<DeValue<'_>> {
    let span = value.span();
    let inner = match value.into_inner() {
        DeValue::Table(table) => DeValue::Table(shifted(table, by)),
        DeValue::Array(items) => DeValue::Array(items.into_iter().map(|item| shifted_value(item, by)).collect()),
        other => other,
    };
    Spanned::new(span.start + by..span.end + by, inner)
}

/// The places of the keys and values of a merged manifest, by paths such as `section/2/page`.
#[derive(Debug, Clone, Default)]
pub struct Places {
    texts: Texts,
    keys: BTreeMap<String, Range<usize>>,
    values: BTreeMap<String, Range<usize>>,
    strings: BTreeMap<String, String>,
}

impl Places {
    pub(crate) fn new(texts: Texts, table: &DeTable<'_>) -> Self {
        let mut places = Self { texts, ..Self::default() };
        places.collect(table, "");
        places
    }

    fn collect(&mut self, table: &DeTable<'_>, prefix: &str) {
        for (key, value) in table {
            let path = format!("{prefix}{}", key.get_ref());
            self.keys.insert(path.clone(), key.span());
            self.value(value, path);
        }
    }

    fn value(&mut self, value: &Spanned<DeValue<'_>>, path: String) {
        match value.get_ref() {
            DeValue::Table(table) => self.collect(table, &format!("{path}/")),
            DeValue::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.value(item, format!("{path}/{index}"));
                }
            }
            DeValue::String(text) => {
                self.strings.insert(path.clone(), text.to_string());
            }
            _ => {}
        }
        self.values.insert(path, value.span());
    }

    /// A finding at a value of the manifest; at the nearest table around it where nobody wrote the value.
    #[must_use]
    pub fn at(&self, path: &str, finding: Finding) -> Finding {
        self.in_texts(&self.values, path, finding)
    }

    /// A finding at a key of the manifest.
    #[must_use]
    pub fn at_key(&self, path: &str, finding: Finding) -> Finding {
        self.in_texts(&self.keys, path, finding)
    }

    /// The first place where a text stands: in the layout's own file before those of its bases.
    pub(crate) fn find(&self, text: &str) -> Option<(Arc<Source>, usize)> {
        self.texts.iter().filter(|_| !text.is_empty()).find_map(|source| {
            let start = source.text().find(text)?;
            Some((Arc::clone(source), start))
        })
    }

    /// All texts with their paths.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.strings.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The file in which a value stands.
    #[must_use]
    pub fn source(&self, path: &str) -> Option<Arc<Source>> {
        self.at(path, Finding::error("T-LAYOUT", jianbao_finding::Text::default())).source
    }

    fn in_texts(&self, spans: &BTreeMap<String, Range<usize>>, path: &str, finding: Finding) -> Finding {
        let mut path = path;
        loop {
            if let Some(span) = spans.get(path) {
                return self.texts.place(span, finding);
            }
            match path.rsplit_once('/') {
                Some((parent, _)) => path = parent,
                None => return self.texts.place(&(0..0), finding),
            }
        }
    }
}
