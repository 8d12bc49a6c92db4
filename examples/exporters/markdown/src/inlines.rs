//! Runs of text, in Markdown or in the HTML of a table.

use jianbao_exporter_sdk::document::{Inline, TextRun, TypedValue};

use crate::escape;
use crate::notes::Notes;

/// Where inlines stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// In a paragraph: lines may break.
    Paragraph,
    /// In a heading or a caption: one line.
    Line,
    /// In a cell of a Markdown table: one line, with marks for breaks.
    Cell,
    /// In a cell of an HTML table.
    Html,
}

/// Emphasis of a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Emphasis {
    bold: bool,
    italic: bool,
    strike: bool,
    highlight: bool,
}

/// A run of Markdown or HTML in one emphasis.
struct Piece {
    emphasis: Emphasis,
    markup: String,
    /// Whether the text begins and ends with letters or digits, so that asterisks next to it mean emphasis.
    plain_ends: bool,
}

/// Writes inlines; footnotes that they need are added to `notes`.
pub(crate) fn write(inlines: &[Inline], place: Place, notes: &mut Notes<'_>) -> String {
    let mut pieces: Vec<Piece> = Vec::new();
    for inline in inlines {
        let piece = match inline {
            Inline::Text(run) => of_run(run, place),
            Inline::Value(value) => of_value(value, place, notes),
            Inline::Reference(reference) => Piece::unmarked(link(&reference.target, &reference.text, place)),
            Inline::LineBreak => Piece::unmarked(line_break(place).to_owned()),
        };
        match pieces.last_mut() {
            // Two runs in one emphasis are one: `**甲****乙**` would show asterisks.
            Some(last) if last.emphasis == piece.emphasis && last.emphasis != Emphasis::default() => {
                last.append(&piece);
            }
            _ => pieces.push(piece),
        }
    }
    let mut out = String::new();
    for piece in pieces {
        let asterisks = place != Place::Html && piece.plain_ends && !out.ends_with(['*', '~']);
        out.push_str(&piece.emphasised(asterisks));
    }
    match place {
        Place::Paragraph => out.split('\n').map(escape::line_start).collect::<Vec<_>>().join("\n"),
        _ => out,
    }
}

/// A link to a block of the document.
pub(crate) fn link(target: &str, text: &str, place: Place) -> String {
    let id = escape::id(target);
    match place {
        Place::Html => format!("<a href=\"#{id}\">{}</a>", escape::html(text)),
        _ => format!("[{}](#{id})", escape::markdown(text)),
    }
}

/// The mark of a new line.
pub(crate) fn line_break(place: Place) -> &'static str {
    match place {
        Place::Paragraph => "\\\n",
        Place::Line => " ",
        Place::Cell => "<br>",
        Place::Html => "<br/>",
    }
}

fn of_run(run: &TextRun, place: Place) -> Piece {
    let emphasis = Emphasis { bold: run.bold, italic: run.italic, strike: run.strike, highlight: run.highlight };
    Piece::of(&run.text, emphasis, place)
}

fn of_value(value: &TypedValue, place: Place, notes: &mut Notes<'_>) -> Piece {
    let emphasis = Emphasis { bold: value.bold, highlight: value.highlight, ..Emphasis::default() };
    let mut piece = Piece::of(&value.text, emphasis, place);
    if let Some(explained) = notes.of(value) {
        let mark = match place {
            // Markdown is not read inside HTML, so the reason stands where the mouse finds it.
            Place::Html => format!("<sup title=\"{}\">*</sup>", escape::html(&notes.text(explained))),
            _ => format!("[^{}]", notes.number(explained)),
        };
        piece.markup.push_str(&mark);
        piece.plain_ends = false;
    }
    piece
}

impl Piece {
    fn unmarked(markup: String) -> Self {
        Self { emphasis: Emphasis::default(), markup, plain_ends: false }
    }

    fn of(text: &str, emphasis: Emphasis, place: Place) -> Self {
        let ends = [text.chars().next(), text.chars().next_back()];
        let plain_ends = ends.iter().all(|end| end.is_some_and(char::is_alphanumeric));
        let markup = if place == Place::Html { escape::html(text) } else { escape::markdown(text) };
        Self { emphasis, markup, plain_ends }
    }

    fn append(&mut self, other: &Self) {
        self.markup.push_str(&other.markup);
        self.plain_ends &= other.plain_ends;
    }

    fn emphasised(self, asterisks: bool) -> String {
        let Emphasis { bold, italic, strike, highlight } = self.emphasis;
        let marks = [
            (italic, if asterisks { ("*", "*") } else { ("<em>", "</em>") }),
            (bold, if asterisks { ("**", "**") } else { ("<strong>", "</strong>") }),
            (strike, ("<del>", "</del>")),
            (highlight, ("<mark>", "</mark>")),
        ];
        let marks = marks.into_iter().filter(|(wanted, _)| *wanted && !self.markup.is_empty());
        // Asterisks stand inside tags, next to the text.
        marks.fold(self.markup.clone(), |inner, (_, (open, close))| format!("{open}{inner}{close}"))
    }
}
