//! Limits: of output, time and memory.

use std::time::Duration;

use jianbao_exporter_abi::{JB_HOST_REFUSED, JB_OK};
use jianbao_exporter_host::{Host, Probe};

use crate::bench::{Bench, STEM, Tried, told};
use crate::case::{Case, Needs, Outcome, Stop};
use crate::documents;

/// More than any output needs to be refused, in bytes.
const TINY: u64 = 16;
/// When the exporter is asked to stop: it has begun by then.
const STOP_AFTER: Duration = Duration::from_millis(100);
/// How long it may go on after that.
const GRACE: Duration = Duration::from_secs(2);
/// Memory for a table of 10,000 rows, in bytes. A document of that size is 3 MB of JSON.
const ENOUGH: u64 = 512 << 20;

pub(crate) static CASES: [Case; 3] = [
    Case::asks(
        "refused-output",
        Needs::Exporter,
        ("宿主拒收输出：答以 JB_HOST_REFUSED", "the host refuses its output: `JB_HOST_REFUSED`"),
        refused_output,
    ),
    Case::asks("cancel", Needs::Exporter, ("被要求停止后两秒内停下", "asked to stop, it does within 2 s"), cancel),
    Case::asks(
        "peak-memory",
        Needs::Exporter,
        ("一万行的表在 512 MiB 内完成；报告内存峰值", "10,000 rows within 512 MiB; the peak is reported"),
        peak_memory,
    ),
];

fn refused_output(bench: &Bench<'_>) -> Outcome {
    let host = bench.limited(|limits| limits.output = TINY);
    let probe = bench.send(&host, &documents::every_block(), STEM)?;
    match (probe.returned(), probe.status()) {
        (Some(JB_HOST_REFUSED), _) => Ok(None),
        (Some(JB_OK), Some(JB_OK)) => Ok(Some(format!("it wrote no more than {TINY} bytes"))),
        (Some(JB_OK), _) => Err(Stop::fail("it went on after the refusal and returned `JB_OK`")),
        (Some(other), _) => Err(Stop::fail(format!("it returned {other}"))),
        (None, _) if bench.is_program() => of_program(bench, &host, &probe),
        (None, _) => Err(Stop::fail("it did not return")),
    }
}

/// A program's files are limited by the system; all that it can do is not to claim success.
fn of_program(bench: &Bench<'_>, host: &Host, probe: &Probe) -> Outcome {
    match probe.outputs(host, bench.exporter()?) {
        Ok(_) => {
            let whole = bench.must_write(&documents::every_block())?;
            if whole.files.values().any(|bytes| bytes.len() as u64 > TINY) {
                return Err(Stop::fail("it says that it wrote everything, and its files are cut"));
            }
            Ok(Some(format!("it writes no more than {TINY} bytes")))
        }
        Err(_) if probe.status() == Some(JB_OK) => Err(Stop::fail("it says that it wrote what it could not write")),
        Err(_) => Ok(None),
    }
}

fn cancel(bench: &Bench<'_>) -> Outcome {
    if cfg!(windows) {
        return Err(Stop::skip("there is no way to ask a process to stop on Windows"));
    }
    let host = bench.limited(|limits| {
        limits.wall = STOP_AFTER;
        limits.grace = GRACE;
    });
    let probe = bench.send(&host, &documents::many_rows(), STEM)?;
    if !probe.timed_out {
        return Ok(Some(format!("it was done within {} ms", STOP_AFTER.as_millis())));
    }
    // A child that does not stop is killed when the grace is over, and not before.
    if probe.wall < STOP_AFTER + GRACE {
        let how = if probe.status() == Some(JB_OK) { "was done" } else { "stopped" };
        return Ok(Some(format!("it {how} {} ms later", probe.wall.saturating_sub(STOP_AFTER).as_millis())));
    }
    Err(Stop::fail("it went on and was killed: ask `cancelled` about once a table or a hundred rows"))
}

fn peak_memory(bench: &Bench<'_>) -> Outcome {
    let host = bench.limited(|limits| limits.memory = ENOUGH);
    let document = documents::many_rows();
    let probe = bench.send(&host, &document, STEM)?;
    match bench.judge(&probe, bench.lost(&document)?)? {
        Tried::Written(_) => Ok(bench.peak().map(|bytes| format!("{} MiB", bytes >> 20))),
        Tried::Refused(reason) => Err(Stop::fail(format!("it {}", told(&reason)))),
    }
}
