//! What a text may hold.

use crate::error::{ErrorKind, WriteError};
use jianbao_exporter_sdk::Pointer;

/// Excel keeps no longer text in a cell, counted in UTF-16.
pub(crate) const MAX_CELL: usize = 32_767;

/// Refuses control characters and the two code points that XML 1.0 excludes. Nothing is replaced: a silently altered
/// value would be worse than no file.
pub(crate) fn check(text: &str, at: &Pointer<'_>) -> Result<(), WriteError> {
    match text.chars().find(|c| c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}')) {
        None => Ok(()),
        Some(found) => Err(WriteError::new(
            ErrorKind::Text,
            at,
            format!("the text holds U+{:04X}, which an Excel file cannot hold", u32::from(found)),
            "remove the character from the dataset; a new line is an inline of its own",
        )),
    }
}

/// Refuses a text that is too long for a cell.
pub(crate) fn check_length(units: usize, at: &Pointer<'_>) -> Result<(), WriteError> {
    if units <= MAX_CELL {
        return Ok(());
    }
    let message = format!("the cell holds {units} UTF-16 units of text, Excel takes {MAX_CELL}");
    Err(WriteError::new(ErrorKind::CellLength, at, message, "shorten the text, or split it over several rows"))
}

/// Length as Excel counts it.
pub(crate) fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// The beginning of a text, at most `limit` UTF-16 units; what is cut is marked by `…`.
pub(crate) fn cut(text: &str, limit: usize) -> String {
    if units(text) <= limit {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut left = limit.saturating_sub(1);
    for c in text.chars() {
        let Some(rest) = left.checked_sub(c.len_utf16()) else { break };
        left = rest;
        kept.push(c);
    }
    kept.push('…');
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_refused_and_everything_else_passes() {
        for bad in ["a\u{0}b", "\t", "a\nb", "\u{1B}", "\u{7F}", "\u{85}", "\u{FFFE}", "\u{FFFF}"] {
            let error = check(bad, &Pointer::ROOT.key("x")).unwrap_err();
            assert_eq!((error.kind(), error.pointer()), (ErrorKind::Text, "/x"), "{bad:?}");
        }
        for good in ["", "执行率（%）", "\u{E000}\u{F8FF}", "😀", "\u{2028}", "e\u{301}", "\u{FDD0}"] {
            check(good, &Pointer::ROOT).unwrap();
        }
    }

    #[test]
    fn a_cut_never_splits_a_character() {
        let cases = [("监控表", 3, "监控表"), ("监控表格", 3, "监控…"), ("a😀b", 3, "a…"), ("a😀b", 4, "a😀b")];
        for (text, limit, kept) in cases {
            assert_eq!(cut(text, limit), kept, "{text}");
        }
    }
}
