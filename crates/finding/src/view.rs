//! Findings for people: the source line with carets under the right columns, also below Chinese text.

mod excerpt;

use annotate_snippets::{AnnotationKind, Element, Level, Renderer, Snippet};

use crate::{Finding, Lang, Role, Severity};

use excerpt::Excerpt;

/// Whether the text may hold colour escapes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// For a terminal.
    Ansi,
    /// For a file or a pipe.
    Plain,
}

/// Columns of a terminal that excerpts are fitted to; the renderer would cut wider ones at a place of its own.
const WIDTH: usize = 140;

/// A finding as text for people, without a line end after the last line.
#[must_use]
pub fn render(finding: &Finding, lang: Lang, colour: Colour) -> String {
    let title = format!("[{}] {}", finding.code, finding.message.get(lang));
    let mut group = level(finding.severity, lang).primary_title(title).elements(Vec::<Element<'_>>::new());
    if let (Some(source), Some(span)) = (&finding.source, &finding.span) {
        let excerpt = Excerpt::of(source, span);
        if excerpt.shifted {
            let position = source.position(span.start);
            let place = format!("{}:{}:{}", source.name(), position.line, position.column);
            group = group.element(note(lang, "位置", "at").message(place));
        }
        // A masked finding has no text to show.
        if !excerpt.text.is_empty() || !excerpt.shifted {
            let annotation = AnnotationKind::Primary.span(excerpt.span);
            let snippet = Snippet::source(excerpt.text).line_start(excerpt.line).annotation(annotation);
            group = group.element(if excerpt.shifted { snippet } else { snippet.path(source.name().to_owned()) });
        }
    }
    for (zh, en, text) in remarks(finding, lang) {
        group = group.element(note(lang, zh, en).message(text));
    }
    let renderer = match colour {
        Colour::Ansi => Renderer::styled(),
        Colour::Plain => Renderer::plain(),
    };
    renderer.term_width(WIDTH).render(&[group])
}

fn level(severity: Severity, lang: Lang) -> Level<'static> {
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    match lang {
        Lang::Zh => level.with_name(severity.word(lang)),
        // The renderer's own English words.
        Lang::En => level,
    }
}

fn note(lang: Lang, zh: &'static str, en: &'static str) -> Level<'static> {
    Level::NOTE.with_name(match lang {
        Lang::Zh => zh,
        Lang::En => en,
    })
}

/// The lines below the excerpt, each with its name in Chinese and English.
fn remarks(finding: &Finding, lang: Lang) -> Vec<(&'static str, &'static str, String)> {
    let mut remarks = Vec::new();
    if let Some(place) = &finding.place {
        remarks.push(("字段", "field", place.get(lang).to_owned()));
    }
    if let Some(pointer) = &finding.pointer {
        let shown = if pointer.is_empty() { "/" } else { pointer };
        remarks.push(("指针", "pointer", shown.to_owned()));
    }
    if !finding.numbers.is_empty() {
        let numbers: Vec<String> = finding
            .numbers
            .iter()
            .map(|number| {
                let unit = number.unit.as_deref().unwrap_or_default();
                format!("{} {}{}{unit}", role(number.role, lang), number.value, space_before(unit))
            })
            .collect();
        remarks.push(("数值", "numbers", numbers.join(" · ")));
    }
    if let Some(hint) = &finding.hint {
        remarks.push(("建议", "hint", hint.get(lang).to_owned()));
    }
    remarks
}

fn space_before(unit: &str) -> &'static str {
    if unit.is_empty() || unit == "%" { "" } else { " " }
}

fn role(role: Role, lang: Lang) -> &'static str {
    match (role, lang) {
        (Role::Reported, Lang::Zh) => "原件所印",
        (Role::Reported, Lang::En) => "reported",
        (Role::Computed, Lang::Zh) => "计算所得",
        (Role::Computed, Lang::En) => "computed",
        (Role::Stated, Lang::Zh) => "所填",
        (Role::Stated, Lang::En) => "stated",
        (Role::Limit, Lang::Zh) => "限值",
        (Role::Limit, Lang::En) => "limit",
    }
}

#[cfg(test)]
mod tests;
