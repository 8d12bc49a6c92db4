//! What stands in a cell: nothing, a number, a date, or text in one or more faces.

use jianbao_document::{Cell, Inline, ParagraphStyle, Tone, TypedValue, ValueFormat};
use rust_decimal::Decimal;

use crate::date;
use crate::error::WriteError;
use crate::graph::Graph;
use crate::number::{self, Number, Percent, Reading};
use crate::styles::Checked;
use crate::{Note, text};
use jianbao_exporter_sdk::Pointer;

/// The content of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Content<'d> {
    /// Nothing.
    Blank,
    /// A number; the value carries its figure and the text that it shows.
    Number(Number, &'d TypedValue),
    /// A day, by Excel's count.
    Date(u32, &'d TypedValue),
    /// Text.
    Text(Vec<Piece<'d>>),
}

/// Text in one face.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece<'d> {
    pub(crate) text: String,
    pub(crate) face: Face<'d>,
}

/// How a piece of text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Face<'d> {
    pub(crate) style: &'d ParagraphStyle,
    pub(crate) bold: bool,
    pub(crate) italic: bool,
    pub(crate) strike: bool,
    pub(crate) tone: Option<Tone>,
}

impl<'d> Face<'d> {
    /// As the style says; heads are bold.
    pub(crate) fn of(style: &'d ParagraphStyle, head: bool) -> Self {
        Self { style, bold: style.bold || head, italic: false, strike: false, tone: None }
    }
}

/// Reads cells; collects what the user should know.
pub(crate) struct Reader<'d> {
    pub(crate) styles: Checked<'d>,
    pub(crate) figures: Graph<'d>,
    pub(crate) notes: Vec<Note>,
}

/// A cell that was read.
pub(crate) struct Read<'d> {
    pub(crate) content: Content<'d>,
    /// Style of the first paragraph.
    pub(crate) style: &'d ParagraphStyle,
    /// Whether a place in it is marked for the reader's attention.
    pub(crate) marked: bool,
    /// Whether all of it is bold.
    pub(crate) bold: bool,
}

impl<'d> Reader<'d> {
    /// A cell of a table. `at` points to the cell.
    pub(crate) fn cell(
        &mut self,
        cell: &'d Cell,
        table_style: &'d ParagraphStyle,
        head: bool,
        at: &Pointer<'_>,
    ) -> Result<Read<'d>, WriteError> {
        let paragraphs = at.key("paragraphs");
        let mut pieces = Vec::new();
        let mut style = None;
        for (index, paragraph) in cell.paragraphs.iter().enumerate() {
            let at = paragraphs.index(index);
            let own = match &paragraph.style {
                Some(name) => self.styles.require(name, &at.key("style"))?,
                None => table_style,
            };
            style.get_or_insert(own);
            if index > 0 {
                push(&mut pieces, "\n", Face::of(own, head));
            }
            inlines(&mut pieces, &paragraph.inlines, Face::of(own, head), &at.key("inlines"))?;
        }
        text::check_length(length(&pieces), at)?;
        let style = style.unwrap_or(table_style);
        let marked = cell.paragraphs.iter().any(|paragraph| is_marked(&paragraph.inlines));
        let single = match cell.paragraphs.as_slice() {
            [paragraph] => match paragraph.inlines.as_slice() {
                [Inline::Value(value)] => self.typed(value, at),
                _ => None,
            },
            _ => None,
        };
        let bold = !pieces.is_empty() && pieces.iter().all(|piece| piece.face.bold);
        Ok(Read { content: single.unwrap_or_else(|| text_or_blank(pieces)), style, marked, bold })
    }

    /// A line of text outside any table.
    pub(crate) fn line(
        before: &str,
        line: &'d [Inline],
        style: &'d ParagraphStyle,
        at: &Pointer<'_>,
    ) -> Result<Read<'d>, WriteError> {
        let face = Face::of(style, false);
        let mut pieces = Vec::new();
        push(&mut pieces, before, face);
        inlines(&mut pieces, line, face, at)?;
        text::check_length(length(&pieces), at)?;
        let content = text_or_blank(pieces);
        Ok(Read { content, style, marked: is_marked(line), bold: style.bold })
    }

    /// The value as a number or a date; absent where it is text.
    fn typed(&mut self, value: &'d TypedValue, at: &Pointer<'_>) -> Option<Content<'d>> {
        if value.format == Some(ValueFormat::Date) {
            return day(value).map(|serial| Content::Date(serial, value));
        }
        self.number(value, Percent::Fraction, at).map(|number| Content::Number(number, value))
    }

    /// The value as a number; notes it where Excel cannot hold it.
    fn number(&mut self, value: &TypedValue, percent: Percent, at: &Pointer<'_>) -> Option<Number> {
        let quotient = value.figure.as_deref().is_some_and(|figure| self.figures.divides(figure));
        match number::read(value, quotient, percent) {
            Reading::Number(number) => Some(number),
            Reading::Text => None,
            Reading::TooLong => {
                let message = format!("`{}` has more digits than Excel keeps, so it was written as text", value.text);
                self.notes.push(Note { message, pointer: at.to_string() });
                None
            }
        }
    }

    /// A value of a chart: a number in the unit of the axis. A wording such as `≥95%` still has a length.
    pub(crate) fn bar(&mut self, value: &TypedValue, at: &Pointer<'_>) -> Option<Number> {
        self.number(value, Percent::Plain, at).or_else(|| {
            let shift = match value.format {
                Some(ValueFormat::Number { shift, .. }) => shift,
                _ => 0,
            };
            let exact = Decimal::from_str_exact(value.exact.as_deref()?).ok()?;
            let stored = number::shifted(exact, shift.checked_neg()?)?;
            let format = "General".to_owned();
            (number::significant(stored) <= number::DIGITS).then_some(Number { stored, format, scale: shift })
        })
    }
}

/// Excel's number of a date that is printed in full.
fn day(value: &TypedValue) -> Option<u32> {
    let (year, month, day) = date::parts(value.exact.as_deref()?)?;
    let printed = value.text == format!("{year}年{month}月{day}日");
    date::serial((year, month, day)).filter(|_| printed)
}

fn inlines<'d>(
    pieces: &mut Vec<Piece<'d>>,
    inlines: &'d [Inline],
    base: Face<'d>,
    at: &Pointer<'_>,
) -> Result<(), WriteError> {
    for (index, inline) in inlines.iter().enumerate() {
        let face = match inline {
            Inline::Text(run) => {
                Face { bold: base.bold || run.bold, italic: run.italic, strike: run.strike, tone: run.tone, ..base }
            }
            Inline::Value(value) => Face { bold: base.bold || value.bold, ..base },
            Inline::Reference(_) | Inline::LineBreak => base,
        };
        if *inline != Inline::LineBreak {
            text::check(inline.printed(), &at.index(index).key("text"))?;
        }
        push(pieces, inline.printed(), face);
    }
    Ok(())
}

/// Adds text; what looks like the piece before continues it, and so does a new line.
fn push<'d>(pieces: &mut Vec<Piece<'d>>, text: &str, face: Face<'d>) {
    if text.is_empty() {
        return;
    }
    match pieces.last_mut() {
        Some(last) if last.face == face || text == "\n" => last.text.push_str(text),
        _ => pieces.push(Piece { text: text.to_owned(), face }),
    }
}

fn text_or_blank(pieces: Vec<Piece<'_>>) -> Content<'_> {
    if pieces.is_empty() { Content::Blank } else { Content::Text(pieces) }
}

fn length(pieces: &[Piece<'_>]) -> usize {
    pieces.iter().map(|piece| text::units(&piece.text)).sum()
}

fn is_marked(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| match inline {
        Inline::Text(run) => run.highlight,
        Inline::Value(value) => value.highlight,
        Inline::Reference(_) | Inline::LineBreak => false,
    })
}
