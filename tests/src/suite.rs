//! Finds the cases and compares what they leave with what they expect.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::work::entries;
use crate::{Case, Work, binary, difference, run, sha256, target_dir};

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
    if !case.chmod.is_empty() && cfg!(not(unix)) {
        return Ok(false);
    }
    // A script is started by Unix alone.
    if case.exporters.iter().any(|name| Path::new(name).extension().is_some_and(|found| found == "sh"))
        && cfg!(not(unix))
    {
        return Ok(false);
    }
    prepare(&case, &work).map_err(broken)?;
    let words = Words::of(&case, &work);
    let environment: Vec<(&str, &str)> = case.env.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let input = case.stdin.as_ref().map(|name| work.path(name));
    let once = |arguments: &[String]| {
        let arguments: Vec<String> = arguments.iter().map(|argument| words.put_in(argument)).collect();
        run(&binary(), &arguments, &work.path(""), &environment, input.as_deref())
    };
    for arguments in &case.before {
        let outcome = once(arguments);
        if outcome.code != Some(0) {
            return Err(broken(format!("before: jianbao {}: {}", arguments.join(" "), outcome.stderr)));
        }
    }
    append(&case, &words, &work).map_err(broken)?;
    let outcome = once(&case.args);

    let mut problems = Vec::new();
    if outcome.code != Some(case.exit) {
        problems.push(format!("exit code {:?}, expected {}", outcome.code, case.exit));
    }
    for (file, found) in [("stdout.txt", &outcome.stdout), ("stderr.txt", &outcome.stderr)] {
        problems.extend(compare(&folder.join(file), &words.take_out(found)));
    }
    problems.extend(files(&case, &work));
    let command = format!("jianbao {}", case.args.join(" "));
    if problems.is_empty() { Ok(true) } else { Err(Failure { name, command, problems }) }
}

/// What is different on every machine, and the words for it in cases.
struct Words(Vec<(String, String)>);

impl Words {
    fn of(case: &Case, work: &Work) -> Self {
        let real = |path: &Path| fs::canonicalize(path).unwrap_or_default().display().to_string();
        let mut words = Vec::new();
        for name in &case.exporters {
            let hash = fs::read(work.path(name)).map(|bytes| sha256(&bytes)).unwrap_or_default();
            // The whole hash, and as much of it as a list shows.
            words.push((format!("{{start of {name}}}"), hash.chars().take(12).collect()));
            words.insert(0, (format!("{{sha256 {name}}}"), hash));
        }
        words.push(("{example}".to_owned(), crate::example().display().to_string()));
        // The folder may lie within the target folder, so it comes first.
        words.push(("{work}".to_owned(), real(&work.path(""))));
        words.push(("{target}".to_owned(), real(&target_dir())));
        Self(words)
    }

    fn put_in(&self, text: &str) -> String {
        self.0.iter().fold(text.to_owned(), |text, (word, value)| text.replace(word, value))
    }

    fn take_out(&self, text: &str) -> String {
        self.0.iter().fold(text.to_owned(), |text, (word, value)| text.replace(value, word))
    }
}

/// Takes the right to write from all others in a folder that shall be private, then sets what the case wants.
fn prepare(case: &Case, work: &Work) -> Result<(), String> {
    let chmod = |arguments: &[&str], path: &Path| {
        let status = Command::new("chmod").args(arguments).arg(path).status();
        match status {
            Ok(status) if status.success() => Ok(()),
            other => Err(format!("chmod {} {}: {other:?}", arguments.join(" "), path.display())),
        }
    };
    if case.private && cfg!(unix) {
        chmod(&["-R", "go-w"], &work.path(""))?;
    }
    case.chmod.iter().try_for_each(|(name, mode)| chmod(&[mode.as_str()], &work.path(name)))
}

/// Changes files behind the back of whoever keeps them.
fn append(case: &Case, words: &Words, work: &Work) -> Result<(), String> {
    for (name, text) in &case.append {
        let path = work.path(&words.put_in(name));
        let failed = |error: std::io::Error| format!("cannot append to {}: {error}", path.display());
        let mut bytes = fs::read(&path).map_err(failed)?;
        bytes.extend(text.as_bytes());
        // Files that are read-only are replaced, as anybody would who may write their folder.
        let permissions = fs::metadata(&path).map_err(failed)?.permissions();
        fs::remove_file(&path).and_then(|()| fs::write(&path, bytes)).map_err(failed)?;
        fs::set_permissions(&path, permissions).map_err(failed)?;
    }
    Ok(())
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
