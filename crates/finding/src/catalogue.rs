//! What all codes stand for, and findings without the data they were found in.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::{Check, Finding, Severity, Source, Text};

/// What a code stands for, also one that a layout brings along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meaning {
    /// The worst severity that its findings have.
    pub severity: Severity,
    /// What it demands, in one sentence without a full stop.
    pub demand: Text,
    /// Where the demand comes from.
    pub source: Text,
    /// What is compared with what, when it says nothing, and what to do; paragraphs.
    pub explanation: Text,
}

/// The meaning of every code, by code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Catalogue {
    meanings: BTreeMap<Cow<'static, str>, Meaning>,
}

impl Catalogue {
    /// The catalogue of some checks.
    pub fn of<'a>(checks: impl IntoIterator<Item = &'a Check>) -> Self {
        let mut catalogue = Self::default();
        catalogue.extend(checks);
        catalogue
    }

    /// Enters a code; what it meant before is replaced.
    pub fn add(&mut self, code: impl Into<Cow<'static, str>>, meaning: Meaning) {
        self.meanings.insert(code.into(), meaning);
    }

    /// What a code stands for.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<&Meaning> {
        self.meanings.get(code)
    }

    /// All codes with their meaning, in the order of the codes.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Meaning)> {
        self.meanings.iter().map(|(code, meaning)| (&**code, meaning))
    }

    /// Place of a code in the order of the codes.
    #[must_use]
    pub fn index(&self, code: &str) -> Option<usize> {
        self.meanings.keys().position(|known| known == code)
    }

    /// The finding without any value of the dataset, so that it can be shown outside: what its code demands stands for its
    /// message; hint, numbers and excerpt are gone. File, line, column and pointer stay. Keys and ids in a pointer are names
    /// that somebody gave, not values; so they stay too.
    #[must_use]
    pub fn masked(&self, finding: &Finding) -> Finding {
        let message = self.get(&finding.code).map_or_else(
            || Text::new(format!("不符合规则 {}", finding.code), format!("the rule {} is violated", finding.code)),
            |meaning| meaning.demand.clone(),
        );
        let bare = |source: &Arc<Source>| {
            let start = finding.span.as_ref().map_or(0, |span| span.start);
            Arc::new(Source::part(source.name(), "", source.position(start)))
        };
        Finding {
            code: finding.code.clone(),
            severity: finding.severity,
            message,
            hint: None,
            place: finding.place.as_ref().map(unnamed),
            pointer: finding.pointer.clone(),
            source: finding.source.as_ref().map(bare),
            span: finding.span.as_ref().map(|_| 0..0),
            within: None,
            numbers: Vec::new(),
        }
    }
}

impl<'a> Extend<&'a Check> for Catalogue {
    fn extend<T: IntoIterator<Item = &'a Check>>(&mut self, checks: T) {
        for check in checks {
            let text = |(zh, en): (&str, &str)| Text::new(zh, en);
            let meaning = Meaning {
                severity: check.severity,
                demand: text(check.demand),
                source: text(check.source),
                explanation: text(check.explanation),
            };
            self.add(check.code, meaning);
        }
    }
}

/// Opens the name of a list's record in a place in words; [`NAME_END`] closes it.
pub const NAME_START: char = '「';
/// Closes the name of a list's record in a place in words.
pub const NAME_END: char = '」';

/// A place in words without the names of records.
fn unnamed(place: &Text) -> Text {
    let strip = |text: &str| {
        let mut depth = 0_u32;
        let mut kept = String::new();
        for character in text.chars() {
            match character {
                NAME_START => depth += 1,
                NAME_END => depth = depth.saturating_sub(1),
                _ if depth == 0 => kept.push(character),
                _ => {}
            }
        }
        kept
    };
    Text::new(strip(&place.zh), strip(&place.en))
}
