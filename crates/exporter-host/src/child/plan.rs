//! What the parent tells the child on its command line: everything that must hold before the library is loaded or the
//! program started.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use crate::{Limits, PluginKind};

/// What an argument calls a library.
const NATIVE: &str = "native";
/// What an argument calls a program.
const PROGRAM: &str = "program";

/// Exporter, output folder and limits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ChildPlan {
    pub(crate) kind: PluginKind,
    pub(crate) file: PathBuf,
    pub(crate) out: PathBuf,
    pub(crate) memory: u64,
    pub(crate) output: u64,
    pub(crate) files: u64,
    pub(crate) open_files: u64,
}

impl ChildPlan {
    pub(crate) fn new(kind: PluginKind, file: &Path, out: &Path, limits: &Limits) -> Self {
        Self {
            kind,
            file: file.to_owned(),
            out: out.to_owned(),
            memory: limits.memory,
            output: limits.output,
            files: limits.files as u64,
            open_files: limits.open_files,
        }
    }

    /// The plan as arguments, in a fixed order.
    pub(crate) fn to_arguments(&self) -> Vec<OsString> {
        let numbers = [self.memory, self.output, self.files, self.open_files].map(|number| number.to_string().into());
        let kind = match self.kind {
            PluginKind::Native => NATIVE,
            PluginKind::Program => PROGRAM,
        };
        let words = [kind.into(), self.file.clone().into_os_string(), self.out.clone().into_os_string()];
        words.into_iter().chain(numbers).collect()
    }

    pub(crate) fn from_arguments(arguments: &[OsString]) -> Result<Self, String> {
        let [kind, file, out, memory, output, files, open_files] = arguments else {
            return Err("this command is for Jianbao's own use".to_owned());
        };
        let plan = Self {
            kind: kind_of(kind)?,
            file: file.into(),
            out: out.into(),
            memory: number(memory)?,
            output: number(output)?,
            files: number(files)?,
            open_files: number(open_files)?,
        };
        if plan.file.is_absolute() && plan.out.is_absolute() {
            Ok(plan)
        } else {
            Err("paths must be absolute".to_owned())
        }
    }
}

fn kind_of(text: &OsStr) -> Result<PluginKind, String> {
    match text.to_str() {
        Some(NATIVE) => Ok(PluginKind::Native),
        Some(PROGRAM) => Ok(PluginKind::Program),
        _ => Err(format!("not a kind of exporter: {}", text.display())),
    }
}

fn number(text: &OsStr) -> Result<u64, String> {
    let parsed = text.to_str().and_then(|text| text.parse().ok());
    parsed.ok_or_else(|| format!("not a number: {}", text.display()))
}

#[cfg(test)]
mod tests {
    use super::ChildPlan;
    use crate::{Limits, PluginKind};

    #[test]
    fn arguments_come_back_as_they_went() {
        let folder = std::env::temp_dir();
        for kind in [PluginKind::Native, PluginKind::Program] {
            let plan = ChildPlan::new(kind, &folder.join("a b.so"), &folder.join("out"), &Limits::default());
            assert_eq!(ChildPlan::from_arguments(&plan.to_arguments()), Ok(plan));
        }
        assert!(ChildPlan::from_arguments(&[]).is_err());
    }
}
