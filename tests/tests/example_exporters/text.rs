//! Plain text: tables line up, every cell is where it should be, lines end where Chinese allows it.

use std::collections::BTreeSet;

use jianbao_document::{Block, Table, plain_text};
use serde_json::{Value, json};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr};

use crate::documents::{documents, figure_cells, squeezed, tables};
use crate::drawn::{self, Drawn};
use crate::support::Position;
use crate::{made, support};

/// Every cell of a drawn table against the document.
fn compare(name: &str, table: &Table, drawn: &Drawn) {
    let cells = support::cells(table);
    // Borders stand where cells begin, and at the far edges.
    let mut walls: BTreeSet<usize> = cells.iter().map(|one| one.column).collect();
    let mut rules: BTreeSet<usize> = cells.iter().map(|one| one.row).collect();
    walls.insert(table.columns.len());
    rules.insert(table.rows.len());
    assert_eq!((drawn.walls.len(), drawn.rules.len()), (walls.len(), rules.len()), "{name}, table {}", table.id);
    let index = |borders: &BTreeSet<usize>, at: usize| borders.iter().position(|one| *one == at).unwrap();
    for Position { row, column, cell } in cells {
        let (right, bottom) = (column + cell.column_span as usize, row + cell.row_span as usize);
        let shown =
            drawn.text((index(&walls, column), index(&walls, right)), (index(&rules, row), index(&rules, bottom)));
        assert_eq!(shown, squeezed(&cell.plain_text()), "{name}, table {}, row {row}, column {column}", table.id);
    }
}

#[test]
fn every_cell_of_every_example_is_in_its_place() {
    let (mut seen, mut figures) = (0, 0);
    for (name, document) in documents() {
        let exported = support::text().export(&document, &Value::Null).unwrap();
        assert_eq!(exported.degraded, [], "{name}");
        let drawn = drawn::tables(exported.text());
        let tables = tables(&document);
        assert_eq!(drawn.len(), tables.len(), "{name}");
        for (table, drawn) in tables.iter().zip(&drawn) {
            compare(&name, table, drawn);
            figures += figure_cells(table).len();
        }
        let whole = squeezed(exported.text());
        for block in document.sections.iter().flat_map(|section| &section.blocks) {
            if let Block::Paragraph(paragraph) = block {
                assert!(whole.contains(&squeezed(&plain_text(&paragraph.inlines))), "{name}: a paragraph is missing");
            }
        }
        seen += 1;
    }
    assert!(seen >= 40 && figures >= 3_000, "{seen} documents, {figures} figures in tables");
}

/// Characters that no line starts with, and that none ends with.
const NO_START: &str = "，。、；：？！）》〉」』】〕〗％…—”’";
const NO_END: &str = "（《〈「『【〔〖“‘";

#[test]
fn lines_end_where_chinese_allows_it() {
    let (_, document) =
        documents().into_iter().find(|(name, _)| name.starts_with("nanchang-2020 in nanchang")).unwrap();
    let mut broken = 0;
    for width in [20, 33, 40, 78] {
        let exported = support::text().export(&document, &json!({ "width": width })).unwrap();
        let prose = exported.text().lines().filter(|line| !line.starts_with(|one| "│┌├└╞".contains(one)));
        for line in prose.map(str::trim_start).filter(|line| !line.is_empty()) {
            assert!(line.width() <= width, "{line} is wider than {width}");
            assert!(!NO_START.contains(line.chars().next().unwrap()), "{width}: {line}");
            assert!(!NO_END.contains(line.chars().next_back().unwrap()), "{width}: {line}");
            broken += 1;
        }
    }
    assert!(broken > 400, "{broken} lines");
}

#[test]
fn ascii_differs_in_its_lines_only() {
    let (_, document) = documents().into_iter().next().unwrap();
    let export = |style: &str| support::text().export(&document, &json!({ "table_style": style })).unwrap();
    let drawn = export("box");
    let translated = drawn.text().chars().map(|one| match one {
        '─' => '-',
        '═' => '=',
        '│' => '|',
        '\u{2500}'..='\u{257f}' => '+',
        other => other,
    });
    assert_eq!(translated.collect::<String>(), export("ascii").text());
}

#[test]
fn lines_of_a_mail_end_with_both_characters() {
    let document = made::document(&[made::paragraph("一"), made::paragraph("二")]);
    let exported = support::text().export(&document, &json!({ "line_end": "crlf" })).unwrap();
    assert_eq!(exported.text(), "    一\r\n\r\n    二\r\n");
}

#[test]
fn tables_line_up_where_quotes_take_two_columns() {
    let rows = [["“引号”", "甲"], ["—", "①②"]].map(|row| row.map(str::to_owned).to_vec());
    let document = made::document(&[made::table(&rows)]);
    let exported = support::text().export(&document, &json!({ "ambiguous_width": "wide" })).unwrap();
    let widths: Vec<usize> = exported.text().lines().map(UnicodeWidthStr::width_cjk).collect();
    assert_eq!(widths, [19; 5], "{}", exported.text());
}

#[test]
fn charts_become_tables_and_say_so() {
    let document = made::document(&[made::chart()]);
    let exported = support::text().export_degraded(&document, &Value::Null).unwrap();
    let expected = "预算与支出的对比\n\
        ┌──────────┬──────┬──────┐\n\
        │   万元   │ 预算 │ 支出 │\n\
        ╞══════════╪══════╪══════╡\n\
        │ 预警系统 │  100 │   93 │\n\
        ├──────────┼──────┼──────┤\n\
        │ 宣传     │ 36.5 │    — │\n\
        └──────────┴──────┴──────┘\n";
    assert!(exported.text().starts_with(expected), "{}", exported.text());
}

#[test]
fn many_rows_and_long_texts_fit() {
    let rows = made::large(10_000);
    let long = "监".repeat(40_000);
    let blocks = [made::table(&rows), made::paragraph(&long), made::table(&[vec![long.clone(), "x".repeat(40_000)]])];
    let exported = support::text().export(&made::document(&blocks), &Value::Null).unwrap();
    let drawn = drawn::tables(exported.text());
    for (index, row) in rows.iter().enumerate().step_by(997) {
        let shown: Vec<String> = (0..8).map(|column| drawn[0].text((column, column + 1), (index, index + 1))).collect();
        assert_eq!(shown, *row);
    }
    assert_eq!(drawn[1].text((0, 1), (0, 1)), long);
    assert_eq!(exported.text().matches('监').count(), 80_000);
}

#[test]
fn a_terminal_gets_no_commands() {
    let document = made::document(&[made::paragraph("a\u{1b}[31m\u{7}\u{9b}b\tc")]);
    let exported = support::text().export(&document, &Value::Null).unwrap();
    assert_eq!(exported.text(), "    a?[31m??b c\n");
    assert!(exported.text().chars().all(|one| one == '\n' || one.width().is_some()));
    assert_eq!(exported.logs[0].message, "3 control characters were replaced by `?`");
}
