//! Sums are exact: what the report prints equals what whole numbers give, rounded half up once.
#![allow(clippy::unwrap_used, reason = "a test program")]

mod common;

use common::{minimal, report};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

/// Places of all amounts after they are brought to one scale.
const SCALE: u32 = 8;

/// An amount: digits, and how many of them are decimals.
#[derive(Debug, Clone, Copy)]
struct Amount {
    digits: i128,
    decimals: u32,
    as_text: bool,
}

impl Amount {
    /// In units of 10⁻⁸.
    fn scaled(self) -> i128 {
        self.digits * 10_i128.pow(SCALE - self.decimals)
    }

    /// As the dataset states it: a number or a text.
    fn json(self) -> Value {
        let unit = 10_i128.pow(self.decimals);
        let places = self.decimals as usize;
        let text = match self.decimals {
            0 => self.digits.to_string(),
            _ => format!("{}.{:0places$}", self.digits / unit, self.digits % unit),
        };
        // The text of a number is kept as it is, so nothing passes through floating point on the way.
        if self.as_text { json!(text) } else { Value::String(format!("{MARK}{text}{MARK}")) }
    }
}

/// Around numbers that lose their quotes once the dataset is text.
const MARK: &str = "~~";

fn amount() -> impl Strategy<Value = Amount> {
    // Small ones often, so that halves and zeros come up.
    let digits = prop_oneof![0_i128..1000, 0_i128..100_000_000, 0_i128..1_000_000_000_000_000];
    (digits, 0..=SCALE, any::<bool>()).prop_map(|(digits, decimals, as_text)| Amount { digits, decimals, as_text })
}

/// `numerator ÷ denominator` in hundredths, half up, printed with two decimals or with trailing zeros dropped.
fn hundredths(numerator: i128, denominator: i128, trimmed: bool) -> String {
    let rounded = (numerator * 200 + denominator) / (denominator * 2);
    let text = format!("{}.{:02}", rounded / 100, rounded % 100);
    if trimmed { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// The dataset with the given uses and rows; the first funding source has these amounts.
fn dataset(uses: &[Amount], rows: &[Amount], budget: Amount, executed: Amount, unit: &str) -> Value {
    let mut dataset = minimal();
    dataset["money_unit"] = json!(unit);
    let funding = &mut dataset["funding"][0];
    funding["initial_budget"] = budget.json();
    funding["executed"] = executed.json();
    funding["year_forecast"] = budget.json();
    let of =
        |at: usize, amount: &Amount| json!({ "id": format!("u{at}"), "purpose": "用途", "executed": amount.json() });
    dataset["uses"] = uses.iter().enumerate().map(|(at, amount)| of(at, amount)).collect();
    let of = |at: usize, amount: &Amount| json!({ "id": format!("r{at}"), "values": { "street": "街", "cost": amount.json() } });
    let columns = json!([
        { "key": "street", "title": "路名", "type": "text" },
        { "key": "cost", "title": "造价", "type": "money", "aggregation": "sum" }
    ]);
    dataset["detail_tables"][0]["columns"] = columns;
    dataset["detail_tables"][0]["rows"] = rows.iter().enumerate().map(|(at, amount)| of(at, amount)).collect();
    dataset
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn printed_totals_are_exact(
        uses in vec(amount(), 1..12), rows in vec(amount(), 1..12), budget in amount(), executed in amount(), yuan in any::<bool>(),
    ) {
        let dataset = dataset(&uses, &rows, budget, executed, if yuan { "元" } else { "万元" });
        let text = dataset.to_string().replace(&format!("\"{MARK}"), "").replace(&format!("{MARK}\""), "");
        let report = common::report_of(&text).map_err(TestCaseError::fail)?;
        // The layout prints 万元.
        let unit = 10_i128.pow(SCALE) * if yuan { 10_000 } else { 1 };
        let sum = |amounts: &[Amount]| amounts.iter().map(|amount| amount.scaled()).sum::<i128>();
        let table = report.table("资金用途");
        for (row, amount) in table[1..].iter().zip(&uses) {
            prop_assert_eq!(&row[2], &hundredths(amount.scaled(), unit, true));
        }
        prop_assert_eq!(table.last().unwrap()[2].clone(), hundredths(sum(&uses), unit, true), "total of the uses");
        let table = report.table("造价");
        prop_assert_eq!(table.last().unwrap()[2].clone(), hundredths(sum(&rows), unit, true), "total of the table");

        let annex = report.tables.last().unwrap();
        let rate = match budget.scaled() {
            // Nothing is divided by zero; the layout prints a blank.
            0 => String::new(),
            budget => hundredths(executed.scaled() * 100, budget, false) + "%",
        };
        prop_assert_eq!(&annex[3][4], &hundredths(executed.scaled(), unit, true));
        prop_assert_eq!(&annex[3][6], &rate, "execution rate");
        prop_assert!(report.paragraphs.iter().any(|text| text == "单位：万元"));
    }
}

#[test]
fn a_half_is_rounded_up_once() {
    // 0.005 + 0.005 is 0.01; rounding each part first would give 0.02. 50.225 of 100 is 50.23 %.
    let half = Amount { digits: 5, decimals: 3, as_text: true };
    let (budget, executed) =
        (Amount { digits: 100, decimals: 0, ..half }, Amount { digits: 50_225, decimals: 3, ..half });
    let report = report(&dataset(&[half, half], &[half], budget, executed, "万元")).unwrap();
    let table = report.table("资金用途");
    assert_eq!([&table[1][2], &table[2][2], &table[3][2]], ["0.01", "0.01", "0.01"]);
    let annex = report.tables.last().unwrap();
    assert_eq!([&annex[3][4], &annex[3][6]], ["50.23", "50.23%"]);
    assert_eq!(hundredths(5, 1000, true), "0.01");
    assert_eq!(hundredths(4, 1000, true), "0");
    assert_eq!(hundredths(1, 3, false), "0.33");
}
