//! What the parent tells the child on its command line: everything that must hold before the library is loaded.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use crate::Limits;

/// Library, output folder and limits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ChildPlan {
    pub(crate) library: PathBuf,
    pub(crate) out: PathBuf,
    pub(crate) memory: u64,
    pub(crate) output: u64,
    pub(crate) files: u64,
    pub(crate) open_files: u64,
}

impl ChildPlan {
    pub(crate) fn new(library: &Path, out: &Path, limits: &Limits) -> Self {
        Self {
            library: library.to_owned(),
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
        [self.library.clone().into_os_string(), self.out.clone().into_os_string()].into_iter().chain(numbers).collect()
    }

    pub(crate) fn from_arguments(arguments: &[OsString]) -> Result<Self, String> {
        let [library, out, memory, output, files, open_files] = arguments else {
            return Err("this command is for Jianbao's own use".to_owned());
        };
        let plan = Self {
            library: library.into(),
            out: out.into(),
            memory: number(memory)?,
            output: number(output)?,
            files: number(files)?,
            open_files: number(open_files)?,
        };
        if plan.library.is_absolute() && plan.out.is_absolute() {
            Ok(plan)
        } else {
            Err("paths must be absolute".to_owned())
        }
    }
}

fn number(text: &OsStr) -> Result<u64, String> {
    let parsed = text.to_str().and_then(|text| text.parse().ok());
    parsed.ok_or_else(|| format!("not a number: {}", text.display()))
}

#[cfg(test)]
mod tests {
    use super::ChildPlan;
    use crate::Limits;

    #[test]
    fn arguments_come_back_as_they_went() {
        let folder = std::env::temp_dir();
        let plan = ChildPlan::new(&folder.join("a b.so"), &folder.join("out"), &Limits::default());
        assert_eq!(ChildPlan::from_arguments(&plan.to_arguments()), Ok(plan));
        assert!(ChildPlan::from_arguments(&[]).is_err());
    }
}
