//! Exporters that are programs: the well-behaved arrive, each misbehaviour has its kind, and no target is touched.
#![allow(clippy::unwrap_used, reason = "a helper of a test may fail like the test")]
#![cfg(unix)]

mod common;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::{Duration, Instant};

use common::{broken_program, document, host, tight};
use jianbao_exporter_host::{ExportJob, ExportOutcome, HostError, HostErrorKind, Limits, Plugin, PluginKind, Targets};
use serde_json::json;

/// Runs one behaviour to one target, which must stay away when the export fails; gives what stands there.
fn run(behaviour: &str, limits: Limits) -> Result<(ExportOutcome, String), HostError> {
    let (plugin, description) = broken_program();
    let document = document();
    let (folder, work) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let target = folder.path().join("报告.txt");
    let mut job = ExportJob::new(&plugin, &description.exporters[0], &document, Targets::file(&target));
    job.options = json!({ "behaviour": behaviour });
    let result = host().with_limits(limits).with_work_dir(work.path()).export(&job);
    assert_eq!(fs::read_dir(work.path()).unwrap().count(), 0, "{behaviour}: the job folder is left behind");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), usize::from(result.is_ok()), "{behaviour}");
    result.map(|outcome| (outcome, fs::read_to_string(&target).unwrap()))
}

/// Limits that a test reaches quickly only where it means to.
fn roomy() -> Limits {
    let mut limits = tight();
    limits.wall = Duration::from_secs(50);
    limits
}

#[test]
fn what_a_program_writes_arrives() {
    for behaviour in ["ok", "ignores-input", "chatters", "background-child", "daemon"] {
        let (outcome, text) = run(behaviour, Limits::default()).unwrap_or_else(|error| panic!("{behaviour}: {error}"));
        assert_eq!(text, "written by a program\n", "{behaviour}");
        assert_eq!(outcome.files[0].role, "main");
    }
}

#[test]
fn it_is_told_from_a_library() {
    let (plugin, description) = broken_program();
    assert_eq!((plugin.kind(), plugin.name()), (PluginKind::Program, "broken"));
    assert_eq!(description.exporters[0].id, "test.program");
}

#[test]
fn other_lines_are_log_lines() {
    let (outcome, _) = run("chatters", Limits::default()).unwrap();
    let lines: Vec<&str> = outcome.logs.iter().map(|line| line.message.as_str()).collect();
    assert_eq!(lines, ["hello", r#"{"event":"later"}"#]);
}

#[test]
fn what_a_program_leaves_out_is_listed() {
    let (outcome, _) = run("degrades", Limits::default()).unwrap();
    assert_eq!((outcome.degraded[0].feature.as_str(), outcome.degraded[0].message.as_str()), ("toc", "left out"));
}

#[test]
fn its_surroundings_are_bare() {
    let (_, text) = run("environment", Limits::default()).unwrap();
    let (folder, mut names) = (text.lines().last().unwrap(), Vec::new());
    for line in text.lines().rev().skip(1) {
        let (name, value) = line.split_once('=').unwrap();
        // A shell sets a few of its own.
        if !["PWD", "OLDPWD", "SHLVL", "_"].contains(&name) {
            names.push(name);
        }
        assert!(name != "TMPDIR" || value == folder, "{line}");
    }
    names.sort_unstable();
    assert_eq!(names, ["LANG", "PATH", "TMPDIR", "TZ"]);
    assert!(Path::new(folder).is_absolute());
}

#[test]
fn each_misbehaviour_has_its_kind() {
    use HostErrorKind::{BadResult, Bug, Crashed, EndedEarly, Failed, Refused};
    let cases = [
        ("fails", Failed, "cannot write this document: a cell is too long"),
        ("fails-with-exit-zero", Bug, "a fault"),
        ("exits-one", Crashed, "(exit code 1)"),
        ("says-nothing", EndedEarly, "ended without saying that it was done; "),
        ("garbage", EndedEarly, "ended without saying"),
        ("two-dones", EndedEarly, "more than once"),
        ("unreadable-done", EndedEarly, "in a way that can be read (invalid type: string \"ok\""),
        ("long-line", EndedEarly, "(a line is longer than 1048576 bytes)"),
        ("kills-itself", Crashed, "(signal 11)"),
        ("kills-the-child", Crashed, "(signal 9)"),
        ("unknown", Crashed, "(exit code 2)"),
        ("unlisted", BadResult, "it left `stray.txt` without listing it"),
        ("unlisted-folder", BadResult, "it left `empty` without listing it"),
        ("lists-nothing", BadResult, "it wrote no file"),
        ("lists-missing", BadResult, "`report.txt` is listed but not there"),
        ("lists-twice", BadResult, "`a.txt` is listed twice"),
        ("two-for-one-role", BadResult, "two files in the role `main`"),
        ("leaves-folder", BadResult, "it leaves its folder"),
        ("absolute", BadResult, "it is absolute"),
        ("link", BadResult, "is not a regular file"),
        ("linked-folder", BadResult, "is a link"),
        ("linked-output", BadResult, "not the one that it was given"),
        ("pipe", BadResult, "is not a regular file"),
        ("not-utf-8", BadResult, "is not UTF-8"),
        ("large-file", Refused, "more than 8388608 bytes"),
        ("many-files", Refused, "more than 8388608 bytes"),
        ("outside-out", Refused, "more than 8388608 bytes"),
    ];
    for (behaviour, kind, text) in cases {
        let error = run(behaviour, roomy()).map(drop).unwrap_err();
        assert_eq!(error.kind(), kind, "{behaviour}: {error}\n{}", error.stderr());
        assert!(error.to_string().contains(text), "{behaviour}: {error}");
    }
}

#[test]
fn a_hang_is_stopped_whether_it_listens_or_not() {
    for behaviour in ["hangs", "ignores-term"] {
        let error = run(behaviour, tight()).map(drop).unwrap_err();
        assert_eq!(error.kind(), HostErrorKind::TimedOut, "{behaviour}: {error}");
    }
}

/// A process that left the group may hold the pipes: nobody waits for it.
#[test]
fn a_daemon_is_not_waited_for() {
    let started = Instant::now();
    run("daemon-with-pipes", Limits::default()).map(drop).unwrap();
    assert!(started.elapsed() < Duration::from_secs(50));
}

#[test]
fn a_program_that_does_not_start_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("exporter");
    let cases = [
        ("#!/nowhere/python3\n", 0o755, "exporter cannot be started: No such file", "is not installed"),
        ("#!\n", 0o755, "exporter cannot be started", "must be a program"),
        ("#!/bin/sh\n", 0o644, "exporter is not executable", "chmod +x"),
    ];
    for (text, mode, message, hint) in cases {
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        let error = host().describe(&Plugin::at(&path).unwrap()).unwrap_err();
        assert_eq!(error.kind(), HostErrorKind::Spawn, "{error}");
        assert!(error.to_string().contains(message), "{error}");
        assert!(error.hint().unwrap().contains(hint), "{error}");
    }
}

#[test]
fn a_kept_job_folder_holds_the_request() {
    let (plugin, description) = broken_program();
    let (document, work) = (document(), tempfile::tempdir().unwrap());
    let mut job = ExportJob::new(&plugin, &description.exporters[0], &document, Targets::file("/nowhere/a.txt"));
    job.options = json!({ "behaviour": "says-nothing" });
    job.keep_job = true;
    let error = host().with_work_dir(work.path()).export(&job).unwrap_err();
    let request = fs::read(error.job_dir().unwrap().join("request.json")).unwrap();
    let request: serde_json::Value = serde_json::from_slice(&request).unwrap();
    assert_eq!(request["output"]["dir"], error.job_dir().unwrap().join("out").to_str().unwrap());
}
