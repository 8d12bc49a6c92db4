//! The ids of figures that a layout may name, whatever the dataset: `funding.*.executed`, where `*` is an id of the dataset.

use std::collections::BTreeSet;

use jianbao_calculate::Ledger;

use super::sample::OWN_ID;

/// Stands for any text in a pattern that a template builds; no template holds control characters.
pub(crate) const WILD: char = '\u{0}';

/// The ids of figures as patterns.
pub(crate) struct Figures(BTreeSet<String>);

impl Figures {
    /// Of the sample's figures, with its own ids made open.
    pub(crate) fn of(ledger: &Ledger) -> Self {
        let open = |segment: &str| if segment.starts_with(OWN_ID) { "*".to_owned() } else { segment.to_owned() };
        let ids = ledger.entries().map(|entry| entry.id.split('.').map(open).collect::<Vec<_>>().join("."));
        Self(ids.collect())
    }

    /// Whether some dataset has a figure of such an id.
    pub(crate) fn knows(&self, pattern: &str) -> bool {
        self.0.iter().any(|known| meets(known, pattern))
    }

    /// What may be meant instead: the most alike of the same number of parts.
    pub(crate) fn near(&self, id: &str) -> Option<String> {
        let segments: Vec<&str> = id.split('.').collect();
        let filled = self.0.iter().filter_map(|known| {
            let parts: Vec<&str> = known.split('.').collect();
            let fill =
                |(part, given): (&&str, &&str)| if *part == "*" { (*given).to_owned() } else { (*part).to_owned() };
            (parts.len() == segments.len()).then(|| parts.iter().zip(&segments).map(fill).collect::<Vec<_>>().join("."))
        });
        super::told::nearest(filled, id)
    }
}

/// Whether two patterns have a text in common: `*` of the known id is any text without a dot, [`WILD`] any text at all.
pub(crate) fn meets(known: &str, pattern: &str) -> bool {
    let (known, pattern): (Vec<char>, Vec<char>) = (known.chars().collect(), pattern.chars().collect());
    // For each rest of the pattern whether it meets the rest of the known id, from the end backwards.
    let mut after = vec![false; pattern.len() + 1];
    for at in (0..=known.len()).rev() {
        let mut here = vec![false; pattern.len() + 1];
        for rest in (0..=pattern.len()).rev() {
            here[rest] = match (known.get(at), pattern.get(rest)) {
                (None, None) => true,
                (Some('*'), Some(&WILD)) => after[rest] || here[rest + 1],
                (Some('*'), Some(&character)) => after[rest] || (character != '.' && here[rest + 1]),
                (Some('*'), None) => after[rest],
                (_, Some(&WILD)) => here[rest + 1] || (at < known.len() && after[rest]),
                (Some(a), Some(b)) => a == b && after[rest + 1],
                _ => false,
            };
        }
        after = here;
    }
    after[0]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_meet_where_some_id_is_both() {
        for (known, pattern, expected) in [
            ("funding.total.executed", "funding.total.executed", true),
            ("funding.total.executed", "funding.total.executd", false),
            ("funding.*.executed", "funding.general.executed", true),
            ("funding.*.executed", "funding.a.b.executed", false),
            ("funding.*.executed", "funding.\0.executed", true),
            ("funding.*.executed", "\0.executed", true),
            ("funding.*.executed", "\0", true),
            ("funding.*.executed", "use.\0", false),
            ("funding.*.executed", "funding.general.executd", false),
            ("table.*.*.*", "table.a.b", false),
            ("table.*.*.*", "table.a.b.c", true),
            ("table.*.*.*", "table.\0.c", true),
        ] {
            assert_eq!(meets(known, pattern), expected, "{known} and {pattern:?}");
        }
    }
}
