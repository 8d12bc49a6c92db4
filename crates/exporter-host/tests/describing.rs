//! Exporters that describe themselves badly: each is refused before it sees a document, with what is wrong.
#![allow(clippy::unwrap_used, reason = "a helper of a test may fail like the test")]
#![cfg(unix)]

mod common;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use common::{compile, host, tight};
use jianbao_exporter_host::{HostError, HostErrorKind, Limits, Plugin, complete_options};
use serde_json::{Value, json};

fn describe(path: &Path, limits: Limits) -> HostError {
    host().with_limits(limits).describe(&Plugin::at(path).unwrap()).unwrap_err()
}

/// A program whose answer to the question is this line.
fn program(folder: &Path, line: &Value) -> Plugin {
    let path = folder.join("exporter");
    fs::write(&path, format!("#!/bin/sh\ncat <<'END'\n{line}\nEND\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    Plugin::at(&path).unwrap()
}

/// The error that such an answer gives.
fn answer(line: &Value) -> HostError {
    let folder = tempfile::tempdir().unwrap();
    host().describe(&program(folder.path(), line)).unwrap_err()
}

/// A description that is right but for the exporter's members that `change` holds.
fn changed(change: &Value) -> Value {
    let mut exporter = json!({ "id": "test.one", "title": "One", "version": "1.0.0",
        "outputs": [{ "role": "main", "extension": "txt", "media_type": "text/plain" }],
        "document_model": { "min": "1.0", "max": "1.0" } });
    for (name, value) in change.as_object().unwrap() {
        exporter[name] = value.clone();
    }
    json!({ "describe": 1, "exporters": [exporter] })
}

#[test]
fn what_contradicts_the_protocol_is_refused() {
    let output = |role: &str, extension: &str| {
        changed(&json!({ "outputs": [{ "role": role, "extension": extension, "media_type": "text/plain" }] }))
    };
    let options = |schema: Value| changed(&json!({ "options_schema": schema }));
    let property = |property: Value| options(json!({ "type": "object", "properties": { "size": property } }));
    let right = changed(&json!({}));
    let one = &right["exporters"][0];
    let cases = [
        (json!("text"), "invalid type: string \"text\""),
        (json!({}), "missing field `describe`"),
        (json!({ "describe": 2, "exporters": [one] }), "its format is 2, this version of Jianbao knows 1"),
        (json!({ "describe": 1, "exporters": [] }), "it lists no exporter"),
        (json!({ "describe": 1, "exporters": [one, one] }), "two exporters in it have the id test.one"),
        (changed(&json!({ "id": "" })), "an id that is not made of"),
        (changed(&json!({ "id": "../test" })), "an id that is not made of"),
        (changed(&json!({ "id": "x".repeat(101) })), "an id that is not made of"),
        (changed(&json!({ "id": null })), "invalid type: null"),
        (changed(&json!({ "title": "\u{1b}[2J" })), "control characters"),
        (changed(&json!({ "vendor": "x".repeat(1001) })), "more than 1000 bytes"),
        (changed(&json!({ "outputs": [] })), "lists no output"),
        (output("main", "../../x"), "role or extension"),
        (output("../main", "txt"), "role or extension"),
        (output("main", ""), "role or extension"),
        (changed(&json!({ "document_model": { "min": "one", "max": "1.0" } })), "are not versions"),
        (options(json!(7)), "options schema that is not an object"),
        (options(json!({ "type": 7 })), "options schema that cannot be used"),
        (options(json!({ "$ref": "https://example.org/schema" })), "options schema that cannot be used"),
        (property(json!({ "type": "integer", "default": "A4" })), "refuses: `size`: \"A4\" is not of type"),
        (property(json!({ "enum": ["A4"], "default": "A5" })), "refuses: `size`"),
    ];
    for (description, text) in cases {
        let error = answer(&json!({ "event": "done", "status": 0, "description": description }));
        assert_eq!(error.kind(), HostErrorKind::BadDescription, "{description}: {error}");
        assert!(error.to_string().contains(text), "{description}: {error}");
    }
}

#[test]
fn a_program_that_describes_nothing_says_nothing() {
    let error = answer(&json!({ "event": "done", "status": 0 }));
    assert_eq!(error.kind(), HostErrorKind::BadDescription);
    assert_eq!(error.to_string(), "exporter exporter did not describe itself");
    let long = json!({ "event": "done", "status": 0, "description": "x".repeat(3 << 20) });
    let error = answer(&long);
    assert_eq!(error.kind(), HostErrorKind::EndedEarly);
    assert!(error.to_string().contains("(a line is longer than 1048576 bytes)"), "{error}");
}

#[test]
fn a_library_that_describes_itself_badly_is_refused() {
    use HostErrorKind::{BadDescription, Failed, Refused, TimedOut};
    let cases = [
        ("NOT_JSON", BadDescription, "it is not JSON: expected value at line 1 column 1"),
        ("NOTHING", BadDescription, "did not describe itself"),
        ("HUGE_ONE", Refused, "its outputs are larger than 1048576 bytes"),
        ("SLOW", TimedOut, "took longer than"),
        ("FAILS", Failed, "there is no licence"),
    ];
    let folder = tempfile::tempdir().unwrap();
    for (mode, kind, text) in cases {
        let arguments = ["-shared", "-fPIC", &format!("-D{mode}")];
        let path = compile(folder.path(), "describes", &format!("{mode}.so"), &arguments);
        let limits = if mode == "SLOW" { tight() } else { Limits::default() };
        let error = describe(&path, limits);
        assert_eq!(error.kind(), kind, "{mode}: {error}");
        assert!(error.to_string().contains(text), "{mode}: {error}");
    }
}

#[test]
fn a_library_whose_panics_abort_costs_one_process() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("aborts.so");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rust/aborts.rs");
    let compiler = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let mut command = Command::new(&compiler);
    command.args(["--edition=2024", "--crate-type=cdylib", "-Cpanic=abort", "-o"]).arg(&path).arg(source);
    assert!(command.status().unwrap_or_else(|error| panic!("cannot run `{compiler}`: {error}")).success());
    let error = describe(&path, Limits::default());
    assert_eq!(error.kind(), HostErrorKind::Crashed, "{error}");
    assert!(error.to_string().contains("(signal 6)"), "{error}");
    assert!(error.stderr().contains("a panic of a library that aborts"), "{}", error.stderr());
}

/// A schema that leads to itself without an end must not be followed without an end by the host.
#[test]
fn a_schema_that_refers_to_itself_ends() {
    for schema in
        [json!({ "$ref": "#" }), json!({ "allOf": [{ "$ref": "#" }], "properties": { "a": { "$ref": "#" } } })]
    {
        let folder = tempfile::tempdir().unwrap();
        let line =
            json!({ "event": "done", "status": 0, "description": changed(&json!({ "options_schema": schema })) });
        let description = host().describe(&program(folder.path(), &line)).unwrap();
        let given = json!({ "a": {} });
        // Whether it fits is for the schema; that there is an answer at all is what counts.
        let result = complete_options(&description.exporters[0].options_schema, &given);
        assert_eq!(result.is_ok(), schema["properties"].is_object(), "{schema}");
    }
}
