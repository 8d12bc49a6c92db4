//! Completion and deviation by operator: one line a case.

use jianbao_calculate::{Ledger, Value, calculate};
use jianbao_dataset::{decode, read};
use jianbao_layout::Policies;

const EXAMPLE: &str = include_str!("../../../examples/nanchang-2020/dataset.json");

/// The example with one indicator whose target and actual value are given as JSON.
fn ledger(target: &str, actual: &str) -> Ledger {
    let mut dataset: serde_json::Value = serde_json::from_str(EXAMPLE).expect("the example is JSON");
    let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect(text);
    dataset["indicators"] = serde_json::json!([{
        "id": "x", "category": "output", "subcategory": "quantity", "name": "指标", "target": json(target),
    }]);
    dataset["observations"] = serde_json::json!([{ "indicator": "x", "actual": json(actual) }]);
    let source = decode("case", dataset.to_string().as_bytes()).expect("UTF-8");
    calculate(&read(&source).expect("a dataset"), &Policies::default())
}

fn shown(ledger: &Ledger, figure: &str) -> String {
    match &ledger.get(figure).expect("a figure").value {
        Value::Number(number) => number.normalize().to_string(),
        Value::Rating(rating) => rating.code().to_owned(),
        Value::None(reason) => format!("({})", reason.reason().en),
        other => format!("{other:?}"),
    }
}

#[test]
fn completion_and_deviation_by_operator() {
    let not_met = "(not met, and the target has no ratio)";
    let no_target = "(the divisor indicator.x.target is 0)";
    let unknown = "(indicator.x.actual has no value)";
    let qualitative = "(a qualitative target has no deviation rate)";
    let below_zero = "(a target below 0 has no deviation rate)";
    let units = "(the actual value is in 盏, the target in 万盏)";
    let different = "(the actual value cannot be compared with the target)";
    let (coarse, no_day) = ("(the actual date is too coarse to tell)", "(the actual date is not known to the day)");
    let cases = [
        (r#"{"operator": "ge", "number": 100}"#, r#"{"number": 68}"#, "68", "-32"),
        (r#"{"operator": "gt", "number": 3}"#, r#"{"number": 4.5}"#, "150", "50"),
        (r#"{"operator": "eq", "number": 8}"#, r#"{"number": 6}"#, "75", "-25"),
        (r#"{"operator": "eq", "number": 0}"#, r#"{"number": 0}"#, "100", no_target),
        (r#"{"operator": "eq", "number": 0}"#, r#"{"number": 2}"#, not_met, no_target),
        (r#"{"operator": "ge", "number": 0}"#, r#"{"number": 5}"#, "100", no_target),
        (r#"{"operator": "ge", "number": 0}"#, r#"{"number": -1}"#, not_met, no_target),
        (r#"{"operator": "gt", "number": 0}"#, r#"{"number": 0}"#, not_met, no_target),
        (r#"{"operator": "ge", "number": -2}"#, r#"{"number": 1}"#, "100", below_zero),
        (r#"{"operator": "ge", "number": 1, "unit": "万盏"}"#, r#"{"number": 5000, "unit": "盏"}"#, units, units),
        (r#"{"operator": "ge", "number": 5}"#, r#"{"raw": "较好"}"#, different, different),
        (r#"{"operator": "le", "number": 5}"#, r#"{"number": 10}"#, "50", "100"),
        (r#"{"operator": "le", "number": 5}"#, r#"{"number": -3}"#, "100", "-160"),
        (r#"{"operator": "le", "number": -5}"#, r#"{"number": -3}"#, not_met, below_zero),
        (r#"{"operator": "le", "number": 5}"#, r#"{"number": 0}"#, "100", "-100"),
        (r#"{"operator": "le", "number": 0}"#, r#"{"number": 0}"#, "100", no_target),
        (r#"{"operator": "lt", "number": 0}"#, r#"{"number": 0}"#, not_met, no_target),
        (r#"{"operator": "le", "number": 0}"#, r#"{"number": 1}"#, not_met, no_target),
        (r#"{"operator": "ge", "number": 3}"#, "null", unknown, unknown),
        (r#"{"operator": "by_date", "date": "2020-05-31"}"#, r#"{"date": "2020-04-17"}"#, "100", "-44"),
        (r#"{"operator": "by_date", "date": "2020-05-31"}"#, r#"{"date": "2020-07-17"}"#, not_met, "47"),
        (r#"{"operator": "by_date", "date": "2020-06-15"}"#, r#"{"date": "2020-06"}"#, coarse, no_day),
        (r#"{"operator": "by_date", "date": "2020-06-15"}"#, r#"{"date": "2020-05"}"#, "100", no_day),
        (r#"{"operator": "by_date", "date": "2020-06-15"}"#, r#"{"date": "2021"}"#, not_met, no_day),
        (r#"{"operator": "by_date", "date": "2020"}"#, r#"{"number": 5}"#, different, different),
        (r#"{"operator": "by_date", "date": "2020"}"#, "null", unknown, unknown),
        (r#"{"operator": "in_period", "date": "2020-06"}"#, r#"{"date": "2020"}"#, coarse, no_day),
        (r#"{"operator": "in_period", "date": "2020-06"}"#, r#"{"date": "2020-06-16"}"#, "100", "0"),
        (r#"{"operator": "in_period", "date": "2020-06"}"#, r#"{"date": "2020-07-01"}"#, not_met, "1"),
        (r#"{"operator": "qualitative", "text": "提升"}"#, r#"{"rating": "partial"}"#, "partial", qualitative),
    ];
    for (target, actual, completion, deviation) in cases {
        let ledger = ledger(target, actual);
        assert_eq!(shown(&ledger, "indicator.x.completion"), completion, "completion of {actual} against {target}");
        assert_eq!(shown(&ledger, "indicator.x.deviation"), deviation, "deviation of {actual} against {target}");
    }
}

#[test]
fn the_wording_of_the_source_is_a_value() {
    let ledger = ledger(r#"{"operator": "qualitative", "raw": "明显提升"}"#, r#"{"raw": "有所提升"}"#);
    for (figure, words) in [("indicator.x.target", "明显提升"), ("indicator.x.actual", "有所提升")] {
        assert_eq!(ledger.get(figure).expect(figure).value, Value::Words(words.to_owned()));
    }
}

#[test]
fn the_figures_of_the_example() {
    let source = decode("example", EXAMPLE.as_bytes()).expect("UTF-8");
    let ledger = calculate(&read(&source).expect("a dataset"), &Policies::default());
    for (figure, value) in [
        ("funding.total.initial_budget", "250"),
        ("funding.total.executed", "227.18"),
        ("funding.total.execution_rate", "90.872"),
        ("funding.total.receipt_rate", "97.2"),
        ("funding.total.forecast_rate", "97.2"),
        ("funding.total.balance", "15.82"),
        ("funding.total.budget_balance", "22.82"),
        ("funding.other.executed", "(not applicable: 项目资金均为区级财政资金)"),
        ("use.total.executed", "227.18"),
        ("table.awards.total.award", "32"),
        ("table.subsidies.total.applied", "132.8"),
        ("table.subsidies.total.approved", "51"),
        ("period.months_elapsed", "11"),
    ] {
        assert_eq!(shown(&ledger, figure), value, "{figure}");
    }
    // 90.872 − 91.666… = −0.794…: subtracted first, rounded last, so −0.79 and not −0.80.
    let pace = ledger.get("funding.total.pace").and_then(jianbao_calculate::Entry::number).expect("a number");
    assert_eq!(jianbao_calculate::round_half_up(pace, 2).to_string(), "-0.79");
}

#[test]
fn every_number_of_the_ledger_has_one_id_and_its_inputs_exist() {
    let source = decode("example", EXAMPLE.as_bytes()).expect("UTF-8");
    let ledger = calculate(&read(&source).expect("a dataset"), &Policies::default());
    assert_eq!(ledger.at("/period/as_of").expect("a fact").id, "period.as_of", "not the months read off it");
    let mut ids: Vec<&str> = ledger.entries().map(|entry| entry.id.as_str()).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "an id occurs twice");
    for entry in ledger.entries() {
        for input in entry.formula.as_ref().map(jianbao_calculate::Formula::inputs).unwrap_or_default() {
            assert!(ledger.get(input).is_some(), "{} reads {input}, which does not exist", entry.id);
        }
    }
}

#[test]
fn money_of_tasks_and_of_procurement_steps_is_money() {
    let mut dataset: serde_json::Value = serde_json::from_str(EXAMPLE).expect("the example is JSON");
    dataset["department"] = serde_json::json!({ "name": "局", "organisation": dataset["organisations"][0]["id"], "tasks": [
        { "id": "t", "name": "任务", "planned": 12.5, "executed": { "not_applicable": "无支出" } },
    ]});
    dataset["procurements"] = serde_json::json!([{ "id": "p", "title": "采购", "steps": [
        { "id": "s", "kind": "contract", "title": "签约", "amount": "3.00" },
    ]}]);
    let source = decode("case", dataset.to_string().as_bytes()).expect("UTF-8");
    let ledger = calculate(&read(&source).expect("a dataset"), &Policies::default());
    for (pointer, figure, value) in [
        ("/department/tasks/0/planned", "task.t.planned", "12.5"),
        ("/department/tasks/0/executed", "task.t.executed", "(not applicable: 无支出)"),
        ("/procurements/0/steps/0/amount", "procurement.p.s.amount", "3"),
    ] {
        assert_eq!(ledger.at(pointer).expect(pointer).id, figure);
        assert_eq!(shown(&ledger, figure), value, "{figure}");
        assert!(matches!(ledger.get(figure).expect(figure).unit, jianbao_calculate::Unit::Money(_)));
    }
}
