//! An expression, compiled once: the engine's tree, and what stands for each of its variables.
//!
//! The engine is given variables, operators and functions only. Numbers, texts and fields are values of those variables, read
//! by this program, so no number ever passes through another reader.

use std::ops::Range;

use jianbao_finding::Text;
use jianbao_layout::RuleSubject;
use rhai::{AST, Dynamic, EvalAltResult, Scope};
use rust_decimal::Decimal;

use super::engine::{BETWEEN, engine};
use super::fields::{Field, Reference};
use super::lexer::{FUNCTIONS, Token, Wrong, tokens};
use super::value::{Column, Day, Number, Truth, Value, Why, Words};
use super::writer::Writer;

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
        let mut writer = Writer::new(subject);
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
