//! Tasks of the workspace, as `cargo xtask NAME`. It has no dependencies, so that the first run on a new machine is quick.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "tasks talk to the person who runs them")]

mod bench;
mod bench_feed;
mod demo;
mod feed;
mod office;
mod pictures;
mod schemas;
mod shell;
mod validators;
mod web;

use std::process::ExitCode;

use shell::{Failed, Shell};

const HELP: &str = "\
cargo xtask TASK

  demo      build everything and turn the example dataset into a report in Word, Excel and HTML
  test      build everything, then run all tests (arguments go to `cargo test`)
  check     what CI runs: formatting, lints, schemas, tests
  schemas   write schemas/ anew; with --check, fail when they differ
  bench     whole-process measurements (--peers DIR compares with other tools), then each stage with criterion;
            with --feed [N] a feed of N datasets (100000) through `validate`, beside other validators that are installed
  feed      make a feed for measurements, and beside it the list of the errors planted in it:
            feed N [--seed S] [--invalid PERMILLE] [-o FILE]
  office    check Word and Excel files with the structure checks, and with LibreOffice's pages and the Open XML SDK where
            they are installed; web pages with the structure check, and with axe-core in Chromium where it is installed:
            office FILE… [--pages DIR]
  validators  ask ajv and Python's jsonschema about the same mutated datasets as `jianbao validate`, where they are installed:
            validators [--records N] [--seed S]
  pictures  make the pictures of the READMEs anew (needs LibreOffice, poppler and Chromium)";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let shell = Shell::at_workspace();
    let (task, rest) = arguments.split_first().map_or(("help", &[][..]), |(task, rest)| (task.as_str(), rest));
    let result = match task {
        "demo" => demo::run(&shell),
        "test" => test(&shell, rest),
        "check" => check(&shell),
        "schemas" => schemas::run(&shell, rest.iter().any(|argument| argument == "--check")),
        "bench" => bench::run(&shell, rest),
        "feed" => feed::run(&shell, rest),
        "office" => office::run(&shell, rest),
        "validators" => validators::run(&shell, rest),
        "pictures" => pictures::run(&shell),
        _ => {
            println!("{HELP}");
            return if task == "help" { ExitCode::SUCCESS } else { ExitCode::from(2) };
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failed(what)) => {
            eprintln!("xtask {task}: {what}");
            ExitCode::FAILURE
        }
    }
}

/// `cargo test` alone builds neither the program nor the plugins for the tests of another member; so they are built first,
/// and the tests are told where they are.
fn test(shell: &Shell, arguments: &[String]) -> Result<(), Failed> {
    shell.cargo(&["build", "--workspace"])?;
    let folder = shell.target().join("debug");
    let mut command = shell.command("cargo");
    command.args(["test", "--workspace"]).args(arguments);
    command.env("JIANBAO_BIN", folder.join(shell::program("jianbao"))).env("JIANBAO_TARGET_DIR", &folder);
    Shell::run(&mut command)
}

fn check(shell: &Shell) -> Result<(), Failed> {
    shell.cargo(&["fmt", "--all", "--check"])?;
    shell.cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])?;
    schemas::run(shell, true)?;
    test(shell, &[])
}
