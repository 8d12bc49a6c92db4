//! `R-NUM`: numbers typed by hand follow each other, and the tables that a text cites by number are there.

use std::ops::Range;

use jianbao_dataset::{Dataset, TextKind, Written, visit_texts};
use jianbao_finding::{Check, Finding, Role, Severity, Text};

use super::wording::contents::contents_lines;
use super::wording::numbering::{self, Marker, Sequences, marker};
use super::{Look, Marks, Rule, Subject};

mod citations;
mod siblings;

pub(super) const RULE: Rule = Rule {
    check: Check {
        code: "R-NUM",
        severity: Severity::Warning,
        demand: (
            "手工编号连续，引用的表、图存在，同类的表都被引用",
            "typed numbers follow each other, cited tables and figures exist, and of the tables none is left uncited",
        ),
        source: (
            "GB/T 9704—2012 7.3.3：结构层次序数依次用“一、”“（一）”“1．”“（1）”；报告编写惯例：表先见文后见表",
            "GB/T 9704-2012, 7.3.3: levels are numbered 一、 （一） 1． （1）; usage: a table is cited before it is shown",
        ),
        explanation: (
            "标题和表的编号由版式生成，不用手写。文字和同类标题中手写的“一、”“（一）”“1．”“（1）”“一是”“第一，”应连续；每个列举可以重新从 1 开始，也可以接着前一段文字编号。正文按编号引用的表（“见表3”）应在手写的表号之中，没有手写表号时不应超过数据集能排出的表数；其余按编号的引用只作提示，因为编号由版式生成，会变。有的明细表在文字中被引用而有的没有时，提示没有被引用的表。",
            "Numbers of headings and tables are made by the layout and need not be typed. Numbers that are typed in texts and in titles side by side (一、 （一） 1． （1） 一是 第一，) follow each other; every list may begin anew, or go on from the text before. A table that is cited by its number has to be among the typed table numbers or, where there are none, not beyond what the dataset can fill; other citations by number are a note, because the layout makes the numbers and they change. Where some detail tables are cited and others are not, a note names the others.",
        ),
    },
    // Lines of contents are numbered too, but R-TOC looks at them.
    look: Look::Wording {
        marks: Marks::NUMBERING.and(Marks::CITATION).and(Marks::LEADERS),
        text: check,
        whole: siblings::check,
    },
};

fn check(subject: &Subject<'_>, written: &Written<'_>, findings: &mut Vec<Finding>) {
    sequences(written, findings);
    if written.kind == TextKind::Prose {
        citations::check(subject.dataset(), written, findings);
    }
}

fn sequences(written: &Written<'_>, findings: &mut Vec<Finding>) {
    let contents: Vec<_> = contents_lines(written.text).collect();
    let mut sequences = Sequences::default();
    numbering::visit(written.text, &mut |at, marker| {
        let line = contents.partition_point(|line| line.range.end <= at);
        if contents.get(line).is_some_and(|line| line.range.contains(&at)) {
            return;
        }
        if let Some(expected) = sequences.next(marker) {
            findings.push(out_of_sequence(written.pointer(), written.text, at..at + marker.len, marker, expected));
        }
    });
}

fn out_of_sequence(pointer: String, text: &str, range: Range<usize>, marker: Marker, expected: u32) -> Finding {
    let shown = &text[range.clone()];
    let message = Text::new(
        format!("编号不连续：“{shown}”是第 {}，按前文应为第 {expected}", marker.number),
        format!("numbers do not follow each other: “{shown}” is {}, {expected} was expected", marker.number),
    );
    Finding::new(RULE.check.code, Severity::Warning, message)
        .at(pointer)
        .within(range)
        .number(Role::Stated, marker.number.to_string(), None, None)
        .number(Role::Computed, expected.to_string(), None, None)
        .hint(Text::new("请补上缺少的一项，或更正编号", "add what is missing, or correct the number"))
}
