//! Named paragraph styles with Chinese and Latin fonts.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{HalfPoints, Twips};

/// All styles of a document, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Styles {
    /// Name of the style that text has when nothing else is said.
    pub default: String,
    /// The styles. Names are ASCII words such as `heading-1`, `body`, `toc-1`, `caption`.
    pub paragraphs: BTreeMap<String, ParagraphStyle>,
}

/// A paragraph style: every property is stated, nothing is inherited, so that exporters need no cascade.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ParagraphStyle {
    /// Name that people see in the word processor, for example `正文`.
    pub title: String,
    /// Fonts.
    pub fonts: Fonts,
    /// Font size.
    pub size: HalfPoints,
    /// Heavier.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub bold: bool,
    /// Placement across.
    pub align: Alignment,
    /// Distance of the lines.
    pub line_spacing: LineSpacing,
    /// Indent of the first line in hundredths of a character of this style's size: 200 is two characters.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub first_line_chars: i32,
    /// Indent of the whole paragraph at the left.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub indent_left: Twips,
    /// Indent of the whole paragraph at the right.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub indent_right: Twips,
    /// Space above.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub space_before: Twips,
    /// Space below.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub space_after: Twips,
    /// Heading level from 1 where the style is one of a heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outline_level: Option<u8>,
    /// The paragraph stays on the page of the one after it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub keep_with_next: bool,
    /// Whether lines follow the page's character grid.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub snap_to_grid: bool,
}

/// The two fonts of a style.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Fonts {
    /// Font of Chinese characters, for example `仿宋_GB2312`.
    pub chinese: String,
    /// Font of Latin letters and digits, for example `Times New Roman`.
    pub latin: String,
}

/// Placement across.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Alignment {
    /// At the left edge.
    Left,
    /// In the middle.
    Centre,
    /// At the right edge.
    Right,
    /// At both edges.
    Justify,
}

/// Distance of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LineSpacing {
    /// Exactly this distance.
    Exact(Twips),
    /// A multiple of the font's own height, in hundredths: 100 is single spacing.
    Multiple(u32),
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_zero(value: &i32) -> bool {
    *value == 0
}
