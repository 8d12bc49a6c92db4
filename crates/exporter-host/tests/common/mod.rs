//! What the tests of the host share: the built artefacts, a host over them, a small document.
#![allow(clippy::unwrap_used, reason = "a helper of a test may fail like the test")]
#![allow(dead_code, reason = "not every test uses everything")]

use std::path::{Path, PathBuf};
use std::process::Command;

use jianbao_document::{Document, MODEL, Properties, Styles};
use jianbao_exporter_host::{ChildConfig, Description, Host, Limits, Plugin};

/// A file among the built artefacts.
pub(crate) fn artefact(name: &str) -> PathBuf {
    let folder = std::env::var_os("JIANBAO_TARGET_DIR")
        .expect("JIANBAO_TARGET_DIR is not set: run these tests by `cargo xtask test`");
    let path = Path::new(&folder).join(name);
    assert!(path.is_file(), "{} is not built: run these tests by `cargo xtask test`", path.display());
    path
}

/// A host whose child is the test program.
pub(crate) fn host() -> Host {
    let program = artefact(&format!("exporter-child{}", std::env::consts::EXE_SUFFIX));
    Host::new(ChildConfig { program, args: Vec::new() })
}

/// Limits with a short wall time and little memory.
pub(crate) fn tight() -> Limits {
    let mut limits = Limits::default();
    limits.wall = std::time::Duration::from_millis(700);
    limits.grace = std::time::Duration::from_millis(500);
    limits.memory = 256 << 20;
    limits.output = 8 << 20;
    limits
}

/// The library of misbehaving exporters.
pub(crate) fn broken() -> (Plugin, Description) {
    let (prefix, suffix) = (std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    let plugin = Plugin::at(&artefact(&format!("{prefix}jianbao_broken_exporters{suffix}"))).unwrap();
    let description = host().describe(&plugin).unwrap();
    (plugin, description)
}

/// A document with a title and no content.
pub(crate) fn document() -> Document {
    Document {
        model: MODEL.to_owned(),
        properties: Properties {
            title: "监测报告".to_owned(), language: "zh-CN".to_owned(), ..Properties::default()
        },
        features: Vec::new(),
        styles: Styles::default(),
        sections: Vec::new(),
        figures: std::collections::BTreeMap::new(),
    }
}

/// The program of misbehaving exporters.
pub(crate) fn broken_program() -> (Plugin, Description) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/broken-exporters/broken.sh");
    let plugin = Plugin::at(&path).unwrap();
    let description = host().describe(&plugin).unwrap();
    (plugin, description)
}

/// Compiles `tests/c/NAME.c` into a library in `folder`.
pub(crate) fn library(folder: &Path, name: &str) -> PathBuf {
    compile(folder, name, &format!("{name}.so"), &["-shared", "-fPIC"])
}

/// Compiles `tests/c/NAME.c` into `folder/output`.
pub(crate) fn compile(folder: &Path, name: &str, output: &str, arguments: &[&str]) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = folder.join(output);
    let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".to_owned());
    let mut command = Command::new(&compiler);
    command.args(["-std=c11", "-Wall", "-Werror"]).args(arguments).arg("-o").arg(&path);
    command.arg("-I").arg(root.join("../exporter-abi/include")).arg(root.join(format!("tests/c/{name}.c")));
    let status = command.status().unwrap_or_else(|error| {
        panic!("cannot run `{compiler}`: {error}\nhint: install a C compiler (Debian: `apt install build-essential`) or set CC")
    });
    assert!(status.success(), "{compiler} failed on {name}.c");
    path
}
