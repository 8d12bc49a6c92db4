//! Names of sheets by Excel's rules.
//!
//! A character that Excel forbids becomes its full-width equivalent, a name of more than 31 UTF-16 units is cut there and
//! ends with `…`, and a name that is taken gets `（2）`, `（3）` and so on.

use std::collections::BTreeSet;

use crate::text;

/// Excel takes no longer name, counted in UTF-16.
const MAX_NAME: usize = 31;
/// What a name without any visible character becomes.
const NAMELESS: &str = "表";

/// The names that are taken.
pub(crate) struct Names {
    taken: BTreeSet<String>,
}

impl Names {
    /// Only the name that Excel keeps for itself is taken.
    pub(crate) fn new() -> Self {
        Self { taken: BTreeSet::from([comparable("History")]) }
    }

    /// The name of a sheet from what people call it; it is taken then.
    pub(crate) fn choose(&mut self, wish: &str) -> String {
        let allowed = allowed(wish);
        let mut name = trimmed(text::cut(&allowed, MAX_NAME));
        let mut number = 2;
        while !self.taken.insert(comparable(&name)) {
            let suffix = format!("（{number}）");
            name = text::cut(&allowed, MAX_NAME - text::units(&suffix)) + &suffix;
            number += 1;
        }
        name
    }
}

fn allowed(wish: &str) -> String {
    let name: String = wish.trim().chars().map(full_width).collect();
    if name.is_empty() { NAMELESS.to_owned() } else { trimmed(name) }
}

fn full_width(c: char) -> char {
    match c {
        '[' => '［',
        ']' => '］',
        ':' => '：',
        '*' => '＊',
        '?' => '？',
        '/' => '／',
        '\\' => '＼',
        other => other,
    }
}

/// An apostrophe is forbidden only at both ends.
fn trimmed(name: String) -> String {
    let inner = name.strip_prefix('\'').map(|rest| format!("’{rest}")).unwrap_or(name);
    inner.strip_suffix('\'').map(|rest| format!("{rest}’")).unwrap_or(inner)
}

/// Excel compares names without regard to case, and in Chinese also to width.
fn comparable(name: &str) -> String {
    let narrow = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        other => other,
    };
    name.chars().map(narrow).collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "项目支出绩效目标执行监控表（预算部门及其所属单位填报，一式两份）";

    #[test]
    fn names_obey_excel() {
        let cases = [
            ("资金使用情况", "资金使用情况"),
            (" a/b\\c:d*e?[f] ", "a／b＼c：d＊e？［f］"),
            ("'引'用'", "’引'用’"),
            ("'", "’"),
            ("", "表"),
            ("　", "表（2）"),
            ("history", "history（2）"),
            ("A／B\\C：D*E?[F]", "A／B＼C：D＊E？［F］（2）"),
            (LONG, "项目支出绩效目标执行监控表（预算部门及其所属单位填报，一式两…"),
            (LONG, "项目支出绩效目标执行监控表（预算部门及其所属单位填报，…（2）"),
        ];
        let mut names = Names::new();
        for (wish, name) in cases {
            let chosen = names.choose(wish);
            assert_eq!(chosen, name);
            assert!(text::units(&chosen) <= MAX_NAME);
        }
    }
}
