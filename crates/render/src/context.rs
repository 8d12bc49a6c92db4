//! What templates see: the dataset, in which every number and date that the ledger knows is a figure.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::sync::Arc;

use jianbao_calculate::shown_unit;
use jianbao_dataset::{Node, tree};
use minijinja::Value;
use minijinja::value::{Object, ObjectRepr};

use crate::indicator_rows;
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
pub(crate) const POINTER: &str = "pointer";
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
    let (current, all) = indicator_rows::values(job);
    fields.insert("indicator_rows".to_owned(), Value::from(current));
    fields.insert("indicator_rows_with_withdrawn".to_owned(), Value::from(all));
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
