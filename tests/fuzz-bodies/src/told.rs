//! What holds of every finding.

use jianbao_finding::{About, Colour, Finding, Lang, record, render};

/// Findings point into their texts and can be shown in every way.
///
/// # Panics
///
/// If one does not.
pub(crate) fn told(findings: &[Finding]) {
    for finding in findings {
        assert!(!finding.message.zh.is_empty() && !finding.message.en.is_empty(), "without words: {finding:?}");
        if let (Some(source), Some(span)) = (&finding.source, &finding.span) {
            let text = source.text();
            // An end of file is one byte behind the last, as people are shown it.
            let inside = span.start <= span.end && span.start <= text.len() && span.end <= text.len() + 1;
            assert!(inside, "outside the text of {} bytes: {finding:?}", text.len());
            let place = finding.position().expect("it has a place");
            assert!(place.line >= 1 && place.column >= 1, "no place: {finding:?}");
        }
        for lang in [Lang::Zh, Lang::En] {
            assert!(!render(finding, lang, Colour::Plain).is_empty());
            let _ = record(finding, &About::default(), lang);
        }
    }
}
