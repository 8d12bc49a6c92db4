//! Ctrl-C: the first ends the reading, what is under way is finished; the second ends the program at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::report::Outcome;

/// Whether somebody wants an end.
#[derive(Clone, Default)]
pub(super) struct Interrupt {
    /// Given to whoever reads; also set where reading on makes no sense.
    pub(super) stop: Arc<AtomicBool>,
    asked: Arc<AtomicBool>,
}

impl Interrupt {
    /// Listens from now on.
    pub(super) fn listen() -> Self {
        let interrupt = Self::default();
        let heard = interrupt.clone();
        let handler = move || {
            heard.stop.store(true, Ordering::Relaxed);
            // Who asks twice wants no further work, and all threads but this one are in it.
            if heard.asked.swap(true, Ordering::Relaxed) {
                std::process::exit(Outcome::Interrupted as i32);
            }
        };
        // Where the system refuses, Ctrl-C ends the program as it always does.
        let _ = ctrlc::set_handler(handler);
        interrupt
    }

    /// Whether it was Ctrl-C that ended the reading.
    pub(super) fn asked(&self) -> bool {
        self.asked.load(Ordering::Relaxed)
    }
}
