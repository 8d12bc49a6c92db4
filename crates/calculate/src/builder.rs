//! Collects figures; a computed one is evaluated on what was collected before.

use std::collections::BTreeMap;

use jianbao_dataset::codes::MoneyUnit;
use jianbao_dataset::scalar::{Line, Stated};
use jianbao_finding::Text;
use rust_decimal::Decimal;

use crate::formula::evaluate;
use crate::{Entry, Formula, Ledger, NoValue, Unit, Value};

/// Figures being collected.
pub(crate) struct Builder {
    entries: Vec<Entry>,
    by_id: BTreeMap<String, usize>,
    money_unit: MoneyUnit,
}

impl Builder {
    pub(crate) fn new(money_unit: MoneyUnit) -> Self {
        Self { entries: Vec::new(), by_id: BTreeMap::new(), money_unit }
    }

    pub(crate) fn money(&self) -> Unit {
        Unit::Money(self.money_unit)
    }

    /// Adds a fact.
    pub(crate) fn fact(&mut self, id: String, title: Text, unit: Unit, value: Value, pointer: String) {
        self.push(Entry { id, title, unit, value, raw: None, formula: None, pointer: Some(pointer) });
    }

    /// Adds a figure that follows from others.
    pub(crate) fn computed(&mut self, id: String, title: Text, unit: Unit, formula: Formula) {
        let value = evaluate(&formula, &|id| self.value(id)).map_or_else(Value::None, Value::Number);
        self.push(Entry { id, title, unit, value, raw: None, formula: Some(formula), pointer: None });
    }

    /// Adds an entry as it is.
    pub(crate) fn push(&mut self, entry: Entry) {
        self.by_id.insert(entry.id.clone(), self.entries.len());
        self.entries.push(entry);
    }

    pub(crate) fn value(&self, id: &str) -> Option<&Value> {
        self.by_id.get(id).map(|&index| &self.entries[index].value)
    }

    pub(crate) fn unit(&self, id: &str) -> Option<&Unit> {
        self.by_id.get(id).map(|&index| &self.entries[index].unit)
    }

    /// The entry with an id, out of what was collected.
    pub(crate) fn take(mut self, id: &str) -> Option<Entry> {
        let index = *self.by_id.get(id)?;
        Some(self.entries.swap_remove(index))
    }

    pub(crate) fn finish(self) -> Ledger {
        Ledger::new(self.entries, self.by_id)
    }
}

/// A stated number as a figure's value.
pub(crate) fn stated<T>(stated: &Stated<T>, number: impl Fn(&T) -> Decimal) -> Value {
    match stated {
        Stated::Unknown => Value::None(NoValue::Unknown),
        Stated::NotApplicable(reason) => Value::None(NoValue::NotApplicable(Line::as_str(reason).to_owned())),
        Stated::Value(value) => Value::Number(number(value)),
    }
}

/// `name · field` in both languages.
pub(crate) fn titled(name: &str, field: (&str, &str)) -> Text {
    Text::new(format!("{name} · {}", field.0), format!("{name} · {}", field.1))
}
