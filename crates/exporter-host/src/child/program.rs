//! Runs an exporter that is a program: the child stands between the host and the program for as long as it runs.
//!
//! The child could become the program instead. It stays, because then the death of the host is noticed on every system in
//! the same way, and takes along whatever the program started; and because the program sees the end of its input.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::Duration;

use super::OUR_OWN;
use crate::raw::LoadFault;

/// How often a program is tried whose file is still open for writing somewhere, as for a moment when another thread starts
/// a process just after it was copied.
const TRIES: u32 = 50;
/// Time between tries.
const PAUSE: Duration = Duration::from_millis(10);

/// Starts the program with the request as its whole input and `events` as its output, and waits for its end.
pub(super) fn run(path: &Path, request: Vec<u8>, events: &File) -> Result<ExitStatus, LoadFault> {
    let started = start(path, events).and_then(|mut program| {
        feed(&mut program, request);
        program.wait()
    });
    started.map_err(|error| LoadFault::cannot_start(path, &error))
}

fn start(path: &Path, events: &File) -> io::Result<Child> {
    let mut tries = 0;
    loop {
        let mut command = Command::new(path);
        command.stdin(Stdio::piped()).stdout(events.try_clone()?).env_remove(OUR_OWN.0);
        match command.spawn() {
            Err(error) if error.kind() == io::ErrorKind::ExecutableFileBusy && tries < TRIES => {
                tries += 1;
                thread::sleep(PAUSE);
            }
            result => return result,
        }
    }
}

/// Writes the request from a thread of its own, because a program need not read it; the pipe is closed after it.
fn feed(program: &mut Child, mut request: Vec<u8>) {
    request.push(b'\n');
    if let Some(mut stdin) = program.stdin.take() {
        // A program that ended early shows in its exit status.
        thread::spawn(move || stdin.write_all(&request));
    }
}
