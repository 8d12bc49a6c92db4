//! The same document gives the same bytes: the second time, and on any thread.
#![allow(clippy::unwrap_used, reason = "a test program")]

mod common;

use common::{document, paragraph, report, section, text};
use jianbao_html::write;

#[test]
fn the_second_report_of_a_process_equals_the_first() {
    let first = write(&report()).unwrap();
    // Something else in between, as in a batch.
    let other = document(vec![section("s", vec![paragraph("body", text("另一份"))])]);
    assert_ne!(write(&other).unwrap(), first);
    assert!(write(&report()).unwrap() == first);
}

#[test]
fn four_threads_write_what_one_writes() {
    let first = write(&report()).unwrap();
    let threads: Vec<_> = (0..4).map(|_| std::thread::spawn(|| write(&report()).unwrap())).collect();
    for thread in threads {
        assert!(thread.join().unwrap() == first);
    }
}

#[test]
fn the_document_survives_the_way_to_the_exporter() {
    let json = serde_json::to_string(&report()).unwrap();
    let arrived = serde_json::from_str(&json).unwrap();
    assert!(write(&arrived).unwrap() == write(&report()).unwrap());
}
