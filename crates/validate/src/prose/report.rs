//! Verdicts on numbers in texts as findings.

use jianbao_calculate::{Entry, Form, chinese_date, in_unit, plain, print};
use jianbao_dataset::codes::MoneyUnit;
use jianbao_finding::{Finding, Role, Text};
use jianbao_layout::{Decimals, Policies};
use rust_decimal::Decimal;

use super::direction::{Contradiction, Side};
use super::index::{Candidate, Index, Known};
use super::judge::Verdict;
use super::naming::Reading;
use crate::rules::{N_DIFFERS, N_DIRECTION, N_NAMED, N_UNKNOWN};

/// The finding about a number.
pub(super) fn verdict(
    reading: &Reading<'_>,
    at: usize,
    verdict: &Verdict<'_, '_>,
    pointer: &str,
    policies: &Policies,
) -> Finding {
    let range = reading.quantities[at].range.clone();
    let typed = &reading.text[range.clone()];
    let finding = match verdict {
        Verdict::Named(candidate) => named(typed, candidate, pointer, policies),
        Verdict::Unknown => N_UNKNOWN.finding(
            pointer,
            Text::new(format!("“{typed}”在数据集中没有对应的数"), format!("`{typed}` is no number of the dataset")),
        ),
        Verdict::Differs { from, slip, other, severity } => {
            let mut finding = differs(typed, from, pointer, policies);
            finding.severity = *severity;
            if let Some(slip) = slip {
                let (zh, en) = slip.words();
                finding.message.zh += &format!("（{zh}）");
                finding.message.en += &format!(" ({en})");
            }
            if let Some(other) = other {
                let (zh, en) = Index::title(other);
                finding.message.zh += &format!("：{zh}");
                finding.message.en += &format!(": {en}");
            }
            finding
        }
    };
    finding.within(range)
}

fn named(typed: &str, candidate: &Candidate<'_>, pointer: &str, policies: &Policies) -> Finding {
    let (zh, en) = Index::title(candidate);
    let message = Text::new(format!("“{typed}”即{zh}"), format!("`{typed}` is {en}"));
    let finding = N_NAMED.finding(pointer, message);
    match candidate.entry {
        Some(entry) => {
            finding.hint(replacement(typed, entry, policies)).number(Role::Stated, typed, None, Some(&entry.id))
        }
        None => finding.number(Role::Stated, typed, None, None),
    }
}

/// The placeholder for a typed number with the words that it leaves to the text; where it would print something else, what.
fn replacement(typed: &str, entry: &Entry, policies: &Policies) -> Text {
    let id = &entry.id;
    let printed = print(entry, policies, IN_PROSE).text;
    let rest = typed.strip_prefix(printed.as_str()).filter(|rest| !rest.starts_with(is_of_number));
    if let Some(rest) = rest {
        return Text::new(
            format!("可改写为 {{{id}}}{rest}，数据改动后自动更新"),
            format!("`{{{id}}}{rest}` prints the same and follows the data"),
        );
    }
    let unit = unit_of_prose(entry, policies);
    Text::new(
        format!("该数编号为 {id}；占位符 {{{id}}}{unit} 印作“{printed}{unit}”，与所写不同，改用时须同时改文字"),
        format!(
            "its id is {id}; the placeholder `{{{id}}}{unit}` prints `{printed}{unit}`, not what stands here, so the text would change"
        ),
    )
}

/// How a text prints a placeholder.
const IN_PROSE: Form = Form { with_unit: false, bare: false, own_unit: true, decimals: None };

/// What would continue a number: `40` is no part of `40.5`.
fn is_of_number(c: char) -> bool {
    c.is_numeric() || matches!(c, '.' | ',' | '，' | '．')
}

/// The unit of a figure that a text writes behind its placeholder; empty where the placeholder prints it.
fn unit_of_prose(entry: &Entry, policies: &Policies) -> String {
    let with_unit = print(entry, policies, Form { with_unit: true, ..IN_PROSE }).text;
    let bare = print(entry, policies, IN_PROSE).text;
    with_unit.strip_prefix(bare.as_str()).unwrap_or_default().to_owned()
}

fn differs(typed: &str, from: &Candidate<'_>, pointer: &str, policies: &Policies) -> Finding {
    let (zh, en) = Index::title(from);
    let shown = shown(from, policies);
    let message = Text::new(
        format!("文中写“{typed}”，而{zh}为 {shown}"),
        format!("the text says `{typed}`, but {en} is {shown}"),
    );
    let finding = N_DIFFERS.finding(pointer, message).number(Role::Stated, typed, None, None);
    let figure = from.entry.map(|entry| entry.id.as_str());
    let finding = finding.number(Role::Computed, shown, None, figure);
    match from.entry {
        Some(entry) => {
            let (id, unit) = (&entry.id, unit_of_prose(entry, policies));
            finding.hint(Text::new(
                format!("核对后改正，或改写为占位符 {{{id}}}{unit}；计算过程见 jianbao explain … {id}"),
                format!(
                    "correct it or write the placeholder {{{id}}}{unit}; see `jianbao explain … {id}` for the calculation"
                ),
            ))
        }
        None => finding.hint(Text::new("核对后改正文字或数据", "correct the text or the data")),
    }
}

/// A value with its unit, as a report would print it.
fn shown(candidate: &Candidate<'_>, policies: &Policies) -> String {
    match (candidate.entry, candidate.value) {
        (_, Known::Date(date)) => chinese_date(date),
        (Some(entry), Known::Number(_)) if entry.raw.is_none() => {
            print(entry, policies, Form { with_unit: true, ..IN_PROSE }).text
        }
        (_, Known::Number(value)) => format!("{}{}", value.normalize(), candidate.unit.text()),
    }
}

/// The finding about a word that contradicts the figures.
pub(super) fn contradiction(reading: &Reading<'_>, contradiction: &Contradiction, pointer: &str) -> Finding {
    let word = &reading.text[contradiction.range.clone()];
    let [left, right] = &contradiction.sides;
    let (a, b) = (value(left), value(right));
    let message = Text::new(
        format!("文中写“{word}”，而{}为 {a}，{}为 {b}", left.name.0, right.name.0),
        format!("the text says `{word}`, but {} is {a} and {} is {b}", left.name.1, right.name.1),
    );
    let mut finding = N_DIRECTION.finding(pointer, message).within(contradiction.range.clone());
    for (side, value) in [(left, a), (right, b)] {
        finding = finding.number(Role::Stated, value, None, side.figure.as_deref());
    }
    finding.hint(Text::new("核对措辞与数值的方向", "check which way the wording and the numbers point"))
}

fn value(side: &Side) -> String {
    let two = Decimals { places: 2, trimmed: true };
    let large = side.unit == "元" && side.value.abs() >= Decimal::from(10_000);
    match in_unit(side.value, MoneyUnit::Yuan, MoneyUnit::TenThousandYuan) {
        Some(converted) if large => format!("{}万元", plain(converted, Decimals { places: 6, trimmed: true })),
        _ => format!("{}{}", plain(side.value, two), side.unit),
    }
}
