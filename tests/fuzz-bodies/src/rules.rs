//! Any bytes as rules of an agency.

use std::fs;
use std::sync::{Arc, OnceLock};

use jianbao_finding::Source;
use jianbao_layout::{LoadError, find_rules};
use jianbao_validate::Validator;

use crate::told::told;

/// What a rule may be about.
const SUBJECTS: [&str; 8] = ["dataset", "funding", "use", "indicator", "task", "goal", "survey", "rectification"];

/// Reads the bytes as `rules.toml` where they hold a rule, else as an expression for each subject, and checks a dataset with them.
///
/// # Panics
///
/// If the program is wrong, or the file system refuses.
pub fn rules(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if text.contains("[[rule]]") || text.contains("[lights]") {
        return file(&text);
    }
    // No TOML can hold it as it stands.
    if text.contains("'''") || text.ends_with('\'') {
        return;
    }
    let rule = |(at, subject): (usize, &&str)| {
        format!(
            "[[rule]]\ncode = \"X-FUZZ-{at}\"\nfor = \"{subject}\"\ncheck = '''{text}'''\nmessage = \"{{x}} 不符\"\n"
        )
    };
    file(&SUBJECTS.iter().enumerate().map(rule).collect::<String>());
}

fn file(text: &str) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("rules.toml");
    fs::write(&path, text).expect("a temporary file");
    let rules = match find_rules(&path.display().to_string()) {
        Ok(rules) => rules,
        Err(LoadError::Wrong(findings)) => {
            assert!(!findings.is_empty(), "refused without a word");
            return told(&findings);
        }
        Err(other) => panic!("the file is there: {other:?}"),
    };
    let validator = match Validator::default().with_rules(&rules) {
        Ok(validator) => validator,
        Err(findings) => {
            assert!(!findings.is_empty(), "refused without a word");
            return told(&findings);
        }
    };
    let valid = validator.check(Arc::clone(source())).expect("rules do not make a dataset unreadable");
    told(&valid.findings);
    let own = valid.findings.iter().filter(|finding| finding.code.starts_with("X-"));
    assert!(own.clone().count() == 0 || !rules.rules().is_empty(), "findings of no rule");
}

/// The dataset that is checked.
fn source() -> &'static Arc<Source> {
    static SOURCE: OnceLock<Arc<Source>> = OnceLock::new();
    SOURCE.get_or_init(|| {
        Arc::new(Source::new("dataset.json", include_str!("../../../examples/platform-2024/dataset.json")))
    })
}
