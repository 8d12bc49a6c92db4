//! Processes, limits and files on Windows.

use std::fs::File;
use std::io;
use std::mem::size_of;
use std::os::windows::io::{AsHandle, AsRawHandle, FromRawHandle, IntoRawHandle, OwnedHandle};
use std::os::windows::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus};
use std::ptr;

use tempfile::NamedTempFile;
use windows_sys::Win32::Foundation::{HANDLE, WAIT_OBJECT_0};
use windows_sys::Win32::System::Console::{STD_INPUT_HANDLE, STD_OUTPUT_HANDLE, SetStdHandle};
use windows_sys::Win32::System::JobObjects::{
    AssignProcessToJobObject, CreateJobObjectW, JOB_OBJECT_LIMIT_JOB_MEMORY, JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE,
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION, JobObjectExtendedLimitInformation, SetInformationJobObject,
    TerminateJobObject,
};
use windows_sys::Win32::System::Threading::{
    CREATE_NEW_PROCESS_GROUP, CREATE_NO_WINDOW, GetCurrentProcess, TerminateProcess, WaitForSingleObject,
};

use super::Streams;
use crate::child::ChildPlan;

/// Windows has no signal that asks a process to stop.
pub(crate) fn stop_requested() -> bool {
    false
}

/// Ends this process at once, without telling the libraries in it.
pub(crate) fn exit_now(code: i32) -> ! {
    // SAFETY: the handle of the current process needs no closing.
    unsafe { TerminateProcess(GetCurrentProcess(), code.cast_unsigned()) };
    // The call above does not return for the current process.
    std::process::abort()
}

/// Ends this process with the exit code of another one.
pub(crate) fn exit_like(status: ExitStatus) -> ! {
    exit_now(status.code().unwrap_or(1))
}

/// Ends this process; the job object that the parent held ends the rest.
pub(crate) fn exit_with_group(code: i32) -> ! {
    exit_now(code)
}

/// Puts the real standard input and output out of reach: what the library reads is empty and what it prints goes to
/// standard error.
pub(crate) fn take_streams() -> io::Result<Streams> {
    let request = File::from(io::stdin().as_handle().try_clone_to_owned()?);
    let events = File::from(io::stdout().as_handle().try_clone_to_owned()?);
    let null = File::open("NUL")?;
    // SAFETY: both handles are open, and `null` stays open because it is given away.
    let set = unsafe {
        SetStdHandle(STD_INPUT_HANDLE, null.into_raw_handle()) != 0
            && SetStdHandle(STD_OUTPUT_HANDLE, io::stderr().as_raw_handle()) != 0
    };
    if set { Ok(Streams { request, events }) } else { Err(io::Error::last_os_error()) }
}

/// The limits of this process are those of the job object that the parent put it in.
#[expect(clippy::unnecessary_wraps, reason = "the same signature on every system")]
pub(crate) fn limit_self(_plan: &ChildPlan) -> io::Result<()> {
    Ok(())
}

/// The job object counts the memory of all its processes together, not of one.
pub(crate) fn peak_memory() -> Option<u64> {
    None
}

/// Gives a child its own process group, a bare environment and a job folder, which is also where its temporary files go.
/// Without `SystemRoot` nothing starts.
pub(crate) fn prepare(command: &mut Command, folder: &Path) {
    let root = std::env::var_os("SystemRoot").unwrap_or_else(|| r"C:\Windows".into());
    let path = Path::new(&root).join("System32");
    command.creation_flags(CREATE_NEW_PROCESS_GROUP | CREATE_NO_WINDOW).env_clear().current_dir(folder);
    command.env("LANG", "C.UTF-8").env("TZ", "UTC").env("PATH", path).env("SystemRoot", root);
    command.env("TEMP", folder).env("TMP", folder);
}

/// A child with everything that it starts: a job object that ends them all when it is closed.
pub(crate) struct Group {
    job: OwnedHandle,
    leader: OwnedHandle,
}

impl Group {
    pub(crate) fn of(child: &Child, memory: u64) -> io::Result<Self> {
        let leader = child.as_handle().try_clone_to_owned()?;
        // SAFETY: neither attributes nor a name are given.
        let job = unsafe { CreateJobObjectW(ptr::null(), ptr::null()) };
        if job.is_null() {
            return Err(io::Error::last_os_error());
        }
        // SAFETY: a new handle that nobody else owns.
        let job = unsafe { OwnedHandle::from_raw_handle(job) };
        let group = Self { job, leader };
        group.limit(memory)?;
        // SAFETY: both handles are open.
        succeeded(unsafe { AssignProcessToJobObject(group.job(), group.leader.as_raw_handle()) })?;
        Ok(group)
    }

    /// Whether the child itself has ended.
    #[expect(clippy::unnecessary_wraps, reason = "the same signature on every system")]
    pub(crate) fn leader_ended(&self) -> io::Result<bool> {
        // SAFETY: the handle is open; a time of 0 does not wait.
        Ok(unsafe { WaitForSingleObject(self.leader.as_raw_handle(), 0) } == WAIT_OBJECT_0)
    }

    /// There is no asking on Windows.
    pub(crate) fn ask_to_stop(&self) {
        self.kill();
    }

    pub(crate) fn kill(&self) {
        // SAFETY: the handle is open. A job without processes has stopped already.
        unsafe { TerminateJobObject(self.job(), 1) };
    }

    fn job(&self) -> HANDLE {
        self.job.as_raw_handle()
    }

    fn limit(&self, memory: u64) -> io::Result<()> {
        let mut limits = JOBOBJECT_EXTENDED_LIMIT_INFORMATION::default();
        limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE | JOB_OBJECT_LIMIT_JOB_MEMORY;
        limits.JobMemoryLimit = usize::try_from(memory).unwrap_or(usize::MAX);
        let size = u32::try_from(size_of::<JOBOBJECT_EXTENDED_LIMIT_INFORMATION>()).map_err(io::Error::other)?;
        // SAFETY: the pointer is to a struct of the announced class and size.
        let set = unsafe {
            SetInformationJobObject(self.job(), JobObjectExtendedLimitInformation, (&raw const limits).cast(), size)
        };
        succeeded(set)
    }
}

fn succeeded(result: i32) -> io::Result<()> {
    if result == 0 { Err(io::Error::last_os_error()) } else { Ok(()) }
}

/// How a process ended, in words. A code such as `0xC0000005` is an exception.
pub(crate) fn describe_status(status: ExitStatus) -> String {
    status.code().map_or_else(|| "unknown".to_owned(), |code| format!("exit code {:#X}", code.cast_unsigned()))
}

/// The size of files is counted by the parent alone.
pub(crate) fn was_writing_too_much(_status: ExitStatus) -> bool {
    false
}

/// What may be started goes by the content of a file.
pub(crate) fn is_executable(_path: &Path) -> bool {
    true
}

/// Opens a file for reading.
pub(crate) fn open_without_waiting(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// A temporary file that will be a user's file; it has the permissions of its folder.
pub(crate) fn visible_temporary_file(folder: &Path) -> io::Result<NamedTempFile> {
    tempfile::Builder::new().prefix(".jianbao-").tempfile_in(folder)
}

/// A folder cannot be flushed on Windows.
#[expect(clippy::unnecessary_wraps, reason = "the same signature on every system")]
pub(crate) fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}
