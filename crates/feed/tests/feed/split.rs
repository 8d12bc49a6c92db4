//! Splitting: byte for byte, whole or not at all.

use std::fs;
use std::path::{Path, PathBuf};

use crate::common::folder;
use jianbao_feed::{Item, Limits, Reader, Split, Targets};
use jianbao_finding::Finding;

/// Splits a feed by whether a record holds the text `bad`; gives both parts.
fn split(feed: &str, accepted: &str, rejected: &str) -> (String, String) {
    let folder = folder();
    let input = folder.path().join("feed.in");
    fs::write(&input, feed).unwrap();
    let (accepted, rejected) = (folder.path().join(accepted), folder.path().join(rejected));
    let targets = Targets {
        accepted: Some(&accepted),
        rejected: Some(&rejected),
        inputs: std::slice::from_ref(&input),
        replace: false,
    };
    write_all(std::slice::from_ref(&input), targets).unwrap();
    let names = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(names, 3, "nothing else is left behind");
    (fs::read_to_string(accepted).unwrap(), fs::read_to_string(rejected).unwrap())
}

fn write_all(inputs: &[PathBuf], targets: Targets<'_>) -> Result<(), Box<Finding>> {
    let mut split = Split::create(targets)?;
    for item in Reader::open(inputs, Limits::default()) {
        if let Item::Record(record) = item {
            let good = !String::from_utf8_lossy(&record.bytes).contains("bad");
            split.write(&record, good)?;
        }
    }
    split.finish()
}

#[test]
fn lines_keep_their_bytes_and_ends() {
    let feed = "{\"a\":1}\r\n {\"bad\" : 2}\n{\"a\":3}\n{\"bad\":4}";
    let (good, bad) = split(feed, "good.ndjson", "bad.ndjson");
    assert_eq!(good, "{\"a\":1}\r\n{\"a\":3}\n");
    assert_eq!(bad, " {\"bad\" : 2}\n{\"bad\":4}");
}

#[test]
fn elements_stay_an_array_or_become_lines_by_the_name() {
    let feed = "[ {\"a\": 1} ,{\"bad\":2}, {\n  \"a\": 3\n} ]";
    let (good, bad) = split(feed, "good.json", "bad.jsonl");
    assert_eq!(good, "[\n{\"a\": 1},\n{\n  \"a\": 3\n}\n]\n");
    assert_eq!(bad, "{\"bad\":2}\n");
    let (good, bad) = split("[{\"bad\":1}]", "good.json", "bad.JSON");
    assert_eq!((good.as_str(), bad.as_str()), ("[]\n", "[\n{\"bad\":1}\n]\n"));
}

#[test]
fn an_unfinished_last_line_does_not_run_into_the_next_file() {
    let folder = folder();
    let inputs: Vec<PathBuf> = ["a", "b"].iter().map(|name| folder.path().join(name)).collect();
    for input in &inputs {
        fs::write(input, "{\"a\":1}").unwrap();
    }
    let accepted = folder.path().join("all.ndjson");
    write_all(&inputs, Targets { accepted: Some(&accepted), inputs: &inputs, ..Targets::default() }).unwrap();
    assert_eq!(fs::read_to_string(accepted).unwrap(), "{\"a\":1}\n{\"a\":1}");
}

#[test]
fn what_was_split_can_be_read_again() {
    let feed = "[\n{\n  \"a\": 1\n},\n{\"a\":2},\n{\n  \"a\": 3\n}\n]";
    let (lines, _) = split(feed, "good.ndjson", "bad.ndjson");
    let read = crate::common::read(&lines);
    assert_eq!(read, ["1@1:1 {\n  \"a\": 1\n}␊", "2@4:1 {\"a\":2}␊", "3@5:1 {\n  \"a\": 3\n}␊"]);
}

#[test]
fn a_target_is_never_an_input_and_never_replaced_unasked() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("in.ndjson"), "{}\n").unwrap();
    fs::write(path("old.ndjson"), "old").unwrap();
    let inputs = [path("in.ndjson")];
    let refused = |accepted: &Path, rejected: Option<&Path>, replace: bool| {
        let targets = Targets { accepted: Some(accepted), rejected, inputs: &inputs, replace };
        let finding = write_all(&inputs, targets).unwrap_err();
        assert_eq!(finding.code, "F-WRITE");
    };
    refused(&path("in.ndjson"), None, true);
    refused(&path("../").join(folder.path().file_name().unwrap()).join("in.ndjson"), None, true);
    refused(&path("old.ndjson"), None, false);
    refused(&path("same.ndjson"), Some(&path("./same.ndjson")), false);
    refused(folder.path(), None, true);
    refused(&path("no-folder/x.ndjson"), None, false);
    assert_eq!(fs::read_to_string(path("in.ndjson")).unwrap(), "{}\n");
    assert_eq!(fs::read_to_string(path("old.ndjson")).unwrap(), "old");
    let targets = Targets { accepted: Some(&path("old.ndjson")), inputs: &inputs, replace: true, ..Targets::default() };
    write_all(&inputs, targets).unwrap();
    assert_eq!(fs::read_to_string(path("old.ndjson")).unwrap(), "{}\n");
}

#[test]
fn a_file_that_appeared_meanwhile_is_kept() {
    let folder = folder();
    let target = folder.path().join("new.ndjson");
    let split = Split::create(Targets { accepted: Some(&target), ..Targets::default() }).unwrap();
    fs::write(&target, "theirs").unwrap();
    assert_eq!(split.finish().unwrap_err().code, "F-WRITE");
    assert_eq!(fs::read_to_string(&target).unwrap(), "theirs");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let folder = folder();
    let input = folder.path().join("in.ndjson");
    fs::write(&input, format!("{{\"bad\":\"{}\"}}\n", "x".repeat(1 << 20)).repeat(2)).unwrap();
    let targets = Targets { rejected: Some(Path::new("/dev/full")), ..Targets::default() };
    let finding = write_all(&[input], targets).unwrap_err();
    assert_eq!(finding.code, "F-WRITE");
    assert!(finding.message.en.contains("the disk is full"), "{}", finding.message.en);
}
