//! Typography profiles: pages and named styles, each style stated in full once its bases are followed.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Align, Length, Size};

/// A typography profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Typography {
    /// Name of the profile.
    pub title: String,
    /// Where its measures come from.
    pub source: String,
    /// Pages by name, for example `portrait` and `landscape`.
    pub pages: BTreeMap<String, PageSpec>,
    /// Styles by name.
    pub styles: BTreeMap<String, StyleSpec>,
    /// Page numbers.
    pub page_number: PageNumberSpec,
}

/// A page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PageSpec {
    /// Width as the page lies.
    pub width: Length,
    /// Height as the page lies.
    pub height: Length,
    /// Top margin.
    pub top: Length,
    /// Bottom margin.
    pub bottom: Length,
    /// Left margin.
    pub left: Length,
    /// Right margin.
    pub right: Length,
    /// Distance of the header from the upper edge.
    pub header: Length,
    /// Distance of the footer from the lower edge.
    pub footer: Length,
    /// Distance of the lines of the character grid.
    #[serde(default)]
    pub line_pitch: Option<Length>,
    /// Adjustment of the character pitch of the grid, in 1/4096 of a point.
    #[serde(default)]
    pub character_space: Option<i32>,
}

/// A style. What is absent comes from the style it is based on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct StyleSpec {
    /// Name that people see in the word processor.
    pub title: Option<String>,
    /// Style whose properties it takes over.
    pub based_on: Option<String>,
    /// Fonts.
    pub fonts: Option<FontPair>,
    /// Font size.
    pub size: Option<Size>,
    /// Heavier.
    pub bold: Option<bool>,
    /// Placement across.
    pub align: Option<Align>,
    /// Exact distance of the lines.
    pub line: Option<Length>,
    /// Distance of the lines as a percentage of the font's own, where `line` is absent.
    pub line_percent: Option<u32>,
    /// Indent of the first line in characters.
    pub first_line: Option<i32>,
    /// Indent at the left.
    pub left: Option<Length>,
    /// Indent at the right.
    pub right: Option<Length>,
    /// Space above.
    pub before: Option<Length>,
    /// Space below.
    pub after: Option<Length>,
    /// Heading level from 1.
    pub outline: Option<u8>,
    /// Stays on the page of what follows.
    pub keep_with_next: Option<bool>,
    /// Follows the page's grid.
    pub grid: Option<bool>,
}

/// The two fonts of a style.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FontPair {
    /// Font of Chinese characters.
    pub chinese: String,
    /// Font of Latin letters and digits.
    pub latin: String,
}

/// How pages are numbered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PageNumberSpec {
    /// Text before the number.
    #[serde(default)]
    pub prefix: String,
    /// Text after the number.
    #[serde(default)]
    pub suffix: String,
    /// `centre`, `outer` or `right`.
    pub place: String,
    /// Style.
    pub style: String,
}

impl Typography {
    /// A style with everything that it takes over from its bases; `None` where a base is missing or the bases run in a circle.
    #[must_use]
    pub fn style(&self, name: &str) -> Option<StyleSpec> {
        let mut style = self.styles.get(name)?.clone();
        let mut seen = vec![name.to_owned()];
        while let Some(base) = style.based_on.take() {
            if seen.contains(&base) {
                return None;
            }
            style = style.over(self.styles.get(&base)?);
            seen.push(base);
        }
        Some(style)
    }
}

impl StyleSpec {
    fn over(self, base: &Self) -> Self {
        Self {
            title: self.title,
            based_on: base.based_on.clone(),
            fonts: self.fonts.or_else(|| base.fonts.clone()),
            size: self.size.or(base.size),
            bold: self.bold.or(base.bold),
            align: self.align.or(base.align),
            line: self.line.or(if self.line_percent.is_some() { None } else { base.line }),
            line_percent: self.line_percent.or(if self.line.is_some() { None } else { base.line_percent }),
            first_line: self.first_line.or(base.first_line),
            left: self.left.or(base.left),
            right: self.right.or(base.right),
            before: self.before.or(base.before),
            after: self.after.or(base.after),
            outline: self.outline,
            keep_with_next: self.keep_with_next.or(base.keep_with_next),
            grid: self.grid.or(base.grid),
        }
    }
}
