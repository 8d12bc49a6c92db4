//! `L-PUNCT`: Chinese text has Chinese punctuation: full width, single, without spaces between characters.

use std::ops::Range;

use jianbao_dataset::{TextKind, Written};
use jianbao_finding::{Check, Finding, Severity, Text};

use super::wording::chars::{closer, closing, is_han, is_mark, is_space, is_stop, is_wide};
use super::{Look, Marks, Rule, Subject};

pub(super) const RULE: Rule = Rule {
    check: Check {
        code: "L-PUNCT",
        severity: Severity::Warning,
        demand: (
            "中文文字用全角标点，标点不重复，汉字之间不空格",
            "Chinese text has full-width punctuation, one mark at a time, and no spaces between characters",
        ),
        source: ("GB/T 15834—2011《标点符号用法》4、5", "GB/T 15834-2011, use of punctuation marks, 4 and 5"),
        explanation: (
            "检查汉字旁的半角标点（, ; : ? ! . 和直引号）、半角括号、一全一半的括号，连用的点号（，，  。，），括号内侧的点号（（，  、）），汉字之间的空格和手工缩进。数字、外文、网址和占位符中的半角标点不算，书名号内和文件名称中的空格不算。",
            "Looks at half-width marks beside Han characters (, ; : ? ! . and straight quotes), half-width brackets, brackets of which one is half width, stops in a row, stops just inside brackets, spaces between Han characters and indents typed by hand. Half-width marks in numbers, Latin text, addresses and placeholders are left alone, and so are spaces in titles.",
        ),
    },
    look: Look::Wording { marks: Marks::PUNCTUATION, text: check, whole: |_, _, _| {} },
};

fn check(_: &Subject<'_>, written: &Written<'_>, findings: &mut Vec<Finding>) {
    half_width(written, findings);
    brackets(written, findings);
    stops(written, findings);
    spaces(written, findings);
}

fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

fn found(written: &Written<'_>, range: Range<usize>, wrong: (&str, &str), right: Option<&str>) -> Finding {
    let shown = &written.text[range.clone()];
    let message = Text::new(format!("“{shown}”：{}", wrong.0), format!("`{shown}`: {}", wrong.1));
    let finding = RULE.found(Severity::Warning, written, range, message);
    match right {
        Some(right) => finding.hint(Text::new(format!("应为“{right}”"), format!("write `{right}`"))),
        None => finding,
    }
}

fn half_width(written: &Written<'_>, findings: &mut Vec<Finding>) {
    let text = written.text;
    for (at, character) in text.char_indices() {
        let right = match character {
            ',' => "，",
            ';' => "；",
            ':' => "：",
            '?' => "？",
            '!' => "！",
            '.' => "。",
            '"' => "“”",
            '\'' => "‘’",
            _ => continue,
        };
        let (last, next) = (before(text, at), text[at + 1..].chars().next());
        let behind_wide = last.is_some_and(is_wide);
        let wrong = match character {
            // A full stop behind a digit may be a decimal point or an item's number; dots in a row are leaders.
            '.' => behind_wide && next.is_none_or(|next| is_wide(next) || next.is_whitespace()),
            // Inches and minutes.
            '"' | '\'' if last.is_some_and(|last| last.is_ascii_digit()) => false,
            _ => behind_wide || next.is_some_and(is_wide),
        };
        if wrong {
            findings.push(found(
                written,
                at..at + 1,
                ("汉字旁用了半角标点", "a half-width mark beside a Chinese character"),
                Some(right),
            ));
        }
    }
}

/// Half-width brackets that touch Chinese, and brackets of different widths.
fn brackets(written: &Written<'_>, findings: &mut Vec<Finding>) {
    let text = written.text;
    let mut open: Vec<(usize, char)> = Vec::new();
    let touches = |at: usize, len: usize| {
        before(text, at).is_some_and(is_wide) || text[at + len..].chars().next().is_some_and(is_wide)
    };
    for (at, character) in text.char_indices() {
        if closer(character) == Some('）') {
            open.push((at, character));
        } else if closing(character) == Some('）') {
            let end = at + character.len_utf8();
            let Some((start, opening)) = open.pop() else {
                if character == ')'
                    && touches(at, 1)
                    && !before(text, at).is_some_and(|last| last.is_ascii_alphanumeric())
                {
                    findings.push(found(written, at..end, HALF_BRACKETS, Some("）")));
                }
                continue;
            };
            if (opening == '(') != (character == ')') {
                let wrong = ("括号一半全角、一半半角", "one bracket is full width, the other half");
                findings.push(found(written, start..end, wrong, Some("（）")));
            } else if opening == '(' && (touches(start, 1) || touches(at, 1)) {
                findings.push(found(written, start..end, HALF_BRACKETS, Some("（）")));
            }
        }
    }
}

const HALF_BRACKETS: (&str, &str) = ("汉字旁用了半角括号", "half-width brackets beside a Chinese character");

fn stops(written: &Written<'_>, findings: &mut Vec<Finding>) {
    let text = written.text;
    for (at, character) in text.char_indices() {
        let Some(last) = before(text, at) else { continue };
        let range = at - last.len_utf8()..at + character.len_utf8();
        if is_stop(character) && is_stop(last) {
            findings.push(found(written, range, ("标点连用", "two marks in a row"), None));
        } else if is_stop(character) && closer(last).is_some() {
            findings.push(found(
                written,
                range,
                ("前括号或前引号后不能有点号", "a stop just behind an opening bracket"),
                None,
            ));
        } else if matches!(last, '，' | '、') && closing(character).is_some_and(|closes| !matches!(closes, '”' | '’'))
        {
            findings.push(found(
                written,
                range,
                ("后括号前不能有逗号或顿号", "a comma just before a closing bracket"),
                None,
            ));
        }
    }
}

fn spaces(written: &Written<'_>, findings: &mut Vec<Finding>) {
    let text = written.text;
    // Names of issuers stand side by side in titles, with a space between them; so do the parts of other headings.
    let named = matches!(written.section(), "indicators" | "uses" | "funding" | "activities");
    if written.kind == TextKind::Line && !named {
        return;
    }
    let mut titles = 0_usize;
    let mut at = 0;
    while let Some(character) = text[at..].chars().next() {
        match character {
            '《' => titles += 1,
            '》' => titles = titles.saturating_sub(1),
            _ => {}
        }
        let end = at + text[at..].chars().take_while(|&next| is_space(next)).map(char::len_utf8).sum::<usize>();
        if end > at {
            let (last, next) = (before(text, at), text[end..].chars().next());
            if last.is_none_or(|last| last == '\n') {
                let message = Text::new("段首有手工输入的空格", "spaces typed at the start of a paragraph");
                let finding = RULE.found(Severity::Info, written, at..end, message);
                findings.push(
                    finding
                        .hint(Text::new("首行缩进由版式生成，请删去", "the layout indents first lines; remove them")),
                );
            } else if titles == 0 && between_chinese(last, next) {
                let message = Text::new("汉字之间有空格", "a space between Chinese characters");
                let finding = RULE.found(Severity::Warning, written, at..end, message);
                findings.push(finding.hint(Text::new("请删去空格", "remove it")));
            }
        }
        at = if end > at { end } else { at + character.len_utf8() };
    }
}

/// Whether both sides of a space are Chinese and one of them is a character, so that the space means nothing.
fn between_chinese(last: Option<char>, next: Option<char>) -> bool {
    let (Some(last), Some(next)) = (last, next) else { return false };
    (is_han(last) && is_wide(next)) || (is_mark(last) && is_han(next))
}
