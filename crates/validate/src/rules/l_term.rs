//! `L-TERM`: one thing has one name.

use std::collections::BTreeMap;
use std::ops::Range;

use jianbao_dataset::{Piece, TextKind, Written, pieces, titles, visit_texts};
use jianbao_finding::{Check, Finding, Severity, Text};

use super::wording::chars::is_han;
use super::wording::is_authored;
use super::wording::names::near_name;
use super::wording::patterns::{CONFUSED, Kind, PATTERNS};
use super::{Look, Marks, Rule, Subject};

pub(super) const RULE: Rule = Rule {
    check: Check {
        code: "L-TERM",
        severity: Severity::Warning,
        demand: ("一事一名，用规范的名称", "one thing has one name, the one that the field uses"),
        source: (
            "《党政机关公文处理工作条例》第十九条：用语规范；财预〔2019〕136号及监控表的用语",
            "the regulation on official documents, article 19: standard terms; the terms of 财预〔2019〕136号 and of the monitoring form",
        ),
        explanation: (
            "四种比较：一是术语表中不用的名称（提示）；二是文字中与数据集内单位、用途、指标、工作、采购、文件的名称（六字以上）只差一个字或两字颠倒的写法，形近、音近的字是警告，其他是提示；三是“监测”与“检测”等易混的词出现在相同的前后文中；四是同一数字一处称“拟”拨付，一处称实际或已经拨付。名称中的数字、方位、等级等有区别作用的字不算。",
            "Four comparisons: names that the list of terms advises against (a note); words that differ from the name of an organisation, use, indicator, activity, procurement or document (six characters or more) in one character or two swapped ones, a warning where the characters look or sound alike and a note otherwise; easily confused words such as 监测 and 检测 in the same surroundings; one figure that is called proposed in one place and paid in another. Characters that tell names apart on purpose, such as numerals, directions and ranks, are left alone.",
        ),
    },
    look: Look::Wording { marks: Marks::TERM, text: check, whole },
};

fn check(subject: &Subject<'_>, written: &Written<'_>, findings: &mut Vec<Finding>) {
    terms(written, findings);
    if written.kind == TextKind::Prose || written.section() == "detail_tables" {
        names(subject, written, findings);
    }
}

fn terms(written: &Written<'_>, findings: &mut Vec<Finding>) {
    for (at, kind) in PATTERNS.all_in(written.text) {
        let Kind::Term(term) = kind else { continue };
        let Some(len) = term.len_at(written.text, at) else { continue };
        let message = Text::new(
            format!("“{}”宜作“{}”", term.wrong, term.right),
            format!("“{}”: the term is “{}”", term.wrong, term.right),
        );
        let finding = RULE.found(Severity::Info, written, at..at + len, message);
        findings.push(finding.hint(Text::new(term.why.0, term.why.1)));
    }
}

fn names(subject: &Subject<'_>, written: &Written<'_>, findings: &mut Vec<Finding>) {
    let mut behind = 0;
    for (at, _) in written.text.char_indices() {
        if at < behind {
            continue;
        }
        let Some((name, near)) = near_name(subject.dataset(), &written.text[at..]) else { continue };
        behind = at + near.len;
        let shown = &written.text[at..behind];
        let severity = if near.slip { Severity::Warning } else { Severity::Info };
        let message = Text::new(
            format!("“{shown}”与数据集中的名称“{name}”只有细微差别"),
            format!("“{shown}” differs slightly from the name “{name}” in the dataset"),
        );
        let finding = RULE.found(severity, written, at..behind, message);
        findings
            .push(finding.hint(Text::new("如指同一事物，请用同一名称", "use the same name if it is the same thing")));
    }
}

fn whole(subject: &Subject<'_>, marks: Marks, findings: &mut Vec<Finding>) {
    if marks.meets(Marks::VARIANTS) {
        variants(subject, findings);
    }
    if marks.meets(Marks::PROPOSED) {
        proposed(subject, findings);
    }
}

/// A confused word in its surroundings.
struct Word {
    around: [char; 4],
    pair: usize,
    which: usize,
    pointer: String,
    range: Range<usize>,
}

fn variants(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let mut words: Vec<Word> = Vec::new();
    visit_texts(subject.dataset(), &mut |written| {
        if !is_authored(written) {
            return;
        }
        for (at, kind) in PATTERNS.all_in(written.text) {
            let Kind::Confused(pair, which) = kind else { continue };
            let range = at..at + CONFUSED[pair][which].len();
            if let Some(around) = around(written.text, &range) {
                words.push(Word { around, pair, which, pointer: written.pointer(), range });
            }
        }
    });
    let mut groups: BTreeMap<([char; 4], usize), Group> = BTreeMap::new();
    for (at, word) in words.iter().enumerate() {
        let group = groups.entry((word.around, word.pair)).or_default();
        group.count[word.which] += 1;
        group.first[word.which].get_or_insert(at);
    }
    for word in &words {
        let Some(group) = groups.get(&(word.around, word.pair)) else { continue };
        let other = 1 - word.which;
        let (Some(mine), Some(others)) = (group.first[word.which], group.first[other]) else { continue };
        // The rarer is probably the slip; of two equally rare ones the later.
        let rarer = group.count[word.which].cmp(&group.count[other]).then(others.cmp(&mine));
        if rarer.is_lt() {
            findings.push(variant(word, &words[others]));
        }
    }
}

/// Both words of a pair in the same surroundings: how often each occurs, and where first.
#[derive(Default)]
struct Group {
    count: [usize; 2],
    first: [Option<usize>; 2],
}

fn around(text: &str, range: &Range<usize>) -> Option<[char; 4]> {
    let mut before = text[..range.start].chars().rev();
    let mut behind = text[range.end..].chars();
    let around = [before.next()?, before.next()?, behind.next()?, behind.next()?];
    let [last, first, ..] = around;
    around.iter().all(|&character| is_han(character)).then_some([first, last, around[2], around[3]])
}

fn variant(word: &Word, other: &Word) -> Finding {
    let [first, second, third, fourth] = word.around;
    let shown = |word: &Word| format!("{first}{second}{}{third}{fourth}", CONFUSED[word.pair][word.which]);
    let message = Text::new(
        format!("此处写“{}”，别处写“{}”", shown(word), shown(other)),
        format!("“{}” here, “{}” elsewhere", shown(word), shown(other)),
    );
    let hint = Text::new(
        format!("两者易混，请核对后统一；另一处在：{}", titles(&other.pointer)),
        format!("easily confused: use the right one everywhere; the other stands in {}", other.pointer),
    );
    Finding::new(RULE.check.code, Severity::Warning, message)
        .at(word.pointer.clone())
        .within(word.range.clone())
        .hint(hint)
}

/// A figure as a text speaks of it.
struct Mention {
    figure: String,
    paid: bool,
    pointer: String,
    range: Range<usize>,
}

/// Figures that are proposed in one place and paid in another.
fn proposed(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let mut mentions: Vec<Mention> = Vec::new();
    visit_texts(subject.dataset(), &mut |written| {
        if written.kind != TextKind::Prose || !is_authored(written) || !written.text.contains('{') {
            return;
        }
        for (piece, range) in pieces(written.text) {
            let Piece::Figure(figure) = piece else { continue };
            let clause = written.text[..range.start].rsplit(['，', '。', '；', '\n', '}']).next().unwrap_or_default();
            let proposed = clause.contains('拟');
            let paid = ["实际", "已拨", "已支", "已付", "已经拨", "已经支"].iter().any(|word| clause.contains(word));
            if proposed != paid {
                let range = range.start - clause.len()..range.end;
                mentions.push(Mention { figure: figure.to_owned(), paid, pointer: written.pointer(), range });
            }
        }
    });
    let as_proposed: BTreeMap<&str, &Mention> = mentions
        .iter()
        .rev()
        .filter(|mention| !mention.paid)
        .map(|mention| (mention.figure.as_str(), mention))
        .collect();
    for paid in mentions.iter().filter(|mention| mention.paid) {
        let column = proposed_column(subject, &paid.figure);
        let elsewhere = as_proposed.get(paid.figure.as_str());
        let place = match (column, elsewhere) {
            (Some(column), _) => {
                Text::new(format!("明细表的列名是“{column}”"), format!("the column is called “{column}”"))
            }
            (None, Some(mention)) => Text::new(
                format!("另一处称为拟付：{}", titles(&mention.pointer)),
                format!("it is proposed in {}", mention.pointer),
            ),
            (None, None) => continue,
        };
        let message = Text::new(
            format!("同一数字（{}）此处称实际或已经拨付，{}", paid.figure, place.zh),
            format!("the figure {} is called paid here, but {}", paid.figure, place.en),
        );
        let finding = Finding::new(RULE.check.code, Severity::Warning, message).at(paid.pointer.clone());
        let hint = Text::new(
            "拟拨付与实际拨付是两个数，请核对后统一用语",
            "proposed and paid are two figures: use the right words in both places",
        );
        findings.push(finding.within(paid.range.clone()).hint(hint));
    }
}

/// The title of the column of a detail table that a figure is of, where it says that its sums are proposed.
fn proposed_column<'d>(subject: &Subject<'d>, figure: &str) -> Option<&'d str> {
    let mut segments = figure.strip_prefix("table.")?.split('.');
    let (table, column) = (segments.next()?, segments.nth(1)?);
    let table = subject.dataset().detail_tables.iter().find(|known| known.id.as_str() == table)?;
    let column = table.columns.iter().find(|known| known.key.as_str() == column)?;
    Some(column.title.as_str()).filter(|title| title.contains('拟'))
}
