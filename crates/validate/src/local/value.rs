//! The values of expressions: exact numbers, words, truths, days, each of them perhaps without a value, and why.

use std::sync::Arc;

use jianbao_dataset::codes::CodeList;
use jianbao_dataset::scalar::Date;
use rust_decimal::Decimal;

/// Why an expression has no value. It then says nothing: the check neither holds nor fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// The dataset does not know a value.
    Unknown,
    /// There can be no value.
    NotApplicable,
    /// A figure cannot be computed, for example because its divisor is zero.
    NoFigure,
    /// The expression itself divides by zero.
    DivisionByZero,
    /// The result has more than 28 digits.
    TooLarge,
}

/// A value, or why there is none.
pub(super) type Known<T> = Result<T, Why>;

/// An exact number.
#[derive(Debug, Clone, Copy)]
pub(super) struct Number(pub(super) Known<Decimal>);

/// A text, or a code of a closed list.
#[derive(Debug, Clone)]
pub(super) struct Words {
    pub(super) text: Known<Arc<str>>,
    /// The list, where the text is one of its codes.
    pub(super) list: Option<List>,
}

/// The entries of a closed list: codes with their Chinese words.
pub(super) type List = fn() -> Vec<(&'static str, &'static str)>;

/// Whether something holds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Truth(pub(super) Known<bool>);

/// A day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Day(pub(super) Known<Date>);

/// A number of every record of a kind.
#[derive(Debug, Clone)]
pub(super) struct Column(pub(super) Arc<Vec<Known<Decimal>>>);

/// A value of a field.
#[derive(Debug, Clone)]
pub(super) enum Value {
    Number(Number),
    Words(Words),
    Truth(Truth),
    Day(Day),
}

impl Value {
    /// Why there is no value, where there is none.
    pub(super) fn why(&self) -> Option<Why> {
        match self {
            Self::Number(value) => value.0.err(),
            Self::Words(value) => value.text.as_ref().err().copied(),
            Self::Truth(value) => value.0.err(),
            Self::Day(value) => value.0.err(),
        }
    }

    /// A text that may not be known.
    pub(super) fn text(text: Option<&str>) -> Self {
        Self::Words(Words { text: text.map(Arc::from).ok_or(Why::Unknown), list: None })
    }

    /// A code that may not be known.
    pub(super) fn code<T: CodeList>(code: Option<&str>) -> Self {
        Self::Words(Words { text: code.map(Arc::from).ok_or(Why::Unknown), list: Some(T::entries) })
    }

    /// A number that is known.
    pub(super) fn count(number: usize) -> Self {
        Self::Number(Number(Ok(Decimal::from(number))))
    }

    /// A truth that may not be known.
    pub(super) fn truth(truth: Option<bool>) -> Self {
        Self::Truth(Truth(truth.ok_or(Why::Unknown)))
    }

    /// A day that may not be known.
    pub(super) fn day(day: Option<Date>) -> Self {
        Self::Day(Day(day.ok_or(Why::Unknown)))
    }
}

/// A function of two values; without a value where one of them has none.
pub(super) fn both<A, B, C>(a: Known<A>, b: Known<B>, f: impl FnOnce(A, B) -> Known<C>) -> Known<C> {
    f(a?, b?)
}

impl Truth {
    /// Both hold. One that fails decides it, whatever is not known of the other.
    pub(super) fn and(self, other: Self) -> Self {
        Self(match (self.0, other.0) {
            (Ok(false), _) | (_, Ok(false)) => Ok(false),
            (Ok(true), Ok(true)) => Ok(true),
            (Err(why), _) | (_, Err(why)) => Err(why),
        })
    }

    /// One of them holds. One that holds decides it, whatever is not known of the other.
    pub(super) fn or(self, other: Self) -> Self {
        self.not().and(other.not()).not()
    }

    /// It does not hold.
    pub(super) fn not(self) -> Self {
        Self(self.0.map(|truth| !truth))
    }
}

impl Words {
    /// Whether two texts are the same. A code is known by its code and by its Chinese word; `Err` holds a word that is not in the
    /// list, with the list.
    pub(super) fn same(&self, other: &Self) -> Result<Truth, (String, List)> {
        let list = match (self.list, other.list) {
            (Some(list), None) => Some((list, other)),
            (None, Some(list)) => Some((list, self)),
            _ => None,
        };
        let mut sides = [self.text.clone(), other.text.clone()];
        if let Some((list, Self { text: Ok(word), .. })) = list {
            let Some((code, _)) = list().into_iter().find(|(code, label)| *code == &**word || *label == &**word) else {
                return Err((word.to_string(), list));
            };
            sides[usize::from(self.list.is_some())] = Ok(Arc::from(code));
        }
        let [a, b] = sides;
        Ok(Truth(both(a, b, |a, b| Ok(a == b))))
    }
}
