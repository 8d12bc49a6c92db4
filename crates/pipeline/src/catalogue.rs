//! What all codes of the program stand for, gathered from the crates that find them.

use jianbao_finding::{Catalogue, Check};
use jianbao_validate::rules::RULES;

/// The catalogue of all codes. A layout's own rules are not in it; whoever reads a layout adds them.
#[must_use]
pub fn catalogue() -> Catalogue {
    // Where a rule and a form's demand share a code, the rule explains it.
    let lists: [&[Check]; 6] = [
        jianbao_feed::CHECKS,
        jianbao_dataset::CHECKS,
        jianbao_validate::CHECKS,
        jianbao_layout::CHECKS,
        jianbao_render::CHECKS,
        crate::CHECKS,
    ];
    Catalogue::of(lists.into_iter().flatten().chain(RULES.iter().map(|rule| &rule.check)))
}
