//! Numbers of headings and tables, contents and references: all made here, from the order of the blocks.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jianbao_document::{Block, Cell, Chart, Inline, Section, Table, TocEntry, plain_text};
use jianbao_finding::{Finding, Text};
use jianbao_layout::{Layout, Numbering};

/// Gives every heading its id and number and every captioned table and chart its number.
pub(crate) fn number(sections: &mut [Section], numbering: &Numbering) {
    let mut counters = [0_u32; 9];
    let mut headings = 0;
    let (mut tables, mut charts) = (0, 0);
    for block in sections.iter_mut().flat_map(|section| &mut section.blocks) {
        match block {
            Block::Heading(heading) => {
                headings += 1;
                heading.id = format!("heading.{headings}");
                let level = usize::from(heading.level).clamp(1, counters.len());
                counters[level - 1] += 1;
                counters[level..].fill(0);
                heading.number = numbering.headings.get(level - 1).map(|pattern| fill(pattern, counters[level - 1]));
            }
            Block::Table(table) => {
                if let Some(caption) = &mut table.caption {
                    tables += 1;
                    caption.number = tables.to_string();
                }
            }
            Block::Chart(chart) => {
                if let Some(caption) = &mut chart.caption {
                    charts += 1;
                    caption.number = charts.to_string();
                }
            }
            Block::Paragraph(_) | Block::TableOfContents(_) | Block::PageBreak | Block::Unknown(_) => {}
        }
    }
}

fn fill(pattern: &str, number: u32) -> String {
    pattern
        .replace("{chinese}", &chinese(number))
        .replace("{circled}", &circled(number))
        .replace("{roman}", &roman(number))
        .replace("{arabic}", &number.to_string())
}

/// 一 to 九十九; beyond it arabic digits.
pub(crate) fn chinese(number: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, units) = (number as usize / 10, number as usize % 10);
    match (tens, units) {
        (0, 0) | (10.., _) => number.to_string(),
        (0, units) => DIGITS[units].to_owned(),
        (1, units) => format!("十{}", DIGITS[units]),
        (tens, units) => format!("{}十{}", DIGITS[tens], DIGITS[units]),
    }
}

/// ① to ⑳; beyond it arabic digits in brackets.
fn circled(number: u32) -> String {
    let character = (1..=20).contains(&number).then(|| char::from_u32(0x2460 + number - 1)).flatten();
    character.map_or_else(|| format!("({number})"), String::from)
}

/// Roman numerals up to 3999; beyond it arabic digits.
fn roman(number: u32) -> String {
    const PARTS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&number) {
        return number.to_string();
    }
    let mut rest = number;
    let mut text = String::new();
    for (value, letters) in PARTS {
        while rest >= value {
            text.push_str(letters);
            rest -= value;
        }
    }
    text
}

/// Fills the contents with all headings down to their depth.
pub(crate) fn contents(sections: &mut [Section]) {
    let entries: Vec<(u8, TocEntry)> = sections
        .iter()
        .flat_map(|section| &section.blocks)
        .filter_map(|block| match block {
            Block::Heading(heading) => {
                let text = heading.number.clone().unwrap_or_default() + &plain_text(&heading.inlines);
                let style = format!("toc-{}", heading.level.min(3));
                Some((heading.level, TocEntry { target: heading.id.clone(), level: heading.level, text, style }))
            }
            _ => None,
        })
        .collect();
    for block in sections.iter_mut().flat_map(|section| &mut section.blocks) {
        if let Block::TableOfContents(toc) = block {
            toc.entries =
                entries.iter().filter(|(level, _)| *level <= toc.depth).map(|(_, entry)| entry.clone()).collect();
        }
    }
}

/// Puts the number of the table or chart into every reference. A reference to one that the report does not hold is an error.
pub(crate) fn references(sections: &mut [Section], layout: &Layout) -> Vec<Finding> {
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for block in sections.iter().flat_map(|section| &section.blocks) {
        if let Block::Table(Table { id, caption: Some(caption), .. })
        | Block::Chart(Chart { id, caption: Some(caption), .. }) = block
        {
            names.insert(id.clone(), format!("{} {}", caption.label, caption.number));
        }
    }
    let mut findings = Vec::new();
    let mut resolve = |inlines: &mut Vec<Inline>| {
        for inline in inlines {
            if let Inline::Reference(reference) = inline {
                match names.get(&reference.target) {
                    Some(name) => reference.text.clone_from(name),
                    None => findings.push(unknown_target(&reference.target, layout)),
                }
            }
        }
    };
    sections.iter_mut().filter_map(|section| section.header.as_mut()).for_each(|header| resolve(&mut header.inlines));
    for block in sections.iter_mut().flat_map(|section| &mut section.blocks) {
        match block {
            Block::Heading(heading) => resolve(&mut heading.inlines),
            Block::Paragraph(paragraph) => resolve(&mut paragraph.inlines),
            Block::Table(table) => {
                table.caption.iter_mut().for_each(|caption| resolve(&mut caption.inlines));
                let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
                cells
                    .flat_map(|cell: &mut Cell| &mut cell.paragraphs)
                    .for_each(|paragraph| resolve(&mut paragraph.inlines));
            }
            Block::Chart(chart) => chart.caption.iter_mut().for_each(|caption| resolve(&mut caption.inlines)),
            Block::TableOfContents(_) | Block::PageBreak | Block::Unknown(_) => {}
        }
    }
    findings
}

fn unknown_target(target: &str, layout: &Layout) -> Finding {
    let message = Text::new(
        format!("ref(\"{target}\") 指向的表或图不在报告中，或没有题名"),
        format!("`ref(\"{target}\")` names a table or chart that is not in the report or has no caption"),
    );
    // References are resolved when the report is whole; the place is where a template names the target.
    named(&format!("ref(\"{target}\")"), Finding::error("T-REF", message), layout)
}

/// Tables whose id stands for something else already: each id of the report leads to one place.
pub(crate) fn placed_twice(sections: &[Section], layout: &Layout) -> Vec<Finding> {
    let blocks = || sections.iter().flat_map(|section| &section.blocks);
    let headings =
        blocks().filter_map(|block| if let Block::Heading(heading) = block { Some(&heading.id) } else { None });
    let mut taken: BTreeSet<&String> = headings.collect();
    let mut findings = Vec::new();
    for block in blocks() {
        let (id, call) = match block {
            Block::Table(table) => (&table.id, format!("table(\"{}\")", table.id)),
            Block::Chart(chart) => (&chart.id, format!("chart(\"{}\")", chart.id.trim_start_matches("chart-"))),
            _ => continue,
        };
        if !taken.insert(id) {
            let message = Text::new(
                format!("表（图）{id} 在报告中出现两次，或其编号是标题的编号"),
                format!("the table or chart {id} stands in the report twice, or has the id of a heading"),
            );
            findings.push(named(&call, Finding::error("T-REF", message), layout));
        }
    }
    findings
}

/// A finding at the first place where a template has a text.
fn named(text: &str, finding: Finding, layout: &Layout) -> Finding {
    let source = layout.templates.values().find_map(|source| Some((source, source.text().find(text)?)));
    match source {
        Some((source, start)) => finding.in_source(Arc::clone(source), start..start + text.len()),
        None => finding,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_numbers_of_headings() {
        for (number, text) in [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "100")]
        {
            assert_eq!(chinese(number), text);
        }
        assert_eq!(fill("（{chinese}）", 12), "（十二）");
        assert_eq!(fill("{roman}-{circled}", 4), "IV-④");
    }
}
