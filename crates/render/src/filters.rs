//! The filters and tests of templates.

use std::cmp::Ordering;
use std::str::FromStr as _;

use minijinja::{Environment, Error, State, Value};
use rust_decimal::Decimal;

use crate::context::Typed;
use crate::environment::{job, wrong};
use crate::functions::{is_absent, no_code, words_of};
use crate::job::{FigureForm, Item};

/// Adds them to an environment.
pub(crate) fn add(environment: &mut Environment<'static>) {
    environment.add_filter("label", |state: &State<'_, '_>, code: &Value, list: String| -> Result<Value, Error> {
        if is_absent(code) {
            return Ok(code.clone());
        }
        let code = code.to_string();
        let words = words_of(&*job(state)?, &list)?;
        let word = words.into_iter().find(|(known, _)| *known == code).map(|(_, word)| word);
        word.map(Value::from).ok_or_else(|| no_code(&list, &code))
    });
    environment.add_filter("date", |text: &Value| -> Result<Value, Error> {
        if text.downcast_object_ref::<Typed>().is_some() {
            return Ok(text.clone());
        }
        let date = text
            .to_string()
            .parse()
            .map_err(|_| wrong(&format!("{text} 不是日期"), &format!("{text} is not a date")))?;
        Ok(Value::from(jianbao_calculate::chinese_date(date)))
    });
    environment
        .add_filter("decimals", |value: &Value, places: u32| reform(value, |form| form.form.decimals = Some(places)));
    environment.add_filter("with_unit", |value: &Value| reform(value, |form| form.form.with_unit = true));
    environment.add_filter("optional", |value: &Value| reform(value, |form| form.optional = true));
    environment.add_filter("at_most", at_most);
    add_tests(environment);
}

/// The same text; one that has more characters than its place in the form is told as `L-LEN`. White space does not count.
fn at_most(state: &State<'_, '_>, value: &Value, most: usize) -> Result<Value, Error> {
    let item = value.downcast_object_ref::<Typed>().map(|typed| &typed.item);
    match item {
        Some(Item::Prose { text, pointer }) => {
            let job = job(state)?;
            let printed = job.paragraphs(text, pointer);
            let characters = printed.iter().flatten().flat_map(|inline| inline.printed().chars());
            let length = characters.filter(|character| !character.is_whitespace()).count();
            if length > most {
                job.note_too_long(pointer, most, length);
            }
        }
        Some(Item::Absent { .. } | Item::Narrative { .. }) => {}
        _ if value.is_none() => {}
        _ => return Err(wrong("at_most 只用于叙述文字", "`at_most` is for texts of the dataset")),
    }
    Ok(value.clone())
}

/// A figure in another form.
fn reform(value: &Value, change: impl FnOnce(&mut FigureForm)) -> Result<Value, Error> {
    let Some(typed) = value.downcast_object_ref::<Typed>() else {
        return if value.is_none() || value.as_str().is_some() {
            Ok(value.clone())
        } else {
            Err(wrong("这个过滤器只用于数字", "this filter takes a figure"))
        };
    };
    let mut typed = typed.clone();
    match &mut typed.item {
        Item::Figure { form, .. } => change(form),
        Item::Absent { optional, .. } => {
            let mut form = FigureForm { optional: *optional, ..FigureForm::default() };
            change(&mut form);
            *optional = form.optional;
        }
        _ => {}
    }
    Ok(Value::from_object(typed))
}

fn add_tests(environment: &mut Environment<'static>) {
    environment.add_test("below", |state: &State<'_, '_>, value: &Value, bound: &Value| {
        compared(state, value, bound).map(|order| order == Some(Ordering::Less))
    });
    environment.add_test("above", |state: &State<'_, '_>, value: &Value, bound: &Value| {
        compared(state, value, bound).map(|order| order == Some(Ordering::Greater))
    });
    environment.add_test("known", |value: &Value| match value.downcast_object_ref::<Typed>() {
        Some(typed) => typed.known,
        None => !value.is_none() && !value.is_undefined(),
    });
    environment.add_test("unknown", |value: &Value| match value.downcast_object_ref::<Typed>() {
        Some(typed) => !typed.known && !typed.not_applicable,
        None => value.is_none() || value.is_undefined(),
    });
    environment.add_test("not_applicable", |value: &Value| {
        value.downcast_object_ref::<Typed>().is_some_and(|typed| typed.not_applicable)
    });
}

/// How a figure compares with a number, exactly; `None` where the figure has no number.
fn compared(state: &State<'_, '_>, value: &Value, bound: &Value) -> Result<Option<Ordering>, Error> {
    let text = bound.to_string();
    let bound = Decimal::from_str(text.strip_suffix(".0").unwrap_or(&text))
        .map_err(|_| wrong(&format!("{text} 不是数字"), &format!("{text} is not a number")))?;
    let Some(Item::Figure { id, .. }) = value.downcast_object_ref::<Typed>().map(|typed| &typed.item) else {
        return Ok(None);
    };
    let number = job(state)?.ledger.get(id).and_then(jianbao_calculate::Entry::number);
    Ok(number.map(|number| number.cmp(&bound)))
}
