//! Findings for programs: every line of JSON fits its schema, a SARIF log says what the text says.
#![allow(clippy::unwrap_used, reason = "a test program")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use jianbao_tests::{binary, example};
use serde_json::Value;

fn run(args: &[&str]) -> String {
    let output = Command::new(binary()).args(args).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_line_of_every_case_fits_the_schema() {
    let schema: Value = serde_json::from_str(&run(&["schema", "finding"])).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let known: BTreeSet<&str> = schema["properties"].as_object().unwrap().keys().map(String::as_str).collect();
    let suite = Path::new(env!("CARGO_MANIFEST_DIR")).join("suite");
    let mut lines = 0;
    for stage in fs::read_dir(suite).unwrap() {
        for case in fs::read_dir(stage.unwrap().path()).unwrap() {
            let case = case.unwrap().path();
            let Ok(output) = fs::read_to_string(case.join("stdout.txt")) else { continue };
            for line in output.lines().filter(|line| line.starts_with("{\"code\":") && line.contains("\"message\":")) {
                let value: Value = serde_json::from_str(line).unwrap();
                let wrong: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
                assert!(wrong.is_empty(), "{}: {wrong:?}", case.display());
                let unknown = value.as_object().unwrap().keys().find(|key| !known.contains(key.as_str()));
                assert!(unknown.is_none(), "{}: {unknown:?}", case.display());
                lines += 1;
            }
        }
    }
    assert!(lines > 5, "only {lines} lines were found");
    assert!(!validator.is_valid(&serde_json::json!({ "code": "R-SUM" })), "the schema asks for nothing");
}

#[test]
fn every_field_of_the_schema_has_a_chinese_title() {
    let schema: Value = serde_json::from_str(&run(&["schema", "finding"])).unwrap();
    let numbers = &schema["$defs"]["NumberRecord"]["properties"];
    for (name, field) in schema["properties"].as_object().unwrap().iter().chain(numbers.as_object().unwrap()) {
        assert!(!field["title"].as_str().unwrap_or_default().is_ascii(), "{name}: {field}");
        assert!(field["description"].is_string(), "{name}: {field}");
    }
}

fn sarif(file: &Path) -> Value {
    serde_json::from_str(&run(&["validate", file.to_str().unwrap(), "--format", "sarif", "--lang", "zh", "--quiet"]))
        .unwrap()
}

/// A dataset with faults behind Chinese text and behind an escape.
fn faulty(folder: &Path, before: &str) -> std::path::PathBuf {
    let minimal = include_str!("../data/minimal.json");
    let text = minimal.replace("\"executed\": 40.5", "\"executed\": \"四十\"").replace("县住建局", "县住😀\\u5efa局");
    let file = folder.join("数据 1.json");
    fs::write(&file, format!("{before}{text}")).unwrap();
    file
}

#[test]
fn a_sarif_log_is_whole_and_its_regions_are_right() {
    let folder = tempfile::tempdir().unwrap();
    let file = faulty(folder.path(), "");
    let text: Vec<char> = fs::read_to_string(&file).unwrap().chars().collect();
    let log = sarif(&file);
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let translated = run["translations"][0]["rules"].as_array().unwrap();
    assert_eq!(run["tool"]["driver"]["language"], "zh-CN");
    assert_eq!(run["translations"][0]["language"], "en-US");
    let ids = |rules: &[Value]| rules.iter().map(|rule| rule["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(ids(rules), ids(translated));
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 2);
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"];
        assert!(place["artifactLocation"]["uri"].as_str().unwrap().ends_with("/%E6%95%B0%E6%8D%AE%201.json"));
        let region = |key: &str| usize::try_from(place["region"][key].as_u64().unwrap()).unwrap();
        let (offset, length) = (region("charOffset"), region("charLength"));
        assert_eq!(text[offset..offset + length].iter().collect::<String>(), "\"四十\"");
        let before = &text[..offset];
        assert_eq!(region("startLine"), before.iter().filter(|c| **c == '\n').count() + 1);
        let in_line = before.iter().rev().take_while(|c| **c != '\n').count();
        assert_eq!((region("startColumn"), region("endColumn")), (in_line + 1, in_line + 1 + length));
        assert_eq!(result["properties"]["organisation"], "县住😀建局");
    }
    let pointer = &results[0]["locations"][0]["logicalLocations"][0];
    assert_eq!(pointer["fullyQualifiedName"], "/funding/0/executed");
    assert_eq!(pointer["name"], "资金来源第 1 项「财政拨款」 › 执行数");
}

#[test]
fn a_fingerprint_stays_when_lines_move() {
    let folder = tempfile::tempdir().unwrap();
    let prints = |before: &str| -> Vec<Value> {
        let log = sarif(&faulty(folder.path(), before));
        let results = log["runs"][0]["results"].as_array().unwrap().clone();
        results.iter().map(|result| result["partialFingerprints"].clone()).collect()
    };
    let (here, moved) = (prints(""), prints("\n\n"));
    assert_eq!(here, moved);
    assert_ne!(here[0], here[1]);
}

#[test]
fn a_log_without_results_is_a_log() {
    let minimal = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/minimal.json");
    let log = sarif(&minimal);
    assert!(log["runs"][0]["results"].is_array(), "{log}");
    assert!(sarif(&example())["runs"][0]["results"].as_array().is_some());
}
