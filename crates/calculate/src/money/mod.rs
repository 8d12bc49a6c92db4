//! Figures of funding and of the uses of money: facts, totals, rates, balances.

mod derived;
mod fields;

use std::collections::BTreeMap;

use jianbao_dataset::codes::MoneyUnit;
use jianbao_dataset::scalar::Id;
use jianbao_dataset::{Dataset, Funding, Use};
use jianbao_finding::Text;
use jianbao_layout::Policies;

use derived::{DERIVED, Parts};
use fields::{FUNDING, Field, USE};

use crate::builder::{Builder, titled};
use crate::{Formula, NoValue, Unit, Value};

/// The rows of funding.
const fn funding_rows(dataset: &Dataset) -> Rows<'_, Funding> {
    Rows {
        kind: "funding",
        records: dataset.funding.as_slice(),
        id: |funding| &funding.id,
        parent: |funding| funding.parent.as_ref(),
        name: |funding| funding.name.as_str(),
        fields: FUNDING,
        pointer: "/funding",
        total: "资金合计",
        unit: dataset.money_unit,
    }
}

/// The rows of the uses of money.
const fn use_rows(dataset: &Dataset) -> Rows<'_, Use> {
    Rows {
        kind: "use",
        records: dataset.uses.as_slice(),
        id: |using| &using.id,
        parent: |using| using.parent.as_ref(),
        name: |using| using.purpose.as_str(),
        fields: USE,
        pointer: "/uses",
        total: "资金用途合计",
        unit: dataset.money_unit,
    }
}

/// `funding.<total|id>.<field>` and the rates of each.
pub(crate) fn funding(builder: &mut Builder, dataset: &Dataset, policies: &Policies) {
    let rows = funding_rows(dataset);
    tree(builder, &rows);
    let named = dataset.funding.iter().map(|funding| (funding.id.as_str(), funding.name.as_str()));
    for (id, name) in named.chain([(TOTAL, rows.total)]) {
        for derived in DERIVED {
            let money = builder.money();
            derived.define(&Parts { id, policies }, name, money).add(builder);
        }
    }
    builder.computed(
        "funding.total.pace".to_owned(),
        Text::new("资金合计 · 执行率与序时进度之差", "total · execution rate less time progress"),
        Unit::PercentagePoints,
        Formula::difference(Formula::figure("funding.total.execution_rate"), Formula::figure("period.time_progress")),
    );
}

/// `use.<total|id>.<field>` and each use's share of what was spent.
pub(crate) fn uses(builder: &mut Builder, dataset: &Dataset) {
    if dataset.uses.is_empty() {
        return;
    }
    tree(builder, &use_rows(dataset));
    for using in &dataset.uses {
        builder.computed(
            format!("use.{}.share", using.id),
            titled(using.purpose.as_str(), ("占支出比重", "share of spending")),
            Unit::Percent,
            Formula::percent(
                Formula::figure(format!("use.{}.executed", using.id)),
                Formula::figure("use.total.executed"),
            ),
        );
    }
}

/// One figure of funding or of the uses, with those that it follows from, and no others: what the full ledger says of it,
/// at a small part of the cost. `None` where only the full ledger can tell.
pub(crate) fn one(builder: &mut Builder, dataset: &Dataset, policies: &Policies, id: &str) -> Option<()> {
    if builder.value(id).is_some() {
        return Some(());
    }
    let (kind, rest) = id.split_once('.')?;
    let (record, key) = rest.rsplit_once('.')?;
    let definition = match kind {
        "funding" => {
            let rows = funding_rows(dataset);
            rows.find(record, key).or_else(|| {
                let derived = DERIVED.iter().find(|derived| derived.key == key)?;
                let name = if record == TOTAL { rows.total } else { rows.name_of(record)? };
                Some(derived.define(&Parts { id: record, policies }, name, builder.money()))
            })
        }
        "use" if !dataset.uses.is_empty() => use_rows(dataset).find(record, key),
        _ => None,
    }?;
    if let Origin::Formula(formula) = &definition.origin {
        for input in formula.inputs() {
            one(builder, dataset, policies, input)?;
        }
    }
    definition.add(builder);
    Some(())
}

/// The record that stands for all: the sum of the roots.
const TOTAL: &str = "total";

/// More rows than this are the full ledger's, which takes each but once.
const FEW: usize = 64;

/// Records that are parts of each other, with the amounts that each may state.
struct Rows<'a, T: 'static> {
    kind: &'static str,
    records: &'a [T],
    id: fn(&T) -> &Id,
    parent: fn(&T) -> Option<&Id>,
    name: fn(&T) -> &str,
    fields: &'static [Field<T>],
    pointer: &'static str,
    /// Name of the total.
    total: &'static str,
    unit: MoneyUnit,
}

/// A figure before it has a value.
struct Definition {
    id: String,
    title: Text,
    unit: Unit,
    origin: Origin,
}

enum Origin {
    Fact { value: Value, pointer: String },
    Formula(Formula),
}

impl Definition {
    fn add(self, builder: &mut Builder) {
        match self.origin {
            Origin::Fact { value, pointer } => builder.fact(self.id, self.title, self.unit, value, pointer),
            Origin::Formula(formula) => builder.computed(self.id, self.title, self.unit, formula),
        }
    }
}

impl<T> Rows<'_, T> {
    fn figure(&self, record: &str, key: &str) -> String {
        format!("{}.{record}.{key}", self.kind)
    }

    fn part(&self, at: usize, key: &str) -> Formula {
        Formula::figure(self.figure((self.id)(&self.records[at]).as_str(), key))
    }

    /// A field of a record: what it states, else the sum over its children, else what follows from its other fields.
    fn row(&self, at: usize, field: &Field<T>, children: &[usize]) -> Definition {
        let record = &self.records[at];
        let id = (self.id)(record).as_str();
        let value = (field.read)(record);
        let unknown = value == Value::None(NoValue::Unknown);
        let origin = if unknown && !children.is_empty() {
            Origin::Formula(Formula::Sum(children.iter().map(|&child| self.part(child, field.key)).collect()))
        } else if unknown && self.kind == "funding" && field.key == "adjusted_budget" {
            // Initial budget plus adjustment; both must be known.
            Origin::Formula(Formula::Sum(vec![self.part(at, "initial_budget"), self.part(at, "adjustment")]))
        } else {
            Origin::Fact { value, pointer: format!("{}/{at}/{}", self.pointer, field.key) }
        };
        let title = titled((self.name)(record), field.title);
        Definition { id: self.figure(id, field.key), title, unit: Unit::Money(self.unit), origin }
    }

    /// The sum of a field over the roots.
    fn total(&self, field: &Field<T>) -> Definition {
        let roots = (0..self.records.len()).filter(|&at| (self.parent)(&self.records[at]).is_none());
        let origin = Origin::Formula(Formula::Sum(roots.map(|at| self.part(at, field.key)).collect()));
        let title = titled(self.total, field.title);
        Definition { id: self.figure(TOTAL, field.key), title, unit: Unit::Money(self.unit), origin }
    }

    /// The definition of one figure, where the rows are few and flat: a tree is walked by the full ledger.
    fn find(&self, record: &str, key: &str) -> Option<Definition> {
        let field = self.fields.iter().find(|field| field.key == key)?;
        if self.records.len() > FEW {
            return None;
        }
        if record == TOTAL {
            return Some(self.total(field));
        }
        let at = self.records.iter().position(|other| (self.id)(other).as_str() == record)?;
        let is_child = |other: &usize| (self.parent)(&self.records[*other]).is_some_and(|id| id.as_str() == record);
        let children: Vec<usize> = (0..self.records.len()).filter(is_child).collect();
        // A parent of parents may be part of itself where nobody checked.
        let nested = !children.is_empty() && (self.parent)(&self.records[at]).is_some();
        (!nested).then(|| self.row(at, field, &children))
    }

    fn name_of(&self, record: &str) -> Option<&str> {
        self.records.iter().find(|other| (self.id)(other).as_str() == record).map(self.name)
    }
}

/// Facts of every record, sums over children where a parent states nothing, and totals over the roots.
fn tree<T>(builder: &mut Builder, rows: &Rows<'_, T>) {
    let kin = Kin::of(rows);
    for field in rows.fields {
        for &at in &kin.children_first {
            rows.row(at, field, &kin.children[at]).add(builder);
        }
        rows.total(field).add(builder);
    }
}

/// Who is part of whom among some records.
struct Kin {
    /// The records that are part of each.
    children: Vec<Vec<usize>>,
    /// The records, children before their parents, otherwise in their order.
    children_first: Vec<usize>,
}

impl Kin {
    fn of<T>(rows: &Rows<'_, T>) -> Self {
        let rows = (rows.records, rows.id, rows.parent);
        let index: BTreeMap<&Id, usize> = rows.0.iter().enumerate().map(|(at, row)| (rows.1(row), at)).collect();
        let above: Vec<Option<usize>> = rows.0.iter().map(|row| index.get(rows.2(row)?).copied()).collect();
        let rows = rows.0;
        let mut children = vec![Vec::new(); rows.len()];
        for (at, parent) in above.iter().enumerate() {
            if let Some(parent) = *parent {
                children[parent].push(at);
            }
        }
        // Level by level from the roots. Circles are refused before figures are computed; here their records only must not
        // hang, and come first.
        let mut depth = vec![usize::MAX; rows.len()];
        let mut level: Vec<usize> = (0..rows.len()).filter(|&at| above[at].is_none()).collect();
        let mut deep = 0;
        while !level.is_empty() {
            for &at in &level {
                depth[at] = deep;
            }
            deep += 1;
            level = level.iter().flat_map(|&at| children[at].iter().copied()).collect();
        }
        let mut children_first: Vec<usize> = (0..rows.len()).collect();
        children_first.sort_by_key(|&at| std::cmp::Reverse(depth[at]));
        Self { children, children_first }
    }
}

/// Whether every funding row, and their total, has a figure of this name.
pub(crate) fn funding_has(field: &str) -> bool {
    FUNDING.iter().any(|known| known.key == field) || DERIVED.iter().any(|known| known.key == field)
}

/// Whether every use of money, and their total, has a figure of this name.
pub(crate) fn use_has(field: &str) -> bool {
    USE.iter().any(|known| known.key == field)
}
