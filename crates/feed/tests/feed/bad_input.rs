//! Input that is hostile or damaged: what is read is bounded, nothing panics, and the records around are kept.

use std::io::Write as _;
use std::path::PathBuf;

use crate::common::{folder, read, read_paths, read_with};
use flate2::Compression;
use flate2::write::GzEncoder;
use jianbao_feed::{CHECKS, Item, Limits, Reader};

const SMALL: Limits = Limits { record: 100, ratio: 200, ratio_from: 16 << 20 };

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

/// A feed of records of some size that do not pack well.
fn feed(records: u32) -> String {
    let mut state = 1_u64;
    let mut feed = String::new();
    for _ in 0..records {
        let mut noise = String::new();
        for _ in 0..40 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            noise += &format!("{state:x}");
        }
        feed += &format!("{{\"a\":\"{noise}\"}}\n");
    }
    feed
}

#[test]
fn a_record_that_is_too_long_is_skipped() {
    let long = format!("{{\"a\":\"{}\"}}", "x".repeat(300));
    let lines = format!("{{\"a\":1}}\n{long}\n{{\"a\":3}}\n");
    assert_eq!(read_with(&lines, SMALL), ["1@1:1 {\"a\":1}␊", "!F-SIZE #2@2:1", "3@3:1 {\"a\":3}␊"]);
    for array in [format!("[{{\"a\":1}},{long},{{\"a\":3}}]"), format!("[\n{{\"a\":1}},\n{long},\n{{\"a\":3}}]\n")] {
        let read = read_with(&array, SMALL);
        assert_eq!(read.len(), 3, "{read:?}");
        assert!(read[1].starts_with("!F-SIZE #2@") && read[2].ends_with("{\"a\":3},"), "{read:?}");
    }
    assert_eq!(read_with(&long, SMALL), ["!F-SIZE #1@1:1"]);
    let open = long.trim_end_matches(['}', '"']);
    assert_eq!(read_with(format!("[{open}"), SMALL), ["!F-SIZE #1@1:2", "!F-CUT@1:308"]);
    assert_eq!(read_with(format!("[{open}\\"), SMALL)[0], "!F-SIZE #1@1:2");
}

#[test]
fn a_long_record_that_is_broken_is_skipped_up_to_the_next() {
    let long = format!("{{\"a\":[\"{}\"}}", "x".repeat(3000));
    let read = read_with(format!("[\n{{\"a\":1}},\n{long},\n{{\"a\":3}}\n]"), SMALL);
    assert_eq!(read, ["1@2:1 {\"a\":1},", "!F-SIZE #2@3:1", "3@4:1 {\"a\":3},"]);
}

#[test]
fn a_line_of_fifty_megabytes_is_a_record() {
    let long = format!("{{\"a\":\"{}\"}}", "x".repeat(50 << 20));
    let feed = format!("{{\"a\":1}}\n{long}\n{{\"a\":3}}\n");
    let items: Vec<Item> = Reader::open(&[written(&feed)], Limits::default()).collect();
    let lengths: Vec<usize> = items
        .iter()
        .map(|item| match item {
            Item::Record(record) => record.bytes.len(),
            Item::Wrong(wrong) => panic!("{wrong:?}"),
        })
        .collect();
    assert_eq!(lengths, [7, long.len(), 7]);
}

fn written(feed: &str) -> PathBuf {
    let path = folder().keep().join("feed");
    std::fs::write(&path, feed).unwrap();
    path
}

#[test]
fn whatever_is_in_a_record_is_handed_on() {
    let records: Vec<Vec<u8>> = vec![
        b"{\"a\":\"\0\"}".to_vec(),
        b"\0\0\0".to_vec(),
        b"{\"a\":\"\xff\xfe\"}".to_vec(),
        br#"{"a":"\ud800"}"#.to_vec(),
        [b"{\"a\":".to_vec(), vec![b'['; 10_000], vec![b']'; 10_000], b"}".to_vec()].concat(),
        [b"{\"a\":".to_vec(), vec![b'9'; 10_000], b"}".to_vec()].concat(),
    ];
    let open = [b"[\n".to_vec(), records.join(&b",\n"[..]), b"\n]".to_vec()].concat();
    for (feed, name) in [(records.join(&b'\n'), "lines"), (open, "array")] {
        let folder = folder();
        let path = folder.path().join("feed");
        std::fs::write(&path, [b"{}\n".to_vec(), feed.clone()].concat()).unwrap();
        if name == "array" {
            std::fs::write(&path, &feed).unwrap();
        }
        let read: Vec<Vec<u8>> = Reader::open(&[path], Limits::default())
            .filter_map(|item| match item {
                Item::Record(record) if record.bytes != b"{}" => Some(record.bytes),
                Item::Record(_) => None,
                Item::Wrong(wrong) => panic!("{name}: {wrong:?}"),
            })
            .collect();
        assert_eq!(read.len(), records.len(), "{name}");
        assert!(read == records, "{name}");
    }
}

#[test]
fn packed_feeds_are_known_by_their_first_bytes() {
    let feed = "{\"a\":1}\n{\"a\":2}\n";
    let expected = ["1@1:1 {\"a\":1}␊", "2@2:1 {\"a\":2}␊"];
    assert_eq!(read(gzip(feed.as_bytes())), expected);
    assert_eq!(read(zstd(feed.as_bytes())), expected);
    // Several members, cut inside a record, and the zeros of a tape.
    for pack in [gzip, zstd] {
        let several = [pack(&feed.as_bytes()[..3]), pack(&feed.as_bytes()[3..])].concat();
        assert_eq!(read(several), expected);
    }
    assert_eq!(read([gzip(feed.as_bytes()), vec![0; 512]].concat()), expected);
    let note = b"\x50\x2a\x4d\x18\x04\0\0\0note";
    assert_eq!(read([&note[..], &zstd(feed.as_bytes())].concat()), expected);
}

#[test]
fn a_packed_feed_that_is_cut_short_keeps_what_was_whole() {
    let feed = feed(2000);
    for pack in [gzip, zstd] {
        let packed = pack(feed.as_bytes());
        let read = read(&packed[..packed.len() / 2]);
        assert_eq!(read.last().unwrap(), "!F-CUT");
        assert!(read.len() > 500, "{}", read.len());
        for (line, record) in feed.lines().zip(&read[..read.len() - 1]) {
            assert!(record.contains(line), "only whole records: {record}");
        }
    }
    assert_eq!(read(&gzip(b"{}")[..12]), ["!F-CUT"]);
    assert_eq!(read([0x1f, 0x8b]), ["!F-CUT"]);
    assert_eq!(read([0x28, 0xb5, 0x2f, 0xfd]), ["!F-CUT"]);
}

#[test]
fn damage_and_what_follows_a_packed_feed_are_told() {
    let mut wrong_sum = gzip(b"{\"a\":1}\n{\"a\":2}\n");
    let sum = wrong_sum.len() - 8;
    wrong_sum[sum] ^= 1;
    assert_eq!(read(&wrong_sum).last().unwrap(), "!F-CUT");
    let mut wrong_data = gzip(feed(100).as_bytes());
    let middle = wrong_data.len() / 2;
    wrong_data[middle..middle + 64].fill(0xff);
    assert_eq!(read(&wrong_data).last().unwrap(), "!F-CUT");
    for pack in [gzip, zstd] {
        let read = read([pack(b"{\"a\":1}"), b"garbage".to_vec()].concat());
        assert_eq!(read[1..], ["!F-FORM"], "{read:?}");
        assert!(read[0].ends_with("{\"a\":1}"));
    }
}

#[test]
fn a_small_file_does_not_fill_memory() {
    let blanks = vec![b' '; 2 << 20];
    let limits = Limits { ratio_from: 1 << 20, ..Limits::default() };
    assert_eq!(read_with(gzip(&blanks), limits), ["!F-RATIO"]);
    assert_eq!(read_with(zstd(&blanks), limits), ["!F-RATIO"]);
    // Below the size from which the ratio counts.
    assert_eq!(read(gzip(&blanks)), ["!F-EMPTY"]);
    // A window of 2 GB.
    assert_eq!(read([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xa8, 0x01, 0x00, 0x00]), ["!F-RATIO"]);
}

#[test]
fn a_file_that_cannot_be_read_does_not_stop_the_others() {
    let folder = folder();
    let good = folder.path().join("good.json");
    std::fs::write(&good, "{}").unwrap();
    let paths = [folder.path().join("nowhere.json"), good];
    assert_eq!(read_paths(&paths, SMALL), ["!F-READ", "alone 1@1:1 {}"]);
}

#[test]
fn the_codes_are_described_and_in_order() {
    assert!(CHECKS.is_sorted_by_key(|check| check.code));
    let used = ["F-CUT", "F-EMPTY", "F-FORM", "F-LINK", "F-RATIO", "F-READ", "F-SIZE", "F-WRITE"];
    assert_eq!(CHECKS.iter().map(|check| check.code).collect::<Vec<_>>(), used);
}
