//! The one style sheet of the page. What other pages write into `style` attributes is collected here as classes, so that
//! the page's policy can forbid such attributes.

use std::collections::{BTreeMap, BTreeSet};

use crate::length::{fraction, points};
use crate::pages::Pages;
use crate::styles::StyleClasses;

/// What does not depend on the document.
const FIXED: &str = include_str!("sheet.css");

/// Below this width the labels of a drawing could not be read on a screen.
const LEAST_DRAWING: &str = "30rem";

/// Classes that the blocks of the document needed.
#[derive(Default)]
pub(crate) struct Sheet {
    /// Shares of a table's width, in hundredths of a percent.
    shares: BTreeSet<i64>,
    heights: BTreeSet<i32>,
    /// Least width on a screen in hundredths of an em, width on paper in twips.
    widths: BTreeSet<(i64, i32)>,
    /// Widths of drawings in twips.
    drawings: BTreeSet<i32>,
    /// Font stacks of the texts in charts, by number.
    stacks: BTreeMap<String, usize>,
}

impl Sheet {
    /// The class of a column that takes this share of its table.
    pub(crate) fn share(&mut self, hundredths: i64) -> String {
        self.shares.insert(hundredths);
        format!("w{hundredths}")
    }

    /// The class of a row that is at least this high.
    pub(crate) fn height(&mut self, twips: i32) -> String {
        self.heights.insert(twips);
        format!("h{twips}")
    }

    /// The class of something that is this wide on paper, and on a screen no narrower than `least` hundredths of an em.
    pub(crate) fn width(&mut self, least: i64, twips: i32) -> String {
        self.widths.insert((least, twips));
        format!("m{least}-{twips}")
    }

    /// The class of a drawing that is this wide on paper and a little wider on a screen.
    pub(crate) fn drawing(&mut self, twips: i32) -> String {
        self.drawings.insert(twips);
        format!("d{twips}")
    }

    /// The class of a font stack.
    pub(crate) fn stack(&mut self, stack: String) -> String {
        let next = self.stacks.len() + 1;
        format!("ff{}", self.stacks.entry(stack).or_insert(next))
    }

    /// The whole sheet.
    pub(crate) fn finish(&self, styles: &StyleClasses<'_>, pages: &Pages) -> String {
        let mut sheet = format!("\n{FIXED}{}{}", styles.rules(), pages.rules());
        for share in &self.shares {
            sheet += &format!(".w{share}{{width:{}}}\n", fraction(*share, 100, "%"));
        }
        for height in &self.heights {
            sheet += &format!(".h{height}{{height:{}}}\n", points(*height));
        }
        for (least, twips) in &self.widths {
            let (screen, print) = (fraction(*least, 100, "em"), points(*twips));
            sheet += &format!("@media screen{{.m{least}-{twips}{{min-width:{screen}}}}}\n");
            sheet += &format!("@media print{{.m{least}-{twips}{{width:{print}}}}}\n");
        }
        for twips in &self.drawings {
            let most = fraction(i64::from(*twips) * 6, 100, "pt");
            sheet +=
                &format!("@media screen{{svg.d{twips}{{min-width:min({most},{LEAST_DRAWING});max-width:{most}}}}}\n");
            sheet += &format!("@media print{{svg.d{twips}{{width:{};max-width:100%}}}}\n", points(*twips));
        }
        for (stack, number) in &self.stacks {
            sheet += &format!(".ff{number}{{font-family:{stack}}}\n");
        }
        sheet
    }
}
