//! Numbers, dates and formulas: what Excel stores, and what it shows.
#![allow(clippy::unwrap_used, reason = "a test program")]

mod common;

use calamine::Data;
use common::{Book, cell, document, figure, figure_cell, of, percent, row, section, table, value, with_cells};
use jianbao_document::{Block, Cell, Document, Formula, Inline, TypedValue, ValueFormat};
use jianbao_xlsx::{Options, write, write_with_notes};

fn single(value: TypedValue) -> Document {
    with_cells(vec![Cell::of(vec![Inline::Value(value)]), cell("旁")])
}

#[test]
fn numbers_are_numbers_that_show_the_text_of_the_document() {
    // text, exact, decimals, unit, shift → stored, format
    let cases = [
        ("227.18", "227.18", 2, "", 0, 227.18, "0.00"),
        ("90.87%", "90.872", 2, "%", 0, 0.908_72, "0.00%"),
        ("250", "250", 0, "", 0, 250.0, "0"),
        ("227.2万元", "2271800", 1, "万元", 4, 227.18, "0.0\"万元\""),
        ("-3.250", "-3.25", 3, "", 0, -3.25, "0.000"),
    ];
    for (words, exact, decimals, unit, shift, stored, format) in cases {
        let mut book = Book::of(&single(value(words, exact, decimals, unit, shift)));
        assert_eq!(book.at(0, 0, 0), Data::Float(stored), "{words}");
        assert_eq!(book.format("A1"), format, "{words}");
    }
}

#[test]
fn trimmed_numbers_get_the_decimals_that_they_show() {
    let format = |decimals| ValueFormat::Number { decimals, trimmed: true, unit: None, shift: 0 };
    for (words, exact, code) in [("250", "250.00", "0"), ("4.8", "4.80", "0.0"), ("227.18", "227.184", "0.00")] {
        let value = TypedValue { format: Some(format(2)), ..value(words, exact, 2, "", 0) };
        assert_eq!(Book::of(&single(value)).format("A1"), code, "{words}");
    }
}

#[test]
fn what_is_not_exactly_the_number_stays_text() {
    for value in [
        value("≥95%", "95", 0, "%", 0),
        value("1,000.00", "1000", 2, "", 0),
        value("0.00", "-0.004", 2, "", 0),
        TypedValue { format: None, ..value("7", "7", 0, "", 0) },
        TypedValue { format: Some(ValueFormat::Text), ..value("7", "7", 0, "", 0) },
        TypedValue { exact: None, ..value("7", "7", 0, "", 0) },
    ] {
        let words = value.text.clone();
        assert_eq!(Book::of(&single(value)).at(0, 0, 0), Data::String(words));
    }
    let mixed = vec![Inline::Value(value("7", "7", 0, "", 0)), Inline::text("项")];
    assert_eq!(Book::of(&with_cells(vec![Cell::of(mixed)])).at(0, 0, 0), Data::String("7项".to_owned()));
}

#[test]
fn sixteen_digits_stay_text_and_the_user_is_told() {
    let long = value("1234567890123456.78", "1234567890123456.78", 2, "", 0);
    let document = single(long);
    assert_eq!(Book::of(&document).at(0, 0, 0), Data::String("1234567890123456.78".to_owned()));
    let notes = write_with_notes(&document, &Options::default()).unwrap().notes;
    assert_eq!(notes.len(), 1);
    assert_eq!(notes[0].pointer, "/sections/0/blocks/1/rows/0/cells/0");
    let fifteen = value("9999999999999.99", "9999999999999.99", 2, "", 0);
    assert_eq!(Book::of(&single(fifteen)).at(0, 0, 0), Data::Float(9_999_999_999_999.99));
}

#[test]
fn full_dates_are_days_and_others_are_text() {
    let date =
        |words: &str, exact: &str| TypedValue { format: Some(ValueFormat::Date), ..value(words, exact, 0, "", 0) };
    let book = Book::of(&single(date("2020年11月30日", "2020-11-30")));
    assert!(book.xml(0).contains("<v>44165</v>"));
    assert_eq!(book.format("A1"), "yyyy\"年\"m\"月\"d\"日\"");
    for (words, exact) in [
        ("2020年11月", "2020-11"),
        ("2020.11.30", "2020-11-30"),
        ("1900年1月1日", "1900-01-01"),
        ("2021年2月29日", "2021-02-29"),
    ] {
        assert_eq!(Book::of(&single(date(words, exact))).at(0, 0, 0), Data::String(words.to_owned()));
    }
}

/// Two rows and their total, with rates; the second sheet repeats the total and computes with it.
fn budget() -> Document {
    let line = |name: &str, id: &str, plan: &str, spent: &str, rate: &str, text: &str| {
        row(vec![
            cell(name),
            figure_cell(&format!("{id}.plan"), value(&format!("{plan}.00"), plan, 2, "", 0)),
            figure_cell(&format!("{id}.spent"), value(spent, spent, 2, "", 0)),
            figure_cell(&format!("{id}.rate"), value(text, rate, 2, "%", 0)),
        ])
    };
    let rows = vec![
        line("甲", "a", "200", "150.18", "75.09", "75.09%"),
        line("乙", "b", "50", "17.02", "34.04", "34.04%"),
        line("合计", "total", "250", "167.20", "66.88", "66.88%"),
    ];
    let second = vec![row(vec![
        figure_cell("left", value("82.80", "82.8", 2, "", 0)),
        figure_cell("left.yuan", value("828000元", "82.8", 0, "元", -4)),
        figure_cell("third", value("33.33%", "33.333333333333333333333333333", 2, "%", 0)),
    ])];
    let mut document = document(vec![
        section("s", vec![heading_of(), Block::Table(table("资金 (万元)", &[2000; 4], 0, rows))]),
        section("f", vec![heading_of(), Block::Table(table("结余", &[2000; 3], 0, second))]),
    ]);
    let sum = |field: &str| Some(Formula::Sum(vec![of(&format!("a.{field}")), of("none"), of(&format!("b.{field}"))]));
    for id in ["a", "b", "total"] {
        let rate = percent(of(&format!("{id}.spent")), of(&format!("{id}.plan")));
        document.figures.insert(format!("{id}.rate"), figure(Some("1"), Some(rate)));
    }
    for (id, exact) in [("a.plan", "200"), ("b.plan", "50"), ("a.spent", "150.18"), ("b.spent", "17.02")] {
        document.figures.insert(id.to_owned(), figure(Some(exact), None));
    }
    document.figures.insert("none".to_owned(), figure(None, None));
    document.figures.insert("total.plan".to_owned(), figure(Some("250"), sum("plan")));
    document.figures.insert("total.spent".to_owned(), figure(Some("167.2"), sum("spent")));
    let left = Formula::Difference(Box::new([of("total.plan"), of("total.spent")]));
    document.figures.insert("left".to_owned(), figure(Some("82.8"), Some(left.clone())));
    document.figures.insert("left.yuan".to_owned(), figure(Some("82.8"), Some(left)));
    let third = percent(Formula::Number("1".to_owned()), Formula::Number("3".to_owned()));
    document.figures.insert("third".to_owned(), figure(Some("33.333333333333333333333333333"), Some(third)));
    document
}

fn heading_of() -> Block {
    common::heading("一、", "资金")
}

#[test]
fn totals_and_rates_are_formulas_with_their_results() {
    let mut book = Book::of(&budget());
    let expected = [
        ((0, 3), "C1/B1", 0.7509),
        ((1, 3), "C2/B2", 0.3404),
        ((2, 1), "SUM(B1:B2)", 250.0),
        ((2, 2), "SUM(C1:C2)", 167.2),
        ((2, 3), "C3/B3", 0.6688),
    ];
    let formulas = book.formulas(0);
    assert_eq!(formulas.len(), expected.len());
    for (place, formula, result) in expected {
        assert_eq!(formulas[&place], formula);
        assert_eq!(book.at(0, place.0, place.1), Data::Float(result), "{formula}");
    }
    // A number that goes on for ever is one of fifteen digits.
    assert_eq!(book.at(1, 0, 2), Data::Float(0.333_333_333_333_333));
}

#[test]
fn a_formula_names_other_sheets_and_counts_in_its_own_unit() {
    let mut document = budget();
    let Block::Table(first) = &mut document.sections[0].blocks[1] else { panic!("a table") };
    first.title = Some("资金'表".to_owned());
    let formulas = Book::of(&document).formulas(1);
    assert_eq!(formulas[&(0, 0)], "'资金''表'!B3-'资金''表'!C3");
    assert_eq!(formulas[&(0, 1)], "('资金''表'!B3-'资金''表'!C3)*10000");
}

#[test]
fn a_sheet_that_cannot_be_named_in_a_formula_costs_the_formula_only() {
    let mut book = Book::of(&budget());
    assert_eq!(book.names()[0], "资金 (万元)");
    assert!(book.formulas(1).keys().all(|place| *place == (0, 2)));
    assert_eq!(book.at(1, 0, 0), Data::Float(82.8));
}

#[test]
fn a_formula_that_would_give_another_number_is_not_written() {
    let mut document = budget();
    document.figures.insert("total.plan".to_owned(), figure(Some("250"), Some(Formula::Sum(vec![of("a.plan")]))));
    let formulas = Book::of(&document).formulas(0);
    assert!(!formulas.contains_key(&(2, 1)), "{formulas:?}");
    assert!(formulas.contains_key(&(2, 2)));
}

#[test]
fn figures_that_depend_on_themselves_get_no_formula() {
    let mut document = budget();
    document.figures.insert("a.plan".to_owned(), figure(Some("200"), Some(Formula::Sum(vec![of("total.plan")]))));
    let formulas = Book::of(&document).formulas(0);
    assert_eq!(formulas.into_keys().collect::<Vec<_>>(), [(1, 3), (2, 2)]);
}

#[test]
fn without_formulas_all_numbers_are_plain() {
    let bytes = write(&budget(), &Options { formulas: false }).unwrap();
    let sheet = jianbao_exporter_testkit::docx_text::part_text(&bytes, "xl/worksheets/sheet1.xml").unwrap();
    assert!(!sheet.contains("<f>") && sheet.contains("<v>0.6688</v>"));
}
