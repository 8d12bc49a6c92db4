//! What each quantity of a text is: a figure, another number where words name a figure, or unknown.

use jianbao_finding::Severity;
use rust_decimal::Decimal;

use super::concept::Concept;
use super::context::{Context, context};
use super::counts::tallied;
use super::index::{Candidate, Index, Known};
use super::naming::{Naming, Reading, is_compatible};
use super::quantity::{Kind, Quantity};
use super::slip::{Slip, between, equals};

/// Significant digits from which two numbers are not alike by chance, where words name a figure and where they do not.
const TELLING: usize = 3;
const TELLING_ALONE: usize = 4;

/// What a quantity turned out to be.
pub(super) enum Verdict<'i, 'a> {
    /// A figure.
    Named(&'i Candidate<'a>),
    /// Not the figure that the words name, or one digit away from a figure.
    Differs { from: &'i Candidate<'a>, slip: Option<Slip>, other: Option<&'i Candidate<'a>>, severity: Severity },
    /// No figure.
    Unknown,
}

/// The verdicts on the quantities of a text that are typed.
pub(super) fn judge<'i, 'a>(index: &'i Index<'a>, reading: &Reading<'_>) -> Vec<(usize, Verdict<'i, 'a>)> {
    let typed = |at: &usize| !matches!(reading.quantities[*at].kind, Kind::Figure(_));
    (0..reading.quantities.len()).filter(typed).map(|at| (at, verdict(index, reading, at))).collect()
}

fn verdict<'i, 'a>(index: &'i Index<'a>, reading: &Reading<'_>, at: usize) -> Verdict<'i, 'a> {
    let quantity = &reading.quantities[at];
    if quantity.ranged {
        return Verdict::Unknown;
    }
    let own = context(reading.text, &reading.quantities, at);
    let naming = reading.naming(index, at);
    if let Some(&named) = naming.named.iter().find(|candidate| is(quantity, candidate)) {
        return Verdict::Named(named);
    }
    if let Kind::Date(_) = quantity.kind {
        return date(quantity, &own, &naming);
    }
    if let Some(count) = tallied(index, quantity, &own).filter(|_| !naming.strict) {
        return Verdict::Named(count);
    }
    let targets = naming.named.iter().all(|candidate| candidate.concept == Concept::Target);
    let demanded = naming.sure && targets && !naming.named.is_empty();
    if own.is_bound() || (own.is_elsewhere() && !demanded) {
        return Verdict::Unknown;
    }
    let difference = |candidate: &Candidate<'_>| {
        matches!(candidate.concept, Concept::Adjustment | Concept::Pace | Concept::Deviation)
    };
    if own.is_difference() && !naming.named.iter().any(|candidate| difference(candidate)) {
        return Verdict::Unknown;
    }
    if naming.named.is_empty() { alone(index, quantity) } else { named(index, reading, at, &naming) }
}

/// A number of which words name what it should be, and which it is not.
fn named<'i, 'a>(index: &'i Index<'a>, reading: &Reading<'_>, at: usize, naming: &Naming<'i, 'a>) -> Verdict<'i, 'a> {
    let quantity = &reading.quantities[at];
    if !naming.strict {
        if let Some(other) = reading.plausible(index, at) {
            return Verdict::Named(other);
        }
        if is_derived(index, reading, at) {
            return Verdict::Unknown;
        }
    }
    let best = naming.named.iter().filter_map(|&from| Some((slip(index, quantity, from)?, from)));
    let best = best.min_by_key(|((slip, _), _)| *slip);
    let telling = quantity.digits() >= TELLING;
    let clear = naming.strict || (naming.sure && telling);
    if let Some(((slip, other), from)) = best {
        let severity = match slip {
            Slip::Rounding => Severity::Warning,
            Slip::Neighbour | Slip::Stale if !clear => return Verdict::Unknown,
            _ if clear => Severity::Error,
            _ if telling => Severity::Warning,
            _ => return Verdict::Unknown,
        };
        return Verdict::Differs { from, slip: Some(slip), other, severity };
    }
    match naming.named[..] {
        [from] if naming.strict && !is_derived(index, reading, at) => {
            Verdict::Differs { from, slip: None, other: None, severity: Severity::Warning }
        }
        _ => Verdict::Unknown,
    }
}

/// How a quantity came from a candidate, and whose value it has instead.
fn slip<'i, 'a>(
    index: &'i Index<'a>,
    quantity: &Quantity<'_>,
    from: &'i Candidate<'a>,
) -> Option<(Slip, Option<&'i Candidate<'a>>)> {
    let Known::Number(value) = from.value else { return None };
    let value = in_ones(from, value)?;
    let money = quantity.kind == Kind::Money;
    if let Some(slip) = between(quantity, value, money) {
        return Some((slip, None));
    }
    let others = || index.candidates.iter().filter(|other| is_compatible(quantity, other));
    let neighbour =
        others().find(|other| (other.record == from.record || other.concept == from.concept) && is(quantity, other));
    if neighbour.is_some() {
        return Some((Slip::Neighbour, neighbour));
    }
    let part = |other: &&Candidate<'a>| {
        let Known::Number(part) = other.value else { return false };
        let parted = other.record != from.record && (other.concept == from.concept || from.concept == Concept::Named);
        parted
            && [value.checked_sub(part), value.checked_add(part)]
                .into_iter()
                .flatten()
                .any(|value| !value.is_zero() && equals(quantity, value))
    };
    others().find(part).map(|part| (Slip::Stale, Some(part)))
}

/// A number that no word names: a figure, or so near to one that chance is unlikely.
fn alone<'i, 'a>(index: &'i Index<'a>, quantity: &Quantity<'_>) -> Verdict<'i, 'a> {
    if quantity.digits() < TELLING {
        return Verdict::Unknown;
    }
    let mut compatible = index.candidates.iter().filter(|candidate| is_compatible(quantity, candidate));
    if let Some(named) = compatible.clone().find(|candidate| is(quantity, candidate)) {
        return Verdict::Named(named);
    }
    if quantity.digits() < TELLING_ALONE {
        return Verdict::Unknown;
    }
    let like = compatible.find_map(|from| {
        let Known::Number(value) = from.value else { return None };
        let slip = between(quantity, in_ones(from, value)?, quantity.kind == Kind::Money)?;
        matches!(slip, Slip::Swapped | Slip::Unit).then_some((from, slip))
    });
    like.map_or(Verdict::Unknown, |(from, slip)| Verdict::Differs {
        from,
        slip: Some(slip),
        other: None,
        severity: Severity::Warning,
    })
}

/// A date that is none of those that words name.
fn date<'i, 'a>(quantity: &Quantity<'_>, own: &Context<'_>, naming: &Naming<'i, 'a>) -> Verdict<'i, 'a> {
    let Kind::Date(written) = quantity.kind else { return Verdict::Unknown };
    let dates = naming.named.iter().filter_map(|&from| match from.value {
        Known::Date(date) => Some((from, date)),
        Known::Number(_) => None,
    });
    if own.is_elsewhere()
        || ["前", "起", "以前", "之前"].iter().any(|word| own.tail.starts_with(word) && own.lead.contains('应'))
    {
        return Verdict::Unknown;
    }
    for (from, date) in dates.clone() {
        if written.near(date) {
            let severity = if naming.sure { Severity::Error } else { Severity::Warning };
            return Verdict::Differs { from, slip: Some(Slip::Date), other: None, severity };
        }
    }
    match (dates.clone().next(), dates.count()) {
        // A cut-off date of another year is history, as in 截至2019年底.
        (Some((from, date)), 1)
            if naming.strict
                && (from.concept != Concept::AsOf || written.year.is_none_or(|year| year == date.parts().0))
                && (written.day.is_some() || written.end) =>
        {
            Verdict::Differs { from, slip: None, other: None, severity: Severity::Warning }
        }
        _ => Verdict::Unknown,
    }
}

/// Whether a quantity is a candidate.
pub(super) fn is(quantity: &Quantity<'_>, candidate: &Candidate<'_>) -> bool {
    match (&quantity.kind, candidate.value) {
        (Kind::Date(date), Known::Date(known)) => date.is(known),
        (Kind::Date(_), _) | (_, Known::Date(_)) => false,
        (_, Known::Number(value)) => in_ones(candidate, value).is_some_and(|value| equals(quantity, value)),
    }
}

/// A candidate's value in ones where its unit counts in ten thousands (万人).
fn in_ones(candidate: &Candidate<'_>, value: Decimal) -> Option<Decimal> {
    match candidate.unit.as_ref() {
        jianbao_calculate::Unit::Named(unit) if unit.starts_with('万') => value.checked_mul(Decimal::from(10_000)),
        _ => Some(value),
    }
}

/// Whether a number follows from two others of its sentence: their sum, difference or quotient; or is the sum of all before it.
fn is_derived(index: &Index<'_>, reading: &Reading<'_>, at: usize) -> bool {
    let quantity = &reading.quantities[at];
    let own = context(reading.text, &reading.quantities, at);
    let inside = |other: &&Quantity<'_>| own.sentence.contains(&other.range.start) && other.range != quantity.range;
    let values: Vec<Decimal> =
        reading.quantities.iter().filter(inside).filter_map(|other| value_of(index, other)).collect();
    let hundred = Decimal::ONE_HUNDRED;
    let pairs = values.iter().enumerate().flat_map(|(i, &a)| values.iter().skip(i + 1).map(move |&b| (a, b)));
    let all = values.iter().try_fold(Decimal::ZERO, |sum, &value| sum.checked_add(value));
    let mut results = pairs.flat_map(|(a, b)| {
        let share = |a: Decimal, b: Decimal| a.checked_mul(hundred).and_then(|a| a.checked_div(b));
        [a.checked_add(b), a.checked_sub(b), share(a, b), share(b, a)].into_iter().flatten()
    });
    results.any(|value| equals(quantity, value)) || all.is_some_and(|sum| equals(quantity, sum))
}

/// The value of a quantity or of the figure of a placeholder.
pub(super) fn value_of(index: &Index<'_>, quantity: &Quantity<'_>) -> Option<Decimal> {
    match quantity.kind {
        Kind::Date(_) => None,
        Kind::Figure(id) => {
            let of = |candidate: &&Candidate<'_>| candidate.entry.is_some_and(|entry| entry.id == id);
            match index.candidates.iter().find(of)?.value {
                Known::Number(value) => Some(value),
                Known::Date(_) => None,
            }
        }
        _ => quantity.value(),
    }
}
