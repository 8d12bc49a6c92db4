//! The JSON Schema of a dataset, and the keys of its fields.

use std::sync::OnceLock;

use serde_json::Value;

use crate::Dataset;
use crate::scalar::{Date, NumberError, PartialDate, parse_number};

/// Stable address of the schema.
pub const SCHEMA_ID: &str = "urn:jianbao:schema:dataset:1.0";

/// Whether a text has a format.
pub type FormatCheck = fn(&str) -> bool;

/// The formats that the schema names, each with the check behind it. A validator that does not know them accepts such texts.
pub const FORMATS: &[(&str, FormatCheck)] = &[
    ("x-decimal-28", |text| parse_number(text) != Err(NumberError::TooManyDigits)),
    ("x-date", |text| text.parse::<Date>().is_ok()),
    ("x-partial-date", |text| text.parse::<PartialDate>().is_ok()),
];

/// The JSON Schema (2020-12) of a dataset.
#[must_use]
pub fn schema() -> Value {
    let mut schema = schemars::schema_for!(Dataset);
    schema.insert("$id".to_owned(), SCHEMA_ID.into());
    schema.to_value()
}

/// The keys that the object at a JSON pointer may have, as the schema says; empty where it may have any.
#[must_use]
pub fn keys(pointer: &str) -> Vec<String> {
    let root = root();
    let mut node = resolve(root, root);
    for segment in pointer.split('/').skip(1) {
        let next = if segment.parse::<usize>().is_ok() { node.get("items") } else { None };
        let next = next.or_else(|| node.get("properties")?.get(segment)).or_else(|| node.get("additionalProperties"));
        let Some(next) = next else { return Vec::new() };
        node = resolve(root, next);
    }
    node.get("properties").and_then(Value::as_object).map(|keys| keys.keys().cloned().collect()).unwrap_or_default()
}

/// The schema, made once.
pub(crate) fn root() -> &'static Value {
    static SCHEMA: OnceLock<Value> = OnceLock::new();
    SCHEMA.get_or_init(schema)
}

/// Follows `$ref` and the `anyOf` that marks an optional record.
pub(crate) fn resolve<'a>(root: &'a Value, mut node: &'a Value) -> &'a Value {
    loop {
        let reference = node.get("$ref").or_else(|| node.get("anyOf")?.get(0)?.get("$ref")).and_then(Value::as_str);
        let Some(target) = reference.and_then(|name| root.pointer(name.strip_prefix('#')?)) else { return node };
        node = target;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_a_chinese_title_and_a_description() {
        fn walk(path: &str, node: &Value, missing: &mut Vec<String>) {
            if let Some(properties) = node.get("properties").and_then(Value::as_object) {
                for (name, field) in properties {
                    let title = field.get("title").and_then(Value::as_str).unwrap_or_default();
                    if title.is_ascii() || field.get("description").is_none() {
                        missing.push(format!("{path}/{name}"));
                    }
                    walk(&format!("{path}/{name}"), field, missing);
                }
            }
            if let Some(defs) = node.get("$defs").and_then(Value::as_object) {
                for (name, def) in defs {
                    walk(name, def, missing);
                }
            }
        }
        let mut missing = Vec::new();
        walk("", &schema(), &mut missing);
        assert!(missing.is_empty(), "without Chinese title or description: {missing:?}");
    }
}
