//! What a text may hold, and where Chinese lines may not break.

use crate::error::{ErrorKind, WriteError};
use jianbao_exporter_sdk::Pointer;

/// Refuses control characters and the two code points that XML excludes. Nothing is replaced: a silently altered value
/// would be worse than no file.
pub(crate) fn check(text: &str, at: &Pointer<'_>) -> Result<(), WriteError> {
    match text.chars().find(|c| c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}')) {
        None => Ok(()),
        Some(found) => Err(WriteError::new(
            ErrorKind::Text,
            at,
            format!("the text holds U+{:04X}, which a web page cannot hold", u32::from(found)),
            "remove the character from the dataset; a new line is an inline of its own",
        )),
    }
}

/// Length in bytes of the punctuation at the start of a text that no line may begin with.
pub(crate) fn closing(text: &str) -> usize {
    let closes = |c: &char| "，。、；：！？）》〉」』】〕”’％…—,.;:!?)]}%".contains(*c);
    text.chars().take_while(closes).map(char::len_utf8).sum()
}

/// Length in bytes of the punctuation at the end of a text that no line may end with.
pub(crate) fn opening(text: &str) -> usize {
    let opens = |c: &char| "（《〈「『【〔“‘([{￥¥".contains(*c);
    text.chars().rev().take_while(opens).map(char::len_utf8).sum()
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
    fn punctuation_stays_with_the_number_beside_it() {
        assert_eq!((closing("%），占"), closing("占，"), closing("")), (1 + 3 + 3, 0, 0));
        assert_eq!((opening("占（“"), opening("（占"), opening("（")), (6, 0, 3));
    }
}
