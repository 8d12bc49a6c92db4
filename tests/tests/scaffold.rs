//! `jianbao exporter new`: what it makes builds, offline, and passes its own CI file, which runs the conformance kit.
#![allow(clippy::unwrap_used, reason = "a test program")]
#![cfg(unix)]

use std::path::Path;
use std::process::Command;

use jianbao_tests::{Work, binary, root, run};

/// Makes an exporter in `language`; gives what was said of the next steps.
fn new(work: &Work, language: &str) -> String {
    let arguments = ["exporter", "new", "my-text", "--lang", language, "--dir", "made"];
    let made = run(&binary(), &arguments, &work.path(""), &[], None);
    assert_eq!(made.code, Some(0), "{}", made.stderr);
    for line in made.stdout.lines() {
        assert!(work.path(line).is_file(), "{line} is named and not there");
    }
    made.stderr
}

/// A command in the folder of the exporter, without whatever cargo sets for the tests themselves.
fn succeeds(folder: &Path, program: &str, arguments: &[&str]) -> String {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder).env("JIANBAO", binary()).env("LANG", "en_US.UTF-8");
    command.env("CARGO_NET_OFFLINE", "true").env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0");
    for name in ["CARGO_TARGET_DIR", "CARGO_MANIFEST_DIR", "RUSTFLAGS", "LC_ALL", "MAKEFLAGS"] {
        command.env_remove(name);
    }
    let output = command.output().unwrap_or_else(|error| panic!("cannot run `{program}`: {error}"));
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{program}:\n{text}\n{}", String::from_utf8_lossy(&output.stderr));
    text
}

/// Its CI file says that no case failed.
fn passes(folder: &Path) {
    let report = succeeds(folder, "./ci.sh", &[]);
    assert!(report.contains("org.example.my-text 0.1.0: ") && report.contains(" 0 failed"), "{report}");
}

#[test]
fn an_exporter_in_rust_builds_from_its_own_sources_and_passes() {
    let work = Work::new();
    let next = new(&work, "rust");
    assert!(next.contains("cd made && cargo build --release\n"), "{next}");
    let folder = work.path("made");
    // The versions that are on this machine: nothing is fetched.
    std::fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    passes(&folder);
    succeeds(&folder, "cargo", &["test", "--release", "--quiet"]);
}

#[test]
fn an_exporter_in_c_builds_without_warnings_and_passes() {
    let work = Work::new();
    assert!(new(&work, "c").contains("cd made && make\n"));
    let folder = work.path("made");
    passes(&folder);
    succeeds(&folder, "make", &["clean"]);
    succeeds(&folder, "make", &["CFLAGS=-Werror -O1"]);
}

#[test]
fn an_exporter_in_python_passes_as_it_is() {
    let work = Work::new();
    assert!(new(&work, "python").contains("jianbao exporter test ./exporter.py\n"));
    passes(&work.path("made"));
}

/// The manifests in `sdk/` ask for what the workspace asks for.
#[test]
fn the_sdk_of_a_new_exporter_has_the_dependencies_of_the_workspace() {
    let read =
        |path: &str| toml::from_str::<toml::Table>(&std::fs::read_to_string(root().join(path)).unwrap()).unwrap();
    let workspace = read("Cargo.toml")["workspace"]["dependencies"].clone();
    for name in ["exporter-sdk", "exporter-abi", "document"] {
        let ours = read(&format!("crates/{name}/Cargo.toml"));
        let theirs = read(&format!("crates/exporter-scaffold/templates/rust/sdk/{name}/Cargo.toml"));
        let empty = toml::Value::Table(toml::Table::new());
        let wanted = ours.get("dependencies").unwrap_or(&empty).as_table().unwrap();
        let given = theirs.get("dependencies").unwrap_or(&empty).as_table().unwrap();
        assert_eq!(wanted.keys().collect::<Vec<_>>(), given.keys().collect::<Vec<_>>(), "{name}");
        for (dependency, value) in given {
            let short = dependency.trim_start_matches("jianbao-");
            let expected = if dependency.starts_with("jianbao-") {
                toml::Value::Table([("path".to_owned(), format!("../{short}").into())].into_iter().collect())
            } else {
                workspace[dependency].clone()
            };
            assert_eq!(value, &expected, "{name}: {dependency}");
        }
    }
}
