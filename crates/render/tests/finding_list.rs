//! The list of findings for those who correct them.

use jianbao_document::{Block, Cell, Document, Inline, Table, features};
use jianbao_finding::{About, Catalogue, Counts, Finding, Lang, Role, Severity, Text, record};
use jianbao_render::{CHECKS, List, finding_list};

fn about() -> About {
    About {
        file: "feed.ndjson".to_owned(),
        record: Some(7),
        dataset_id: None,
        organisation: Some("甲县水利局".to_owned()),
        project: Some("饮水安全".to_owned()),
        project_code: Some("360101".to_owned()),
    }
}

fn finding() -> Finding {
    Finding::new("R-LAYOUT", Severity::Warning, Text::new("原件印为\u{7}90.87%", "reported 90.87%"))
        .at("/reported/0/number")
        .place(Text::new("原件所印数值第 1 项 › 数值", "reported item 1 › number"))
        .hint(Text::new("请核对", "check it"))
        .number(Role::Reported, "90.87", Some("%"), None)
        .number(Role::Computed, "97.20", Some("%"), Some("funding.total.forecast_rate"))
}

fn list(findings: &[Finding], capped: Option<usize>, lang: Lang) -> Document {
    let catalogue = Catalogue::of(CHECKS);
    let mut counts = Counts { records: 9, ..Counts::default() };
    for finding in findings {
        counts.add(finding, &about());
    }
    let shown = capped.unwrap_or(findings.len());
    let left_out = (findings.len() - shown) as u64;
    let rows = findings.iter().take(shown).map(|finding| record(finding, &about(), lang));
    finding_list(rows, &List { counts: &counts, catalogue: &catalogue, left_out, lang })
}

fn tables(document: &Document) -> Vec<&Table> {
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    let tables = blocks.filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
    tables.collect()
}

fn texts(cells: &[Cell]) -> Vec<String> {
    cells.iter().map(Cell::plain_text).collect()
}

#[test]
fn a_row_says_where_what_and_both_numbers() {
    let document = list(&[finding()], None, Lang::Zh);
    let tables = tables(&document);
    let row = &tables[0].rows[1].cells;
    assert_eq!(
        texts(row),
        [
            "feed.ndjson",
            "7",
            "甲县水利局",
            "饮水安全",
            "360101",
            "原件所印数值第 1 项 › 数值",
            "R-LAYOUT",
            "警告",
            "原件印为 90.87%",
            "90.87",
            "97.20",
            "%",
            "请核对",
            "",
            "",
            "/reported/0/number"
        ]
    );
    for (column, exact) in [(1, "7"), (9, "90.87"), (10, "97.20")] {
        let Inline::Value(value) = &row[column].paragraphs[0].inlines[0] else {
            panic!("no number: {:?}", row[column])
        };
        assert_eq!(value.exact.as_deref(), Some(exact));
    }
    let counted: Vec<Vec<String>> = tables[1..].iter().map(|table| texts(&table.rows[1].cells)).collect();
    assert_eq!(counted[0][0], "R-LAYOUT");
    assert!(counted[0][1].contains("年度"), "the demand is missing: {counted:?}");
    assert_eq!(counted[0][2..], ["0", "1", "0", "1"]);
    assert_eq!(counted[1], ["甲县水利局", "0", "1", "0", "1"]);
}

#[test]
fn every_row_fills_the_grid_and_the_features_are_told() {
    for lang in [Lang::Zh, Lang::En] {
        let document = list(&vec![finding(); 5], None, lang);
        for table in tables(&document) {
            assert!(table.rows.iter().all(|row| row.cells.len() == table.columns.len()), "{}", table.id);
            assert_eq!(table.header_rows, 1);
        }
        assert_eq!(document.features, features(&document));
        assert!(document.features.contains(&"section.landscape".to_owned()));
    }
}

#[test]
fn a_list_that_was_capped_says_so_and_counts_everything() {
    let document = list(&vec![finding(); 5], Some(2), Lang::Zh);
    let tables = tables(&document);
    assert_eq!(tables[0].rows.len(), 3);
    let line = tables[0].unit_line.as_deref().unwrap_or_default();
    assert!(line.contains("检查 9 条记录，发现 5 个问题") && line.contains("只列前 2 个"), "{line}");
    assert_eq!(tables[1].rows[1].cells[5].plain_text(), "5");
    assert!(!list(&[finding()], None, Lang::En).sections.is_empty());
}

#[test]
fn several_numbers_of_one_kind_and_words_are_text() {
    let one = Finding::error("R-DATE", Text::same("x"))
        .number(Role::Stated, "2024-01-01", None, None)
        .number(Role::Stated, "2023-12-31", None, None)
        .number(Role::Limit, "一年", None, None);
    let document = list(&[one], None, Lang::Zh);
    let row = &tables(&document)[0].rows[1].cells;
    assert_eq!(texts(row)[9..12], ["2024-01-01；2023-12-31", "一年", ""]);
    assert!(matches!(row[10].paragraphs[0].inlines[0], Inline::Text(_)));
}

#[test]
fn nothing_found_is_a_list_too() {
    let document = list(&[], None, Lang::Zh);
    let tables = tables(&document);
    assert_eq!((tables.len(), tables[0].rows.len()), (1, 1));
}
