//! What all codes of the program stand for, gathered from the crates that find them.

use jianbao_finding::{Catalogue, Check, Meaning, Text};
use jianbao_layout::{RuleSet, Said};
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

fn written(said: &Said) -> Text {
    Text::new(said.zh.clone(), said.en.clone())
}

/// Enters the rules of an agency into a catalogue.
pub fn add_rules(catalogue: &mut Catalogue, rules: &RuleSet) {
    let text = |said: &Option<Said>| said.as_ref().map(written).unwrap_or_default();
    for rule in rules.rules() {
        let meaning = Meaning {
            severity: rule.severity,
            demand: written(&rule.message),
            source: text(&rule.source),
            explanation: text(&rule.explanation),
        };
        catalogue.add(rule.code.clone(), meaning);
    }
}
