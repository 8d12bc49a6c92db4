//! Whatever a dataset holds is printed literally; whatever grid a form has, Word can open it.
#![allow(clippy::unwrap_used, reason = "a test program")]

mod common;

use common::{caption, cell, chart, document, heading, paragraph, row, section, series, span, table, text};
use jianbao_document::{Block, Caption, Cell, Chart, ChartKind, Inline, Row, Table, TypedValue, ValueFormat};
use jianbao_docx::{Options, write};
use jianbao_exporter_testkit::docx_structure::check_docx;
use jianbao_exporter_testkit::docx_text::{paragraphs, part_bytes, part_text, tables};
use proptest::collection::vec;
use proptest::prelude::*;

/// Texts with everything that some format gives a meaning to, and any Unicode that is allowed.
fn data() -> impl Strategy<Value = String> {
    let special = prop::sample::select(vec![
        "**a**",
        "| <b>",
        "{{ 1 }}",
        "1.",
        "- ",
        "#",
        "&",
        "'",
        "\"",
        "&amp;",
        "<w:t/>",
        "]]>",
        "%PAGE%",
        "  ",
        "=1+1",
        "\u{E000}7\u{E001}",
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

/// Values with any number of digits, or nothing known, printed in any way.
fn value() -> impl Strategy<Value = TypedValue> {
    let exact = prop::option::weighted(0.8, "-?[0-9]{1,20}([.][0-9]{1,20})?");
    (exact, any::<u32>(), any::<bool>(), prop::option::of(data()), -15..15_i32, data()).prop_map(
        |(exact, decimals, trimmed, unit, shift, text)| {
            let format = Some(ValueFormat::Number { decimals, trimmed, unit, shift });
            TypedValue { text, exact, format, ..TypedValue::default() }
        },
    )
}

/// A chart with any names and values.
fn any_chart() -> impl Strategy<Value = Chart> {
    (vec((data(), vec(value(), 4)), 0..4), vec(data(), 0..=4), data(), any::<bool>()).prop_map(
        |(all, names, words, upright)| {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let of_length = |values: Vec<TypedValue>| values.into_iter().take(names.len()).collect();
            let kind = if upright { ChartKind::Columns } else { ChartKind::Bars };
            let all = all.into_iter().map(|(name, values)| series(&name, of_length(values))).collect();
            let caption = Some(Caption { label: "图".to_owned(), ..caption("1", &words) });
            Chart { caption, unit: Some(words.clone()), description: words, ..chart("c", kind, &names, all) }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn data_is_printed_literally(data in data(), id in data()) {
        let value = TypedValue { text: data.clone(), ..TypedValue::default() };
        let described = Table { caption: Some(caption("1", &data)), ..table("t", &[500], 0, vec![row(vec![cell(&data)])]) };
        let mut document = document(vec![section("s", vec![
            paragraph("body", text(&data)),
            paragraph("body", vec![Inline::text("〔"), Inline::Value(value), Inline::text("〕")]),
            heading(&format!("h{id}"), 1, &data, ""),
            Block::Table(described),
        ])]);
        document.properties.title.clone_from(&data);
        document.properties.provenance.insert("raw".to_owned(), data.clone());
        document.styles.paragraphs.get_mut("header").unwrap().title.clone_from(&data);
        let bytes = write(&document, &Options::default()).unwrap();
        prop_assert_eq!(check_docx(&bytes), []);
        let paragraphs = paragraphs(&bytes).unwrap();
        prop_assert_eq!(&paragraphs[0], &data);
        prop_assert_eq!(&paragraphs[1], &format!("〔{data}〕"));
        prop_assert_eq!(&paragraphs[2], &data);
        let separator = if data.is_empty() { "" } else { " " };
        prop_assert_eq!(&paragraphs[3], &format!("表 1{separator}{data}"));
        prop_assert_eq!(&tables(&bytes).unwrap()[0][0][0], &data);
    }

    #[test]
    fn a_damaged_file_is_checked_without_a_panic(place in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>()) {
        let mut bytes = write(&common::report(), &Options::default()).unwrap();
        let place = place.index(bytes.len());
        bytes[place] = byte;
        bytes.truncate(if cut { place } else { bytes.len() });
        let _ = (check_docx(&bytes), paragraphs(&bytes), tables(&bytes));
    }

    #[test]
    fn any_chart_opens_in_word(chart in any_chart()) {
        let known = chart.series.iter().flat_map(|series| &series.values).filter(|value| value.exact.is_some()).count();
        let bytes = write(&document(vec![section("s", vec![Block::Chart(chart)])]), &Options::default()).unwrap();
        prop_assert_eq!(check_docx(&bytes), []);
        let xml = part_text(&bytes, "word/charts/chart1.xml").unwrap();
        let drawn = xml.split("<c:numCache>").skip(1).map(|cache| {
            cache.split("</c:numCache>").next().unwrap().matches("<c:pt ").count()
        });
        prop_assert_eq!(drawn.sum::<usize>(), known);
        let workbook = part_bytes(&bytes, "word/embeddings/Microsoft_Excel_Sheet1.xlsx").unwrap();
        let sheet = part_text(&workbook, "xl/worksheets/sheet1.xml").unwrap();
        prop_assert_eq!(sheet.matches("<v>").count(), known);
    }

    #[test]
    fn any_grid_opens_in_word((columns, rows, texts) in grid()) {
        let widths = vec![900; columns];
        let document = document(vec![section("s", vec![Block::Table(table("t", &widths, 0, rows))])]);
        let bytes = write(&document, &Options::default()).unwrap();
        prop_assert_eq!(check_docx(&bytes), []);
        prop_assert_eq!(&tables(&bytes).unwrap()[0], &texts);
    }
}
