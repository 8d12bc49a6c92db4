//! Any bytes as the files of a layout.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use jianbao_finding::Source;
use jianbao_layout::{Embedded, Layout, Package};
use jianbao_render::{Mode, Renderer, check};
use jianbao_validate::{Valid, Validator};

use crate::dataset::validator;
use crate::told::told;

/// The layout whose files the bytes replace.
const FILES: [(&str, &str); 3] = [
    ("layout.toml", include_str!("../../data/layout/layout.toml")),
    ("chapter.md.j2", include_str!("../../data/layout/chapter.md.j2")),
    ("sheet.html.j2", include_str!("../../data/layout/sheet.html.j2")),
];

/// A line that begins with this names the file that follows.
const FILE: &str = "==> ";

/// Reads the bytes as files, each after a line `==> name`, that replace or join those of a small layout; checks it and renders a
/// dataset with it, complete and as a draft.
///
/// # Panics
///
/// If the program is wrong.
pub fn layout(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut files: BTreeMap<String, Arc<Source>> =
        FILES.iter().map(|(name, text)| ((*name).to_owned(), Arc::new(Source::new(*name, *text)))).collect();
    for (name, text) in named(&text) {
        files.insert(name.to_owned(), Arc::new(Source::new(name, text)));
    }
    let layout = match Layout::read(&Package { origin: "fuzz".to_owned(), files }, &Embedded) {
        Ok(layout) => Arc::new(layout),
        Err(findings) => {
            assert!(!findings.is_empty(), "refused without a word");
            return told(&findings);
        }
    };
    told(&check(&layout));
    if let Err(findings) = Validator::of(&layout) {
        told(&findings);
    }
    let renderer = match Renderer::new(layout) {
        Ok(renderer) => renderer,
        Err(findings) => return told(&findings),
    };
    let valid = valid();
    for draft in [false, true] {
        match renderer.render(valid.dataset(), valid.ledger(), Mode { draft }) {
            Ok(rendered) => {
                assert!(!rendered.files.is_empty(), "a report without a file");
                told(&rendered.findings);
            }
            Err(findings) => {
                assert!(!findings.is_empty(), "refused without a word");
                told(&findings);
            }
        }
    }
}

/// The files with their names.
fn named(text: &str) -> Vec<(&str, String)> {
    let mut files: Vec<(&str, String)> = Vec::new();
    for line in text.split_inclusive('\n') {
        match (line.strip_prefix(FILE), files.last_mut()) {
            (Some(name), _) => files.push((name.trim_end(), String::new())),
            (None, Some((_, text))) => text.push_str(line),
            (None, None) => files.push(("chapter.md.j2", line.to_owned())),
        }
    }
    files
}

/// The dataset that is rendered.
fn valid() -> &'static Valid {
    static VALID: OnceLock<Valid> = OnceLock::new();
    VALID.get_or_init(|| {
        validator().validate("minimal.json", include_bytes!("../../data/minimal.json")).expect("a valid dataset")
    })
}
