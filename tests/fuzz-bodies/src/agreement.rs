//! Three readers of one text: the fast one, the exact one, and the schema.

use std::sync::OnceLock;

use jianbao_dataset::{FORMATS, ReadError, decode, read, read_exactly, schema};
use serde_json::Value;

use crate::dataset::validator;
use crate::mutation::mutated;
use crate::told::told;

/// The findings of what a schema cannot say, and why it cannot. Whatever else the typed readers refuse, the schema refuses.
pub const BEYOND_SCHEMA: &[(&str, &str)] = &[
    ("S-DUPLICATE", "a schema sees an object after its keys were made one"),
    ("S-DIGITS", "a schema sees a JSON number after it was rounded; in a text, the format `x-decimal-28` says it"),
];

/// Reads the bytes as changes of a valid dataset: the readers accept the same ones.
///
/// # Panics
///
/// If they do not.
pub fn agreement(bytes: &[u8]) {
    agree(&mutated(bytes));
}

/// The fast reader, the exact reader and the schema accept the same texts, and what is refused is explained.
pub(crate) fn agree(text: &str) {
    let Ok(source) = decode("fuzz.json", text.as_bytes()) else { panic!("a text is UTF-8") };
    let typed = read(&source);
    match (&typed, read_exactly(&source)) {
        (Ok(read), Ok(exact)) => assert!(*read == exact, "two readers read different facts: {text}"),
        (Err(_), Err(_)) => {}
        (read, exact) => panic!("accepted by one reader only, read {read:?}, exactly {exact:?}: {text}"),
    }
    let marked = text.strip_prefix('\u{feff}').unwrap_or(text);
    let Ok(value) = serde_json::from_str::<Value>(marked) else {
        assert!(matches!(typed, Err(ReadError::Unreadable(_))), "no JSON, and yet: {typed:?}");
        return;
    };
    let accepted = compiled().is_valid(&value);
    if typed.is_ok() {
        assert!(accepted, "the schema refuses what is read: {text}");
        return;
    }
    let findings = validator().check(source).expect_err("it was not read");
    told(&findings);
    assert!(!findings.is_empty(), "refused without a word: {text}");
    let beyond = |code: &str| BEYOND_SCHEMA.iter().any(|(known, _)| *known == code);
    if accepted {
        let all = findings.iter().all(|finding| beyond(&finding.code));
        assert!(all, "the schema accepts what is refused: {findings:?}\n{text}");
    } else {
        assert!(findings.iter().all(|finding| finding.code != "S-SHAPE"), "unexplained: {findings:?}\n{text}");
    }
}

fn compiled() -> &'static jsonschema::Validator {
    static COMPILED: OnceLock<jsonschema::Validator> = OnceLock::new();
    COMPILED.get_or_init(|| {
        let options = jsonschema::draft202012::options().should_validate_formats(true);
        let options = FORMATS.iter().fold(options, |options, &(name, check)| options.with_format(name, check));
        options.build(&schema()).expect("the schema is a schema")
    })
}
