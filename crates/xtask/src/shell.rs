//! Running programs.

use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Why a task failed, in one sentence.
pub(crate) struct Failed(pub(crate) String);

impl Failed {
    pub(crate) fn because(what: impl Display) -> Self {
        Self(what.to_string())
    }
}

/// The workspace.
pub(crate) struct Shell {
    pub(crate) root: PathBuf,
}

/// Name of a program's file on this system.
pub(crate) fn program(name: &str) -> String {
    format!("{name}{}", std::env::consts::EXE_SUFFIX)
}

impl Shell {
    pub(crate) fn at_workspace() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap_or(Path::new("."));
        Self { root: root.to_owned() }
    }

    /// Cargo's target folder.
    pub(crate) fn target(&self) -> PathBuf {
        let folder = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
        self.root.join(folder)
    }

    /// A command that runs in the workspace's folder.
    pub(crate) fn command(&self, program: &str) -> Command {
        let program = if program == "cargo" {
            std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
        } else {
            program.into()
        };
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        command
    }

    pub(crate) fn cargo(&self, arguments: &[&str]) -> Result<(), Failed> {
        Self::run(self.command("cargo").args(arguments))
    }

    pub(crate) fn run(command: &mut Command) -> Result<(), Failed> {
        let shown = format!("{command:?}");
        let status = command.status().map_err(|error| Failed::because(format!("cannot run {shown}: {error}")))?;
        if status.success() { Ok(()) } else { Err(Failed::because(format!("{shown} failed ({status})"))) }
    }

    pub(crate) fn output(command: &mut Command) -> Result<Output, Failed> {
        let shown = format!("{command:?}");
        command.output().map_err(|error| Failed::because(format!("cannot run {shown}: {error}")))
    }
}
