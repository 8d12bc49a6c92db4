//! Lengths and numbers in Excel's units: the only place where they become floating-point numbers, and none is computed
//! with.

use rust_decimal::Decimal;

/// A pixel of 1/96 inch, in twentieths of a point.
const PIXEL: i64 = 15;
/// An inch, in twentieths of a point.
const INCH: i32 = 1440;

/// Twentieths of a point as pixels, rounded.
pub(crate) fn pixels(twips: i64) -> u32 {
    u32::try_from(twips.saturating_add(PIXEL / 2) / PIXEL).unwrap_or(0)
}

/// Twentieths of a point as inches, to a ten-thousandth.
pub(crate) fn inches(twips: i32) -> f64 {
    let twips = twips.max(0);
    let fraction = i64::from(twips % INCH) * 10_000 / i64::from(INCH);
    format!("{}.{fraction:04}", twips / INCH).parse().unwrap_or_default()
}

/// Half-points as points.
pub(crate) fn points(half_points: u32) -> f64 {
    let fraction = if half_points % 2 == 1 { 5 } else { 0 };
    format!("{}.{fraction}", half_points / 2).parse().unwrap_or_default()
}

/// The floating-point number that is nearest to a decimal; of up to 15 digits none is lost.
pub(crate) fn float(number: Decimal) -> f64 {
    number.to_string().parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_in_excels_units() {
        assert_eq!([pixels(0), pixels(7), pixels(8), pixels(1500), pixels(-20)], [0, 0, 1, 100, 0]);
        let texts = [inches(1440), inches(2098), inches(-5)].map(|inches| inches.to_string());
        assert_eq!(texts, ["1", "1.4569", "0"]);
        assert_eq!([points(21), points(32)].map(|points| points.to_string()), ["10.5", "16"]);
    }

    #[test]
    fn fifteen_digits_survive() {
        for text in ["227.18", "0.90872", "-123456789012345", "0.1", "999999999999999", "0.000000123456789012345"] {
            assert_eq!(float(Decimal::from_str_exact(text).unwrap()).to_string(), text);
        }
    }
}
