//! Properties of all rules about wording: they find in a marked text all that they find anywhere, at whole characters.

use std::sync::Arc;

use jianbao_calculate::Figures;
use jianbao_dataset::{decode, read, visit_texts};
use jianbao_finding::{Finding, Severity};
use proptest::prelude::*;

use super::super::{Look, RULES, Subject, check};
use super::{Scan, is_authored};

/// The smallest dataset of the tests with a text in it.
fn figures(text: &str) -> Figures {
    let mut json: serde_json::Value =
        serde_json::from_str(include_str!("../../../../../tests/data/minimal.json")).expect("JSON");
    json["narrative"]["progress"] = text.into();
    json["documents"] =
        serde_json::json!([{ "id": "a", "title": "办法", "number": format!("号{}", text.replace('\n', "")) }]);
    json["activities"] = serde_json::json!([{ "id": "a", "name": "安全生产监测预警系统", "planned": true }]);
    let source = decode("dataset.json", json.to_string().as_bytes()).expect("UTF-8");
    Figures::new(Arc::new(read(&source).expect("a dataset")), Arc::default())
}

/// What the rules about wording find, whether they are asked about marked texts only or about all.
fn found(figures: &Figures, all: bool) -> Vec<Finding> {
    let subject = Subject::new(figures);
    let mut findings = Vec::new();
    let mut scan = Scan::of(subject.dataset());
    visit_texts(subject.dataset(), &mut |written| {
        let marks = scan.text(written);
        for rule in RULES {
            if let Look::Wording { marks: wanted, text, .. } = rule.look
                && (marks.meets(wanted) || (all && is_authored(written)))
            {
                text(&subject, written, &mut findings);
            }
        }
    });
    findings
}

/// Texts of the characters that matter, in likely and unlikely orders.
fn texts() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "安全生产",
        "监测",
        "检测",
        "预警",
        "系统",
        "项目",
        "了",
        "的",
        "是",
        "一",
        "二",
        "三",
        "十",
        "第",
        "表",
        "图",
        "见",
        "拟拨付",
        "实际",
        "，",
        "。",
        "、",
        "；",
        "：",
        "“",
        "”",
        "‘",
        "’",
        "（",
        "）",
        "(",
        ")",
        "《",
        "》",
        "〔",
        "〕",
        "[",
        "]",
        "【",
        "「",
        "」",
        "…",
        "—",
        ".",
        ",",
        ";",
        ":",
        "\"",
        "'",
        "!",
        "?",
        " ",
        "\u{3000}",
        "\n",
        "1",
        "2",
        "20",
        "2018",
        "２",
        "号",
        "年",
        "{",
        "}",
        "\\{",
        "\u{20bb7}",
        "〇",
        "{table.streets.total.lamps}",
        "截止",
        "帐户",
        "有效的",
        "提升",
        "监侧",
        "安全生产活动月",
        "a",
        "é",
        "\u{3400}",
    ]);
    prop_oneof![
        4 => prop::collection::vec(pieces, 1..24).prop_map(|pieces| pieces.concat()),
        1 => "[^\\x00-\\x1f\\x7f-\\x9f\\u{fffe}\\u{ffff}]{1,60}",
    ]
}

#[test]
fn a_verb_of_rare_characters_is_neither_marked_nor_found() {
    let figures = figures("了𠮷号了");
    assert_eq!(found(&figures, false), found(&figures, true));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn the_scan_marks_every_text_in_which_something_is_found(text in texts()) {
        let figures = figures(&text);
        prop_assert_eq!(found(&figures, false), found(&figures, true));
    }

    #[test]
    fn findings_are_about_whole_characters(text in texts()) {
        let figures = figures(&text);
        for finding in check(&Subject::new(&figures), Severity::Info).unwrap_or_else(|fatal| fatal) {
            let Some(range) = finding.within else { continue };
            let line = format!("号{}", text.replace('\n', ""));
            let whole = match finding.pointer.as_deref() {
                Some("/narrative/progress") => text.get(range.clone()),
                Some("/documents/0/number") => line.get(range.clone()),
                _ => Some("-"),
            };
            prop_assert!(whole.is_some_and(|whole| !whole.is_empty()), "{range:?} of {text:?}: {}", finding.message.en);
        }
    }
}
