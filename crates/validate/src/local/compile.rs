//! From the words of rules to compiled rules, or everything that is wrong with them, each at its line and column.

use std::ops::Range;

use jianbao_finding::{Finding, Severity, Text};
use jianbao_layout::{RuleSet, RuleSpec, RuleSubject, Said};

use super::LocalRules;
use super::expression::Expression;
use super::fields::{self, Reference, Resolved};
use super::lexer::Wrong;
use super::message::Message;

/// A rule, ready to look at records.
#[derive(Debug)]
pub(super) struct Compiled {
    pub(super) code: String,
    pub(super) subject: RuleSubject,
    pub(super) when: Option<Expression>,
    pub(super) check: Expression,
    pub(super) at: Option<Reference>,
    pub(super) severity: Severity,
    /// In Chinese and in English.
    pub(super) message: [Message; 2],
    pub(super) hint: Option<[Message; 2]>,
    /// Where the demand comes from, for findings without a hint.
    pub(super) source: Option<Text>,
}

/// Compiles rules; everything that is wrong is told.
pub(crate) fn compile(set: &RuleSet) -> Result<LocalRules, Vec<Finding>> {
    let (mut rules, mut found) = (Vec::new(), Vec::new());
    for (index, spec) in set.rules().iter().enumerate() {
        let mut reader = Reader { set, index, subject: spec.subject, found: Vec::new() };
        let rule = reader.rule(spec);
        match rule {
            Some(rule) if reader.found.is_empty() => rules.push(rule.into()),
            _ => found.extend(reader.found),
        }
    }
    if found.is_empty() { Ok(LocalRules { rules }) } else { Err(found) }
}

/// One rule being read.
struct Reader<'s> {
    set: &'s RuleSet,
    index: usize,
    subject: RuleSubject,
    found: Vec<Finding>,
}

impl Reader<'_> {
    fn rule(&mut self, spec: &RuleSpec) -> Option<Compiled> {
        let when = spec.when.as_ref().map(|text| self.truth("when", text));
        let check = self.truth("check", &spec.check);
        let at = spec.at.as_ref().map(|name| self.place(name));
        let message = self.messages("message", &spec.message);
        let hint = spec.hint.as_ref().map(|said| self.messages("hint", said));
        let source = spec
            .source
            .as_ref()
            .map(|source| Text::new(format!("依据：{}", source.zh), format!("source: {}", source.en)));
        Some(Compiled {
            code: spec.code.clone(),
            subject: spec.subject,
            when: optional(when)?,
            check: check?,
            at: optional(at)?,
            severity: spec.severity,
            message: message?,
            hint: optional(hint)?,
            source,
        })
    }

    fn truth(&mut self, key: &str, text: &str) -> Option<Expression> {
        match Expression::new(text, self.subject) {
            Ok(expression) if expression.is_truth() => Some(expression),
            Ok(_) => {
                let wrong = Wrong::new(0..text.len(), "这里应是一个判断", "this should be something that holds or not");
                self.tell(key, text, wrong.hint("例如 执行率 >= 60", "such as `execution_rate >= 60`"));
                None
            }
            Err(wrongs) => {
                for wrong in wrongs {
                    self.tell(key, text, wrong);
                }
                None
            }
        }
    }

    fn messages(&mut self, key: &str, said: &Said) -> Option<[Message; 2]> {
        let mut both = said.versions().into_iter().enumerate().map(|(at, (below, text))| {
            let key = format!("{key}{below}");
            // A text for both languages has each mistake once.
            let again = below.is_empty() && at > 0;
            match Message::new(text, self.subject) {
                Ok(message) => Some(message),
                Err(wrongs) => {
                    for wrong in wrongs.into_iter().filter(|_| !again) {
                        self.tell(&key, text, wrong);
                    }
                    None
                }
            }
        });
        let (zh, en) = (both.next().flatten(), both.next().flatten());
        Some([zh?, en?])
    }

    /// The field that findings point at.
    fn place(&mut self, name: &str) -> Option<Reference> {
        let wrong = |zh: String, en: String| Wrong::new(0..name.len(), zh, en);
        let found = match fields::resolve(self.subject, name) {
            Ok(Resolved::Field(reference)) if !reference.field.is_computed() => return Some(reference),
            Ok(_) => {
                let wrong = wrong(
                    format!("{name} 是计算所得，不是数据集中的字段"),
                    format!("{name} is computed and stands nowhere in a dataset"),
                );
                wrong.hint("写它所依据的字段，如 actual", "name a field that it rests on, such as `actual`")
            }
            Err(near) => {
                let wrong = wrong(format!("没有字段 {name}"), format!("there is no field {name}"));
                match near {
                    Some(near) => wrong.hint(format!("是否想用 {near}"), format!("did you mean {near}?")),
                    None => wrong,
                }
            }
        };
        self.tell("at", name, found);
        None
    }

    /// A finding at bytes of a text of the rule.
    fn tell(&mut self, key: &str, text: &str, wrong: Wrong) {
        let mut finding = Finding::error("T-RULE", wrong.message);
        finding.hint = wrong.hint;
        self.found.push(match self.set.literal(self.index, key) {
            Some((source, literal)) => {
                let span = within(source.text(), &literal, text, &wrong.bytes);
                finding.in_source(source, span)
            }
            None => self.set.at(self.index, key, finding),
        });
    }
}

/// `None` where something that was written is wrong.
#[allow(clippy::option_option, reason = "absent and wrong are two things here")]
fn optional<T>(read: Option<Option<T>>) -> Option<Option<T>> {
    match read {
        Some(None) => None,
        Some(Some(read)) => Some(Some(read)),
        None => Some(None),
    }
}

/// Where bytes of a text stand in a file, given its literal there. Of one that is written with escapes only the whole is known.
fn within(file: &str, literal: &Range<usize>, text: &str, bytes: &Range<usize>) -> Range<usize> {
    let start = file.get(literal.clone()).and_then(|quoted| quoted.find(text));
    match start.filter(|_| !text.is_empty()) {
        Some(start) => literal.start + start + bytes.start..literal.start + start + bytes.end,
        None => literal.clone(),
    }
}
