//! The folder for what belongs to a user.

use std::env;
use std::path::PathBuf;

use crate::{HostError, Problem};

/// Names the user's folder, where it is set.
const VARIABLE: &str = "JIANBAO_HOME";

/// `JIANBAO_HOME`, or Jianbao's folder among the user's data: `XDG_DATA_HOME/jianbao` or `~/.local/share/jianbao`, on
/// Windows `%LOCALAPPDATA%\jianbao`. It need not exist.
///
/// Errors: `Store` where the system knows none.
pub fn user_home() -> Result<PathBuf, HostError> {
    if let Some(folder) = variable(VARIABLE) {
        return std::path::absolute(&folder).map_err(|error| HostError::io("cannot resolve", &folder, error));
    }
    let data = if cfg!(windows) { variable("LOCALAPPDATA") } else { data_folder() };
    data.map(|data| data.join("jianbao")).ok_or_else(|| Problem::NoHome.into())
}

/// By the XDG base directory specification, which says to ignore what is not absolute.
fn data_folder() -> Option<PathBuf> {
    let named = variable("XDG_DATA_HOME").filter(|folder| folder.is_absolute());
    let of_home = || env::home_dir().filter(|home| home.is_absolute()).map(|home| home.join(".local/share"));
    named.or_else(of_home)
}

fn variable(name: &str) -> Option<PathBuf> {
    env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}
