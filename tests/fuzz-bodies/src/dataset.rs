//! Any bytes as a dataset.

use std::sync::OnceLock;

use jianbao_finding::Severity;
use jianbao_validate::Validator;

use crate::agreement::agree;
use crate::told::told;

/// Validates any bytes: no panic, findings with places, and readers that agree.
///
/// # Panics
///
/// If the program is wrong.
pub fn dataset(bytes: &[u8]) {
    match validator().validate("fuzz.json", bytes) {
        Ok(valid) => {
            told(&valid.findings);
            let strict = valid.findings.iter().filter(|finding| finding.severity > Severity::Info).count();
            let again = Validator::default().least(Severity::Warning).check(valid.source).expect("it was valid");
            assert_eq!(again.findings.len(), strict, "the same findings, whatever is asked for");
        }
        Err(fatal) => {
            assert!(!fatal.is_empty(), "refused without a word");
            told(&fatal);
        }
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        agree(text);
    }
}

/// The validator of all targets.
pub(crate) fn validator() -> &'static Validator {
    static VALIDATOR: OnceLock<Validator> = OnceLock::new();
    VALIDATOR.get_or_init(Validator::default)
}
