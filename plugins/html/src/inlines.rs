//! What stands inside a paragraph.

use jianbao_document::{Inline, TextRun, Tone, TypedValue, ValueFormat};

use crate::error::WriteError;
use crate::scribe::Scribe;
use crate::text;
use jianbao_exporter_sdk::Pointer;

/// Checks the text of an inline; the pointer of the error ends at the text itself.
pub(crate) fn check(inline: &Inline, at: &Pointer<'_>) -> Result<(), WriteError> {
    match inline {
        Inline::LineBreak => Ok(()),
        _ => text::check(inline.printed(), &at.key("text")),
    }
}

impl<'d> Scribe<'_, 'd> {
    /// Writes inlines. `at` points to their list.
    ///
    /// A number with an explanation is a button, and browsers break lines on both sides of a button, even before a comma.
    /// So the punctuation that belongs to the number is written into one unbreakable span with it.
    pub(crate) fn inlines(&mut self, inlines: &'d [Inline], at: &Pointer<'_>) -> Result<(), WriteError> {
        let mut taken = 0;
        for (index, inline) in inlines.iter().enumerate() {
            let here = at.index(index);
            check(inline, &here)?;
            let skip = std::mem::take(&mut taken);
            match inline {
                Inline::Text(run) => {
                    let kept = inlines.get(index + 1).filter(|next| self.explained(next).is_some());
                    let keep = if kept.is_some() && is_plain(run) { text::opening(&run.text[skip..]) } else { 0 };
                    self.run(run, &run.text[skip..run.text.len() - keep]);
                }
                Inline::Value(value) => {
                    let Some(figure) = self.explained(inline) else {
                        self.value(value, at, index)?;
                        continue;
                    };
                    let before = index.checked_sub(1).and_then(|before| plain(&inlines[before]));
                    let before = before.map_or("", |text| &text[text.len() - text::opening(text)..]);
                    let after = inlines.get(index + 1).and_then(plain).unwrap_or_default();
                    taken = text::closing(after);
                    self.explained_value(value, figure, before, &after[..taken], &here)?;
                }
                Inline::Reference(reference) => {
                    let target = self.context.targets.reference(reference, &here)?;
                    self.markup.leaf("a", &[("href", &format!("#{target}"))], &reference.text);
                }
                Inline::LineBreak => self.markup.void("br", &[]),
            }
        }
        Ok(())
    }

    /// A piece of a run in the run's formatting.
    fn run(&mut self, run: &TextRun, piece: &str) {
        if piece.is_empty() {
            return;
        }
        let formats = [(run.highlight, "mark"), (run.bold, "b"), (run.italic, "i"), (run.strike, "s")];
        let open = formats.iter().filter(|(asked, _)| *asked).map(|(_, name)| *name);
        for name in open.clone() {
            self.markup.open(name, &[]);
        }
        match run.tone {
            Some(tone) => self.markup.leaf("span", &[("class", tone_class(tone))], piece),
            None => self.markup.text(piece),
        }
        for name in open.rev() {
            self.markup.close(name);
        }
    }

    fn value(&mut self, value: &TypedValue, at: &Pointer<'_>, index: usize) -> Result<(), WriteError> {
        self.open_formats(value);
        self.machine_readable(value, &at.index(index))?;
        self.close_formats(value);
        Ok(())
    }

    /// A number that tells how it was computed: by pointing at it, or by the keyboard.
    fn explained_value(
        &mut self,
        value: &'d TypedValue,
        figure: &'d str,
        before: &str,
        after: &str,
        at: &Pointer<'_>,
    ) -> Result<(), WriteError> {
        let bound = !before.is_empty() || !after.is_empty();
        if bound {
            self.markup.open("span", &[("class", "nb")]);
            self.markup.text(before);
        }
        self.open_formats(value);
        let note = self.explanations.note(figure, &mut self.names);
        self.markup.open(
            "button",
            &[
                ("type", "button"),
                ("class", "fig"),
                ("popovertarget", &note),
                ("popovertargetaction", "show"),
                ("interestfor", &note),
            ],
        );
        self.machine_readable(value, at)?;
        self.markup.close("button");
        self.close_formats(value);
        if bound {
            self.markup.text(after);
            self.markup.close("span");
        }
        Ok(())
    }

    /// The printed text with the exact value for machines.
    pub(crate) fn machine_readable(&mut self, value: &TypedValue, at: &Pointer<'_>) -> Result<(), WriteError> {
        let exact = value.exact.as_deref();
        if let Some(exact) = exact {
            text::check(exact, &at.key("exact"))?;
        }
        if let Some(figure) = &value.figure {
            text::check(figure, &at.key("figure"))?;
        }
        let date = matches!(value.format, Some(ValueFormat::Date));
        let (name, key) = match exact {
            Some(exact) if date && is_date(exact) => ("time", "datetime"),
            Some(_) => ("data", "value"),
            None => ("span", ""),
        };
        let mut attributes = Vec::new();
        attributes.extend(exact.map(|exact| (key, exact)));
        attributes.extend(value.figure.as_deref().map(|figure| ("data-figure", figure)));
        if attributes.is_empty() {
            self.markup.text(&value.text);
        } else {
            self.markup.leaf(name, &attributes, &value.text);
        }
        Ok(())
    }

    fn open_formats(&mut self, value: &TypedValue) {
        if value.highlight {
            self.markup.open("mark", &[]);
        }
        if value.bold {
            self.markup.open("b", &[]);
        }
    }

    fn close_formats(&mut self, value: &TypedValue) {
        if value.bold {
            self.markup.close("b");
        }
        if value.highlight {
            self.markup.close("mark");
        }
    }

    /// The figure of a value that was computed, if it can be told how.
    fn explained(&self, inline: &'d Inline) -> Option<&'d str> {
        let Inline::Value(value) = inline else { return None };
        let figure = value.figure.as_deref().filter(|_| !value.text.is_empty())?;
        self.context.document.figures.get(figure).filter(|known| known.formula.is_some()).map(|_| figure)
    }
}

fn is_plain(run: &TextRun) -> bool {
    !run.bold && !run.italic && !run.strike && !run.highlight && run.tone.is_none()
}

/// The text of a run without formatting of its own.
fn plain(inline: &Inline) -> Option<&str> {
    match inline {
        Inline::Text(run) if is_plain(run) => Some(&run.text),
        _ => None,
    }
}

fn tone_class(tone: Tone) -> &'static str {
    match tone {
        Tone::Red => "tone red",
        Tone::Yellow => "tone yellow",
        Tone::Green => "tone green",
        Tone::Blue => "tone blue",
    }
}

/// Whether `datetime` takes the text: a year, a month or a day.
fn is_date(text: &str) -> bool {
    let digits = |part: &str, count: usize| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = text.split('-');
    let year = parts.next().is_some_and(|year| digits(year, 4));
    let rest: Vec<&str> = parts.collect();
    year && rest.len() <= 2 && rest.iter().all(|part| digits(part, 2))
}
