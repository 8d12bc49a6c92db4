//! Formulas as trees over figure ids, and their evaluation.

use jianbao_finding::Text;
use rust_decimal::Decimal;

use crate::{NoValue, Value};

/// A formula. It is data: what is printed as an explanation is what was computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Formula {
    /// Another figure.
    Figure(String),
    /// A constant.
    Number(Decimal),
    /// The sum of all; inputs that do not apply count for nothing.
    Sum(Vec<Self>),
    /// The first less the second.
    Difference(Box<[Self; 2]>),
    /// The product of all.
    Product(Vec<Self>),
    /// The first divided by the second.
    Quotient(Box<[Self; 2]>),
    /// The first compared with the second, a target: met or not, or days between two dates. It has no arithmetic.
    Compare(Box<[Self; 2]>),
    /// The smallest of all.
    Smallest(Vec<Self>),
    /// The worst of several lights that are known. It has no arithmetic.
    Worst(Vec<Self>),
}

impl Formula {
    pub(crate) fn figure(id: impl Into<String>) -> Self {
        Self::Figure(id.into())
    }

    pub(crate) fn difference(a: Self, b: Self) -> Self {
        Self::Difference(Box::new([a, b]))
    }

    /// `a × 100 ÷ b`: multiplied first, so that a rate that ends within 28 digits is exact.
    pub(crate) fn percent(a: Self, b: Self) -> Self {
        Self::Quotient(Box::new([Self::Product(vec![a, Self::Number(Decimal::ONE_HUNDRED)]), b]))
    }

    /// The figure ids that it reads, in order of appearance.
    #[must_use]
    pub fn inputs(&self) -> Vec<&str> {
        let mut inputs = Vec::new();
        self.collect(&mut inputs);
        inputs
    }

    fn collect<'a>(&'a self, inputs: &mut Vec<&'a str>) {
        match self {
            Self::Figure(id) => {
                if !inputs.contains(&id.as_str()) {
                    inputs.push(id);
                }
            }
            Self::Number(_) => {}
            Self::Sum(terms) | Self::Product(terms) | Self::Smallest(terms) | Self::Worst(terms) => {
                for term in terms {
                    term.collect(inputs);
                }
            }
            Self::Difference(pair) | Self::Quotient(pair) | Self::Compare(pair) => {
                pair.iter().for_each(|term| term.collect(inputs));
            }
        }
    }
}

/// Evaluates a formula; `lookup` gives the value of a figure.
pub(crate) fn evaluate<'a>(formula: &Formula, lookup: &impl Fn(&str) -> Option<&'a Value>) -> Result<Decimal, NoValue> {
    match formula {
        Formula::Figure(id) => match lookup(id) {
            Some(Value::Number(number)) => Ok(*number),
            Some(Value::None(NoValue::NotApplicable(reason))) => Err(NoValue::NotApplicable(reason.clone())),
            _ => Err(NoValue::Missing(vec![id.clone()])),
        },
        Formula::Number(number) => Ok(*number),
        Formula::Sum(terms) => sum(terms, lookup),
        Formula::Product(terms) => {
            let factors = all(terms, lookup)?;
            factors.into_iter().try_fold(Decimal::ONE, Decimal::checked_mul).ok_or(NoValue::TooLarge)
        }
        Formula::Difference(pair) => {
            let values = all(pair.as_ref(), lookup)?;
            // Not refused where the 28th digit is lost: the terms may be quotients, which end there themselves.
            values[0].checked_sub(values[1]).ok_or(NoValue::TooLarge)
        }
        Formula::Compare(pair) => Err(incomparable(pair.as_ref(), lookup)),
        Formula::Smallest(terms) => all(terms, lookup)?.into_iter().min().ok_or_else(|| NoValue::Missing(Vec::new())),
        Formula::Worst(terms) => {
            Err(NoValue::Missing(terms.iter().flat_map(Formula::inputs).map(str::to_owned).collect()))
        }
        Formula::Quotient(pair) => {
            let values = all(pair.as_ref(), lookup)?;
            if values[1].is_zero() {
                return Err(NoValue::DivisionByZero(pair[1].inputs().join(", ")));
            }
            values[0].checked_div(values[1]).ok_or(NoValue::TooLarge)
        }
    }
}

/// Why a comparison says nothing: a side without a value, or two values of different kinds.
fn incomparable<'a>(pair: &[Formula], lookup: &impl Fn(&str) -> Option<&'a Value>) -> NoValue {
    let mut missing = Vec::new();
    for id in pair.iter().flat_map(Formula::inputs) {
        match lookup(id) {
            Some(Value::None(NoValue::NotApplicable(reason))) => return NoValue::NotApplicable(reason.clone()),
            Some(Value::None(_)) | None => missing.push(id.to_owned()),
            Some(_) => {}
        }
    }
    if missing.is_empty() {
        let (zh, en) = ("实际值与指标值无法比较", "the actual value cannot be compared with the target");
        return NoValue::Undefined(Text::new(zh, en));
    }
    NoValue::Missing(missing)
}

/// All terms, or every reason why one is missing.
fn all<'a>(terms: &[Formula], lookup: &impl Fn(&str) -> Option<&'a Value>) -> Result<Vec<Decimal>, NoValue> {
    let mut values = Vec::with_capacity(terms.len());
    let mut missing = Vec::new();
    for term in terms {
        match evaluate(term, lookup) {
            Ok(value) => values.push(value),
            Err(NoValue::Missing(ids)) => {
                for id in ids {
                    if !missing.contains(&id) {
                        missing.push(id);
                    }
                }
            }
            Err(other) => return Err(other),
        }
    }
    if missing.is_empty() { Ok(values) } else { Err(NoValue::Missing(missing)) }
}

/// Adds what applies. A sum in which nothing applies does not apply itself; one with an unknown term is unknown. Digits are
/// never lost: a sum that would need more than 28 is refused.
fn sum<'a>(terms: &[Formula], lookup: &impl Fn(&str) -> Option<&'a Value>) -> Result<Decimal, NoValue> {
    let mut total = Decimal::ZERO;
    let mut missing = Vec::new();
    let mut not_applicable = None;
    let mut counted = 0;
    for term in terms {
        match evaluate(term, lookup) {
            Ok(value) => {
                total = exact_add(total, value).ok_or(NoValue::TooLarge)?;
                counted += 1;
            }
            Err(NoValue::Missing(ids)) => missing.extend(ids),
            Err(NoValue::NotApplicable(reason)) => not_applicable = Some(reason),
            Err(other) => return Err(other),
        }
    }
    match (missing.is_empty(), counted, not_applicable) {
        (false, ..) => Err(NoValue::Missing(missing)),
        (true, 0, Some(reason)) => Err(NoValue::NotApplicable(reason)),
        _ => Ok(total),
    }
}

/// Addition that refuses to drop decimal places, which `checked_add` does when the result would not fit. Zeros at the end
/// of a term are no digits: `checked_add` itself drops them where the other term is zero.
#[must_use]
pub fn exact_add(a: Decimal, b: Decimal) -> Option<Decimal> {
    let sum = a.checked_add(b)?;
    if sum.scale() >= a.scale().max(b.scale()) {
        return Some(sum);
    }
    (sum.scale() >= a.normalize().scale().max(b.normalize().scale())).then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::from_str_exact(text).expect(text)
    }

    #[test]
    fn a_zero_with_decimals_is_a_term_like_any_other() {
        let nine = "9".repeat(28);
        for (a, b, sum) in [
            ("0.00", "5", Some("5")),
            ("5", "0.00", Some("5")),
            ("0.00", "0", Some("0")),
            ("0.00", "-5", Some("-5")),
            ("1.10", "2.2", Some("3.3")),
            (nine.as_str(), "0.000", Some(nine.as_str())),
            (nine.as_str(), "0.01", None),
        ] {
            let exact = exact_add(decimal(a), decimal(b));
            assert_eq!(exact, sum.map(decimal), "{a} + {b}");
        }
    }

    #[test]
    fn quotients_that_never_end_have_a_difference() {
        let third = |number: &str| decimal(number) / decimal("3");
        let pair = Formula::difference(Formula::Number(third("500")), Formula::Number(third("20")));
        assert_eq!(evaluate(&pair, &|_| None).map(|value| value.round_dp(20)), Ok(decimal("160.00000000000000000000")));
    }
}
