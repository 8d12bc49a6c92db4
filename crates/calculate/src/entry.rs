//! A figure: value, unit, formula, source.

use jianbao_dataset::codes::{Light, MoneyUnit, Rating};
use jianbao_dataset::scalar::PartialDate;
use jianbao_finding::Text;
use rust_decimal::Decimal;

use crate::Formula;

/// A figure of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Figure id, for example `funding.total.executed`.
    pub id: String,
    /// Name of the figure.
    pub title: Text,
    /// Unit of the value.
    pub unit: Unit,
    /// The exact value, or why there is none.
    pub value: Value,
    /// The wording of the source, where the fact has one of its own (`100%`, `2020年12月31日前`).
    pub raw: Option<String>,
    /// How it was computed; `None` for a fact.
    pub formula: Option<Formula>,
    /// JSON pointer of the fact.
    pub pointer: Option<String>,
}

/// The value of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// An exact decimal.
    Number(Decimal),
    /// A date, perhaps only a month or a year.
    Date(PartialDate),
    /// Words: a qualitative target or actual.
    Words(String),
    /// How far a qualitative target is reached.
    Rating(Rating),
    /// The colour of a light.
    Light(Light),
    /// No value, and why.
    None(NoValue),
}

/// Why a figure has no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoValue {
    /// The dataset does not know the fact.
    Unknown,
    /// There can be no value; the dataset says why.
    NotApplicable(String),
    /// These inputs of the formula have no value.
    Missing(Vec<String>),
    /// The divisor is zero; its figure id.
    DivisionByZero(String),
    /// The result does not fit into 28 digits.
    TooLarge,
    /// The figure is not defined for this kind of target, and why.
    Undefined(Text),
}

impl NoValue {
    /// The reason in one phrase.
    #[must_use]
    pub fn reason(&self) -> Text {
        match self {
            Self::Unknown => Text::new("数据集中未知", "not known in the dataset"),
            Self::NotApplicable(reason) => Text::new(format!("不适用：{reason}"), format!("not applicable: {reason}")),
            Self::Missing(inputs) => {
                let inputs = inputs.join(", ");
                Text::new(format!("缺少 {inputs}"), format!("{inputs} has no value"))
            }
            Self::DivisionByZero(divisor) => {
                Text::new(format!("除数 {divisor} 为 0"), format!("the divisor {divisor} is 0"))
            }
            Self::TooLarge => Text::new("结果超过 28 位有效数字", "the result has more than 28 significant digits"),
            Self::Undefined(reason) => reason.clone(),
        }
    }
}

/// The unit of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unit {
    /// Money in the unit of the dataset.
    Money(MoneyUnit),
    /// Per cent.
    Percent,
    /// Percentage points: the difference of two rates.
    PercentagePoints,
    /// Points of a score.
    Points,
    /// Days.
    Days,
    /// Months.
    Months,
    /// What the dataset calls it, for example `家`.
    Named(String),
    /// A bare number, a date or words.
    None,
}

impl Unit {
    /// The unit as printed; empty where there is none.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Money(unit) => unit.label(),
            Self::Percent => "%",
            Self::PercentagePoints => "个百分点",
            Self::Points => "分",
            Self::Days => "天",
            Self::Months => "个月",
            Self::Named(name) => name,
            Self::None => "",
        }
    }
}

impl Entry {
    /// The exact number, where the figure is one.
    #[must_use]
    pub fn number(&self) -> Option<Decimal> {
        match self.value {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// Why there is no value, where there is none.
    #[must_use]
    pub fn no_value(&self) -> Option<&NoValue> {
        match &self.value {
            Value::None(reason) => Some(reason),
            _ => None,
        }
    }
}
