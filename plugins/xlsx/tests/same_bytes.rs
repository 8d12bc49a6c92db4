//! The same document gives the same bytes: the second time, and on any thread.
#![allow(clippy::unwrap_used, reason = "a test program")]

mod common;

use common::{cell, chart, document, heading, lamp, row, section, table, value, with_cells};
use jianbao_document::{Block, Cell, ChartKind, Document, Inline, Tone};
use jianbao_xlsx::{Options, write};

/// Sheets, faces, formats and a chart: everything that the library keeps in hash tables.
fn report() -> Document {
    let tables = (0_u32..12).map(|number| {
        let words = format!("第{number}张");
        let rich = Cell::of(vec![lamp(Tone::Green), Inline::text(&words)]);
        let amount = Cell::of(vec![Inline::Value(value("1.50", "1.5", 2, "", 0))]);
        let rows = (0..20).map(|_| row(vec![cell(&words), rich.clone(), amount.clone()])).collect();
        Block::Table(table(&words, &[1000 + 10 * i32::try_from(number).unwrap(), 2000, 3000], 1, rows))
    });
    let drawn = Block::Chart(chart(ChartKind::Bars, &[("率", vec![value("1%", "1", 0, "%", 0); 3])]));
    let blocks = std::iter::once(heading("一、", "表")).chain(tables).chain([drawn]).collect();
    document(vec![section("s", blocks)])
}

#[test]
fn the_second_workbook_of_a_process_equals_the_first() {
    let first = write(&report(), &Options::default()).unwrap();
    assert_ne!(write(&with_cells(vec![cell("另一份")]), &Options::default()).unwrap(), first);
    std::thread::sleep(std::time::Duration::from_millis(1100));
    assert!(write(&report(), &Options::default()).unwrap() == first, "a second later");
}

#[test]
fn four_threads_write_what_one_writes() {
    let first = write(&report(), &Options::default()).unwrap();
    let threads: Vec<_> = (0..4)
        .map(|_| {
            std::thread::spawn(|| (0..3).map(|_| write(&report(), &Options::default()).unwrap()).collect::<Vec<_>>())
        })
        .collect();
    for thread in threads {
        for bytes in thread.join().unwrap() {
            assert!(bytes == first);
        }
    }
}
