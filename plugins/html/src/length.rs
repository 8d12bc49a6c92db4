//! Lengths as CSS writes them. All arithmetic is in whole numbers.

/// A fraction of `1 / scale` units as a decimal with its unit, without trailing zeros; `scale` is a power of ten.
pub(crate) fn fraction(parts: i64, scale: i64, unit: &str) -> String {
    let digits = scale.to_string().len() - 1;
    let (whole, rest) = (parts.abs() / scale, parts.abs() % scale);
    let sign = if parts < 0 { "-" } else { "" };
    let decimals = format!("{rest:0digits$}");
    let decimals = decimals.trim_end_matches('0');
    let point = if decimals.is_empty() || rest == 0 { "" } else { "." };
    let decimals = if rest == 0 { "" } else { decimals };
    if parts == 0 { "0".to_owned() } else { format!("{sign}{whole}{point}{decimals}{unit}") }
}

/// Twentieths of a point as points.
pub(crate) fn points(twips: i32) -> String {
    fraction(i64::from(twips) * 5, 100, "pt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_exact_and_short() {
        let cases =
            [(20, "1pt"), (579, "28.95pt"), (1, "0.05pt"), (-30, "-1.5pt"), (0, "0"), (i32::MAX, "107374182.35pt")];
        for (twips, expected) in cases {
            assert_eq!(points(twips), expected);
        }
        assert_eq!(fraction(835, 1000, "rem"), "0.835rem");
        assert_eq!(fraction(18_094, 10_000, ""), "1.8094");
    }
}
