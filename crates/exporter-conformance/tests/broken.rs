//! Each deliberately broken exporter fails exactly the cases that it should, and the good ones fail none.
#![allow(clippy::unwrap_used, reason = "a test program")]
#![cfg(unix)]

mod common;

use std::collections::BTreeSet;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use common::{failed, kit};
use jianbao_exporter_conformance::{Selection, cases};
use jianbao_exporter_host::Plugin;
use serde::Deserialize;

#[derive(Deserialize)]
struct Table {
    exporter: Vec<Broken>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Broken {
    c: Option<String>,
    python: Option<String>,
    about: String,
    fails: BTreeSet<String>,
}

fn table() -> Vec<Broken> {
    toml::from_str::<Table>(include_str!("broken.toml")).unwrap().exporter
}

/// Compiles a variant of `c/exporter.c`.
fn library(folder: &Path, variant: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = folder.join(format!("exporter{variant}.so"));
    let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".to_owned());
    let mut command = Command::new(&compiler);
    command
        .args(["-std=c11", "-Wall", "-Wextra", "-Werror", "-Wno-unused-function", "-shared", "-fPIC", "-o"])
        .arg(&path);
    if !variant.is_empty() {
        command.arg(format!("-DBROKEN_{variant}"));
    }
    command.arg("-I").arg(root.join("../exporter-abi/include")).arg(root.join("tests/c/exporter.c"));
    let status = command.status().unwrap_or_else(|error| {
        panic!("cannot run `{compiler}`: {error}\nhint: install a C compiler (Debian: `apt install build-essential`) or set CC")
    });
    assert!(status.success(), "{compiler} failed on the variant `{variant}`");
    path
}

/// Copies `python/exporter.py` under the name of a variant.
fn program(folder: &Path, variant: &str) -> PathBuf {
    let path = folder.join(format!("{variant}.py"));
    std::fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/python/exporter.py"), &path).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path
}

#[test]
fn each_fails_exactly_what_it_should() {
    let mut wrong = Vec::new();
    for broken in table() {
        let folder = tempfile::tempdir().unwrap();
        let file = match (&broken.c, &broken.python) {
            (Some(variant), None) => library(folder.path(), variant),
            (None, Some(variant)) => program(folder.path(), variant),
            _ => panic!("{}: either `c` or `python`", broken.about),
        };
        let report = kit(Plugin::at(&file).unwrap(), Duration::from_secs(8)).run(&Selection::default());
        let found = failed(&report);
        let names: BTreeSet<String> = found.iter().map(|(name, _)| (*name).to_owned()).collect();
        if names != broken.fails || report.failed != names.len() {
            wrong.push(format!("{}: {:?} was expected, but {found:#?}", broken.about, broken.fails));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A case that nothing fails would be one that cannot fail.
#[test]
fn every_case_is_failed_by_something() {
    let failed: BTreeSet<String> = table().into_iter().flat_map(|broken| broken.fails).collect();
    // Loading is refused before a kit exists where the file is no library; `loading.rs` has those. What an exporter has to
    // do on the smallest documents is too little for a variant of its own.
    let others = ["load", "minimal", "empty-table", "undeclared-feature"];
    let never: Vec<&str> =
        cases().map(|case| case.name).filter(|name| !failed.contains(*name) && !others.contains(name)).collect();
    assert!(never.is_empty(), "{never:?}");
    let known: BTreeSet<&str> = cases().map(|case| case.name).collect();
    let unknown: Vec<&String> = failed.iter().filter(|name| !known.contains(name.as_str())).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
    assert_eq!(known.len(), cases().count(), "two cases have one name");
}
