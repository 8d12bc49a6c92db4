//! Files that are no exporter for us, each with its own kind of error; and an exporter written in C.
#![allow(clippy::unwrap_used, reason = "a helper of a test may fail like the test")]
#![cfg(unix)]

mod common;

use std::path::Path;

use common::{document, host, library};
use jianbao_exporter_host::{ChildConfig, ExportJob, Host, HostError, HostErrorKind, Plugin, Targets};

fn describe(path: &Path) -> HostError {
    host().describe(&Plugin::at(path).unwrap()).unwrap_err()
}

#[test]
fn each_wrong_library_has_its_kind() {
    let folder = tempfile::tempdir().unwrap();
    let cases = [
        ("wrong_major", HostErrorKind::WrongAbi, "exporter ABI 7.2; this Jianbao speaks 1.0"),
        ("next_symbol", HostErrorKind::WrongAbi, "exporter ABI 2; this Jianbao speaks 1.0"),
        ("short_table", HostErrorKind::BrokenTable, "it has 16 bytes"),
        ("null_function", HostErrorKind::BrokenTable, "it lacks a function"),
        ("no_symbol", HostErrorKind::NoSymbol, "does not export `jb_exporter_v1`"),
    ];
    for (name, kind, text) in cases {
        let error = describe(&library(folder.path(), name));
        assert_eq!(error.kind(), kind, "{name}: {error}");
        assert!(error.to_string().contains(text), "{name}: {error}");
        assert!(error.hint().is_some(), "{name}");
    }
}

#[test]
fn a_library_that_needs_another_is_not_loaded() {
    let folder = tempfile::tempdir().unwrap();
    let error = describe(&library(folder.path(), "needs_other"));
    assert_eq!(error.kind(), HostErrorKind::NotALibrary);
    assert!(error.to_string().contains("from_another_library"), "the loader's own reason is missing: {error}");
}

#[test]
fn a_changed_library_is_not_loaded() {
    let folder = tempfile::tempdir().unwrap();
    let plugin = Plugin::at(&library(folder.path(), "good")).unwrap().with_sha256("0".repeat(64));
    assert_eq!(host().describe(&plugin).unwrap_err().kind(), HostErrorKind::HashMismatch);
}

#[test]
fn a_missing_child_program_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let plugin = Plugin::at(&library(folder.path(), "good")).unwrap();
    let host = Host::new(ChildConfig { program: "/nowhere/child".into(), args: Vec::new() });
    let error = host.describe(&plugin).unwrap_err();
    assert_eq!(error.kind(), HostErrorKind::Spawn);
    assert!(error.to_string().contains("/nowhere/child"), "{error}");
}

#[test]
fn an_exporter_in_c_works() {
    let folder = tempfile::tempdir().unwrap();
    let plugin = Plugin::at(&library(folder.path(), "good")).unwrap();
    let description = host().describe(&plugin).unwrap();
    let document = document();
    let target = folder.path().join("c.txt");
    let job = ExportJob::new(&plugin, &description.exporters[0], &document, Targets::file(&target));
    host().export(&job).unwrap();
    assert_eq!(std::fs::read_to_string(target).unwrap(), "written by C\n");
}
