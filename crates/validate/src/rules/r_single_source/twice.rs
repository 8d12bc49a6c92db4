//! One thing entered twice, and the year in the title.

use jianbao_dataset::Dataset;
use jianbao_finding::{Finding, Role, Severity, Text};

use super::RULE;
use crate::rules::same_words::same;
use crate::rules::say::say;

pub(super) fn check(dataset: &Dataset, findings: &mut Vec<Finding>) {
    indicators(dataset, findings);
    goals(dataset, findings);
    organisations(dataset, findings);
    documents(dataset, findings);
    findings.extend(year(dataset));
}

/// Every pair of a list that is alike is told at its second member.
fn pairs<T>(
    list: &[T],
    alike: impl Fn(&T, &T) -> bool,
    tell: impl Fn(usize, &T, usize) -> Finding,
    findings: &mut Vec<Finding>,
) {
    for (at, second) in list.iter().enumerate().skip(1) {
        if let Some(first) = list[..at].iter().position(|first| alike(first, second)) {
            findings.push(tell(at, second, first + 1));
        }
    }
}

fn indicators(dataset: &Dataset, findings: &mut Vec<Finding>) {
    pairs(
        &dataset.indicators,
        |a, b| {
            let framework = a.subcategory == b.subcategory && a.goal == b.goal;
            framework && !a.withdrawn && !b.withdrawn && same(a.name.as_str(), b.name.as_str())
        },
        |at, indicator, first| {
            let name = indicator.name.as_str();
            let finding = say(
                &RULE,
                Severity::Warning,
                format!("/indicators/{at}/name"),
                format!("指标“{name}”与绩效指标第 {first} 项重复"),
                format!("the indicator “{name}” is indicator {first} again"),
            );
            finding
                .hint(Text::new("合并为一项，或写明两项的区别", "make them one, or say in their names how they differ"))
        },
        findings,
    );
}

fn goals(dataset: &Dataset, findings: &mut Vec<Finding>) {
    pairs(
        &dataset.goals,
        |a, b| a.horizon == b.horizon && same(a.text.as_str(), b.text.as_str()),
        |at, _, first| {
            let finding = say(
                &RULE,
                Severity::Warning,
                format!("/goals/{at}/text"),
                format!("与绩效目标第 {first} 项的内容相同"),
                format!("this is goal {first} again"),
            );
            finding.hint(Text::new("合并为一项", "make them one"))
        },
        findings,
    );
}

fn organisations(dataset: &Dataset, findings: &mut Vec<Finding>) {
    pairs(
        &dataset.organisations,
        |a, b| same(a.name.as_str(), b.name.as_str()),
        |at, organisation, first| {
            let name = organisation.name.as_str();
            let finding = say(
                &RULE,
                Severity::Warning,
                format!("/organisations/{at}/name"),
                format!("“{name}”与单位第 {first} 项是同一单位"),
                format!("“{name}” is organisation {first} again"),
            );
            finding.hint(Text::new(
                "合并为一项；一个单位可以有几个角色",
                "make them one; an organisation may have several roles",
            ))
        },
        findings,
    );
}

fn documents(dataset: &Dataset, findings: &mut Vec<Finding>) {
    pairs(
        &dataset.documents,
        |a, b| match (&a.number, &b.number) {
            (Some(a), Some(b)) => same(a.as_str(), b.as_str()),
            _ => false,
        },
        |at, document, first| {
            let number = document.number.as_ref().map_or("", |number| number.as_str());
            let finding = say(
                &RULE,
                Severity::Warning,
                format!("/documents/{at}/number"),
                format!("文号“{number}”与引用文件第 {first} 项相同"),
                format!("the number “{number}” is that of document {first} too"),
            );
            finding.hint(Text::new(
                "同一文件合并为一项，不同文件核对文号",
                "make one document one entry, or check the number",
            ))
        },
        findings,
    );
}

/// The budget year that the title of the report names (`2020年度`).
fn year(dataset: &Dataset) -> Option<Finding> {
    let title = dataset.report.title.as_str();
    let year = dataset.period.fiscal_year;
    let mut named = title.match_indices("年度").filter_map(|(end, _)| {
        let digits = title.get(end.checked_sub(4)?..end)?;
        let year = digits.parse::<u16>().ok().filter(|year| (1990..2200).contains(year))?;
        Some((end - 4..end, year))
    });
    let (range, other) = named.next()?;
    if other == year || named.any(|(_, another)| another == year) {
        return None;
    }
    let finding = say(
        &RULE,
        Severity::Warning,
        "/report/title",
        format!("标题写的是 {other} 年度，预算年度是 {year}"),
        format!("the title names {other}, the budget year is {year}"),
    );
    let finding = finding.hint(Text::new("核对标题和预算年度", "check the title and the budget year")).within(range);
    let finding = finding.number(Role::Stated, other.to_string(), None, None);
    Some(finding.number(Role::Stated, year.to_string(), None, Some("period.fiscal_year")))
}
