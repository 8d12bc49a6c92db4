//! Findings for people: the source line with carets under the right columns, also below Chinese text.

use annotate_snippets::{AnnotationKind, Element, Level, Renderer, Snippet};

use crate::{Finding, Lang, Role, Severity, Source};

/// Whether the text may hold colour escapes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// For a terminal.
    Ansi,
    /// For a file or a pipe.
    Plain,
}

/// Longest stretch of source shown, in bytes; a dataset may be one line of megabytes.
const LONGEST_EXCERPT: usize = 360;

/// A finding as text for people, without a line end after the last line.
#[must_use]
pub fn render(finding: &Finding, lang: Lang, colour: Colour) -> String {
    let title = format!("[{}] {}", finding.code, finding.message.get(lang));
    let mut group = level(finding.severity, lang).primary_title(title).elements(Vec::<Element<'_>>::new());
    if let (Some(source), Some(span)) = (&finding.source, &finding.span) {
        let excerpt = Excerpt::of(source, span.clone());
        if let Some(place) = &excerpt.place {
            group = group.element(note(lang, "位置", "at").message(place.clone()));
        }
        let annotation = AnnotationKind::Primary.span(excerpt.span.clone());
        let mut snippet = Snippet::source(excerpt.text.to_owned()).line_start(excerpt.line).annotation(annotation);
        if excerpt.place.is_none() {
            snippet = snippet.path(source.name().to_owned());
        }
        group = group.element(snippet);
    }
    for (zh, en, text) in remarks(finding, lang) {
        group = group.element(note(lang, zh, en).message(text));
    }
    let renderer = match colour {
        Colour::Ansi => Renderer::styled(),
        Colour::Plain => Renderer::plain(),
    };
    renderer.render(&[group])
}

fn level(severity: Severity, lang: Lang) -> Level<'static> {
    match (severity, lang) {
        (Severity::Error, Lang::Zh) => Level::ERROR.with_name("错误"),
        (Severity::Error, Lang::En) => Level::ERROR,
        (Severity::Warning, Lang::Zh) => Level::WARNING.with_name("警告"),
        (Severity::Warning, Lang::En) => Level::WARNING,
        (Severity::Info, Lang::Zh) => Level::INFO.with_name("提示"),
        (Severity::Info, Lang::En) => Level::INFO,
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

/// The stretch of a file that is shown for a span.
struct Excerpt<'a> {
    text: &'a str,
    span: std::ops::Range<usize>,
    line: usize,
    /// `file:line:column`, where the excerpt starts inside a line, so that its own columns would be wrong.
    place: Option<String>,
}

impl<'a> Excerpt<'a> {
    fn of(source: &'a Source, span: std::ops::Range<usize>) -> Self {
        let start = source.boundary(span.start);
        // The caret marks the beginning of what spans lines: an object without a field is its opening brace.
        let line_end = source.text()[start..].find('\n').map_or(source.text().len(), |at| start + at);
        let end = source.boundary(span.end.clamp(start, line_end));
        let lines = source.lines_around(&(start..start));
        let position = source.position(start);
        // A part that begins inside a line of its file has other columns than its text.
        if lines.len() <= LONGEST_EXCERPT && source.starts_lines(lines.start) {
            let text = &source.text()[lines.clone()];
            return Self { text, span: start - lines.start..end - lines.start, line: position.line, place: None };
        }
        let from = source.boundary(start.saturating_sub(LONGEST_EXCERPT / 3).max(lines.start));
        let to = source.boundary((from + LONGEST_EXCERPT).min(lines.end)).max(start);
        Self {
            text: &source.text()[from..to],
            span: start - from..end.clamp(start, to) - from,
            line: position.line,
            place: Some(format!("{}:{}:{}", source.name(), position.line, position.column)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::Text;

    #[test]
    fn carets_stand_under_chinese_text() {
        let source = Arc::new(Source::new("数据.json", "{\n  \"名称\": \"江仪\", \"x\": -1\n}\n"));
        let start = source.text().find("-1").expect("in the text");
        let finding = Finding::error("S-MINIMUM", Text::new("不得小于 0", "must not be below 0"))
            .at("/x")
            .in_source(source, start..start + 2);
        let shown = render(&finding, Lang::Zh, Colour::Plain);
        assert!(shown.contains("数据.json:2:20"), "{shown}");
        let lines: Vec<&str> = shown.lines().collect();
        assert!(lines.iter().any(|line| line.ends_with("^^")), "{shown}");
    }

    #[test]
    fn a_huge_line_is_cut_around_the_place() {
        let source = Arc::new(Source::new("x.json", format!("[{}, -1, {}]", "1,".repeat(5000), "1,".repeat(5000))));
        let start = source.text().find("-1").expect("in the text");
        let finding = Finding::error("S-MINIMUM", Text::same("x")).in_source(source, start..start + 2);
        let shown = render(&finding, Lang::En, Colour::Plain);
        assert!(shown.len() < 1500 && shown.contains("x.json:1:10004"), "{shown}");
    }
}
