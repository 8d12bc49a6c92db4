//! The child program on its own: it ends with its parent and refuses arguments that are not the host's.
#![allow(clippy::unwrap_used, reason = "a helper of a test may fail like the test")]

mod common;

use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use common::{artefact, broken, document};

fn child() -> Command {
    Command::new(artefact(&format!("exporter-child{}", std::env::consts::EXE_SUFFIX)))
}

/// A parent that dies closes the pipe of the requests: the child must not go on in the background.
#[test]
fn a_hanging_child_ends_with_its_parent() {
    let (plugin, _) = broken();
    let folder = tempfile::tempdir().unwrap();
    let mut command = child();
    command.arg("native").arg(plugin.path()).arg(folder.path()).args(["1073741824", "1048576", "8", "64"]);
    let mut running = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    let request = serde_json::json!({ "protocol": "1.0", "exporter": "test.broken", "document": document(),
        "options": { "behaviour": "hang" }, "context": {}, "output": { "stem": "a" } });
    let mut pipe = running.stdin.take().unwrap();
    writeln!(pipe, "{request}").unwrap();
    assert!(running.try_wait().unwrap().is_none());
    drop(pipe);
    let until = Instant::now() + Duration::from_secs(30);
    let status = loop {
        match running.try_wait().unwrap() {
            Some(status) => break status,
            None if Instant::now() > until => {
                running.kill().unwrap();
                panic!("the child goes on without its parent");
            }
            None => std::thread::sleep(Duration::from_millis(5)),
        }
    };
    assert_eq!(status.code(), Some(3));
}

/// A program and what it started in the background end too: they are in the group that the child leads.
#[cfg(target_os = "linux")]
#[test]
fn a_program_ends_with_the_parent_of_its_child() {
    use std::os::unix::process::CommandExt;
    let (plugin, _) = common::broken_program();
    let folder = tempfile::tempdir().unwrap();
    let mut command = child();
    command.arg("program").arg(plugin.path()).arg(folder.path()).args(["1073741824", "1048576", "8", "64"]);
    command.process_group(0).current_dir(folder.path());
    let mut running = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    let mut pipe = running.stdin.take().unwrap();
    writeln!(pipe, r#"{{"options":{{"behaviour":"tells-pids-and-hangs"}}}}"#).unwrap();
    let until = Instant::now() + Duration::from_secs(30);
    let pids = loop {
        match std::fs::read_to_string(folder.path().join("pids")) {
            Ok(text) if text.lines().count() == 2 => break text,
            _ => assert!(Instant::now() < until, "the program does not start"),
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    drop(pipe);
    assert!(!running.wait().unwrap().success());
    for pid in pids.lines() {
        let stat = std::path::PathBuf::from(format!("/proc/{pid}/stat"));
        // Nobody may have waited yet for what has ended.
        while std::fs::read_to_string(&stat).is_ok_and(|text| !text.contains(") Z ")) {
            assert!(Instant::now() < until, "process {pid} goes on");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

#[test]
fn other_arguments_are_refused() {
    let output = child().arg("--help").output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&output.stderr).contains("for Jianbao's own use"));
}
