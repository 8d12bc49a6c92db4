//! Ctrl-C and a killed parent: exporters and what they started end with the program, and no half file is left.
#![allow(clippy::unwrap_used, reason = "a test program")]
#![cfg(target_os = "linux")]

mod installation;

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use installation::Installation;

/// Far more than anything here takes; only a failure waits so long.
const PATIENCE: Duration = Duration::from_secs(60);

/// Starts a report in both formats.
fn start(installation: &Installation) -> Child {
    let mut command = installation.command(&["--to", "html,docx", "--allow-degrade"]);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
}

/// The processes of the exporter, once it hangs and the other format is written.
fn wait_until_it_hangs(installation: &Installation) -> Vec<u32> {
    until("the exporter to hang", || {
        let jobs = installation.entries("temporary");
        let pids = jobs.iter().find_map(|job| fs::read_to_string(job.join("pids")).ok())?;
        let out = installation.entries("out");
        let written = out.iter().any(|path| path.extension().is_some_and(|found| found == "html"));
        written.then(|| pids.split(' ').map(|pid| pid.parse().unwrap()).collect())
    })
}

fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let end = Instant::now() + PATIENCE;
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(Instant::now() < end, "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Whether a process runs; one that ended and was not waited for does not.
fn runs(pid: u32) -> bool {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    stat.rsplit(") ").next().is_some_and(|rest| !rest.is_empty() && !rest.starts_with('Z'))
}

fn send(signal: &str, child: &Child) {
    let status = Command::new("kill").arg(format!("-{signal}")).arg(child.id().to_string()).status().unwrap();
    assert!(status.success());
}

/// Sends a signal while an exporter hangs; gives how the program ended and what it said.
fn interrupt(installation: &Installation, signal: &str) -> (ExitStatus, String) {
    let child = start(installation);
    let pids = wait_until_it_hangs(installation);
    assert!(pids.iter().all(|pid| runs(*pid)), "{pids:?}");
    send(signal, &child);
    let output = child.wait_with_output().unwrap();
    for pid in pids {
        until(&format!("process {pid} to end after {signal}"), || (!runs(pid)).then_some(()));
    }
    let written = installation.entries("out");
    assert_eq!(written.len(), 1, "{signal}: {written:?}");
    assert!(fs::read_to_string(&written[0]).unwrap().trim_end().ends_with("</html>"), "{signal}: half a page");
    (output.status, String::from_utf8(output.stderr).unwrap())
}

#[test]
fn an_interrupted_export_leaves_nothing_behind() {
    // Side by side, because each waits out the time between asking and killing.
    std::thread::scope(|scope| {
        for signal in ["INT", "TERM", "HUP"] {
            scope.spawn(move || {
                let installation = Installation::with("hangs");
                let (status, said) = interrupt(&installation, signal);
                assert_eq!(status.code(), Some(130), "{signal}: {said}");
                assert!(said.contains("test.hangs was interrupted; nothing was written"), "{signal}: {said}");
                assert_eq!(installation.entries("temporary"), Vec::<PathBuf>::new(), "{signal}");
            });
        }
    });
}

/// Nobody is left to remove the job folder, which lies among the temporary files of the system.
#[test]
fn a_killed_program_takes_its_exporters_along() {
    let installation = Installation::with("hangs");
    let (status, _) = interrupt(&installation, "KILL");
    assert_eq!(status.signal(), Some(9));
}
