//! Gives findings that know only a JSON pointer their place in the text.

use std::sync::Arc;

use jianbao_dataset::{Positions, place};
use jianbao_finding::{Finding, Source, sort};

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
            finding.place = Some(place(pointer, |record| name(&positions, record)));
        }
    }
    sort(findings);
}

/// What people call a record of a list: its own name, or that of the indicator which it is about.
fn name(positions: &Positions<'_>, record: &str) -> Option<String> {
    let text = |key: &str| positions.text(&format!("{record}/{key}"));
    if let Some(name) = ["name", "title", "purpose", "caption"].into_iter().find_map(text) {
        return Some(name.to_owned());
    }
    let indicator = text("indicator").filter(|_| record.starts_with("/observations/"))?;
    let found = (0..positions.length("/indicators")).map(|at| format!("/indicators/{at}"));
    let mut found = found.filter(|at| positions.text(&format!("{at}/id")) == Some(indicator));
    positions.text(&format!("{}/name", found.next()?)).map(str::to_owned)
}
