//! A formula in one line, as a person would write it down: `227.18 ÷ 250 = 90.872%`.

use jianbao_document::{DocumentFigure, Formula};
use rust_decimal::{Decimal, RoundingStrategy};

use crate::words::Words;

/// A division that never ends is cut after as many places as anybody wants to check.
const PLACES: u32 = 6;

/// How tightly an operation binds; what binds less inside another stands in parentheses.
#[derive(PartialEq, Eq, PartialOrd, Ord, Clone, Copy)]
enum Binding {
    Compared,
    Added,
    Multiplied,
    Single,
}

/// The formula of a figure with numbers and its result; nothing for a fact.
pub(crate) fn equation(figure: &DocumentFigure, words: &Words) -> Option<String> {
    let formula = figure.formula.as_ref()?;
    let left = line(formula, figure, words, &|id| {
        let input = figure.inputs.iter().find(|input| input.figure == id);
        input.and_then(|input| input.exact.as_deref()).map_or_else(|| "—".to_owned(), signed)
    });
    let (sign, result) = match &figure.exact {
        Some(exact) => rounded(exact),
        None if figure.no_value.is_some() => ("=", "—".to_owned()),
        // A light or a word has no exact value; the page shows it.
        None => return Some(left),
    };
    let unit = figure.unit.as_deref().filter(|_| figure.exact.is_some()).unwrap_or_default();
    if matches!(formula, Formula::Compare(_)) {
        return Some(format!("{left}{}{result}{unit}", words.equals));
    }
    Some(format!("{left} {sign} {result}{unit}"))
}

/// The formula of a figure with the names of its inputs; nothing for a fact.
pub(crate) fn in_words(figure: &DocumentFigure, words: &Words) -> Option<String> {
    let formula = figure.formula.as_ref()?;
    Some(line(formula, figure, words, &|id| {
        let input = figure.inputs.iter().find(|input| input.figure == id);
        input.map_or_else(|| id.to_owned(), |input| input.title.clone())
    }))
}

/// A number for people, and whether it equals the exact one.
pub(crate) fn rounded(exact: &str) -> (&'static str, String) {
    let Ok(number) = exact.parse::<Decimal>() else { return ("=", exact.to_owned()) };
    let short = number.round_dp_with_strategy(PLACES, RoundingStrategy::MidpointAwayFromZero);
    if short == number { ("=", exact.to_owned()) } else { ("≈", short.normalize().to_string()) }
}

fn signed(exact: &str) -> String {
    let (_, short) = rounded(exact);
    if short.starts_with('-') { format!("({short})") } else { short }
}

fn line(formula: &Formula, figure: &DocumentFigure, words: &Words, name: &dyn Fn(&str) -> String) -> String {
    let percent = figure.unit.as_deref() == Some("%");
    let hundred = |factor: &Formula| matches!(factor, Formula::Number(number) if number == "100");
    // The per cent sign says what the factor of a hundred says.
    if let Formula::Quotient(pair) = formula
        && let [Formula::Product(factors), divisor] = pair.as_ref()
        && let [factor, times] = factors.as_slice()
        && percent
        && hundred(times)
    {
        return joined(&[factor, divisor], " ÷ ", Binding::Multiplied, words, name);
    }
    term(formula, words, name).0
}

fn term(formula: &Formula, words: &Words, name: &dyn Fn(&str) -> String) -> (String, Binding) {
    let all = |terms: &[Formula], sign: &str, binding: Binding| {
        let terms: Vec<&Formula> = terms.iter().collect();
        let binding = if terms.len() == 1 { Binding::Single } else { binding };
        (joined(&terms, sign, binding, words, name), binding)
    };
    match formula {
        Formula::Figure(id) => (name(id), Binding::Single),
        Formula::Number(number) => (signed(number), Binding::Single),
        Formula::Sum(terms) => all(terms, " + ", Binding::Added),
        Formula::Difference(pair) => all(&pair[..], " − ", Binding::Added),
        Formula::Product(factors) => all(factors, " × ", Binding::Multiplied),
        Formula::Quotient(pair) => all(&pair[..], " ÷ ", Binding::Multiplied),
        Formula::Compare(pair) => all(&pair[..], words.compared, Binding::Compared),
        Formula::Smallest(terms) => of_list(words.smallest, terms, words, name),
        Formula::Worst(terms) => of_list(words.worst, terms, words, name),
    }
}

/// A choice among several, which stands in parentheses of its own.
fn of_list(choice: &str, terms: &[Formula], words: &Words, name: &dyn Fn(&str) -> String) -> (String, Binding) {
    let terms: Vec<String> = terms.iter().map(|formula| term(formula, words, name).0).collect();
    (format!("{choice}({})", terms.join(", ")), Binding::Single)
}

/// Terms with a sign between them. After the first, equal binding needs parentheses too: a − (b − c).
fn joined(terms: &[&Formula], sign: &str, binding: Binding, words: &Words, name: &dyn Fn(&str) -> String) -> String {
    let mut line = String::new();
    for (index, formula) in terms.iter().enumerate() {
        let (text, inner) = term(formula, words, name);
        if index > 0 {
            line += sign;
        }
        if inner < binding || (index > 0 && inner == binding && inner != Binding::Single) {
            line += &format!("({text})");
        } else {
            line += &text;
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use jianbao_document::FormulaInput;

    use super::*;

    fn id(name: &str) -> Formula {
        Formula::Figure(name.to_owned())
    }

    fn figure(formula: Formula, exact: Option<&str>, unit: &str) -> DocumentFigure {
        let input = |figure: &str, exact: Option<&str>| FormulaInput {
            figure: figure.to_owned(),
            title: figure.to_uppercase(),
            exact: exact.map(str::to_owned),
            unit: None,
        };
        DocumentFigure {
            title: "t".to_owned(),
            exact: exact.map(str::to_owned),
            no_value: None,
            unit: Some(unit.to_owned()),
            formula: Some(formula),
            inputs: vec![input("a", Some("227.18")), input("b", Some("250")), input("c", Some("-3")), input("d", None)],
            pointer: None,
        }
    }

    #[test]
    fn formulas_read_as_people_write_them() {
        let pair = |a, b| Box::new([a, b]);
        let hundred = || Formula::Number("100".to_owned());
        let percent = || Formula::Quotient(pair(Formula::Product(vec![id("a"), hundred()]), id("b")));
        let minus = |a, b| Formula::Difference(pair(a, b));
        let cases = [
            (percent(), Some("90.872"), "%", "227.18 ÷ 250 = 90.872%"),
            (percent(), Some("93.48971193415637860082304527"), "%", "227.18 ÷ 250 ≈ 93.489712%"),
            (percent(), Some("90.872"), "", "227.18 × 100 ÷ 250 = 90.872"),
            (Formula::Sum(vec![id("a"), id("c"), id("d")]), None, "万元", "227.18 + (-3) + —"),
            (Formula::Sum(vec![id("a")]), Some("227.18"), "万元", "227.18 = 227.18万元"),
            (minus(id("a"), minus(id("b"), id("c"))), Some("-25.82"), "", "227.18 − (250 − (-3)) = -25.82"),
            (Formula::Compare(pair(id("a"), id("b"))), Some("0"), "", "227.18 对照 250，得 0"),
            (
                Formula::Smallest(vec![Formula::Number("10".to_owned()), id("a")]),
                Some("10"),
                "分",
                "取最小值(10, 227.18) = 10分",
            ),
            (
                Formula::Product(vec![Formula::Sum(vec![id("a"), id("b")]), id("b")]),
                Some("1"),
                "",
                "(227.18 + 250) × 250 = 1",
            ),
        ];
        for (formula, exact, unit, expected) in cases {
            assert_eq!(equation(&figure(formula, exact, unit), Words::of("zh-CN")).unwrap(), expected);
        }
        assert_eq!(in_words(&figure(percent(), None, "%"), Words::of("zh-CN")).unwrap(), "A ÷ B");
    }
}
