//! A feed through `jianbao validate`, beside what other validators take for the schema alone, and `serde_json` for parsing alone.

use std::path::Path;
use std::process::{Command, Stdio};
use std::{fs, thread};

use crate::shell::{Failed, Shell, program};
use crate::{bench, feed, validators};

/// Whole-process runs of each contestant.
const RUNS: usize = 5;
const AJV: &str = include_str!("bench_feed.cjs");
const PYTHON: &str = include_str!("bench_feed.py");

pub(crate) fn run(shell: &Shell, datasets: &str) -> Result<(), Failed> {
    shell.cargo(&["build", "--release", "--quiet", "--package", "jianbao"])?;
    shell.cargo(&["build", "--release", "--quiet", "--package", "jianbao-validate", "--example", "feed_peers"])?;
    let folder = shell.target().join("bench-feed");
    fs::create_dir_all(&folder).map_err(Failed::because)?;
    let path = folder.join("feed.ndjson");
    feed::run(shell, &[datasets.to_owned(), "-o".to_owned(), path.display().to_string()])?;
    let release = shell.target().join("release");
    let peer = |mode: &str| {
        let mut command = shell.command(&release.join("examples").join(program("feed_peers")).to_string_lossy());
        command.arg(mode).arg(&path);
        command
    };
    let jianbao = |jobs: usize| {
        let mut command = shell.command(&release.join(program("jianbao")).to_string_lossy());
        command.args(["validate", "--quiet", "--format", "json", "--jobs", &jobs.to_string()]).arg(&path);
        command
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let mut contestants = vec![
        ("serde_json, parsing into Value and nothing else".to_owned(), peer("value")),
        ("jsonschema (Rust), schema, all errors".to_owned(), peer("schema")),
        ("jianbao validate, schema and all rules, one thread".to_owned(), jianbao(1)),
        (format!("jianbao validate, schema and all rules, {cores} threads"), jianbao(cores)),
    ];
    let schema = shell.root.join("schemas/dataset.schema.json");
    if let Some(node_modules) = validators::install_ajv(shell)? {
        let script = node_modules.join("bench_feed.cjs");
        fs::write(&script, AJV).map_err(Failed::because)?;
        let mut command = shell.command("node");
        command.current_dir(&node_modules).arg(script).arg(&schema).arg(&path);
        contestants.push(("ajv, schema, all errors".to_owned(), command));
    }
    python(shell, &folder, &schema, &path, &mut contestants)?;
    bench::table(&mut contestants, RUNS)?;
    Ok(())
}

/// Python's `jsonschema-rs` and `check-jsonschema`, where a Python has them. The latter reads files and no feed, so it gets the
/// first 500 datasets as files of their own; its figures are of these alone.
fn python(
    shell: &Shell,
    folder: &Path,
    schema: &Path,
    feed: &Path,
    contestants: &mut Vec<(String, Command)>,
) -> Result<(), Failed> {
    const FILES: usize = 500;
    let Some(python) = validators::python_with(shell, "jsonschema_rs") else {
        println!("jsonschema-rs not asked, because it is not installed: python3 -m pip install jsonschema-rs");
        return Ok(());
    };
    let script = folder.join("bench_feed.py");
    fs::write(&script, PYTHON).map_err(Failed::because)?;
    let mut command = shell.command(&python);
    command.arg(script).arg(schema).arg(feed);
    contestants.push(("jsonschema-rs (Python), schema, all errors".to_owned(), command));
    let Some(python) = validators::python_with(shell, "check_jsonschema") else {
        println!("check-jsonschema not asked, because it is not installed: python3 -m pip install check-jsonschema");
        return Ok(());
    };
    let files = folder.join("files");
    fs::create_dir_all(&files).map_err(Failed::because)?;
    let text = fs::read(feed).map_err(Failed::because)?;
    for (number, record) in text.split(|byte| *byte == b'\n').take(FILES).enumerate() {
        fs::write(files.join(format!("{number:03}.json")), record).map_err(Failed::because)?;
    }
    let mut command = shell.command("sh");
    let line =
        format!("exec {python} -m check_jsonschema --schemafile {} {}/*.json", schema.display(), files.display());
    command.args(["-c", &line]).stdout(Stdio::null());
    contestants.push((format!("check-jsonschema, schema, {FILES} datasets as files only"), command));
    Ok(())
}
