//! What a finished child comes to: its last word, or an error in words for the user.

use jianbao_exporter_abi::{JB_BAD_REQUEST, JB_BUG, JB_CANCELLED, JB_HOST_REFUSED, JB_OK};

use crate::event::{Done, WireError};
use crate::process::Finished;
use crate::raw;
use crate::{HostError, HostErrorKind};

/// Success is exactly one `done` with status 0, and exit code 0, in time. Anything else is an error.
pub(crate) fn of<'a>(finished: &'a Finished, exporter: &str, vendor: Option<&str>) -> Result<&'a Done, HostError> {
    let error = match &finished.done[..] {
        _ if finished.timed_out => timed_out(finished, exporter),
        [done] if done.status == JB_OK && finished.status.success() => return Ok(done),
        [done] if done.status != JB_OK => said(done, exporter),
        [_] | [] if !finished.status.success() => crashed(finished, exporter, vendor),
        [] => ended_early(exporter, "ended without saying that it was done", vendor),
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

fn timed_out(finished: &Finished, exporter: &str) -> HostError {
    let limit = finished.wall;
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
