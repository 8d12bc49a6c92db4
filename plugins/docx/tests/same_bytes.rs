//! The same document gives the same bytes: the second time, and on any thread.
#![allow(clippy::unwrap_used, reason = "a test program")]

mod common;

use common::{paragraph, report, section, text};
use jianbao_docx::{Options, write};

#[test]
fn the_second_report_of_a_process_equals_the_first() {
    let first = write(&report(), &Options::default()).unwrap();
    // Something else in between, as in a batch.
    let other = common::document(vec![section("s", vec![paragraph("body", text("另一份"))])]);
    assert_ne!(write(&other, &Options::default()).unwrap(), first);
    assert!(write(&report(), &Options::default()).unwrap() == first);
}

#[test]
fn four_threads_write_what_one_writes() {
    let first = write(&report(), &Options::default()).unwrap();
    let threads: Vec<_> = (0..4)
        .map(|_| {
            std::thread::spawn(|| (0..3).map(|_| write(&report(), &Options::default()).unwrap()).collect::<Vec<_>>())
        })
        .collect();
    for thread in threads {
        for bytes in thread.join().unwrap() {
            assert!(bytes == first);
        }
    }
}

#[test]
fn the_archive_carries_no_time_and_a_fixed_order() {
    let bytes = write(&report(), &Options::default()).unwrap();
    // Local header: signature, version, flags, method, time, date. Deflate is 8; 1980-01-01 is 0x0021.
    assert_eq!(bytes[..4], *b"PK\x03\x04");
    assert_eq!(bytes[8..14], [8, 0, 0, 0, 0x21, 0]);
    assert_eq!(bytes[30..49], *b"[Content_Types].xml");
}
