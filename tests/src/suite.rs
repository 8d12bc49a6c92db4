//! Finds the cases and compares what they leave with what they expect.

use std::fs;
use std::path::{Path, PathBuf};

use crate::work::entries;
use crate::{Case, Work, binary, difference, run, target_dir};

/// A case that did not go as expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// `stage/case`.
    pub name: String,
    /// What was run.
    pub command: String,
    /// What differs.
    pub problems: Vec<String>,
}

/// Whether expected outputs are written instead of compared.
#[must_use]
pub fn accepting() -> bool {
    std::env::var_os("JIANBAO_ACCEPT").is_some_and(|value| value == "1")
}

/// The folders `suite/<stage>/<case>`, sorted.
///
/// # Panics
///
/// If `suite` cannot be read.
#[must_use]
pub fn cases() -> Vec<PathBuf> {
    let suite = crate::root().join("tests/suite");
    let stages = entries(&suite).unwrap_or_else(|error| panic!("{error}"));
    stages.iter().flat_map(|stage| entries(stage).unwrap_or_else(|error| panic!("{error}"))).collect()
}

/// Runs one case. `Ok(false)` is a case that cannot be run here.
///
/// # Errors
///
/// If the outcome differs from the expectation, or the case itself is wrong.
pub fn check(folder: &Path) -> Result<bool, Failure> {
    let parts: Vec<_> = folder.iter().rev().take(2).map(|part| part.to_string_lossy().into_owned()).collect();
    let name = format!("{}/{}", parts[1], parts[0]);
    let broken = |problem: String| Failure { name: name.clone(), command: String::new(), problems: vec![problem] };
    let text = fs::read_to_string(folder.join("case.toml")).map_err(|error| broken(format!("case.toml: {error}")))?;
    let case: Case = toml::from_str(&text).map_err(|error| broken(format!("case.toml: {error}")))?;
    let work = Work::of(&case, folder).map_err(broken)?;
    if !case.read_only.iter().all(|folder| make_read_only(&work.path(folder))) {
        return Ok(false);
    }
    let example = crate::example().display().to_string();
    let arguments: Vec<String> = case.args.iter().map(|argument| argument.replace("{example}", &example)).collect();
    let environment: Vec<(&str, &str)> = case.env.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let input = case.stdin.as_ref().map(|name| work.path(name));
    let outcome = run(&binary(), &arguments, &work.path(""), &environment, input.as_deref());

    let built = fs::canonicalize(target_dir()).unwrap_or_default().display().to_string();

    let mut problems = Vec::new();
    if outcome.code != Some(case.exit) {
        problems.push(format!("exit code {:?}, expected {}", outcome.code, case.exit));
    }
    for (file, found) in [("stdout.txt", &outcome.stdout), ("stderr.txt", &outcome.stderr)] {
        problems.extend(compare(&folder.join(file), &found.replace(&example, "{example}").replace(&built, "{target}")));
    }
    problems.extend(files(&case, &work));
    let command = format!("jianbao {}", case.args.join(" "));
    if problems.is_empty() { Ok(true) } else { Err(Failure { name, command, problems }) }
}

/// What is wrong with the files that the run left.
fn files(case: &Case, work: &Work) -> Vec<String> {
    let mut problems = Vec::new();
    if let Some(expected) = &case.files {
        match work.outputs() {
            Ok(found) if found == *expected => {}
            Ok(found) => problems.push(format!("out holds {found:?}, expected {expected:?}")),
            Err(error) => problems.push(error),
        }
    }
    for (name, expected) in &case.content {
        match fs::read_to_string(work.path(name)) {
            Ok(found) => problems.extend(difference(expected, &found).map(|difference| format!("{name} {difference}"))),
            Err(error) => problems.push(format!("{name}: {error}")),
        }
    }
    problems
}

/// Compares a text with the expected one in a file, or writes the file. A file that is missing expects nothing.
fn compare(file: &Path, found: &str) -> Option<String> {
    if accepting() {
        let written = if found.is_empty() { fs::remove_file(file).or(Ok(())) } else { fs::write(file, found) };
        return written.err().map(|error| format!("cannot write {}: {error}", file.display()));
    }
    let expected = fs::read_to_string(file).unwrap_or_default();
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    difference(&expected, found).map(|difference| format!("{name} {difference}"))
}

/// Takes the right to write away; false where that does not stop this user.
fn make_read_only(folder: &Path) -> bool {
    let set = |read_only: bool| {
        let mut permissions = fs::metadata(folder).map(|data| data.permissions()).expect("the folder of the case");
        permissions.set_readonly(read_only);
        fs::set_permissions(folder, permissions).expect("the folder belongs to this test");
    };
    set(true);
    fs::write(folder.join("probe"), "").is_err()
}
