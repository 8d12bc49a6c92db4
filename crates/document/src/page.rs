//! Paper, margins, headers, footers and page numbers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Inline, Twips};

/// Paper and margins of a section. `width` and `height` are those of the page as it lies: a landscape page is wider
/// than high.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Page {
    /// Width of the page.
    pub width: Twips,
    /// Height of the page.
    pub height: Twips,
    /// How the page lies.
    pub orientation: Orientation,
    /// Top margin.
    pub margin_top: Twips,
    /// Bottom margin.
    pub margin_bottom: Twips,
    /// Left margin.
    pub margin_left: Twips,
    /// Right margin.
    pub margin_right: Twips,
    /// Distance of the header from the upper edge of the page.
    pub header_distance: Twips,
    /// Distance of the footer from the lower edge of the page.
    pub footer_distance: Twips,
    /// Distance of the lines of the character grid (22 lines a page in GB/T 9704); absent where there is no grid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grid_line_pitch: Option<Twips>,
    /// Adjustment of the character pitch of the grid, in 1/4096 of a point as Word counts it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grid_character_space: Option<i32>,
}

impl Page {
    /// Width between the margins.
    #[must_use]
    pub fn text_width(&self) -> Twips {
        self.width - self.margin_left - self.margin_right
    }
}

/// How a page lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Orientation {
    /// Higher than wide.
    Portrait,
    /// Wider than high.
    Landscape,
}

/// The page numbers of a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PageNumber {
    /// The digits.
    pub format: PageNumberFormat,
    /// Text before the number, for example `— `.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub prefix: String,
    /// Text after the number, for example ` —`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub suffix: String,
    /// Where on the page it stands.
    pub place: PageNumberPlace,
    /// The number of the section's first page; absent where counting goes on from the section before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<u32>,
    /// Name of the paragraph style.
    pub style: String,
}

/// The digits of a page number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PageNumberFormat {
    /// 1, 2, 3.
    Decimal,
    /// I, II, III.
    UpperRoman,
}

/// Where a page number stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PageNumberPlace {
    /// In the middle.
    Centre,
    /// At the outer edge: right on odd pages, left on even pages, as GB/T 9704 asks for.
    Outer,
    /// At the right.
    Right,
}

/// A line of text at the top or bottom of every page of a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Band {
    /// Name of the paragraph style.
    pub style: String,
    /// The text.
    pub inlines: Vec<Inline>,
}
