//! The fuzz targets, for a moment: the whole corpus, and seeded mutations of it. A long run is `cargo +nightly fuzz run TARGET`.
#![allow(clippy::unwrap_used, reason = "a test program")]

use std::fs;
use std::panic::catch_unwind;
use std::path::PathBuf;

use jianbao_fuzz_bodies::{Random, TARGETS};

/// What is put into an input anywhere: pieces of JSON, TOML, templates, expressions, and bytes that are none.
const PIECES: &[&[u8]] = &[
    b"\"",
    b"\\",
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"\n",
    b"\r",
    b"\r\n",
    b"\0",
    b"\x1f",
    b"\xff",
    b"\xe4\xb8",
    b"\xef\xbb\xbf",
    b"\\ud800",
    b"null",
    b"-",
    b"1e9",
    b"0.1",
    b"99999999999999999999999999999",
    b"\xe6\x9c\x88",
    b"{\"not_applicable\":\"x\"}",
    b"{{",
    b"}}",
    b"{%",
    b"%}",
    b"==> layout.toml\n",
    b"[[rule]]\n",
    b"= 1",
    b"(",
    b")",
    b" and ",
    b"'''",
    b"#",
    b"<td>",
    b"|",
    b"../",
    b"\x1f\x8b",
];

fn corpus(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(target);
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
        .iter()
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(path).unwrap()))
        .collect()
}

/// One to four changes of an input, each at a random place: bytes that go, bytes that come, a part of another input.
fn mutation(random: &mut Random, corpus: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = corpus[random.below(corpus.len())].1.clone();
    for _ in 0..=random.below(4) {
        let at = random.below(bytes.len() + 1);
        let end = (at + random.below(8)).min(bytes.len());
        let new = match random.below(4) {
            0 => Vec::new(),
            1 => random.bytes(2),
            2 => PIECES[random.below(PIECES.len())].to_vec(),
            _ => {
                let other = &corpus[random.below(corpus.len())].1;
                let from = random.below(other.len() + 1);
                other[from..(from + random.below(40)).min(other.len())].to_vec()
            }
        };
        bytes.splice(at..end, new);
    }
    bytes
}

fn run(target: &str, mutations: usize) {
    let body = TARGETS.iter().find(|(name, _)| *name == target).unwrap().1;
    let corpus = corpus(target);
    assert!(corpus.len() >= 20, "{target} has a corpus of {}", corpus.len());
    let mut random = Random::new(7);
    let mutated = (0..mutations).map(|at| (format!("mutation {at}"), mutation(&mut random, &corpus)));
    for (name, bytes) in corpus.iter().cloned().chain(mutated) {
        let ended = catch_unwind(|| body(&bytes)).is_ok();
        assert!(ended, "{target}, {name}: fails on b\"{}\"", bytes.escape_ascii());
    }
}

#[test]
fn agreement() {
    run("agreement", 400);
}

#[test]
fn dataset() {
    run("dataset", 400);
}

#[test]
fn feed() {
    run("feed", 1000);
}

#[test]
fn layout() {
    run("layout", 40);
}

#[test]
fn rules() {
    run("rules", 300);
}
