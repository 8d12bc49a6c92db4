//! An agency's own rules: compiled once, evaluated on every record of their kind.
//!
//! A rule whose check does not hold is a finding; one whose check has no value, because something is not known or does not
//! apply, says nothing. A division by zero within the rule itself is told, because it is the rule that leaves it open.

mod compile;
mod engine;
mod expression;
mod fields;
mod lexer;
mod message;
#[cfg(test)]
mod tests;
mod value;
mod writer;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use jianbao_finding::{Finding, Lang, Role, Severity, Text};
use jianbao_layout::RuleSubject;

use self::compile::Compiled;
use self::expression::Values;
use self::fields::{Field, Kind, Reference, counts, pointer, records};
use self::message::Message;
use self::value::{Column, Value, Why};
use crate::rules::Subject;

pub(crate) use self::compile::compile;

/// Compiled rules.
#[derive(Debug, Clone, Default)]
pub(crate) struct LocalRules {
    rules: Vec<Arc<Compiled>>,
}

impl LocalRules {
    /// These rules with others on top: one of the same code takes the place of its namesake.
    pub(crate) fn with(&self, above: &Self) -> Self {
        let codes: BTreeSet<&str> = above.rules.iter().map(|rule| rule.code.as_str()).collect();
        let kept = self.rules.iter().filter(|rule| !codes.contains(rule.code.as_str()));
        Self { rules: kept.chain(&above.rules).cloned().collect() }
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// What the rules find at or above a severity.
    pub(crate) fn check(&self, subject: &Subject<'_>, least: Severity) -> Vec<Finding> {
        let columns = RefCell::default();
        let mut findings = Vec::new();
        for rule in self.rules.iter().filter(|rule| rule.severity >= least) {
            for record in 0..records(subject.dataset(), rule.subject) {
                if counts(subject.dataset(), rule.subject, record) {
                    findings.extend(rule.look(&Look { subject, record, columns: &columns }));
                }
            }
        }
        findings.retain(|finding| finding.severity >= least);
        findings
    }
}

/// A record being looked at.
struct Look<'a, 'd> {
    subject: &'a Subject<'d>,
    record: usize,
    /// The columns that were read of this dataset.
    columns: &'a RefCell<Vec<(RuleSubject, &'static str, Column)>>,
}

impl Values for Look<'_, '_> {
    fn value(&self, reference: Reference) -> Value {
        reference.read(self.subject, self.record)
    }

    fn column(&self, subject: RuleSubject, field: &'static Field) -> Column {
        let is_it = |entry: &&(RuleSubject, &str, Column)| entry.0 == subject && entry.1 == field.name;
        if let Some((_, _, column)) = self.columns.borrow().iter().find(is_it) {
            return column.clone();
        }
        let dataset = self.subject.dataset();
        let counted = (0..records(dataset, subject)).filter(|record| counts(dataset, subject, *record));
        let numbers = counted.map(|record| match (Reference { subject, field }).read(self.subject, record) {
            Value::Number(number) => number.0,
            _ => Err(Why::Unknown),
        });
        let column = Column(Arc::new(numbers.collect()));
        self.columns.borrow_mut().push((subject, field.name, column.clone()));
        column
    }
}

impl Compiled {
    /// What it finds in a record.
    fn look(&self, look: &Look<'_, '_>) -> Option<Finding> {
        let applies = self.when.as_ref().map_or(Ok(true), |when| when.truth(look).0);
        let holds = match applies {
            Ok(true) => self.check.truth(look).0,
            Ok(false) => return None,
            Err(why) => Err(why),
        };
        match holds {
            Ok(true) | Err(Why::Unknown | Why::NotApplicable | Why::NoFigure) => None,
            Ok(false) => Some(self.finding(look)),
            Err(Why::DivisionByZero) => Some(self.undecided(look, "除数为 0", "a divisor is 0")),
            Err(Why::TooLarge) => Some(self.undecided(look, "结果超过 28 位", "a result has more than 28 digits")),
        }
    }

    fn finding(&self, look: &Look<'_, '_>) -> Finding {
        let text = |messages: &[Message; 2]| {
            let policies = look.subject.policies();
            Text::new(messages[0].fill(look, policies, Lang::Zh), messages[1].fill(look, policies, Lang::En))
        };
        let mut finding = Finding::new(self.code.clone(), self.severity, text(&self.message)).at(self.pointer(look));
        finding.hint = self.hint.as_ref().map(text).or_else(|| self.source.clone());
        self.numbers(look, finding)
    }

    /// The numbers that the check compares, and its limits.
    fn numbers(&self, look: &Look<'_, '_>, mut finding: Finding) -> Finding {
        let dataset = look.subject.dataset();
        let mut told = BTreeSet::new();
        for reference in self.check.fields().filter(|reference| reference.field.is_number()) {
            let Value::Number(number) = look.value(reference) else { continue };
            let Ok(number) = number.0 else { continue };
            if told.insert(reference.field.name) {
                let figure = reference.figure(dataset, look.record);
                let role = if figure.is_some() { Role::Computed } else { Role::Stated };
                finding =
                    finding.number(role, number.normalize().to_string(), unit(reference.field.kind), figure.as_deref());
            }
        }
        self.check
            .limits
            .iter()
            .fold(finding, |finding, limit| finding.number(Role::Limit, limit.normalize().to_string(), None, None))
    }

    fn undecided(&self, look: &Look<'_, '_>, zh: &str, en: &str) -> Finding {
        let code = &self.code;
        let message = Text::new(
            format!("规则 {code} 在此无法判断：{zh}"),
            format!("the rule {code} cannot be decided here: {en}"),
        );
        Finding::new(code.clone(), Severity::Info, message).at(self.pointer(look))
    }

    fn pointer(&self, look: &Look<'_, '_>) -> String {
        let at = self.at.and_then(|reference| reference.pointer(look.subject.dataset(), look.record));
        at.unwrap_or_else(|| pointer(self.subject, look.record))
    }
}

fn unit(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Money => Some("万元"),
        Kind::Percent => Some("%"),
        Kind::Points => Some("个百分点"),
        _ => None,
    }
}
