//! The value axis of a chart: from where to where, and its ticks. Decimals only, so that every machine draws the same.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// About how many steps the axis has.
const STEPS: i64 = 4;

/// A value axis that holds zero and all values.
pub(crate) struct Scale {
    low: Decimal,
    high: Decimal,
    step: Decimal,
}

impl Scale {
    /// The axis for these values, none of which is larger than [`largest`].
    pub(crate) fn of(values: impl Iterator<Item = Decimal>) -> Self {
        let (low, high) =
            values.fold((Decimal::ZERO, Decimal::ZERO), |(low, high), value| (low.min(value), high.max(value)));
        let step = round_step((high - low) / Decimal::from(STEPS));
        let low = (low / step).floor() * step;
        let high = (high / step).ceil() * step;
        let high = if low == high { step } else { high };
        Self { low, high, step }
    }

    /// How far a value lies from the low end of an axis of this length.
    pub(crate) fn place(&self, value: Decimal, length: i32) -> i32 {
        let share = (value - self.low) / (self.high - self.low);
        (share * Decimal::from(length)).round().to_i32().unwrap_or_default().clamp(0, length.max(0))
    }

    /// The values of the ticks, from the low end.
    pub(crate) fn ticks(&self) -> Vec<Decimal> {
        let mut ticks = Vec::new();
        let mut tick = self.low;
        while tick <= self.high && ticks.len() <= 12 {
            ticks.push(tick.normalize());
            tick += self.step;
        }
        ticks
    }
}

/// The largest value that a bar can have; there are no such sums of money.
pub(crate) fn largest() -> Decimal {
    Decimal::from(1_000_000_000_000_000_000_i64)
}

/// The first of 1, 2, 5, 10, 20, 50 … or 0.5, 0.2 … that is not below `least`; 1 where all values are zero.
fn round_step(least: Decimal) -> Decimal {
    const FINEST: u32 = 9;
    let mut power = Decimal::new(1, FINEST);
    if least <= power {
        return if least.is_zero() { Decimal::ONE } else { power };
    }
    loop {
        for digit in [1, 2, 5] {
            let step = power * Decimal::from(digit);
            if step >= least {
                return step.normalize();
            }
        }
        power *= Decimal::TEN;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimals(texts: &[&str]) -> Vec<Decimal> {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    }

    #[test]
    fn axes_have_round_ticks_and_hold_zero() {
        let cases: [(&[&str], &[&str]); 7] = [
            (&["227.18", "250"], &["0", "100", "200", "300"]),
            (&["90.87"], &["0", "50", "100"]),
            (&["-5", "10"], &["-5", "0", "5", "10"]),
            (&["-3"], &["-3", "-2", "-1", "0"]),
            (&["0", "0"], &["0", "1"]),
            (&[], &["0", "1"]),
            (&["0.03"], &["0", "0.01", "0.02", "0.03"]),
        ];
        for (values, ticks) in cases {
            assert_eq!(Scale::of(decimals(values).into_iter()).ticks(), decimals(ticks), "{values:?}");
        }
    }

    #[test]
    fn extreme_values_have_an_axis() {
        for values in [vec![largest(), -largest()], decimals(&["0.0000000000000000000000000001"])] {
            let scale = Scale::of(values.iter().copied());
            assert!((2..=12).contains(&scale.ticks().len()));
            assert!(values.iter().all(|value| (0..=1000).contains(&scale.place(*value, 1000))));
        }
    }
}
