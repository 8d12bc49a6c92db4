//! An expression, compiled once: the engine's tree, and what stands for each of its variables.
//!
//! The engine is given variables, operators and functions only. Numbers, texts and fields are values of those variables, read
//! by this program, so no number ever passes through another reader.

use std::ops::Range;

use jianbao_finding::Text;
use jianbao_layout::RuleSubject;
use rhai::{AST, Dynamic, EvalAltResult, Scope};
use rust_decimal::Decimal;

use super::engine::{BETWEEN, DEEPEST, engine};
use super::fields::{self, Field, Reference};
use super::lexer::{FUNCTIONS, Token, Wrong, ends_value, tokens};
use super::value::{Column, Day, Number, Truth, Value, Why, Words};

/// A compiled expression.
#[derive(Debug)]
pub(super) struct Expression {
    tree: AST,
    slots: Vec<Slot>,
    /// Whether it is one token.
    single: bool,
    /// The bounds that something is compared with directly.
    pub(super) limits: Vec<Decimal>,
}

/// What stands for a variable.
#[derive(Debug)]
pub(super) enum Slot {
    Literal(Dynamic),
    Field(Reference),
    Column(RuleSubject, &'static Field),
}

/// Where the values of fields come from.
pub(super) trait Values {
    /// The value of a field.
    fn value(&self, reference: Reference) -> Value;
    /// The numbers of a field of all records.
    fn column(&self, subject: RuleSubject, field: &'static Field) -> Column;
}

impl Expression {
    /// Compiles a text for a kind of record, and evaluates it once on sample values, so that no mistake of types is left.
    pub(super) fn new(text: &str, subject: RuleSubject) -> Result<Self, Vec<Wrong>> {
        let tokens = tokens(text).map_err(|wrong| vec![wrong])?;
        if tokens.is_empty() {
            return Err(vec![Wrong::new(0..text.len(), "表达式是空的", "the expression is empty")]);
        }
        let mut writer = Writer { subject, ..Writer::default() };
        for (token, bytes) in &tokens {
            writer.token(token, bytes.clone());
        }
        writer.end(text.len());
        if !writer.wrongs.is_empty() {
            return Err(writer.wrongs);
        }
        let tree = engine().compile_expression(&writer.text).map_err(|error| {
            let bytes = place(&writer.places, error.1.position(), text.len());
            vec![Wrong::new(bytes, format!("表达式有误：{}", error.0), format!("the expression is wrong: {}", error.0))]
        })?;
        let limits = limits(&tokens);
        let expression = Self { tree, slots: writer.slots, single: tokens.len() == 1, limits };
        match expression.run(&Samples) {
            Ok(_) => Ok(expression),
            Err(error) => Err(vec![mistake(&error, &writer.places, text.len())]),
        }
    }

    /// The value for a record, or that the engine stopped.
    pub(super) fn evaluate(&self, values: &dyn Values) -> Option<Dynamic> {
        self.run(values).ok()
    }

    /// Whether it holds.
    pub(super) fn truth(&self, values: &dyn Values) -> Truth {
        // Types were checked on the samples; what the engine stops says nothing.
        let value = self.evaluate(values).and_then(Dynamic::try_cast::<Truth>);
        value.unwrap_or(Truth(Err(Why::TooLarge)))
    }

    /// Whether it is something that holds or not.
    pub(super) fn is_truth(&self) -> bool {
        self.evaluate(&Samples).is_some_and(|value| value.is::<Truth>())
    }

    /// The fields that it reads, in the order of their first appearance.
    pub(super) fn fields(&self) -> impl Iterator<Item = Reference> {
        self.slots.iter().filter_map(|slot| if let Slot::Field(reference) = slot { Some(*reference) } else { None })
    }

    /// The field, where the expression is nothing else.
    pub(super) fn alone(&self) -> Option<Reference> {
        match self.slots.as_slice() {
            [Slot::Field(reference)] if self.single => Some(*reference),
            _ => None,
        }
    }

    fn run(&self, values: &dyn Values) -> Result<Dynamic, Box<EvalAltResult>> {
        let mut scope = Scope::with_capacity(self.slots.len());
        for (at, slot) in self.slots.iter().enumerate() {
            let value = match slot {
                Slot::Literal(value) => value.clone(),
                Slot::Field(reference) => dynamic(values.value(*reference)),
                Slot::Column(subject, field) => Dynamic::from(values.column(*subject, field)),
            };
            scope.push_dynamic(format!("v{at}"), value);
        }
        engine().eval_ast_with_scope(&mut scope, &self.tree)
    }
}

fn dynamic(value: Value) -> Dynamic {
    match value {
        Value::Number(value) => Dynamic::from(value),
        Value::Words(value) => Dynamic::from(value),
        Value::Truth(value) => Dynamic::from(value),
        Value::Day(value) => Dynamic::from(value),
    }
}

/// Sample values of every type, none of them zero.
struct Samples;

impl Values for Samples {
    fn value(&self, reference: Reference) -> Value {
        reference.field.sample()
    }

    fn column(&self, _: RuleSubject, _: &'static Field) -> Column {
        Column(std::sync::Arc::new(vec![Ok(Decimal::ONE_HUNDRED)]))
    }
}

/// Writes tokens for the engine, and tells what cannot follow one another.
struct Writer {
    subject: RuleSubject,
    text: String,
    slots: Vec<Slot>,
    /// Where in the text for the engine each token starts, and its bytes in the text of the people.
    places: Vec<(usize, Range<usize>)>,
    /// What closes what was opened, with its bytes.
    open: Vec<(&'static str, Range<usize>)>,
    last: Option<Token>,
    /// Whether the last token was the sign of a value.
    signed: bool,
    wrongs: Vec<Wrong>,
}

impl Default for Writer {
    fn default() -> Self {
        Self {
            subject: RuleSubject::Dataset,
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
    fn token(&mut self, token: &Token, bytes: Range<usize>) {
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

    fn end(&mut self, length: usize) {
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

/// The bounds that something is compared with: less or more on one side, and the end of the comparison on the other.
fn limits(tokens: &[(Token, Range<usize>)]) -> Vec<Decimal> {
    let comparison =
        |token: Option<&(Token, Range<usize>)>| matches!(token, Some((Token::Between("<" | "<=" | ">" | ">="), _)));
    let end = |token: Option<&(Token, Range<usize>)>| {
        matches!(token, None | Some((Token::Open | Token::Close | Token::Comma | Token::Between("&" | "|"), _)))
    };
    let mut limits = Vec::new();
    for (at, (token, _)) in tokens.iter().enumerate() {
        let (before, after) = (at.checked_sub(1).and_then(|at| tokens.get(at)), tokens.get(at + 1));
        let compared = (comparison(before) && end(after)) || (end(before) && comparison(after));
        if let Token::Number(number) = token
            && compared
            && !limits.contains(number)
        {
            limits.push(*number);
        }
    }
    limits
}

/// The bytes of the token at a column of the text for the engine.
fn place(places: &[(usize, Range<usize>)], column: Option<usize>, length: usize) -> Range<usize> {
    let at = column.map(|column| column.saturating_sub(1));
    let token = at.and_then(|at| places.iter().rev().find(|(start, _)| *start <= at));
    token.map_or(0..length, |(_, bytes)| bytes.clone())
}

/// A mistake of types that the samples met.
fn mistake(error: &EvalAltResult, places: &[(usize, Range<usize>)], length: usize) -> Wrong {
    let bytes = place(places, error.position().position(), length);
    let text = match error {
        EvalAltResult::ErrorRuntime(told, _) => told.clone().into_string().ok().and_then(|told| {
            let (zh, en) = told.split_once(BETWEEN)?;
            Some(Text::new(zh, en))
        }),
        EvalAltResult::ErrorFunctionNotFound(signature, _) => Some(no_such(signature)),
        EvalAltResult::ErrorTooManyOperations(_) => {
            Some(Text::new("表达式的运算太多", "the expression has too many operations"))
        }
        _ => None,
    };
    let text =
        text.unwrap_or_else(|| Text::new(format!("表达式有误：{error}"), format!("the expression is wrong: {error}")));
    Wrong { bytes, message: text, hint: None }
}

/// An operator or function that does not take such values, from the engine's signature such as `+ (number, words)`.
fn no_such(signature: &str) -> Text {
    let (name, types) = signature.split_once(' ').unwrap_or((signature, ""));
    let function = FUNCTIONS.iter().find(|(_, _, engine, _)| *engine == name);
    let (zh_name, en_name) = match (function, name) {
        (Some((en, zh, ..)), _) => (*zh, *en),
        (None, "&") => ("且", "and"),
        (None, "|") => ("或", "or"),
        (None, "contains") => ("属于", "in"),
        _ => (name, name),
    };
    let mut zh_types = types.trim_matches(['(', ')']).to_owned();
    let mut en_types = zh_types.clone();
    for (engine, zh, en) in [
        ("number", "数值", "number"),
        ("words", "文字", "text"),
        ("truth", "判断", "truth"),
        ("day", "日期", "day"),
        ("column", "一列数值", "column"),
        ("array", "列表", "list"),
    ] {
        zh_types = zh_types.replace(engine, zh);
        en_types = en_types.replace(engine, en);
    }
    Text::new(
        format!("{zh_name} 不能用于：{}", zh_types.replace(", ", "、")),
        format!("`{en_name}` does not take: {en_types}"),
    )
}

/// What has no value, as a message shows it.
pub(super) fn reason(why: Why) -> Text {
    match why {
        Why::Unknown => Text::new("未知", "not known"),
        Why::NotApplicable => Text::new("不适用", "not applicable"),
        Why::NoFigure | Why::DivisionByZero | Why::TooLarge => Text::new("无法计算", "no value"),
    }
}

/// A value of the engine as an own value.
pub(super) fn own(value: &Dynamic) -> Option<Value> {
    if let Some(value) = value.read_lock::<Number>() {
        return Some(Value::Number(*value));
    }
    if let Some(value) = value.read_lock::<Truth>() {
        return Some(Value::Truth(*value));
    }
    if let Some(value) = value.read_lock::<Day>() {
        return Some(Value::Day(*value));
    }
    Some(Value::Words(value.read_lock::<Words>()?.clone()))
}
