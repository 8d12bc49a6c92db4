//! The fields that expressions can name: facts of the dataset and figures of the ledger, in English and in Chinese.
//!
//! Sums of money are in 万元, whatever the unit of the dataset, and rates in per cent.

mod indicator;
mod money;
mod others;

use jianbao_calculate::{Formula, NoValue, Unit, in_unit};
use jianbao_dataset::codes::MoneyUnit;
use jianbao_dataset::scalar::{Amount, Number as Signed, Stated};
use jianbao_dataset::{Dataset, Observation};
use jianbao_layout::RuleSubject;
use rust_decimal::Decimal;

use super::value::{Known, List, Number, Value, Why, Words};
use crate::rules::Subject;

/// A field.
#[derive(Debug)]
pub(super) struct Field {
    /// English name.
    pub(super) name: &'static str,
    /// Chinese names.
    pub(super) zh: &'static [&'static str],
    /// What it holds.
    pub(super) kind: Kind,
    read: Read,
    place: Place,
}

/// What a field holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    Money,
    Percent,
    Points,
    Plain,
    Words,
    Code(List),
    Truth,
    Day,
}

/// How a field is read.
#[derive(Debug, Clone, Copy)]
enum Read {
    /// A fact of the record with an index.
    Fact(fn(&Dataset, usize) -> Value),
    /// A figure: the last segments of its id.
    Figure(&'static str),
    /// A figure that is the ratio of two numbers: what is merely met or missed has none.
    Ratio(&'static str),
}

/// Where a fact stands.
#[derive(Debug, Clone, Copy)]
enum Place {
    /// Below its record.
    Record(&'static str),
    /// Below what was observed of the indicator.
    Observation(&'static str),
    /// Nowhere: it is computed.
    Computed,
}

/// A field of a kind of record.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reference {
    pub(super) subject: RuleSubject,
    pub(super) field: &'static Field,
}

/// What a name stands for.
#[derive(Debug)]
pub(super) enum Resolved {
    Field(Reference),
    Column(RuleSubject, &'static Field),
}

/// The fields of a kind of record.
pub(super) fn fields(subject: RuleSubject) -> &'static [Field] {
    match subject {
        RuleSubject::Dataset => others::DATASET,
        RuleSubject::Funding => money::FUNDING,
        RuleSubject::Use => money::USE,
        RuleSubject::Task => money::TASK,
        RuleSubject::Indicator => indicator::INDICATOR,
        RuleSubject::Goal => others::GOAL,
        RuleSubject::Survey => others::SURVEY,
        RuleSubject::Rectification => others::RECTIFICATION,
    }
}

/// Kinds of records as they stand before a dot, and in a list of the dataset.
const KINDS: &[(RuleSubject, &str, &str, &str)] = &[
    (RuleSubject::Dataset, "total", "合计", ""),
    (RuleSubject::Funding, "funding", "资金来源", "funding"),
    (RuleSubject::Use, "use", "资金用途", "uses"),
    (RuleSubject::Indicator, "indicator", "指标", "indicators"),
    (RuleSubject::Task, "task", "年度任务", "department/tasks"),
    (RuleSubject::Goal, "goal", "绩效目标", "goals"),
    (RuleSubject::Survey, "survey", "满意度调查", "surveys"),
    (RuleSubject::Rectification, "rectification", "整改", "rectifications"),
];

fn find(subject: RuleSubject, name: &str) -> Option<&'static Field> {
    fields(subject).iter().find(|field| field.name == name || field.zh.contains(&name))
}

/// What a name stands for in rules for a kind of record, or the name that is probably meant. A field of the record comes before
/// one of the dataset; `total.x` is always the dataset's, `indicator.x` the column of all indicators.
pub(super) fn resolve(subject: RuleSubject, name: &str) -> Result<Resolved, Option<String>> {
    if let Some((before, field)) = name.split_once('.') {
        let kind = KINDS.iter().find(|(_, en, zh, _)| *en == before || *zh == before).map(|(kind, ..)| *kind);
        return match kind.and_then(|kind| Some((kind, find(kind, field)?))) {
            Some((RuleSubject::Dataset, field)) => {
                Ok(Resolved::Field(Reference { subject: RuleSubject::Dataset, field }))
            }
            Some((kind, field)) => Ok(Resolved::Column(kind, field)),
            None => Err(kind.and_then(|kind| near(&[kind], field)).map(|near| format!("{before}.{near}"))),
        };
    }
    let own = find(subject, name).map(|field| Reference { subject, field });
    let all = || find(RuleSubject::Dataset, name).map(|field| Reference { subject: RuleSubject::Dataset, field });
    own.or_else(all).map(Resolved::Field).ok_or_else(|| near(&[subject, RuleSubject::Dataset], name))
}

/// The name most like another, if any is.
fn near(subjects: &[RuleSubject], asked: &str) -> Option<String> {
    let names = subjects
        .iter()
        .flat_map(|subject| fields(*subject))
        .flat_map(|field| [field.name].into_iter().chain(field.zh.iter().copied()));
    let letters = asked.chars().count();
    let near = names.map(|name| (strsim::damerau_levenshtein(name, asked), name));
    // A third of the letters may be wrong; what is farther away is another name.
    let near = near.filter(|(distance, name)| distance * 3 <= letters.max(name.chars().count()));
    near.min_by_key(|(distance, _)| *distance).map(|(_, name)| name.to_owned())
}

/// How many records of a kind there are, and whether one counts.
pub(super) fn records(dataset: &Dataset, subject: RuleSubject) -> usize {
    match subject {
        RuleSubject::Dataset => 1,
        RuleSubject::Funding => dataset.funding.len(),
        RuleSubject::Use => dataset.uses.len(),
        RuleSubject::Indicator => dataset.indicators.len(),
        RuleSubject::Task => dataset.department.as_ref().map_or(0, |department| department.tasks.len()),
        RuleSubject::Goal => dataset.goals.len(),
        RuleSubject::Survey => dataset.surveys.len(),
        RuleSubject::Rectification => dataset.rectifications.len(),
    }
}

/// Whether a record is looked at: an indicator that was withdrawn is not.
pub(super) fn counts(dataset: &Dataset, subject: RuleSubject, record: usize) -> bool {
    subject != RuleSubject::Indicator || !dataset.indicators[record].withdrawn
}

/// The JSON pointer of a record.
pub(super) fn pointer(subject: RuleSubject, record: usize) -> String {
    let list = KINDS.iter().find(|(kind, ..)| *kind == subject).map_or("", |(.., list)| list);
    if list.is_empty() { String::new() } else { format!("/{list}/{record}") }
}

impl Reference {
    /// The value for a record.
    pub(super) fn read(self, subject: &Subject<'_>, record: usize) -> Value {
        let value = match self.field.read {
            Read::Fact(read) => read(subject.dataset(), record),
            Read::Figure(_) | Read::Ratio(_) => self.figure_value(subject, record),
        };
        match (self.field.kind, value) {
            (Kind::Money, Value::Number(Number(Ok(amount)))) => {
                let shown = in_unit(amount, subject.dataset().money_unit, MoneyUnit::TenThousandYuan);
                Value::Number(Number(shown.map(|amount| amount.normalize()).ok_or(Why::TooLarge)))
            }
            (_, value) => value,
        }
    }

    /// The id of the figure, where the field is one.
    pub(super) fn figure(self, dataset: &Dataset, record: usize) -> Option<String> {
        let (Read::Figure(last) | Read::Ratio(last)) = self.field.read else { return None };
        Some(match self.subject {
            RuleSubject::Funding => format!("funding.{}.{last}", dataset.funding.get(record)?.id),
            RuleSubject::Use => format!("use.{}.{last}", dataset.uses.get(record)?.id),
            RuleSubject::Indicator => format!("indicator.{}.{last}", dataset.indicators.get(record)?.id),
            _ => last.to_owned(),
        })
    }

    fn figure_value(self, subject: &Subject<'_>, record: usize) -> Value {
        use jianbao_calculate::Value as Figure;
        let entry = self.figure(subject.dataset(), record).and_then(|id| subject.ledger().get(&id));
        let Some(entry) = entry else { return self.none(Why::NoFigure) };
        let decided = matches!(entry.formula, Some(Formula::Compare(_))) || entry.unit == Unit::Days;
        if matches!(self.field.read, Read::Ratio(_)) && decided {
            return self.none(Why::NoFigure);
        }
        match &entry.value {
            Figure::Number(number) => Value::Number(Number(Ok(*number))),
            Figure::Light(light) => Value::code::<jianbao_dataset::codes::Light>(Some(light.code())),
            Figure::None(NoValue::Unknown | NoValue::Missing(_)) => self.none(Why::Unknown),
            Figure::None(NoValue::NotApplicable(_)) => self.none(Why::NotApplicable),
            _ => self.none(Why::NoFigure),
        }
    }

    /// The field without a value.
    fn none(self, why: Why) -> Value {
        match self.field.kind {
            Kind::Code(list) => Value::Words(Words { text: Err(why), list: Some(list) }),
            _ => Value::Number(Number(Err(why))),
        }
    }

    /// The JSON pointer of the fact; `None` where it is computed.
    pub(super) fn pointer(self, dataset: &Dataset, record: usize) -> Option<String> {
        match self.field.place {
            Place::Record(below) => Some(pointer(self.subject, record) + below),
            Place::Observation(below) => Some(match observation(dataset, record) {
                Some((at, _)) => format!("/observations/{at}{below}"),
                None => pointer(self.subject, record),
            }),
            Place::Computed => None,
        }
    }
}

impl Field {
    /// A number of a record, for columns.
    pub(super) fn is_number(&self) -> bool {
        matches!(self.kind, Kind::Money | Kind::Percent | Kind::Points | Kind::Plain)
    }

    /// Whether it is computed, so that a finding cannot point at it.
    pub(super) fn is_computed(&self) -> bool {
        matches!(self.place, Place::Computed)
    }

    /// A value of its kind.
    pub(super) fn sample(&self) -> Value {
        match self.kind {
            // No two fields have the same, so that a difference of two is not zero.
            Kind::Money | Kind::Percent | Kind::Points | Kind::Plain => {
                let letters: u32 = self.name.bytes().fold(7, |sum, byte| (sum * 31 + u32::from(byte)) % 9973);
                Value::Number(Number(Ok(Decimal::from(letters + 1))))
            }
            Kind::Words => Value::text(Some("示例")),
            Kind::Code(list) => {
                let code = list().first().map_or("", |(code, _)| code);
                Value::Words(Words { text: Ok(code.into()), list: Some(list) })
            }
            Kind::Truth => Value::truth(Some(true)),
            Kind::Day => Value::day("2020-01-01".parse().ok()),
        }
    }
}

/// What was observed of an indicator.
fn observation(dataset: &Dataset, indicator: usize) -> Option<(usize, &Observation)> {
    let id = &dataset.indicators.get(indicator)?.id;
    dataset.observations.iter().enumerate().find(|(_, observation)| observation.indicator == *id)
}

const fn fact(
    name: &'static str,
    zh: &'static [&'static str],
    kind: Kind,
    place: &'static str,
    read: fn(&Dataset, usize) -> Value,
) -> Field {
    Field { name, zh, kind, read: Read::Fact(read), place: Place::Record(place) }
}

const fn figure(name: &'static str, zh: &'static [&'static str], kind: Kind, last: &'static str) -> Field {
    Field { name, zh, kind, read: Read::Figure(last), place: Place::Computed }
}

fn stated<T>(stated: &Stated<T>, number: impl Fn(&T) -> Decimal) -> Value {
    let known: Known<Decimal> = match stated {
        Stated::Unknown => Err(Why::Unknown),
        Stated::NotApplicable(_) => Err(Why::NotApplicable),
        Stated::Value(value) => Ok(number(value)),
    };
    Value::Number(Number(known))
}

fn amount(value: Option<&Stated<Amount>>) -> Value {
    value.map_or(Value::Number(Number(Err(Why::Unknown))), |value| stated(value, |amount| amount.0))
}

fn signed(value: Option<&Stated<Signed>>) -> Value {
    value.map_or(Value::Number(Number(Err(Why::Unknown))), |value| stated(value, |number| number.0))
}

fn plain(number: Option<Decimal>) -> Value {
    Value::Number(Number(number.ok_or(Why::Unknown)))
}
