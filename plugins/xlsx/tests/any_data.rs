//! Whatever a dataset holds is shown literally; whatever grid a form has, Excel can open it.
#![allow(clippy::unwrap_used, reason = "a test program")]

mod common;

use calamine::Data;
use common::{Book, caption, cell, chart, document, heading, paragraph, row, section, span, table, text, value};
use jianbao_document::{Block, Cell, ChartKind, Inline, Row, Table, TextRun};
use jianbao_xlsx::{Options, write};
use proptest::collection::vec;
use proptest::prelude::*;

/// Texts with everything that some format gives a meaning to, and any Unicode that is allowed.
fn data() -> impl Strategy<Value = String> {
    let special = prop::sample::select(vec![
        "=1+1", "'", "\"", "&", "&P", "&[Page]", "<r>", "</r>", "_x0041_", "!", "[1]", "(", "MAP(", "  ", "@", "{",
        "}", "]]>", "😀", "e\u{301}", "监控", "1", "…", "$A$1",
    ]);
    let any = any::<char>().prop_filter("allowed", |c| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}'));
    let piece = prop_oneof![special.prop_map(str::to_owned), vec(any, 0..8).prop_map(String::from_iter)];
    vec(piece, 0..5).prop_map(|pieces| pieces.concat())
}

/// A grid of which each free place is filled with a cell of random spans that fits, and the texts by place.
fn grid() -> impl Strategy<Value = (usize, Vec<Row>, Vec<(u32, u32, String)>)> {
    (1_usize..7, 1_usize..7, vec((1_usize..4, 1_usize..4, data()), 36))
        .prop_map(|(columns, rows, spans)| fill(columns, rows, &spans))
}

fn fill(columns: usize, rows: usize, spans: &[(usize, usize, String)]) -> (usize, Vec<Row>, Vec<(u32, u32, String)>) {
    let mut taken = vec![vec![false; columns]; rows];
    let mut cells: Vec<Vec<Cell>> = vec![Vec::new(); rows];
    let mut texts = Vec::new();
    let size = |length: usize| u32::try_from(length).unwrap();
    for (place, (wide, high, words)) in spans.iter().enumerate().take(columns * rows) {
        let (top, left) = (place / columns, place % columns);
        if taken[top][left] {
            continue;
        }
        let free = taken[top][left..].iter().take_while(|taken| !**taken).count();
        let (wide, high) = ((*wide).min(free), (*high).min(rows - top));
        for line in &mut taken[top..top + high] {
            line[left..left + wide].fill(true);
        }
        cells[top].push(span(size(wide), size(high), cell(words)));
        texts.push((size(top), size(left), words.clone()));
    }
    (columns, cells.into_iter().map(row).collect(), texts)
}

/// What calamine says of a text: an empty cell is none.
fn read(words: &str) -> Data {
    if words.is_empty() { Data::Empty } else { Data::String(words.to_owned()) }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_grid_with_any_text_opens_in_excel((columns, rows, texts) in grid()) {
        let chapter = vec![heading("一、", "表"), Block::Table(table("t", &vec![900; columns], 0, rows))];
        let mut book = Book::of(&document(vec![section("s", chapter)]));
        for (row, column, words) in texts {
            prop_assert_eq!(book.at(0, row, column), read(&words));
        }
    }

    #[test]
    fn data_is_shown_literally_everywhere(words in data(), other in data()) {
        let bold = Inline::Text(TextRun { text: other.clone(), bold: true, ..TextRun::default() });
        let listed = Table {
            title: Some(words.clone()),
            caption: Some(caption("1", &words)),
            unit_line: Some(words.clone()),
            ..table("t", &[5000, 500], 0, vec![row(vec![Cell::of(vec![Inline::text(&words), bold]), cell(&other)])])
        };
        let mut drawn = chart(ChartKind::Bars, &[(&words, vec![value("1%", "1", 0, "%", 0); 3])]);
        drawn.categories[0].clone_from(&words);
        drawn.unit = Some(other.clone());
        drawn.description.clone_from(&words);
        let mut annex = section("s", vec![paragraph("body", text(&words)), Block::Table(listed)]);
        annex.header = Some(common::band(&words));
        let mut document = document(vec![annex, section("c", vec![Block::Chart(drawn)])]);
        document.properties.title.clone_from(&words);
        document.properties.provenance.insert("raw".to_owned(), other.clone());
        let mut book = Book::of(&document);
        let separator = if words.is_empty() { "" } else { " " };
        // An empty line stands on no cell.
        prop_assert_eq!(book.at(0, 0, 0), read(&words));
        prop_assert_eq!(book.at(0, 1, 0), read(&format!("表 1{separator}{words}")));
        prop_assert_eq!(book.at(0, 2, 0), read(&words));
        prop_assert_eq!(book.at(0, 3, 0), read(&format!("{words}{other}")));
        prop_assert_eq!(book.at(0, 3, 1), read(&other));
    }

    #[test]
    fn any_number_shows_its_text(mantissa in any::<i64>(), scale in 0_u32..12, decimals in 0_u32..6, percent in any::<bool>()) {
        let exact = rust_decimal::Decimal::new(mantissa, scale);
        let mut rounded = exact.round_dp_with_strategy(decimals, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
        rounded.rescale(decimals);
        if rounded.is_zero() {
            rounded.set_sign_positive(true);
        }
        let unit = if percent { "%" } else { "" };
        let shown = format!("{rounded}{unit}");
        let one = value(&shown, &exact.to_string(), decimals, unit, 0);
        let chapter = vec![heading("一、", "表"), Block::Table(table("t", &[900], 0, vec![row(vec![Cell::of(vec![Inline::Value(one)])])]))];
        let mut book = Book::of(&document(vec![section("s", chapter)]));
        match book.at(0, 0, 0) {
            // What is stored is the exact value, to the last digit that a float can carry.
            Data::Float(stored) => {
                let exact = if percent { exact / rust_decimal::Decimal::ONE_HUNDRED } else { exact };
                prop_assert_eq!(stored.to_string(), exact.normalize().to_string());
            }
            other => prop_assert_eq!(other, Data::String(shown)),
        }
    }

    #[test]
    fn a_damaged_file_is_checked_without_a_panic(place in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>()) {
        let chapter = vec![heading("一、", "表"), Block::Table(table("t", &[900], 0, vec![row(vec![cell("甲")])]))];
        let mut bytes = write(&document(vec![section("s", chapter)]), &Options::default()).unwrap();
        let place = place.index(bytes.len());
        bytes[place] = byte;
        bytes.truncate(if cut { place } else { bytes.len() });
        let _ = jianbao_exporter_testkit::xlsx_structure::check_xlsx(&bytes);
    }
}
