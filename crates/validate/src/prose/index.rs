//! The figures that a number of a text may be, with the names of their records.

use std::borrow::Cow;

use jianbao_calculate::{Entry, Ledger, Unit, Value};
use jianbao_dataset::Dataset;
use jianbao_dataset::codes::MoneyUnit;
use jianbao_dataset::scalar::PartialDate;
use rust_decimal::Decimal;

use super::concept::{Concept, concept};

/// A value to compare with, in 元 where it is money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    /// A number.
    Number(Decimal),
    /// A date.
    Date(PartialDate),
}

/// What a number of a text may be.
#[derive(Debug)]
pub(super) struct Candidate<'a> {
    /// The figure; `None` for a number of records.
    pub(super) entry: Option<&'a Entry>,
    /// What it is called, where it is no figure.
    pub(super) title: (&'static str, &'static str),
    /// Its record, by index.
    pub(super) record: usize,
    /// What it says about the record.
    pub(super) concept: Concept,
    /// The word of the dataset that names it, for [`Concept::Named`].
    pub(super) word: &'a str,
    /// Its value.
    pub(super) value: Known,
    /// Its unit.
    pub(super) unit: Cow<'a, Unit>,
}

/// A record that a text may speak of.
#[derive(Debug)]
pub(super) struct Record<'a> {
    /// First segment of its figure ids.
    pub(super) kind: &'a str,
    /// The segments of its figure ids before the field.
    pub(super) prefix: &'a str,
    /// What it is called; empty for a total, which a text need not name.
    pub(super) name: String,
}

/// All candidates of a dataset.
#[derive(Debug)]
pub(super) struct Index<'a> {
    pub(super) records: Vec<Record<'a>>,
    pub(super) candidates: Vec<Candidate<'a>>,
    /// Numbers of records by the word for them, which a number of a text may be and need not be.
    pub(super) tallies: Vec<Candidate<'a>>,
    /// Names that are no subjects of their own: the project, its organisations.
    pub(super) neutral: Vec<&'a str>,
}

impl<'a> Index<'a> {
    pub(super) fn new(dataset: &'a Dataset, ledger: &'a Ledger) -> Self {
        let mut index =
            Self { records: Vec::new(), candidates: Vec::new(), tallies: Vec::new(), neutral: neutral(dataset) };
        for entry in ledger.entries() {
            index.add(entry, dataset.money_unit);
        }
        index.counts(dataset);
        index.tally(dataset, ledger);
        index
    }

    fn add(&mut self, entry: &'a Entry, money: MoneyUnit) {
        let Some((prefix, field)) = entry.id.rsplit_once('.') else { return };
        let kind = prefix.split('.').next().unwrap_or_default();
        let Some(concept) = concept(kind, field) else { return };
        let value = match &entry.value {
            Value::Number(number) if matches!(entry.unit, Unit::Money(_)) => in_yuan(*number, money).map(Known::Number),
            Value::Number(number) => Some(Known::Number(*number)),
            Value::Date(date) => Some(Known::Date(*date)),
            _ => None,
        };
        let Some(value) = value else { return };
        let (name, word) = entry.title.zh.rsplit_once(" · ").unwrap_or(("", entry.title.zh.as_str()));
        let record = self.record(kind, prefix, name);
        self.candidates.push(Candidate {
            entry: Some(entry),
            title: ("", ""),
            record,
            concept,
            word: if kind == "event" { name } else { word },
            value,
            unit: Cow::Borrowed(&entry.unit),
        });
    }

    /// The record of a figure, made where it is new. Figures of a record do not always follow each other.
    fn record(&mut self, kind: &'a str, prefix: &'a str, name: &str) -> usize {
        if let Some(at) = self.records.iter().rposition(|record| record.prefix == prefix) {
            return at;
        }
        let whole = matches!(prefix, "funding.total" | "use.total" | "task.total" | "period");
        let name = name.trim_start_matches("其中：").trim_start_matches("其中:");
        self.records.push(Record { kind, prefix, name: if whole { String::new() } else { name.to_owned() } });
        self.records.len() - 1
    }

    /// Name of a candidate in both languages.
    pub(super) fn title(candidate: &Candidate<'a>) -> (&'a str, &'a str) {
        candidate.entry.map_or(candidate.title, |entry| (entry.title.zh.as_str(), entry.title.en.as_str()))
    }
}

/// An amount of the dataset in 元.
fn in_yuan(number: Decimal, unit: MoneyUnit) -> Option<Decimal> {
    match unit {
        MoneyUnit::Yuan => Some(number),
        MoneyUnit::TenThousandYuan => number.checked_mul(Decimal::from(10_000)),
    }
}

fn neutral(dataset: &Dataset) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for organisation in &dataset.organisations {
        names.push(organisation.name.as_str());
        names.extend(organisation.short_name.as_ref().map(jianbao_dataset::scalar::Line::as_str));
    }
    names.extend(dataset.project.as_ref().map(|project| project.name.as_str()));
    names.extend(dataset.department.as_ref().map(|department| department.name.as_str()));
    // Longer names first, so that a short one is not cut out of them.
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names
}
