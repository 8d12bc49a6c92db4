//! Ctrl-C and a killed parent: exporters and what they started end with the program, and no half file is left.
#![allow(clippy::unwrap_used, reason = "a test program")]
#![cfg(target_os = "linux")]

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use jianbao_exporter_host::library_name;
use jianbao_tests::{artefact, binary, example, root, sha256};

/// Far more than anything here takes; only a failure waits so long.
const PATIENCE: Duration = Duration::from_secs(60);

/// An installation whose exporter for Word never ends.
struct Installation {
    folder: tempfile::TempDir,
}

impl Installation {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in ["bin", "out", "temporary", "lib/jianbao/exporters"] {
            fs::create_dir_all(folder.path().join(name)).unwrap();
        }
        let installation = Self { folder };
        fs::copy(binary(), installation.path("bin/jianbao")).unwrap();
        let exporters = installation.path("lib/jianbao/exporters");
        hanging_library(&exporters.join(library_name("docx")));
        fs::copy(artefact(&library_name("html")), exporters.join(library_name("html"))).unwrap();
        let entries = ["docx", "html"].map(|name| {
            let bytes = fs::read(exporters.join(library_name(name))).unwrap();
            serde_json::json!({ "name": name, "file": library_name(name), "sha256": sha256(&bytes) })
        });
        let manifest = serde_json::json!({ "manifest": 1, "exporters": entries });
        fs::write(exporters.join("manifest.json"), manifest.to_string()).unwrap();
        installation
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Starts a report in both formats.
    fn start(&self) -> Child {
        let mut command = Command::new(self.path("bin/jianbao"));
        command.args(["render", "--layout", "nanchang-etdz/2020", "--to", "html,docx", "--allow-degrade", "-o", "out"]);
        command.arg(example()).current_dir(self.folder.path()).env("TMPDIR", self.path("temporary"));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
    }

    fn entries(&self, name: &str) -> Vec<PathBuf> {
        fs::read_dir(self.path(name)).unwrap().map(|entry| entry.unwrap().path()).collect()
    }

    /// The processes of the exporter, once it hangs and the other format is written.
    fn wait_until_it_hangs(&self) -> Vec<u32> {
        until("the exporter to hang", || {
            let pids = self.entries("temporary").iter().find_map(|job| fs::read_to_string(job.join("pids")).ok())?;
            let written = self.entries("out").iter().any(|path| path.extension().is_some_and(|found| found == "html"));
            written.then(|| pids.split(' ').map(|pid| pid.parse().unwrap()).collect())
        })
    }
}

fn hanging_library(path: &Path) {
    let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".to_owned());
    let source = root().join("crates/exporter-host/tests/c/hangs.c");
    let include = root().join("crates/exporter-abi/include");
    let mut command = Command::new(&compiler);
    command
        .args(["-std=c11", "-Wall", "-Werror", "-shared", "-fPIC", "-o"])
        .arg(path)
        .arg("-I")
        .arg(include)
        .arg(source);
    assert!(command.status().unwrap_or_else(|error| panic!("cannot run `{compiler}`: {error}")).success());
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
    let child = installation.start();
    let pids = installation.wait_until_it_hangs();
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
    for signal in ["INT", "TERM", "HUP"] {
        let installation = Installation::new();
        let (status, said) = interrupt(&installation, signal);
        assert_eq!(status.code(), Some(130), "{signal}: {said}");
        assert!(said.contains("test.hangs was interrupted; nothing was written"), "{signal}: {said}");
        assert_eq!(installation.entries("temporary"), Vec::<PathBuf>::new(), "{signal}");
    }
}

/// Nobody is left to remove the job folder, which lies among the temporary files of the system.
#[test]
fn a_killed_program_takes_its_exporters_along() {
    let installation = Installation::new();
    let (status, _) = interrupt(&installation, "KILL");
    assert_eq!(status.signal(), Some(9));
}
