//! What can be wrong with choosing, adding and pinning exporters, with its values, so that a caller can say it in any language.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::{HostError, HostErrorKind, kind};

/// A problem before anything runs. `Display` is the message in English.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// No exporter of this name is at hand.
    Missing {
        /// The name that was asked for.
        name: String,
        /// Where it was looked for.
        looked: Vec<PathBuf>,
        /// Whether it is one of those that Jianbao brings along.
        bundled: bool,
    },
    /// A file that was named is not there.
    NoFile {
        /// The file.
        path: PathBuf,
    },
    /// A short name that several exporters share.
    Ambiguous {
        /// The short name.
        name: String,
        /// The full ids.
        ids: Vec<String>,
    },
    /// Two exporters that are at hand have one id.
    SameId {
        /// The id.
        id: String,
        /// Where each comes from: the SHA-256 of an added file, or the path of one named for this run.
        sources: Vec<String>,
    },
    /// A file to be added holds an exporter whose id is taken.
    IdTaken {
        /// The id.
        id: String,
        /// Version of the exporter that has it.
        version: String,
        /// SHA-256 of its file.
        sha256: String,
    },
    /// Ids that begin with `jianbao.` belong to the exporters that come along.
    Reserved {
        /// The id.
        id: String,
    },
    /// The very file was added before.
    AlreadyAdded {
        /// Ids of the exporters in it.
        ids: Vec<String>,
        /// Its SHA-256.
        sha256: String,
    },
    /// Somebody else could change the file, or what leads to it.
    Exposed {
        /// The file or folder that is exposed.
        path: PathBuf,
        /// How.
        how: Exposure,
    },
    /// The file is larger than any exporter.
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size in bytes.
        size: u64,
        /// The most that is taken, in bytes.
        most: u64,
    },
    /// The file is not the one whose hash was given or agreed to.
    NotThatFile {
        /// The file.
        path: PathBuf,
        /// Its SHA-256.
        found: String,
        /// The SHA-256 that was expected.
        expected: String,
    },
    /// The file in the store is not what was added.
    Changed {
        /// The file.
        path: PathBuf,
        /// SHA-256 under which it was added.
        expected: String,
    },
    /// An entry of the store cannot be used; the others can.
    Entry {
        /// The folder of the entry.
        path: PathBuf,
        /// SHA-256 that names the entry.
        sha256: String,
        /// Why, in English.
        reason: String,
    },
    /// Neither `JIANBAO_HOME` nor the user's folder for data is known.
    NoHome,
    /// The list of pins cannot be used.
    Pins {
        /// The list.
        path: PathBuf,
        /// Why, in English.
        reason: String,
    },
    /// An exporter is pinned, and not to this file.
    PinnedHash {
        /// Its id.
        id: String,
        /// The list of pins.
        pins: PathBuf,
        /// Label of this system, `x86_64-linux`.
        target: String,
        /// SHA-256 of the file at hand.
        found: String,
        /// What is listed for this system.
        listed: Vec<String>,
    },
    /// An exporter is pinned to another version.
    PinnedVersion {
        /// Its id.
        id: String,
        /// The list of pins.
        pins: PathBuf,
        /// The version at hand.
        found: String,
        /// The version that is listed.
        listed: String,
    },
}

/// How somebody else could change a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Exposure {
    /// It belongs to neither the user nor the administrator, but to this user number.
    Owner(u32),
    /// Its group may write it.
    Group,
    /// Everybody may write it.
    Everybody,
    /// It is a folder for everybody, such as `/tmp`, in which each may change only what is his own.
    Shared,
}

impl Problem {
    /// The kind of the error that it becomes.
    pub fn kind(&self) -> HostErrorKind {
        match self {
            Self::Missing { .. } | Self::NoFile { .. } => HostErrorKind::MissingPlugin,
            Self::Ambiguous { .. } | Self::SameId { .. } => HostErrorKind::Ambiguous,
            Self::IdTaken { .. } | Self::Reserved { .. } | Self::AlreadyAdded { .. } => HostErrorKind::AlreadyAdded,
            Self::Exposed { .. } => HostErrorKind::Exposed,
            Self::TooLarge { .. } => HostErrorKind::NotAnExporter,
            Self::NotThatFile { .. } | Self::Changed { .. } => HostErrorKind::HashMismatch,
            Self::Entry { .. } | Self::NoHome => HostErrorKind::Store,
            Self::Pins { .. } | Self::PinnedHash { .. } | Self::PinnedVersion { .. } => HostErrorKind::Pinned,
        }
    }

    /// What to do, as a sentence in English with the exact command where there is one.
    pub fn hint(&self) -> String {
        match self {
            Self::Missing { bundled: true, .. } => {
                "in a checkout run `cargo build --workspace`; otherwise install Jianbao again".to_owned()
            }
            Self::Missing { .. } => {
                "`jianbao exporter add FILE` adds one, `jianbao exporter list` shows them".to_owned()
            }
            Self::NoFile { .. } => "check the path".to_owned(),
            Self::Ambiguous { .. } => "give the full id".to_owned(),
            Self::SameId { .. } => {
                "name one of the files alone; `jianbao exporter remove SHA256` removes one that was added".to_owned()
            }
            Self::IdTaken { sha256, .. } => format!("`jianbao exporter remove {sha256}` makes room for the new one"),
            Self::Reserved { .. } => "give the exporter an id of its own, such as `org.example.name`".to_owned(),
            Self::AlreadyAdded { .. } => "there is nothing to do".to_owned(),
            Self::Exposed { how: Exposure::Owner(_) | Exposure::Shared, .. } => {
                "copy the exporter to a folder of your own".to_owned()
            }
            Self::Exposed { path, .. } => {
                format!("`chmod go-w {}`, or copy the exporter to a folder of your own", shell_word(path))
            }
            Self::TooLarge { .. } => "name the file of the exporter itself".to_owned(),
            Self::NotThatFile { path, found, .. } => {
                format!("if it is the file that you mean: `jianbao exporter add {} --sha256 {found}`", shell_word(path))
            }
            Self::Changed { expected, .. } | Self::Entry { sha256: expected, .. } => {
                format!("`jianbao exporter remove {expected}`, then add the exporter again")
            }
            Self::NoHome => "set `JIANBAO_HOME` to a folder of your own".to_owned(),
            Self::Pins { .. } => "correct the list; as long as it cannot be read, no exporter is run".to_owned(),
            Self::PinnedHash { id, listed, .. } => match listed.first() {
                Some(listed) => format!(
                    "`jianbao exporter add FILE --sha256 {listed}` adds the listed file; `jianbao exporter pin {id}` lists the one at hand"
                ),
                None => format!("`jianbao exporter pin {id}` lists the file at hand"),
            },
            Self::PinnedVersion { listed, .. } => format!("add version {listed} of it, or correct the list"),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { name, looked, .. } => {
                let looked: Vec<String> = looked.iter().map(|path| kind::shown(path)).collect();
                write!(f, "exporter {name} is not there (looked at {})", looked.join(", "))
            }
            Self::NoFile { path } => write!(f, "there is no file {}", kind::shown(path)),
            Self::Ambiguous { name, ids } => write!(f, "`{name}` may be any of {}", ids.join(", ")),
            Self::SameId { id, sources } => write!(f, "several exporters have the id {id}: {}", sources.join(", ")),
            Self::IdTaken { id, version, sha256 } => {
                write!(f, "there is an exporter {id} already, version {version}, SHA-256 {sha256}")
            }
            Self::Reserved { id } => write!(f, "the id {id} belongs to the exporters that Jianbao brings along"),
            Self::AlreadyAdded { ids, sha256 } => {
                write!(f, "this file was added before: {}, SHA-256 {sha256}", ids.join(", "))
            }
            Self::Exposed { path, how } => {
                let path = kind::shown(path);
                match how {
                    Exposure::Owner(owner) => write!(f, "{path} belongs to another user (number {owner})"),
                    Exposure::Group => write!(f, "{path} may be changed by its group"),
                    Exposure::Everybody => write!(f, "{path} may be changed by everybody"),
                    Exposure::Shared => {
                        write!(f, "{path} is a folder for everybody, which is no safe place for programs")
                    }
                }
            }
            Self::TooLarge { path, size, most } => {
                write!(f, "{} is no exporter: it has {size} bytes, {most} are the most", kind::shown(path))
            }
            Self::NotThatFile { path, found, expected } => {
                write!(f, "{} is another file: its SHA-256 is {found}, not {expected}", kind::shown(path))
            }
            Self::Changed { path, expected } => {
                write!(f, "{} was changed after it was added with the SHA-256 {expected}", path.display())
            }
            Self::Entry { path, reason, .. } => write!(f, "the entry {} cannot be used: {reason}", path.display()),
            Self::NoHome => {
                f.write_str("there is no folder for added exporters: the user's folder for data is not known")
            }
            Self::Pins { path, reason } => write!(f, "the list {} cannot be used: {reason}", kind::shown(path)),
            Self::PinnedHash { id, pins, target, found, listed } => {
                let listed = if listed.is_empty() { "nothing".to_owned() } else { listed.join(", ") };
                write!(
                    f,
                    "exporter {id} is pinned in {}, but not to this file: its SHA-256 is {found}, for {target} is listed {listed}",
                    kind::shown(pins)
                )
            }
            Self::PinnedVersion { id, pins, found, listed } => {
                write!(f, "exporter {id} is pinned in {} to version {listed}; this is {found}", kind::shown(pins))
            }
        }
    }
}

impl From<Problem> for HostError {
    fn from(problem: Problem) -> Self {
        Self::new(problem.kind(), problem.to_string()).with_hint(problem.hint()).with_problem(problem)
    }
}

/// A path as it is typed into a shell of Unix, in quotation marks where it needs them; other shells take the same for plain
/// paths.
#[must_use]
pub fn shell_word(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "/\\:._-+@%,=".contains(c);
    if !text.is_empty() && text.chars().all(plain) { text } else { format!("'{}'", text.replace('\'', r"'\''")) }
}
