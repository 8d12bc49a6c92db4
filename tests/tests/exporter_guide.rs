//! The guide to exporters: its commands, its C and its Python are run. Its Rust is compiled as the SDK's documentation.
#![allow(clippy::unwrap_used, reason = "a test program")]
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

use jianbao_tests::{Work, binary, root, run};

/// The blocks of a page: language and text.
fn blocks(page: &str) -> Vec<(String, String)> {
    let page = fs::read_to_string(root().join("crates/exporter-sdk").join(page)).unwrap();
    let fenced = page.split("\n```").skip(1).step_by(2);
    let blocks = fenced.map(|block| block.split_once('\n').unwrap());
    blocks.map(|(language, text)| (language.to_owned(), format!("{text}\n"))).collect()
}

fn block(language: &str) -> String {
    let found: Vec<String> =
        blocks("README.md").into_iter().filter(|(shown, _)| shown == language).map(|(_, text)| text).collect();
    assert_eq!(found.len(), 1, "blocks of {language}");
    found[0].clone()
}

/// The exporter loads, describes itself and writes its file.
fn works(file: &Path, work: &Work) {
    let mut arguments = vec!["exporter", "test", file.to_str().unwrap()];
    for case in ["load", "describe", "options", "minimal", "every-block"] {
        arguments.extend(["--case", case]);
    }
    let tried = run(&binary(), &arguments, &work.path(""), &[], None);
    assert_eq!(tried.code, Some(0), "{}{}", tried.stdout, tried.stderr);
    assert!(tried.stdout.contains("5 passed, 0 failed, 0 skipped"), "{}", tried.stdout);
}

#[test]
fn both_languages_show_the_same_code() {
    assert_eq!(blocks("README.md"), blocks("README.zh-CN.md"));
    let languages: Vec<String> = blocks("README.md").into_iter().map(|(language, _)| language).collect();
    assert_eq!(languages, ["console", "rust,standalone_crate", "rust", "rust", "rust", "c", "python"]);
}

#[test]
fn hello_world_is_short() {
    let lines = |language: &str| block(language).lines().filter(|line| !line.trim().is_empty()).count();
    assert!(lines("rust,standalone_crate") <= 15, "Rust");
    assert!(lines("python") <= 11, "Python");
}

#[test]
fn the_first_commands_are_those_that_the_program_says() {
    let page = block("console");
    let commands: Vec<&str> = page.lines().map(|line| line.strip_prefix("$ ").unwrap()).collect();
    let arguments: Vec<&str> = commands[0].strip_prefix("jianbao ").unwrap().split(' ').collect();
    let work = Work::new();
    let made = run(&binary(), &arguments, &work.path(""), &[], None);
    assert_eq!(made.code, Some(0), "{}", made.stderr);
    let said: Vec<&str> = made.stderr.lines().skip(1).map(str::trim).collect();
    // The guide names the file of Linux.
    if cfg!(target_os = "linux") {
        assert_eq!(said, commands[1..]);
    }
}

#[test]
fn the_exporter_in_c_works() {
    let work = Work::new();
    let (source, library) = (work.path("hello.c"), work.path("libhello.so"));
    fs::write(&source, block("c")).unwrap();
    let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".to_owned());
    let mut command = Command::new(&compiler);
    command.args(["-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-shared", "-fPIC", "-fvisibility=hidden"]);
    command.arg("-I").arg(root().join("crates/exporter-abi/include")).arg("-o").arg(&library).arg(&source);
    let output = command.output().unwrap_or_else(|error| panic!("cannot run `{compiler}`: {error}"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    works(&library, &work);
}

#[test]
fn the_program_in_python_works() {
    let work = Work::new();
    let program = work.path("hello.py");
    fs::write(&program, block("python")).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    works(&program, &work);
}
