//! Streams that nobody reads and disks that are full: the command ends with its own code, never with a panic.
#![allow(clippy::unwrap_used, reason = "a test program")]
#![cfg(unix)]

use std::process::{Command, Stdio};

use jianbao_tests::{binary, example};

/// A pipe whose reader is gone.
fn closed() -> Stdio {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    writer.into()
}

fn code(args: &[&str], output: Stdio, error: Stdio) -> Option<i32> {
    Command::new(binary()).args(args).stdin(Stdio::null()).stdout(output).stderr(error).status().unwrap().code()
}

#[test]
fn a_closed_pipe_changes_no_exit_code() {
    let example = example();
    let example = example.to_str().unwrap();
    for (args, expected) in [
        (&["validate", example][..], 1),
        (&["validate", "nowhere.json"], 2),
        (&["explain", example], 0),
        (&["explain", example, "no.such"], 2),
        (&["schema", "dataset"], 0),
        (&["nonsense", "--lang", "zh"], 2),
    ] {
        assert_eq!(code(args, closed(), closed()), Some(expected), "{args:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn data_that_could_not_be_written_is_no_success() {
    let full = || std::fs::File::options().write(true).open("/dev/full").unwrap().into();
    let example = example();
    for args in [&["schema", "dataset"][..], &["validate", example.to_str().unwrap()], &["rules", "list"]] {
        assert_eq!(code(args, full(), Stdio::null()), Some(2), "{args:?}");
        assert_ne!(code(args, Stdio::null(), full()), Some(101), "{args:?}");
    }
}
