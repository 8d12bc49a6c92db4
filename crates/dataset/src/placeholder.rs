//! Placeholders in prose: `{` + figure id + `}`, where a figure id always contains a dot. `\{` prints a brace; all other
//! braces are literal.

use std::ops::Range;

use memchr::memchr2;

use crate::scalar::Id;

/// A piece of a prose text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Text that is printed as it is.
    Text(&'a str),
    /// A figure id.
    Figure(&'a str),
}

/// The pieces of a prose text, each with its bytes in it.
#[must_use]
pub fn pieces(text: &str) -> Vec<(Piece<'_>, Range<usize>)> {
    let mut pieces = Vec::new();
    let mut literal = 0;
    let mut at = 0;
    let push_text = |pieces: &mut Vec<_>, range: Range<usize>| {
        if !range.is_empty() {
            pieces.push((Piece::Text(&text[range.clone()]), range));
        }
    };
    while let Some(found) = memchr2(b'{', b'\\', &text.as_bytes()[at..]) {
        let start = at + found;
        if text[start..].starts_with("\\{") {
            push_text(&mut pieces, literal..start);
            // The brace itself starts the next literal; the backslash is dropped.
            literal = start + 1;
            at = start + 2;
        } else if let Some(end) = figure_end(&text[start..]) {
            push_text(&mut pieces, literal..start);
            pieces.push((Piece::Figure(&text[start + 1..start + end - 1]), start..start + end));
            at = start + end;
            literal = at;
        } else {
            at = start + 1;
        }
    }
    push_text(&mut pieces, literal..text.len());
    pieces
}

/// Length of the placeholder that a text starts with.
fn figure_end(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('{')?;
    let end = inner.find('}')?;
    let mut segments = inner[..end].split('.');
    (inner[..end].contains('.') && segments.all(Id::is_valid)).then_some(end + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        pieces(text)
            .into_iter()
            .map(|(piece, _)| match piece {
                Piece::Text(text) => text.to_owned(),
                Piece::Figure(id) => format!("<{id}>"),
            })
            .collect()
    }

    #[test]
    fn only_figure_ids_are_placeholders() {
        for (text, expected) in [
            ("共{funding.total.executed}万元", "共<funding.total.executed>万元"),
            (r"印 \{a.b} 号", "印 {a.b} 号"),
            ("{x} {} { {{ 1.2 }} {a.b", "{x} {} { {{ 1.2 }} {a.b"),
            ("{a.b}{c.d}", "<a.b><c.d>"),
            (r"\\{a.b}", r"\{a.b}"),
            (r"\a.b} C:\x.y}", r"\a.b} C:\x.y}"),
            ("{甲.乙}", "{甲.乙}"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn text_without_braces_is_one_piece(text in "[^{\\\\]*") {
            proptest::prop_assert_eq!(shown(&text), text);
        }

        #[test]
        fn pieces_never_panic(text in ".*[{}\\\\a.]*.*") {
            let _ = pieces(&text);
        }
    }
}
