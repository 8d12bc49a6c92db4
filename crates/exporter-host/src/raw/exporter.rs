//! A loaded exporter: its file opened, its symbol found, its table looked at before any member is used.

use std::error::Error;
use std::ffi::OsStr;
use std::io;
use std::mem::{ManuallyDrop, offset_of, size_of};
use std::path::Path;
use std::ptr;

use jianbao_exporter_abi::{ABI_MAJOR, ABI_MINOR, DescribeFn, EntryFn, ExportFn, JbBytes, JbExporter, JbHost, SYMBOL};

use super::callbacks;
use crate::HostErrorKind;
use crate::child::Session;
use crate::event::WireError;

#[cfg(unix)]
use libloading::os::unix::Library;
#[cfg(windows)]
use libloading::os::windows::Library;

/// `stage` of a `done` event that comes from loading rather than from the exporter.
pub(crate) const LOAD_STAGE: &str = "load";

/// Why a file is not an exporter for us, with its code between child and parent.
pub(crate) struct LoadFault {
    kind: HostErrorKind,
    message: String,
    hint: &'static str,
}

/// The codes of load faults.
const CODES: [(HostErrorKind, &str); 5] = [
    (HostErrorKind::NotALibrary, "not-a-library"),
    (HostErrorKind::NoSymbol, "no-symbol"),
    (HostErrorKind::WrongAbi, "wrong-abi"),
    (HostErrorKind::BrokenTable, "broken-table"),
    (HostErrorKind::Spawn, "cannot-start"),
];

/// The kind that a code stands for.
pub(crate) fn load_kind(code: &str) -> HostErrorKind {
    CODES.iter().find(|entry| entry.1 == code).map_or(HostErrorKind::NotALibrary, |entry| entry.0)
}

impl LoadFault {
    /// A program that the operating system does not start.
    pub(crate) fn cannot_start(path: &Path, error: &io::Error) -> Self {
        let hint = match error.kind() {
            // The file was there a moment ago.
            io::ErrorKind::NotFound => "the program that its first line names, or its loader, is not installed",
            io::ErrorKind::PermissionDenied => "it must be executable, on a disk that allows it",
            _ => "it must be a program for this operating system and processor",
        };
        let message = format!("{} cannot be started: {error}", file_name(path));
        Self { kind: HostErrorKind::Spawn, message, hint }
    }
}

impl From<LoadFault> for WireError {
    fn from(fault: LoadFault) -> Self {
        let code = CODES.iter().find(|entry| entry.0 == fault.kind).map_or("not-a-library", |entry| entry.1);
        Self { code: code.to_owned(), message: fault.message, hint: Some(fault.hint.to_owned()), pointer: None }
    }
}

/// A library with its two entries. It is never unloaded: what it left behind may still point into it.
pub(crate) struct Exporter {
    _library: ManuallyDrop<Library>,
    describe: DescribeFn,
    export: ExportFn,
}

impl Exporter {
    /// Loads a library by its absolute path.
    pub(crate) fn load(path: &Path) -> Result<Self, LoadFault> {
        let library = ManuallyDrop::new(open(path).map_err(|error| not_a_library(path, &error))?);
        let Some(entry) = find(&library, SYMBOL) else { return Err(no_entry(&library, path)) };
        // SAFETY: the symbol's name carries the major version, which fixes this signature.
        let table = unsafe { entry() };
        let (describe, export) = entries(table, path)?;
        Ok(Self { _library: library, describe, export })
    }

    pub(crate) fn describe(&self, session: &Session) -> i32 {
        let host = callbacks::table(session);
        // SAFETY: the table and the session behind it outlive the call.
        unsafe { (self.describe)(&raw const host) }
    }

    pub(crate) fn export(&self, session: &Session, request: &[u8]) -> i32 {
        let host: JbHost = callbacks::table(session);
        let request = JbBytes { ptr: request.as_ptr(), len: request.len() };
        // SAFETY: the table, the session behind it and the request outlive the call.
        unsafe { (self.export)(&raw const host, request) }
    }
}

#[cfg(unix)]
fn open(path: &Path) -> Result<Library, libloading::Error> {
    use libloading::os::unix::{RTLD_LOCAL, RTLD_NOW};
    // SAFETY: running the library's initialisers is what the user agreed to; a fault in them costs this process only.
    unsafe { Library::open(Some(path), RTLD_NOW | RTLD_LOCAL) }
}

#[cfg(windows)]
fn open(path: &Path) -> Result<Library, libloading::Error> {
    use libloading::os::windows::{LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR, LOAD_LIBRARY_SEARCH_SYSTEM32};
    // SAFETY: running the library's initialisers is what the user agreed to; a fault in them costs this process only.
    unsafe { Library::load_with_flags(path, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_SYSTEM32) }
}

fn find(library: &Library, name: &str) -> Option<EntryFn> {
    // SAFETY: only functions of this signature are published under such a name.
    unsafe { library.get::<EntryFn>(name.as_bytes()) }.ok().map(|symbol| *symbol)
}

/// Looks at the table: readable, of our major, long enough, complete.
fn entries(table: *const JbExporter, path: &Path) -> Result<(DescribeFn, ExportFn), LoadFault> {
    let broken = |reason: &str| LoadFault {
        kind: HostErrorKind::BrokenTable,
        message: format!("{} offers a table that cannot be used: {reason}", file_name(path)),
        hint: "report it to the author of the exporter",
    };
    if table.is_null() {
        return Err(broken("it is null"));
    }
    // SAFETY: every table begins with its size and version, whatever follows.
    let (size, major, minor) = unsafe {
        (
            ptr::read(&raw const (*table).size),
            ptr::read(&raw const (*table).abi_major),
            ptr::read(&raw const (*table).abi_minor),
        )
    };
    if major != ABI_MAJOR {
        return Err(wrong_abi(path, &format!("{major}.{minor}")));
    }
    if size < offset_of!(JbExporter, export_document) + size_of::<Option<ExportFn>>() {
        return Err(broken(&format!("it has {size} bytes")));
    }
    // SAFETY: the size covers both members.
    let (describe, export) =
        unsafe { (ptr::read(&raw const (*table).describe), ptr::read(&raw const (*table).export_document)) };
    match (describe, export) {
        (Some(describe), Some(export)) => Ok((describe, export)),
        _ => Err(broken("it lacks a function")),
    }
}

/// Tells an exporter for another major from a library that is no exporter.
fn no_entry(library: &Library, path: &Path) -> LoadFault {
    let other = (0..=9).find(|major| find(library, &format!("jb_exporter_v{major}")).is_some());
    match other {
        Some(major) => wrong_abi(path, &major.to_string()),
        None => LoadFault {
            kind: HostErrorKind::NoSymbol,
            message: format!("{} is a library but not an exporter: it does not export `{SYMBOL}`", file_name(path)),
            hint: "check that you named the right file",
        },
    }
}

fn wrong_abi(path: &Path, version: &str) -> LoadFault {
    LoadFault {
        kind: HostErrorKind::WrongAbi,
        message: format!(
            "{} was built for exporter ABI {version}; this Jianbao speaks {ABI_MAJOR}.{ABI_MINOR}",
            file_name(path)
        ),
        hint: "get the exporter for this version of Jianbao, or another version of Jianbao",
    }
}

/// `libloading` hides the reason behind `source`.
fn not_a_library(path: &Path, error: &libloading::Error) -> LoadFault {
    let reason = error.source().map_or_else(|| error.to_string(), ToString::to_string);
    LoadFault {
        kind: HostErrorKind::NotALibrary,
        message: format!("{} cannot be loaded as a library: {reason}", file_name(path)),
        hint: "it must be built for this operating system and processor, and need no libraries beside it",
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_else(|| OsStr::new("the file")).to_string_lossy().into_owned()
}
