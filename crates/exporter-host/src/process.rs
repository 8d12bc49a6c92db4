//! One child process from start to end: its pipes, its time, its whole group.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::child::{ChildPlan, OUR_OWN};
use crate::event::Event;
use crate::lines::{LONGEST_EVENT, Tail, each_line};
use crate::raw::Group;
use crate::watch::{READERS, Said, Stop, Watch};
use crate::{ChildConfig, HostError, HostErrorKind, Limits, Plugin, raw, verdict};

/// Lines in flight between reader and host; a flood waits in the child.
const IN_FLIGHT: usize = 256;

/// What a run needs.
pub(crate) struct Run<'a> {
    pub(crate) child: &'a ChildConfig,
    pub(crate) limits: &'a Limits,
    pub(crate) plugin: &'a Plugin,
    pub(crate) folder: &'a Path,
    pub(crate) observer: Option<&'a dyn Fn(&Event)>,
    /// Set by whoever wants the run to end.
    pub(crate) interrupt: Option<&'a AtomicBool>,
}

/// What a child left behind.
pub(crate) struct Finished {
    pub(crate) status: ExitStatus,
    pub(crate) said: Said,
    pub(crate) stderr: String,
    pub(crate) stopped: Option<Stop>,
    /// The limits that it ran under.
    pub(crate) limits: Limits,
}

/// The folder inside a job folder that the outputs go to.
pub(crate) fn output_folder(job: &Path) -> PathBuf {
    job.join("out")
}

/// Runs one request in one child.
pub(crate) fn run(run: &Run<'_>, request: Vec<u8>) -> Result<Finished, HostError> {
    if run.interrupt.is_some_and(|interrupt| interrupt.load(Ordering::Relaxed)) {
        return Err(verdict::interrupted(run.plugin.name()));
    }
    let mut child = spawn(run)?;
    let group = match Group::of(&child, run.limits.memory) {
        Ok(group) => group,
        Err(error) => {
            // Nothing else is known of it, so it must not go on; what that returns does not matter any more.
            let _ = child.kill();
            let _ = child.wait();
            return Err(HostError::io("cannot watch over the child of", run.plugin.path(), error));
        }
    };
    let hold = feed(&mut child, request);
    let stderr = collect_stderr(&mut child);
    let lines = read_lines(&mut child);
    let mut watch = Watch::new(run);
    let waited = watch.until_leader_ends(&group, &lines);
    // Everything the exporter started goes with it, before anybody waits for a pipe that it may still hold.
    group.kill();
    drop(hold);
    let status = child.wait();
    watch.drain(&lines);
    let stderr = stderr.text();
    waited
        .and(status)
        .map_err(|error| HostError::io("cannot wait for the child of", run.plugin.path(), error))
        .map(|status| Finished { status, said: watch.said, stderr, stopped: watch.stopped, limits: run.limits.clone() })
}

fn spawn(run: &Run<'_>) -> Result<Child, HostError> {
    let plan = ChildPlan::new(run.plugin.kind(), run.plugin.path(), &output_folder(run.folder), run.limits);
    let mut command = Command::new(&run.child.program);
    command.args(&run.child.args).args(plan.to_arguments());
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    raw::prepare(&mut command, run.folder);
    command.env(OUR_OWN.0, OUR_OWN.1);
    command.spawn().map_err(|error| {
        let message = format!("cannot start the child program {}: {error}", run.child.program.display());
        HostError::new(HostErrorKind::Spawn, message)
    })
}

/// Writes the request from a thread of its own, because a child that hangs before reading would block us; the pipe stays
/// open until the returned end is dropped, which tells the child that we are gone.
fn feed(child: &mut Child, request: Vec<u8>) -> Sender<()> {
    let (hold, released) = mpsc::channel();
    if let Some(mut stdin) = child.stdin.take() {
        thread::spawn(move || {
            // A child that ended early shows in its exit status.
            let _ = stdin.write_all(&request).and_then(|()| stdin.flush());
            let _ = released.recv();
        });
    }
    hold
}

struct Stderr {
    tail: Arc<Mutex<Tail>>,
    ended: Receiver<()>,
}

impl Stderr {
    /// What came, without waiting for ever for somebody who left the group and still holds the pipe.
    fn text(&self) -> String {
        let _ = self.ended.recv_timeout(READERS);
        self.tail.lock().unwrap_or_else(PoisonError::into_inner).text()
    }
}

fn collect_stderr(child: &mut Child) -> Stderr {
    let tail = Arc::new(Mutex::new(Tail::default()));
    let (finish, ended) = mpsc::channel::<()>();
    if let Some(mut source) = child.stderr.take() {
        let tail = Arc::clone(&tail);
        thread::spawn(move || {
            let _finish = finish;
            let mut buffer = [0; 8192];
            while let Ok(count @ 1..) = source.read(&mut buffer) {
                tail.lock().unwrap_or_else(PoisonError::into_inner).push(&buffer[..count]);
            }
        });
    }
    Stderr { tail, ended }
}

fn read_lines(child: &mut Child) -> Receiver<Vec<u8>> {
    let (sender, receiver): (SyncSender<Vec<u8>>, _) = mpsc::sync_channel(IN_FLIGHT);
    if let Some(source) = child.stdout.take() {
        // An error of the pipe ends the stream like its end does.
        thread::spawn(move || each_line(source, LONGEST_EVENT, |line| sender.send(line).is_ok()));
    }
    receiver
}
