//! The exporter in C under the sanitizers for addresses and undefined behaviour, called by a program of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use jianbao_document::Document;
use serde_json::{Value, json};

use crate::documents::documents;
use crate::{made, support};

/// The program of `tests/run.c`, with every check that the compiler has.
fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let program = tempfile::tempdir().unwrap().keep().join("run");
        let flags = ["-g", "-O1", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"];
        support::compile(&flags, &[support::folder("text").join("tests/run.c")], &program);
        program
    })
}

fn request(document: &Document, options: &Value) -> String {
    json!({ "protocol": "1.0", "exporter": "org.example.text", "document": document, "options": options,
        "context": { "locale": "zh-CN", "tool": "0.1.0" }, "output": { "stem": "report" } })
    .to_string()
}

/// Runs a request; the exit code is the status of the export, or one of a sanitizer.
fn run(request: &[u8], more: &[&str]) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("request.json");
    fs::write(&path, request).unwrap();
    let output: Output = Command::new(program()).arg(&path).arg("-").args(more).output().unwrap();
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn all_examples_are_clean() {
    let options = [
        json!({}),
        json!({ "width": 20, "table_style": "ascii" }),
        json!({ "ambiguous_width": "wide", "line_end": "crlf" }),
    ];
    for (index, (name, document)) in documents().iter().enumerate() {
        let (status, said) = run(request(document, &options[index % options.len()]).as_bytes(), &[]);
        assert_eq!(status, Some(0), "{name}: {said}");
    }
}

#[test]
fn a_host_that_refuses_or_cancels_is_obeyed() {
    let request = request(&made::document(&[made::table(&made::large(2_000))]), &Value::Null);
    for (more, status) in [(["refuse", "1"], 5), (["refuse", "3"], 5), (["cancel", "1"], 2), (["cancel", "4"], 2)] {
        let (found, said) = run(request.as_bytes(), &more);
        assert_eq!(found, Some(status), "{more:?}: {said}");
    }
}

#[test]
fn requests_that_are_none_are_refused() {
    let good = request(&made::document(&[made::chart()]), &Value::Null);
    let cases = [
        String::new(),
        "null".to_owned(),
        "[".repeat(200),
        good[..good.len() / 2].to_owned(),
        good.replace("\"1.0\",\"exporter\"", "\"2.0\",\"exporter\""),
        good.replace("org.example.text", "org.example.other"),
        good.replace("\"stem\"", "\"steam\""),
        good.replace("\"sections\"", "\"parts\""),
        good.replace("\"options\":null", "\"options\":{\"width\":0}"),
        good.replace("\"options\":null", "\"options\":{\"width\":\"x\"}"),
        good.replace("\"options\":null", "\"options\":[]"),
        good.replace("\"kind\":\"chart\"", "\"kind\":7"),
        good.replace("预警系统", "\\ud800"),
    ];
    for case in cases {
        assert_ne!(case, good);
        let (status, said) = run(case.as_bytes(), &[]);
        assert_eq!(status, Some(3), "{case}: {said}");
        assert!(said.contains("\"code\":\"bad-request\""), "{said}");
    }
}

/// Numbers that look random and are the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

/// Changes a text at one to three places.
fn mutated(text: &[u8], dice: &mut Dice) -> Vec<u8> {
    const PIECES: [&[u8]; 18] = [
        b"\"", b"\\", b",", b"{", b"}", b"[", b"]", b":", b"0", b"-", b".", b"\xff", b"\xe7", b"\0", b"\\u00f",
        b"\\udc00", b"null", b"true",
    ];
    let mut text = text.to_vec();
    for _ in 0..=dice.below(3) {
        let at = dice.below(text.len() + 1);
        let end = (at + dice.below(4)).min(text.len());
        let piece = if dice.below(3) == 0 { &b""[..] } else { PIECES[dice.below(PIECES.len())] };
        text.splice(at..end, piece.iter().copied());
    }
    text
}

#[test]
fn the_reader_knows_json_from_what_is_none() {
    let text = json!({ "a": [1, -2.5, 0, true, false, null, {}, []], "键\n\"": "监\u{1f600}\\ \u{7}é", "": { "b": [[["x"]]] } }).to_string();
    let text = text.replace('é', "\\u00e9\\ud83d\\ude00");
    let (folder, mut dice) = (tempfile::tempdir().unwrap(), Dice(7));
    let mut cases = Vec::new();
    for number in 0..3_000 {
        let case = if number == 0 { text.clone().into_bytes() } else { mutated(text.as_bytes(), &mut dice) };
        let path = folder.path().join(number.to_string());
        fs::write(&path, &case).unwrap();
        cases.push((path, case));
    }
    let output = Command::new(program()).arg("--json").args(cases.iter().map(|(path, _)| path)).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let answers = String::from_utf8(output.stdout).unwrap();
    let mut valid = 0;
    for ((_, case), answer) in cases.iter().zip(answers.lines()) {
        let is_json = serde_json::from_slice::<Value>(case).is_ok();
        assert_eq!(answer.starts_with('1'), is_json, "{}", String::from_utf8_lossy(case));
        valid += u32::from(is_json);
    }
    assert!(answers.lines().count() == cases.len() && valid > 100, "{valid} of {} are JSON", cases.len());
}

#[test]
fn any_damage_to_a_request_ends_in_a_status() {
    let blocks = [made::chart(), made::table(&made::large(3)), made::paragraph("监测“报告”。")];
    let (request, mut dice) = (request(&made::document(&blocks), &json!({ "width": 20 })), Dice(11));
    let mut statuses = [0; 4];
    for _ in 0..300 {
        let (status, said) = run(&mutated(request.as_bytes(), &mut dice), &[]);
        let status = status.and_then(|status| usize::try_from(status).ok()).filter(|status| *status < 4);
        statuses[status.unwrap_or_else(|| panic!("{said}"))] += 1;
    }
    assert!(statuses[0] > 0 && statuses[3] > 0, "{statuses:?}");
}
