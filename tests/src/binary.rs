//! The built binary and its plugins.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a run of the binary left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Exit code; `None` where a signal ended the process.
    pub code: Option<i32>,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

/// The binary under test, from `JIANBAO_BIN`.
///
/// # Panics
///
/// If the variable is not set or names no file: only `cargo xtask test` builds the binary before the tests.
#[must_use]
pub fn binary() -> PathBuf {
    variable("JIANBAO_BIN", Path::is_file)
}

/// The folder with the binary and the plugins, from `JIANBAO_TARGET_DIR`.
///
/// # Panics
///
/// If the variable is not set or names no folder: only `cargo xtask test` builds the plugins before the tests.
#[must_use]
pub fn target_dir() -> PathBuf {
    variable("JIANBAO_TARGET_DIR", Path::is_dir)
}

fn variable(name: &str, is_right: fn(&Path) -> bool) -> PathBuf {
    let value =
        std::env::var_os(name).unwrap_or_else(|| panic!("{name} is not set: run these tests by `cargo xtask test`"));
    // Tests run in the folder of their package, people set the variable in that of the workspace.
    let path = crate::root().join(value);
    assert!(is_right(&path), "{name} is {}, which is not built: run these tests by `cargo xtask test`", path.display());
    path
}

/// A built file in the target folder.
///
/// # Panics
///
/// If it is not there.
#[must_use]
pub fn artefact(name: &str) -> PathBuf {
    let path = target_dir().join(name);
    assert!(path.is_file(), "{} is not built: run these tests by `cargo xtask test`", path.display());
    path
}

/// Runs a program in a folder. Its language is English, and the user's exporters are those in its `home`, unless
/// `environment` says something else.
///
/// # Panics
///
/// If the program cannot be started, or prints what is not UTF-8.
pub fn run<A: AsRef<OsStr>>(
    program: &Path,
    arguments: &[A],
    folder: &Path,
    environment: &[(&str, &str)],
    input: Option<&Path>,
) -> Run {
    let stdin = match input {
        Some(path) => Stdio::from(
            std::fs::File::open(path).unwrap_or_else(|error| panic!("cannot open {}: {error}", path.display())),
        ),
        None => Stdio::null(),
    };
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder).stdin(stdin);
    for name in ["LC_ALL", "LC_MESSAGES", "LANGUAGE", "NO_COLOR"] {
        command.env_remove(name);
    }
    command.env("LANG", "en_US.UTF-8").env("JIANBAO_HOME", folder.join("home")).envs(environment.iter().copied());
    let output = command.output().unwrap_or_else(|error| panic!("cannot run {}: {error}", program.display()));
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program prints UTF-8");
    Run { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}
