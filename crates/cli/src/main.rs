//! The command line: arguments in, exit codes and streams out. Everything else happens in the other crates.
//!
//! Data goes to standard output, everything else to standard error. Exit codes: 0 done, nothing found at or above the
//! denied severity; 1 findings, or an export failed; 2 wrong usage or unreadable input;
//! 130 interrupted.

mod args;
mod commands;
mod explain;
mod exporter;
mod import;
mod input;
mod interrupt;
mod language;
mod layouts;
mod report;
mod rules;
mod usage;
mod validate;
mod wrap;

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// First argument of the child process that loads an exporter; not for people.
const EXPORTER_CHILD: &str = "__exporter-child";

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next().is_some_and(|first| first == EXPORTER_CHILD) {
        jianbao_exporter_host::child_main(arguments);
    }
    let arguments = language::arguments(std::env::args_os());
    let lang = language::detect(&arguments);
    match usage::parse(lang, arguments) {
        Ok(arguments) => commands::run(arguments, lang).into(),
        Err(code) => code,
    }
}
