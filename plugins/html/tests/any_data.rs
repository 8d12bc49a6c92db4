//! Whatever a dataset holds is printed literally; whatever grid a form has, a browser lays it out.
#![allow(clippy::unwrap_used, reason = "a test program")]

mod common;

use common::{caption, cell, chart, document, exactly, heading, paragraph, row, section, span, table, text, tone_text};
use jianbao_document::{Block, Cell, ChartKind, Inline, Row, Table, Tone, TypedValue};
use jianbao_exporter_testkit::html_structure::check_html;
use jianbao_exporter_testkit::html_text::{tables, texts, values};
use jianbao_html::write;
use proptest::collection::vec;
use proptest::prelude::*;

/// Texts with everything that some format gives a meaning to, and any Unicode that is allowed.
fn data() -> impl Strategy<Value = String> {
    let special = prop::sample::select(vec![
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onclick='x",
        "</style>",
        "</title>",
        "<!--",
        "-->",
        "]]>",
        "&",
        "&amp;",
        "&#x3c;",
        "{{ 1 }}",
        "url(https://example.invalid/)",
        "javascript:alert(1)",
        "  ",
        "\u{2028}",
        "\u{202E}",
        "“”",
        "😀",
        "e\u{301}",
    ]);
    let any = any::<char>().prop_filter("allowed", |c| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}'));
    let piece = prop_oneof![special.prop_map(str::to_owned), vec(any, 0..12).prop_map(String::from_iter)];
    vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

/// A grid of which each free place is filled with a cell of random spans that fits.
fn grid() -> impl Strategy<Value = (usize, Vec<Row>, Vec<Vec<String>>)> {
    (1_usize..7, 1_usize..7, vec((1_usize..4, 1_usize..4), 36))
        .prop_map(|(columns, rows, spans)| fill(columns, rows, &spans))
}

fn fill(columns: usize, rows: usize, spans: &[(usize, usize)]) -> (usize, Vec<Row>, Vec<Vec<String>>) {
    let mut taken = vec![vec![None; columns]; rows];
    let mut cells: Vec<Vec<Cell>> = vec![Vec::new(); rows];
    for (place, (wide, high)) in spans.iter().enumerate().take(columns * rows) {
        let (top, left) = (place / columns, place % columns);
        if taken[top][left].is_some() {
            continue;
        }
        let free = taken[top][left..].iter().take_while(|place| place.is_none()).count();
        let (wide, high) = ((*wide).min(free), (*high).min(rows - top));
        let words = format!("{top}.{left}");
        for line in &mut taken[top..top + high] {
            line[left..left + wide].fill(Some(words.clone()));
        }
        let size = |length: usize| u32::try_from(length).unwrap();
        cells[top].push(span(size(wide), size(high), cell(&words)));
    }
    let texts = taken.into_iter().map(|line| line.into_iter().map(Option::unwrap).collect()).collect();
    (columns, cells.into_iter().map(row).collect(), texts)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn data_is_printed_literally(data in data(), id in data()) {
        let value = TypedValue { text: data.clone(), exact: Some(data.clone()), figure: Some(data.clone()), ..TypedValue::default() };
        let described = Table {
            caption: Some(caption("1", &data)),
            title: Some(data.clone()),
            unit_line: Some(data.clone()),
            ..table("t", &[500], 0, vec![row(vec![cell(&data)])])
        };
        let mut drawn = chart("c", ChartKind::Bars, &[&data], vec![exactly(&data, &[None])]);
        drawn.description.clone_from(&data);
        drawn.unit = Some(data.clone());
        let mut document = document(vec![section(&id, vec![
            paragraph("body", text(&data)),
            paragraph("body", vec![Inline::text("〔"), Inline::Value(value), tone_text(Tone::Red, &data), Inline::text("〕")]),
            heading(&format!("h{id}"), 1, &data, ""),
            Block::Table(described),
            Block::Chart(drawn),
        ])]);
        document.properties.title = format!("标题{data}");
        document.properties.provenance.insert("raw".to_owned(), data.clone());
        document.styles.paragraphs.get_mut("header").unwrap().fonts.chinese = format!("宋体{data}");
        let bytes = write(&document).unwrap();
        prop_assert_eq!(check_html(&bytes), []);
        let paragraphs = texts(&bytes, "p").unwrap();
        prop_assert_eq!(&paragraphs[0], &data);
        prop_assert_eq!(&paragraphs[1], &format!("〔{data}{data}〕"));
        prop_assert_eq!(&texts(&bytes, "h2").unwrap()[0], &data);
        prop_assert_eq!(&texts(&bytes, "title").unwrap()[0], &format!("标题{data}"));
        prop_assert_eq!(&tables(&bytes).unwrap()[0][0][0], &data);
        let found = &values(&bytes).unwrap()[0];
        prop_assert_eq!((found.figure.as_ref(), found.exact.as_ref(), &found.text), (Some(&data), Some(&data), &data));
    }

    #[test]
    fn a_damaged_page_is_checked_without_a_panic(place in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>()) {
        let mut bytes = write(&common::report()).unwrap();
        let place = place.index(bytes.len());
        bytes[place] = byte;
        bytes.truncate(if cut { place } else { bytes.len() });
        let _ = (check_html(&bytes), texts(&bytes, "p"), tables(&bytes), values(&bytes));
    }

    #[test]
    fn any_grid_is_laid_out_as_it_was_meant((columns, rows, texts) in grid(), head in 0_usize..4) {
        let widths = vec![900; columns];
        let head = u32::try_from(head.min(rows.len())).unwrap();
        let document = document(vec![section("s", vec![Block::Table(table("t", &widths, head, rows))])]);
        let bytes = write(&document).unwrap();
        prop_assert_eq!(check_html(&bytes), []);
        prop_assert_eq!(&tables(&bytes).unwrap()[0], &texts);
    }

    #[test]
    fn any_chart_is_drawn_or_refused(
        numbers in vec(prop::option::of(prop_oneof!["-?[0-9]{1,30}(\\.[0-9]{1,30})?", data()]), 1..9),
        bars in any::<bool>(),
        (width, height, size) in (1_i32..32_000, 1_i32..32_000, 1_u32..3_300),
    ) {
        let kind = if bars { ChartKind::Bars } else { ChartKind::Columns };
        let numbers: Vec<Option<&str>> = numbers.iter().map(Option::as_deref).collect();
        let names: Vec<String> = (0..numbers.len()).map(|number| format!("类别{number}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut drawn = chart("c", kind, &names, vec![exactly("甲", &numbers), exactly("乙", &numbers)]);
        (drawn.width, drawn.height) = (width, height);
        let mut document = document(vec![section("s", vec![Block::Chart(drawn)])]);
        document.styles.paragraphs.get_mut("chart-text").unwrap().size = size;
        if let Ok(bytes) = write(&document) {
            prop_assert_eq!(check_html(&bytes), []);
        }
    }
}
