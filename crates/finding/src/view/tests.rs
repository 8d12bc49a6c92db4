use std::sync::Arc;

use unicode_width::UnicodeWidthStr as _;

use super::*;
use crate::{About, Position, Source, Text};

/// What stands above the carets, by columns of a terminal.
fn marked(shown: &str) -> String {
    let lines: Vec<&str> = shown.lines().collect();
    let at = lines.iter().position(|line| line.contains('^')).expect("carets");
    let (before, carets) = lines[at].split_at(lines[at].find('^').expect("a caret"));
    let (start, width) = (before.width(), carets.matches('^').count());
    let mut above = String::new();
    for (byte, character) in lines[at - 1].char_indices() {
        let column = lines[at - 1][..byte + character.len_utf8()].width();
        if (start + 1..=start + width).contains(&column) {
            above.push(character);
        }
    }
    above
}

/// A finding at a part of a text, rendered.
fn shown(source: Source, part: &str) -> String {
    let start = source.text().find(part).expect("in the text");
    let finding = Finding::error("S-VALUE", Text::new("不得小于 0", "must not be below 0"))
        .at("/x")
        .in_source(Arc::new(source), start..start + part.len());
    render(&finding, Lang::Zh, Colour::Plain)
}

#[test]
fn carets_stand_under_chinese_text() {
    let text = shown(Source::new("数据.json", "{\n  \"名称\": \"江仪\", \"x\": -1\n}\n"), "-1");
    assert!(text.contains("数据.json:2:20"), "{text}");
    assert_eq!(marked(&text), "-1");
}

#[test]
fn carets_stand_under_the_very_characters() {
    for before in ["", "预算", "ＡＢ１２，。", "ab\u{301}c e\u{308}", "😀🇨🇳", "\t", "﷽", "가나", "ｶﾅ"]
    {
        for part in ["资金12.5", "ＡＢ", "x\u{301}y", "7"] {
            let text = shown(Source::new("a.json", format!("{{\"k\": \"{before}{part}尾\"}}")), part);
            assert_eq!(marked(&text), part, "{before} {text}");
        }
    }
}

#[test]
fn carets_stand_right_in_a_long_line() {
    for filler in ["预", "a", "\"甲\",", "ＡＢ，", "e\u{301}"] {
        let long = filler.repeat(5000);
        let text = shown(Source::new("x.json", format!("[{long} -1, {long}]")), "-1");
        assert_eq!(marked(&text), "-1", "{text}");
        assert!(text.lines().all(|line| line.width() <= WIDTH), "{text}");
        assert!(text.contains(&format!("x.json:1:{}", 3 + long.chars().count())), "{text}");
    }
}

#[test]
fn a_mark_that_is_too_long_ends_within_the_excerpt() {
    let text = shown(Source::new("x.json", format!("[\"{}\"]", "金额".repeat(500))), &"金额".repeat(500));
    assert_eq!(marked(&text), "金额".repeat(15), "{text}");
}

#[test]
fn a_record_inside_a_line_has_the_columns_of_its_file() {
    for column in [1, 2, 7000] {
        let part = Source::part("feed.json", "{\"名称\": -1}", Position { line: 3, column });
        let text = shown(part, "-1");
        assert_eq!(marked(&text), "-1");
        assert!(text.contains(&format!("feed.json:3:{}", column + 7)), "{text}");
    }
}

#[test]
fn an_empty_file_and_the_end_of_a_text_are_shown() {
    for (text, at) in [("", 0), ("{\n", 2), ("{", 1), ("预", 3)] {
        let finding = Finding::error("S-JSON", Text::same("x")).in_source(Arc::new(Source::new("x", text)), at..at + 1);
        assert!(render(&finding, Lang::En, Colour::Plain).contains("x:"), "{text}");
    }
}

#[test]
fn a_masked_finding_keeps_its_place_and_shows_nothing() {
    let source = Arc::new(Source::new("x.json", "{\n  \"name\": \"秘密 12345\"}"));
    let start = source.text().find("12345").expect("there");
    let finding = Finding::error("R-NUM", Text::same("12345 is wrong"))
        .hint(Text::same("67890"))
        .at("/name")
        .place(Text::new("资金第 1 项「秘密」 › 名称", "funding item 1「秘密」 › name"))
        .number(Role::Stated, "12345", None, None)
        .in_source(source, start..start + 5);
    let masked = crate::Catalogue::default().masked(&finding);
    for lang in [Lang::Zh, Lang::En] {
        let text = render(&masked, lang, Colour::Plain);
        assert!(text.contains("x.json:2:15") && text.contains("/name"), "{text}");
        let json = serde_json::to_string(&crate::record(&masked, &About::default(), lang)).expect("JSON");
        for text in [text, json] {
            assert!(!text.contains("12345") && !text.contains("67890") && !text.contains("秘密"), "{text}");
        }
    }
}
