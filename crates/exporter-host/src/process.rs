//! One child process from start to end: its pipes, its time, its whole group.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, SyncSender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::child::ChildPlan;
use crate::event::{Done, Event, WireEvent};
use crate::lines::{LONGEST_EVENT, Tail, each_line};
use crate::raw::Group;
use crate::{ChildConfig, HostError, HostErrorKind, Limits, LogLine, raw};

/// How many log lines are kept.
const KEPT_LOGS: usize = 1000;
/// How often a child is looked at whose output stays open although it may have ended.
const GLANCE: Duration = Duration::from_millis(20);
/// How long the readers may take to end after everything that could write is dead.
const READERS: Duration = Duration::from_millis(500);
/// Lines in flight between reader and host; a flood waits in the child.
const IN_FLIGHT: usize = 256;

/// What a run needs.
pub(crate) struct Run<'a> {
    pub(crate) child: &'a ChildConfig,
    pub(crate) limits: &'a Limits,
    pub(crate) library: &'a Path,
    pub(crate) folder: &'a Path,
    pub(crate) observer: Option<&'a dyn Fn(&Event)>,
}

/// What a child left behind.
pub(crate) struct Finished {
    pub(crate) status: ExitStatus,
    pub(crate) done: Vec<Done>,
    pub(crate) logs: Vec<LogLine>,
    pub(crate) logs_dropped: u64,
    pub(crate) stderr: String,
    pub(crate) timed_out: bool,
    pub(crate) wall: Duration,
}

/// The folder inside a job folder that the outputs go to.
pub(crate) fn output_folder(job: &Path) -> PathBuf {
    job.join("out")
}

/// Runs one request in one child.
pub(crate) fn run(run: &Run<'_>, request: Vec<u8>) -> Result<Finished, HostError> {
    let mut child = spawn(run)?;
    let group = match Group::of(&child, run.limits.memory) {
        Ok(group) => group,
        Err(error) => {
            // Nothing else is known of it, so it must not go on; what that returns does not matter any more.
            let _ = child.kill();
            let _ = child.wait();
            return Err(HostError::io("cannot watch over the child of", run.library, error));
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
    waited.and(status).map_err(|error| HostError::io("cannot wait for the child of", run.library, error)).map(
        |status| Finished {
            status,
            done: watch.done,
            logs: watch.logs,
            logs_dropped: watch.logs_dropped,
            stderr,
            timed_out: watch.timed_out,
            wall: run.limits.wall,
        },
    )
}

fn spawn(run: &Run<'_>) -> Result<Child, HostError> {
    let plan = ChildPlan::new(run.library, &output_folder(run.folder), run.limits);
    let mut command = Command::new(&run.child.program);
    command.args(&run.child.args).args(plan.to_arguments()).current_dir(run.folder);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    raw::prepare(&mut command);
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

/// The clock and the record of a run.
struct Watch<'a> {
    observer: Option<&'a dyn Fn(&Event)>,
    grace: Duration,
    deadline: Instant,
    timed_out: bool,
    done: Vec<Done>,
    logs: Vec<LogLine>,
    logs_dropped: u64,
}

impl<'a> Watch<'a> {
    fn new(run: &Run<'a>) -> Self {
        Self {
            observer: run.observer,
            grace: run.limits.grace,
            deadline: Instant::now() + run.limits.wall,
            timed_out: false,
            done: Vec::new(),
            logs: Vec::new(),
            logs_dropped: 0,
        }
    }

    /// Takes lines until the child itself has ended; asks it to stop at the deadline and kills it after the grace.
    fn until_leader_ends(&mut self, group: &Group, lines: &Receiver<Vec<u8>>) -> std::io::Result<()> {
        let mut glance = Instant::now();
        loop {
            let now = Instant::now();
            if now >= self.deadline {
                self.stop(group);
            }
            let wait = GLANCE.min(self.deadline.saturating_duration_since(now));
            match lines.recv_timeout(wait) {
                Ok(line) => {
                    self.take(&line);
                    // A flood of lines must not cost one system call each.
                    if now < glance {
                        continue;
                    }
                }
                // Its output is closed, so its end is near.
                Err(RecvTimeoutError::Disconnected) => thread::sleep(Duration::from_micros(200)),
                Err(RecvTimeoutError::Timeout) => {}
            }
            glance = now + GLANCE;
            if group.leader_ended()? {
                return Ok(());
            }
        }
    }

    /// What the readers still had when the child had ended.
    fn drain(&mut self, lines: &Receiver<Vec<u8>>) {
        let until = Instant::now() + READERS;
        while let Ok(line) = lines.recv_timeout(until.saturating_duration_since(Instant::now())) {
            self.take(&line);
        }
    }

    fn stop(&mut self, group: &Group) {
        if self.timed_out {
            group.kill();
        } else {
            self.timed_out = true;
            group.ask_to_stop();
        }
        self.deadline = Instant::now() + self.grace;
    }

    fn take(&mut self, line: &[u8]) {
        match WireEvent::read(line) {
            WireEvent::Done(done) => self.done.push(done),
            WireEvent::Progress { done, total } => self.tell(&Event::Progress { done, total }),
            WireEvent::Log(line) if self.logs.len() < KEPT_LOGS => {
                self.tell(&Event::Log(line.clone()));
                self.logs.push(line);
            }
            WireEvent::Log(_) => self.logs_dropped += 1,
        }
    }

    fn tell(&self, event: &Event) {
        if let Some(observer) = self.observer {
            observer(event);
        }
    }
}
