//! Runs all cases of `suite/`, several at a time.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use jianbao_tests::{Failure, cases, check};

#[test]
fn all_cases() {
    let cases = cases();
    assert!(cases.len() > 20, "only {} cases were found", cases.len());
    let (next, failures) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let threads = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Err(failure) = check(case) {
                        failures.lock().expect("no case panics while it holds the lock").push(failure);
                    }
                }
            });
        }
    });
    let mut failures = failures.into_inner().expect("no case panics while it holds the lock");
    failures.sort_by(|a, b| a.name.cmp(&b.name));
    let shown: Vec<String> = failures.iter().map(show).collect();
    assert!(
        failures.is_empty(),
        "{} of {} cases failed\n\n{}\n\nwhere the new output is right: JIANBAO_ACCEPT=1 cargo xtask test",
        failures.len(),
        cases.len(),
        shown.join("\n\n")
    );
}

fn show(failure: &Failure) -> String {
    format!("--- {}\n$ {}\n{}", failure.name, failure.command, failure.problems.join("\n"))
}
