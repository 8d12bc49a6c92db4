//! `L-DOCNO`: document numbers are written as official documents write them: 洪经工委〔2018〕21号.

use jianbao_dataset::Written;
use jianbao_finding::{Check, Finding, Severity, Text};

use super::wording::chars::is_han;
use super::wording::doc_number::{DocNumber, doc_numbers};
use super::{Look, Marks, Rule, Subject};

pub(super) const RULE: Rule = Rule {
    check: Check {
        code: "L-DOCNO",
        severity: Severity::Warning,
        demand: (
            "发文字号的年份用六角括号“〔〕”括入、写全四位，序号不编虚位、不加“第”，后加“号”",
            "a document number has its year in four digits within 〔 〕, then the plain number, then 号",
        ),
        source: (
            "GB/T 9704—2012《党政机关公文格式》7.2.5 发文字号",
            "GB/T 9704-2012, format of official documents, 7.2.5",
        ),
        explanation: (
            "检查引用文件的文号和各处文字中的发文字号：括号不是“〔〕”（如 [2018]、（2018）、【2018】），年份不是四位或带“年”字，序号前加“第”或以 0 开头，缺“号”，数字为全角，中间有空格。国家标准号、令、公告不按发文字号检查。",
            "Looks at the numbers of cited documents and at document numbers in all texts: brackets other than 〔 〕, a year that has not four digits or holds 年, 第 or a zero before the number, a missing 号, full-width digits, spaces. Numbers of standards, decrees and announcements are not of this form and are left alone.",
        ),
    },
    look: Look::Wording { marks: Marks::DOCUMENT_NUMBER, text: check, whole: |_, _, _| {} },
};

fn check(_: &Subject<'_>, written: &Written<'_>, findings: &mut Vec<Finding>) {
    let mut any = false;
    for number in doc_numbers(written.text) {
        any = true;
        if !is_well_formed(&number) {
            findings.push(malformed(written, &number));
        }
    }
    if !any
        && written.section() == "documents"
        && written.field() == "number"
        && let Some(at) = bare_year(written.text)
    {
        let message = Text::new(
            format!("文号“{}”的年份没有用六角括号括入", written.text),
            format!("the year of the document number “{}” is not in 〔 〕", written.text),
        );
        let finding = RULE.found(Severity::Warning, written, at..written.text.len(), message);
        findings.push(finding.hint(Text::new(
            "写作“机关代字〔年份〕序号号”，如“洪经工委〔2018〕21号”",
            "write issuer, 〔year〕, number and 号, as in 洪经工委〔2018〕21号",
        )));
    }
}

fn is_well_formed(number: &DocNumber<'_>) -> bool {
    wrongs(number).next().is_none()
}

/// What is wrong with a number, in Chinese and English.
fn wrongs(number: &DocNumber<'_>) -> impl Iterator<Item = (&'static str, &'static str)> {
    let ascii = number.year.is_ascii() && number.number.is_ascii();
    [
        (!number.brackets, "年份应用六角括号“〔〕”括入", "the year belongs in 〔 〕"),
        (number.year.chars().count() != 4, "年份应写全四位", "the year has four digits"),
        (number.year_word, "括号内不加“年”字", "no 年 in the brackets"),
        (number.ordinal, "序号前不加“第”字", "no 第 before the number"),
        (number.number.starts_with(['0', '０']), "序号不编虚位", "no zero before the number"),
        (!ascii, "数字应为半角", "digits are half width"),
        (number.spaces, "中间不空格", "no spaces"),
        (!number.ends, "末尾缺“号”字", "号 is missing at the end"),
    ]
    .into_iter()
    .filter(|&(wrong, ..)| wrong)
    .map(|(_, zh, en)| (zh, en))
}

fn malformed(written: &Written<'_>, number: &DocNumber<'_>) -> Finding {
    let shown = &written.text[number.range.clone()];
    let (zh, en): (Vec<_>, Vec<_>) = wrongs(number).unzip();
    let message = Text::new(
        format!("文号“{shown}”不合规范：{}", zh.join("，")),
        format!("the document number “{shown}” is not written as one: {}", en.join(", ")),
    );
    let finding = RULE.found(Severity::Warning, written, number.range.clone(), message);
    let plain =
        |digits: &str| digits.chars().filter_map(|digit| char::from_digit(digit_value(digit), 10)).collect::<String>();
    let year = plain(number.year);
    if year.len() != 4 {
        return finding;
    }
    let right = format!("〔{year}〕{}号", plain(number.number).trim_start_matches('0'));
    finding.hint(Text::new(format!("应写作“{right}”"), format!("write “{right}”")))
}

fn digit_value(digit: char) -> u32 {
    match digit {
        '０'..='９' => u32::from(digit) - u32::from('０'),
        _ => digit.to_digit(10).unwrap_or(10),
    }
}

/// Where a year without brackets begins in a number that otherwise looks like one: an issuer, the year, a separator, the number.
fn bare_year(text: &str) -> Option<usize> {
    if text.contains(['第', '令', '告', '/']) {
        return None;
    }
    let at = text.find(|character: char| character.is_ascii_digit())?;
    text[..at].chars().next_back().filter(|&last| is_han(last))?;
    let rest = &text[at..];
    let year = rest.get(..4).filter(|year| year.starts_with("19") || year.starts_with("20"))?;
    year.bytes().all(|byte| byte.is_ascii_digit()).then_some(())?;
    let number = rest[4..].strip_prefix(['年', '-', '－', '—', ' ', '·'])?;
    number.starts_with(|character: char| character.is_ascii_digit()).then_some(at)
}
