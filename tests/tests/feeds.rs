//! Feeds: what no case can say, because it is large, takes two processes or depends on the system.
#![allow(clippy::unwrap_used, reason = "a test program")]

use std::fs;
use std::path::Path;

use jianbao_tests::{Feed, FeedForm, RecordEdit, Run, Work, binary, minimal, run};

#[cfg(unix)]
#[path = "feeds/system.rs"]
mod system;

/// A feed of lines with edits of single records.
fn feed(records: usize, edit: Vec<RecordEdit>) -> String {
    Feed { file: String::new(), records, form: FeedForm::Lines, edit }.text(&minimal()).unwrap()
}

fn edit(record: usize, from: &str, to: &str) -> RecordEdit {
    RecordEdit { record, from: from.to_owned(), to: to.to_owned(), times: 1 }
}

/// A field that there is not.
fn unknown_field(record: usize) -> RecordEdit {
    edit(record, "\"taxonomy\"", "\"taxanomy\"")
}

fn validate(work: &Work, arguments: &[&str]) -> Run {
    let arguments: Vec<&str> = ["validate"].iter().chain(arguments).copied().collect();
    run(&binary(), &arguments, &work.path(""), &[], None)
}

/// A feed of 600 records in which every 40th is wrong and every fiftieth repeats the one before.
fn mixed() -> String {
    let wrong = (1..=600).filter(|number| number % 40 == 3).map(unknown_field);
    let again = |number: usize| edit(number, &format!("\"minimal-{number}\""), &format!("\"minimal-{}\"", number - 1));
    feed(600, wrong.chain((50..=600).step_by(50).map(again)).collect())
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let work = Work::new();
    fs::write(work.path("feed.ndjson"), mixed()).unwrap();
    let outputs = |jobs: &str| {
        let (good, bad) = (format!("good-{jobs}"), format!("bad-{jobs}"));
        let more = ["--level", "info", "--max-findings", "30", "--accepted", &good, "--rejected", &bad];
        let run = validate(&work, &[&["feed.ndjson", "--jobs", jobs], &more[..]].concat());
        (run, fs::read(work.path(&good)).unwrap(), fs::read(work.path(&bad)).unwrap())
    };
    let one = outputs("1");
    assert_eq!(one.0.code, Some(1));
    assert!(one.0.stdout.contains("F-DUPLICATE") && one.0.stdout.contains("S-UNKNOWN"), "{}", one.0.stdout);
    for jobs in ["2", "8"] {
        assert!(outputs(jobs) == one, "--jobs {jobs} gives something else");
    }
}

/// Every line of the feed, in its order, is the next line of the one file or of the other.
fn is_split_of(feed: &[u8], good: &[u8], bad: &[u8]) -> bool {
    let (mut good, mut bad) = (good, bad);
    for line in feed.split_inclusive(|&byte| byte == b'\n') {
        if let Some(rest) = good.strip_prefix(line) {
            good = rest;
        } else if let Some(rest) = bad.strip_prefix(line) {
            bad = rest;
        } else {
            return false;
        }
    }
    good.is_empty() && bad.is_empty()
}

#[test]
fn good_and_bad_records_together_are_the_feed() {
    let work = Work::new();
    let odd = "\r\n  {\"a\":  1.50 } \n\n[1, 2]\r\n{\"é\": \"\\u00e9\"}\n";
    let feed = mixed().replace("{\"schema_version\"", "{ \"schema_version\"") + odd;
    fs::write(work.path("feed.ndjson"), &feed).unwrap();
    let run = validate(&work, &["feed.ndjson", "--summary", "--accepted", "out/good", "--rejected", "out/bad"]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    let (good, bad) = (fs::read(work.path("out/good")).unwrap(), fs::read(work.path("out/bad")).unwrap());
    assert!(!good.is_empty() && !bad.is_empty());
    // Empty lines are no records.
    let records: Vec<&str> = feed.split_inclusive('\n').filter(|line| !line.trim().is_empty()).collect();
    assert!(is_split_of(records.concat().as_bytes(), &good, &bad));
}

#[test]
fn many_findings_of_one_record_are_counted_and_a_thousand_shown() {
    let work = Work::new();
    let rows: Vec<String> = (0..10_000).map(|row| format!("{{\"id\":\"r{row}\",\"values\":5}}")).collect();
    let north = "{\"id\":\"north\",\"values\":{\"street\":\"北街\",\"lamps\":120}}";
    fs::write(work.path("feed.ndjson"), feed(3, vec![edit(2, north, &rows.join(","))])).unwrap();
    let run = validate(&work, &["feed.ndjson"]);
    assert_eq!(run.code, Some(1));
    assert_eq!(run.stdout.matches("error: [S-TYPE]").count(), 1000);
    assert!(run.stderr.contains("9000 of 10000 findings are not shown"), "{}", run.stderr);
    assert!(run.stderr.ends_with("3 records: 2 good, 1 bad; 10000 errors, 0 warnings\n"), "{}", run.stderr);
}

#[test]
fn lines_of_fifty_megabytes_are_told_like_others() {
    let work = Work::new();
    let long = "字".repeat((50 << 20) / 3);
    let garbage = format!("{}\n", "x".repeat(50 << 20));
    let text = feed(3, vec![edit(2, "更换路灯。", &long), unknown_field(3)]);
    fs::write(work.path("feed.ndjson"), garbage + &text).unwrap();
    let run = validate(&work, &["feed.ndjson", "--level", "error"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stdout.contains("feed.ndjson:1:1\n"), "{}", run.stdout);
    assert!(run.stdout.contains("feed.ndjson:4:"), "{}", run.stdout);
    assert!(run.stdout.len() < 10_000, "an excerpt shows the place, not the line");
    assert!(run.stderr.starts_with("4 records: "), "{}", run.stderr);
}

#[test]
fn a_missing_folder_of_a_target_is_told_before_anything_is_read() {
    let work = Work::new();
    let arguments = ["-", "--accepted", "nowhere/good.ndjson"];
    let run = validate(&work, &arguments);
    assert_eq!(run.code, Some(2));
    assert!(!Path::new(&work.path("nowhere")).exists());
}
