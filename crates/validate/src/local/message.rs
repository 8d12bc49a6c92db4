//! The message of a rule: words around fields and expressions in braces, filled in for a record.

use std::ops::Range;

use jianbao_calculate::plain;
use jianbao_finding::Lang;
use jianbao_layout::{Decimals, Policies, RuleSubject};

use super::expression::{Expression, Values, own, reason};
use super::fields::Kind;
use super::lexer::Wrong;
use super::value::{Value, Words};

/// Longest text that a record puts into a message, in characters.
const LONGEST_WORDS: usize = 60;

/// A message in one language.
#[derive(Debug)]
pub(super) struct Message {
    parts: Vec<Part>,
}

#[derive(Debug)]
enum Part {
    Text(String),
    Expression(Box<Expression>),
}

impl Message {
    /// Reads a message. `{{` and `}}` are braces.
    pub(super) fn new(text: &str, subject: RuleSubject) -> Result<Self, Vec<Wrong>> {
        let (mut parts, mut words, mut wrongs) = (Vec::new(), String::new(), Vec::new());
        let mut at = 0;
        while let Some(found) = text[at..].find(['{', '}']) {
            words += &text[at..at + found];
            at += found;
            let rest = &text[at..];
            if rest.starts_with("{{") || rest.starts_with("}}") {
                words.push_str(&rest[..1]);
                at += 2;
                continue;
            }
            let Some(inside) = inside(rest, at) else {
                let wrong = Wrong::new(at..at + 1, "花括号不成对", "the brace has no partner");
                wrongs.push(
                    wrong.hint("要写出花括号本身，写两个：{{ 或 }}", "a brace itself is written twice: `{{` or `}}`"),
                );
                return Err(wrongs);
            };
            if !words.is_empty() {
                parts.push(Part::Text(std::mem::take(&mut words)));
            }
            match Expression::new(&text[inside.clone()], subject) {
                Ok(expression) => parts.push(Part::Expression(Box::new(expression))),
                Err(found) => wrongs.extend(found.into_iter().map(|mut wrong| {
                    wrong.bytes = inside.start + wrong.bytes.start..inside.start + wrong.bytes.end;
                    wrong
                })),
            }
            at = inside.end + 1;
        }
        words += &text[at..];
        if !words.is_empty() {
            parts.push(Part::Text(words));
        }
        if wrongs.is_empty() { Ok(Self { parts }) } else { Err(wrongs) }
    }

    /// The message for a record.
    pub(super) fn fill(&self, values: &dyn Values, policies: &Policies, lang: Lang) -> String {
        let filled = self.parts.iter().map(|part| match part {
            Part::Text(text) => text.clone(),
            Part::Expression(expression) => {
                let value = expression.evaluate(values).and_then(|value| own(&value));
                let kind = expression.alone().map_or(Kind::Plain, |reference| reference.field.kind);
                let places = if expression.alone().is_some() { ALL } else { TWO };
                value.map_or_else(String::new, |value| shown(&value, kind, places, policies, lang))
            }
        });
        filled.collect()
    }
}

/// The bytes between a brace and its partner.
fn inside(rest: &str, at: usize) -> Option<Range<usize>> {
    let end = rest.strip_prefix('{')?.find(['{', '}'])?;
    rest[1 + end..].starts_with('}').then_some(at + 1..at + 1 + end)
}

/// All digits of a number.
const ALL: Decimals = Decimals { places: 28, trimmed: true };
/// What an expression computes is shown as rates are.
const TWO: Decimals = Decimals { places: 2, trimmed: true };

/// A value as messages show it.
pub(super) fn shown(value: &Value, kind: Kind, places: Decimals, policies: &Policies, lang: Lang) -> String {
    if let Some(why) = value.why() {
        return reason(why).get(lang).to_owned();
    }
    match value {
        Value::Number(number) => {
            let number = number.0.unwrap_or_default();
            match kind {
                Kind::Percent => plain(number, policies.rate) + "%",
                Kind::Points => plain(number, policies.rate) + word(lang, "个百分点", " percentage points"),
                Kind::Money => plain(number, ALL) + word(lang, "万元", " 万元"),
                _ => plain(number, places),
            }
        }
        Value::Words(words) => text(words, lang),
        Value::Truth(truth) => match truth.0 {
            Ok(true) => word(lang, "是", "yes").to_owned(),
            _ => word(lang, "否", "no").to_owned(),
        },
        Value::Day(day) => day.0.map(|day| day.to_string()).unwrap_or_default(),
    }
}

fn word(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

fn text(words: &Words, lang: Lang) -> String {
    let Ok(text) = &words.text else { return String::new() };
    if let (Some(list), Lang::Zh) = (words.list, lang) {
        let label = list().into_iter().find(|(code, _)| *code == &**text);
        return label.map_or_else(|| text.to_string(), |(_, label)| label.to_owned());
    }
    let line = text.replace('\n', " ");
    match line.char_indices().nth(LONGEST_WORDS) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
