//! `L-PAIR`: brackets and quotes come in pairs and do not cross.

use jianbao_dataset::Written;
use jianbao_finding::{Check, Finding, Severity, Text};

use super::wording::chars::{closer, closing};
use super::{Look, Marks, Rule, Subject};

pub(super) const RULE: Rule = Rule {
    check: Check {
        code: "L-PAIR",
        severity: Severity::Error,
        demand: ("括号、引号、书名号成对出现，不交叉", "brackets and quotes come in pairs and do not cross"),
        source: (
            "GB/T 15834—2011《标点符号用法》4.8、4.9、4.15",
            "GB/T 15834-2011, use of punctuation marks, 4.8, 4.9, 4.15",
        ),
        explanation: (
            "逐字核对（）〔〕【】《》〈〉“”‘’「」以及半角的 ( ) [ ]：有开无合、有合无开、两对交叉、连用两个前引号。全角与半角视为同一种括号（宽度由 L-PUNCT 检查）。“1）”“a）”这样的编号，英文单词中的撇号，以及各段开头重复前引号的多段引文不算。",
            "Follows （）〔〕【】《》〈〉“”‘’「」 and half-width ( ) [ ] character by character: opened and not closed, closed and not opened, two pairs that cross, two opening quotes in a row. Widths are not told apart here (L-PUNCT does). Item numbers such as 1）, apostrophes in Latin words, and quotations that open again with every paragraph are left alone.",
        ),
    },
    look: Look::Wording { marks: Marks::PAIRS, text: check, whole: |_, _, _| {} },
};

/// How many openings back the partner of a closing is looked for; nobody nests deeper.
const DEEPEST: usize = 64;

/// An opening that waits to be closed.
struct Open {
    at: usize,
    character: char,
    closer: char,
}

fn check(_: &Subject<'_>, written: &Written<'_>, findings: &mut Vec<Finding>) {
    let text = written.text;
    let mut open: Vec<Open> = Vec::new();
    // Openings that a closing behind them passed over: what crosses, or was never closed.
    let mut passed: Vec<Open> = Vec::new();
    for (at, character) in text.char_indices() {
        if let Some(closes) = closer(character) {
            let twice = open.last().filter(|last| matches!(character, '“' | '‘') && last.character == character);
            if twice.is_some_and(|_| !text[..at].ends_with('\n')) {
                open.pop();
                findings.push(one(
                    written,
                    at,
                    character,
                    ("前引号之前还有未结束的前引号", "an opening quote where one is open already"),
                    closes,
                ));
            } else if twice.is_none() {
                open.push(Open { at, character, closer: closes });
            }
            continue;
        }
        let Some(closes) = closing(character) else { continue };
        if let Some(depth) = partner(&open, closes) {
            passed.extend(open.drain(depth + 1..));
            open.pop();
        } else if let Some(crossed) = partner(&passed, closes) {
            let crossed = passed.remove(crossed);
            findings.push(crossing(written, &crossed, at, character));
        } else if !is_item_number(text, at, closes) && !is_apostrophe(text, at, character) {
            findings.push(one(written, at, character, ("没有对应的前半", "nothing opens it"), character));
        }
    }
    for open in open.iter().chain(&passed) {
        findings.push(one(written, open.at, open.character, ("没有对应的后半", "nothing closes it"), open.closer));
    }
}

/// The latest of some openings that a closing closes.
fn partner(open: &[Open], closes: char) -> Option<usize> {
    let from = open.len().saturating_sub(DEEPEST);
    open[from..].iter().rposition(|open| open.closer == closes).map(|at| from + at)
}

fn one(written: &Written<'_>, at: usize, character: char, wrong: (&str, &str), wanted: char) -> Finding {
    let message =
        Text::new(format!("“{character}”不成对：{}", wrong.0), format!("`{character}` has no partner: {}", wrong.1));
    let finding = RULE.found(Severity::Error, written, at..at + character.len_utf8(), message);
    if wanted == character {
        return finding.hint(Text::new("删去它，或在前面补上对应的一半", "remove it, or add the other half before it"));
    }
    finding
        .hint(Text::new(format!("缺“{wanted}”，或此处误用"), format!("`{wanted}` is missing, or this one is a slip")))
}

fn crossing(written: &Written<'_>, open: &Open, at: usize, character: char) -> Finding {
    let message = Text::new(
        format!("“{}”与“{character}”这一对和另一对交叉", open.character),
        format!("the pair `{}` and `{character}` crosses another pair", open.character),
    );
    let finding = RULE.found(Severity::Error, written, open.at..at + character.len_utf8(), message);
    finding.hint(Text::new("后开的一对应先结束", "the pair that opens last closes first"))
}

/// Whether a closing bracket belongs to the number of an item: 1） or a) behind a start or a stop.
fn is_item_number(text: &str, at: usize, closes: char) -> bool {
    let before = &text[..at];
    let number = before.trim_end_matches(|character: char| character.is_ascii_alphanumeric());
    let item = before.len() - number.len();
    closes == '）'
        && (1..=2).contains(&item)
        && number.trim_end().chars().next_back().is_none_or(|last| "\n。；：，、;:,".contains(last))
}

fn is_apostrophe(text: &str, at: usize, character: char) -> bool {
    character == '’' && text[..at].ends_with(|before: char| before.is_ascii_alphabetic())
}
