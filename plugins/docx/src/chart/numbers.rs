//! Exact numbers as a chart stores them. They stay decimal texts: nothing is rounded here.

/// More digits before or after the point than any amount has. Word reads a chart's numbers as binary floating point, which
/// says nothing about far greater ones.
const MAX_DIGITS: usize = 40;

/// A plain decimal divided by ten to the power of `shift`, in its shortest form; nothing where it is no number or cannot
/// be drawn.
pub(super) fn shifted(exact: &str, shift: i32) -> Option<String> {
    let (sign, number) = exact.strip_prefix('-').map_or(("", exact), |rest| ("-", rest));
    let (whole, rest) = number.split_once('.').map_or((number, None), |(whole, rest)| (whole, Some(rest)));
    if whole.is_empty() || rest.is_some_and(str::is_empty) {
        return None;
    }
    let digits = format!("{whole}{}", rest.unwrap_or_default());
    if !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    if digits.bytes().all(|digit| digit == b'0') {
        return Some("0".to_owned());
    }
    if whole.len() > MAX_DIGITS || rest.is_some_and(|rest| rest.len() > MAX_DIGITS) {
        return None;
    }
    let point = i64::try_from(whole.len()).ok()?.checked_sub(i64::from(shift))?;
    let zeros = |count: i64| usize::try_from(count).ok().filter(|count| *count <= MAX_DIGITS).map(|n| "0".repeat(n));
    let length = i64::try_from(digits.len()).ok()?;
    // Zeros before and after, so that the point lies within the digits.
    let before = if point < 0 { zeros(-point)? } else { String::new() };
    let after = if point > length { zeros(point - length)? } else { String::new() };
    let digits = format!("{before}{digits}{after}");
    let (whole, rest) = digits.split_at(usize::try_from(point.max(0)).ok()?);
    let (whole, rest) = (whole.trim_start_matches('0'), rest.trim_end_matches('0'));
    if whole.len() > MAX_DIGITS {
        return None;
    }
    let whole = if whole.is_empty() { "0" } else { whole };
    Some(if rest.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_point_moves_and_no_digit_is_lost() {
        let cases: &[(&str, i32, Option<&str>)] = &[
            ("90.872", 0, Some("90.872")),
            ("2271800", 4, Some("227.18")),
            ("5", 4, Some("0.0005")),
            ("-5", 4, Some("-0.0005")),
            ("-12.50", 0, Some("-12.5")),
            ("1.5", -3, Some("1500")),
            ("1.2345", -2, Some("123.45")),
            ("007", 0, Some("7")),
            ("0", 9_999, Some("0")),
            ("-0.00", 1, Some("0")),
            ("100", 2, Some("1")),
            ("33.333333333333333333333333333", 0, Some("33.333333333333333333333333333")),
            ("", 0, None),
            ("-", 0, None),
            (".5", 0, None),
            ("5.", 0, None),
            ("1e3", 0, None),
            ("+1", 0, None),
            ("１", 0, None),
            ("1.2.3", 0, None),
            ("2020-11-30", 0, None),
            ("1", i32::MAX, None),
            ("1", i32::MIN, None),
        ];
        for (exact, shift, expected) in cases {
            assert_eq!(shifted(exact, *shift).as_deref(), *expected, "{exact} {shift}");
        }
        assert_eq!(shifted(&"9".repeat(MAX_DIGITS + 1), 0), None);
        assert_eq!(shifted(&"9".repeat(MAX_DIGITS), -1), None);
        assert!(shifted(&"9".repeat(MAX_DIGITS), 1).is_some());
    }
}
