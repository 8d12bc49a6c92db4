//! The width table of the exporter in C: made from the `unicode-width` crate, compared with what lies in the folder.

use jianbao_tests::{accepting, difference, root};
use unicode_width::UnicodeWidthChar;

/// Which table a character stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Zero,
    Wide,
    Ambiguous,
}

/// `None` for the narrow ones and for control characters, which the exporter replaces before it measures.
fn kind(character: char) -> Option<Kind> {
    match (character.width()?, character.width_cjk()?) {
        (0, _) => Some(Kind::Zero),
        (1, 1) => None,
        (1, 2) => Some(Kind::Ambiguous),
        // One character of Khmer, U+17D8, takes three.
        (2, 2) | (3, 3) => Some(Kind::Wide),
        other => panic!("U+{:04X} is {other:?} columns wide, which the table cannot say", u32::from(character)),
    }
}

fn ranges(wanted: Kind) -> Vec<(u32, u32)> {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for character in ('\0'..=char::MAX).filter(|character| kind(*character) == Some(wanted)) {
        let code = u32::from(character);
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == code => *last = code,
            _ => ranges.push((code, code)),
        }
    }
    ranges
}

fn array(name: &str, what: &str, wanted: Kind) -> String {
    let ranges = ranges(wanted);
    let items: Vec<String> = ranges.iter().map(|(first, last)| format!("{{0x{first:04X}, 0x{last:04X}}}")).collect();
    let lines: Vec<String> = items.chunks(6).map(|line| format!("  {},\n", line.join(", "))).collect();
    format!("\n/* {what} */\nstatic const text_range {name}[] = {{\n{}}};\n", lines.concat())
}

#[test]
fn the_table_is_that_of_the_unicode_width_crate() {
    let (major, minor, patch) = unicode_width::UNICODE_VERSION;
    let table = [
        format!(
            "/* Widths of characters on a terminal, Unicode {major}.{minor}.{patch}. Generated; the test says how. */\n"
        ),
        "#ifndef TEXT_WIDTH_TABLE_H\n#define TEXT_WIDTH_TABLE_H\n\n#include <stdint.h>\n\n".to_owned(),
        "typedef struct text_range { uint32_t first, last; } text_range;\n".to_owned(),
        array("ZERO", "No column: combining marks, joiners.", Kind::Zero),
        array("WIDE", "Two columns.", Kind::Wide),
        array("AMBIGUOUS", "One column, or two in East Asian fonts.", Kind::Ambiguous),
        "\n#endif /* TEXT_WIDTH_TABLE_H */\n".to_owned(),
    ]
    .concat();
    let path = root().join("examples/exporters/text/width_table.h");
    if accepting() {
        std::fs::write(&path, &table).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(found == table, "run again with JIANBAO_ACCEPT=1:\n{}", difference(&table, &found).unwrap_or_default());
}
