//! Charts: categories along one axis, one bar of each series for every category.
//!
//! A chart repeats what tables say; its values are the same typed values. It carries no colours and no fonts of its own:
//! exporters choose them, and tell series apart by more than colour.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Caption, Twips, TypedValue};

/// A chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Chart {
    /// Identifier, unique over headings, tables and charts.
    pub id: String,
    /// Caption below the chart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<Caption>,
    /// How the bars lie. In JSON `kind` already says that the block is a chart.
    #[serde(rename = "type")]
    pub kind: ChartKind,
    /// Unit of the value axis, for example `万元` or `%`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Names along the category axis, in order.
    pub categories: Vec<String>,
    /// The series, in order; each has one value for every category.
    pub series: Vec<ChartSeries>,
    /// Width.
    pub width: Twips,
    /// Height.
    pub height: Twips,
    /// Name of the paragraph style whose fonts and size the labels have.
    pub text_style: String,
    /// What the chart shows, for readers who cannot see it.
    pub description: String,
}

/// A series of a chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ChartSeries {
    /// Name, as the legend prints it.
    pub name: String,
    /// One value for every category. One without `exact` leaves a gap: not known is not zero. A bar's length is `exact`
    /// divided by ten to the power of the format's `shift`.
    pub values: Vec<TypedValue>,
}

/// How the bars of a chart lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChartKind {
    /// Upright, for few categories.
    Columns,
    /// Lying, the first category on top; for many categories or long names.
    Bars,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Block;

    #[test]
    fn a_chart_is_read_as_it_was_written() {
        for kind in [ChartKind::Columns, ChartKind::Bars] {
            let values = vec![TypedValue { exact: Some("1.5".to_owned()), ..TypedValue::default() }];
            let block = Block::Chart(Chart {
                id: "c".to_owned(),
                caption: None,
                kind,
                unit: Some("%".to_owned()),
                categories: vec!["甲".to_owned()],
                series: vec![ChartSeries { name: "数".to_owned(), values }],
                width: 8000,
                height: 4000,
                text_style: "body".to_owned(),
                description: String::new(),
            });
            let json = serde_json::to_string(&block).unwrap();
            assert_eq!(serde_json::from_str::<Block>(&json).unwrap(), block, "{json}");
        }
    }
}
