//! Processes, limits and files on Unix.

use std::ffi::c_int;
use std::fs::{File, OpenOptions, Permissions};
use std::io;
use std::os::fd::AsFd;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::Path;
use std::process::{Child, Command, ExitStatus};
use std::sync::atomic::{AtomicBool, Ordering};

use rustix::fs::{Access, OFlags, access};
use rustix::process::{
    Pid, Resource, Rlimit, Signal, WaitId, WaitIdOptions, getpgrp, getpid, getrlimit, kill_current_process_group,
    kill_process, kill_process_group, setrlimit, waitid,
};
use tempfile::NamedTempFile;

use super::Streams;
use crate::child::ChildPlan;

static STOP: AtomicBool = AtomicBool::new(false);

unsafe extern "C" {
    /// Ends the process without running exit handlers.
    fn _exit(status: c_int) -> !;
    /// Sets the handler of a signal (`None` for what the system does); the return value is the old handler.
    fn signal(signal: c_int, handler: Option<extern "C" fn(c_int)>) -> usize;
}

extern "C" fn on_term(_signal: c_int) {
    STOP.store(true, Ordering::Relaxed);
}

/// Whether the parent asked this child to stop.
pub(crate) fn stop_requested() -> bool {
    STOP.load(Ordering::Relaxed)
}

/// Ends this process at once.
pub(crate) fn exit_now(code: i32) -> ! {
    // SAFETY: takes a number and does not return.
    unsafe { _exit(code) }
}

/// Ends this process as another one ended, by the same signal or with the same code.
pub(crate) fn exit_like(status: ExitStatus) -> ! {
    if let Some(number) = status.signal() {
        // SAFETY: the default of a signal is no code of ours.
        unsafe { signal(number, None) };
        if let Some(signal) = Signal::from_named_raw(number) {
            // Where the signal does not end this process, the code below does.
            let _ = kill_process(getpid(), signal);
        }
    }
    exit_now(status.code().unwrap_or(1))
}

/// Ends this process and, where it leads a group, everything in the group.
pub(crate) fn exit_with_group(code: i32) -> ! {
    if getpgrp() == getpid() {
        // This process is the first to be gone.
        let _ = kill_current_process_group(Signal::KILL);
    }
    exit_now(code)
}

/// Puts the real standard input and output out of reach: what the library reads is empty, what it prints goes to
/// standard error, and no process that it starts inherits the originals.
pub(crate) fn take_streams() -> io::Result<Streams> {
    let request = File::from(io::stdin().as_fd().try_clone_to_owned()?);
    let events = File::from(io::stdout().as_fd().try_clone_to_owned()?);
    rustix::stdio::dup2_stdin(File::open("/dev/null")?)?;
    rustix::stdio::dup2_stdout(io::stderr())?;
    Ok(Streams { request, events })
}

/// Limits this process, before the library is loaded.
pub(crate) fn limit_self(plan: &ChildPlan) -> io::Result<()> {
    // SAFETY: the handler only stores into an atomic, which a signal handler may do.
    unsafe { signal(Signal::TERM.as_raw(), Some(on_term)) };
    lower(Resource::Core, 0)?;
    lower(Resource::Fsize, plan.output)?;
    lower(Resource::Nofile, plan.open_files)?;
    limit_memory(plan.memory)
}

/// `RLIMIT_DATA` rather than `RLIMIT_AS`: address space that is reserved and never used does not count.
#[cfg(target_os = "linux")]
fn limit_memory(bytes: u64) -> io::Result<()> {
    lower(Resource::Data, bytes)
}

/// The most memory that this process had, in bytes. Not by `getrusage`, which counts what the parent had at the start.
#[cfg(target_os = "linux")]
pub(crate) fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()?.checked_mul(1024)
}

/// Other systems do not tell it so simply.
#[cfg(not(target_os = "linux"))]
pub(crate) fn peak_memory() -> Option<u64> {
    None
}

/// Other systems do not enforce a limit of memory.
#[cfg(not(target_os = "linux"))]
#[expect(clippy::unnecessary_wraps, reason = "the same signature on every system")]
fn limit_memory(_bytes: u64) -> io::Result<()> {
    Ok(())
}

fn lower(resource: Resource, limit: u64) -> io::Result<()> {
    let limit = getrlimit(resource).maximum.map_or(limit, |maximum| maximum.min(limit));
    Ok(setrlimit(resource, Rlimit { current: Some(limit), maximum: Some(limit) })?)
}

/// Where programs are looked for that an exporter names without their place, as in `#!/usr/bin/env python3`. The user's own
/// `PATH` does not count, so that an exporter does the same for everybody on a machine.
#[cfg(not(target_os = "macos"))]
const PATH: &str = "/usr/local/bin:/usr/bin:/bin";
/// As above, with where Homebrew puts programs.
#[cfg(target_os = "macos")]
const PATH: &str = "/opt/homebrew/bin:/usr/local/bin:/usr/bin:/bin";

/// Gives a child its own process group, a bare environment and a job folder, which is also where its temporary files go.
///
/// The signal that Linux sends when a parent dies is not asked for: it would end the child alone, before the child could
/// end what its exporter started. The pipe that the parent holds tells the child instead.
pub(crate) fn prepare(command: &mut Command, folder: &Path) {
    command.process_group(0).env_clear().current_dir(folder);
    command.env("LANG", "C.UTF-8").env("TZ", "UTC").env("PATH", PATH).env("TMPDIR", folder);
}

/// A child with everything that it starts.
pub(crate) struct Group(Pid);

impl Group {
    pub(crate) fn of(child: &Child, _memory: u64) -> io::Result<Self> {
        let pid = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
        pid.map(Self).ok_or_else(|| io::Error::other("the child has no process id"))
    }

    /// Whether the child itself has ended. It stays unreaped, so that its id keeps naming its group.
    pub(crate) fn leader_ended(&self) -> io::Result<bool> {
        let options = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT | WaitIdOptions::NOHANG;
        Ok(waitid(WaitId::Pid(self.0), options)?.is_some())
    }

    pub(crate) fn ask_to_stop(&self) {
        // A group that is gone already has stopped.
        let _ = kill_process_group(self.0, Signal::TERM);
    }

    pub(crate) fn kill(&self) {
        // As above.
        let _ = kill_process_group(self.0, Signal::KILL);
    }
}

/// How a process ended, in words.
pub(crate) fn describe_status(status: ExitStatus) -> String {
    match (status.signal(), status.code()) {
        (Some(signal), _) => format!("signal {signal}"),
        (None, Some(code)) => format!("exit code {code}"),
        (None, None) => "unknown".to_owned(),
    }
}

/// Whether a process was ended because a file of it grew beyond the limit.
pub(crate) fn was_writing_too_much(status: ExitStatus) -> bool {
    status.signal() == Some(Signal::XFSZ.as_raw())
}

/// Whether this user may start a file as a program.
pub(crate) fn is_executable(path: &Path) -> bool {
    access(path, Access::EXEC_OK).is_ok()
}

/// Opens a file for reading; what turns out to be a pipe is not waited for.
pub(crate) fn open_without_waiting(path: &Path) -> io::Result<File> {
    let flags = OFlags::NONBLOCK.bits().cast_signed();
    OpenOptions::new().read(true).custom_flags(flags).open(path)
}

/// A temporary file that will be a user's file: readable as the user's umask says, not private.
pub(crate) fn visible_temporary_file(folder: &Path) -> io::Result<NamedTempFile> {
    tempfile::Builder::new().prefix(".jianbao-").permissions(Permissions::from_mode(0o666)).tempfile_in(folder)
}

/// Makes a rename in a folder last.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    OpenOptions::new().read(true).open(folder)?.sync_all()
}
