//! What a text may hold, and which font its punctuation takes.

use jianbao_document::Inline;

use crate::error::{ErrorKind, WriteError};
use jianbao_exporter_sdk::Pointer;

/// Refuses control characters and the two code points that XML 1.0 excludes. Nothing is replaced: a silently altered
/// value would be worse than no file.
pub(crate) fn check(text: &str, at: &Pointer<'_>) -> Result<(), WriteError> {
    match text.chars().find(|c| c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}')) {
        None => Ok(()),
        Some(found) => Err(WriteError::new(
            ErrorKind::Text,
            at,
            format!("the text holds U+{:04X}, which a Word file cannot hold", u32::from(found)),
            "remove the character from the dataset; a new line is an inline of its own",
        )),
    }
}

/// Checks the text of an inline; the pointer of the error ends at the text itself.
pub(crate) fn check_inline(inline: &Inline, at: &Pointer<'_>) -> Result<(), WriteError> {
    match inline {
        Inline::LineBreak => Ok(()),
        _ => check(inline.printed(), &at.key("text")),
    }
}

/// Whether Word has to be told that the punctuation of a run is Chinese. Quotation marks, dashes and ellipses are shared
/// by both scripts; without the hint Word takes them from the Latin font, where they are narrow.
pub(crate) fn needs_chinese_hint(text: &str) -> bool {
    let shared = |c: char| matches!(c, '·' | '×' | '÷' | '±' | '°' | '\u{2010}'..='\u{2BFF}');
    text.chars().any(shared) && (text.chars().any(is_han) || !text.chars().any(|c| c.is_ascii_alphabetic()))
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
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
    fn shared_punctuation_takes_the_chinese_font_in_chinese_text() {
        let cases = [("“质量达标率”", true), ("“", true), ("it’s", false), ("— 1 —", true), ("执行率", false)];
        for (text, hint) in cases {
            assert_eq!(needs_chinese_hint(text), hint, "{text}");
        }
    }
}
