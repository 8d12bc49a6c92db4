//! Numbers that are typed into texts, against the figures of the dataset.
//!
//! A text is read once for all rules about it: its [quantities](quantity) are recognised, the words around each say which figures
//! it may be ([naming]), and the number itself says whether it is one of them ([judge]); [direction] looks at words such as 高于
//! and 下降. A text without a typed number, a placeholder or such a word costs a scan of its characters; the figures are
//! computed for the first text that has one.

mod concept;
mod context;
mod counts;
mod date;
mod direction;
mod directions;
mod index;
mod judge;
mod mention;
mod naming;
mod numeral;
mod quantity;
mod report;
mod slip;

use std::cell::{OnceCell, RefCell};

use jianbao_dataset::{TextKind, Written};
use jianbao_finding::Finding;
use jianbao_layout::Policies;

use crate::rules::Subject;
use index::Index;
use naming::Reading;

/// What the rules about numbers in texts remember while they look at one dataset.
#[derive(Debug, Default)]
pub(crate) struct Memo<'a> {
    index: OnceCell<Index<'a>>,
    /// The text looked at last.
    last: RefCell<Option<Last>>,
}

/// Where a text begins in memory, and what was found in it.
type Last = (*const u8, Vec<Finding>);

/// Sections whose numbers are aims, wordings from before a change, demands or what a source prints.
const ASPIRATIONS: [&str; 4] = ["goals", "revisions", "rectifications", "reported"];

/// Sections whose texts are about the whole project or department where they name nothing else.
const GENERAL: [&str; 5] = ["project", "narrative", "problems", "recommendations", "conclusion"];

/// Adds what one of the rules about numbers in texts has to say about a text.
pub(crate) fn look(code: &str, subject: &Subject<'_>, written: &Written<'_>, findings: &mut Vec<Finding>) {
    if written.kind != TextKind::Prose || ASPIRATIONS.contains(&written.section()) {
        return;
    }
    let place = written.text.as_ptr();
    let memo = &subject.prose;
    let is_last = memo.last.borrow().as_ref().is_some_and(|(last, _)| *last == place);
    if !is_last {
        let found = if is_telling(written.text) {
            read(
                memo.index.get_or_init(|| Index::new(subject.dataset(), subject.ledger())),
                written,
                subject.policies(),
            )
        } else {
            Vec::new()
        };
        *memo.last.borrow_mut() = Some((place, found));
    }
    let last = memo.last.borrow();
    let found = last.iter().flat_map(|(_, found)| found);
    findings.extend(found.filter(|finding| finding.code == code).cloned());
}

/// Whether a text holds a typed quantity, or a placeholder and a word that could contradict it.
fn is_telling(text: &str) -> bool {
    if !text.chars().any(|c| c == '{' || numeral::starts(c)) {
        return false;
    }
    let quantities = quantity::quantities(text);
    let typed = quantities.iter().any(|quantity| !matches!(quantity.kind, quantity::Kind::Figure(_)));
    typed || (!quantities.is_empty() && directions::speaks(text))
}

fn read(index: &Index<'_>, written: &Written<'_>, policies: &Policies) -> Vec<Finding> {
    let reading = Reading::new(index, written.text, GENERAL.contains(&written.section()));
    let verdicts = judge::judge(index, &reading);
    let contradictions = direction::contradictions(index, &reading, &verdicts);
    let pointer = written.pointer();
    let mut findings: Vec<Finding> =
        verdicts.iter().map(|(at, verdict)| report::verdict(&reading, *at, verdict, &pointer, policies)).collect();
    findings
        .extend(contradictions.iter().map(|contradiction| report::contradiction(&reading, contradiction, &pointer)));
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn quantities_of_any_text_stand_at_whole_characters(
            text in "([0-9０-９一二十百千万亿点两〇,，.．%％年月日底元家个成余约—至{} a-z.]|百分之|截至|预算|\\PC){0,40}",
        ) {
            let found = quantity::quantities(&text);
            proptest::prop_assert!(found.iter().all(|quantity| text.get(quantity.range.clone()).is_some()));
            proptest::prop_assert!(found.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start));
        }
    }
}
