//! Expressions as people write them, in the words and signs of a spreadsheet, in English or in Chinese.
//!
//! Only what is listed here can stand in an expression at all, so the engine that evaluates it never sees a statement, a
//! string, a number of its own or a name that this page does not know. Texts are split into tokens with their bytes.

use std::ops::Range;

use jianbao_dataset::scalar::parse_number;
use jianbao_finding::Text;
use rust_decimal::Decimal;

/// Longest expression, in bytes.
pub(super) const LONGEST: usize = 4000;
/// Most tokens of an expression.
pub(super) const MOST_TOKENS: usize = 300;

/// A part of an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Number(Decimal),
    Words(String),
    Truth(bool),
    /// A field.
    Name(String),
    /// A function, by its name in the engine, and whether it takes any number of values.
    Function(&'static str, bool),
    /// An operator between two values, as the engine writes it.
    Between(&'static str),
    Open,
    Close,
    OpenList,
    CloseList,
    Comma,
}

/// What is wrong with a part of an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wrong {
    pub(super) bytes: Range<usize>,
    pub(super) message: Text,
    pub(super) hint: Option<Text>,
}

impl Wrong {
    pub(super) fn new(bytes: Range<usize>, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { bytes, message: Text::new(zh, en), hint: None }
    }

    pub(super) fn hint(mut self, zh: impl Into<String>, en: impl Into<String>) -> Self {
        self.hint = Some(Text::new(zh, en));
        self
    }
}

/// Functions: what people write, what the engine calls it, whether it takes any number of values.
pub(super) const FUNCTIONS: &[(&str, &str, &str, bool)] = &[
    ("known", "已知", "f_known", false),
    ("not", "非", "f_not", false),
    ("and", "且", "f_and", true),
    ("or", "或", "f_or", true),
    ("if", "如果", "f_if", false),
    ("abs", "绝对值", "f_abs", false),
    ("round", "四舍五入", "f_round", false),
    ("min", "最小", "f_min", true),
    ("max", "最大", "f_max", true),
    ("sum", "求和", "f_sum", true),
    ("average", "平均", "f_average", true),
    ("count", "计数", "f_count", true),
    ("day", "日期", "f_day", false),
];

/// Operators: what people write and what the engine calls it; longer signs first.
const SIGNS: &[(&str, &str)] = &[
    ("<=", "<="),
    (">=", ">="),
    ("<>", "!="),
    ("!=", "!="),
    ("==", "=="),
    ("&&", "&"),
    ("||", "|"),
    ("≤", "<="),
    ("≥", ">="),
    ("≠", "!="),
    ("＝", "=="),
    ("＜", "<"),
    ("＞", ">"),
    ("=", "=="),
    ("<", "<"),
    (">", ">"),
    ("+", "+"),
    ("＋", "+"),
    ("-", "-"),
    ("－", "-"),
    ("−", "-"),
    ("*", "*"),
    ("×", "*"),
    ("/", "/"),
    ("÷", "/"),
];

const WORDS: &[(&str, &str)] =
    &[("and", "&"), ("且", "&"), ("并且", "&"), ("or", "|"), ("或", "|"), ("或者", "|"), ("in", "in"), ("属于", "in")];

const TRUTHS: &[(&str, bool)] = &[("true", true), ("是", true), ("false", false), ("否", false)];

/// The tokens of an expression with their bytes.
pub(super) fn tokens(text: &str) -> Result<Vec<(Token, Range<usize>)>, Wrong> {
    if text.len() > LONGEST {
        let (zh, en) = (format!("表达式超过 {LONGEST} 字节"), format!("the expression is longer than {LONGEST} bytes"));
        return Err(Wrong::new(0..text.len(), zh, en));
    }
    let mut tokens: Vec<(Token, Range<usize>)> = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        if tokens.len() == MOST_TOKENS {
            let (zh, en) =
                (format!("表达式超过 {MOST_TOKENS} 个词"), format!("the expression has more than {MOST_TOKENS} words"));
            return Err(Wrong::new(at..text.len(), zh, en));
        }
        let after_value = tokens.last().is_some_and(|(token, _)| ends_value(token));
        let (token, length) = token(&text[at..], first, after_value).map_err(|mut wrong| {
            wrong.bytes = at + wrong.bytes.start..at + wrong.bytes.end;
            wrong
        })?;
        tokens.push((token, at..at + length));
        at += length;
    }
    Ok(tokens)
}

/// Whether a value ends with a token.
pub(super) fn ends_value(token: &Token) -> bool {
    !matches!(token, Token::Between(_) | Token::Open | Token::OpenList | Token::Comma | Token::Function(..))
}

fn token(rest: &str, first: char, after_value: bool) -> Result<(Token, usize), Wrong> {
    let single = first.len_utf8();
    Ok(match first {
        '(' | '（' => (Token::Open, single),
        ')' | '）' => (Token::Close, single),
        '[' | '［' | '【' => (Token::OpenList, single),
        ']' | '］' | '】' => (Token::CloseList, single),
        ',' | '，' | '、' => (Token::Comma, single),
        '"' => quoted(rest, '"', '"')?,
        '\'' => quoted(rest, '\'', '\'')?,
        '“' | '”' => quoted(rest, first, '”')?,
        '0'..='9' => number(rest)?,
        _ if is_name(first) => named(rest, after_value)?,
        _ => {
            let Some((sign, engine)) = SIGNS.iter().find(|(sign, _)| rest.starts_with(sign)) else {
                let (zh, en) = (format!("表达式中不能用 {first}"), format!("an expression cannot have `{first}`"));
                return Err(Wrong::new(0..single, zh, en));
            };
            (Token::Between(engine), sign.len())
        }
    })
}

fn is_name(character: char) -> bool {
    character.is_alphabetic() || character == '_'
}

fn quoted(rest: &str, open: char, close: char) -> Result<(Token, usize), Wrong> {
    let start = open.len_utf8();
    let Some(length) = rest[start..].find(close) else {
        return Err(Wrong::new(0..rest.len(), "文字的引号没有结束", "the quotation of a text does not end"));
    };
    Ok((Token::Words(rest[start..start + length].to_owned()), start + length + close.len_utf8()))
}

fn number(rest: &str) -> Result<(Token, usize), Wrong> {
    let length = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    let text = &rest[..length];
    let after = rest[length..].chars().next();
    if let Some(sign @ ('%' | '％')) = after {
        let wrong = Wrong::new(
            0..length + sign.len_utf8(),
            format!("不写百分号：{text}%"),
            format!("no per cent sign: {text}%"),
        );
        return Err(
            wrong.hint("比率以百分数计，90.87% 写成 90.87", "rates are counted in per cent: 90.87% is written 90.87")
        );
    }
    if after.is_some_and(is_name) {
        let wrong = Wrong::new(
            0..length,
            format!("数值 {text} 后面不能紧接文字"),
            format!("no letter can follow the number {text}"),
        );
        return Err(wrong.hint("金额以万元计，只写数值", "sums of money are in 万元 and written as numbers only"));
    }
    let number = parse_number(text).map_err(|_| {
        let (zh, en) = (format!("{text} 不是至多 28 位的小数"), format!("{text} is no decimal of at most 28 digits"));
        Wrong::new(0..length, zh, en)
    })?;
    Ok((Token::Number(number), length))
}

/// A word: an operator where a value stands before it, a function where a parenthesis follows, else a field.
fn named(rest: &str, after_value: bool) -> Result<(Token, usize), Wrong> {
    let mut length = rest.find(|c: char| !is_name(c) && !c.is_numeric() && c != '.').unwrap_or(rest.len());
    length -= rest[..length].len() - rest[..length].trim_end_matches('.').len();
    let word = &rest[..length];
    let lower = word.to_ascii_lowercase();
    if after_value && let Some((_, engine)) = WORDS.iter().find(|(known, _)| *known == lower) {
        return Ok((Token::Between(engine), length));
    }
    let called = rest[length..].trim_start().starts_with(['(', '（']);
    if called {
        let function = FUNCTIONS.iter().find(|(en, zh, ..)| *en == lower || *zh == word);
        let (_, _, engine, many) = function.ok_or_else(|| no_function(word))?;
        return Ok((Token::Function(engine, *many), length));
    }
    Ok(match TRUTHS.iter().find(|(known, _)| *known == lower) {
        Some((_, truth)) => (Token::Truth(*truth), length),
        None => (Token::Name(word.to_owned()), length),
    })
}

fn no_function(word: &str) -> Wrong {
    let zh: Vec<&str> = FUNCTIONS.iter().map(|(_, zh, ..)| *zh).collect();
    let en: Vec<&str> = FUNCTIONS.iter().map(|(en, ..)| *en).collect();
    let wrong = Wrong::new(0..word.len(), format!("没有函数 {word}"), format!("there is no function {word}"));
    wrong.hint(format!("可用的函数：{}", zh.join("、")), format!("known functions: {}", en.join(", ")))
}
