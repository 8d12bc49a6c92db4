//! `L-TEXT`: what editing and typing leave behind: paragraphs cut off, words doubled, known slips.

use std::ops::Range;

use jianbao_dataset::{TextKind, Written};
use jianbao_finding::{Check, Finding, Severity, Text};

use super::wording::chars::is_han;
use super::wording::doubled::doubled;
use super::wording::ends_sentence;
use super::wording::patterns::{Kind, PATTERNS};
use super::{Look, Marks, Rule, Subject};

pub(super) const RULE: Rule = Rule {
    check: Check {
        code: "L-TEXT",
        severity: Severity::Error,
        demand: (
            "段落完整，没有重复的词语和已知的错字",
            "paragraphs are complete, no words are doubled, no known slips",
        ),
        source: (
            "《党政机关公文处理工作条例》第十九条：文字精练、表述准确；GB/T 15834—2011",
            "the regulation on official documents, article 19: concise and accurate wording; GB/T 15834-2011",
        ),
        explanation: (
            "段落以逗号或顿号结束的是错误；全文以分号或冒号结束（冒号前有“如下”“下表”等引出表格的除外）、有分句的段落缺句末标点、紧接着重复的词语（“安全生产安全生产”）、“了××了”和错字表中的写法是警告。错字表只收任何上下文中都不对的写法，每条有理由。原件所印的文字（reported）不检查。",
            "A paragraph that ends with a comma is an error. Warnings: a text that ends with a semicolon or a colon (unless words such as “as follows” or “the table below” lead to a table), a paragraph of several clauses without an end mark, words at once repeated, 了 twice around a verb, and the slips of a list that only holds what is wrong in any context, each with its reason. What a source prints (`reported`) is not looked at.",
        ),
    },
    look: Look::Wording { marks: Marks::SLIP, text: check, whole: |_, _, _| {} },
};

fn check(_: &Subject<'_>, written: &Written<'_>, findings: &mut Vec<Finding>) {
    match written.kind {
        TextKind::Prose => paragraphs(written, findings),
        TextKind::Line => line(written, findings),
    }
    twice(written, findings);
    slips(written, findings);
}

fn found(written: &Written<'_>, severity: Severity, range: Range<usize>, message: Text, hint: (&str, &str)) -> Finding {
    RULE.found(severity, written, range, message).hint(Text::new(hint.0, hint.1))
}

fn line(written: &Written<'_>, findings: &mut Vec<Finding>) {
    if let Some(last) = written.text.chars().next_back().filter(|last| matches!(last, '，' | '、' | '；')) {
        let message = Text::new(format!("以“{last}”结束，像是没有写完"), format!("ends with `{last}`, as if cut off"));
        let range = written.text.len() - last.len_utf8()..written.text.len();
        findings.push(found(
            written,
            Severity::Warning,
            range,
            message,
            ("补全文字，或删去末尾的标点", "complete it, or remove the mark"),
        ));
    }
}

fn paragraphs(written: &Written<'_>, findings: &mut Vec<Finding>) {
    let mut start = 0;
    for paragraph in written.text.split('\n') {
        let end = start + paragraph.trim_end().len();
        let is_last = start + paragraph.len() == written.text.len();
        if let Some(last) = written.text[start..end].chars().next_back() {
            findings.extend(paragraph_end(written, start..end, last, is_last));
        }
        start += paragraph.len() + 1;
    }
}

/// What is wrong with the end of a paragraph.
fn paragraph_end(written: &Written<'_>, paragraph: Range<usize>, last: char, is_last: bool) -> Option<Finding> {
    let text = &written.text[paragraph.clone()];
    let range = paragraph.end - last.len_utf8()..paragraph.end;
    let ends = |zh: &str, en: &str| {
        Text::new(format!("{zh}以“{last}”结束，像是没有写完"), format!("{en} ends with `{last}`, as if cut off"))
    };
    match last {
        '，' | '、' => {
            let hint =
                ("补全这一句，或把后面被移走的文字接回来", "complete the sentence, or bring back what was moved away");
            Some(found(written, Severity::Error, range, ends("段落", "the paragraph"), hint))
        }
        '；' | '：' if is_last => {
            let sentence = text.rsplit('。').next().unwrap_or(text);
            let leads = last == '：'
                && ["如下", "下表", "以下", "附表", "见表", "下图"].iter().any(|word| sentence.contains(word));
            let hint = ("补全列举的内容，或改为句号", "complete the list, or end with a full stop");
            (!leads).then(|| found(written, Severity::Warning, range, ends("全文", "the text"), hint))
        }
        _ => {
            // A paragraph without clauses is a heading or a name.
            let clauses =
                if is_last { written.text.contains('。') } else { text.contains(['，', '。', '；', '：']) };
            if ends_sentence(last) || !clauses {
                return None;
            }
            let message = Text::new("段落末尾没有句末标点", "the paragraph has no mark at its end");
            Some(found(
                written,
                Severity::Warning,
                range,
                message,
                ("补上句号，或补全这一句", "add a full stop, or complete the sentence"),
            ))
        }
    }
}

fn twice(written: &Written<'_>, findings: &mut Vec<Finding>) {
    let text = written.text;
    for range in doubled(text) {
        let word = &text[range.clone()];
        let message = Text::new(format!("“{word}”紧接着写了两次"), format!("“{word}” is written twice in a row"));
        findings.push(found(written, Severity::Warning, range, message, ("删去一个", "remove one")));
    }
    let mut last = None;
    for (at, character) in text.char_indices().filter(|&(_, character)| character == '了') {
        let end = at + character.len_utf8();
        if let Some(first) = last.replace(at)
            && is_perfective_twice(text, first, at)
        {
            let shown = &text[first..end];
            let message = Text::new(
                format!("“{shown}”：两个“了”之间只有一个动词"),
                format!("“{shown}”: 了 twice around one verb"),
            );
            let hint = ("像是改写时留下的，请删去多余的动词或“了”", "left over from an edit: remove a verb or one 了");
            findings.push(found(written, Severity::Warning, first..end, message, hint));
        }
    }
}

/// Whether exactly two Han characters stand between two 了 that both follow a verb.
fn is_perfective_twice(text: &str, first: usize, second: usize) -> bool {
    let between = &text[first + '了'.len_utf8()..second];
    // Two characters of the usual planes, three bytes each; the scan counts on it.
    let verb = between.len() == 6 && between.chars().all(is_han) && !between.starts_with(['解', '结', '如', '却']);
    verb && !text[..first].ends_with(['为', '除']) && !text[second..].starts_with("了解")
}

fn slips(written: &Written<'_>, findings: &mut Vec<Finding>) {
    for (at, kind) in PATTERNS.all_in(written.text) {
        let Kind::Slip(slip) = kind else { continue };
        let Some(len) = slip.len_at(written.text, at) else { continue };
        let shown = &written.text[at..at + len];
        let right = slip.right_for(shown);
        let message = Text::new(format!("“{shown}”应为“{right}”"), format!("“{shown}” should be “{right}”"));
        findings.push(found(written, Severity::Warning, at..at + len, message, slip.why));
    }
}
