//! What cannot be seen through the program: a fault of a checker, a reader that hangs, a caller that has enough.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::channel;

use jianbao_feed::{Ending, Item, Record};
use jianbao_finding::{Finding, Position, Source, Text};
use jianbao_validate::Validator;

use super::{Checked, Checker, Judged, Settings, Subject, check_feed};

const MINIMAL: &str = include_str!("../../../../tests/data/minimal.json");

fn record(number: u64, text: &str) -> Item {
    Item::Record(Record {
        file: "feed.ndjson".into(),
        number,
        alone: false,
        origin: Position { line: usize::try_from(number).unwrap(), column: 1 },
        bytes: text.into(),
        ending: Ending::Lf,
    })
}

fn settings(jobs: usize) -> Settings {
    Settings { jobs: jobs.try_into().unwrap(), stop: Arc::default(), about_all: false }
}

/// All that a feed gives, one line each.
fn told<C: Checker>(items: Vec<Item>, checker: &C, jobs: usize) -> Vec<String> {
    let mut lines = Vec::new();
    check_feed(items.into_iter(), checker, &settings(jobs), &mut |judged: Judged| {
        let number = match &judged.subject {
            Subject::Record(record) => record.number.to_string(),
            Subject::Unread => "-".to_owned(),
            Subject::Earlier => format!("earlier {:?}", judged.about.record),
        };
        let found: Vec<String> = judged.findings.iter().map(|f| format!("{}: {}", f.code, f.message.en)).collect();
        lines.push(format!("{number} [{}]", found.join("; ")));
        ControlFlow::Continue(())
    });
    lines
}

/// Fails on what it is told to fail on, and is slow with what comes early, so that later batches are done first.
struct Strange;

impl Checker for Strange {
    fn check(&self, source: Arc<Source>) -> Checked {
        match source.text().split_once(' ').map_or("", |(word, _)| word) {
            "panic" => panic!("no such thing"),
            "slow" => std::thread::sleep(std::time::Duration::from_millis(30)),
            _ => {}
        }
        let finding = Finding::error("Y", Text::same(source.text().len().to_string()));
        Checked { findings: vec![finding], dataset: None }
    }
}

#[test]
fn a_fault_of_the_program_is_a_finding_of_its_record() {
    let lines = told(vec![record(1, "good"), record(2, "panic "), record(3, "good")], &Strange, 2);
    assert_eq!(lines.len(), 3);
    assert!(lines[1].starts_with("2 [X-BUG: ") && lines[1].contains("no such thing"), "{lines:?}");
    assert_eq!(lines[2], "3 [Y: 4]");
}

#[test]
fn everything_comes_in_order_whatever_takes_long() {
    let long = "x".repeat(200_000);
    let items =
        || (1..40).map(|n| record(n, &format!("{} {long}", if n % 5 == 1 { "slow" } else { "quick" }))).collect();
    let one = told(items(), &Strange, 1);
    assert_eq!(one.len(), 39);
    for jobs in [2, 7] {
        assert_eq!(told(items(), &Strange, jobs), one, "{jobs} threads");
    }
}

#[test]
fn a_caller_that_has_enough_is_not_called_again() {
    let mut calls = 0;
    let items = (1..100_000).map(|n| record(n, "x"));
    check_feed(items, &Strange, &settings(2), &mut |_| {
        calls += 1;
        if calls == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!(calls, 3);
}

#[test]
fn what_was_read_is_finished_when_the_reader_hangs() {
    let (give, items) = channel();
    // One batch; then the pipe stays open and silent.
    let many: Vec<Item> = (1..=1024).map(|n| record(n, "x")).collect();
    for item in many {
        give.send(item).unwrap();
    }
    let settings = settings(2);
    let stop = Arc::clone(&settings.stop);
    let mut seen = 0;
    check_feed(items.into_iter(), &Strange, &settings, &mut |_| {
        seen += 1;
        if seen == 1024 {
            stop.store(true, Ordering::Relaxed);
        }
        ControlFlow::Continue(())
    });
    assert_eq!(seen, 1024);
    drop(give);
}

#[test]
fn a_reader_that_fails_is_told() {
    let items = (1..3).map(|n| if n == 2 { panic!("lost") } else { record(n, "x") });
    let mut last = None;
    check_feed(items, &Strange, &settings(1), &mut |judged| {
        last = judged.findings.first().map(|finding| finding.code.clone());
        ControlFlow::Continue(())
    });
    assert_eq!(last.as_deref(), Some("X-BUG"));
}

#[test]
fn repeated_records_are_told_at_both_places() {
    let named = |id: &str, code: &str| {
        let text = MINIMAL.replace("\"minimal\"", &format!("\"{id}\""));
        text.replace("\"name\": \"路灯改造项目\"", &format!("\"name\": \"路灯\", \"code\": \"{code}\""))
    };
    let items = vec![
        record(1, &named("a", "1")),
        record(2, &named("b", "2")),
        record(3, &named("a", "3")),
        record(4, &named("c", "2")),
        record(5, &named("b", "2")),
        record(6, &named("d", "2").replace("2024-07-31", "2024-06-30")),
        record(7, &named("a", "1")),
    ];
    let duplicates: Vec<String> =
        told(items, &Validator::default(), 2).into_iter().filter(|line| line.contains("F-DUPLICATE")).collect();
    let expected = [
        "3 [F-DUPLICATE: the dataset id `a` occurs twice: it is that of record 1 of feed.ndjson too]",
        "earlier Some(1) [F-DUPLICATE: the dataset id `a` occurs again: it is that of record 3 of feed.ndjson too]",
        "4 [F-DUPLICATE: the project code `2` for the period 2024-01-01 to 2024-07-31 occurs twice: it is that of record 2 \
         of feed.ndjson too]",
        "earlier Some(2) [F-DUPLICATE: the project code `2` for the period 2024-01-01 to 2024-07-31 occurs again: it is that \
         of record 4 of feed.ndjson too]",
        "5 [F-DUPLICATE: the dataset id `b` occurs twice: it is that of record 2 of feed.ndjson too]",
        "earlier Some(2) [F-DUPLICATE: the dataset id `b` occurs again: it is that of record 5 of feed.ndjson too]",
        "7 [F-DUPLICATE: the dataset id `a` occurs twice: it is that of record 1 of feed.ndjson too]",
    ];
    assert_eq!(duplicates, expected);
}

#[test]
fn a_stopped_feed_is_not_begun() {
    let settings = Settings { stop: Arc::new(AtomicBool::new(true)), ..settings(2) };
    let mut calls = 0;
    check_feed((1..9).map(|n| record(n, "x")), &Strange, &settings, &mut |_| {
        calls += 1;
        ControlFlow::Continue(())
    });
    assert_eq!(calls, 0);
}
