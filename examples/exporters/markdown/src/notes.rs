//! Footnotes: why a figure has no value, and how one was computed.

use std::collections::BTreeMap;

use jianbao_exporter_sdk::document::{Document, DocumentFigure, Formula, TypedValue};

use crate::escape;
use crate::options::Footnotes;

/// The footnotes of a document, numbered in the order in which the text asks for them.
pub(crate) struct Notes<'d> {
    figures: &'d BTreeMap<String, DocumentFigure>,
    wanted: Footnotes,
    chinese: bool,
    asked: Vec<&'d str>,
}

impl<'d> Notes<'d> {
    pub(crate) fn new(document: &'d Document, wanted: Footnotes) -> Self {
        let chinese = document.properties.language.starts_with("zh");
        Self { figures: &document.figures, wanted, chinese, asked: Vec::new() }
    }

    /// The figure of a value, if there is something to say about it.
    pub(crate) fn of(&self, value: &TypedValue) -> Option<&'d str> {
        let (id, figure) = self.figures.get_key_value(value.figure.as_deref()?)?;
        let explained = match self.wanted {
            Footnotes::None => false,
            Footnotes::Reasons => figure.no_value.is_some(),
            Footnotes::Formulas => figure.no_value.is_some() || figure.formula.is_some(),
        };
        explained.then_some(id.as_str())
    }

    /// The number of a figure's footnote; a figure that is shown twice has one.
    pub(crate) fn number(&mut self, id: &'d str) -> usize {
        let position = self.asked.iter().position(|asked| *asked == id).unwrap_or_else(|| {
            self.asked.push(id);
            self.asked.len() - 1
        });
        position + 1
    }

    /// What is said about a figure.
    pub(crate) fn text(&self, id: &str) -> String {
        let Some(figure) = self.figures.get(id) else { return String::new() };
        let formula = figure.formula.as_ref().filter(|_| self.wanted == Footnotes::Formulas);
        let formula = formula.map(|formula| format!(" = {}", self.formula(formula, figure, false)));
        let value = match (&figure.exact, &figure.no_value) {
            (Some(exact), _) => format!(" = {exact}{}", figure.unit.as_deref().unwrap_or_default()),
            (None, Some(reason)) => format!("{}{reason}", if self.chinese { "：" } else { ": " }),
            (None, None) => String::new(),
        };
        format!("{}{}{value}", figure.title, formula.unwrap_or_default())
    }

    /// The footnotes as Markdown, a paragraph each.
    pub(crate) fn written(&self) -> Vec<String> {
        let texts = self.asked.iter().map(|id| escape::markdown(&self.text(id)));
        texts.enumerate().map(|(index, text)| format!("[^{}]: {}", index + 1, escape::line_start(&text))).collect()
    }

    /// A formula in words. `inside` says that it is part of another one.
    fn formula(&self, formula: &Formula, of: &DocumentFigure, inside: bool) -> String {
        let all = |parts: &[Formula], sign: &str| {
            parts.iter().map(|part| self.formula(part, of, true)).collect::<Vec<_>>().join(sign)
        };
        let text = match formula {
            Formula::Figure(id) => return self.title(id, of),
            Formula::Number(number) => return number.clone(),
            Formula::Sum(parts) => all(parts, " + "),
            Formula::Difference(parts) => all(parts.as_slice(), " − "),
            Formula::Product(parts) => all(parts, " × "),
            Formula::Quotient(parts) => all(parts.as_slice(), " ÷ "),
            Formula::Compare(parts) => all(parts.as_slice(), if self.chinese { " 对比 " } else { " against " }),
            Formula::Smallest(parts) => return format!("min({})", all(parts, ", ")),
            Formula::Worst(parts) => return format!("worst({})", all(parts, ", ")),
        };
        if inside { format!("({text})") } else { text }
    }

    fn title(&self, id: &str, of: &DocumentFigure) -> String {
        let input = of.inputs.iter().find(|input| input.figure == id).map(|input| input.title.clone());
        input.or_else(|| self.figures.get(id).map(|figure| figure.title.clone())).unwrap_or_else(|| id.to_owned())
    }
}
