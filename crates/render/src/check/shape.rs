//! What a template can do with a value: its shape.
//!
//! The shapes of the fields are read off the values that templates really see when the sample dataset is rendered, so they
//! cannot differ from what the engine gives.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use jianbao_dataset::codes::code_lists;
use minijinja::value::ValueKind;
use minijinja::{Value, machinery::ast};

use super::place::Place;
use crate::context::{JOB, Typed};
use crate::job::Item;

/// The shape of a value.
#[derive(Clone)]
pub(crate) enum Shape<'a> {
    /// Nothing is known about it.
    Any,
    /// A text, or one of these codes of lists.
    Text(BTreeSet<&'static str>),
    /// One of these texts of the template itself.
    Words(Vec<String>),
    /// A plain number of the template.
    Number,
    /// Yes or no.
    Bool,
    /// A figure or prose: opaque until it is printed.
    Opaque,
    /// A list of such items.
    List(Rc<Shape<'a>>),
    /// A record with these fields.
    Record(Rc<BTreeMap<String, Shape<'a>>>),
    /// A map with keys of the dataset's own.
    Map,
    /// A macro of the templates, and the template it stands in.
    Macro(&'a ast::Macro<'a>, Place<'a>),
}

impl Shape<'_> {
    /// A text that is no code.
    pub(crate) fn text() -> Self {
        Self::Text(BTreeSet::new())
    }

    /// The shape of a value that is one or the other.
    pub(crate) fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Any, other) | (other, Self::Any) => other,
            // A figure that is a blank text where a category is empty is still a figure.
            (Self::Opaque, _) | (_, Self::Opaque) => Self::Opaque,
            (Self::Text(mut a), Self::Text(b)) => {
                a.extend(b);
                Self::Text(a)
            }
            (Self::Words(mut a), Self::Words(b)) => {
                a.extend(b);
                Self::Words(a)
            }
            (Self::List(a), Self::List(b)) => Self::List(Rc::new((*a).clone().or((*b).clone()))),
            (Self::Record(a), Self::Record(b)) => {
                let mut fields = (*a).clone();
                for (key, shape) in b.iter() {
                    let here = fields.remove(key).unwrap_or(Self::Any);
                    fields.insert(key.clone(), here.or(shape.clone()));
                }
                Self::Record(Rc::new(fields))
            }
            (a, b) if std::mem::discriminant(&a) == std::mem::discriminant(&b) => a,
            _ => Self::Any,
        }
    }

    /// What tells it from other shapes.
    pub(crate) fn summary(&self) -> String {
        match self {
            Self::Any => "any".to_owned(),
            Self::Text(lists) => format!("text {lists:?}"),
            Self::Words(words) => format!("{words:?}"),
            Self::Number => "number".to_owned(),
            Self::Bool => "bool".to_owned(),
            Self::Opaque => "opaque".to_owned(),
            Self::List(item) => format!("[{}]", item.summary()),
            Self::Record(fields) => fields.keys().map(String::as_str).collect::<Vec<_>>().join(","),
            Self::Map => "map".to_owned(),
            Self::Macro(definition, place) => format!("{} of {}", definition.name, place.name),
        }
    }

    /// The shape of one of its items.
    pub(crate) fn item(&self) -> Self {
        match self {
            Self::List(item) => (**item).clone(),
            _ => Self::Any,
        }
    }
}

/// Records whose keys are the dataset's own.
const FREE: [&str; 3] = ["values", "codes", "narrative"];

/// The shapes of everything that templates see.
pub(crate) fn root<'a>(context: &Value) -> BTreeMap<String, Shape<'a>> {
    fields(context)
}

fn fields<'a>(value: &Value) -> BTreeMap<String, Shape<'a>> {
    let keys = value.try_iter().into_iter().flatten();
    let named = keys.filter_map(|key| {
        let name = key.as_str()?.to_owned();
        let field = value.get_item(&key).ok()?;
        let shape = if FREE.contains(&name.as_str()) { Shape::Map } else { shape(&field) };
        (name != JOB).then_some((name, shape))
    });
    named.collect()
}

fn shape<'a>(value: &Value) -> Shape<'a> {
    if let Some(typed) = value.downcast_object_ref::<Typed>() {
        // What this sample leaves open another record may fill.
        return if matches!(typed.item, Item::Absent { .. }) { Shape::Any } else { Shape::Opaque };
    }
    match value.kind() {
        ValueKind::Bool => Shape::Bool,
        ValueKind::Number => Shape::Number,
        ValueKind::String => Shape::Text(value.as_str().map(lists_with).unwrap_or_default()),
        ValueKind::Seq => {
            let items = value.try_iter().into_iter().flatten();
            Shape::List(Rc::new(items.fold(Shape::Any, |all, item| all.or(shape(&item)))))
        }
        ValueKind::Map => Shape::Record(Rc::new(fields(value))),
        _ => Shape::Any,
    }
}

/// The lists that have a text as a code, where the code is no word that may be printed.
fn lists_with(text: &str) -> BTreeSet<&'static str> {
    let lists = code_lists().into_iter();
    let with = lists.filter(|(_, entries)| entries.iter().any(|(code, word)| *code == text && code != word));
    with.map(|(name, _)| name).collect()
}
