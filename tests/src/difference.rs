//! What differs between an expected text and the one that came.

/// The lines that differ, with one line of context, or `None` for equal texts.
#[must_use]
pub fn difference(expected: &str, found: &str) -> Option<String> {
    if expected == found {
        return None;
    }
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.split('\n').collect(), found.split('\n').collect());
    let start = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let longest = old.len().min(new.len()) - start;
    let end = old.iter().rev().zip(new.iter().rev()).take(longest).take_while(|(old, new)| old == new).count();
    let mut lines = Vec::new();
    lines.extend(start.checked_sub(1).map(|before| format!("  {}", old[before])));
    lines.extend(old[start..old.len() - end].iter().map(|line| format!("- {line}")));
    lines.extend(new[start..new.len() - end].iter().map(|line| format!("+ {line}")));
    lines.extend(old[old.len() - end..].first().map(|line| format!("  {line}")));
    Some(format!("(line {}; - expected, + found)\n{}", start + 1, lines.join("\n")))
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn only_what_differs_is_shown() {
        assert_eq!(difference("a\nb\nc\nd\n", "a\nb\nc\nd\n"), None);
        let shown = difference("a\nb\nc\nd\n", "a\nb\nx\nd\n").expect("a difference");
        assert_eq!(shown, "(line 3; - expected, + found)\n  b\n- c\n+ x\n  d");
        assert_eq!(difference("", "x").expect("a difference"), "(line 1; - expected, + found)\n- \n+ x");
        assert_eq!(difference("x\n", "x").expect("a difference"), "(line 2; - expected, + found)\n  x\n- ");
        assert_eq!(difference("a\na", "a\na\na").expect("a difference").matches('+').count(), 2);
    }
}
