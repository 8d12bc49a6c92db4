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
