//! The rows of the indicator part of a form, in the order of the framework.

use std::collections::BTreeMap;

use jianbao_calculate::Form;
use jianbao_dataset::codes::{Category, Likelihood, Operator, Subcategory};
use jianbao_dataset::scalar::{Line, Prose};
use jianbao_dataset::{Dataset, Indicator, Observation};
use minijinja::Value;

use crate::context::{POINTER, absent, figure, prose};
use crate::job::{FigureForm, Job};

/// A row: an indicator, or a category in which there can be none.
pub(crate) struct IndicatorRow<'a> {
    pub(crate) category: Category,
    pub(crate) subcategory: Subcategory,
    pub(crate) indicator: Option<(usize, &'a Indicator)>,
    pub(crate) pointer: String,
}

/// The rows in the order of the framework; within a subcategory in the order of the dataset. Indicators that were withdrawn
/// have a row only where asked for.
pub(crate) fn rows(dataset: &Dataset, with_withdrawn: bool) -> Vec<IndicatorRow<'_>> {
    let mut rows = Vec::new();
    for &(category, subcategories) in dataset.meta.taxonomy.framework() {
        for &subcategory in subcategories {
            let of_it = |c: Category, s: Subcategory| c == category && s == subcategory;
            let indicators = dataset.indicators.iter().enumerate();
            for (index, indicator) in indicators
                .filter(|(_, i)| of_it(i.category, i.subcategory))
                .filter(|(_, i)| with_withdrawn || !i.withdrawn)
            {
                let pointer = format!("/indicators/{index}");
                rows.push(IndicatorRow { category, subcategory, indicator: Some((index, indicator)), pointer });
            }
            let empty = dataset.empty_categories.iter().position(|empty| of_it(empty.category, empty.subcategory));
            if let Some(index) = empty {
                let pointer = format!("/empty_categories/{index}");
                rows.push(IndicatorRow { category, subcategory, indicator: None, pointer });
            }
        }
    }
    rows
}

/// The rows as templates see them: without the indicators that were withdrawn, and with them. Each row is made once.
pub(crate) fn values(job: &Job) -> (Vec<Value>, Vec<Value>) {
    let rows = rows(&job.dataset, true);
    let all: Vec<Value> = rows.iter().map(|row| value(job, row)).collect();
    let is_current = |row: &IndicatorRow<'_>| row.indicator.is_none_or(|(_, indicator)| !indicator.withdrawn);
    let current = rows.iter().zip(&all).filter(|(row, _)| is_current(row)).map(|(_, value)| value.clone()).collect();
    (current, all)
}

type Fields = BTreeMap<&'static str, Value>;

fn value(job: &Job, row: &IndicatorRow<'_>) -> Value {
    let policies = &job.layout.manifest.policies;
    let label = |list: &str, code: &str, word: &'static str| Value::from(policies.label(list, code, word));
    let mut fields = Fields::new();
    fields.insert("category", label(Category::LIST, row.category.code(), row.category.label()));
    fields.insert("subcategory", label(Subcategory::LIST, row.subcategory.code(), row.subcategory.label()));
    fields.insert("category_code", Value::from(row.category.code()));
    fields.insert("subcategory_code", Value::from(row.subcategory.code()));
    fields.insert(POINTER, Value::from(row.pointer.as_str()));
    fields.insert("empty", Value::from(row.indicator.is_none()));
    match row.indicator {
        None => without_indicator(job, &mut fields),
        Some((index, indicator)) => of_indicator(job, index, indicator, &mut fields),
    }
    Value::from(fields)
}

/// Fields that are values of the indicator.
const VALUES: &[&str] = &[
    "target",
    "target_value",
    "target_unit",
    "actual",
    "actual_value",
    "forecast",
    "completion",
    "deviation",
    "original_target",
    "stage_target",
    "stage_deviation",
    "baseline",
    "pace_rate",
    "light",
    "weight",
    "score",
    "operator",
];

/// Fields of what was observed.
const OBSERVED: &[&str] = &["note", "likelihood", "likelihood_word", "remark", "remedial_measure", "rectification"];

/// Gives several fields one value.
fn blank(fields: &mut Fields, names: &[&'static str], value: &Value) {
    for name in names {
        fields.insert(name, value.clone());
    }
}

/// A category in which there can be no indicator: a dash for name and target, blanks for the rest.
fn without_indicator(job: &Job, fields: &mut Fields) {
    let dash = || Value::from(job.layout.manifest.policies.blank.empty_category.as_str());
    blank(fields, VALUES, &Value::from(""));
    blank(fields, OBSERVED, &Value::from(()));
    fields.insert("name", dash());
    fields.insert("target", dash());
    fields.insert("reasons", Value::from(Vec::<Value>::new()));
    fields.insert("withdrawn", Value::from(false));
    blank(fields, &["id", "code", "goal", "light_code"], &Value::from(""));
}

fn of_indicator(job: &Job, index: usize, indicator: &Indicator, fields: &mut Fields) {
    let line = |line: Option<&Line>| Value::from(line.map_or("", Line::as_str));
    fields.insert("id", Value::from(indicator.id.as_str()));
    fields.insert("goal", Value::from(indicator.goal.as_ref().map_or("", |goal| goal.as_str())));
    fields.insert("code", line(indicator.code.as_ref()));
    fields.insert("name", Value::from(indicator.name.as_str()));
    fields.insert("withdrawn", Value::from(indicator.withdrawn));
    let mut figures = |field: &'static str, part: &str, form: FigureForm| {
        let id = format!("indicator.{}.{part}", indicator.id);
        let value = if job.ledger.get(&id).is_some() { figure(job, &id, form) } else { Value::from("") };
        fields.insert(field, value);
    };
    for part in VALUES {
        figures(part, part, FigureForm::default());
    }
    let bare = FigureForm { form: Form { bare: true, ..Form::default() }, optional: false };
    figures("target_value", "target", bare);
    figures("actual_value", "actual", bare);
    if indicator.original_target.is_none() {
        figures("original_target", "target", FigureForm::default());
    }
    if indicator.weight.is_none() {
        fields.insert("weight", absent(&format!("/indicators/{index}/weight")));
    }
    if indicator.stage_targets.is_empty() {
        fields.insert("stage_target", absent(&format!("/indicators/{index}/stage_targets")));
    }
    fields.insert("light_code", Value::from(light_code(job, indicator)));
    let operator = indicator.target.operator;
    let word = job.layout.manifest.policies.label(Operator::LIST, operator.code(), operator.label());
    fields.insert("operator", Value::from(word));
    fields.insert("target_unit", line(indicator.target.unit.as_ref()));
    observed(job, indicator, fields);
    if indicator.withdrawn {
        // Nothing is asked of it any more; only what it was is left.
        fields.insert("reasons", Value::from(Vec::<Value>::new()));
        for field in VALUES.iter().chain(OBSERVED).filter(|field| **field != "original_target") {
            fields.insert(field, Value::from(""));
        }
    }
}

/// The code of the light, for conditions of a template; empty where there is none.
fn light_code(job: &Job, indicator: &Indicator) -> &'static str {
    let light = job.ledger.get(&format!("indicator.{}.light", indicator.id));
    match light.map(|entry| &entry.value) {
        Some(jianbao_calculate::Value::Light(light)) if !indicator.withdrawn => light.code(),
        _ => "",
    }
}

fn observed(job: &Job, indicator: &Indicator, fields: &mut Fields) {
    blank(fields, OBSERVED, &Value::from(()));
    fields.insert("reasons", Value::from(Vec::<Value>::new()));
    if let Some((text, at)) = rectification(job, indicator) {
        fields.insert("rectification", prose(text.as_str().to_owned(), &at));
    }
    let found = job.dataset.observations.iter().position(|observation| observation.indicator == indicator.id);
    let Some(index) = found else { return };
    let (observation, at) = (&job.dataset.observations[index], format!("/observations/{index}"));
    let text = |text: Option<&Prose>, field: &str| {
        text.map_or_else(|| Value::from(()), |text| prose(text.as_str().to_owned(), &format!("{at}/{field}")))
    };
    fields.insert("note", text(note(observation), "deviation/note"));
    fields.insert("remark", text(observation.remark.as_ref(), "remark"));
    fields.insert("remedial_measure", text(observation.remedial_measure.as_ref(), "remedial_measure"));
    let reasons = observation.deviation.iter().flat_map(|deviation| &deviation.reasons);
    fields.insert("reasons", Value::from(reasons.map(|reason| Value::from(reason.code())).collect::<Vec<_>>()));
    let unknown = || absent(&format!("{at}/likelihood"));
    let policies = &job.layout.manifest.policies;
    let word = |word: Likelihood| Value::from(policies.label(Likelihood::LIST, word.code(), word.label()));
    fields.insert("likelihood", observation.likelihood.map_or_else(unknown, |word| Value::from(word.code())));
    fields.insert("likelihood_word", observation.likelihood.map_or_else(unknown, word));
}

fn note(observation: &Observation) -> Option<&Prose> {
    observation.deviation.as_ref()?.note.as_ref()
}

/// What came of the last rectification demand that names the indicator.
fn rectification<'a>(job: &'a Job, indicator: &Indicator) -> Option<(&'a Prose, String)> {
    let mut latest_first = job.dataset.rectifications.iter().enumerate().rev();
    let (index, found) = latest_first.find(|(_, one)| one.indicators.contains(&indicator.id))?;
    Some((found.result.as_ref()?, format!("/rectifications/{index}/result")))
}
