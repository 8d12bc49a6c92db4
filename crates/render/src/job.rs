//! One rendering: what templates print, by token, and what they could not find.

use std::collections::BTreeSet;
use std::fmt::{self, Write as _};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jianbao_calculate::{Entry, Form, Ledger, NoValue, Value as FigureValue};
use jianbao_dataset::codes::Light;
use jianbao_dataset::{Dataset, Piece, pieces, titles};
use jianbao_document::{Inline, Reference, TextRun, Tone, TypedValue};
use jianbao_layout::Layout;
use minijinja::value::{Object, ObjectRepr};

use crate::context::GLUED;
use crate::typed;

/// First and last character of a token; templates that contain them are refused.
pub(crate) const TOKEN_START: char = '\u{e000}';
pub(crate) const TOKEN_END: char = '\u{e001}';
/// The digit 0 in a token; 1 to 9 follow it.
const TOKEN_ZERO: u32 = 0xe010;

/// Largest text that a report may print, in bytes; a report is thousands of times smaller.
pub(crate) const LARGEST_OUTPUT: usize = 32 << 20;

/// What a template printed.
#[derive(Debug, Clone)]
pub(crate) enum Item {
    /// Literal text.
    Text(String),
    /// A figure, with its own number of decimal places or unit where the template asks for them.
    Figure { id: String, form: FigureForm },
    /// A field that the dataset leaves open, at a pointer.
    Absent { pointer: String, optional: bool },
    /// A text block that the dataset does not have, by key.
    Narrative { key: String, optional: bool },
    /// Paragraphs with placeholders, from the field at a pointer.
    Prose { text: String, pointer: String },
    /// A table or form, by id.
    Table(String),
    /// The table of contents down to a level.
    Contents(u8),
    /// A chart, by name, with its caption where the template gives one.
    Chart { name: String, caption: Option<String> },
    /// A reference to a table by id.
    Reference(String),
    /// Several items, one after the other.
    Several(Vec<Self>),
}

impl Item {
    /// Whether it is a block, which stands on a line of its own.
    pub(crate) fn is_block(&self) -> bool {
        matches!(self, Self::Table(_) | Self::Contents(_) | Self::Chart { .. })
    }
}

/// How a template wants a figure printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct FigureForm {
    /// Decimal places and unit.
    pub(crate) form: Form,
    /// Whether a missing value is no fault.
    pub(crate) optional: bool,
}

/// What the report must print and the dataset does not know.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Missing {
    /// JSON pointer of the field.
    pub(crate) pointer: String,
    /// What it is called.
    pub(crate) title: String,
    /// Whether it is a placeholder in a text, whose figure has no value: the sentence has a hole.
    pub(crate) hole: bool,
    /// Where in the report it goes: title of the section or form.
    pub(crate) place: String,
}

/// A text that is longer than its place in the form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct TooLong {
    /// JSON pointer of the text.
    pub(crate) pointer: String,
    /// Characters that the form allows.
    pub(crate) most: usize,
    /// Characters that the text has.
    pub(crate) length: usize,
}

/// One rendering.
#[derive(Debug)]
pub(crate) struct Job {
    pub(crate) layout: Arc<Layout>,
    pub(crate) dataset: Arc<Dataset>,
    pub(crate) ledger: Arc<Ledger>,
    /// Whether what is missing is marked where it goes.
    pub(crate) draft: bool,
    collected: Mutex<Collected>,
}

#[derive(Debug, Default)]
struct Collected {
    items: Vec<Item>,
    /// Bytes of all texts printed so far.
    printed: usize,
    /// A set: a table of thousands of open cells notes each of them.
    missing: BTreeSet<Missing>,
    too_long: BTreeSet<TooLong>,
    /// What is being rendered: where something that is missing now goes.
    place: String,
}

/// A token. Its digits are reserved characters too, so that no function of a template that changes digits or letters can
/// turn one token into another.
fn encode(index: usize) -> String {
    let digit = |digit: char| digit.to_digit(10).and_then(|digit| char::from_u32(TOKEN_ZERO + digit)).unwrap_or(digit);
    let digits: String = index.to_string().chars().map(digit).collect();
    format!("{TOKEN_START}{digits}{TOKEN_END}")
}

fn decode(digits: &str) -> Option<usize> {
    let digit =
        |character: char| u32::from(character).checked_sub(TOKEN_ZERO).and_then(|digit| char::from_digit(digit, 10));
    digits.chars().map(digit).collect::<Option<String>>()?.parse().ok()
}

impl Object for Job {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char(GLUED)
    }
}

impl Job {
    pub(crate) fn new(layout: Arc<Layout>, dataset: Arc<Dataset>, ledger: Arc<Ledger>, draft: bool) -> Self {
        Self { layout, dataset, ledger, draft, collected: Mutex::default() }
    }

    /// Says what is rendered from now on; returns what was before.
    pub(crate) fn enter(&self, place: String) -> String {
        std::mem::replace(&mut self.collected().place, place)
    }

    /// The lock is held for a push or a clone only; a panic elsewhere cannot leave it half changed.
    fn collected(&self) -> MutexGuard<'_, Collected> {
        self.collected.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps an item and returns its token; `None` where the report would print more text than any report holds.
    pub(crate) fn token(&self, item: Item) -> Option<String> {
        let mut collected = self.collected();
        if let Item::Text(text) | Item::Prose { text, .. } = &item {
            let printed = collected.printed.saturating_add(text.len());
            if printed > LARGEST_OUTPUT {
                return None;
            }
            collected.printed = printed;
        }
        collected.items.push(item);
        Some(encode(collected.items.len() - 1))
    }

    /// Notes something that the report must print and the dataset does not know.
    pub(crate) fn note_missing(&self, pointer: &str, title: &str, hole: bool) {
        let mut collected = self.collected();
        let place = collected.place.clone();
        collected.missing.insert(Missing { pointer: pointer.to_owned(), title: title.to_owned(), hole, place });
    }

    /// Notes a text that is too long for its place.
    pub(crate) fn note_too_long(&self, pointer: &str, most: usize, length: usize) {
        self.collected().too_long.insert(TooLong { pointer: pointer.to_owned(), most, length });
    }

    /// The texts that were too long so far, by pointer.
    pub(crate) fn too_long(&self) -> BTreeSet<TooLong> {
        self.collected().too_long.clone()
    }

    /// What was missing so far, by pointer.
    pub(crate) fn missing(&self) -> BTreeSet<Missing> {
        self.collected().missing.clone()
    }

    /// Text with tokens as a sequence of plain stretches and items.
    pub(crate) fn split(&self, text: &str) -> Vec<Result<String, Item>> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some(start) = rest.find(TOKEN_START) {
            let after = &rest[start + TOKEN_START.len_utf8()..];
            let Some(end) = after.find(TOKEN_END) else { break };
            if start > 0 {
                parts.push(Ok(rest[..start].to_owned()));
            }
            let item = decode(&after[..end]).and_then(|index| self.collected().items.get(index).cloned());
            parts.extend(item.map(Err));
            rest = &after[end + TOKEN_END.len_utf8()..];
        }
        if !rest.is_empty() {
            parts.push(Ok(rest.to_owned()));
        }
        parts
    }

    /// Text with tokens as plain text, for attributes and file names.
    pub(crate) fn plain(&self, text: &str) -> String {
        let inlines: Vec<Inline> = self.split(text).into_iter().flat_map(|part| self.inlines(part)).collect();
        jianbao_document::plain_text(&inlines)
    }

    /// A part as inlines. Prose of several paragraphs becomes one, with line breaks between them.
    pub(crate) fn inlines(&self, part: Result<String, Item>) -> Vec<Inline> {
        match part {
            Ok(text) | Err(Item::Text(text)) if text.is_empty() => Vec::new(),
            Ok(text) | Err(Item::Text(text)) => vec![Inline::text(text)],
            Err(Item::Figure { id, form }) => self.figure_inlines(&id, form),
            Err(Item::Absent { pointer, optional }) => {
                self.note_absent(&pointer, optional);
                self.blank(title_of(&pointer).as_str(), optional)
            }
            Err(Item::Narrative { key, optional }) => {
                let title = self.layout.manifest.narrative.get(&key).cloned().unwrap_or_default();
                if !optional {
                    self.note_missing(&format!("/narrative/{key}"), &title, false);
                }
                self.blank(&title, optional)
            }
            Err(Item::Several(items)) => items.into_iter().flat_map(|item| self.inlines(Err(item))).collect(),
            Err(Item::Prose { text, pointer }) => {
                let mut inlines = Vec::new();
                for paragraph in self.paragraphs(&text, &pointer) {
                    if !inlines.is_empty() {
                        inlines.push(Inline::LineBreak);
                    }
                    inlines.extend(paragraph);
                }
                inlines
            }
            Err(Item::Reference(target)) => vec![Inline::Reference(Reference { target, text: String::new() })],
            // Blocks inside a line are told as an error by whoever parses the line.
            Err(Item::Table(_) | Item::Contents(_) | Item::Chart { .. }) => Vec::new(),
        }
    }

    /// What stands where nothing is known: the layout's blank, in a draft a mark with the name of what is missing.
    pub(crate) fn blank(&self, title: &str, optional: bool) -> Vec<Inline> {
        if self.draft && !optional {
            return vec![Inline::Text(TextRun { text: to_be_filled(title), highlight: true, ..TextRun::default() })];
        }
        let blank = &self.layout.manifest.policies.blank.unknown;
        if blank.is_empty() { Vec::new() } else { vec![Inline::text(blank.as_str())] }
    }

    /// A figure as inlines; a light has its colour before its word.
    fn figure_inlines(&self, id: &str, form: FigureForm) -> Vec<Inline> {
        let value = Inline::Value(self.figure(id, form));
        let light = match self.ledger.get(id).map(|entry| &entry.value) {
            Some(FigureValue::Light(light)) => tone(*light),
            _ => return vec![value],
        };
        vec![Inline::Text(TextRun { text: "● ".to_owned(), tone: Some(light), ..TextRun::default() }), value]
    }

    /// A figure as a typed value.
    pub(crate) fn figure(&self, id: &str, form: FigureForm) -> TypedValue {
        let Some(entry) = self.ledger.get(id) else { return TypedValue::default() };
        let mut value = typed::value(entry, &self.layout.manifest.policies, form.form);
        if !form.optional {
            let noted = self.note_if_unknown(entry);
            if noted && self.draft {
                value.text = to_be_filled(entry.title.zh.rsplit(" · ").next().unwrap_or_default());
                value.highlight = true;
            }
        }
        value
    }

    /// Notes a placeholder whose figure has no value for a reason of its own: the sentence around it would have a hole.
    fn note_hole(&self, id: &str, pointer: &str) {
        let Some(entry) = self.ledger.get(id) else { return };
        let told_elsewhere = matches!(entry.no_value(), None | Some(NoValue::Unknown | NoValue::Missing(_)));
        if !told_elsewhere {
            self.note_missing(pointer, &entry.title.zh, true);
        }
    }

    /// Notes a field that is printed although the dataset leaves it open.
    pub(crate) fn note_absent(&self, pointer: &str, optional: bool) {
        if !optional {
            let title = match record_name(&self.dataset, pointer) {
                Some(name) => format!("{name} · {}", title_of(pointer)),
                None => title_of(pointer),
            };
            self.note_missing(pointer, &title, false);
        }
    }

    /// A fact that nobody knows is missing at its own place, a computed figure at the places of its unknown inputs. Returns
    /// whether anything was missing.
    fn note_if_unknown(&self, entry: &Entry) -> bool {
        match (&entry.value, &entry.pointer) {
            (FigureValue::None(NoValue::Unknown), Some(pointer)) => {
                self.note_missing(pointer, &entry.title.zh, false);
                true
            }
            (FigureValue::None(NoValue::Unknown), None) => {
                self.note_missing("/observations", &entry.title.zh, false);
                true
            }
            (FigureValue::None(NoValue::Missing(inputs)), _) => {
                let inputs = inputs.iter().filter_map(|id| self.ledger.get(id));
                // Every input is noted, so this is no `any`.
                inputs.map(|input| self.note_if_unknown(input)).fold(false, |any, noted| any | noted)
            }
            _ => false,
        }
    }

    /// Prose as paragraphs of inlines; placeholders become typed values.
    pub(crate) fn paragraphs(&self, text: &str, pointer: &str) -> Vec<Vec<Inline>> {
        let paragraphs = text.split('\n').filter(|paragraph| !paragraph.trim().is_empty());
        paragraphs.map(|paragraph| self.prose_inlines(paragraph.trim(), pointer)).collect()
    }

    fn prose_inlines(&self, paragraph: &str, pointer: &str) -> Vec<Inline> {
        let mut inlines = Vec::new();
        for (piece, _) in pieces(paragraph) {
            match piece {
                Piece::Text(text) => {
                    inlines.push(Inline::text(text));
                }
                Piece::Figure(id) => {
                    self.note_hole(id, pointer);
                    let form = Form { own_unit: true, ..Form::default() };
                    let mut value = self.figure(id, FigureForm { form, optional: false });
                    value.pointer = value.pointer.or_else(|| Some(pointer.to_owned()));
                    inlines.push(Inline::Value(value));
                }
            }
        }
        inlines
    }
}

/// The mark of a place that is still to be filled in.
fn to_be_filled(title: &str) -> String {
    format!("【待补：{title}】")
}

/// The name of a field, without those of the records around it.
fn title_of(pointer: &str) -> String {
    titles(pointer).rsplit(" › ").next().unwrap_or_default().to_owned()
}

fn tone(light: Light) -> Tone {
    match light {
        Light::Red => Tone::Red,
        Light::Yellow => Tone::Yellow,
        Light::Green => Tone::Green,
        Light::Blue => Tone::Blue,
    }
}

/// The name of the record that a field belongs to, where records of its kind have one.
fn record_name<'a>(dataset: &'a Dataset, pointer: &str) -> Option<&'a str> {
    let mut segments = pointer.split('/').skip(1);
    let (list, index) = (segments.next()?, segments.next()?.parse::<usize>().ok()?);
    match list {
        "observations" => {
            let id = &dataset.observations.get(index)?.indicator;
            dataset.indicators.iter().find(|indicator| indicator.id == *id).map(|indicator| indicator.name.as_str())
        }
        "indicators" => dataset.indicators.get(index).map(|indicator| indicator.name.as_str()),
        "organisations" => dataset.organisations.get(index).map(|organisation| organisation.name.as_str()),
        "funding" => dataset.funding.get(index).map(|source| source.name.as_str()),
        "uses" => dataset.uses.get(index).map(|using| using.purpose.as_str()),
        "documents" => dataset.documents.get(index).map(|document| document.title.as_str()),
        _ => None,
    }
}
