//! The ledger entries that a document uses, so that Excel can write formulas and HTML can explain a number.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DocumentFigure {
    /// Its name in the language of the document.
    pub title: String,
    /// The exact value as text; absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exact: Option<String>,
    /// Why there is no value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_value: Option<String>,
    /// Unit, for example `万元` or `%`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// How it was computed; absent for a fact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub formula: Option<Formula>,
    /// What it was computed from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inputs: Vec<FormulaInput>,
    /// JSON pointer into the dataset where the figure is a fact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
}

/// An input of a formula.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FormulaInput {
    /// Figure id.
    pub figure: String,
    /// Its name.
    pub title: String,
    /// The exact value as text; absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exact: Option<String>,
    /// Unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

/// A formula as a tree over figure ids. Numbers are plain decimals as text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Formula {
    /// Another figure.
    Figure(String),
    /// A constant.
    Number(String),
    /// The sum of all.
    Sum(Vec<Self>),
    /// The first less the second.
    Difference(Box<[Self; 2]>),
    /// The product of all.
    Product(Vec<Self>),
    /// The first divided by the second.
    Quotient(Box<[Self; 2]>),
    /// The first compared with the second, a target: met or not, or days between two dates. It has no arithmetic.
    Compare(Box<[Self; 2]>),
    /// The smallest of all.
    Smallest(Vec<Self>),
    /// The worst of several lights that are known. It has no arithmetic.
    Worst(Vec<Self>),
}
