//! Cases in `forms/`: a dataset in a layout, and every line that the files must show.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::work::entries;
use crate::{Work, binary, difference, expected_lines, root, run, word_lines, workbook_lines};

/// `case.toml` of a form.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormCase {
    /// What the case shows, in one sentence.
    pub about: String,
    /// Dataset, from the root of the workspace.
    pub dataset: String,
    /// Layout: an embedded id, or a folder from the root of the workspace that starts with `./`.
    pub layout: String,
    /// Values that are put into the dataset before, by JSON pointer.
    #[serde(default)]
    pub set: BTreeMap<String, serde_json::Value>,
    /// Keys that are taken out of the dataset before, by JSON pointer.
    #[serde(default)]
    pub remove: Vec<String>,
    /// Formats that are compared.
    #[serde(default = "word_and_excel")]
    pub formats: Vec<String>,
    /// Findings, each `CODE /pointer`; all others fail the case.
    #[serde(default)]
    pub findings: BTreeSet<String>,
    /// Files without extension, each with the file of the case that says what it shows; with an empty name it must only be
    /// there.
    pub files: BTreeMap<String, String>,
}

fn word_and_excel() -> Vec<String> {
    ["docx", "xlsx"].map(str::to_owned).to_vec()
}

/// The folders in `forms/`, sorted.
///
/// # Panics
///
/// If `forms` cannot be read.
#[must_use]
pub fn form_cases() -> Vec<PathBuf> {
    entries(&root().join("tests/forms")).unwrap_or_else(|error| panic!("{error}"))
}

/// Runs one case.
///
/// # Errors
///
/// Everything that differs from the expectation, or what is wrong with the case itself.
pub fn check_form(folder: &Path) -> Result<(), Vec<String>> {
    let one = |error: String| vec![error];
    let text = fs::read_to_string(folder.join("case.toml")).map_err(|error| one(format!("case.toml: {error}")))?;
    let case: FormCase = toml::from_str(&text).map_err(|error| one(format!("case.toml: {error}")))?;
    let work = Work::new();
    let dataset = dataset(&case, &work).map_err(one)?;
    let mut problems = findings(&case, &dataset);
    let out = work.path("out").display().to_string();
    let formats = case.formats.join(",");
    let arguments = ["render", &dataset, "--layout", &case.layout, "--to", &formats, "-o", &out];
    let outcome = run(&binary(), &arguments, &root(), &[], None);
    if outcome.code.is_none_or(|code| code > 1) {
        problems.push(format!("nothing was rendered:\n{}", outcome.stderr));
        return Err(problems);
    }
    let found = work.outputs().map_err(one)?;
    let named = |name: &String| case.formats.iter().map(|format| format!("{name}.{format}")).collect::<Vec<_>>();
    let mut expected: Vec<String> = case.files.keys().flat_map(named).collect();
    expected.sort();
    if found != expected {
        problems.push(format!("out holds {found:?}, expected {expected:?}"));
    }
    for (name, expectation) in case.files.iter().filter(|(_, expectation)| !expectation.is_empty()) {
        match fs::read_to_string(folder.join(expectation)) {
            Ok(text) => {
                let expected = expected_lines(&text);
                let compared = |format: &String| differences(&work, name, format, &expected);
                problems.extend(case.formats.iter().filter_map(compared));
            }
            Err(error) => problems.push(format!("{expectation}: {error}")),
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

/// Path of the dataset, edited as the case says.
fn dataset(case: &FormCase, work: &Work) -> Result<String, String> {
    if case.set.is_empty() && case.remove.is_empty() {
        return Ok(case.dataset.clone());
    }
    let text = fs::read_to_string(root().join(&case.dataset)).map_err(|error| format!("{}: {error}", case.dataset))?;
    let mut dataset: serde_json::Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    for (pointer, value) in &case.set {
        *dataset.pointer_mut(pointer).ok_or_else(|| format!("the dataset has no {pointer}"))? = value.clone();
    }
    for pointer in &case.remove {
        let removed = pointer.rsplit_once('/').and_then(|(parent, key)| match dataset.pointer_mut(parent)? {
            serde_json::Value::Object(fields) => fields.remove(key),
            _ => None,
        });
        removed.ok_or_else(|| format!("the dataset has no {pointer}"))?;
    }
    let path = work.path("dataset.json");
    fs::write(&path, dataset.to_string()).map_err(|error| error.to_string())?;
    Ok(path.display().to_string())
}

/// What a file shows otherwise than expected.
fn differences(work: &Work, name: &str, format: &str, expected: &[String]) -> Option<String> {
    let read = if format == "xlsx" { workbook_lines } else { word_lines };
    let name = format!("{name}.{format}");
    let bytes = fs::read(work.path(&format!("out/{name}"))).map_err(|error| error.to_string());
    match bytes.and_then(|bytes| read(&bytes, expected)) {
        Ok(lines) => difference(&expected.join("\n"), &lines.join("\n")).map(|found| format!("{name} {found}")),
        Err(error) => Some(format!("{name}: {error}")),
    }
}

/// What differs between the findings that were expected and those that came.
fn findings(case: &FormCase, dataset: &str) -> Vec<String> {
    let arguments = ["validate", dataset, "--layout", &case.layout, "--format", "json"];
    let outcome = run(&binary(), &arguments, &root(), &[], None);
    let found: Result<BTreeSet<String>, String> = outcome.stdout.lines().filter_map(finding).collect();
    let found = match found {
        Ok(found) => found,
        Err(error) => return vec![format!("{error}\n{}", outcome.stdout)],
    };
    let missing = case.findings.difference(&found).map(|finding| format!("expected the finding {finding}"));
    let surplus = found.difference(&case.findings).map(|finding| format!("an unexpected finding {finding}"));
    missing.chain(surplus).collect()
}

/// A finding as cases write it; `None` where it is not about the form. What the rules say of the example whatever the layout is the
/// catalogue's concern.
fn finding(line: &str) -> Option<Result<String, String>> {
    let finding: serde_json::Value = match serde_json::from_str(line) {
        Ok(finding) => finding,
        Err(error) => return Some(Err(error.to_string())),
    };
    let text = |key: &str| finding.get(key).and_then(serde_json::Value::as_str).unwrap_or_default();
    let of_the_form = match text("code") {
        // The rule of this code asks for what every form prints, as a warning; the layout's own demand is an error.
        "R-REQ" => text("severity") == "error",
        "R-RATE" | "R-LAYOUT" | "L-LEN" => true,
        code => code.starts_with("T-"),
    };
    of_the_form.then(|| Ok(format!("{} {}", text("code"), text("pointer"))))
}
