//! Events on the real standard output, one JSON object a line.

use std::cell::RefCell;
use std::fs::File;
use std::io::Write;

use crate::LogLine;
use crate::event::{Done, WireEvent};

/// The real standard output.
pub(crate) struct Events(RefCell<File>);

impl Events {
    pub(crate) fn new(file: File) -> Self {
        Self(RefCell::new(file))
    }

    pub(crate) fn log(&self, level: &str, message: String) {
        self.send(&WireEvent::Log(LogLine { level: level.to_owned(), message, code: None, pointer: None }));
    }

    pub(crate) fn progress(&self, done: u64, total: u64) {
        self.send(&WireEvent::Progress { done, total });
    }

    pub(crate) fn done(&self, done: &Done) {
        self.send(&WireEvent::Done(done.clone()));
    }

    fn send(&self, event: &WireEvent) {
        if let (Ok(mut line), Ok(mut file)) = (serde_json::to_vec(event), self.0.try_borrow_mut()) {
            line.push(b'\n');
            // A parent that is gone is noticed by the thread that reads from it.
            let _ = file.write_all(&line);
        }
    }
}
