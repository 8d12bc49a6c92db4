//! The schema and the strict reader agree on every kind of field of the example, set to everything that looks like a value,
//! and left out. Random changes are tried elsewhere; here none is left to chance.
#![allow(clippy::unwrap_used, reason = "a test program")]

use std::collections::BTreeSet;

use jianbao_dataset::{FORMATS, decode, read, schema};
use serde_json::{Value, json};

/// The example with at most two entries in each list, so that every kind of field is there and little else.
fn example() -> Value {
    let mut dataset = serde_json::from_slice(include_bytes!("../../../examples/nanchang-2020/dataset.json")).unwrap();
    shorten(&mut dataset);
    dataset
}

fn shorten(value: &mut Value) {
    match value {
        Value::Array(items) => {
            items.truncate(2);
            items.iter_mut().for_each(shorten);
        }
        Value::Object(fields) => fields.values_mut().for_each(shorten),
        _ => {}
    }
}

/// The pointers of all values, one for all entries of a list and all columns of a table.
fn pointers(value: &Value) -> Vec<String> {
    fn walk(value: &Value, pointer: &str, kinds: &mut BTreeSet<String>, found: &mut Vec<String>) {
        let kind = pointer.split('/').map(|part| if part.parse::<u32>().is_ok() { "*" } else { part });
        if kinds.insert(kind.collect::<Vec<_>>().join("/")) {
            found.push(pointer.to_owned());
        }
        match value {
            Value::Array(items) => {
                for (at, item) in items.iter().enumerate() {
                    walk(item, &format!("{pointer}/{at}"), kinds, found);
                }
            }
            Value::Object(fields) => {
                for (key, field) in fields {
                    walk(field, &format!("{pointer}/{key}"), kinds, found);
                }
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    walk(value, "", &mut BTreeSet::new(), &mut found);
    found
}

fn replacements() -> Vec<Value> {
    vec![
        json!(null),
        json!(true),
        json!(0),
        json!(1),
        json!(-1),
        json!(2.5),
        json!(300),
        json!(70_000),
        json!(""),
        json!(" "),
        json!("x"),
        json!("X y"),
        json!("1.50"),
        json!("-1.50"),
        json!("01"),
        json!("12345678901234567890123456789"),
        json!("2020"),
        json!("2020-06"),
        json!("2020-06-31"),
        json!("2020-06-30"),
        json!("a\nb"),
        json!("a\tb"),
        json!([]),
        json!([null]),
        json!(["x", "x"]),
        json!({}),
        json!({ "not_applicable": "无" }),
        json!({ "not_applicable": "" }),
        json!({ "not_applicable": "无", "x": 1 }),
        json!({ "x": 1 }),
    ]
}

#[test]
fn schema_and_reader_agree() {
    let options = jsonschema::draft202012::options().should_validate_formats(true);
    let options = FORMATS.iter().fold(options, |options, &(name, check)| options.with_format(name, check));
    let validator = options.build(&schema()).unwrap();
    let example = example();
    let (mut accepted, mut refused, mut wrong) = (0, 0, Vec::new());
    let mut compare = |dataset: &Value, what: String| {
        let by_reader = read(&decode("dataset.json", dataset.to_string().as_bytes()).unwrap()).is_ok();
        let by_schema = validator.is_valid(dataset);
        match (by_reader, by_schema) {
            (true, true) => accepted += 1,
            (false, false) => refused += 1,
            (true, false) => wrong.push(format!("only the reader accepts {what}")),
            (false, true) => wrong.push(format!("only the schema accepts {what}")),
        }
    };
    compare(&example, "the example".to_owned());
    for pointer in pointers(&example) {
        for replacement in replacements() {
            let mut dataset = example.clone();
            let what = format!("{replacement} at {pointer}");
            *dataset.pointer_mut(&pointer).unwrap() = replacement;
            compare(&dataset, what);
        }
        let Some((parent, key)) = pointer.rsplit_once('/') else { continue };
        let mut dataset = example.clone();
        if let Some(fields) = dataset.pointer_mut(parent).and_then(Value::as_object_mut) {
            fields.remove(key);
            compare(&dataset, format!("a dataset without {pointer}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), accepted + refused + wrong.len(), wrong.join("\n"));
    assert!(accepted > 500 && refused > 2000, "{accepted} accepted, {refused} refused");
}
