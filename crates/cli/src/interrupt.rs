//! Ctrl-C: the first ends what is under way in good order; the second ends the program at once.
//!
//! A signal belongs to the whole process, so there is one listener, and whoever can be stopped asks it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock, Once};

use crate::report::Outcome;

static OF_PROCESS: LazyLock<Interrupt> = LazyLock::new(Interrupt::default);
static LISTENING: Once = Once::new();

/// Whether somebody wants an end.
#[derive(Clone, Default)]
pub(crate) struct Interrupt {
    /// Given to whoever reads or exports; also set where reading on makes no sense.
    pub(crate) stop: Arc<AtomicBool>,
    asked: Arc<AtomicBool>,
}

impl Interrupt {
    /// The one of this process. Until somebody listens, Ctrl-C ends the program as it always does.
    pub(crate) fn of_process() -> Self {
        OF_PROCESS.clone()
    }

    /// Listens from now on. Whoever calls this must look at `stop` again and again, and not wait for a person meanwhile.
    pub(crate) fn listen() -> Self {
        let interrupt = Self::of_process();
        LISTENING.call_once(|| interrupt.clone().install());
        interrupt
    }

    /// Whether it was Ctrl-C that ended what was under way.
    pub(crate) fn asked(&self) -> bool {
        self.asked.load(Ordering::Relaxed)
    }

    fn install(self) {
        let handler = move || {
            self.stop.store(true, Ordering::Relaxed);
            // Who asks twice wants no further work, and all threads but this one are in it.
            if self.asked.swap(true, Ordering::Relaxed) {
                std::process::exit(Outcome::Interrupted as i32);
            }
        };
        // Where the system refuses, Ctrl-C ends the program as it always does.
        let _ = ctrlc::set_handler(handler);
    }
}
