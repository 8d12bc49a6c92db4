//! What is wrong with a template, in words.

use jianbao_finding::{Finding, Severity, Text};

/// A finding with the sentence in both languages.
pub(crate) fn error(code: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Finding {
    Finding::error(code, Text::new(zh, en))
}

/// The same as a warning.
pub(crate) fn warning(code: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Finding {
    Finding::new(code, Severity::Warning, Text::new(zh, en))
}

/// The name that looks most like another, if any does.
pub(crate) fn nearest(names: impl Iterator<Item = String>, asked: &str) -> Option<String> {
    let mut best: Option<(usize, String)> = None;
    for name in names {
        let distance = strsim::damerau_levenshtein(&name, asked);
        // A third of the letters may be wrong; what is farther away is another name.
        let near = distance * 3 <= name.chars().count().max(asked.chars().count());
        if near && best.as_ref().is_none_or(|(least, _)| distance < *least) {
            best = Some((distance, name));
        }
    }
    best.map(|(_, name)| name)
}

/// A finding with the name that is probably meant.
pub(crate) fn meant(finding: Finding, near: Option<String>) -> Finding {
    match near {
        Some(near) => finding.hint(Text::new(format!("是否想用 {near}"), format!("did you mean {near}?"))),
        None => finding,
    }
}
