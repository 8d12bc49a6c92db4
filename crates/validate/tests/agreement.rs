//! The typed reader and the JSON Schema say the same: what one accepts the other accepts, and whatever the typed reader
//! refuses is explained by a finding that names the fault.

use std::sync::OnceLock;

use jianbao_dataset::{FORMATS, decode, read, schema};
use jianbao_validate::Validator;
use proptest::prelude::*;
use serde_json::{Value, json};

const EXAMPLE: &str = include_str!("../../../examples/nanchang-2020/dataset.json");

/// A change of one place of a dataset.
#[derive(Debug, Clone)]
enum Mutation {
    Set(Value),
    Remove,
    AddKey,
    RenameKey,
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let values = prop_oneof![
        Just(json!(null)),
        Just(json!(0)),
        Just(json!(-1)),
        Just(json!(1.5)),
        Just(json!("")),
        Just(json!("text")),
        Just(json!("2020-06")),
        Just(json!("2020-13-01")),
        Just(json!("12.50")),
        Just(json!("-3")),
        Just(json!("1e3")),
        Just(json!("0.00000000000000000000000000001")),
        Just(json!("two\nlines")),
        Just(json!("\u{7}")),
        Just(json!(true)),
        Just(json!([])),
        Just(json!(["2019-12", "2020-03"])),
        Just(json!({})),
        Just(json!({ "not_applicable": "reason" })),
        Just(json!({ "not_applicable": "" })),
        Just(json!({ "not_applicable": "reason", "number": 1 })),
        Just(json!({ "number": 1 })),
    ];
    prop_oneof![
        6 => values.prop_map(Mutation::Set),
        1 => Just(Mutation::Remove),
        1 => Just(Mutation::AddKey),
        1 => Just(Mutation::RenameKey),
    ]
}

/// All places of a value, as JSON pointers.
fn places(value: &Value, pointer: &str, all: &mut Vec<String>) {
    all.push(pointer.to_owned());
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, inner)| places(inner, &format!("{pointer}/{key}"), all)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, inner)| places(inner, &format!("{pointer}/{at}"), all));
        }
        _ => {}
    }
}

fn apply(dataset: &mut Value, pointer: &str, mutation: &Mutation) {
    let (parent, last) = pointer.rsplit_once('/').unwrap_or_default();
    match mutation {
        Mutation::Set(value) => {
            if let Some(place) = dataset.pointer_mut(pointer) {
                *place = value.clone();
            }
        }
        Mutation::AddKey => {
            if let Some(Value::Object(fields)) = dataset.pointer_mut(pointer) {
                fields.insert("surprise".to_owned(), json!(1));
            }
        }
        Mutation::Remove => match dataset.pointer_mut(parent) {
            Some(Value::Object(fields)) => drop(fields.remove(last)),
            Some(Value::Array(items)) => drop(items.remove(last.parse().expect("an index"))),
            _ => {}
        },
        Mutation::RenameKey => {
            if let Some(Value::Object(fields)) = dataset.pointer_mut(parent)
                && let Some(value) = fields.remove(last)
            {
                fields.insert(format!("{last}x"), value);
            }
        }
    }
}

fn schema_accepts(dataset: &Value) -> bool {
    static VALIDATOR: OnceLock<jsonschema::Validator> = OnceLock::new();
    VALIDATOR.get_or_init(validator).is_valid(dataset)
}

fn validator() -> jsonschema::Validator {
    let options = jsonschema::draft202012::options().should_validate_formats(true);
    let options = FORMATS.iter().fold(options, |options, &(name, check)| options.with_format(name, check));
    options.build(&schema()).expect("the schema is a schema")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn the_typed_reader_and_the_schema_agree(at in any::<prop::sample::Index>(), mutation in mutation()) {
        let mut dataset: Value = serde_json::from_str(EXAMPLE).expect("the example is JSON");
        let mut all = Vec::new();
        places(&dataset, "", &mut all);
        let pointer = at.get(&all).clone();
        apply(&mut dataset, &pointer, &mutation);
        let text = dataset.to_string();
        let source = decode("mutated.json", text.as_bytes()).expect("UTF-8");
        let typed = read(&source).is_ok();
        prop_assert_eq!(typed, schema_accepts(&dataset), "{} {:?}", pointer, mutation);
        if !typed {
            let findings = Validator::default().validate("mutated.json", text.as_bytes()).expect_err("refused");
            prop_assert!(findings.iter().all(|finding| finding.code != "S-SHAPE"), "unexplained: {:?}", findings);
            prop_assert!(findings.iter().all(|finding| finding.span.is_some()), "without a place: {:?}", findings);
        }
    }
}

#[test]
fn the_example_is_accepted_by_both() {
    let dataset: Value = serde_json::from_str(EXAMPLE).expect("the example is JSON");
    assert!(schema_accepts(&dataset));
    assert!(Validator::default().validate("example", EXAMPLE.as_bytes()).is_ok());
}
