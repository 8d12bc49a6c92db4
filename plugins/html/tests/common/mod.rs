//! Documents for the tests of this exporter.
#![allow(dead_code, unused_imports, reason = "each test program uses its own part of the helpers")]

use std::collections::BTreeMap;

use jianbao_document::{
    ChartSeries, Document, DocumentFigure, Formula, FormulaInput, Inline, Section, Tone, TypedValue, ValueFormat,
};
use jianbao_exporter_sdk::testing;
pub(crate) use jianbao_exporter_sdk::testing::*;

pub(crate) fn of_figure(words: &str, exact: &str, figure: &str) -> Inline {
    let format = ValueFormat::Number { decimals: 2, trimmed: false, unit: Some("%".to_owned()), shift: 0 };
    Inline::Value(TypedValue {
        text: words.to_owned(),
        exact: Some(exact.to_owned()),
        figure: Some(figure.to_owned()),
        format: Some(format),
        ..TypedValue::default()
    })
}

fn input(figure: &str, title: &str, exact: Option<&str>) -> FormulaInput {
    FormulaInput {
        figure: figure.to_owned(),
        title: title.to_owned(),
        exact: exact.map(str::to_owned),
        unit: Some("万元".to_owned()),
    }
}

/// A rate of two facts, and a sum that the rate does not show.
pub(crate) fn figures() -> BTreeMap<String, DocumentFigure> {
    let id = |name: &str| Formula::Figure(name.to_owned());
    let figure = |title: &str, exact: Option<&str>, unit: &str| DocumentFigure {
        title: title.to_owned(),
        exact: exact.map(str::to_owned),
        no_value: None,
        unit: Some(unit.to_owned()),
        formula: None,
        inputs: Vec::new(),
        pointer: None,
    };
    let percent = Formula::Product(vec![id("total.executed"), Formula::Number("100".to_owned())]);
    let rate = DocumentFigure {
        formula: Some(Formula::Quotient(Box::new([percent, id("budget")]))),
        inputs: vec![
            input("total.executed", "资金合计 · 执行数", Some("227.18")),
            input("budget", "资金合计 · 年初预算数", Some("250")),
        ],
        ..figure("预算执行率", Some("90.872"), "%")
    };
    let total = DocumentFigure {
        formula: Some(Formula::Sum(vec![id("a"), id("b")])),
        inputs: vec![input("a", "财政资金", Some("227.18")), input("b", "其他资金", None)],
        ..figure("资金合计 · 执行数", Some("227.18"), "万元")
    };
    let fact = |title: &str, exact, pointer: &str| DocumentFigure {
        pointer: Some(pointer.to_owned()),
        ..figure(title, exact, "万元")
    };
    BTreeMap::from([
        ("rate".to_owned(), rate),
        ("total.executed".to_owned(), total),
        ("budget".to_owned(), fact("年初预算数", Some("250"), "/funding/0/initial_budget")),
        ("a".to_owned(), fact("财政资金", Some("227.18"), "/funding/0/executed")),
        ("b".to_owned(), fact("其他资金", None, "/funding/1/executed")),
    ])
}

/// A series of exact values as they are printed in 万元.
pub(crate) fn exactly(name: &str, values: &[Option<&str>]) -> ChartSeries {
    let value = |exact: Option<&str>| TypedValue {
        text: exact.map_or_else(|| "—".to_owned(), |exact| format!("{exact}万元")),
        exact: exact.map(str::to_owned),
        ..TypedValue::default()
    };
    series(name, values.iter().copied().map(value).collect())
}

/// A document whose values come from the figures.
pub(crate) fn document(sections: Vec<Section>) -> Document {
    Document { figures: figures(), ..testing::document(sections) }
}

/// The report with one of everything; its rate comes from a figure, with a light beside it.
pub(crate) fn report() -> Document {
    let light = tone_text(Tone::Green, "● 绿灯");
    let rate = vec![of_figure("90.87%", "90.872", "rate"), Inline::text("，"), light];
    Document { figures: figures(), ..testing::report(rate) }
}
