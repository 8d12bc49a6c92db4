//! The conformance kit on the three examples, through the command that their authors run.

use serde_json::Value;

use crate::support::{self, Example};

fn conforms(example: &Example) {
    let work = jianbao_tests::Work::new();
    let file = example.path().display().to_string();
    let arguments = ["exporter", "test", &file, "--format", "json"];
    let run = jianbao_tests::run(&jianbao_tests::binary(), &arguments, &work.path(""), &[], None);
    let report: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {}", run.stderr));
    let passed = report["cases"].as_array().unwrap().iter().filter(|case| case["verdict"] == "pass").count();
    assert_eq!((run.code, &report["failed"]), (Some(0), &Value::from(0)), "{}", run.stdout);
    assert!(passed > 25, "only {passed} cases were run");
}

#[test]
fn markdown_passes() {
    conforms(support::markdown());
}

#[test]
fn text_passes() {
    conforms(support::text());
}

#[test]
fn csv_passes() {
    conforms(support::csv());
}
