//! How the computed numbers came about: one note for each figure, shown on pointing at a number or by the keyboard.
//!
//! Notes are popovers, which the browser opens, places above everything, and closes on Escape without a script. A browser
//! that does not know popovers shows them as notes at the end of the page. The keyboard opens them by Enter only: if the
//! focus alone opened them too, a browser would do so half a second after Escape has closed them.

use std::collections::BTreeMap;

use jianbao_document::{DocumentFigure, FormulaInput};

use crate::error::WriteError;
use crate::formula;
use crate::names::Names;
use crate::scribe::Scribe;
use crate::text;
use jianbao_exporter_sdk::Pointer;

/// Longer formulas are a list of inputs and need no second line of names.
const MOST_NAMES: usize = 4;

/// The notes that the page needs so far.
#[derive(Default)]
pub(crate) struct Explanations<'d> {
    order: Vec<&'d str>,
    ids: BTreeMap<&'d str, String>,
}

impl<'d> Explanations<'d> {
    /// The id of the note of a figure.
    pub(crate) fn note(&mut self, figure: &'d str, names: &mut Names) -> String {
        let order = &mut self.order;
        let id = self.ids.entry(figure).or_insert_with(|| {
            order.push(figure);
            names.claim(&format!("why-{figure}"))
        });
        id.clone()
    }
}

impl<'d> Scribe<'_, 'd> {
    /// Writes the notes of all figures that the page shows, and of the figures that these come from.
    pub(crate) fn explanations(&mut self) -> Result<(), WriteError> {
        let figures = &self.context.document.figures;
        if self.explanations.order.is_empty() {
            return Ok(());
        }
        self.markup.open("div", &[("class", "notes")]);
        let all = Pointer::ROOT.key("figures");
        let mut next = 0;
        while let Some(id) = self.explanations.order.get(next).copied() {
            next += 1;
            if let Some(figure) = figures.get(id) {
                self.explanation(id, figure, &all.key(id))?;
            }
        }
        self.markup.close("div");
        self.markup.line();
        Ok(())
    }

    fn explanation(&mut self, id: &'d str, figure: &'d DocumentFigure, at: &Pointer<'_>) -> Result<(), WriteError> {
        check(figure, at)?;
        let words = self.context.words;
        let note = self.explanations.note(id, &mut self.names);
        let label = format!("{}：{}", words.explanation, figure.title);
        self.markup.line();
        self.markup.open(
            "div",
            &[("class", "why"), ("id", &note), ("popover", "auto"), ("role", "dialog"), ("aria-label", &label)],
        );
        self.markup.leaf("p", &[("class", "why-title")], &figure.title);
        let formula_at = at.key("formula");
        if let Some(line) = formula::equation(figure, words) {
            text::check(&line, &formula_at)?;
            self.markup.leaf("p", &[("class", "why-sum")], &line);
        }
        if figure.inputs.len() <= MOST_NAMES
            && let Some(line) = formula::in_words(figure, words)
        {
            text::check(&line, &formula_at)?;
            self.markup.leaf("p", &[("class", "why-words")], &line);
        }
        if let Some(reason) = &figure.no_value {
            self.markup.leaf("p", &[("class", "why-words")], reason);
        }
        if !figure.inputs.is_empty() {
            self.markup.open(
                "div",
                &[("class", "why-inputs"), ("role", "group"), ("tabindex", "0"), ("aria-label", words.inputs)],
            );
            self.markup.open("dl", &[]);
            for input in &figure.inputs {
                self.input(input);
            }
            self.markup.close("dl");
            self.markup.close("div");
        }
        self.markup.close("div");
        Ok(())
    }

    /// An input with its value and where it comes from: another formula, or a place in the dataset.
    fn input(&mut self, input: &'d FormulaInput) {
        let words = self.context.words;
        let source = self.context.document.figures.get(&input.figure);
        self.markup.open("div", &[]);
        self.markup.leaf("dt", &[], &input.title);
        self.markup.open("dd", &[]);
        let value = match &input.exact {
            Some(exact) => {
                let (sign, number) = formula::rounded(exact);
                let sign = if sign == "≈" { sign } else { "" };
                format!("{sign}{number}{}", input.unit.as_deref().unwrap_or_default())
            }
            None => format!("—（{}）", words.unknown),
        };
        if source.is_some_and(|source| source.formula.is_some()) {
            let note = self.explanations.note(&input.figure, &mut self.names);
            let attributes = [("type", "button"), ("class", "fig"), ("popovertarget", &note)];
            self.markup.leaf("button", &attributes, &value);
        } else {
            self.markup.text(&value);
        }
        if let Some(pointer) = source.and_then(|source| source.pointer.as_deref()) {
            self.markup.text(" ");
            self.markup.leaf("code", &[], pointer);
        }
        self.markup.close("dd");
        self.markup.close("div");
    }
}

fn check(figure: &DocumentFigure, at: &Pointer<'_>) -> Result<(), WriteError> {
    text::check(&figure.title, &at.key("title"))?;
    let texts = [
        ("exact", &figure.exact),
        ("no_value", &figure.no_value),
        ("unit", &figure.unit),
        ("pointer", &figure.pointer),
    ];
    for (key, text) in texts {
        if let Some(text) = text {
            text::check(text, &at.key(key))?;
        }
    }
    let inputs = at.key("inputs");
    for (index, input) in figure.inputs.iter().enumerate() {
        let at = inputs.index(index);
        text::check(&input.figure, &at.key("figure"))?;
        text::check(&input.title, &at.key("title"))?;
        for (key, text) in [("exact", &input.exact), ("unit", &input.unit)] {
            if let Some(text) = text {
                text::check(text, &at.key(key))?;
            }
        }
    }
    Ok(())
}
