//! Errors of all kinds, planted into correct datasets: each is reported once, with its code, at its pointer, line and column, and
//! nothing else is reported but what the list says that it brings.
#![allow(clippy::unwrap_used, reason = "a test program")]

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use jianbao_tests::{Work, artefact, binary, run};
use serde_json::Value;

/// One line of the list.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    code: String,
    pointer: String,
    line: u64,
    column: u64,
}

/// What is planted into one dataset, and the codes of what follows from it.
#[derive(Debug, Default)]
struct Planted {
    places: Vec<Place>,
    brings: Vec<String>,
}

/// The list that the generator wrote beside the feed.
fn planted(list: &str) -> BTreeMap<u64, Planted> {
    let mut planted: BTreeMap<u64, Planted> = BTreeMap::new();
    for line in list.lines() {
        let [record, column, code, pointer, _, brings] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("no entry: {line}");
        };
        let line = record.parse().unwrap();
        let here = planted.entry(line).or_default();
        let (code, pointer, column) = (code.to_owned(), pointer.to_owned(), column.parse().unwrap());
        here.places.push(Place { code, pointer, line, column });
        here.brings.extend(brings.split(',').filter(|code| !code.is_empty()).map(str::to_owned));
    }
    planted
}

fn place(finding: &Value) -> Place {
    let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    let number = |key: &str| finding[key].as_u64().unwrap_or_else(|| panic!("no {key}: {finding}"));
    Place { code: text("code"), pointer: text("pointer"), line: number("line"), column: number("column") }
}

#[test]
fn five_hundred_errors_are_told_where_they_are() {
    let work = Work::new();
    let feed = work.path("feed.ndjson");
    let generator = artefact(&format!("xtask{}", std::env::consts::EXE_SUFFIX));
    let mut command = Command::new(generator);
    let status = command.args(["feed", "460", "--invalid", "1000", "--seed", "11", "-o"]).arg(&feed).status().unwrap();
    assert!(status.success());
    let mut expected = planted(&fs::read_to_string(work.path("feed.ndjson.faults.tsv")).unwrap());
    let total: usize = expected.values().map(|planted| planted.places.len()).sum();
    assert!(total >= 500, "only {total} errors were planted");

    let outcome =
        run(&binary(), &["validate", "feed.ndjson", "--format", "json", "--quiet"], &work.path(""), &[], None);
    assert_eq!(outcome.code, Some(1), "{}", outcome.stderr);
    let mut wrong = Vec::new();
    for line in outcome.stdout.lines() {
        let finding: Value = serde_json::from_str(line).unwrap();
        let place = place(&finding);
        let here = expected.get_mut(&finding["record"].as_u64().unwrap()).unwrap();
        if let Some(at) = here.places.iter().position(|expected| *expected == place) {
            here.places.remove(at);
        } else if !here.brings.contains(&place.code) {
            wrong.push(format!("not planted: {line}"));
        }
    }
    wrong.extend(expected.values().flat_map(|left| &left.places).map(|place| format!("not found: {place:?}")));
    assert!(wrong.is_empty(), "{} of {total}:\n{}", wrong.len(), wrong.join("\n"));
}
