//! The example dataset is read by the strict reader and holds the facts of the report it was made from.

use std::collections::BTreeSet;

use jianbao_dataset::codes::Likelihood;
use jianbao_dataset::scalar::{Amount, Id, Stated};
use jianbao_dataset::{CellValue, Dataset, DetailTable, decode, read};
use rust_decimal::Decimal;

fn example() -> Dataset {
    let bytes = include_bytes!("../../../examples/nanchang-2020/dataset.json");
    let source = decode("dataset.json", bytes).expect("UTF-8");
    read(&source).expect("a dataset")
}

fn decimal(text: &str) -> Decimal {
    Decimal::from_str_exact(text).expect("a decimal")
}

fn amount(stated: &Stated<Amount>) -> Decimal {
    stated.value().expect("a stated amount").0
}

fn table<'a>(dataset: &'a Dataset, id: &str) -> &'a DetailTable {
    dataset.detail_tables.iter().find(|table| table.id.as_str() == id).expect("the table")
}

/// Total of a money column over the rows whose text in another column is as given.
fn total(table: &DetailTable, column: &str, only: Option<(&str, &str)>) -> Decimal {
    table
        .rows
        .iter()
        .filter(|row| only.is_none_or(|(key, text)| row.values[key].value().and_then(CellValue::text) == Some(text)))
        .map(|row| row.values[column].value().and_then(CellValue::number).expect("a number"))
        .sum()
}

#[test]
fn the_money_is_that_of_the_report() {
    let dataset = example();
    let [budget, other] = dataset.funding.as_slice() else { panic!("two funding sources") };
    for (stated, exact) in [
        (&budget.initial_budget, "250"),
        (&budget.received, "243"),
        (&budget.executed, "227.18"),
        (&budget.year_forecast, "243"),
        (&budget.approved_unpaid, "17"),
    ] {
        assert_eq!(amount(stated), decimal(exact));
    }
    assert!(budget.adjustment.is_unknown());
    assert!(matches!(other.initial_budget, Stated::NotApplicable(_)));
    assert_eq!(dataset.uses.len(), 6);
    let executed: Decimal = dataset.uses.iter().map(|use_of_funds| amount(&use_of_funds.executed)).sum();
    assert_eq!(executed, amount(&budget.executed));
}

#[test]
fn the_detail_tables_have_their_rows_and_totals() {
    let dataset = example();
    let awards = table(&dataset, "awards");
    assert_eq!(awards.rows.len(), 19);
    assert_eq!(total(awards, "award", None), decimal("32"));
    assert_eq!(total(awards, "award", Some(("level", "level-2"))), decimal("4"));
    let subsidies = table(&dataset, "subsidies");
    assert_eq!(subsidies.rows.len(), 12);
    for (column, only, exact) in [
        ("applied", None, "132.8"),
        ("approved", None, "51"),
        ("approved", Some(("category", "drill")), "9"),
        ("approved", Some(("payment", "paid")), "34"),
        ("approved", Some(("payment", "unpaid")), "17"),
    ] {
        assert_eq!(total(subsidies, column, only), decimal(exact), "{column} {only:?}");
    }
}

#[test]
fn every_indicator_is_observed_as_far_as_the_report_shows() {
    let dataset = example();
    assert_eq!(dataset.indicators.len(), 16);
    assert_eq!(dataset.empty_categories.len(), 2);
    let indicators: Vec<&str> = dataset.indicators.iter().map(|indicator| indicator.id.as_str()).collect();
    let observed: Vec<&str> = dataset.observations.iter().map(|observation| observation.indicator.as_str()).collect();
    assert_eq!(observed, indicators);
    let forecasts = dataset.observations.iter().filter(|observation| observation.year_forecast.value().is_some());
    assert_eq!(forecasts.count(), 8);
    let likelihoods: Vec<_> = dataset.observations.iter().map(|observation| observation.likelihood).collect();
    assert_eq!(likelihoods[0], None);
    assert_eq!(likelihoods[1], Some(Likelihood::Possible));
    assert_eq!(likelihoods[2..8], [Some(Likelihood::Certain); 6]);
    assert_eq!(likelihoods[8..], [None; 8]);
    let missed = &dataset.observations[1];
    for (measure, exact) in [(&missed.actual, "68"), (&missed.year_forecast, "85")] {
        assert_eq!(measure.value().unwrap().number.unwrap().0, decimal(exact));
    }
    assert!(missed.deviation.is_some());
}

#[test]
fn rows_and_payees_are_organisations_of_the_dataset() {
    let dataset = example();
    let organisations: BTreeSet<&str> = dataset.organisations.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(organisations.len(), dataset.organisations.len());
    let rows = dataset.detail_tables.iter().flat_map(|table| &table.rows);
    let companies = rows.map(|row| row.values["company"].value().unwrap().text().unwrap());
    let payees = dataset.uses.iter().flat_map(|use_of_funds| &use_of_funds.payees).map(Id::as_str);
    for id in companies.chain(payees) {
        assert!(organisations.contains(id), "{id}");
    }
}

#[test]
fn what_the_source_prints_is_kept_beside_the_facts() {
    let dataset = example();
    let printed = |figure: &str| {
        let mut all = dataset.reported.iter();
        let one = all.find(|reported| reported.figure.as_ref().is_some_and(|line| line.as_str() == figure)).unwrap();
        one.number.unwrap().0
    };
    assert_eq!(printed("funding.total.forecast_rate"), decimal("90.87"));
    assert_eq!(printed("use.total.executed"), decimal("227.18"));
    let goal = dataset.reported.iter().find(|reported| reported.pointer.is_some()).unwrap();
    assert_eq!(goal.pointer.as_ref().unwrap().as_str(), "/goals/1/text");
    let (approved, printed) = (dataset.goals[1].text.as_str(), goal.text.as_ref().unwrap().as_str());
    assert!(approved.contains("累计完成100家") && !printed.contains("累计完成100家"));
}

#[test]
fn a_misspelt_field_is_refused() {
    let text = include_str!("../../../examples/nanchang-2020/dataset.json");
    let source = decode("dataset.json", text.replacen("\"executed\"", "\"excuted\"", 1).as_bytes()).unwrap();
    assert!(read(&source).is_err());
}
