//! The clock and the record of a running child: what it says, how long it takes, how much it writes, and who wants an end.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use crate::event::{Done, Event, WireEvent};
use crate::lines::LONGEST_EVENT;
use crate::process::Run;
use crate::raw::Group;
use crate::{Limits, LogLine};

/// How many log lines are kept.
const KEPT_LOGS: usize = 1000;
/// How often a child is looked at whose output stays open although it may have ended.
const GLANCE: Duration = Duration::from_millis(20);
/// How often the job folder is measured; what is written between two looks is bounded by the speed of the disk.
const MEASURE: Duration = Duration::from_millis(200);
/// How long the readers may take to end after everything that could write is dead.
pub(crate) const READERS: Duration = Duration::from_millis(500);
/// What a time limit beyond all clocks comes to.
const FOR_EVER: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// Why the host stopped a child.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stop {
    /// Its time was up.
    TimedOut,
    /// Its files grew beyond the limits.
    TooMuch,
    /// Somebody interrupted the host.
    Interrupted,
}

/// What a child said.
#[derive(Debug, Default)]
pub(crate) struct Said {
    pub(crate) done: Vec<Done>,
    /// Why a line that was meant as `done` could not be read.
    pub(crate) unreadable: Option<String>,
    pub(crate) logs: Vec<LogLine>,
    pub(crate) logs_dropped: u64,
}

/// The clock and the record of a run.
pub(crate) struct Watch<'a> {
    observer: Option<&'a dyn Fn(&Event)>,
    interrupt: Option<&'a AtomicBool>,
    folder: &'a Path,
    limits: &'a Limits,
    deadline: Instant,
    next_measure: Instant,
    pub(crate) stopped: Option<Stop>,
    pub(crate) said: Said,
}

impl<'a> Watch<'a> {
    pub(crate) fn new(run: &Run<'a>) -> Self {
        let now = Instant::now();
        Self {
            observer: run.observer,
            interrupt: run.interrupt,
            folder: run.folder,
            limits: run.limits,
            deadline: later(now, run.limits.wall),
            next_measure: now + MEASURE,
            stopped: None,
            said: Said::default(),
        }
    }

    /// Takes lines until the child itself has ended; asks it to stop where there is a reason, and kills it after the grace.
    pub(crate) fn until_leader_ends(&mut self, group: &Group, lines: &Receiver<Vec<u8>>) -> std::io::Result<()> {
        let mut glance = Instant::now();
        loop {
            let now = Instant::now();
            self.stop_if_needed(now, group);
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
    pub(crate) fn drain(&mut self, lines: &Receiver<Vec<u8>>) {
        let until = Instant::now() + READERS;
        while let Ok(line) = lines.recv_timeout(until.saturating_duration_since(Instant::now())) {
            self.take(&line);
        }
    }

    fn stop_if_needed(&mut self, now: Instant, group: &Group) {
        if self.stopped.is_some() {
            if now >= self.deadline {
                group.kill();
                self.deadline = later(now, self.limits.grace);
            }
            return;
        }
        if let Some(reason) = self.reason_to_stop(now) {
            self.stopped = Some(reason);
            group.ask_to_stop();
            self.deadline = later(now, self.limits.grace);
        }
    }

    fn reason_to_stop(&mut self, now: Instant) -> Option<Stop> {
        if self.interrupt.is_some_and(|interrupt| interrupt.load(Ordering::Relaxed)) {
            return Some(Stop::Interrupted);
        }
        if now >= self.deadline {
            return Some(Stop::TimedOut);
        }
        if now >= self.next_measure {
            self.next_measure = now + MEASURE;
            return exceeds(self.folder, self.limits).then_some(Stop::TooMuch);
        }
        None
    }

    fn take(&mut self, line: &[u8]) {
        if line.len() >= LONGEST_EVENT {
            // What is left of it means nothing.
            self.said.unreadable = Some(format!("a line is longer than {LONGEST_EVENT} bytes"));
            self.said.logs_dropped += 1;
            return;
        }
        match WireEvent::read(line) {
            // Two are wrong already; a flood of them need not be kept.
            WireEvent::Done(done) if self.said.done.len() < 2 => self.said.done.push(done),
            WireEvent::Done(_) => {}
            WireEvent::Unreadable(reason) => self.said.unreadable = Some(reason),
            WireEvent::Progress { done, total } => self.tell(&Event::Progress { done, total }),
            WireEvent::Log(log) if self.said.logs.len() < KEPT_LOGS => {
                self.tell(&Event::Log(log.clone()));
                self.said.logs.push(log);
            }
            WireEvent::Log(_) => self.said.logs_dropped += 1,
        }
    }

    fn tell(&self, event: &Event) {
        if let Some(observer) = self.observer {
            observer(event);
        }
    }
}

fn later(now: Instant, time: Duration) -> Instant {
    now.checked_add(time).unwrap_or(now + FOR_EVER)
}

/// Whether the files in a job folder are more or larger than the limits allow. What cannot be read does not count: it may
/// be gone by now, and the results are checked again at the end.
fn exceeds(folder: &Path, limits: &Limits) -> bool {
    let (mut bytes, mut entries) = (0_u64, 0_usize);
    let most = limits.files.saturating_mul(2).saturating_add(100);
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            entries += 1;
            // `metadata` of an entry does not follow links.
            match entry.metadata() {
                Ok(metadata) if metadata.is_dir() => folders.push(entry.path()),
                Ok(metadata) => bytes = bytes.saturating_add(metadata.len()),
                Err(_) => {}
            }
            if bytes > limits.output || entries > most {
                return true;
            }
        }
    }
    false
}
