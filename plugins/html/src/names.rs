//! Names for elements and classes: readable, safe, never used twice.

use std::collections::{BTreeMap, BTreeSet};

/// Longer wishes are cut: a name is for links and for people who read the source.
const MAX_CHARS: usize = 64;

/// All names given so far.
#[derive(Default)]
pub(crate) struct Names {
    taken: BTreeSet<String>,
    /// The next number to try for a wish, so that many equal wishes cost no search.
    next: BTreeMap<String, u32>,
}

impl Names {
    /// A name like the wish that nothing else has.
    pub(crate) fn claim(&mut self, wish: &str) -> String {
        let wish = slug(wish);
        if self.taken.insert(wish.clone()) {
            return wish;
        }
        let next = self.next.entry(wish.clone()).or_insert(2);
        loop {
            let name = format!("{wish}-{next}");
            *next += 1;
            if self.taken.insert(name.clone()) {
                return name;
            }
        }
    }
}

/// Letters and digits of every script, hyphens and underscores; a hyphen for anything else.
fn slug(wish: &str) -> String {
    let safe = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' };
    let slug: String = wish.chars().take(MAX_CHARS).map(safe).collect();
    if slug.is_empty() { "x".to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_and_unlike_each_other() {
        let mut names = Names::default();
        let wishes = ["资金", "a b", "a\"b", "a-b", "a-b-2", "", "x", "<script>"];
        let given = wishes.map(|wish| names.claim(wish));
        assert_eq!(given, ["资金", "a-b", "a-b-2", "a-b-3", "a-b-2-2", "x", "x-2", "-script-"]);
    }
}
