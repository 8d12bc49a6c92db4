//! The template language: minijinja with our formatter, functions, filters and tests, and with limits.

use std::sync::Arc;

use jianbao_dataset::codes::code_lists;
use jianbao_finding::{Finding, Source, Text};
use jianbao_layout::Layout;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, State, UndefinedBehavior, Value};

use crate::context::{self, GLUED, JOB, Typed};
use crate::job::{FigureForm, Item, Job, LARGEST_OUTPUT, Missing, TOKEN_END, TOKEN_START};
use crate::{error, limits};

/// Steps that one template may take. A report of a thousand indicators takes about a hundred thousand.
const FUEL: u64 = 20_000_000;

/// Steps that the label of the period may take.
const FUEL_OF_A_LABEL: u64 = 10_000;

/// How templates are written. A block tag on a line of its own leaves no empty line behind.
pub(crate) fn syntax() -> SyntaxConfig {
    SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().expect("the default delimiters are valid")
}

/// The template language with our words, and no templates.
pub(crate) fn language() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(syntax());
    environment.set_debug(true);
    environment.set_fuel(Some(FUEL));
    // Escaping is never needed, because values are tokens; it is on so that the output of macros, which holds tokens and
    // markup of the template, is told apart from data.
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_formatter(|output, state, value| {
        let text = if value.is_safe() { value.to_string() } else { token(state, value)? };
        output.write_str(&text).map_err(Error::from)
    });
    // Markup made from data, and data glued into text, would leave the protection of the tokens.
    for filter in ["safe", "escape", "e", "format", "indent", "urlencode", "tojson"] {
        environment.remove_filter(filter);
    }
    // It would print all that a template sees.
    environment.remove_global("debug");
    add_functions(&mut environment);
    add_filters(&mut environment);
    add_tests(&mut environment);
    environment
}

/// Compiles the templates of a layout. Every template with a mistake is reported.
pub(crate) fn environment(layout: &Layout) -> Result<Environment<'static>, Vec<Finding>> {
    let mut environment = language();
    let mut findings = Vec::new();
    for (name, source) in &layout.templates {
        if let Some(at) = source.text().find([TOKEN_START, TOKEN_END]) {
            findings.push(reserved_character(source, at));
        } else if let Some(finding) = limits::too_complex(source) {
            findings.push(finding);
        } else if let Err(wrong) = environment.add_template_owned(name.clone(), source.text().to_owned()) {
            findings.push(error::finding(&wrong, layout));
        }
    }
    if findings.is_empty() { Ok(environment) } else { Err(findings) }
}

fn reserved_character(source: &Arc<Source>, at: usize) -> Finding {
    let message =
        Text::new("模板含有保留字符 U+E000 或 U+E001", "the template holds a reserved character, U+E000 or U+E001");
    Finding::error("T-TEMPLATE", message).in_source(Arc::clone(source), at..at + 3)
}

/// The rendering that a template belongs to.
fn job(state: &State<'_, '_>) -> Result<Arc<Job>, Error> {
    let value = state.lookup(JOB).and_then(|value| value.downcast_object::<Job>());
    value.ok_or_else(|| wrong("模板不在报告之内", "a template is rendered outside of a report"))
}

/// What a printed value becomes: a token.
fn token(state: &State<'_, '_>, value: &Value) -> Result<String, Error> {
    let job = job(state)?;
    if let Some(typed) = value.downcast_object_ref::<Typed>() {
        return job.token(typed.item.clone()).ok_or_else(too_much);
    }
    let text = match value.kind() {
        ValueKind::Undefined => return Err(Error::from(ErrorKind::UndefinedError)),
        ValueKind::None => job.layout.manifest.policies.blank.unknown.clone(),
        ValueKind::String | ValueKind::Number => value.to_string(),
        kind => {
            let zh = format!("{kind} 不能直接印出，请印出其中的字段");
            return Err(wrong(&zh, &format!("a {kind} cannot be printed; print one of its fields")));
        }
    };
    if text.contains(GLUED) {
        return Err(wrong(
            "数字和叙述文字不能与其他文字拼接或改写，请分别印出，如 {{ a }}{{ b }}",
            "a figure or prose cannot be glued to text or changed; print each on its own, as in {{ a }}{{ b }}",
        ));
    }
    job.token(Item::Text(text)).ok_or_else(too_much)
}

fn too_much() -> Error {
    let most = LARGEST_OUTPUT >> 20;
    wrong(&format!("报告印出的文字超过 {most} MB"), &format!("the report prints more than {most} MB of text"))
}

/// A mistake in the use of one of our functions, told in both languages.
fn wrong(zh: &str, en: &str) -> Error {
    Error::new(ErrorKind::InvalidOperation, error::bilingual(zh, en))
}

fn add_functions(environment: &mut Environment<'static>) {
    environment.add_function("figure", |state: &State<'_, '_>, id: String| -> Result<Value, Error> {
        let job = job(state)?;
        if job.ledger.get(&id).is_none() {
            return Err(wrong(&format!("没有编号为 {id} 的数字"), &format!("there is no figure {id}")));
        }
        Ok(context::figure(&job, &id, FigureForm::default()))
    });
    environment.add_function("narrative", narrative);
    environment.add_function("has_narrative", |state: &State<'_, '_>, key: String| -> Result<bool, Error> {
        Ok(job(state)?.dataset.narrative.contains_key(key.as_str()))
    });
    environment.add_function("table", |id: String| typed(Item::Table(id)));
    environment.add_function("ref", |id: String| typed(Item::Reference(id)));
    environment.add_function("toc", |options: Kwargs| -> Result<Value, Error> {
        let depth: Option<u8> = options.get("depth")?;
        options.assert_all_used()?;
        Ok(typed(Item::Contents(depth.unwrap_or(3))))
    });
    environment.add_function("org", |state: &State<'_, '_>, id: &Value| -> Result<Value, Error> {
        if is_absent(id) {
            return Ok(id.clone());
        }
        let job = job(state)?;
        let id = id.to_string();
        let found = job.dataset.organisations.iter().find(|organisation| organisation.id.as_str() == id);
        let name = found.map(|organisation| Value::from(organisation.name.as_str()));
        name.ok_or_else(|| wrong(&format!("没有编号为 {id} 的单位"), &format!("there is no organisation {id}")))
    });
    environment.add_function("expect", |state: &State<'_, '_>, value: &Value| -> Result<Value, Error> {
        if let Some(Typed { item: Item::Absent { pointer, optional }, .. }) = value.downcast_object_ref::<Typed>() {
            job(state)?.note_absent(pointer, *optional);
        }
        // Safe, so that it leaves no token behind where no text may stand.
        Ok(Value::from_safe_string(String::new()))
    });
    environment.add_function("tick", |yes: bool| if yes { "√" } else { "" });
    environment.add_function("period_label", |state: &State<'_, '_>| -> Result<String, Error> {
        let job = job(state)?;
        let source = &job.layout.manifest.period_label;
        // The label is a template of plain words and two numbers, printed by its own small environment without tokens.
        let months = job.ledger.get("period.months_elapsed").and_then(jianbao_calculate::Entry::number);
        let months = months.map(|months| months.normalize().to_string()).unwrap_or_default();
        let fiscal_year = job.dataset.period.fiscal_year;
        let mut environment = Environment::new();
        environment.set_fuel(Some(FUEL_OF_A_LABEL));
        environment.render_str(source, minijinja::context! { months, fiscal_year })
    });
}

/// Whether a value is one that the dataset leaves open.
fn is_absent(value: &Value) -> bool {
    value.is_none()
        || value.downcast_object_ref::<Typed>().is_some_and(|typed| matches!(typed.item, Item::Absent { .. }))
}

fn typed(item: Item) -> Value {
    Value::from_object(Typed { item, known: true, not_applicable: false })
}

/// A text block of the dataset. One that is missing is reported and leaves a blank.
fn narrative(state: &State<'_, '_>, key: &str) -> Result<Value, Error> {
    let job = job(state)?;
    let pointer = format!("/narrative/{key}");
    if let Some(text) = job.dataset.narrative.get(key) {
        return Ok(context::prose(text.as_str().to_owned(), &pointer));
    }
    let title = job.layout.manifest.narrative.get(key).cloned();
    let Some(title) = title else {
        let zh = format!("layout.toml 的 [narrative] 中没有声明 {key}");
        return Err(wrong(&zh, &format!("[narrative] of layout.toml does not declare {key}")));
    };
    job.note_missing(Missing { pointer, title, hole: false });
    Ok(Value::from(job.layout.manifest.policies.blank.unknown.as_str()))
}

fn add_filters(environment: &mut Environment<'static>) {
    environment.add_filter("label", |state: &State<'_, '_>, code: &Value, list: String| -> Result<Value, Error> {
        if is_absent(code) {
            return Ok(code.clone());
        }
        let code = code.to_string();
        let lists = code_lists();
        let words = lists.iter().find(|(name, _)| *name == list).map(|(_, words)| words);
        let words = words
            .ok_or_else(|| wrong(&format!("没有名为 {list} 的选项表"), &format!("there is no list of codes {list}")))?;
        let word = words.iter().find(|(known, _)| *known == code).map(|(_, word)| *word);
        let word =
            word.ok_or_else(|| wrong(&format!("选项表 {list} 中没有 {code}"), &format!("{list} has no code {code}")))?;
        Ok(Value::from(job(state)?.layout.manifest.policies.label(&list, &code, word)))
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
