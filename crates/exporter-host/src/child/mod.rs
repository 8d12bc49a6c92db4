//! The child process: the only one that loads a library or starts a program. It reads one request, runs it, and ends.

mod events;
mod outputs;
mod plan;
mod program;

use std::ffi::OsString;
use std::fs::File;
use std::io::Write;
use std::process::ExitStatus;
use std::sync::mpsc::{self, Receiver};
use std::thread;

use jianbao_exporter_abi::{JB_FAILED, JB_HOST_REFUSED, JB_OK};
use serde::Deserialize;

use crate::event::{Done, WireError};
use crate::lines::each_line;
use crate::{PluginKind, raw};

pub(crate) use events::Events;
pub(crate) use outputs::Session;
pub(crate) use plan::ChildPlan;

/// A variable of the environment for our own child alone. Where its program uses mimalloc, memory that this holds in reserve
/// must not count against the limit.
pub(crate) const OUR_OWN: (&str, &str) = ("MIMALLOC_ARENA_EAGER_COMMIT", "0");

/// Exit code of a child that was started with the wrong arguments or lost its parent.
const BROKEN: i32 = 3;

/// How the child ends.
enum Ending {
    Code(i32),
    /// As the program ended that it ran.
    Like(ExitStatus),
}

/// The main function of the child program: give it the arguments that followed those of
/// [`ChildConfig`](crate::ChildConfig).
///
/// Before it loads a library or starts a program it moves standard input and output out of reach and limits its own memory,
/// files and core dumps, and thereby those of what it starts. It ends the process without running exit handlers, so that
/// nothing an exporter left behind runs any more.
pub fn child_main(arguments: impl IntoIterator<Item = OsString>) -> ! {
    match run(&arguments.into_iter().collect::<Vec<_>>()) {
        Ok(Ending::Code(code)) => raw::exit_now(code),
        Ok(Ending::Like(status)) => raw::exit_like(status),
        Err(message) => {
            // The parent keeps what comes here; if it is gone, nobody is left to tell.
            let _ = writeln!(std::io::stderr(), "{message}");
            raw::exit_now(BROKEN)
        }
    }
}

/// Runs the one request; an error is one of the process, not of the exporter.
fn run(arguments: &[OsString]) -> Result<Ending, String> {
    let plan = ChildPlan::from_arguments(arguments)?;
    let streams = raw::take_streams().map_err(|error| format!("cannot set up the streams of the child: {error}"))?;
    raw::limit_self(&plan).map_err(|error| format!("cannot limit the child: {error}"))?;
    let lines = watch_parent(streams.request);
    let request = lines.recv().map_err(|_| "the parent sent no request".to_owned())?;
    Ok(match plan.kind {
        PluginKind::Native => native(&plan, &request, streams.events),
        PluginKind::Program => match program::run(&plan.file, request, &streams.events) {
            Ok(status) => Ending::Like(status),
            Err(fault) => finish(&Events::new(streams.events), &not_entered(fault)),
        },
    })
}

fn native(plan: &ChildPlan, request: &[u8], events: File) -> Ending {
    let session = Session::new(plan, Events::new(events));
    let done = match raw::Exporter::load(&plan.file) {
        Err(fault) => not_entered(fault),
        Ok(exporter) => outcome(&session, call(&exporter, &session, request)),
    };
    let done = Done { peak_bytes: raw::peak_memory(), ..done };
    finish(session.events(), &done)
}

fn not_entered(fault: raw::LoadFault) -> Done {
    Done { status: JB_FAILED, error: Some(fault.into()), stage: Some(raw::LOAD_STAGE.to_owned()), ..Done::default() }
}

fn finish(events: &Events, done: &Done) -> Ending {
    events.done(done);
    Ending::Code(i32::from(done.status != JB_OK))
}

fn call(exporter: &raw::Exporter, session: &Session, request: &[u8]) -> i32 {
    #[derive(Deserialize)]
    struct Asked {
        #[serde(default)]
        describe: bool,
    }
    // Whether a request can be read is for the exporter to say.
    let describe = serde_json::from_slice(request).is_ok_and(|asked: Asked| asked.describe);
    if describe { exporter.describe(session) } else { exporter.export(session, request) }
}

/// The last word on a call that returned `status`.
fn outcome(session: &Session, status: i32) -> Done {
    let refusal = session.refusal();
    let returned = Some(status);
    let status = if status == JB_OK && refusal.is_some() { JB_HOST_REFUSED } else { status };
    if status == JB_OK {
        return Done { files: session.files(), degraded: session.degraded(), returned, ..Done::default() };
    }
    let error = match (status, refusal) {
        // Our own reason is more exact than what the exporter could know.
        (JB_HOST_REFUSED, Some(message)) => {
            WireError { code: "output-refused".to_owned(), message, ..WireError::default() }
        }
        _ => session.failure().unwrap_or_default(),
    };
    Done { status, error: Some(error), returned, ..Done::default() }
}

/// Reads requests in a thread of its own; when the pipe closes the parent is gone, and the process ends with all that it or
/// its exporter started.
fn watch_parent(request: File) -> Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let _ = read_request(request, &sender);
        raw::exit_with_group(BROKEN)
    });
    receiver
}

fn read_request(request: File, sender: &mpsc::Sender<Vec<u8>>) -> std::io::Result<()> {
    // The parent is trusted: a large document is one long line.
    each_line(request, usize::MAX, |line| sender.send(line).is_ok())
}
