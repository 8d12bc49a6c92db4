//! The page being written, and what all parts of it share.

use jianbao_document::Document;

use crate::explanations::Explanations;
use crate::markup::Markup;
use crate::names::Names;
use crate::pages::Pages;
use crate::sheet::Sheet;
use crate::styles::StyleClasses;
use crate::targets::Targets;
use crate::title::Title;
use crate::words::Words;

/// What is known before the first block is written.
pub(crate) struct Context<'d> {
    pub(crate) document: &'d Document,
    pub(crate) words: &'static Words,
    pub(crate) styles: StyleClasses<'d>,
    pub(crate) targets: Targets<'d>,
    pub(crate) pages: Pages,
    pub(crate) title: Option<Title>,
}

/// Writes the body of the page.
pub(crate) struct Scribe<'c, 'd> {
    pub(crate) context: &'c Context<'d>,
    pub(crate) markup: Markup,
    pub(crate) sheet: Sheet,
    pub(crate) names: Names,
    pub(crate) explanations: Explanations<'d>,
    /// Tables so far, for those without a name.
    pub(crate) tables: usize,
}

impl<'c, 'd> Scribe<'c, 'd> {
    pub(crate) fn new(context: &'c Context<'d>, names: Names) -> Self {
        Self {
            context,
            markup: Markup::default(),
            sheet: Sheet::default(),
            names,
            explanations: Explanations::default(),
            tables: 0,
        }
    }

    /// Opens a region that scrolls sideways by itself, so that the page never does. It takes the focus, so that a
    /// keyboard can scroll it.
    pub(crate) fn open_region(&mut self, label: (&str, &str)) {
        self.markup.open("div", &[("class", "scroll"), ("role", "region"), ("tabindex", "0"), label]);
    }

    pub(crate) fn close_region(&mut self) {
        self.markup.close("div");
        self.markup.line();
    }
}
