//! Three different things that forms often print alike: not known, does not apply, and a value (which may be zero).

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Line;
use crate::strict::Raw;

/// A value that the dataset may not know, or that may not apply.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Stated<T> {
    /// `null`, or the key is missing: not known.
    #[default]
    Unknown,
    /// `{"not_applicable": "reason"}`: there can be no value, and why.
    NotApplicable(Line),
    /// A value, zero included.
    Value(T),
}

impl<T> Stated<T> {
    /// The value, where there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Unknown | Self::NotApplicable(_) => None,
        }
    }

    /// Whether it is not known.
    pub fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown)
    }
}

/// A value that is read from its own JSON text, because no untagged type may hold a number: those buffer it as floating point.
pub(crate) trait FromRaw: Sized {
    /// Reads the value from the text of one JSON value.
    fn from_raw(raw: &str) -> Result<Self, String>;
}

/// The notation of a value that does not apply.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct NotApplicable<T> {
    not_applicable: T,
}

impl<'de, T: FromRaw> Deserialize<'de> for Stated<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Raw(raw) = Raw::deserialize(deserializer)?;
        if raw == "null" {
            return Ok(Self::Unknown);
        }
        // A key may be written with escapes.
        let may_not_apply = raw.starts_with('{') && (raw.contains("not_applicable") || raw.contains('\\'));
        if may_not_apply && serde_json::from_str::<NotApplicable<Cow<'_, str>>>(raw).is_ok() {
            let reason: NotApplicable<Line> = serde_json::from_str(raw).map_err(D::Error::custom)?;
            return Ok(Self::NotApplicable(reason.not_applicable));
        }
        T::from_raw(raw).map(Self::Value).map_err(D::Error::custom)
    }
}

impl<T: Serialize> Serialize for Stated<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Unknown => serializer.serialize_none(),
            Self::NotApplicable(reason) => NotApplicable { not_applicable: reason.as_str() }.serialize(serializer),
            Self::Value(value) => value.serialize(serializer),
        }
    }
}

/// The schema of the value, widened by `null` and `{"not_applicable": …}`. Keywords speak only about their own JSON
/// types, so no `anyOf` is needed, whose errors name nothing.
impl<T: JsonSchema> JsonSchema for Stated<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Stated{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = T::json_schema(generator);
        let object = schema.ensure_object();
        let mut types = match object.remove("type") {
            Some(serde_json::Value::Array(types)) => types,
            Some(one) => vec![one],
            None => Vec::new(),
        };
        let holds_objects = types.iter().any(|name| name == "object");
        types.push("null".into());
        if !holds_objects {
            types.push("object".into());
            object.insert("additionalProperties".to_owned(), false.into());
            object.insert("required".to_owned(), serde_json::json!(["not_applicable"]));
        }
        object.insert("type".to_owned(), types.into());
        let properties = object.entry("properties").or_insert_with(|| serde_json::json!({}));
        if let Some(properties) = properties.as_object_mut() {
            let mut reason = Line::json_schema(generator);
            reason.insert("title".to_owned(), "不适用的原因".into());
            reason.insert("description".to_owned(), "Why there can be no value".into());
            properties.insert("not_applicable".to_owned(), reason.into());
        }
        if holds_objects {
            object
                .insert("dependentSchemas".to_owned(), serde_json::json!({ "not_applicable": { "maxProperties": 1 } }));
        }
        schema
    }
}

#[cfg(test)]
mod tests {
    use super::super::Amount;
    use super::*;

    #[test]
    fn unknown_zero_and_not_applicable_differ() {
        let read = |json: &str| serde_json::from_str::<Stated<Amount>>(json).expect(json);
        assert_eq!(read("null"), Stated::Unknown);
        assert!(matches!(read("0"), Stated::Value(Amount(zero)) if zero.is_zero()));
        assert!(matches!(read(r#"{"not_applicable": "无"}"#), Stated::NotApplicable(_)));
        for bad in [r#"{"not_applicable": ""}"#, "{}", r#"{"not_applicable": "x", "y": 1}"#, "[]", "false"] {
            assert!(serde_json::from_str::<Stated<Amount>>(bad).is_err(), "{bad}");
        }
    }
}
