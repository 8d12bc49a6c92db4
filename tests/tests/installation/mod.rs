//! An installation whose exporter for Word is a library in C.
#![allow(clippy::unwrap_used, reason = "a helper of a test may fail like the test")]
#![allow(dead_code, reason = "not every test uses everything")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use jianbao_exporter_host::library_name;
use jianbao_tests::{artefact, binary, example, root, sha256};

/// The program, the exporter for web pages, and the other one; with folders for results and for temporary files.
pub(crate) struct Installation {
    folder: tempfile::TempDir,
}

impl Installation {
    /// The exporter for Word is `NAME.c` of the tests of the host.
    pub(crate) fn with(name: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in ["bin", "out", "temporary", "lib/jianbao/exporters"] {
            fs::create_dir_all(folder.path().join(name)).unwrap();
        }
        let installation = Self { folder };
        fs::copy(binary(), installation.path("bin/jianbao")).unwrap();
        let exporters = installation.path("lib/jianbao/exporters");
        compile(name, &exporters.join(library_name("docx")));
        fs::copy(artefact(&library_name("html")), exporters.join(library_name("html"))).unwrap();
        let entries = ["docx", "html"].map(|name| {
            let bytes = fs::read(exporters.join(library_name(name))).unwrap();
            serde_json::json!({ "name": name, "file": library_name(name), "sha256": sha256(&bytes) })
        });
        let manifest = serde_json::json!({ "manifest": 1, "exporters": entries });
        fs::write(exporters.join("manifest.json"), manifest.to_string()).unwrap();
        installation
    }

    /// A path in it.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What a folder in it holds.
    pub(crate) fn entries(&self, name: &str) -> Vec<PathBuf> {
        fs::read_dir(self.path(name)).unwrap().map(|entry| entry.unwrap().path()).collect()
    }

    /// `jianbao render` of the example, in English unless the arguments say something else.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(self.path("bin/jianbao"));
        command.args(["render", "--layout", "nanchang-etdz/2020", "-o", "out"]).args(arguments).arg(example());
        command.current_dir(self.folder.path()).env("TMPDIR", self.path("temporary")).env("LC_ALL", "en_US.UTF-8");
        command
    }
}

fn compile(name: &str, path: &Path) {
    let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".to_owned());
    let mut command = Command::new(&compiler);
    command.args(["-std=c11", "-Wall", "-Werror", "-shared", "-fPIC", "-o"]).arg(path);
    command.arg("-I").arg(root().join("crates/exporter-abi/include"));
    command.arg(root().join(format!("crates/exporter-host/tests/c/{name}.c")));
    assert!(command.status().unwrap_or_else(|error| panic!("cannot run `{compiler}`: {error}")).success());
}
