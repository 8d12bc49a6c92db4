//! The functions that templates may call.

use jianbao_dataset::codes::{SignOffRole, code_lists};
use minijinja::value::Kwargs;
use minijinja::{Environment, Error, State, Value};

use crate::chart;
use crate::context::{self, GLUED, Typed};
use crate::environment::{job, wrong};
use crate::job::{FigureForm, Item, Job};

/// Steps that the label of the period may take.
const FUEL_OF_A_LABEL: u64 = 10_000;

/// Adds them to an environment.
pub(crate) fn add(environment: &mut Environment<'static>) {
    environment.add_function("figure", |state: &State<'_, '_>, id: String| -> Result<Value, Error> {
        let job = job(state)?;
        if job.ledger.get(&id).is_none() {
            return Err(wrong(&format!("没有编号为 {id} 的数字"), &format!("there is no figure {id}")));
        }
        Ok(context::figure(&job, &id, FigureForm::default()))
    });
    environment
        .add_function("narrative", |state: &State<'_, '_>, key: &str, options: Kwargs| narrative(state, key, &options));
    environment.add_function("has_narrative", |state: &State<'_, '_>, key: String| -> Result<bool, Error> {
        Ok(job(state)?.dataset.narrative.contains_key(key.as_str()))
    });
    environment.add_function("choices", |state: &State<'_, '_>, list: &str, chosen: &Value, options: Kwargs| {
        choices(state, list, chosen, &options)
    });
    environment.add_function("signature", signature);
    environment.add_function("likelihoods", |state: &State<'_, '_>| -> Result<Vec<&'static str>, Error> {
        let job = job(state)?;
        let words = job.dataset.observations.iter().filter_map(|observation| observation.likelihood);
        Ok(words.map(jianbao_dataset::codes::Likelihood::code).collect())
    });
    environment.add_function("chart", |name: String, options: Kwargs| -> Result<Value, Error> {
        let caption: Option<String> = options.get("caption")?;
        options.assert_all_used()?;
        if caption.as_ref().is_some_and(|caption| caption.contains(GLUED)) {
            return Err(wrong("图题中不能有数字", "a caption given to `chart` holds no figure"));
        }
        if !chart::NAMES.contains(&name.as_str()) {
            let known = chart::NAMES.join(", ");
            let (zh, en) =
                (format!("没有名为 {name} 的图；现有：{known}"), format!("there is no chart {name}; known: {known}"));
            return Err(wrong(&zh, &en));
        }
        Ok(typed(Item::Chart { name, caption }))
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
pub(crate) fn is_absent(value: &Value) -> bool {
    value.is_none()
        || value
            .downcast_object_ref::<Typed>()
            .is_some_and(|typed| matches!(typed.item, Item::Absent { .. } | Item::Narrative { .. }))
}

fn typed(item: Item) -> Value {
    Value::from_object(Typed { item, known: true, not_applicable: false })
}

/// A text block of the dataset. One that is missing is reported and leaves a blank, unless it is optional.
fn narrative(state: &State<'_, '_>, key: &str, options: &Kwargs) -> Result<Value, Error> {
    let job = job(state)?;
    let optional: Option<bool> = options.get("optional")?;
    options.assert_all_used()?;
    let pointer = format!("/narrative/{key}");
    if let Some(text) = job.dataset.narrative.get(key) {
        return Ok(context::prose(text.as_str().to_owned(), &pointer));
    }
    if !job.layout.manifest.narrative.contains_key(key) {
        let zh = format!("layout.toml 的 [narrative] 中没有声明 {key}");
        return Err(wrong(&zh, &format!("[narrative] of layout.toml does not declare {key}")));
    }
    let optional = optional.unwrap_or(false);
    let item = Item::Narrative { key: key.to_owned(), optional };
    Ok(Value::from_object(Typed { item, known: false, not_applicable: false }))
}

/// All words of a list of codes, each with a box that is ticked where it is the given code: ☑持续性 □新增性.
fn choices(state: &State<'_, '_>, list: &str, chosen: &Value, options: &Kwargs) -> Result<Value, Error> {
    let job = job(state)?;
    let codes: Option<Vec<String>> = options.get("codes")?;
    let (on, off): (Option<&str>, Option<&str>) = (options.get("on")?, options.get("off")?);
    options.assert_all_used()?;
    let words = words_of(&job, list)?;
    let codes = codes.unwrap_or_else(|| words.iter().map(|(code, _)| code.clone()).collect());
    let absent = is_absent(chosen);
    let chosen_code = if absent { String::new() } else { chosen.to_string() };
    let mut boxes = Vec::new();
    for code in codes {
        let word = words.iter().find(|(known, _)| *known == code).map(|(_, word)| word.as_str());
        let word = word.ok_or_else(|| no_code(list, &code))?;
        let mark = if code == chosen_code { on.unwrap_or("☑") } else { off.unwrap_or("□") };
        boxes.push(format!("{mark}{word}"));
    }
    let mut items = vec![Item::Text(boxes.join("　"))];
    if let Some(Typed { item, .. }) = chosen.downcast_object_ref::<Typed>().filter(|_| absent) {
        // What is not chosen is missing, and in a draft marked beside its boxes.
        items.push(item.clone());
    }
    Ok(typed(Item::Several(items)))
}

/// The words of a list of codes, as the layout has them.
pub(crate) fn words_of(job: &Job, list: &str) -> Result<Vec<(String, String)>, Error> {
    let lists = code_lists();
    let words = lists.iter().find(|(name, _)| *name == list).map(|(_, words)| words);
    let words = words
        .ok_or_else(|| wrong(&format!("没有名为 {list} 的选项表"), &format!("there is no list of codes {list}")))?;
    let policies = &job.layout.manifest.policies;
    Ok(words.iter().map(|(code, word)| ((*code).to_owned(), policies.label(list, code, word).to_owned())).collect())
}

pub(crate) fn no_code(list: &str, code: &str) -> Error {
    wrong(&format!("选项表 {list} 中没有 {code}"), &format!("{list} has no code {code}"))
}

/// The name of whoever signs in a role. It is blank where nobody is named: the line is for a pen.
fn signature(state: &State<'_, '_>, role: &str) -> Result<Value, Error> {
    let job = job(state)?;
    if !SignOffRole::ALL.iter().any(|known| known.code() == role) {
        return Err(no_code(SignOffRole::LIST, role));
    }
    let line = job.dataset.sign_off.iter().find(|line| line.role.code() == role);
    let name = line.and_then(|line| line.name.as_ref());
    Ok(Value::from(name.map_or("", jianbao_dataset::scalar::Line::as_str)))
}
