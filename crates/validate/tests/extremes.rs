//! Rules compute with whatever a dataset may hold: the largest numbers, zero, and the first and last dates are no panic.
#![allow(clippy::unwrap_used, reason = "a test program")]

use jianbao_validate::Validator;
use serde_json::{Value, json};

/// Values that are put in place of a number, and of a date.
const NUMBERS: [&str; 4] =
    ["0", "9999999999999999999999999999", "0.0000000000000000000000000001", "79228162514.26433759354395033"];
const DATES: [&str; 4] = ["0001-01-01", "9999-12-31", "9999", "2020-02"];

/// Pointers of the numbers and dates of a value.
fn leaves(value: &Value, pointer: &str, found: &mut Vec<(String, bool)>) {
    match value {
        Value::Object(fields) => {
            for (key, field) in fields {
                leaves(field, &format!("{pointer}/{key}"), found);
            }
        }
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                leaves(item, &format!("{pointer}/{at}"), found);
            }
        }
        Value::Number(_) => found.push((pointer.to_owned(), true)),
        Value::String(text) if text.starts_with("20") && text.len() <= 10 => found.push((pointer.to_owned(), false)),
        _ => {}
    }
}

#[test]
fn no_number_and_no_date_makes_a_rule_panic() {
    let example = include_str!("../../../examples/nanchang-2020/dataset.json");
    let example: Value = serde_json::from_str(example).unwrap();
    let validator = Validator::default();
    let mut places = Vec::new();
    leaves(&example, "", &mut places);
    assert!(places.len() > 100, "{}", places.len());
    let mut accepted = 0;
    for (pointer, is_number) in &places {
        for value in if *is_number { NUMBERS } else { DATES } {
            let mut dataset = example.clone();
            *dataset.pointer_mut(pointer).unwrap() = json!(value);
            accepted += usize::from(validator.validate("dataset.json", dataset.to_string().as_bytes()).is_ok());
        }
    }
    assert!(accepted > places.len(), "{accepted} of {} datasets were accepted", places.len() * 4);
    let mut dataset = example;
    for (pointer, _) in places.iter().filter(|(_, is_number)| *is_number) {
        *dataset.pointer_mut(pointer).unwrap() = json!(NUMBERS[1]);
    }
    dataset["period"]["fiscal_year"] = json!(2020);
    for indicator in dataset["indicators"].as_array_mut().unwrap() {
        indicator.as_object_mut().unwrap().remove("cumulative_since");
    }
    for reported in dataset["reported"].as_array_mut().unwrap() {
        reported.as_object_mut().unwrap().remove("decimals");
    }
    let found = validator.validate("dataset.json", dataset.to_string().as_bytes());
    assert!(found.is_ok(), "{found:?}");
}
