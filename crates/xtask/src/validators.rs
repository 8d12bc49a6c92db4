//! The exported schema, asked by validators of other people: ajv (2020) in Node and `jsonschema` in Python read the same mutated
//! datasets as `jianbao validate`, and must accept the same ones, but for what a schema cannot say.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::shell::{Failed, Shell, program};

const AJV: &str = include_str!("validators_ajv.cjs");
const AJV_VERSION: &str = "ajv@8.20.0";
const PYTHON: &str = include_str!("validators_python.py");

/// What one validator says of each record.
struct Verdicts {
    name: &'static str,
    /// With the formats of the schema, which this task tells it.
    accepted: Vec<bool>,
    /// As it comes, without them.
    without_formats: Vec<bool>,
}

pub(crate) fn run(shell: &Shell, arguments: &[String]) -> Result<(), Failed> {
    let option = |name: &str, default: &str| {
        let at = arguments.iter().position(|argument| argument == name);
        at.and_then(|at| arguments.get(at + 1)).map_or_else(|| default.to_owned(), Clone::clone)
    };
    let (records, seed) = (option("--records", "2000"), option("--seed", "4"));
    let folder = folder(shell)?;
    let feed = folder.join("mutated.ndjson");
    make(shell, &records, &seed, &feed)?;
    let beyond = beyond(shell)?;
    let ours = ours(shell, &feed)?;
    let accepted = ours.iter().filter(|codes| codes.is_empty()).count();
    println!("jianbao validate: {accepted} of {} records have the shape of a dataset", ours.len());
    let schema = shell.root.join("schemas/dataset.schema.json");
    let foreign = [ajv(shell, &schema, &feed)?, python(shell, &folder, &schema, &feed)?];
    let mut wrong = Vec::new();
    for verdicts in foreign.iter().flatten() {
        compare(&ours, &beyond, verdicts, &mut wrong)?;
    }
    if wrong.is_empty() { Ok(()) } else { Err(Failed::because(wrong.join("\n"))) }
}

/// Writes the mutated datasets.
fn make(shell: &Shell, records: &str, seed: &str, feed: &Path) -> Result<(), Failed> {
    let file = fs::File::create(feed).map_err(Failed::because)?;
    Shell::run(example(shell).args([records, seed]).stdout(Stdio::from(file)))
}

/// The codes of what a schema cannot say, as the test of the readers lists them.
fn beyond(shell: &Shell) -> Result<BTreeSet<String>, Failed> {
    let output = Shell::output(example(shell).arg("beyond"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let codes: BTreeSet<String> = text.lines().filter_map(|line| Some(line.split_once(' ')?.0.to_owned())).collect();
    if codes.is_empty() { Err(Failed::because("the codes beyond the schema are not told")) } else { Ok(codes) }
}

/// The program that makes mutated datasets.
fn example(shell: &Shell) -> Command {
    let mut command = shell.command("cargo");
    command.args(["run", "--quiet", "--package", "jianbao-fuzz-bodies", "--example", "mutated_feed", "--"]);
    command
}

/// The codes of shape that each record has; none where it is accepted.
fn ours(shell: &Shell, feed: &Path) -> Result<Vec<BTreeSet<String>>, Failed> {
    shell.cargo(&["build", "--quiet", "--package", "jianbao"])?;
    let jianbao = shell.target().join("debug").join(program("jianbao"));
    let mut command = Command::new(jianbao);
    let output = Shell::output(command.args(["validate", "--format", "json", "--quiet"]).arg(feed))?;
    let lines = fs::read_to_string(feed).map_err(Failed::because)?.lines().count();
    let mut records = vec![BTreeSet::new(); lines];
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let code = between(line, "{\"code\":\"", "\"").ok_or_else(|| Failed::because(format!("no finding: {line}")))?;
        let record = between(line, "\"record\":", ",").and_then(|number| number.parse::<usize>().ok());
        if code.starts_with("S-") {
            let record = record.and_then(|number| records.get_mut(number - 1));
            record.ok_or_else(|| Failed::because(format!("no record: {line}")))?.insert(code.to_owned());
        }
    }
    if records.iter().all(BTreeSet::is_empty) {
        return Err(Failed::because("jianbao finds nothing in mutated datasets"));
    }
    Ok(records)
}

/// The text between two others.
fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    text.split_once(before)?.1.split_once(after).map(|(found, _)| found)
}

fn ajv(shell: &Shell, schema: &Path, feed: &Path) -> Result<Option<Verdicts>, Failed> {
    let Some(folder) = install_ajv(shell)? else { return Ok(None) };
    let script = folder.join("validators_ajv.cjs");
    fs::write(&script, AJV).map_err(Failed::because)?;
    ask("ajv", shell.command("node").current_dir(folder).arg(script).args([schema, feed]))
}

/// The folder in which Node finds ajv; none where it cannot be installed.
pub(crate) fn install_ajv(shell: &Shell) -> Result<Option<PathBuf>, Failed> {
    let folder = folder(shell)?;
    let installed = folder.join("installed.txt");
    if fs::read_to_string(&installed).ok().as_deref() != Some(AJV_VERSION) {
        fs::write(folder.join("package.json"), "{\"private\":true}\n").map_err(Failed::because)?;
        let mut npm = shell.command("npm");
        npm.current_dir(&folder).args(["install", "--no-audit", "--no-fund", "--silent", AJV_VERSION]);
        if !npm.status().is_ok_and(|status| status.success()) {
            println!("ajv not asked, because npm is not installed or cannot fetch {AJV_VERSION}");
            return Ok(None);
        }
        fs::write(&installed, AJV_VERSION).map_err(Failed::because)?;
    }
    Ok(Some(folder))
}

/// Where this task keeps its files.
fn folder(shell: &Shell) -> Result<PathBuf, Failed> {
    let folder = shell.target().join("validators");
    fs::create_dir_all(&folder).map_err(Failed::because)?;
    Ok(folder)
}

fn python(shell: &Shell, folder: &Path, schema: &Path, feed: &Path) -> Result<Option<Verdicts>, Failed> {
    let Some(python) = python_with(shell, "jsonschema") else {
        println!("Python's jsonschema not asked, because it is not installed: python3 -m pip install jsonschema");
        return Ok(None);
    };
    let script = folder.join("validators_python.py");
    fs::write(&script, PYTHON).map_err(Failed::because)?;
    ask("jsonschema (Python)", shell.command(&python).arg(script).args([schema, feed]))
}

/// A Python that has a package: the system's, or that of a virtual environment in `target/validators/venv`.
pub(crate) fn python_with(shell: &Shell, package: &str) -> Option<String> {
    let own = shell.target().join("validators/venv/bin/python3");
    ["python3".to_owned(), own.display().to_string()].into_iter().find(|python| {
        let mut command = shell.command(python);
        command.args(["-c", &format!("import {package}")]).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    })
}

/// Runs a script that writes a line a record: whether it is accepted with the formats, and without.
fn ask(name: &'static str, command: &mut Command) -> Result<Option<Verdicts>, Failed> {
    let output = Shell::output(command)?;
    if !output.status.success() {
        return Err(Failed::because(format!("{name} failed\n{}", String::from_utf8_lossy(&output.stderr))));
    }
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let bit = |at: usize| text.lines().map(move |line| line.as_bytes().get(at) == Some(&b'1')).collect();
    Ok(Some(Verdicts { name, accepted: bit(0), without_formats: bit(1) }))
}

/// Compares record by record; differences that a schema cannot help are counted, others are wrong.
fn compare(
    ours: &[BTreeSet<String>],
    beyond: &BTreeSet<String>,
    verdicts: &Verdicts,
    wrong: &mut Vec<String>,
) -> Result<(), Failed> {
    let Verdicts { name, accepted, without_formats } = verdicts;
    if accepted.len() != ours.len() {
        return Err(Failed::because(format!("{name} read {} of {} records", accepted.len(), ours.len())));
    }
    let (mut same, mut unsaid, mut formats) = (0, Vec::new(), Vec::new());
    for (at, codes) in ours.iter().enumerate() {
        let number = at + 1;
        if without_formats[at] && !accepted[at] {
            formats.push(number);
        }
        if accepted[at] == codes.is_empty() {
            same += 1;
        } else if accepted[at] && codes.is_subset(beyond) {
            unsaid.push(number);
        } else {
            let verb = if accepted[at] { "accepts" } else { "refuses" };
            wrong.push(format!("{name} {verb} record {number}, in which jianbao finds {codes:?}"));
        }
    }
    println!("{name}: the same verdict on {same} of {} records", ours.len());
    let codes = beyond.iter().map(String::as_str).collect::<Vec<_>>().join(" or ");
    println!("  accepted by the schema, which cannot say {codes}: {}", listed(&unsaid));
    println!("  accepted where formats are off (28 digits in a text, dates that do not exist): {}", listed(&formats));
    Ok(())
}

/// How many records, and the first ones.
fn listed(records: &[usize]) -> String {
    const SHOWN: usize = 12;
    let first: Vec<String> = records.iter().take(SHOWN).map(ToString::to_string).collect();
    let more = if records.len() > SHOWN { ", …" } else { "" };
    if records.is_empty() { "none".to_owned() } else { format!("{} ({}{more})", records.len(), first.join(", ")) }
}
