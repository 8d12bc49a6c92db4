//! How a number went wrong: the errors that people make when they copy or type one.

use rust_decimal::Decimal;

use jianbao_calculate::round_half_up;

use super::quantity::{Meant, Quantity};

/// A known way from the right number to the written one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Slip {
    /// 元 for 万元 or the other way round.
    Unit,
    /// Two digits in the wrong order.
    Swapped,
    /// The decimal point in the wrong place, or a zero too many or too few.
    Shifted,
    /// A digit is missing, or one too many.
    Length,
    /// One digit is another.
    Digit,
    /// Cut off instead of rounded.
    Rounding,
    /// The value of another column or row.
    Neighbour,
    /// A total before or after a part was added.
    Stale,
    /// A date of which one part is another.
    Date,
}

impl Slip {
    /// The slip in words, Chinese and English.
    pub(super) fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Unit => ("差一万倍，疑为元与万元混用", "they differ by ten thousand, as 元 for 万元"),
            Self::Swapped => ("疑为相邻数字颠倒", "two digits are in the wrong order"),
            Self::Shifted => ("疑为小数点错位或多写、少写 0", "the decimal point or a zero is misplaced"),
            Self::Length => ("疑为多写或漏写一位数字", "a digit is missing or one too many"),
            Self::Digit => ("有一位数字不同", "one digit differs"),
            Self::Rounding => ("未按四舍五入取舍", "it was not rounded half up"),
            Self::Neighbour => (
                "与另一项的数值相同，疑为抄错行列",
                "it is the value of another figure, perhaps copied from the next column",
            ),
            Self::Stale => (
                "与少计或多计一个分项的合计相同，疑为旧数",
                "it is the total with a part missing or added, perhaps an old one",
            ),
            Self::Date => ("年、月、日中有一处不同", "one part of the date differs"),
        }
    }
}

/// Whether a quantity is a value (in 元 or ones), as exactly as it is written and meant. Signs are a matter of words.
pub(super) fn equals(quantity: &Quantity<'_>, value: Decimal) -> bool {
    let Some(value) = scaled(quantity, value) else { return false };
    if round_half_up(value, quantity.decimals) == quantity.written {
        return true;
    }
    let Some(distance) = value.checked_sub(quantity.written) else { return false };
    let Some(allowed) = quantity.written.checked_mul(tolerance(quantity.meant)) else { return false };
    match quantity.meant {
        Meant::Exact => false,
        Meant::About => distance.abs() <= allowed,
        Meant::Nearly => distance.is_sign_negative() && distance.abs() <= allowed,
        Meant::Over => !distance.is_sign_negative() && distance <= allowed,
    }
}

/// How far a number may be from one that is meant loosely, as a share of it: 约 20 is 19 to 21; 近 20 is more than 18; 20 余 may
/// be 29, 200 余 may be 219.
fn tolerance(meant: Meant) -> Decimal {
    match meant {
        Meant::Exact => Decimal::ZERO,
        Meant::About => Decimal::from_parts(6, 0, 0, false, 2),
        Meant::Nearly | Meant::Over => Decimal::from_parts(15, 0, 0, false, 2),
    }
}

/// A value in the unit in which the quantity is written, without its sign.
fn scaled(quantity: &Quantity<'_>, value: Decimal) -> Option<Decimal> {
    value.abs().checked_div(Decimal::from(10_u64.pow(quantity.exponent)))
}

/// How the quantity came from a value that it is not.
pub(super) fn between(quantity: &Quantity<'_>, value: Decimal, money: bool) -> Option<Slip> {
    let value = scaled(quantity, value)?;
    let written = quantity.written;
    let thousands = Decimal::from(10_000);
    if money && !written.is_zero() {
        let larger = value.checked_mul(thousands).map(|value| round_half_up(value, quantity.decimals));
        let smaller = value.checked_div(thousands).map(|value| round_half_up(value, quantity.decimals.max(2)));
        if larger == Some(written) || (smaller == Some(written) && quantity.digits() > 1) {
            return Some(Slip::Unit);
        }
    }
    let unit = Decimal::new(1, quantity.decimals.min(28));
    if quantity.decimals > 0 && value.checked_sub(written).is_some_and(|distance| distance.abs() < unit) {
        return Some(Slip::Rounding);
    }
    // A misplaced point changes the decimal places by one or two.
    let decimals = quantity.decimals;
    let scales = [decimals, decimals.saturating_sub(1), decimals + 1, decimals + 2, 2];
    scales.into_iter().filter_map(|decimals| digits_slip(written, round_half_up(value, decimals.min(28)))).min()
}

fn digits_slip(written: Decimal, value: Decimal) -> Option<Slip> {
    let (a, b) = (digits(written), digits(value));
    let core = |digits: &[u8]| {
        let from = digits.iter().position(|&digit| digit != b'0').unwrap_or(digits.len());
        let to = digits.iter().rposition(|&digit| digit != b'0').map_or(from, |at| at + 1);
        digits[from..to].to_vec()
    };
    if written.is_zero() || value.is_zero() {
        return None;
    }
    if core(&a) == core(&b) {
        return (written != value).then_some(Slip::Shifted);
    }
    if a.len() == b.len() {
        let differ: Vec<usize> = (0..a.len()).filter(|&at| a[at] != b[at]).collect();
        return match differ[..] {
            [first, second] if second == first + 1 && a[first] == b[second] && a[second] == b[first] => {
                Some(Slip::Swapped)
            }
            [_] if a.len() >= 3 => Some(Slip::Digit),
            _ => None,
        };
    }
    let (short, long) = if a.len() < b.len() { (&a, &b) } else { (&b, &a) };
    if long.len() != short.len() + 1 || short.len() < 2 {
        return None;
    }
    let split = (0..short.len()).find(|&at| short[at] != long[at]).unwrap_or(short.len());
    (short[split..] == long[split + 1..]).then_some(Slip::Length)
}

/// The digits of a number without its point, from the first that counts.
fn digits(number: Decimal) -> Vec<u8> {
    number.mantissa().unsigned_abs().to_string().into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::quantity::quantities;

    fn slip(text: &str, value: &str) -> Option<Slip> {
        let quantity = &quantities(text)[0];
        let value = Decimal::from_str_exact(value).expect("a decimal");
        assert!(!equals(quantity, value), "{text} is {value}");
        between(quantity, value, true)
    }

    #[test]
    fn the_usual_errors_are_told_apart() {
        for (text, value, expected) in [
            ("227.81万元", "2271800", Some(Slip::Swapped)),
            ("227.18元", "2271800", Some(Slip::Unit)),
            ("2271800万元", "2271800", Some(Slip::Unit)),
            ("22.718万元", "2271800", Some(Slip::Shifted)),
            ("27.18万元", "2271800", Some(Slip::Length)),
            ("227.19万元", "2271800", Some(Slip::Digit)),
            ("237.18万元", "2271800", Some(Slip::Digit)),
            ("227.1万元", "2271800", Some(Slip::Rounding)),
            ("40万元", "2271800", None),
            ("5万元", "2271800", None),
        ] {
            assert_eq!(slip(text, value), expected, "{text}");
        }
    }

    #[test]
    fn a_number_is_equal_as_exactly_as_it_is_written_and_meant() {
        for (text, value) in [
            ("227.18万元", "2271800"),
            ("227.2万元", "2271800"),
            ("227万元", "2271800"),
            ("0.02亿元", "2271800"),
            ("约230万元", "2271800"),
            ("近230万元", "2271800"),
            ("220余万元", "2271800"),
            ("九成", "90.872"),
            ("百分之九十点八七", "90.872"),
        ] {
            assert!(equals(&quantities(text)[0], Decimal::from_str_exact(value).expect("a decimal")), "{text}");
        }
    }
}
