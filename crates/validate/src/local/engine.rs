//! The engine that evaluates expressions: nothing is registered in it but exact arithmetic, comparisons and a few functions.
//!
//! Every operation is total. One without a value (unknown, a zero divisor, too many digits) has none, and all arguments are
//! always evaluated, so one evaluation with sample values meets every mistake of types that any other would.

use std::sync::OnceLock;

use jianbao_calculate::round_half_up;
use jianbao_dataset::scalar::Date;
use rhai::{Array, Dynamic, Engine, EvalAltResult};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::value::{Column, Day, Known, List, Number, Truth, Why, Words, both};

/// Most operations of one evaluation; an expression has no loops and at most a few hundred words.
const MOST_OPERATIONS: u64 = 20_000;
/// Deepest nesting of an expression.
pub(super) const DEEPEST: usize = 32;

type Checked<T> = Result<T, Box<EvalAltResult>>;

/// The engine; it holds no state, so one serves all threads.
pub(super) fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(make)
}

fn make() -> Engine {
    let mut engine = Engine::new_raw();
    // Built-in operators compare values of different types as unequal, silently.
    engine.set_fast_operators(false);
    engine.set_max_operations(MOST_OPERATIONS);
    // Each level is an operator within a pair of parentheses.
    engine.set_max_expr_depths(DEEPEST * 4);
    engine
        .register_type_with_name::<Number>("number")
        .register_type_with_name::<Words>("words")
        .register_type_with_name::<Truth>("truth")
        .register_type_with_name::<Day>("day")
        .register_type_with_name::<Column>("column");
    arithmetic(&mut engine);
    comparisons(&mut engine);
    logic(&mut engine);
    lists(&mut engine);
    mismatches(&mut engine);
    engine
}

fn number(a: Number, b: Number, f: fn(Decimal, Decimal) -> Option<Decimal>) -> Number {
    Number(both(a.0, b.0, |a, b| f(a, b).ok_or(Why::TooLarge)))
}

fn quotient(a: Number, b: Number) -> Number {
    Number(both(
        a.0,
        b.0,
        |a, b| if b.is_zero() { Err(Why::DivisionByZero) } else { a.checked_div(b).ok_or(Why::TooLarge) },
    ))
}

fn arithmetic(engine: &mut Engine) {
    engine.register_fn("+", |a: Number, b: Number| number(a, b, Decimal::checked_add));
    engine.register_fn("-", |a: Number, b: Number| number(a, b, Decimal::checked_sub));
    engine.register_fn("*", |a: Number, b: Number| number(a, b, Decimal::checked_mul));
    engine.register_fn("/", quotient);
    engine.register_fn("-", |a: Number| Number(a.0.map(|a| -a)));
    engine.register_fn("f_abs", |a: Number| Number(a.0.map(|a| a.abs())));
    engine.register_fn("f_round", |a: Number, places: Number| {
        Number(both(a.0, places.0, |a, places| {
            places.to_u32().filter(|places| *places <= 28).map(|places| round_half_up(a, places)).ok_or(Why::TooLarge)
        }))
    });
}

/// The six comparisons of an ordered type.
macro_rules! ordered {
    ($engine:ident, $type:ident) => {
        $engine.register_fn("==", |a: $type, b: $type| Truth(both(a.0, b.0, |a, b| Ok(a == b))));
        $engine.register_fn("!=", |a: $type, b: $type| Truth(both(a.0, b.0, |a, b| Ok(a != b))));
        $engine.register_fn("<", |a: $type, b: $type| Truth(both(a.0, b.0, |a, b| Ok(a < b))));
        $engine.register_fn("<=", |a: $type, b: $type| Truth(both(a.0, b.0, |a, b| Ok(a <= b))));
        $engine.register_fn(">", |a: $type, b: $type| Truth(both(a.0, b.0, |a, b| Ok(a > b))));
        $engine.register_fn(">=", |a: $type, b: $type| Truth(both(a.0, b.0, |a, b| Ok(a >= b))));
    };
}

fn comparisons(engine: &mut Engine) {
    ordered!(engine, Number);
    ordered!(engine, Day);
    engine.register_fn("==", |a: Truth, b: Truth| Truth(both(a.0, b.0, |a, b| Ok(a == b))));
    engine.register_fn("!=", |a: Truth, b: Truth| Truth(both(a.0, b.0, |a, b| Ok(a != b))));
    engine.register_fn("==", |a: Words, b: Words| same(&a, &b));
    engine.register_fn("!=", |a: Words, b: Words| same(&a, &b).map(Truth::not));
    engine.register_fn("f_day", day);
}

fn same(a: &Words, b: &Words) -> Checked<Truth> {
    a.same(b).map_err(|(word, list)| not_in_list(&word, list))
}

fn day(text: Words) -> Checked<Day> {
    let day = text.text.map(|text| text.parse::<Date>());
    match day {
        Ok(Ok(day)) => Ok(Day(Ok(day))),
        Ok(Err(_)) => Err(told("日期写成 \"2025-07-31\"", "a day is written `\"2025-07-31\"`")),
        Err(why) => Ok(Day(Err(why))),
    }
}

fn logic(engine: &mut Engine) {
    engine.register_fn("&", Truth::and);
    engine.register_fn("|", Truth::or);
    engine.register_fn("f_not", Truth::not);
    engine.register_fn("f_known", |a: Number| Truth(Ok(a.0.is_ok())));
    engine.register_fn("f_known", |a: Words| Truth(Ok(a.text.is_ok())));
    engine.register_fn("f_known", |a: Truth| Truth(Ok(a.0.is_ok())));
    engine.register_fn("f_known", |a: Day| Truth(Ok(a.0.is_ok())));
    engine.register_fn("f_if", |when: Truth, yes: Number, no: Number| match when.0 {
        Ok(true) => yes,
        Ok(false) => no,
        Err(why) => Number(Err(why)),
    });
    engine.register_fn("f_if", |when: Truth, yes: Words, no: Words| match when.0 {
        Ok(true) => yes,
        Ok(false) => no,
        Err(why) => Words { text: Err(why), list: None },
    });
    engine.register_fn("f_if", |when: Truth, yes: Truth, no: Truth| match when.0 {
        Ok(true) => yes,
        Ok(false) => no,
        Err(why) => Truth(Err(why)),
    });
}

fn lists(engine: &mut Engine) {
    engine.register_fn("contains", |list: Array, item: Words| -> Checked<Truth> {
        let words = list.into_iter().map(|word| word.try_cast::<Words>().ok_or_else(|| same_types("in")));
        words.map(|word| same(&word?, &item)).try_fold(Truth(Ok(false)), |any, one| Ok(any.or(one?)))
    });
    engine.register_fn("contains", |list: Array, item: Number| -> Checked<Truth> {
        let equal = |number: Number| Truth(both(number.0, item.0, |a, b| Ok(a == b)));
        let numbers = list.into_iter().map(|number| number.try_cast::<Number>().ok_or_else(|| same_types("in")));
        numbers.map(|number| Ok(equal(number?))).try_fold(Truth(Ok(false)), |any, one: Checked<Truth>| Ok(any.or(one?)))
    });
    engine.register_fn("f_and", |list: Array| {
        truths(list)?.into_iter().map(Ok).try_fold(Truth(Ok(true)), fold(Truth::and))
    });
    engine.register_fn("f_or", |list: Array| {
        truths(list)?.into_iter().map(Ok).try_fold(Truth(Ok(false)), fold(Truth::or))
    });
    engine.register_fn("f_sum", |list: Array| Ok::<_, Box<EvalAltResult>>(Number(sum(&numbers(list)?))));
    engine.register_fn("f_count", |list: Array| {
        let known = numbers(list)?.iter().filter(|number| number.is_ok()).count();
        Ok::<_, Box<EvalAltResult>>(Number(Ok(Decimal::from(known))))
    });
    engine.register_fn("f_average", |list: Array| {
        // What is not known is no part of an average; a sum, the smallest and the largest are not known then.
        let known: Vec<Known<Decimal>> = numbers(list)?.into_iter().flatten().map(Ok).collect();
        let count = Number(Ok(Decimal::from(known.len())));
        let average = if known.is_empty() { Number(Err(Why::Unknown)) } else { quotient(Number(sum(&known)), count) };
        Ok::<_, Box<EvalAltResult>>(average)
    });
    engine.register_fn("f_min", |list: Array| extreme(list, Ord::min));
    engine.register_fn("f_max", |list: Array| extreme(list, Ord::max));
}

fn fold(f: fn(Truth, Truth) -> Truth) -> impl Fn(Truth, Checked<Truth>) -> Checked<Truth> {
    move |all, one| Ok(f(all, one?))
}

fn truths(list: Array) -> Checked<Vec<Truth>> {
    list.into_iter().map(|one| one.try_cast().ok_or_else(|| same_types("and, or"))).collect()
}

/// The numbers of a list, in which a column stands for all of its own.
fn numbers(list: Array) -> Checked<Vec<Known<Decimal>>> {
    let mut numbers = Vec::with_capacity(list.len());
    for one in list {
        if let Some(number) = one.read_lock::<Number>() {
            numbers.push(number.0);
        } else if let Some(column) = one.read_lock::<Column>() {
            numbers.extend(column.0.iter().copied());
        } else {
            return Err(told("这里只能用数值", "only numbers can stand here"));
        }
    }
    Ok(numbers)
}

fn sum(numbers: &[Known<Decimal>]) -> Known<Decimal> {
    numbers.iter().try_fold(Decimal::ZERO, |sum, number| sum.checked_add((*number)?).ok_or(Why::TooLarge))
}

fn extreme(list: Array, of: fn(Decimal, Decimal) -> Decimal) -> Checked<Number> {
    let mut best: Option<Decimal> = None;
    for number in numbers(list)? {
        match number {
            Ok(number) => best = Some(best.map_or(number, |best| of(best, number))),
            Err(why) => return Ok(Number(Err(why))),
        }
    }
    Ok(Number(best.ok_or(Why::Unknown)))
}

/// Comparisons of values of two types: by itself the engine would call them unequal.
fn mismatches(engine: &mut Engine) {
    macro_rules! pairs {
        ($($a:ident $b:ident),+) => {
            $(for name in ["==", "!=", "<", "<=", ">", ">="] {
                engine.register_fn(name, move |_: $a, _: $b| -> Checked<Truth> { Err(same_types(name)) });
                engine.register_fn(name, move |_: $b, _: $a| -> Checked<Truth> { Err(same_types(name)) });
            })+
        };
    }
    pairs!(Number Words, Number Truth, Number Day, Number Column, Words Truth, Words Day, Words Column, Truth Day, Truth Column, Day Column);
    for name in ["<", "<=", ">", ">="] {
        let refused = move || told("文字只能比较是否相同", "texts can only be compared for being the same");
        engine.register_fn(name, move |_: Words, _: Words| -> Checked<Truth> { Err(refused()) });
        let refused = move || told("判断之间不能比大小", "what holds or not has no order");
        engine.register_fn(name, move |_: Truth, _: Truth| -> Checked<Truth> { Err(refused()) });
    }
    for name in ["==", "!=", "<", "<=", ">", ">="] {
        engine.register_fn(name, move |_: Column, _: Column| -> Checked<Truth> { Err(same_types(name)) });
    }
}

/// Separates the Chinese from the English of a message that passes through the engine.
pub(super) const BETWEEN: char = '\u{1f}';

#[allow(clippy::unnecessary_box_returns, reason = "the engine's own type of errors")]
fn told(zh: impl AsRef<str>, en: impl AsRef<str>) -> Box<EvalAltResult> {
    let text = format!("{}{BETWEEN}{}", zh.as_ref(), en.as_ref());
    EvalAltResult::ErrorRuntime(Dynamic::from(text), rhai::Position::NONE).into()
}

#[allow(clippy::unnecessary_box_returns, reason = "the engine's own type of errors")]
fn same_types(operator: &str) -> Box<EvalAltResult> {
    told(
        format!("{operator} 两边的值不是同一种：数值、文字、日期、判断不能相互比较"),
        format!(
            "the two sides of `{operator}` are not of one kind: numbers, texts, days and truths cannot be compared with one another"
        ),
    )
}

#[allow(clippy::unnecessary_box_returns, reason = "the engine's own type of errors")]
fn not_in_list(word: &str, list: List) -> Box<EvalAltResult> {
    let entries = list();
    let zh: Vec<&str> = entries.iter().map(|(_, label)| *label).collect();
    let en: Vec<&str> = entries.iter().map(|(code, _)| *code).collect();
    told(
        format!("选项中没有“{word}”，可用：{}", zh.join("、")),
        format!("\"{word}\" is none of its codes: {}", en.join(", ")),
    )
}
