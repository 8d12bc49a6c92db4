//! Every code that a finding can have is explained, and every code that is explained can come out.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use jianbao_finding::Catalogue;

/// What `jianbao rules` explains.
fn catalogue() -> Catalogue {
    let mut catalogue = jianbao_pipeline::catalogue();
    catalogue.extend(jianbao_import::CHECKS);
    catalogue
}

/// Codes written in the sources of the crates, tests aside.
fn written() -> BTreeSet<String> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates");
    let mut codes = BTreeSet::new();
    for file in sources(&crates) {
        let text = fs::read_to_string(&file).expect("a source file");
        let name = file.strip_prefix(&crates).expect("a file of the crates").to_string_lossy().replace('\\', "/");
        // What only explains a code does not find anything.
        if name.ends_with("catalogue.rs") || name.contains("/tests") || name.contains("/benches") {
            continue;
        }
        let program = text.split("#[cfg(test)]").next().unwrap_or_default();
        codes.extend(program.split('"').filter(|literal| is_code(literal)).map(str::to_owned));
    }
    codes
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

fn is_code(literal: &str) -> bool {
    let Some((stage, name)) = literal.split_once('-') else { return false };
    matches!(stage, "F" | "I" | "L" | "M" | "N" | "R" | "S" | "T" | "X")
        && name.len() > 1
        && name.chars().all(|character| character.is_ascii_uppercase() || character == '-')
}

#[test]
fn every_code_is_explained() {
    let catalogue = catalogue();
    let explained: BTreeSet<String> = catalogue.iter().map(|(code, _)| code.to_owned()).collect();
    let written = written();
    assert!(written.len() > 30, "the sources were not read: {written:?}");
    let unexplained: Vec<_> = written.difference(&explained).collect();
    assert!(unexplained.is_empty(), "codes without an entry in a catalogue: {unexplained:?}");
    let never: Vec<_> = explained.difference(&written).collect();
    assert!(never.is_empty(), "codes that nothing finds: {never:?}");
}

#[test]
fn every_explanation_is_complete_in_both_languages() {
    for (code, meaning) in catalogue().iter() {
        for text in [&meaning.demand, &meaning.source, &meaning.explanation] {
            assert!(!text.zh.is_ascii(), "{code}: {}", text.zh);
            assert!(text.en.len() > 5 && text.en != text.zh, "{code}: {}", text.en);
            assert!(!text.en.contains('。') || text.en.contains("“无。”"), "{code}: {}", text.en);
        }
        assert!(!meaning.demand.zh.ends_with('。') && !meaning.demand.en.ends_with('.'), "{code}: a full stop");
    }
}
