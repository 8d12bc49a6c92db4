//! Text without control characters.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

/// A name or another text of one line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Line(String);

/// Plain paragraphs: a line break starts a new one. `{` + figure id + `}` is replaced by the figure; `\{` prints a brace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Prose(String);

/// The first character of a text that no document can print, and its index in characters: control characters and
/// the two code points that XML 1.0 leaves out. A line feed is allowed where `paragraphs` is true.
#[must_use]
pub fn forbidden_character(text: &str, paragraphs: bool) -> Option<(usize, char)> {
    if !suspicious(text.as_bytes(), paragraphs) {
        return None;
    }
    text.chars().enumerate().find(|&(_, character)| match character {
        '\n' => !paragraphs,
        '\u{fffe}' | '\u{ffff}' => true,
        other => other.is_control(),
    })
}

/// Whether the bytes of a text could hold a forbidden character. Nearly every text passes, so this is written for the compiler to
/// look at many bytes at once: whole blocks without leaving early.
fn suspicious(bytes: &[u8], paragraphs: bool) -> bool {
    const BLOCK: usize = 64;
    let allowed = if paragraphs { b'\n' } else { b' ' };
    // Control characters above DEL start with C2.
    let control = |byte: u8| (byte < b' ' && byte != allowed) || byte == 0x7f || byte == 0xc2;
    let mut any_bf = false;
    for block in bytes.chunks(BLOCK) {
        let look = |(found, bf): (bool, bool), &byte: &u8| (found || control(byte), bf || byte == 0xbf);
        let (found, bf) = block.iter().fold((false, false), look);
        if found {
            return true;
        }
        any_bf |= bf;
    }
    // U+FFFE and U+FFFF are EF BF BE and EF BF BF; no other character but U+FFC0 to U+FFFD starts so.
    any_bf && bytes.windows(2).any(|pair| pair == [0xef, 0xbf])
}

macro_rules! text_type {
    ($type:ident, $paragraphs:literal, $schema:tt) => {
        impl $type {
            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $type {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = Cow::<'de, str>::deserialize(deserializer)?;
                if text.is_empty() {
                    return Err(D::Error::custom("empty text"));
                }
                if let Some((_, character)) = forbidden_character(&text, $paragraphs) {
                    return Err(D::Error::custom(format_args!("control character U+{:04X}", u32::from(character))));
                }
                Ok(Self(text.into_owned()))
            }
        }

        impl JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    };
}

text_type!(Line, false, {
    "type": "string",
    "minLength": 1,
    "pattern": "^[^\\u0000-\\u001F\\u007F-\\u009F\\uFFFE\\uFFFF]*$",
});
text_type!(Prose, true, {
    "type": "string",
    "minLength": 1,
    "pattern": "^[^\\u0000-\\u0009\\u000B-\\u001F\\u007F-\\u009F\\uFFFE\\uFFFF]*$",
    "x-placeholders": true,
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_forbidden_character_is_found() {
        for character in (0..=u32::from(char::MAX)).filter_map(char::from_u32) {
            let text = format!("文{character}");
            let forbidden = character.is_control() || matches!(character, '\u{fffe}' | '\u{ffff}');
            assert_eq!(forbidden_character(&text, false), forbidden.then_some((1, character)));
        }
    }

    #[test]
    fn control_characters_are_refused() {
        for json in [r#""a\u000bb""#, r#""a\tb""#, r#""a\nb""#, r#""""#, r#""a\u0085""#, r#""\uffff""#] {
            assert!(serde_json::from_str::<Line>(json).is_err(), "{json}");
        }
        assert!(serde_json::from_str::<Prose>(r#""a\nb""#).is_ok());
        assert!(serde_json::from_str::<Line>("\"**a** | <b> {{ 1 }} 1. - # \u{e000}\"").is_ok());
    }
}
