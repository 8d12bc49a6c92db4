//! What a finished child comes to: its last word, or an error in words for the user.

use jianbao_exporter_abi::{JB_BAD_REQUEST, JB_BUG, JB_CANCELLED, JB_HOST_REFUSED, JB_OK};

use crate::event::{Done, WireError};
use crate::process::Finished;
use crate::watch::Stop;
use crate::{HostError, HostErrorKind, Limits, raw};

/// Success is exactly one `done` with status 0, and exit code 0, in time. Anything else is an error.
pub(crate) fn of<'a>(finished: &'a Finished, exporter: &str, vendor: Option<&str>) -> Result<&'a Done, HostError> {
    let error = match (finished.stopped, &finished.said.done[..]) {
        (Some(stop), _) => stopped(stop, finished, exporter),
        (None, [done]) if done.status == JB_OK && finished.status.success() => return Ok(done),
        (None, [done]) if done.status != JB_OK => said(done, exporter),
        (None, [_] | []) if raw::was_writing_too_much(finished.status) => too_much(finished, exporter),
        (None, [_] | []) if !finished.status.success() => crashed(finished, exporter, vendor),
        (None, []) => ended_early(exporter, &without_done(finished), vendor),
        _ => ended_early(exporter, "said more than once that it was done", vendor),
    };
    Err(error.with_stderr(&finished.stderr))
}

/// The exporter, or the child on behalf of its library, gave a reason.
fn said(done: &Done, exporter: &str) -> HostError {
    let WireError { code, message, hint, pointer } = done.error.clone().unwrap_or_default();
    let message = if message.is_empty() { "it gave no reason".to_owned() } else { message };
    if done.stage.as_deref() == Some(raw::LOAD_STAGE) {
        return HostError::new(raw::load_kind(&code), message).with_optional_hint(hint).with_code(code);
    }
    let (kind, what) = match done.status {
        JB_CANCELLED => (HostErrorKind::Cancelled, "stopped on request"),
        JB_BAD_REQUEST => (HostErrorKind::BadRequest, "did not understand the request"),
        JB_BUG => (HostErrorKind::Bug, "failed through a fault of its own"),
        JB_HOST_REFUSED => (HostErrorKind::Refused, "wanted to write what it may not"),
        _ => (HostErrorKind::Failed, "cannot write this document"),
    };
    HostError::new(kind, format!("exporter {exporter} {what}: {message}"))
        .with_optional_hint(hint)
        .with_code(code)
        .with_pointer(pointer)
}

/// The host had a reason of its own.
fn stopped(stop: Stop, finished: &Finished, exporter: &str) -> HostError {
    match stop {
        Stop::TimedOut => timed_out(finished, exporter),
        Stop::TooMuch => too_much(finished, exporter),
        Stop::Interrupted => interrupted(exporter),
    }
}

/// Somebody wanted an end.
pub(crate) fn interrupted(exporter: &str) -> HostError {
    HostError::new(HostErrorKind::Cancelled, format!("exporter {exporter} was interrupted; nothing was written"))
}

fn too_much(finished: &Finished, exporter: &str) -> HostError {
    let Limits { output, files, .. } = finished.limits;
    let message = format!(
        "exporter {exporter} was stopped: it wrote more than {output} bytes or {files} files; nothing of it was kept"
    );
    HostError::new(HostErrorKind::Refused, message).with_hint("report it to the author of the exporter")
}

fn without_done(finished: &Finished) -> String {
    let said = "ended without saying that it was done";
    match &finished.said.unreadable {
        Some(reason) => format!("{said} in a way that can be read ({reason})"),
        None => said.to_owned(),
    }
}

fn timed_out(finished: &Finished, exporter: &str) -> HostError {
    let limit = finished.limits.wall;
    let message = format!("exporter {exporter} took longer than {limit:?} and was stopped; nothing was written");
    HostError::new(HostErrorKind::TimedOut, message).with_hint("allow it more time, or export fewer rows")
}

fn crashed(finished: &Finished, exporter: &str, vendor: Option<&str>) -> HostError {
    let how = raw::describe_status(finished.status);
    let message = format!("exporter {exporter} stopped unexpectedly ({how}); nothing was written");
    HostError::new(HostErrorKind::Crashed, message).with_hint(report_to(vendor))
}

fn ended_early(exporter: &str, what: &str, vendor: Option<&str>) -> HostError {
    let message = format!("exporter {exporter} {what}; nothing was written");
    HostError::new(HostErrorKind::EndedEarly, message).with_hint(report_to(vendor))
}

fn report_to(vendor: Option<&str>) -> String {
    let whom = vendor.unwrap_or("the author of the exporter");
    format!("other exports are unaffected; report it to {whom} with the folder that `--keep-job` keeps")
}
