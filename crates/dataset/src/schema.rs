//! The JSON Schema of a dataset, and the titles of its fields.

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

/// The Chinese titles along a JSON pointer into a dataset, for example `资金来源 第 1 项 › 执行数`.
///
/// Keys that the schema does not know are shown as they are.
#[must_use]
pub fn titles(pointer: &str) -> String {
    let root = root();
    let mut node = root;
    let mut words: Vec<String> = Vec::new();
    for segment in pointer.split('/').skip(1) {
        let segment = segment.replace("~1", "/").replace("~0", "~");
        node = resolve(root, node);
        if let (Ok(index), Some(items)) = (segment.parse::<usize>(), node.get("items")) {
            node = items;
            let item = format!("第 {} 项", index + 1);
            match words.last_mut() {
                Some(last) => *last = format!("{last}{item}"),
                None => words.push(item),
            }
            continue;
        }
        let next = node.get("properties").and_then(|properties| properties.get(&segment));
        let title = next.and_then(|next| next.get("title")).and_then(Value::as_str);
        words.push(title.map_or_else(|| segment.clone(), str::to_owned));
        node = next.or_else(|| node.get("additionalProperties")).unwrap_or(&Value::Null);
    }
    words.join(" › ")
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
fn root() -> &'static Value {
    static SCHEMA: OnceLock<Value> = OnceLock::new();
    SCHEMA.get_or_init(schema)
}

/// Follows `$ref` and the `anyOf` that marks an optional record.
fn resolve<'a>(root: &'a Value, mut node: &'a Value) -> &'a Value {
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
    fn a_pointer_is_read_in_chinese() {
        assert_eq!(titles("/funding/0/executed"), "资金来源第 1 项 › 执行数");
        assert_eq!(
            titles("/observations/2/deviation/reasons/0"),
            "指标执行情况第 3 项 › 偏差原因分析 › 偏差原因第 1 项"
        );
        assert_eq!(titles("/nonsense/x"), "nonsense › x");
        assert_eq!(titles(""), "");
    }

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
