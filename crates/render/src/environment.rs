//! The template language: minijinja with our formatter, functions, filters and tests, and with limits.

use std::sync::Arc;

use jianbao_finding::{Finding, Source, Text};
use jianbao_layout::Layout;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::ValueKind;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, State, UndefinedBehavior, Value};

use crate::context::{GLUED, JOB, Typed};
use crate::job::{Item, Job, LARGEST_OUTPUT, TOKEN_END, TOKEN_START};
use crate::{error, filters, functions, limits};

/// Steps that one template may take. A report of a thousand indicators takes about a hundred thousand.
const FUEL: u64 = 20_000_000;

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
    functions::add(&mut environment);
    filters::add(&mut environment);
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
pub(crate) fn job(state: &State<'_, '_>) -> Result<Arc<Job>, Error> {
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
pub(crate) fn wrong(zh: &str, en: &str) -> Error {
    Error::new(ErrorKind::InvalidOperation, error::bilingual(zh, en))
}
