//! `jianbao exporter test` on real libraries: reports, exit codes, seeds.

use std::process::{Command, Output};

use serde_json::Value;

/// Runs the command on a built library; other arguments follow.
fn test(library: &str, arguments: &[&str]) -> Output {
    let variable =
        |name: &str| std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set: use `cargo xtask test`"));
    let (prefix, suffix) = (std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    let path = format!("{}/{prefix}jianbao_{library}{suffix}", variable("JIANBAO_TARGET_DIR"));
    let mut command = Command::new(variable("JIANBAO_BIN"));
    command.args(["exporter", "test", &path, "--lang", "en"]).args(arguments);
    command.output().expect("the program runs")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn json(output: &Output) -> Value {
    serde_json::from_str(&stdout(output)).expect("one JSON object")
}

#[test]
fn a_good_exporter_passes() {
    let output = test("html", &["--case", "every-block", "--case", "minimal"]);
    assert_eq!(output.status.code(), Some(0));
    let text = stdout(&output);
    assert!(text.contains("pass  minimal") && text.ends_with(": 2 passed, 0 failed, 0 skipped\n"), "{text}");
    let notice = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(notice.contains("running the exporter ") && notice.contains(" this once (SHA-256 "), "{notice}");
    assert!(test("html", &["--case", "minimal", "-q"]).stderr.is_empty());
}

#[test]
fn a_failure_is_told_with_its_reason() {
    let names = ["--case", "scripts", "--case", "minimal"];
    let output = test("broken_exporters", &[&names[..], &["--only-failed"]].concat());
    assert_eq!(output.status.code(), Some(1));
    let text = stdout(&output);
    assert!(text.starts_with("FAIL  scripts") && text.contains("the outputs lack `预算绩效`"), "{text}");
    assert!(!text.contains("pass  minimal"), "{text}");
}

#[test]
fn the_report_is_also_data() {
    let output = test("broken_exporters", &["--case", "scripts", "--case", "minimal", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let report = json(&output);
    assert_eq!((&report["report"], &report["failed"]), (&1.into(), &1.into()));
    assert_eq!(report["exporter"]["id"], "test.broken");
    let verdicts: Vec<&str> =
        report["cases"].as_array().expect("a list").iter().filter_map(|case| case["verdict"].as_str()).collect();
    assert_eq!(verdicts, ["pass", "fail"]);
    assert!(report["cases"][0]["seconds"].is_f64() && report["cases"][0].get("message").is_none());
}

#[test]
fn a_seed_brings_a_random_document_back() {
    let outputs = [(); 2].map(|()| test("html", &["--reproduce", "7", "--format", "json"]));
    assert_eq!(stdout(&outputs[0]), stdout(&outputs[1]));
    let report = json(&outputs[0]);
    assert_eq!((&report["documents"], &report["surprises"]), (&1.into(), &Value::Array(Vec::new())));
    assert_eq!(outputs[0].status.code(), Some(0));
}

#[test]
fn a_case_runs_in_this_very_process() {
    let good = test("html", &["--in-process", "minimal"]);
    assert_eq!((good.status.code(), stdout(&good).as_str()), (Some(0), "it returned 0; outputs: report.html\n"));
    let refused = test("html", &["--in-process", "control-characters"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(stdout(&refused).contains("refused with `html.text`"), "{}", stdout(&refused));
    assert_eq!(test("html", &["--in-process", "cancel"]).status.code(), Some(2));
}
