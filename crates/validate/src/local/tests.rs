#![allow(clippy::unwrap_used, reason = "tests")]

use std::sync::Arc;

use jianbao_layout::RuleSubject;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::expression::{Expression, Values, own};
use super::fields::{self, Field, Reference, fields};
use super::lexer::Wrong;
use super::value::{Column, Number, Truth, Value, Why};

/// Two numbers, one that is not known, and a column.
struct Given {
    actual: Decimal,
    target: Decimal,
}

impl Values for Given {
    fn value(&self, reference: Reference) -> Value {
        match reference.field.name {
            "actual" => Value::Number(Number(Ok(self.actual))),
            "target" => Value::Number(Number(Ok(self.target))),
            "weight" => Value::Number(Number(Err(Why::NotApplicable))),
            "name" => Value::text(Some("示范")),
            "light" => Value::code::<jianbao_dataset::codes::Light>(Some("yellow")),
            "withdrawn" => Value::truth(Some(true)),
            "report_date" => Value::day("2024-08-15".parse().ok()),
            _ if matches!(reference.field.kind, fields::Kind::Words) => Value::text(None),
            _ => Value::Number(Number(Err(Why::Unknown))),
        }
    }

    fn column(&self, _: RuleSubject, _: &'static Field) -> Column {
        Column(Arc::new(vec![Ok(self.actual), Err(Why::Unknown), Ok(self.target)]))
    }
}

fn decimal(text: &str) -> Decimal {
    Decimal::from_str_exact(text).unwrap()
}

fn read(text: &str) -> Result<Expression, Vec<Wrong>> {
    Expression::new(text, RuleSubject::Indicator)
}

fn truth(text: &str) -> Result<bool, Why> {
    let given = Given { actual: decimal("68"), target: decimal("100") };
    read(text).unwrap_or_else(|wrong| panic!("{text}: {wrong:?}")).truth(&given).0
}

#[test]
fn expressions_mean_what_they_say() {
    for (text, expected) in [
        ("0.1 + 0.2 == 0.3", Ok(true)),
        ("actual < target * 0.9", Ok(true)),
        ("实际完成值 ＜ 年度指标值 × 0.68", Ok(false)),
        ("actual = target * 0.68", Ok(true)),
        ("1 / 3 * 3 <> 1", Ok(true)),
        ("1/3 < 0.34 且 1/3 > 0.33", Ok(true)),
        ("7 / 2 = 3.5", Ok(true)),
        ("AND(actual > 60, actual<=68, target ≥ 100)", Ok(true)),
        ("OR(actual > 70, 非(actual = 68))", Ok(false)),
        ("(actual - target) / target * 100 = -32", Ok(true)),
        ("abs（actual - target） > 30", Ok(true)),
        ("light in [\"red\", \"yellow\"]", Ok(true)),
        ("预警灯 属于 [“红灯”、“绿灯”]", Ok(false)),
        ("light = '黄灯'", Ok(true)),
        ("actual in [1, 68]", Ok(true)),
        ("name = \"示范\"", Ok(true)),
        ("if(actual < target, 1, 2) = 1", Ok(true)),
        ("round(2/3, 2) = 0.67", Ok(true)),
        ("四舍五入(50.225, 2) = 50.23", Ok(true)),
        ("max(actual, target, 5) = 100 and min(3, 2) = 2", Ok(true)),
        ("average(indicator.actual) = 84", Ok(true)),
        ("count(指标.完成率) = 2", Ok(true)),
        ("sum(indicator.actual) = 168", Err(Why::Unknown)),
        ("report_date > day(\"2024-08-01\")", Ok(true)),
        ("-actual < 0", Ok(true)),
        ("1 - -1 = 2", Ok(true)),
        ("1234567890123456789012345.78 = 1234567890123456789012345.780", Ok(true)),
        // What is not known leaves it open unless the rest decides it, on either side.
        ("baseline > 1", Err(Why::Unknown)),
        ("baseline = baseline", Err(Why::Unknown)),
        ("weight > 1", Err(Why::NotApplicable)),
        ("known(baseline)", Ok(false)),
        ("known(actual / target)", Ok(true)),
        ("已知(备注)", Ok(false)),
        ("remark <> \"\"", Err(Why::Unknown)),
        ("known(baseline) and baseline > 1", Ok(false)),
        ("baseline > 1 and actual > 100", Ok(false)),
        ("baseline > 1 or actual = 68", Ok(true)),
        ("baseline > 1 and actual = 68", Err(Why::Unknown)),
        ("1 / (target - 100) > 1", Err(Why::DivisionByZero)),
        ("9999999999999999999999999999 * 9999999999999999999999999999 > 0", Err(Why::TooLarge)),
    ] {
        assert_eq!(truth(text), expected, "{text}");
    }
}

/// What is marked, and the sentence in English.
fn wrong(text: &str) -> (String, String) {
    let wrong = read(text).expect_err(text).remove(0);
    (text[wrong.bytes].to_owned(), wrong.message.en)
}

#[test]
fn mistakes_are_marked() {
    for (text, marked, message) in [
        ("actual < tarjet", "tarjet", "there is no field tarjet"),
        ("完成律 < 5", "完成律", "there is no field 完成律"),
        ("actual < \"5\"", "<", "not of one kind"),
        ("name < \"5\"", "<", "only be compared for being the same"),
        ("name + 1 = 2", "+", "does not take: text, number"),
        ("light = \"purple\"", "=", "none of its codes: red, yellow, green, blue"),
        ("actual <", "", "a value is missing here"),
        ("actual < < 5", "<", "a value is missing here"),
        ("actual target", "target", "no operator between"),
        ("(actual < 5", "(", "not closed"),
        ("actual < 5)", ")", "do not match"),
        ("abs(actual", "abs", "not closed"),
        ("(actual]", "]", "do not match"),
        ("80% > actual", "80%", "no per cent sign"),
        ("actual > 100万元", "100", "no letter can follow"),
        ("actual > 1.2.3", "1.2.3", "no decimal"),
        ("actual > 12345678901234567890123456789", "12345678901234567890123456789", "at most 28 digits"),
        ("let x = 1; x", ";", "cannot have `;`"),
        ("while true { }", "{", "cannot have `{`"),
        ("eval(\"1\")", "eval", "there is no function eval"),
        ("actual > 1 print(5)", "print", "there is no function print"),
        ("`a` = 'b'", "`", "cannot have ```"),
        ("name = \"a", "\"a", "does not end"),
        ("0 < actual < 10", "<", "not of one kind"),
        ("not actual", "not", "needs parentheses"),
        ("day(\"2024-13-01\") < report_date", "day", "a day is written"),
        ("abs(1, 2) > 1", "abs", "does not take"),
        ("sum(name) > 1", "sum", "only numbers"),
        ("indicator.completion > 5", ">", "not of one kind"),
        ("indicator.completoin > 5", "indicator.completoin", "there is no field"),
    ] {
        let (found, told) = wrong(text);
        assert!(found == marked && told.contains(message), "{text}: {found:?} {told}");
    }
    assert!(read("").is_err() && read("()").is_err());
}

fn around(open: &str, times: usize, inside: &str) -> String {
    format!("{}{inside}{}", open.repeat(times), ")".repeat(times))
}

#[test]
fn expressions_cannot_run_away() {
    let chain = |count: usize| vec!["1"; count].join("+") + " > 0";
    assert!(read(&chain(100)).is_ok());
    for (text, message) in [
        (chain(5000), "longer than 4000 bytes"),
        (chain(400), "more than 300 words"),
        (around("(", 40, "1"), "32 deep"),
        (around("abs(", 40, "1"), "32 deep"),
        ("-".repeat(200) + "1 > 0", "a value is missing"),
        (format!("name = \"{}\"", "字".repeat(10 << 20)), "longer than 4000 bytes"),
        (format!("\"{0}\" + \"{0}\" = \"\"", "字".repeat(500)), "`+` does not take: text, text"),
    ] {
        let told = read(&text).expect_err("it is refused").remove(0).message.en;
        assert!(told.contains(message), "{told}");
    }
    // As deep as it may be, on the stack of a thread.
    assert!(read(&format!("{} = 1", around("(", 32, "1"))).is_ok());
    assert!(read(&around("not(", 30, "actual = 1")).is_ok());
}

#[test]
fn limits_are_what_is_compared() {
    for (text, limits) in [
        ("abs(actual - target) <= 10", vec!["10"]),
        ("actual < target * 0.9", vec![]),
        ("AND(actual >= 25, 40 > target)", vec!["25", "40"]),
    ] {
        let limits: Vec<Decimal> = limits.into_iter().map(decimal).collect();
        assert_eq!(read(text).unwrap().limits, limits, "{text}");
    }
}

#[test]
fn names_are_unique_and_two_languages_name_the_same() {
    use RuleSubject as S;
    for subject in [S::Dataset, S::Funding, S::Use, S::Indicator, S::Task, S::Goal, S::Survey, S::Rectification] {
        let names: Vec<&str> =
            fields(subject).iter().flat_map(|field| [field.name].into_iter().chain(field.zh.iter().copied())).collect();
        for (at, name) in names.iter().enumerate() {
            assert!(!names[..at].contains(name), "{subject:?} has {name} twice");
            assert!(fields::resolve(subject, name).is_ok(), "{name}");
        }
        // Each can be written in an expression, and its sample is of its own kind.
        for field in fields(subject) {
            for name in [field.name].into_iter().chain(field.zh.iter().copied()).filter(|name| !name.contains('：')) {
                let expression = Expression::new(&format!("known({name})"), subject);
                assert!(expression.is_ok_and(|expression| expression.is_truth()), "{subject:?} {name}");
            }
        }
    }
}

/// Any decimal of up to 28 digits.
fn any_decimal() -> impl Strategy<Value = Decimal> {
    let most = 9_999_999_999_999_999_999_999_999_999_i128;
    let wide = (-most..=most, 0_u32..=28).prop_map(|(mantissa, scale)| Decimal::from_i128_with_scale(mantissa, scale));
    let near =
        (-2000_i128..=2000, 0_u32..=4).prop_map(|(mantissa, scale)| Decimal::from_i128_with_scale(mantissa, scale));
    prop_oneof![wide, near]
}

proptest! {
    #[test]
    fn comparisons_are_those_of_decimals(actual in any_decimal(), target in any_decimal()) {
        let given = Given { actual, target };
        for (operator, expected) in [
            ("<", actual < target), ("<=", actual <= target), (">", actual > target), (">=", actual >= target),
            ("=", actual == target), ("<>", actual != target),
        ] {
            let field = read(&format!("actual {operator} target")).unwrap();
            prop_assert_eq!(field.truth(&given).0, Ok(expected));
            // Negative literals are a sign before a number.
            let literal = read(&format!("actual {operator} {target}")).unwrap();
            prop_assert_eq!(literal.truth(&given).0, Ok(expected), "{} {} {}", actual, operator, target);
        }
    }

    #[test]
    fn arithmetic_is_that_of_decimals(actual in any_decimal(), target in any_decimal()) {
        let given = Given { actual, target };
        let divided = if target.is_zero() { None } else { actual.checked_div(target) };
        for (operator, expected) in [
            ("+", actual.checked_add(target)), ("-", actual.checked_sub(target)), ("*", actual.checked_mul(target)), ("/", divided),
        ] {
            let value = read(&format!("actual {operator} target")).unwrap().evaluate(&given).unwrap();
            let Some(Value::Number(number)) = own(&value) else { panic!("a number") };
            prop_assert_eq!(number.0.ok(), expected);
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,60}", words in proptest::collection::vec("actual|target|known|\\(|\\)|\\[|\\]|,|and|or|not|in|<|=|-|\\+|\"a\"|1\\.5|light|if|sum|indicator\\.actual", 0..12)) {
        for text in [text, words.join(" ")] {
            if let Ok(expression) = read(&text) {
                let given = Given { actual: Decimal::ZERO, target: Decimal::ONE };
                let _: Option<Truth> = expression.evaluate(&given).and_then(rhai::Dynamic::try_cast);
            }
        }
    }
}
