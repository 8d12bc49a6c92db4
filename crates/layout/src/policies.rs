//! How an agency counts and prints: denominators, rounding, blanks, words.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Policies of a layout. The default is what is used without a layout: initial budget as denominator, two decimals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Policies {
    /// What the execution rate is divided by.
    pub rate_denominator: RateDenominator,
    /// What the receipt rate is divided by.
    pub receipt_denominator: ReceiptDenominator,
    /// Lights of indicators and budget; none where absent.
    pub lights: Option<Lights>,
    /// Scores of a self-evaluation; none where absent.
    pub scores: Option<Scores>,
    /// Unit in which money is printed; the dataset's own where absent.
    pub display_unit: Option<DisplayUnit>,
    /// Decimal places of money.
    pub money: Decimals,
    /// Decimal places of rates.
    pub rate: Decimals,
    /// What is printed where there is no value.
    pub blank: Blank,
    /// Words of the agency for codes, by list and code; others keep the profession's own word.
    pub labels: BTreeMap<String, BTreeMap<String, String>>,
}

impl Default for Policies {
    fn default() -> Self {
        Self {
            rate_denominator: RateDenominator::InitialBudget,
            receipt_denominator: ReceiptDenominator::Budget,
            lights: None,
            scores: None,
            display_unit: None,
            money: Decimals { places: 2, trimmed: true },
            rate: Decimals { places: 2, trimmed: false },
            blank: Blank::default(),
            labels: BTreeMap::new(),
        }
    }
}

impl Policies {
    /// The agency's word for a code, or the given one.
    #[must_use]
    pub fn label<'a>(&'a self, list: &str, code: &str, default: &'a str) -> &'a str {
        self.labels.get(list).and_then(|words| words.get(code)).map_or(default, String::as_str)
    }
}

/// What the execution rate is divided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RateDenominator {
    /// 年初预算数, as in the form of the Ministry of Finance.
    InitialBudget,
    /// 调整后预算数, as in Sichuan and Tianjin.
    AdjustedBudget,
    /// 上年结转 + 年初预算数, as in Shanxi.
    CarriedInAndBudget,
}

/// What the receipt rate (资金到位率) is divided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptDenominator {
    /// The same budget as the execution rate.
    Budget,
    /// 计划投入资金, as on the budget platform.
    PlannedInput,
}

/// Bounds of the lights (序时进度预警), in per cent of what is due by the months elapsed. The bounds of the budget platform and
/// of Shanxi are 60, 80 and 120.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Lights {
    /// Below it the light is red.
    #[schemars(range(max = 1000))]
    pub red_below: u32,
    /// Below it the light is yellow.
    #[schemars(range(max = 1000))]
    pub yellow_below: u32,
    /// From it on the light is blue; without it there is no blue light.
    #[serde(default)]
    #[schemars(range(max = 1000))]
    pub blue_from: Option<u32>,
    /// Second levels of the indicator framework whose pace counts; the others are green when met and red when not. All count
    /// where the list is empty.
    #[serde(default)]
    pub paced: Vec<String>,
    /// Whether a target that counts from earlier years is paced from its baseline (基期值): what the year added, against what the
    /// year was to add. Without it the whole target falls to the months of the year.
    #[serde(default)]
    pub from_baseline: bool,
    /// Whether the execution of the budget has a light too.
    #[serde(default)]
    pub budget: bool,
    /// Whether a department has a light of its own, from its execution and its annual goals; it implies `budget`.
    #[serde(default)]
    pub department: bool,
}

impl Lights {
    /// Whether the pace of a second level of the framework counts.
    #[must_use]
    pub fn counts_pace(&self, subcategory: &str) -> bool {
        self.paced.is_empty() || self.paced.iter().any(|paced| paced == subcategory)
    }
}

/// Scores of a self-evaluation (自评).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scores {
    /// Points to be had for the execution rate.
    #[schemars(range(max = 1000))]
    pub execution: u32,
    /// Decimal places of points.
    #[serde(default = "two_places")]
    pub decimals: Decimals,
}

fn two_places() -> Decimals {
    Decimals { places: 2, trimmed: false }
}

/// The unit in which money is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum DisplayUnit {
    /// 元.
    #[serde(rename = "元")]
    Yuan,
    /// 万元.
    #[serde(rename = "万元")]
    TenThousandYuan,
}

/// How many decimal places a number prints; rounding is always half away from zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Decimals {
    /// Decimal places, 0 to 28.
    #[schemars(range(max = 28))]
    pub places: u32,
    /// Whether trailing zeros are dropped (250 rather than 250.00).
    #[serde(default)]
    pub trimmed: bool,
}

/// What is printed where there is no value.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Blank {
    /// The dataset does not know the value.
    pub unknown: String,
    /// There can be no value.
    pub not_applicable: String,
    /// The value cannot be computed, for example because the budget is zero.
    pub no_value: String,
    /// Name and target of a part of the indicator framework in which there can be no indicator.
    pub empty_category: String,
}
