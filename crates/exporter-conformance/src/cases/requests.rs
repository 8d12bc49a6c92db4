//! Requests that no host would send: an exporter says so instead of crashing or writing something.

use jianbao_exporter_abi::{JB_BAD_REQUEST, JB_OK};
use jianbao_exporter_host::{Ended, Probe};
use serde_json::{Value, json};

use crate::bench::{Bench, STEM, with_last_output};
use crate::case::{Case, Needs, Outcome, Stop};
use crate::documents;
use crate::request::bytes;

/// A request that is wrong, made from a right one.
type Spoil = fn(Value) -> Vec<u8>;

/// What is wrong with each, and how it is made.
const WRONG: [(&str, Spoil); 8] = [
    ("nothing", |_| Vec::new()),
    ("no JSON", |_| b"not JSON".to_vec()),
    ("a list", |_| b"[]".to_vec()),
    ("an empty object", |_| b"{}".to_vec()),
    ("half of a request", |request| {
        let whole = bytes(&request);
        whole[..whole.len() / 2].to_vec()
    }),
    ("a request without its last bracket", |request| {
        let mut whole = bytes(&request);
        whole.pop();
        whole
    }),
    ("a request without a document", |mut request| {
        request.as_object_mut().map(|members| members.shift_remove("document"));
        bytes(&request)
    }),
    ("a document whose sections are a number", |mut request| {
        request["document"]["sections"] = json!(3);
        bytes(&request)
    }),
];

pub(crate) static CASES: [Case; 2] = [
    Case::asks(
        "invalid-request",
        Needs::Exporter,
        ("残缺或无效的请求：答以 JB_BAD_REQUEST", "a truncated or invalid request: `JB_BAD_REQUEST`"),
        invalid_request,
    ),
    Case::asks(
        "other-protocol",
        Needs::Exporter,
        ("另一主版本的协议：答以 JB_BAD_REQUEST", "a protocol of another major version: `JB_BAD_REQUEST`"),
        other_protocol,
    ),
];

fn invalid_request(bench: &Bench<'_>) -> Outcome {
    let document = documents::every_block();
    let right = bench.request(&document, STEM)?;
    let mut wrong = Vec::new();
    for (what, spoil) in WRONG {
        let probe = bench.probe(bench.host(), &|out| spoil(right.value(out)))?;
        if let Some(reason) = unlike_bad_request(bench, &probe) {
            wrong.push(format!("{what}: {reason}"));
        }
    }
    if wrong.is_empty() { Ok(None) } else { Err(Stop::fail(wrong.join("; "))) }
}

fn other_protocol(bench: &Bench<'_>) -> Outcome {
    if bench.is_program() {
        return Err(Stop::skip("a host speaks to a program in the protocol of its description"));
    }
    let document = documents::every_block();
    let right = bench.request(&document, STEM)?;
    let probe = bench.probe(bench.host(), &|out| {
        let mut request = right.value(out);
        request["protocol"] = json!("2.0");
        bytes(&request)
    })?;
    match unlike_bad_request(bench, &probe) {
        Some(reason) => Err(Stop::fail(reason)),
        None => Ok(None),
    }
}

/// How an answer differs from `JB_BAD_REQUEST`. A program may also end with an exit code of its own, as an uncaught
/// exception makes it do: the host tells its last output.
fn unlike_bad_request(bench: &Bench<'_>, probe: &Probe) -> Option<String> {
    let told = match (probe.status(), probe.ended()) {
        (Some(JB_BAD_REQUEST), _) => return None,
        (None, Ended::Code(code)) if bench.is_program() && code != 0 => return None,
        (Some(JB_OK), _) => "it says that it wrote a file".to_owned(),
        (Some(status), _) => format!("it answered with status {status}"),
        (None, Ended::Abnormally(how)) => format!("it stopped unexpectedly ({how})"),
        (None, Ended::Code(_)) if probe.timed_out => "it did not answer in time".to_owned(),
        (None, Ended::Code(code)) => format!("it ended with exit code {code} and {} last words", probe.last_words()),
    };
    Some(with_last_output(told, &probe.stderr))
}
