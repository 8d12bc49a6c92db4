//! Text that must not become markup.

/// Characters that mean something to Markdown, wherever they stand: a backslash takes their meaning away.
const SPECIAL: &[char] = &['\\', '`', '*', '_', '[', ']', '<', '>', '#', '~', '|', '&', '$', '!'];

/// Text within a line of Markdown.
pub(crate) fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\r' | '\t' => out.push(' '),
            // GitHub makes a link of whatever looks like a web address, and a picture of `:word:`.
            ':' => out.push_str("&#58;"),
            control if control.is_control() => out.push(char::REPLACEMENT_CHARACTER),
            special => {
                if SPECIAL.contains(&special) {
                    out.push('\\');
                }
                out.push(special);
            }
        }
    }
    out.replace("www.", "www&#46;")
}

/// Takes away what only the start of a line means: lists, rules, underlines of headings, indented code.
pub(crate) fn line_start(line: &str) -> String {
    let text = line.trim_start_matches(' ');
    let spaces = "&#32;".repeat(line.len() - text.len());
    let digits = text.len() - text.trim_start_matches(|one: char| one.is_ascii_digit()).len();
    let marker = match text[digits..].chars().next() {
        Some('.' | ')') if digits > 0 => Some(digits),
        Some('-' | '+' | '=' | ':') if digits == 0 => Some(0),
        _ => None,
    };
    match marker {
        Some(at) => format!("{spaces}{}\\{}", &text[..at], &text[at..]),
        None => spaces + text,
    }
}

/// Text or an attribute of HTML.
pub(crate) fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\r' | '\t' => out.push(' '),
            control if control.is_control() => out.push(char::REPLACEMENT_CHARACTER),
            other => out.push(other),
        }
    }
    out
}

/// An id as both an anchor and a link can spell it.
pub(crate) fn id(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => out.push(char::from(byte)),
            other => out.push_str(&format!("-x{other:02x}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{id, line_start, markdown};

    #[test]
    fn nothing_of_a_text_becomes_markup() {
        let cases = [
            ("93.49%，其中*一*项", "93.49%，其中\\*一\\*项"),
            ("<b>&amp;", "\\<b\\>\\&amp;"),
            ("a|b\nc", "a\\|b c"),
            ("http://a", "http&#58;//a"),
            ("\u{7}", "\u{fffd}"),
        ];
        for (text, expected) in cases {
            assert_eq!(markdown(text), expected);
        }
    }

    #[test]
    fn a_line_does_not_begin_a_list() {
        let cases = [
            ("1. 甲", "1\\. 甲"),
            ("2020年", "2020年"),
            ("- 甲", "\\- 甲"),
            ("    甲", "&#32;&#32;&#32;&#32;甲"),
            ("1、甲", "1、甲"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(line_start(text), expected);
        }
    }

    #[test]
    fn two_ids_stay_two() {
        assert_eq!(id("heading.1"), "heading.1");
        assert_ne!(id("表"), id("图"));
    }
}
