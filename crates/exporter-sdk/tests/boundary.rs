//! The exported table as a host sees it: statuses, panics, bad requests, refusals, odd host tables.
#![allow(clippy::unwrap_used, reason = "a helper of a test may fail like the test")]
#![allow(unsafe_code, reason = "plays the host of the C interface")]

use std::cell::RefCell;
use std::ffi::c_void;
use std::io::Write;

use jianbao_exporter_abi::{JB_BAD_REQUEST, JB_BUG, JB_FAILED, JB_HOST_REFUSED, JB_OK, JbBytes, JbHost, JbStatus};
use jianbao_exporter_sdk::document::{Document, MODEL, Properties, Styles};
use jianbao_exporter_sdk::{Description, ExportError, Exporter, Job, NoOptions, Request, export_exporters, testing};

struct Title;

impl Exporter for Title {
    type Options = NoOptions;

    fn describe() -> Description {
        Description::new("test.title", "Title", "1.0.0").output("main", "txt", "text/plain")
    }

    fn export(request: &Request<NoOptions>, job: &Job<'_>) -> Result<(), ExportError> {
        let title = request.document.properties.title.as_str();
        assert_ne!(title, "panic", "asked to panic");
        if title == "fail" {
            return Err(ExportError::new("no", "not today").at("/properties/title"));
        }
        // A refusal that the exporter drops must not get lost.
        if let Ok(mut output) = job.output(&request.file_name("txt")) {
            write!(output, "{title}")?;
        }
        Ok(())
    }
}

export_exporters!(Title);

#[derive(Default)]
struct Seen {
    emitted: RefCell<Vec<(String, Vec<u8>)>>,
    failure: RefCell<String>,
    refuse: bool,
}

fn bytes(text: &[u8]) -> JbBytes {
    JbBytes { ptr: text.as_ptr(), len: text.len() }
}

fn text(bytes: JbBytes) -> Vec<u8> {
    // SAFETY: the exporter lends readable bytes.
    unsafe { std::slice::from_raw_parts(bytes.ptr, bytes.len) }.to_vec()
}

unsafe extern "C" fn emit(ctx: *mut c_void, name: JbBytes, data: JbBytes) -> JbStatus {
    // SAFETY: `ctx` is the `Seen` of the running test.
    let seen = unsafe { &*ctx.cast::<Seen>() };
    seen.emitted.borrow_mut().push((String::from_utf8(text(name)).unwrap(), text(data)));
    if seen.refuse { JB_HOST_REFUSED } else { JB_OK }
}

unsafe extern "C" fn fail(ctx: *mut c_void, json: JbBytes) {
    // SAFETY: as above.
    let seen = unsafe { &*ctx.cast::<Seen>() };
    *seen.failure.borrow_mut() = String::from_utf8(text(json)).unwrap();
}

fn host(seen: &Seen) -> JbHost {
    JbHost {
        size: size_of::<JbHost>(),
        abi_major: 1,
        abi_minor: 0,
        ctx: std::ptr::from_ref(seen).cast_mut().cast(),
        emit: Some(emit),
        fail: Some(fail),
        log: None,
        progress: None,
        cancelled: None,
        extension: None,
        report: None,
    }
}

fn export_with(host: &JbHost, request: &str) -> JbStatus {
    // SAFETY: the table is static, and host and request outlive the call.
    unsafe { (*jb_exporter_v1()).export_document.unwrap()(host, bytes(request.as_bytes())) }
}

fn document(title: &str) -> Document {
    Document {
        model: MODEL.to_owned(),
        properties: Properties { title: title.to_owned(), ..Properties::default() },
        features: Vec::new(),
        styles: Styles::default(),
        sections: Vec::new(),
        figures: std::collections::BTreeMap::new(),
    }
}

fn request(title: &str) -> String {
    serde_json::json!({ "protocol": "1.4", "exporter": "test.title", "document": document(title), "options": {},
        "context": {}, "output": { "stem": "a" }, "unknown": 1 })
    .to_string()
}

#[test]
fn a_good_request_emits_its_file() {
    let seen = Seen::default();
    assert_eq!(export_with(&host(&seen), &request("标题")), JB_OK);
    let all: Vec<u8> = seen.emitted.borrow().iter().flat_map(|(_, data)| data.clone()).collect();
    assert_eq!(all, "标题".as_bytes());
    assert_eq!(seen.emitted.borrow()[0].0, "a.txt");
}

#[test]
fn faults_have_their_status_and_reason() {
    let truncated = request("a")[..40].to_owned();
    let cases = [
        (request("panic"), JB_BUG, "boundary.rs:"),
        (request("fail"), JB_FAILED, r#""where":"/properties/title""#),
        (truncated, JB_BAD_REQUEST, "cannot be read"),
        (String::new(), JB_BAD_REQUEST, "cannot be read"),
        (request("a").replace("test.title", "test.other"), JB_BAD_REQUEST, "no exporter named `test.other`"),
        (request("a").replace(r#""protocol":"1.4""#, r#""protocol":"2.0""#), JB_BAD_REQUEST, "protocol 2.0"),
        (request("a").replace(r#""options":{}"#, r#""options":{"x":1}"#), JB_BAD_REQUEST, "unknown field `x`"),
    ];
    for (request, status, reason) in cases {
        let seen = Seen::default();
        assert_eq!(export_with(&host(&seen), &request), status, "{request}");
        assert!(seen.failure.borrow().contains(reason), "{}", seen.failure.borrow());
    }
}

#[test]
fn a_refusal_that_the_exporter_drops_still_fails() {
    let seen = Seen { refuse: true, ..Seen::default() };
    assert_eq!(export_with(&host(&seen), &request("a")), JB_HOST_REFUSED);
}

#[test]
fn odd_host_tables_are_refused_before_use() {
    let seen = Seen::default();
    let good = host(&seen);
    let odd = [JbHost { size: 24, ..good }, JbHost { abi_major: 2, ..good }, JbHost { emit: None, ..good }];
    for table in odd {
        assert_eq!(export_with(&table, &request("a")), JB_BAD_REQUEST);
    }
    // SAFETY: a null host is refused before it is read.
    let status = unsafe { (*jb_exporter_v1()).describe.unwrap()(std::ptr::null()) };
    assert_eq!(status, JB_BAD_REQUEST);
}

#[test]
fn testing_runs_the_same_exporter_in_memory() {
    let exported = testing::export::<Title>(&Request::new(document("x"), NoOptions {})).unwrap();
    assert_eq!(exported.files["report.txt"], b"x");
    assert_eq!(testing::export::<Title>(&Request::new(document("fail"), NoOptions {})).unwrap_err().code(), "no");
    assert!(testing::export::<Title>(&Request::new(document("panic"), NoOptions {})).unwrap_err().is_bug());
}
