//! What was known to be wrong in the published report is found in the example made from it, what is right is not, and nothing else
//! is told that is not listed and true.
//!
//! `data/catalogue/*.toml` hold the checks; each file says where they come from.

use std::collections::BTreeSet;
use std::fs;

use jianbao_finding::{Finding, Severity};
use jianbao_tests::{example, root};
use jianbao_validate::Validator;
use serde::Deserialize;

/// A file of checks.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Catalogue {
    row: Vec<Row>,
    #[serde(default)]
    also: Vec<Also>,
}

/// A check of the table, or a part of one: found (`code`), quiet, or undecidable with the reason.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    check: u16,
    about: String,
    verdict: String,
    code: Option<String>,
    pointer: Option<String>,
    quiet: Option<String>,
    undecidable: Option<String>,
}

/// A finding that no check foresaw.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Also {
    code: String,
    pointer: String,
    true_because: String,
}

fn catalogues() -> Vec<Catalogue> {
    let folder = root().join("tests/data/catalogue");
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("the folder of checks").map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    let read = |path: &std::path::PathBuf| {
        let text = fs::read_to_string(path).expect("a text file");
        toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    files.iter().map(read).collect()
}

/// Everything that the rules find in the example, without a layout.
fn findings() -> Vec<Finding> {
    let bytes = fs::read(example()).expect("the example");
    let valid = Validator::default().validate("dataset.json", &bytes);
    valid.unwrap_or_else(|fatal| panic!("the example is no dataset: {fatal:?}")).findings
}

fn place(finding: &Finding) -> (&str, &str) {
    (&finding.code, finding.pointer.as_deref().unwrap_or_default())
}

/// Whether a pointer is at or below a place.
fn within(pointer: &str, place: &str) -> bool {
    pointer.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[test]
fn every_check_is_decided_as_it_says() {
    let findings = findings();
    let mut wrong = Vec::new();
    for Row { check, about, verdict, code, pointer, quiet, undecidable } in
        catalogues().iter().flat_map(|file| &file.row)
    {
        let pointer = pointer.as_deref();
        match (code, quiet, undecidable) {
            (Some(code), None, None) => {
                let pointer = pointer.unwrap_or_else(|| panic!("check {check} has no pointer"));
                if !findings.iter().any(|finding| place(finding) == (code, pointer)) {
                    wrong.push(format!("{check} ({verdict}, {about}): no {code} at {pointer}"));
                }
            }
            (None, Some(code), None) => {
                let area = pointer.unwrap_or_else(|| panic!("check {check} has no pointer"));
                let told = findings.iter().map(place).find(|(found, at)| found == code && within(at, area));
                if let Some((_, at)) = told {
                    wrong.push(format!("{check} ({verdict}, {about}): {code} is not quiet, it tells {at}"));
                }
            }
            (None, None, Some(reason)) => assert!(!reason.is_empty(), "check {check}"),
            _ => panic!("check {check} needs one of code, quiet and undecidable"),
        }
    }
    assert!(wrong.is_empty(), "{} checks are not decided as they say\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn nothing_else_is_told() {
    let files = catalogues();
    let rows = files.iter().flat_map(|file| &file.row);
    let foreseen = rows.filter_map(|row| Some((row.code.as_deref()?, row.pointer.as_deref()?)));
    let also = files.iter().flat_map(|file| &file.also).map(|also| {
        assert!(!also.true_because.is_empty(), "{} at {}", also.code, also.pointer);
        (also.code.as_str(), also.pointer.as_str())
    });
    let listed: BTreeSet<(&str, &str)> = foreseen.chain(also).collect();
    let findings = findings();
    let serious = findings.iter().filter(|finding| finding.severity >= Severity::Warning);
    let unlisted: Vec<String> = serious
        .filter(|finding| !listed.contains(&place(finding)))
        .map(|finding| format!("{} {}: {}", finding.code, place(finding).1, finding.message.zh))
        .collect();
    assert!(unlisted.is_empty(), "in no list of tests/data/catalogue:\n{}", unlisted.join("\n"));
}

#[test]
fn what_is_listed_besides_is_told() {
    let findings = findings();
    let files = catalogues();
    let listed = files.iter().flat_map(|file| &file.also);
    let gone: Vec<&Also> = listed
        .filter(|also| !findings.iter().any(|finding| place(finding) == (also.code.as_str(), also.pointer.as_str())))
        .collect();
    assert!(gone.is_empty(), "listed and not told: {gone:?}");
}
