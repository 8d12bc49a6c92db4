//! Tables and figures that a text cites by number.

use super::RULE;
use super::{Dataset, Finding, Range, Role, Severity, Text, Written};

/// A citation: what is cited, its number, its bytes.
struct Citation {
    noun: char,
    number: u32,
    range: Range<usize>,
}

/// The tables that can be cited.
struct Known {
    /// Numbers that captions begin with.
    typed: Vec<u32>,
    /// How many tables a report can make of the dataset.
    most: u32,
}

pub(super) fn check(dataset: &Dataset, written: &Written<'_>, findings: &mut Vec<Finding>) {
    let mut known = None;
    for citation in citations(written.text) {
        let known = known.get_or_insert_with(|| Known {
            typed: captions(dataset).filter_map(caption_number).map(|(number, _)| number).collect(),
            most: most_tables(dataset),
        });
        findings.push(cited(known, written, &citation));
    }
}

fn cited(known: &Known, written: &Written<'_>, citation: &Citation) -> Finding {
    let Citation { noun, number, ref range } = *citation;
    let shown = &written.text[range.clone()];
    if noun == '表' && !known.typed.is_empty() && !known.typed.contains(&number) {
        let numbers = known.typed.iter().map(u32::to_string).collect::<Vec<_>>().join("、");
        let message = Text::new(
            format!("文字引用了“{shown}”，但表名中只有编号 {numbers}"),
            format!("the text cites “{shown}”, but the captions only have the numbers {numbers}"),
        );
        return missing(written, citation, message).hint(Text::new("请更正引用的表号", "correct the number"));
    }
    let most = known.most;
    if noun == '表' && known.typed.is_empty() && number > most {
        let message = Text::new(
            format!("文字引用了“{shown}”，而这份数据至多排出 {most} 张表"),
            format!("the text cites “{shown}”, but this dataset fills {most} tables at most"),
        );
        let limit = missing(written, citation, message).number(Role::Limit, most.to_string(), None, None);
        return limit.hint(Text::new("请核对引用的表是否存在", "see whether the table is there"));
    }
    let message = Text::new(
        format!("“{shown}”是手写的编号，而表和图的编号由版式生成"),
        format!("“{shown}” is a typed number, but the layout numbers tables and figures"),
    );
    let finding = RULE.found(Severity::Info, written, range.clone(), message);
    finding.hint(Text::new(
        "写表名或“下表”，编号变动后仍然正确",
        "write the caption, or “the table below”: it stays right when numbers change",
    ))
}

fn missing(written: &Written<'_>, citation: &Citation, message: Text) -> Finding {
    let finding = RULE.found(Severity::Warning, written, citation.range.clone(), message);
    finding.number(Role::Stated, citation.number.to_string(), None, None)
}

/// Captions of the detail tables.
pub(super) fn captions(dataset: &Dataset) -> impl Iterator<Item = &str> {
    dataset.detail_tables.iter().map(|table| table.caption.as_str())
}

/// The number that a caption begins with, and its bytes with 表: 表 3 ….
pub(super) fn caption_number(caption: &str) -> Option<(u32, usize)> {
    let rest = caption.strip_prefix('表')?;
    let digits = rest.trim_start();
    let len = digits.bytes().take_while(u8::is_ascii_digit).count();
    let number = digits[..len].parse().ok()?;
    Some((number, caption.len() - digits.len() + len))
}

/// How many tables a report can make of a dataset: one of each kind of record, and the detail tables.
fn most_tables(dataset: &Dataset) -> u32 {
    let kinds = [
        !dataset.funding.is_empty(),
        !dataset.uses.is_empty(),
        !dataset.indicators.is_empty(),
        !dataset.observations.is_empty(),
        !dataset.activities.is_empty(),
        !dataset.procurements.is_empty(),
        !dataset.events.is_empty(),
        !dataset.revisions.is_empty(),
        !dataset.problems.is_empty(),
        dataset.department.is_some(),
    ];
    let kinds = kinds.iter().filter(|&&kind| kind).count();
    u32::try_from(kinds + dataset.detail_tables.len()).unwrap_or(u32::MAX)
}

/// The citations of a text: 表 or 图 and a number, where the words around say that a place in the report is meant.
fn citations(text: &str) -> impl Iterator<Item = Citation> {
    text.char_indices().filter(|&(_, noun)| matches!(noun, '表' | '图')).filter_map(|(at, noun)| {
        let cited =
            text[..at].chars().next_back().is_none_or(|last| "见如附详由从据在列，。；：、和与及（(\n".contains(last));
        let behind = &text[at + noun.len_utf8()..];
        let number = behind.trim_start_matches(' ');
        let len = number.bytes().take_while(u8::is_ascii_digit).count();
        // What is counted is no place: 水表86块.
        let counted =
            number[len..].starts_with(|next: char| "块只台张份个项套座种类家户人元万亿年月日%％.．".contains(next));
        let value =
            number.get(..len).and_then(|digits| digits.parse().ok()).filter(|value| (1..1000).contains(value))?;
        let end = text.len() - number.len() + len;
        (cited && !counted).then_some(Citation { noun, number: value, range: at..end })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_told_from_what_is_counted() {
        let text = "见表3、表 4。更换水表86块，图2所示，报表2份，表5张。";
        let found: Vec<_> = citations(text).map(|citation| &text[citation.range]).collect();
        assert_eq!(found, ["表3", "表 4", "图2"]);
    }
}
