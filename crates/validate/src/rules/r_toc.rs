//! `R-TOC`: contents are generated; where somebody typed them, their numbers and pages at least follow each other.

use std::ops::Range;

use jianbao_dataset::{TextKind, Written};
use jianbao_finding::{Check, Finding, Role, Severity, Text};

use super::wording::contents::{ContentsLine, contents_lines};
use super::wording::numbering::{Sequences, marker};
use super::{Look, Marks, Rule, Subject};

pub(super) const RULE: Rule = Rule {
    check: Check {
        code: "R-TOC",
        severity: Severity::Error,
        demand: (
            "目录由标题生成；手工目录的编号连续、页码不减",
            "contents are generated from the headings; in typed ones numbers follow each other and pages do not decrease",
        ),
        source: (
            "GB/T 9704—2012 与报告编写惯例：目录与正文标题、页码一致",
            "GB/T 9704-2012 and usage: contents agree with headings and pages",
        ),
        explanation: (
            "版式用 toc() 生成目录，标题和页码来自正文，不会过时，因此一般没有可查之处。文字叙述中如有两行以上“标题……页码”的手工目录，提醒改用生成的目录，并检查各级编号是否连续、页码是否递减。",
            "A layout makes the contents with toc() from the headings and pages of the text, so they cannot go stale and there is usually nothing to look at. Where a text holds two or more typed lines of heading, leader and page, it is advised to generate them, and numbers that do not follow each other and pages that decrease are errors.",
        ),
    },
    look: Look::Wording { marks: Marks::LEADERS, text: check, whole: |_, _, _| {} },
};

fn check(_: &Subject<'_>, written: &Written<'_>, findings: &mut Vec<Finding>) {
    if written.kind != TextKind::Prose {
        return;
    }
    let lines: Vec<ContentsLine> = contents_lines(written.text).collect();
    let [first, .., last] = lines.as_slice() else { return };
    let message = Text::new(
        format!("文字中有手工编写的目录（{} 行）", lines.len()),
        format!("contents typed by hand ({} lines)", lines.len()),
    );
    let finding = RULE.found(Severity::Warning, written, first.range.start..last.range.end, message);
    findings.push(finding.hint(Text::new(
        "目录由版式生成，手工目录改动后会过时，请删去",
        "the layout makes the contents; typed ones go stale, remove them",
    )));
    let mut sequences = Sequences::default();
    for line in &lines {
        if let Some(marker) = marker(&written.text[line.range.clone()])
            && let Some(expected) = sequences.next(marker)
        {
            let range = line.range.start..line.range.start + marker.len;
            findings.push(number(written, range, marker.number, expected));
        }
    }
    for pair in lines.windows(2) {
        if pair[1].page < pair[0].page {
            findings.push(page(written, pair[1].page_range.clone(), pair[1].page, pair[0].page));
        }
    }
}

fn number(written: &Written<'_>, range: Range<usize>, number: u32, expected: u32) -> Finding {
    let shown = &written.text[range.clone()];
    let message = Text::new(
        format!("目录编号不连续：“{shown}”是第 {number} 个，应为第 {expected} 个"),
        format!("numbers of the contents do not follow each other: “{shown}” is {number}, {expected} was expected"),
    );
    let finding = RULE.found(Severity::Error, written, range, message);
    finding.number(Role::Stated, number.to_string(), None, None).number(
        Role::Computed,
        expected.to_string(),
        None,
        None,
    )
}

fn page(written: &Written<'_>, range: Range<usize>, page: u32, before: u32) -> Finding {
    let message = Text::new(
        format!("目录页码递减：第 {before} 页之后是第 {page} 页"),
        format!("pages of the contents decrease: page {page} behind page {before}"),
    );
    let finding = RULE.found(Severity::Error, written, range, message);
    finding.number(Role::Stated, page.to_string(), None, None).number(Role::Limit, before.to_string(), None, None)
}
