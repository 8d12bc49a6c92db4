//! What was planned and spent on the uses, or on the tasks of a department, against where the money comes from.

use jianbao_dataset::codes::Kind;
use jianbao_dataset::{Dataset, Funding, Use};
use jianbao_finding::{Finding, Role, Severity, Text};
use rust_decimal::Decimal;

use super::super::facts::{Known, Tree, adjusted_budget, amount, shown, sum, with};
use super::{RULE, Subject, disagreement, title};

/// A field that uses and sources both have.
struct Pair {
    key: &'static str,
    of_use: fn(&Use) -> Known,
    of_source: fn(&Funding) -> Known,
}

const PAIRS: &[Pair] = &[
    Pair { key: "executed", of_use: |u| amount(&u.executed), of_source: |f| amount(&f.executed) },
    Pair { key: "approved_unpaid", of_use: |u| amount(&u.approved_unpaid), of_source: |f| amount(&f.approved_unpaid) },
    Pair { key: "year_forecast", of_use: |u| amount(&u.year_forecast), of_source: |f| amount(&f.year_forecast) },
];

pub(super) fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let dataset = subject.dataset();
    let (uses, funding) = (Tree::new(&dataset.uses), Tree::new(&dataset.funding));
    if !dataset.uses.is_empty() {
        for pair in PAIRS {
            let before = findings.len();
            let least =
                uses.roots().try_fold(Decimal::ZERO, |sum, root| sum.checked_add(uses.at_least(root, pair.of_use)?));
            let sides = (least, uses.total(pair.of_use), funding.total(pair.of_source));
            findings.extend(totals(subject, "/uses", ("use", pair.key), sides));
            if findings.len() == before {
                sources(subject, pair, findings);
            }
        }
        let least = uses
            .roots()
            .try_fold(Decimal::ZERO, |sum, root| sum.checked_add(uses.at_least(root, |u| amount(&u.planned))?));
        findings.extend(planned(subject, "/uses", least));
    }
    if let (Kind::Department, Some(department)) = (dataset.kind, &dataset.department) {
        let tasks = || department.tasks.iter().map(|task| amount(&task.executed));
        let sides = (known_part(tasks()), sum(tasks()), funding.total(|f| amount(&f.executed)));
        if !department.tasks.is_empty() {
            findings.extend(totals(subject, "/department/tasks", ("task", "executed"), sides));
            let least = known_part(department.tasks.iter().map(|task| amount(&task.planned)));
            findings.extend(planned(subject, "/department/tasks", least));
        }
    }
}

fn known_part(terms: impl Iterator<Item = Known>) -> Option<Decimal> {
    terms.filter_map(Known::number).try_fold(Decimal::ZERO, Decimal::checked_add)
}

/// The total over uses against the total over sources; `sides` are the known part of the uses, their total and the sources.
fn totals(
    subject: &Subject<'_>,
    pointer: &str,
    (kind, key): (&str, &str),
    sides: (Option<Decimal>, Known, Known),
) -> Option<Finding> {
    let (least, total, source) = sides;
    let (least, source) = (least?, source.number()?);
    let exceeds = least > source;
    if !exceeds && total.number().is_none_or(|total| total >= source) {
        return None;
    }
    let spent = shown(least);
    let figure = format!("funding.total.{key}");
    let of_source = title(subject, &figure);
    let (zh, en) = if kind == "use" { ("各用途", "all uses") } else { ("各任务", "all tasks") };
    let (gap, severity) = if exceeds {
        (spent.checked_sub(source)?, Severity::Error)
    } else {
        (source.checked_sub(spent)?, Severity::Warning)
    };
    let gap = shown(gap);
    let (more_zh, more_en) = if exceeds { ("多", "more") } else { ("少", "less") };
    let message = Text::new(
        format!("{zh}合计 {spent}，比“{}”{source} {more_zh} {gap}", of_source.zh),
        format!("{en} add up to {spent}, {gap} {more_en} than “{}”, {source}", of_source.en),
    );
    let hint = if exceeds {
        Text::new("核对各项与资金来源的数，两边是同一笔钱", "check both sides: they are the same money")
    } else {
        Text::new(
            "补上没有列出的用途，或核对资金来源的数",
            "add the use that is missing, or check the figures of the sources",
        )
    };
    let finding = disagreement(subject, pointer.to_owned(), message, (source, &figure), spent);
    Some(with(finding.hint(hint), severity))
}

/// Uses that name a source against what the source itself states: together they cannot be more.
fn sources(subject: &Subject<'_>, pair: &Pair, findings: &mut Vec<Finding>) {
    let dataset = subject.dataset();
    let (uses, funding) = (Tree::new(&dataset.uses), Tree::new(&dataset.funding));
    for (at, source) in dataset.funding.iter().enumerate() {
        let paid = paid_from(dataset, source)
            .try_fold(Decimal::ZERO, |sum, using| sum.checked_add(uses.at_least(using, pair.of_use)?));
        let (Some(paid), Some(stated)) = (paid, funding.value(source, pair.of_source).number()) else { continue };
        if paid <= stated {
            continue;
        }
        let figure = format!("funding.{}.{}", source.id, pair.key);
        let title = title(subject, &figure);
        let paid = shown(paid);
        let message = Text::new(
            format!("{}：所填 {stated}，由它支付的各用途合计却为 {paid}", title.zh),
            format!("{}: stated {stated}, the uses paid from it add up to {paid}", title.en),
        );
        findings.push(disagreement(subject, format!("/funding/{at}/{}", pair.key), message, (stated, &figure), paid));
    }
}

/// The uses that a source pays for; parts of a use that it pays for as a whole are not counted again.
fn paid_from<'a>(dataset: &'a Dataset, source: &'a Funding) -> impl Iterator<Item = &'a Use> {
    let from = |using: &Use| using.funding.as_ref() == Some(&source.id);
    let whole = move |using: &Use| {
        let parent = using.parent.as_ref().and_then(|id| dataset.uses.iter().find(|parent| parent.id == *id));
        parent.is_some_and(from)
    };
    dataset.uses.iter().filter(move |using| from(using) && !whole(using))
}

/// What is planned on uses against the largest budget that can be meant: initial or adjusted, with what was carried in.
fn planned(subject: &Subject<'_>, pointer: &str, least: Option<Decimal>) -> Option<Finding> {
    let funding = Tree::new(&subject.dataset().funding);
    let initial = funding.total(|f| amount(&f.initial_budget)).number()?;
    let adjusted = funding.total(adjusted_budget).number().unwrap_or(initial);
    let carried_in = funding.total(|f| amount(&f.carried_in)).number().unwrap_or(Decimal::ZERO);
    let most = shown(initial.max(adjusted).checked_add(carried_in)?);
    let least = shown(least.filter(|least| *least > most)?);
    let over = shown(least.checked_sub(most)?);
    let message = Text::new(
        format!("各项预算金额合计 {least}，超过全部预算资金 {most}，超出 {over}"),
        format!("planned amounts add up to {least}, {over} more than the whole budget, {most}"),
    );
    let unit = Some(subject.dataset().money_unit.label());
    let finding = with(RULE.finding(pointer, message), Severity::Warning);
    let hint = Text::new(
        "全部预算资金取年初预算数与调整后预算数中较大的，加上年结转",
        "the whole budget is the larger of initial and adjusted budget, and what was carried in",
    );
    let finding = finding.hint(hint).number(Role::Computed, least.to_string(), unit, None);
    Some(finding.number(Role::Limit, most.to_string(), unit, None))
}
