//! Gives findings that know only a JSON pointer their place in the text.

use std::sync::Arc;

use jianbao_dataset::{Positions, titles};
use jianbao_finding::{Finding, Source, Text, sort};

/// Adds file, bytes and the place in words to findings that have a pointer, and sorts all by position.
pub fn locate(findings: &mut [Finding], source: &Arc<Source>) {
    if findings.is_empty() {
        return;
    }
    let positions = Positions::parse(source.text());
    for finding in findings.iter_mut() {
        let Some(pointer) = &finding.pointer else { continue };
        if finding.span.is_none() {
            let within = finding.within.as_ref().and_then(|range| positions.within(source.text(), pointer, range));
            finding.span = Some(within.unwrap_or_else(|| positions.nearest(pointer)));
            finding.source = Some(Arc::clone(source));
        }
        if finding.place.is_none() && !pointer.is_empty() {
            finding.place = Some(Text::same(titles(pointer)));
        }
    }
    sort(findings);
}
