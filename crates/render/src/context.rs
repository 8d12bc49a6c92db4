//! What templates see: the dataset, in which every number and date that the ledger knows is a figure.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::sync::Arc;

use jianbao_calculate::shown_unit;
use jianbao_dataset::codes::{Category, DeviationReason, Likelihood, Subcategory};
use jianbao_dataset::{Dataset, Indicator, Node, tree};
use minijinja::Value;
use minijinja::value::{Object, ObjectRepr};

use crate::job::{FigureForm, Item, Job};

/// A value that keeps its type until it is printed.
#[derive(Debug, Clone)]
pub(crate) struct Typed {
    pub(crate) item: Item,
    /// Whether there is something to print; what `is known` and conditions see.
    pub(crate) known: bool,
    pub(crate) not_applicable: bool,
}

impl Object for Typed {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn is_true(self: &Arc<Self>) -> bool {
        self.known
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char(GLUED)
    }
}

/// What a typed value is where a template makes text of it (`~`, `|join`): it has no text before it is printed, so a text with
/// this character is refused when it is printed. Neither templates nor data can hold control characters.
pub(crate) const GLUED: char = '\u{1e}';

/// Key under which a record tells its JSON pointer, for the `source` attribute of rows.
const POINTER: &str = "pointer";
/// Name under which functions find the rendering they belong to.
pub(crate) const JOB: &str = "__job";

/// The context of all templates of a rendering.
pub(crate) fn context(job: &Arc<Job>) -> Value {
    let mut fields: BTreeMap<String, Value> = BTreeMap::new();
    if let Node::Record(record) = tree(&job.dataset) {
        // Text blocks are reached through the function of the same name, which tells when one is missing.
        for (key, node) in record.into_iter().filter(|(key, _)| key != "narrative") {
            let mut pointer = format!("/{key}");
            fields.insert(key, value(job, node, &mut pointer));
        }
    }
    let unit = shown_unit(&job.layout.manifest.policies, job.dataset.money_unit).label();
    fields.insert("money_unit".to_owned(), Value::from(unit));
    fields.insert("months".to_owned(), figure(job, "period.months_elapsed", FigureForm::default()));
    fields.insert("fiscal_year".to_owned(), Value::from(job.dataset.period.fiscal_year));
    fields.insert("indicator_rows".to_owned(), Value::from(indicator_rows(job)));
    fields.insert(JOB.to_owned(), Value::from_dyn_object(Arc::clone(job)));
    Value::from(fields)
}

/// A figure as a template value; undefined figures are an error of whoever asks.
pub(crate) fn figure(job: &Job, id: &str, form: FigureForm) -> Value {
    let entry = job.ledger.get(id);
    let no_value = entry.and_then(jianbao_calculate::Entry::no_value);
    Value::from_object(Typed {
        known: entry.is_some() && no_value.is_none(),
        not_applicable: matches!(no_value, Some(jianbao_calculate::NoValue::NotApplicable(_))),
        item: Item::Figure { id: id.to_owned(), form },
    })
}

/// A field that the dataset leaves open: printing it is noted, unless the template says that it is optional.
pub(crate) fn absent(pointer: &str) -> Value {
    let item = Item::Absent { pointer: pointer.to_owned(), optional: false };
    Value::from_object(Typed { item, known: false, not_applicable: false })
}

/// Prose as a template value.
pub(crate) fn prose(text: String, pointer: &str) -> Value {
    Value::from_object(Typed {
        known: true,
        not_applicable: false,
        item: Item::Prose { text, pointer: pointer.to_owned() },
    })
}

fn value(job: &Job, node: Node, pointer: &mut String) -> Value {
    if let Some(entry) = job.ledger.at(pointer) {
        return figure(job, &entry.id.clone(), FigureForm::default());
    }
    let length = pointer.len();
    match node {
        Node::Null => absent(pointer),
        Node::Bool(yes) => Value::from(yes),
        Node::Integer(number) => Value::from(number),
        Node::Text(text) | Node::Number(text) => Value::from(text),
        Node::Prose(text) => prose(text, pointer),
        Node::List(items) => {
            let values = items.into_iter().enumerate().map(|(index, item)| {
                pointer.push('/');
                pointer.push_str(&index.to_string());
                let item = value(job, item, pointer);
                pointer.truncate(length);
                item
            });
            values.collect::<Vec<Value>>().into()
        }
        Node::Record(fields) => {
            let mut record: BTreeMap<String, Value> = BTreeMap::new();
            record.insert(POINTER.to_owned(), Value::from(pointer.as_str()));
            for (key, field) in fields {
                pointer.push('/');
                pointer.push_str(&key);
                record.insert(key, value(job, field, pointer));
                pointer.truncate(length);
            }
            Value::from(record)
        }
    }
}

/// A row of the indicator part of a form: an indicator, or a category in which there can be none.
pub(crate) struct IndicatorRow<'a> {
    pub(crate) category: Category,
    pub(crate) subcategory: Subcategory,
    pub(crate) indicator: Option<(usize, &'a Indicator)>,
    pub(crate) pointer: String,
}

/// The rows in the order of the framework; within a subcategory in the order of the dataset.
pub(crate) fn rows(dataset: &Dataset) -> Vec<IndicatorRow<'_>> {
    let mut rows = Vec::new();
    for &(category, subcategories) in dataset.meta.taxonomy.framework() {
        for &subcategory in subcategories {
            let of_it = |c: Category, s: Subcategory| c == category && s == subcategory;
            for (index, indicator) in
                dataset.indicators.iter().enumerate().filter(|(_, i)| of_it(i.category, i.subcategory))
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

/// The rows as templates see them.
fn indicator_rows(job: &Job) -> Vec<Value> {
    rows(&job.dataset).iter().map(|row| indicator_row(job, row)).collect()
}

fn indicator_row(job: &Job, row: &IndicatorRow<'_>) -> Value {
    let policies = &job.layout.manifest.policies;
    let label = |list: &str, code: &str, word: &'static str| Value::from(policies.label(list, code, word));
    let mut fields: BTreeMap<&str, Value> = BTreeMap::new();
    fields.insert("category", label(Category::LIST, row.category.code(), row.category.label()));
    fields.insert("subcategory", label(Subcategory::LIST, row.subcategory.code(), row.subcategory.label()));
    fields.insert(POINTER, Value::from(row.pointer.as_str()));
    let dash = || Value::from(policies.blank.empty_category.as_str());
    let blank = || Value::from(());
    let observation = row.indicator.and_then(|(_, indicator)| {
        job.dataset.observations.iter().position(|observation| observation.indicator == indicator.id)
    });
    fields.insert("empty", Value::from(row.indicator.is_none()));
    fields.insert("name", row.indicator.map_or_else(dash, |(_, indicator)| Value::from(indicator.name.as_str())));
    for part in ["target", "actual", "forecast", "completion", "deviation"] {
        let id = row.indicator.map(|(_, indicator)| format!("indicator.{}.{part}", indicator.id));
        let value = match id {
            None if part == "target" => dash(),
            None => Value::from(""),
            Some(id) => figure(job, &id, FigureForm::default()),
        };
        fields.insert(part, value);
    }
    let observed = observation.map(|index| (&job.dataset.observations[index], format!("/observations/{index}")));
    let (mut reasons, mut note, mut likelihood, mut remark, mut measure) =
        (Vec::new(), blank(), blank(), blank(), blank());
    if let Some((observation, at)) = &observed {
        if let Some(deviation) = &observation.deviation {
            reasons = deviation.reasons.iter().map(|reason: &DeviationReason| Value::from(reason.code())).collect();
            let at = format!("{at}/deviation/note");
            note = deviation.note.as_ref().map_or_else(blank, |text| prose(text.as_str().to_owned(), &at));
        }
        let unknown = || absent(&format!("{at}/likelihood"));
        likelihood = observation.likelihood.map_or_else(unknown, |word: Likelihood| Value::from(word.code()));
        remark = observation
            .remark
            .as_ref()
            .map_or_else(blank, |text| prose(text.as_str().to_owned(), &format!("{at}/remark")));
        let at = format!("{at}/remedial_measure");
        measure = observation.remedial_measure.as_ref().map_or_else(blank, |text| prose(text.as_str().to_owned(), &at));
    }
    fields.insert("reasons", Value::from(reasons));
    fields.insert("note", note);
    fields.insert("likelihood", likelihood);
    fields.insert("remark", remark);
    fields.insert("remedial_measure", measure);
    Value::from(fields)
}
