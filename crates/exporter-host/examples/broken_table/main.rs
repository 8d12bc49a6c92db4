//! Runs every exporter that misbehaves on purpose beside one that works, and prints what became of both as Markdown.
//!
//! Build the workspace first; then `JIANBAO_TARGET_DIR=target/debug cargo run -p jianbao-exporter-host --example
//! broken_table > docs/broken-exporters.md`. It needs Linux and a C compiler.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a program for the documentation")]

#[path = "../../tests/common/mod.rs"]
mod common;

mod cases;

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use common::{broken, broken_program, compile, document, host};
use jianbao_exporter_host::{Description, ExportJob, Host, HostError, Limits, Plugin, Targets};
use serde_json::json;

const INTRODUCTION: &str = "\
# What broken exporters cost

Made by `cargo run -p jianbao-exporter-host --example broken_table`; [ARCHITECTURE.md](../ARCHITECTURE.md) says how
exporters are kept apart.

Each exporter below misbehaves on purpose. Each was run at the same time as one that works, under these limits: 2 s, then
0.5 s between asking and killing; 512 MiB of memory; 8 MiB of output. What it could cost is its own export: the last two
columns say whether the other export arrived, and how many processes were left afterwards. No broken export left a file at
its target or a job folder.
";

const ON_DAEMONS: &str = "
A process that gives itself a session of its own leaves the group that is killed. Nobody waits for it and its pipes are not
read any more, but it goes on until it ends by itself: this is a fault that isolation by processes does not contain.
";

/// What became of one broken exporter.
struct Row {
    exporter: String,
    does: &'static str,
    seen: String,
    took: Duration,
    other: bool,
    left: usize,
}

/// A host whose job folders lie where this program finds what is left of them.
struct Bench {
    work: tempfile::TempDir,
    files: tempfile::TempDir,
    host: Host,
    good: (Plugin, Description),
}

impl Bench {
    fn new() -> Self {
        let work = tempfile::tempdir().unwrap();
        let mut limits = Limits::default();
        limits.wall = Duration::from_secs(2);
        limits.grace = Duration::from_millis(500);
        limits.memory = 512 << 20;
        limits.output = 8 << 20;
        let host = host().with_limits(limits).with_work_dir(work.path());
        Self { host, work, files: tempfile::tempdir().unwrap(), good: broken() }
    }

    /// Runs `broken` beside a good export and tells what became of both.
    fn row(&self, exporter: String, does: &'static str, broken: impl FnOnce() -> Result<(), HostError> + Send) -> Row {
        let ((seen, took), other) = thread::scope(|scope| {
            let other = scope.spawn(|| self.export(&self.good, "ok").is_ok());
            let started = Instant::now();
            let seen = broken().map_or_else(|error| error.to_string(), |()| "the file".to_owned());
            ((seen, started.elapsed()), other.join().unwrap())
        });
        // A process that was just killed takes a moment to be gone.
        thread::sleep(Duration::from_millis(100));
        assert_eq!(fs::read_dir(self.work.path()).unwrap().count(), 0, "{exporter}: a job folder is left");
        Row { exporter, does, seen: self.shortened(&seen), took, other, left: self.processes() }
    }

    /// One export to a target that must be there only if the export succeeded.
    fn export(&self, (plugin, description): &(Plugin, Description), behaviour: &str) -> Result<(), HostError> {
        let (document, folder) = (document(), tempfile::tempdir().unwrap());
        let targets = Targets::file(folder.path().join("report.txt"));
        let mut job = ExportJob::new(plugin, &description.exporters[0], &document, targets);
        job.options = json!({ "behaviour": behaviour });
        let result = self.host.export(&job).map(drop);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), usize::from(result.is_ok()), "{behaviour}");
        result
    }

    /// How many processes have a job folder of ours for their temporary files, as every exporter and its offspring has.
    fn processes(&self) -> usize {
        let mark = format!("TMPDIR={}", self.work.path().display());
        let processes = fs::read_dir("/proc").unwrap().flatten();
        let environments = processes.filter_map(|entry| fs::read(entry.path().join("environ")).ok());
        environments.filter(|bytes| bytes.windows(mark.len()).any(|window| window == mark.as_bytes())).count()
    }

    /// The message without what differs from run to run or between machines.
    fn shortened(&self, message: &str) -> String {
        let text = message.replace(&format!("{}/", self.files.path().display()), "/");
        let text = text.lines().next().unwrap_or_default().replace('|', "\\|");
        let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let text = text.replace(&format!("{}/", place.canonicalize().unwrap().display()), "");
        if text.chars().count() > 160 { text.chars().take(160).chain(['…']).collect() } else { text }
    }
}

fn main() {
    let bench = Bench::new();
    let (library, program) = (broken(), broken_program());
    let mut tables = vec![("A library in Rust, once it runs", Vec::new())];
    for (behaviour, does) in cases::LIBRARY {
        tables[0].1.push(bench.row(behaviour.to_owned(), does, || bench.export(&library, behaviour)));
    }
    tables.push(("A program, once it runs", Vec::new()));
    for (behaviour, does) in cases::PROGRAM {
        tables[1].1.push(bench.row(behaviour.to_owned(), does, || bench.export(&program, behaviour)));
        // What left the group ends by itself, and must not be counted again.
        if behaviour.starts_with("daemon") {
            thread::sleep(Duration::from_secs(4));
        }
    }
    let folder = bench.files.path().join("exporters");
    fs::create_dir(&folder).unwrap();
    tables.push(("A library in C, asked what it is", Vec::new()));
    for (source, mode, does) in cases::DESCRIBED {
        let name = if mode.is_empty() { source.to_owned() } else { mode.to_lowercase().replace('_', "-") };
        let arguments = ["-shared", "-fPIC", &format!("-D{}", if mode.is_empty() { "AS_IT_IS" } else { mode })];
        let path = compile(&folder, source, &format!("{name}.so"), &arguments);
        tables[2].1.push(bench.row(name, does, || describe(&bench.host, &path)));
    }
    tables.push(("A file that is no exporter", Vec::new()));
    for (name, does, path) in files(&folder) {
        tables[3].1.push(bench.row(name.to_owned(), does, || describe(&bench.host, &path)));
    }
    print(&tables);
}

fn describe(host: &Host, path: &Path) -> Result<(), HostError> {
    host.describe(&Plugin::at(path)?).map(drop)
}

fn files(folder: &Path) -> Vec<(&'static str, &'static str, PathBuf)> {
    let file = |name: &str, content: &[u8]| {
        let path = folder.join(name);
        fs::write(&path, content).unwrap();
        path
    };
    let library = fs::read(compile(folder, "good", "good.so", &["-shared", "-fPIC"])).unwrap();
    let of_arm = [&library[..18], &[183, 0], &library[20..]].concat();
    let pipe = folder.join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let script = file("no-interpreter", b"#!/nowhere/python3\n");
    fs::set_permissions(&script, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    vec![
        ("empty", "an empty file", file("empty.so", b"")),
        ("text", "a text", file("text.so", b"not a library")),
        ("cut", "the first 100 bytes of a library", file("cut.so", &library[..100])),
        ("arm", "a library for another processor", file("arm.so", &of_arm)),
        ("object", "a library before it is linked", compile(folder, "good", "good.o", &["-c", "-fPIC"])),
        ("folder", "a folder", folder.to_owned()),
        ("pipe", "a named pipe", pipe),
        ("device", "`/dev/zero`", PathBuf::from("/dev/zero")),
        ("long", "a path of 5,000 characters", PathBuf::from(format!("/{}", "x".repeat(5000)))),
        ("not-executable", "a script that is not executable", file("script.sh", b"#!/bin/sh\n")),
        ("no-interpreter", "a script whose interpreter is not there", script),
        ("crlf", "a script with the line ends of Windows", file("crlf.py", b"#!/usr/bin/python3\r\n")),
    ]
}

fn print(tables: &[(&str, Vec<Row>)]) {
    print!("{INTRODUCTION}");
    for (title, rows) in tables {
        println!("\n## {title}\n\n| Exporter | What it does | What the user gets | Time | Other export | Left |");
        println!("|---|---|---|---:|---|---:|");
        for Row { exporter, does, seen, took, other, left } in rows {
            let other = if *other { "arrived" } else { "LOST" };
            println!("| `{exporter}` | {does} | {seen} | {} | {other} | {left} |", rounded(*took));
        }
    }
    print!("{ON_DAEMONS}");
}

/// A time with one or two digits.
fn rounded(time: Duration) -> String {
    match time.as_millis() {
        0 => "< 1 ms".to_owned(),
        millis @ 1..100 => format!("{millis} ms"),
        millis @ 100..1000 => format!("{} ms", (millis + 5) / 10 * 10),
        millis => format!("{}.{} s", millis / 1000, millis % 1000 / 100),
    }
}
