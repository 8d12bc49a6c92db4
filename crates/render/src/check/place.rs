//! The place of a template's text in a file, for findings.

use std::ops::Range;
use std::sync::Arc;

use jianbao_finding::{Finding, Source};
use minijinja::machinery::Span;

/// A template: a file of its own, or a value of `layout.toml`.
#[derive(Clone)]
pub(crate) struct Place<'a> {
    /// Name of the template, for files that may be included.
    pub(crate) name: &'a str,
    source: Arc<Source>,
    kind: Kind,
}

#[derive(Clone)]
enum Kind {
    /// The text starts at this byte.
    At(usize),
    /// The text is written with escapes: only its range as a whole is known.
    Within(Range<usize>),
}

impl<'a> Place<'a> {
    /// A file of its own.
    pub(crate) fn file(name: &'a str, source: &Arc<Source>) -> Self {
        Self { name, source: Arc::clone(source), kind: Kind::At(0) }
    }

    /// A text value of `layout.toml`, whose literal stands in a range.
    pub(crate) fn value(text: &str, source: Arc<Source>, literal: Range<usize>) -> Self {
        let quoted = source.text().get(literal.clone()).and_then(|literal| literal.find(text));
        let kind = quoted.map_or(Kind::Within(literal.clone()), |at| Kind::At(literal.start + at));
        Self { name: "", source, kind }
    }

    /// A finding at a span of the template.
    pub(crate) fn at(&self, span: Span, finding: Finding) -> Finding {
        self.range(span.start_offset as usize..span.end_offset as usize, finding)
    }

    /// A finding at bytes of the template.
    pub(crate) fn range(&self, bytes: Range<usize>, finding: Finding) -> Finding {
        let range = match &self.kind {
            Kind::At(start) => start + bytes.start..start + bytes.end,
            Kind::Within(range) => range.clone(),
        };
        finding.in_source(Arc::clone(&self.source), range)
    }

    /// The file.
    pub(crate) fn source(&self) -> &Arc<Source> {
        &self.source
    }
}
