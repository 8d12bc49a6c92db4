//! From the tokens of an expression to the text for the engine, and what stands for its variables.

use std::ops::Range;

use jianbao_layout::RuleSubject;
use rhai::Dynamic;

use super::engine::DEEPEST;
use super::expression::Slot;
use super::fields;
use super::lexer::{FUNCTIONS, Token, Wrong, ends_value};
use super::value::{Number, Truth, Words};

/// Writes tokens for the engine, and tells what cannot follow one another.
pub(super) struct Writer {
    subject: RuleSubject,
    pub(super) text: String,
    pub(super) slots: Vec<Slot>,
    /// Where in the text for the engine each token starts, and its bytes in the text of the people.
    pub(super) places: Vec<(usize, Range<usize>)>,
    /// What closes what was opened, with its bytes.
    open: Vec<(&'static str, Range<usize>)>,
    last: Option<Token>,
    /// Whether the last token was the sign of a value.
    signed: bool,
    pub(super) wrongs: Vec<Wrong>,
}

impl Writer {
    /// A writer for rules about a kind of record.
    pub(super) fn new(subject: RuleSubject) -> Self {
        Self {
            subject,
            text: String::new(),
            slots: Vec::new(),
            places: Vec::new(),
            open: Vec::new(),
            last: None,
            signed: false,
            wrongs: Vec::new(),
        }
    }
}

impl Writer {
    pub(super) fn token(&mut self, token: &Token, bytes: Range<usize>) {
        // After the first mistake of order, the others are its echoes; names are still looked up.
        let orderly = self.wrongs.is_empty();
        let after_value = self.last.as_ref().is_some_and(ends_value);
        self.places.push((self.text.len(), bytes.clone()));
        match token {
            Token::Number(number) => self.literal(Dynamic::from(Number(Ok(*number)))),
            Token::Words(text) => {
                self.literal(Dynamic::from(Words { text: Ok(text.as_str().into()), list: None }));
            }
            Token::Truth(truth) => self.literal(Dynamic::from(Truth(Ok(*truth)))),
            Token::Name(name) => self.name(name, bytes.clone()),
            Token::Function(engine, many) => {
                self.text += engine;
                // The parenthesis follows; what takes any number of values takes a list of them.
                self.open.push((if *many { "])" } else { ")" }, bytes.clone()));
            }
            Token::Open => {
                let of_function = match &self.last {
                    Some(Token::Function(_, many)) => Some(*many),
                    _ => None,
                };
                if of_function.is_none() {
                    self.open.push((")", bytes.clone()));
                }
                self.text += if of_function == Some(true) { "([" } else { "(" };
            }
            Token::OpenList => {
                self.open.push(("]", bytes.clone()));
                self.text.push('[');
            }
            Token::Close | Token::CloseList => self.close(*token == Token::CloseList, &bytes),
            Token::Comma => self.text.push(','),
            Token::Between(engine) => {
                self.text.push(' ');
                self.text += engine;
                self.text.push(' ');
            }
        }
        if orderly {
            self.order(token, after_value, bytes.clone());
        }
        if self.open.len() > DEEPEST && self.wrongs.is_empty() {
            let (zh, en) = (format!("括号超过 {DEEPEST} 层"), format!("parentheses are more than {DEEPEST} deep"));
            self.wrongs.push(Wrong::new(bytes, zh, en));
        }
        self.last = Some(token.clone());
    }

    /// Whether a token can stand after the last one.
    fn order(&mut self, token: &Token, after_value: bool, bytes: Range<usize>) {
        // One sign before a value; a second one is a slip.
        let sign = *token == Token::Between("-") && !after_value && !self.signed;
        self.signed = sign;
        let starts = matches!(
            token,
            Token::Number(_)
                | Token::Words(_)
                | Token::Truth(_)
                | Token::Name(_)
                | Token::Function(..)
                | Token::Open
                | Token::OpenList
        );
        if starts && after_value {
            let hint =
                ("在两者之间写上运算符，如 且、或、+、<", "write an operator between them, such as `and`, `+` or `<`");
            let wrong = Wrong::new(bytes, "两个值之间没有运算符", "there is no operator between two values");
            self.wrongs.push(wrong.hint(hint.0, hint.1));
        } else if !starts && !after_value && !sign {
            self.wrongs.push(Wrong::new(bytes, "这里缺少一个值", "a value is missing here"));
        } else if matches!(token, Token::Comma) && self.open.is_empty() {
            self.wrongs.push(Wrong::new(bytes, "逗号只能用在括号内", "a comma stands only within parentheses"));
        }
    }

    fn close(&mut self, list: bool, bytes: &Range<usize>) {
        match self.open.pop() {
            Some((close, _)) if (close == "]") == list => self.text += close,
            _ => self.wrongs.push(Wrong::new(bytes.clone(), "括号不成对", "the parentheses do not match")),
        }
    }

    pub(super) fn end(&mut self, length: usize) {
        if !self.wrongs.is_empty() {
            return;
        }
        if !self.last.as_ref().is_some_and(ends_value) {
            self.wrongs.push(Wrong::new(length..length, "这里缺少一个值", "a value is missing here"));
        } else if let Some((_, bytes)) = self.open.pop() {
            self.wrongs.push(Wrong::new(bytes, "括号没有结束", "the parenthesis is not closed"));
        }
    }

    fn literal(&mut self, value: Dynamic) {
        self.slot(Slot::Literal(value));
    }

    fn slot(&mut self, slot: Slot) {
        self.text += &format!("v{}", self.slots.len());
        self.slots.push(slot);
    }

    fn name(&mut self, name: &str, bytes: Range<usize>) {
        match fields::resolve(self.subject, name) {
            Ok(fields::Resolved::Field(reference)) => self.slot(Slot::Field(reference)),
            Ok(fields::Resolved::Column(subject, field)) => self.slot(Slot::Column(subject, field)),
            Err(_) if is_function(name) => {
                let wrong = Wrong::new(bytes, format!("{name} 后面要写括号"), format!("`{name}` needs parentheses"));
                self.wrongs.push(wrong.hint(format!("写成 {name}(…)"), format!("write `{name}(…)`")));
                self.text.push('v');
            }
            Err(near) => {
                let wrong = Wrong::new(bytes, format!("没有字段 {name}"), format!("there is no field {name}"));
                self.wrongs.push(match near {
                    Some(near) => wrong.hint(format!("是否想用 {near}"), format!("did you mean {near}?")),
                    None => wrong,
                });
                self.text.push('v');
            }
        }
    }
}

fn is_function(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    FUNCTIONS.iter().any(|(en, zh, ..)| *en == lower || *zh == name)
}
