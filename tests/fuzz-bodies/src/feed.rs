//! Any bytes as a feed.

use std::fs;
use std::path::{Path, PathBuf};

use jianbao_feed::{Ending, Item, Limits, Reader, Record, Split, Targets};
use serde_json::Value;

use crate::told::told;

/// Small enough that a fuzzer reaches them.
const LIMITS: Limits = Limits { record: 1 << 14, ratio: 50, ratio_from: 1 << 16 };

/// Cuts any bytes into records and splits them: each record is in one of the two files, byte for byte.
///
/// # Panics
///
/// If the program is wrong, or the file system refuses.
pub fn feed(bytes: &[u8]) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("feed.ndjson");
    fs::write(&path, bytes).expect("a temporary file");
    let records = read(&path);
    let packed = bytes.starts_with(&[0x1f, 0x8b]) || bytes.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]);
    if !packed {
        stand_in(&records, bytes);
    }
    // Which are good is not the matter here; each third is not.
    let good = |at: usize| at % 3 != 2;
    let (accepted, rejected) = (folder.path().join("accepted.ndjson"), folder.path().join("rejected.ndjson"));
    let inputs = [path];
    let targets = Targets { accepted: Some(&accepted), rejected: Some(&rejected), inputs: &inputs, replace: false };
    let mut split = Split::create(targets).expect("the targets are new");
    for (at, record) in records.iter().enumerate() {
        split.write(record, good(at)).expect("there is room");
    }
    split.finish().expect("there is room");
    for (target, is_good) in [(&accepted, true), (&rejected, false)] {
        let expected: Vec<&Record> =
            records.iter().enumerate().filter(|(at, _)| good(*at) == is_good).map(|(_, record)| record).collect();
        whole(target, &expected);
    }
}

/// The records of a file.
fn read(path: &Path) -> Vec<Record> {
    let mut records: Vec<Record> = Vec::new();
    let mut last = 0;
    for item in Reader::open(&[PathBuf::from(path)], LIMITS) {
        let number = match item {
            Item::Record(record) => {
                assert!(record.bytes.len() <= LIMITS.record, "longer than the limit: {}", record.bytes.len());
                let number = record.number;
                records.push(record);
                Some(number)
            }
            Item::Wrong(wrong) => {
                told(&[wrong.finding]);
                wrong.number
            }
        };
        if let Some(number) = number {
            assert_eq!(number, last + 1, "records are counted one by one");
            last = number;
        }
    }
    assert!(records.iter().all(|record| !record.alone) || records.len() == 1, "alone among others");
    records
}

/// The records stand in the file in this order and do not overlap, at the lines where they say.
fn stand_in(records: &[Record], bytes: &[u8]) {
    let mut from = 0;
    for record in records {
        let at = bytes[from..].windows(record.bytes.len().max(1)).position(|window| window == record.bytes);
        let at = at.map(|at| at + from).or(record.bytes.is_empty().then_some(from));
        from = at.unwrap_or_else(|| panic!("record {} does not stand in the feed", record.number)) + record.bytes.len();
        let lines = bytes.split(|byte| matches!(byte, b'\n' | b'\r')).count();
        assert!((1..=lines).contains(&record.origin.line), "record {} in line {}", record.number, record.origin.line);
    }
}

/// A part of a feed holds the records with their ends, and nothing else; whole datasets can be read again.
fn whole(path: &Path, records: &[&Record]) {
    let found = fs::read(path).expect("the target appeared");
    let mut expected = Vec::new();
    for (at, record) in records.iter().enumerate() {
        expected.extend_from_slice(&record.bytes);
        let end: &[u8] = match record.ending {
            Ending::CrLf => b"\r\n",
            Ending::Cr => b"\r",
            Ending::Lf | Ending::Element => b"\n",
            Ending::File if at + 1 < records.len() => b"\n",
            Ending::File => b"",
        };
        expected.extend_from_slice(end);
    }
    assert!(found == expected, "not the same bytes");
    let object =
        |record: &&&Record| serde_json::from_slice::<Value>(&record.bytes).is_ok_and(|value| value.is_object());
    if records.iter().filter(object).count() == records.len() {
        let again = read(path);
        // White space around a record is not the record.
        let same = again.len() == records.len()
            && again.iter().zip(records).all(|(a, b)| a.bytes.trim_ascii() == b.bytes.trim_ascii());
        assert!(same, "{} records became {} when read again", records.len(), again.len());
    }
}
