//! Facts as rules read them: what a record states, or what its children add up to, without making a ledger.

use jianbao_calculate::exact_add;
use jianbao_dataset::scalar::{Amount, Id, Number, Stated};
use jianbao_dataset::{Funding, Use};
use jianbao_finding::{Finding, Severity};
use rust_decimal::Decimal;

/// Levels of a tree of money that are added up; the forms have three. What lies deeper is not known to a rule.
const DEEPEST: usize = 32;

/// A sum of money that is known, that cannot be, or that is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    Number(Decimal),
    NotApplicable,
    Unknown,
}

impl Known {
    pub(super) fn number(self) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(number),
            Self::NotApplicable | Self::Unknown => None,
        }
    }
}

pub(super) fn amount(stated: &Stated<Amount>) -> Known {
    match stated {
        Stated::Value(amount) => Known::Number(amount.0),
        Stated::NotApplicable(_) => Known::NotApplicable,
        Stated::Unknown => Known::Unknown,
    }
}

pub(super) fn signed(stated: &Stated<Number>) -> Known {
    match stated {
        Stated::Value(number) => Known::Number(number.0),
        Stated::NotApplicable(_) => Known::NotApplicable,
        Stated::Unknown => Known::Unknown,
    }
}

/// The adjusted budget: stated, or initial budget plus adjustment.
pub(super) fn adjusted_budget(funding: &Funding) -> Known {
    match amount(&funding.adjusted_budget) {
        Known::Unknown => sum([amount(&funding.initial_budget), signed(&funding.adjustment)]),
        stated => stated,
    }
}

/// Adds as the ledger does: what does not apply counts for nothing, and one unknown term makes the sum unknown, as does a
/// result of more than 28 digits.
pub(super) fn sum(terms: impl IntoIterator<Item = Known>) -> Known {
    let mut total = Decimal::ZERO;
    let (mut terms_seen, mut counted) = (false, false);
    for term in terms {
        terms_seen = true;
        match term {
            Known::Unknown => return Known::Unknown,
            Known::NotApplicable => {}
            Known::Number(number) => match exact_add(total, number) {
                Some(sum) => (total, counted) = (sum, true),
                None => return Known::Unknown,
            },
        }
    }
    if terms_seen && !counted { Known::NotApplicable } else { Known::Number(total) }
}

/// A record of a tree of money.
pub(super) trait Record {
    fn id(&self) -> &Id;
    fn parent(&self) -> Option<&Id>;
}

impl Record for Funding {
    fn id(&self) -> &Id {
        &self.id
    }

    fn parent(&self) -> Option<&Id> {
        self.parent.as_ref()
    }
}

impl Record for Use {
    fn id(&self) -> &Id {
        &self.id
    }

    fn parent(&self) -> Option<&Id> {
        self.parent.as_ref()
    }
}

/// Records with their parents.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tree<'a, T> {
    records: &'a [T],
    flat: bool,
}

impl<'a, T: Record> Tree<'a, T> {
    pub(super) fn new(records: &'a [T]) -> Self {
        Self { records, flat: records.iter().all(|record| record.parent().is_none()) }
    }

    /// Whether no record has a parent.
    pub(super) fn is_flat(&self) -> bool {
        self.flat
    }

    pub(super) fn roots(&self) -> impl Iterator<Item = &'a T> {
        self.records.iter().filter(|record| record.parent().is_none())
    }

    pub(super) fn children(&self, parent: &'a T) -> impl Iterator<Item = &'a T> {
        let records = if self.flat { &[] } else { self.records };
        records.iter().filter(|record| record.parent() == Some(parent.id()))
    }

    /// What a record states, or the sum of its children where it states nothing.
    pub(super) fn value(&self, record: &'a T, read: fn(&T) -> Known) -> Known {
        self.value_at(record, read, 0)
    }

    fn value_at(&self, record: &'a T, read: fn(&T) -> Known, depth: usize) -> Known {
        match read(record) {
            Known::Unknown if depth < DEEPEST && self.children(record).next().is_some() => {
                sum(self.children(record).map(|child| self.value_at(child, read, depth + 1)))
            }
            value => value,
        }
    }

    /// The sum of the children of a record.
    pub(super) fn below(&self, record: &'a T, read: fn(&T) -> Known) -> Known {
        sum(self.children(record).map(|child| self.value_at(child, read, 1)))
    }

    /// The sum over the roots.
    pub(super) fn total(&self, read: fn(&T) -> Known) -> Known {
        sum(self.roots().map(|root| self.value(root, read)))
    }

    /// What is known of a record at least: what it states, or the known part of its children.
    pub(super) fn at_least(&self, record: &'a T, read: fn(&T) -> Known) -> Option<Decimal> {
        self.at_least_at(record, read, 0)
    }

    fn at_least_at(&self, record: &'a T, read: fn(&T) -> Known, depth: usize) -> Option<Decimal> {
        match read(record) {
            Known::Number(number) => Some(number),
            Known::NotApplicable => Some(Decimal::ZERO),
            Known::Unknown if depth == DEEPEST => Some(Decimal::ZERO),
            Known::Unknown => self
                .children(record)
                .try_fold(Decimal::ZERO, |sum, child| exact_add(sum, self.at_least_at(child, read, depth + 1)?)),
        }
    }
}

/// A finding with a severity of its own.
pub(super) fn with(mut finding: Finding, severity: Severity) -> Finding {
    finding.severity = severity;
    finding
}

/// An exact number as it is shown in a message: without zeros at its end.
pub(super) fn shown(number: Decimal) -> Decimal {
    number.normalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(number: i64) -> Known {
        Known::Number(Decimal::from(number))
    }

    #[test]
    fn sums_know_what_they_do_not_know() {
        use Known::{NotApplicable, Unknown};
        assert_eq!(sum([number(1), NotApplicable, number(2)]), number(3));
        assert_eq!(sum([NotApplicable, NotApplicable]), NotApplicable);
        assert_eq!(sum([number(1), Unknown]), Unknown);
        assert_eq!(sum([]), number(0));
        assert_eq!(sum([Known::Number(Decimal::MAX), number(1)]), Unknown);
    }
}
