//! Numbers of captions as fields, so that Word renumbers when a user adds a table.

use std::collections::BTreeMap;

/// Counts the captions of each label as Word will.
#[derive(Default)]
pub(crate) struct Sequences {
    last: BTreeMap<String, u32>,
}

impl Sequences {
    /// The instruction of the field that yields this number, or nothing where Word could not: a number such as `2-1`, or
    /// a label without letters.
    pub(crate) fn instruction(&mut self, label: &str, number: &str) -> Option<String> {
        let name: String = label.chars().filter(|c| c.is_alphabetic()).take(40).collect();
        let value: u32 = number.parse().ok().filter(|value: &u32| *value > 0 && value.to_string() == number)?;
        if name.is_empty() {
            return None;
        }
        let last = self.last.entry(name.clone()).or_default();
        let follows = value == last.saturating_add(1);
        *last = value;
        let reset = if follows { String::new() } else { format!(" \\r {value}") };
        Some(format!(" SEQ {name} \\* ARABIC{reset} "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn word_would_count_the_same_numbers() {
        let mut sequences = Sequences::default();
        let cases = [
            ("表", "1", Some(" SEQ 表 \\* ARABIC ")),
            ("表", "2", Some(" SEQ 表 \\* ARABIC ")),
            ("附表 ", "1", Some(" SEQ 附表 \\* ARABIC ")),
            ("表", "5", Some(" SEQ 表 \\* ARABIC \\r 5 ")),
            ("表", "6", Some(" SEQ 表 \\* ARABIC ")),
            ("表", "2-1", None),
            ("表", "01", None),
            ("表", "一", None),
            ("", "1", None),
            ("\" \\", "1", None),
        ];
        for (label, number, instruction) in cases {
            assert_eq!(sequences.instruction(label, number).as_deref(), instruction, "{label} {number}");
        }
    }
}
