//! A dataset in which every field is filled, so that a layout can be checked without one: what its templates may name, what
//! its tables and forms look like.

use std::sync::Arc;

use jianbao_calculate::{Ledger, calculate};
use jianbao_dataset::{Dataset, decode, read};
use jianbao_layout::{Layout, Manifest};
use serde_json::{Value, json};

/// The dataset; a test says that it has every field of the schema.
const SAMPLE: &str = include_str!("sample.json");

/// What the ids of its records begin with, to tell them from words of figure ids such as `total`.
pub(crate) const OWN_ID: &str = "sample-";

/// The dataset for a layout, with its text blocks and detail tables. `kind` leaves out what a dataset of that kind does not
/// have; without it project and department are both there.
pub(crate) fn sample(layout: &Layout, kind: Option<&str>, tables: &[String]) -> Option<(Arc<Dataset>, Arc<Ledger>)> {
    let mut value: Value = serde_json::from_str(SAMPLE).ok()?;
    let manifest = &layout.manifest;
    for key in manifest.narrative.keys() {
        value["narrative"][key] = json!("示例文字。");
    }
    if let Some(kind) = kind {
        value["kind"] = json!(kind);
        let other = if kind == "project" { "department" } else { "project" };
        value[other] = Value::Null;
    }
    for id in tables {
        let table = detail_table(&value["detail_tables"][0], id, manifest);
        value["detail_tables"].as_array_mut()?.push(table);
    }
    let source = decode("sample.json", value.to_string().as_bytes()).ok()?;
    let dataset = read(&source).ok()?;
    let ledger = calculate(&dataset, &manifest.policies);
    Some((Arc::new(dataset), Arc::new(ledger)))
}

/// A detail table under an id that the layout names, with the columns that the layout wants of it.
fn detail_table(like: &Value, id: &str, manifest: &Manifest) -> Value {
    let mut table = like.clone();
    table["id"] = json!(id);
    table["reconciles_with"] = Value::Null;
    let source = format!("detail_tables.{id}");
    let wanted = manifest.tables.iter().filter(|spec| spec.source == source).flat_map(|spec| &spec.columns);
    for column in wanted.filter(|column| column.field != "number") {
        let known = table["columns"].as_array().is_some_and(|all| all.iter().any(|one| one["key"] == *column.field));
        if let (false, Some(columns)) = (known, table["columns"].as_array_mut()) {
            columns.push(json!({ "key": column.field, "title": column.title, "type": "text" }));
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The places of all fields of a schema: keys of records, `*` for the items of a list.
    fn fields(schema: &Value, root: &Value, path: &str, found: &mut BTreeSet<String>) {
        if let Some(name) = schema["$ref"].as_str().and_then(|name| name.strip_prefix("#/$defs/")) {
            return fields(&root["$defs"][name], root, path, found);
        }
        for alternative in ["anyOf", "oneOf"].iter().filter_map(|key| schema[key].as_array()).flatten() {
            fields(alternative, root, path, found);
        }
        for (key, field) in schema["properties"].as_object().into_iter().flatten() {
            if !["not_applicable", "$schema"].contains(&key.as_str()) {
                found.insert(format!("{path}/{key}"));
                fields(field, root, &format!("{path}/{key}"), found);
            }
        }
        if schema["items"].is_object() {
            fields(&schema["items"], root, &format!("{path}/*"), found);
        }
    }

    fn filled(value: &Value, path: &str, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(fields) => {
                for (key, field) in fields.iter().filter(|(_, field)| !field.is_null()) {
                    found.insert(format!("{path}/{key}"));
                    filled(field, &format!("{path}/{key}"), found);
                }
            }
            Value::Array(items) => items.iter().for_each(|item| filled(item, &format!("{path}/*"), found)),
            _ => {}
        }
    }

    #[test]
    fn every_field_is_filled() {
        let schema = jianbao_dataset::schema();
        let (mut all, mut there) = (BTreeSet::new(), BTreeSet::new());
        fields(&schema, &schema, "", &mut all);
        filled(&serde_json::from_str(SAMPLE).expect("it is JSON"), "", &mut there);
        let missing: Vec<&String> = all.difference(&there).collect();
        assert!(all.len() > 150, "only {} fields were found in the schema", all.len());
        assert!(missing.is_empty(), "fill in sample.json: {missing:?}");
    }
}
