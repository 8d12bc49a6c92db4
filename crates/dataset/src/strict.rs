//! Records are read from JSON objects only.
//!
//! The readers that serde derives also accept a record as a list of its fields in order, which no JSON Schema of ours
//! allows and no reader of a dataset would understand. This adapter stands between the parser and those readers and asks
//! the parser for an object wherever a record is read; everything else passes through.

//!
//! The same adapter stands in front of two parsers. `sonic-rs` is fast and only asked whether a text is a dataset; `serde_json`
//! says what is wrong with one that is not. They differ in how they hand out the text of a value, which [`Raw`] hides.

use std::borrow::Cow;
use std::fmt;

use serde::Deserializer;
use serde::de::{Deserialize, DeserializeSeed, EnumAccess, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::depth::is_deeper;

/// Reads a value from JSON text, records from objects only.
pub(crate) fn from_str<'de, T: Deserialize<'de>>(text: &'de str) -> serde_json::Result<T> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = T::deserialize(Strict::<_, SERDE_JSON>(&mut deserializer))?;
    deserializer.end()?;
    Ok(value)
}

/// The same as [`from_str`], faster; `None` where the text is no such value, or where the fast parser is not sure.
pub(crate) fn fast<'de, T: Deserialize<'de>>(text: &'de str) -> Option<T> {
    if is_deeper(text, DEEPEST) {
        return None;
    }
    let mut deserializer = sonic_rs::Deserializer::from_str(text);
    let value = T::deserialize(Strict::<_, SONIC>(&mut deserializer)).ok()?;
    deserializer.end().ok()?;
    Some(value)
}

/// Deeper than any dataset. The fast parser skips values by recursion and has no limit of its own: what is deeper would take all of
/// the stack.
const DEEPEST: usize = 32;

/// The JSON text of a value, which must be read before the value's type is known: a number, or something that may not apply.
pub(crate) struct Raw<'a>(pub(crate) &'a str);

/// The name under which the adapter is asked for the text of a value.
const RAW: &str = "$jianbao::Raw";

impl<'de> Deserialize<'de> for Raw<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct RawVisitor;

        impl<'de> Visitor<'de> for RawVisitor {
            type Value = Raw<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("any JSON value")
            }

            // From the adapter in front of the fast parser.
            fn visit_borrowed_str<E: serde::de::Error>(self, raw: &'de str) -> Result<Raw<'de>, E> {
                Ok(Raw(raw))
            }

            // From serde_json, with or without the adapter.
            fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw<'de>, D::Error> {
                <&'de RawValue>::deserialize(deserializer).map(|raw| Raw(raw.get()))
            }
        }

        deserializer.deserialize_newtype_struct(RAW, RawVisitor)
    }
}

/// Which parser stands behind the adapter.
const SERDE_JSON: bool = false;
const SONIC: bool = true;

/// The adapter, around a deserializer, a visitor, an access or a seed.
struct Strict<T, const PARSER: bool>(T);

macro_rules! pass_through {
    ($($method:ident($($argument:ident: $type:ty),*))+) => {
        $(fn $method<V: Visitor<'de>>(self, $($argument: $type,)* visitor: V) -> Result<V::Value, D::Error> {
            self.0.$method($($argument,)* Strict::<_, PARSER>(visitor))
        })+
    };
}

impl<'de, D: Deserializer<'de>, const PARSER: bool> Deserializer<'de> for Strict<D, PARSER> {
    type Error = D::Error;

    pass_through! {
        deserialize_any() deserialize_bool() deserialize_i8() deserialize_i16() deserialize_i32() deserialize_i64()
        deserialize_u8() deserialize_u16() deserialize_u32() deserialize_u64() deserialize_f32() deserialize_f64()
        deserialize_char() deserialize_str() deserialize_string() deserialize_bytes() deserialize_byte_buf()
        deserialize_option() deserialize_unit() deserialize_seq() deserialize_map() deserialize_identifier()
        deserialize_ignored_any()
        deserialize_unit_struct(name: &'static str)
        deserialize_tuple(length: usize)
        deserialize_tuple_struct(name: &'static str, length: usize)
        deserialize_enum(name: &'static str, variants: &'static [&'static str])
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, D::Error> {
        if PARSER == SONIC && name == RAW {
            let value = sonic_rs::LazyValue::deserialize(self.0)?;
            return match value.as_raw_cow() {
                Cow::Borrowed(raw) => visitor.visit_borrowed_str(raw),
                Cow::Owned(_) => Err(serde::de::Error::custom("the text of the value is not at hand")),
            };
        }
        self.0.deserialize_newtype_struct(name, Strict::<_, PARSER>(visitor))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_map(Strict::<_, PARSER>(visitor))
    }
}

macro_rules! visit {
    ($($method:ident $type:ty),+) => {
        $(fn $method<E: serde::de::Error>(self, value: $type) -> Result<V::Value, E> {
            self.0.$method(value)
        })+
    };
}

impl<'de, V: Visitor<'de>, const PARSER: bool> Visitor<'de> for Strict<V, PARSER> {
    type Value = V::Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(formatter)
    }

    visit!(
        visit_bool bool, visit_i64 i64, visit_u64 u64, visit_f64 f64, visit_str &str, visit_borrowed_str &'de str, visit_string String,
        visit_bytes &[u8], visit_borrowed_bytes &'de [u8], visit_byte_buf Vec<u8>
    );

    fn visit_none<E: serde::de::Error>(self) -> Result<V::Value, E> {
        self.0.visit_none()
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<V::Value, E> {
        self.0.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        self.0.visit_some(Strict::<_, PARSER>(deserializer))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        self.0.visit_newtype_struct(Strict::<_, PARSER>(deserializer))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<V::Value, A::Error> {
        self.0.visit_seq(Strict::<_, PARSER>(access))
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(Strict::<_, PARSER>(access))
    }

    // The variants of our enums hold nothing, so there is nothing to adapt inside them.
    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<V::Value, A::Error> {
        self.0.visit_enum(access)
    }
}

impl<'de, S: DeserializeSeed<'de>, const PARSER: bool> DeserializeSeed<'de> for Strict<S, PARSER> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        self.0.deserialize(Strict::<_, PARSER>(deserializer))
    }
}

impl<'de, A: SeqAccess<'de>, const PARSER: bool> SeqAccess<'de> for Strict<A, PARSER> {
    type Error = A::Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, A::Error> {
        self.0.next_element_seed(Strict::<_, PARSER>(seed))
    }

    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

impl<'de, A: MapAccess<'de>, const PARSER: bool> MapAccess<'de> for Strict<A, PARSER> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        // Keys are text; serde_json's RawValue, which recognises its own key, must see them as they are.
        self.0.next_key_seed(seed)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, A::Error> {
        self.0.next_value_seed(Strict::<_, PARSER>(seed))
    }

    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::{Covers, Dataset};

    #[test]
    fn a_record_is_not_a_list() {
        let list = r#"["2019-12", "2020-03"]"#;
        assert!(serde_json::from_str::<Covers>(list).is_ok(), "what the adapter is for");
        assert!(super::from_str::<Covers>(list).is_err() && super::fast::<Covers>(list).is_none());
        let record = r#"{"from": "2019-12", "to": "2020-03"}"#;
        assert!(super::from_str::<Covers>(record).is_ok() && super::fast::<Covers>(record).is_some());
        assert!(super::from_str::<Vec<Covers>>("[[\"2019-12\", \"2020-03\"]]").is_err());
    }

    /// Pieces of JSON, and of what only looks like it, that are put into a dataset's text anywhere.
    const PIECES: &[&str] = &[
        "\"",
        "\\",
        "\\\"",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        " ",
        "\n",
        "\t",
        "\r",
        "\u{b}",
        "\0",
        "\u{1f}",
        "\u{7f}",
        "\u{85}",
        "\u{feff}",
        "\\u0000",
        "\\u0041",
        "\\ud800",
        "\\udc00",
        "\\ud83d\\ude00",
        "\\uD800\\u0041",
        "\\x",
        "\\/",
        "\\b",
        "0",
        "-",
        "01",
        "1.",
        ".5",
        "1e5",
        "1E+2",
        "1e999",
        "--1",
        "+1",
        "NaN",
        "Infinity",
        "null",
        "nul",
        "true",
        "tru",
        "[[[[[[[[",
        "{}",
        "\"x\":1,",
        "\"number\":1,",
        "/*c*/",
        "//c\n",
        "'",
        "“",
        "，",
        "12345678901234567890123456789",
        "0.00000000000000000000000000001",
        "{\"not_applicable\": \"x\"}",
        "{\"not\\u005fapplicable\": \"x\"}",
    ];

    fn agree(text: &str) -> Result<(), TestCaseError> {
        let exact = super::from_str::<Dataset>(text);
        match (super::fast::<Dataset>(text), exact) {
            (Some(fast), Ok(exact)) => prop_assert_eq!(fast, exact),
            (None, Err(_)) => {}
            (fast, exact) => {
                return Err(TestCaseError::fail(format!("fast {}, exact {:?}: {text}", fast.is_some(), exact.err())));
            }
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

        #[test]
        fn both_parsers_accept_the_same_texts(
            edits in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..4, prop::sample::select(PIECES)), 1..4)
        ) {
            let mut text = include_str!("../../../examples/kuangye-2019/dataset.json").to_owned();
            for (at, removed, piece) in edits {
                let start = at.index(text.len());
                let start = (0..=start).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
                let end = text[start..].char_indices().nth(removed).map_or(text.len(), |(length, _)| start + length);
                text.replace_range(start..end, piece);
            }
            agree(&text)?;
        }
    }

    #[test]
    fn depth_does_not_overflow_the_stack() {
        let text = include_str!("../../../examples/kuangye-2019/dataset.json");
        for levels in [100, 900, 100_000] {
            for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
                let deep = open.repeat(levels) + "1" + &close.repeat(levels);
                for text in [
                    deep.clone(),
                    text.replacen("71.4", &deep, 1),
                    text.replacen("\"narrative\"", &open.repeat(levels), 1),
                ] {
                    assert!(super::fast::<Dataset>(&text).is_none() && super::from_str::<Dataset>(&text).is_err());
                }
            }
        }
    }

    #[test]
    fn both_parsers_accept_the_examples() {
        for text in [
            include_str!("../../../examples/nanchang-2020/dataset.json"),
            include_str!("../../../examples/department-2024/dataset.json"),
            include_str!("../../../examples/beiling-training-2024-round-2/dataset.json"),
        ] {
            assert!(super::fast::<Dataset>(text).is_some());
            agree(text).expect("the same dataset");
        }
    }
}
