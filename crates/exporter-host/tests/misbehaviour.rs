//! Exporters that misbehave on purpose: each costs its own export, gives its own kind of error, and touches no target.
#![allow(clippy::unwrap_used, reason = "a helper of a test may fail like the test")]

mod common;

use std::fs;
use std::time::{Duration, Instant};

use common::{broken, document, host, tight};
use jianbao_exporter_host::{ExportJob, ExportOutcome, HostError, HostErrorKind, Limits, Targets};
use serde_json::json;

/// Runs one behaviour into a fresh folder, which must stay empty when the export fails.
fn run(behaviour: &str, limits: Limits) -> Result<ExportOutcome, HostError> {
    let (plugin, description) = broken();
    let document = document();
    let target = tempfile::tempdir().unwrap();
    let work = tempfile::tempdir().unwrap();
    let targets = Targets::Folder(target.path().to_owned());
    let mut job = ExportJob::new(&plugin, &description.exporters[0], &document, targets);
    job.options = json!({ "behaviour": behaviour });
    let result = host().with_limits(limits).with_work_dir(work.path()).export(&job);
    let count = fs::read_dir(target.path()).unwrap().count();
    assert_eq!(count == 0, result.is_err(), "{behaviour}: {count} files at the target");
    assert_eq!(fs::read_dir(work.path()).unwrap().count(), 0, "{behaviour}: the job folder is left behind");
    result
}

/// The error of one behaviour under roomy limits.
fn error_of(behaviour: &str) -> HostError {
    run(behaviour, Limits::default()).unwrap_err()
}

#[test]
fn each_misbehaviour_has_its_kind() {
    let cases = [
        ("fails", HostErrorKind::Failed),
        ("panic", HostErrorKind::Bug),
        ("panic-in-thread", HostErrorKind::Failed),
        ("exit-zero", HostErrorKind::EndedEarly),
        ("forged-done", HostErrorKind::EndedEarly),
        ("leaves-folder", HostErrorKind::Refused),
        ("ignores-refusal", HostErrorKind::Refused),
        ("stray-file", HostErrorKind::BadResult),
        ("not-a-docx", HostErrorKind::BadResult),
        ("nothing-written", HostErrorKind::BadResult),
        ("abort", HostErrorKind::Crashed),
        ("raw-panic", HostErrorKind::Crashed),
        ("segfault", HostErrorKind::Crashed),
        ("overflows-stack", HostErrorKind::Crashed),
    ];
    for (behaviour, kind) in cases {
        let error = error_of(behaviour);
        assert_eq!(error.kind(), kind, "{behaviour}: {error}\n{}", error.stderr());
    }
}

#[test]
fn the_exporter_s_own_error_arrives_whole() {
    let error = error_of("fails");
    assert_eq!(error.to_string(), "exporter test.broken cannot write this document: a cell is too long");
    assert_eq!((error.code(), error.hint()), (Some("cell-too-long"), Some("shorten it")));
    assert_eq!(error.pointer(), Some("/sections/0/blocks/3"));
}

#[test]
fn a_panic_tells_its_text_and_place() {
    let text = error_of("panic").to_string();
    assert!(text.contains("a panic on purpose") && text.contains("lib.rs:"), "{text}");
}

#[test]
fn a_refused_name_is_named() {
    let text = error_of("leaves-folder").to_string();
    assert!(text.contains("`../escape.txt`") && text.contains("it leaves its folder"), "{text}");
}

#[test]
fn a_forged_event_lands_on_stderr() {
    assert!(error_of("forged-done").stderr().contains("forged.txt"));
}

#[test]
fn a_hang_is_stopped_whether_it_listens_or_not() {
    for behaviour in ["hang", "hang-politely", "spin"] {
        let error = run(behaviour, tight()).unwrap_err();
        assert_eq!(error.kind(), HostErrorKind::TimedOut, "{behaviour}: {error}");
    }
}

#[test]
fn output_is_limited() {
    let mut limits = tight();
    limits.wall = Duration::from_secs(60);
    for behaviour in ["writes-too-much", "emits-without-end", "writes-beside-the-folder"] {
        let error = run(behaviour, limits.clone()).unwrap_err();
        assert_eq!(error.kind(), HostErrorKind::Refused, "{behaviour}: {error}");
    }
}

#[cfg(any(target_os = "linux", windows))]
#[test]
fn memory_is_limited() {
    let mut limits = tight();
    limits.wall = Duration::from_secs(60);
    let error = run("allocates-forever", limits).unwrap_err();
    assert_eq!(error.kind(), HostErrorKind::Crashed, "{error}");
}

/// The exporter starts `sleep 60`, which holds standard error open: the host must not wait for it.
#[cfg(unix)]
#[test]
fn a_background_child_is_not_waited_for() {
    let started = Instant::now();
    run("background-child", Limits::default()).unwrap();
    assert!(started.elapsed() < Duration::from_secs(50));
}

#[test]
fn the_library_cannot_read_the_request_pipe() {
    run("reads-stdin", Limits::default()).unwrap();
}

#[test]
fn a_kept_job_folder_is_named() {
    let (plugin, description) = broken();
    let document = document();
    let work = tempfile::tempdir().unwrap();
    let mut job =
        ExportJob::new(&plugin, &description.exporters[0], &document, Targets::Folder(work.path().to_owned()));
    job.options = json!({ "behaviour": "stray-file" });
    job.keep_job = true;
    let error = host().with_work_dir(work.path()).export(&job).unwrap_err();
    assert!(error.job_dir().unwrap().join("out/stray.txt").is_file());
}
