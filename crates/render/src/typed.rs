//! Ledger entries as typed values of a document.

use jianbao_calculate::{Entry, Form, Formula, Ledger, Unit, Value, print};
use jianbao_document::{DocumentFigure, Formula as DocumentFormula, FormulaInput, TypedValue, ValueFormat};
use jianbao_layout::{Decimals, Policies};

/// A figure as a layout prints it.
pub(crate) fn value(entry: &Entry, policies: &Policies, form: Form) -> TypedValue {
    let printed = print(entry, policies, form);
    TypedValue {
        text: printed.text,
        exact: exact(&entry.value),
        figure: Some(entry.id.clone()),
        format: format(&entry.value, printed.decimals, printed.unit, printed.shift),
        pointer: entry.pointer.clone(),
        bold: false,
        highlight: false,
    }
}

fn format(value: &Value, decimals: Option<Decimals>, unit: Option<String>, shift: i32) -> Option<ValueFormat> {
    match (value, decimals) {
        (Value::Number(_), Some(decimals)) => {
            Some(ValueFormat::Number { decimals: decimals.places, trimmed: decimals.trimmed, unit, shift })
        }
        (Value::Date(_), _) => Some(ValueFormat::Date),
        (Value::Words(_) | Value::Rating(_) | Value::Light(_), _) => Some(ValueFormat::Text),
        _ => None,
    }
}

fn exact(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => Some(number.normalize().to_string()),
        Value::Date(date) => Some(date.to_string()),
        Value::Words(_) | Value::Rating(_) | Value::Light(_) | Value::None(_) => None,
    }
}

/// A ledger entry for the document, so that exporters can explain or recompute it.
pub(crate) fn figure(entry: &Entry, ledger: &Ledger) -> DocumentFigure {
    let unit = |unit: &Unit| Some(unit.text().to_owned()).filter(|unit| !unit.is_empty());
    let inputs = ledger.inputs(entry).into_iter().map(|input| FormulaInput {
        figure: input.id.clone(),
        title: input.title.zh.clone(),
        exact: exact(&input.value),
        unit: unit(&input.unit),
    });
    DocumentFigure {
        title: entry.title.zh.clone(),
        exact: exact(&entry.value),
        no_value: entry.no_value().map(|reason| reason.reason().zh),
        unit: unit(&entry.unit),
        formula: entry.formula.as_ref().map(formula),
        inputs: inputs.collect(),
        pointer: entry.pointer.clone(),
    }
}

fn formula(tree: &Formula) -> DocumentFormula {
    let pair = |pair: &[Formula; 2]| Box::new([formula(&pair[0]), formula(&pair[1])]);
    match tree {
        Formula::Figure(id) => DocumentFormula::Figure(id.clone()),
        Formula::Number(number) => DocumentFormula::Number(number.normalize().to_string()),
        Formula::Sum(terms) => DocumentFormula::Sum(terms.iter().map(formula).collect()),
        Formula::Product(terms) => DocumentFormula::Product(terms.iter().map(formula).collect()),
        Formula::Difference(terms) => DocumentFormula::Difference(pair(terms)),
        Formula::Quotient(terms) => DocumentFormula::Quotient(pair(terms)),
        Formula::Compare(terms) => DocumentFormula::Compare(pair(terms)),
        Formula::Smallest(terms) => DocumentFormula::Smallest(terms.iter().map(formula).collect()),
        Formula::Worst(terms) => DocumentFormula::Worst(terms.iter().map(formula).collect()),
    }
}
