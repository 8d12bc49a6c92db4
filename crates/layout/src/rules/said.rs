//! A text that an agency writes in one language or in both.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// A text: `"…"`, which then stands for both languages, or `{ zh = "…", en = "…" }`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Said {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
    /// Whether both were written.
    #[serde(skip)]
    both: bool,
}

impl Said {
    /// Its versions with the keys under which they stand.
    #[must_use]
    pub fn versions(&self) -> [(&str, &str); 2] {
        if self.both { [("/zh", &self.zh), ("/en", &self.en)] } else { [("", &self.zh), ("", &self.en)] }
    }
}

impl<'de> Deserialize<'de> for Said {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;

        impl<'de> Visitor<'de> for Either {
            type Value = Said;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a text, or { zh = \"…\", en = \"…\" }")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Said, E> {
                if text.trim().is_empty() {
                    return Err(E::custom("the text is empty"));
                }
                Ok(Said { zh: text.to_owned(), en: text.to_owned(), both: false })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Said, A::Error> {
                #[derive(Deserialize)]
                #[serde(deny_unknown_fields)]
                struct Both {
                    zh: String,
                    en: String,
                }
                let Both { zh, en } = Both::deserialize(MapAccessDeserializer::new(map))?;
                if zh.trim().is_empty() || en.trim().is_empty() {
                    return Err(A::Error::custom("the text is empty"));
                }
                Ok(Said { zh, en, both: true })
            }
        }

        deserializer.deserialize_any(Either)
    }
}

impl JsonSchema for Said {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Said".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": ["string", "object"],
            "minLength": 1,
            "properties": {
                "zh": { "type": "string", "description": "Chinese.", "minLength": 1 },
                "en": { "type": "string", "description": "English.", "minLength": 1 }
            },
            "required": ["zh", "en"],
            "additionalProperties": false
        })
    }
}
