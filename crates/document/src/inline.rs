//! What stands inside a paragraph: text, typed values, references, line breaks.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Inline {
    /// Text in one formatting.
    Text(TextRun),
    /// A value with its type: everyone shows `text`, a spreadsheet stores `exact`.
    Value(TypedValue),
    /// A cross-reference to a block with an id.
    Reference(Reference),
    /// A new line in the same paragraph.
    LineBreak,
}

/// Text in one formatting. It holds no line breaks and no control characters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TextRun {
    /// The characters.
    pub text: String,
    /// Heavier than the style says.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub bold: bool,
    /// Slanted.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub italic: bool,
    /// Struck through.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub strike: bool,
    /// Marked for the reader's attention, for example a place still to be filled in.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub highlight: bool,
    /// Colour of a light. The text beside it says the same, so that nothing is lost where colours are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tone: Option<Tone>,
}

/// The colour of a light.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Far behind.
    Red,
    /// Behind.
    Yellow,
    /// As planned.
    Green,
    /// Far ahead.
    Blue,
}

/// A value as the dataset or the ledger knows it, with the text that is printed for it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TypedValue {
    /// What is printed, already rounded and with its unit where the form prints one.
    pub text: String,
    /// The exact value before rounding: a plain decimal (`90.872`), a date (`2020-11-30`), or absent for text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exact: Option<String>,
    /// Figure id in `figures` of the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure: Option<String>,
    /// How the text was made from the exact value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<ValueFormat>,
    /// JSON pointer into the dataset.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// Heavier than the style says.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub bold: bool,
    /// Marked for the reader's attention, for example a place still to be filled in.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub highlight: bool,
}

/// How a typed value is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ValueFormat {
    /// A number with `decimals` places after rounding half away from zero.
    Number {
        /// Decimal places.
        decimals: u32,
        /// Whether trailing zeros are dropped (250 rather than 250.00).
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        trimmed: bool,
        /// Unit printed after the number (`%`), if any.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<String>,
        /// Powers of ten by which `exact` is divided before printing: 4 where 元 are printed as 万元.
        #[serde(default, skip_serializing_if = "is_zero")]
        shift: i32,
    },
    /// A calendar date; `exact` may stop at the month or the year.
    Date,
    /// Text, printed as it is.
    Text,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_zero(value: &i32) -> bool {
    *value == 0
}

/// A cross-reference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reference {
    /// Id of the heading, table or chart.
    pub target: String,
    /// What is printed, for example `表 2`.
    pub text: String,
}

impl Inline {
    /// Plain text in the style's own formatting.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(TextRun { text: text.into(), ..TextRun::default() })
    }

    /// What a reader sees of it.
    #[must_use]
    pub fn printed(&self) -> &str {
        match self {
            Self::Text(run) => &run.text,
            Self::Value(value) => &value.text,
            Self::Reference(reference) => &reference.text,
            Self::LineBreak => "\n",
        }
    }
}

/// The printed text of a run of inlines; a line break is `\n`.
#[must_use]
pub fn plain_text(inlines: &[Inline]) -> String {
    inlines.iter().map(Inline::printed).collect()
}
