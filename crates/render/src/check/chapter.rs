//! Headings with typed numbers, and styles for headings that a chapter does not have.

use std::collections::BTreeSet;

use jianbao_finding::{Finding, Text};
use jianbao_layout::{Layout, SectionSpec};

use super::figures::WILD;
use super::place::Place;
use super::told::error;

/// The headings of a section in all the templates that it is made of.
pub(crate) fn check(layout: &Layout, section: &SectionSpec, templates: &BTreeSet<String>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let files = templates.iter().filter(|name| !name.contains(WILD) && name.ends_with(".md.j2"));
    for (name, source) in files.filter_map(|name| layout.templates.get_key_value(name)) {
        let mut start = 0;
        for line in source.text().split_inclusive('\n') {
            let level = line.chars().take_while(|&character| character == '#').count();
            let title = line[level..].trim_start();
            let number = if level > 0 && is_numbered(layout, section, level) { typed_number(title) } else { 0 };
            if number > 0 {
                let at = start + line.len() - title.len();
                findings.push(Place::file(name, source).range(at..at + number, told()));
            }
            start += line.len();
        }
    }
    findings
}

fn told() -> Finding {
    let finding = error(
        "T-NUMBER",
        "标题的序号由程序编排，这里又手工写了一个",
        "the numbers of headings are made; this one is typed as well",
    );
    finding.hint(Text::new(
        "删去手写的序号；序号的样式见 [numbering] 的 headings",
        "delete it; `headings` of [numbering] says how numbers look",
    ))
}

/// Whether headings of a level get numbers in a section: those with a style without outline are no headings of the report.
fn is_numbered(layout: &Layout, section: &SectionSpec, level: usize) -> bool {
    let outlined = |style: &String| layout.typography.styles.get(style).is_some_and(|style| style.outline.is_some());
    level <= layout.manifest.numbering.headings.len() && section.styles.get(&format!("h{level}")).is_none_or(outlined)
}

const CHINESE: &str = "一二三四五六七八九十百〇零";

/// The bytes of a number at the start of a title: 一、 （一） 1． 1、 （1） ① 第一章.
fn typed_number(title: &str) -> usize {
    let numeral = |character: char| CHINESE.contains(character) || character.is_ascii_digit();
    let run = |text: &str| text.find(|character| !numeral(character)).unwrap_or(text.len());
    let first = title.chars().next().unwrap_or_default();
    if ('①'..='⑳').contains(&first) {
        return first.len_utf8();
    }
    if matches!(first, '（' | '(' | '第') {
        let inside = &title[first.len_utf8()..];
        let length = run(inside);
        let after = inside[length..].chars().next().unwrap_or_default();
        let closes = if first == '第' { matches!(after, '章' | '节' | '部') } else { matches!(after, '）' | ')') };
        return if length > 0 && closes { first.len_utf8() + length + after.len_utf8() } else { 0 };
    }
    let length = run(title);
    let mut rest = title[length..].chars();
    let after = rest.next().unwrap_or_default();
    // 3.5 is a number of the text, 3. is one of the heading.
    let separates = match after {
        '、' | '．' => true,
        '.' => rest.next().is_none_or(|next| !next.is_ascii_digit()),
        _ => false,
    };
    if length > 0 && separates { length + after.len_utf8() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_numbers_are_told_from_words() {
        for (title, number) in [
            ("一、资金情况", "一、"),
            ("十二、资金情况", "十二、"),
            ("（一）资金", "（一）"),
            ("(3) 资金", "(3)"),
            ("1．资金", "1．"),
            ("1、资金", "1、"),
            ("1. 资金", "1."),
            ("③资金", "③"),
            ("第二章　资金", "第二章"),
            ("资金情况", ""),
            ("3.5亿元资金", ""),
            ("2020年资金", ""),
            ("一般公共预算", ""),
            ("（试行）", ""),
            ("第三方评价", ""),
            ("", ""),
        ] {
            assert_eq!(&title[..typed_number(title)], number, "{title}");
        }
    }
}
