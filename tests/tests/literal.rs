//! Data prints literally: whatever a dataset says is on paper as it stands, in the document and in the Word file.
#![allow(clippy::unwrap_used, reason = "a test program")]

mod common;

use common::{minimal, report};
use jianbao_exporter_testkit::docx_structure::check_docx;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::json;

/// Text of one line: everything that some format gives a meaning to, and any Unicode that a dataset may hold.
fn line() -> impl Strategy<Value = String> {
    let special = prop::sample::select(vec![
        "**a** | <b> {{ 1 }} 1. - #",
        "{% raw %}",
        "{# x #}",
        "{{ org('office') }}",
        "${a}",
        "\\{",
        "\\",
        "{funding.total.executed",
        "1. ",
        "- ",
        "# ",
        "> ",
        "    ",
        "|---|",
        "```",
        "[a](b)",
        "![a](b)",
        "_a_",
        "~~a~~",
        "<td>",
        "</table>",
        "<!-- -->",
        "&amp;",
        "&",
        "&#65;",
        "]]>",
        "\"'",
        "\u{e000}",
        "\u{e001}",
        "\u{e000}0\u{e001}",
        "😀👩\u{200d}👩\u{200d}👧",
        "שלום",
        "مرحبا",
        "\u{202e}abc\u{202c}",
        "e\u{301}",
        "　",
        "\u{a0}",
        "\u{2028}",
        "=1+1",
        "路灯",
    ]);
    let allowed = |c: &char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
    let any = vec(any::<char>().prop_filter("a dataset may hold it", allowed), 1..8).prop_map(String::from_iter);
    vec(prop_oneof![3 => special.prop_map(str::to_owned), 1 => any], 1..5).prop_map(|pieces| pieces.concat())
}

/// A line that does not start or end with white space, which paragraphs drop.
fn paragraph() -> impl Strategy<Value = String> {
    line().prop_map(|text| text.trim().to_owned()).prop_filter("not empty", |text| !text.is_empty())
}

/// Prose that prints as the text: braces are the only thing with a meaning in it.
fn prose(text: &str) -> String {
    text.replace('{', "\\{")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn data_prints_literally(
        office in line(), project in line(), purpose in line(), cell in line(), caption in line(), column in line(),
        indicator in line(), problem in line(), first in paragraph(), second in paragraph(), goal in paragraph(),
    ) {
        let mut dataset = minimal();
        dataset["report"]["title"] = json!(project);
        dataset["organisations"][0]["name"] = json!(office);
        dataset["project"]["name"] = json!(project);
        dataset["uses"][0]["purpose"] = json!(purpose);
        dataset["detail_tables"][0]["caption"] = json!(caption);
        dataset["detail_tables"][0]["columns"][0]["title"] = json!(column);
        dataset["detail_tables"][0]["rows"][0]["values"]["street"] = json!(cell);
        dataset["indicators"][0]["name"] = json!(indicator);
        dataset["narrative"]["fund_use"] = json!(format!("{}\n{}", prose(&first), prose(&second)));
        dataset["goals"] = json!([{ "id": "annual", "horizon": "annual", "text": prose(&goal) }]);
        dataset["problems"] = json!([{ "id": "one", "title": problem, "text": prose(&first) }]);
        let report = report(&dataset).map_err(TestCaseError::fail)?;

        let lines = report.document_lines();
        for text in [&first, &second, &goal, &problem, &office] {
            prop_assert!(lines.contains(text), "{text:?} is not a paragraph of the document: {lines:?}");
        }
        let cells = report.document_cells();
        for text in [&office, &project, &purpose, &cell, &column, &indicator, &goal] {
            prop_assert!(cells.contains(text), "{text:?} is not a cell of the document");
        }
        prop_assert_eq!(&report.document.properties.title, &project);

        prop_assert_eq!(check_docx(&report.word), []);
        for text in [&first, &second, &goal, &office] {
            prop_assert!(report.paragraphs.contains(text), "{text:?} is not a paragraph of the Word file");
        }
        let (heading, title) = (format!("1、{problem}"), format!("表 3 {caption}"));
        prop_assert!(report.paragraphs.contains(&heading), "{heading:?} is not a heading of the Word file");
        prop_assert!(report.paragraphs.contains(&title), "{title:?} is not a caption of the Word file");
        prop_assert_eq!(&report.table("资金用途")[1][1], &purpose);
        prop_assert_eq!(&report.table("三级指标")[1][2], &indicator);
        let streets = report.table("盏数");
        prop_assert_eq!(&streets[0][1], &column);
        prop_assert_eq!(&streets[1][1], &cell);
        let annex = report.tables.last().unwrap();
        prop_assert_eq!(&annex[0][2], &project);
        prop_assert_eq!(&annex[1][2], &office);
    }
}

#[test]
fn a_placeholder_is_the_only_thing_with_a_meaning() {
    let mut dataset = minimal();
    dataset["narrative"]["fund_use"] = json!("{funding.total.executed} \\{funding.total.executed} {x} {{ 1 }} {% x %}");
    let report = report(&dataset).unwrap();
    let expected = "40.5 {funding.total.executed} {x} {{ 1 }} {% x %}".to_owned();
    assert!(report.paragraphs.contains(&expected), "{:?}", report.paragraphs);
}
