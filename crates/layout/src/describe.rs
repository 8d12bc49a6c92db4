//! What a layout is, in words, for people who choose or change one.

use std::fmt::Write as _;

use jianbao_finding::Lang;

use crate::{Decimals, DisplayUnit, Layout, Policies, RateDenominator, ReceiptDenominator};

/// Writes in one of the two languages.
struct Writer {
    lang: Lang,
    text: String,
}

impl Writer {
    fn say<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    fn heading(&mut self, zh: &str, en: &str) {
        let words = self.say(zh, en);
        // Writing into a String cannot fail, here and below.
        let _ = writeln!(self.text, "\n{words}");
    }

    fn line(&mut self, (zh, en): (&str, &str), value: &str) {
        let line = match self.lang {
            Lang::Zh => format!("  {zh}：{value}"),
            Lang::En => format!("  {en}: {value}"),
        };
        let _ = writeln!(self.text, "{line}");
    }

    /// A row of columns, the first ones padded.
    fn rows(&mut self, rows: &[Vec<String>]) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
        let widths: Vec<usize> = (0..columns)
            .map(|at| rows.iter().filter_map(|row| row.get(at)).map(|cell| width(cell)).max().unwrap_or(0))
            .collect();
        for row in rows {
            let mut line = String::from(" ");
            for (cell, width_of_column) in row.iter().zip(&widths) {
                let padding = width_of_column.saturating_sub(width(cell));
                let _ = write!(line, " {cell}{} ", " ".repeat(padding));
            }
            let _ = writeln!(self.text, "{}", line.trim_end());
        }
    }
}

/// Columns of a terminal that a text takes: two for Han characters and full-width forms.
fn width(text: &str) -> usize {
    text.chars().map(|character| if u32::from(character) >= 0x1100 { 2 } else { 1 }).sum()
}

/// A description of several lines.
#[must_use]
pub fn describe(layout: &Layout, lang: Lang) -> String {
    let manifest = &layout.manifest;
    let mut to = Writer { lang, text: format!("{}\n", manifest.id) };
    to.line(("名称", "title"), &manifest.title);
    to.line(("发布机关", "agency"), &manifest.agency);
    let years = match (manifest.valid_until, lang) {
        (Some(last), _) => format!("{}–{last}", manifest.valid_from),
        (None, Lang::Zh) => format!("{} 年起", manifest.valid_from),
        (None, Lang::En) => format!("from {} on", manifest.valid_from),
    };
    to.line(("适用预算年度", "budget years"), &years);
    to.line(("数据集种类", "kinds of datasets"), &manifest.kinds.join(to.say("、", ", ")));
    let bases = if layout.bases.is_empty() { to.say("无", "nothing").to_owned() } else { layout.bases.join(" → ") };
    to.line(("继承", "extends"), &bases);
    to.line(("排版规范", "typography"), &format!("{} {}", manifest.typography, layout.typography.title));
    to.line(("文件名", "file name"), &manifest.output);
    policies(&manifest.policies, &mut to);
    parts(layout, &mut to);
    to.text
}

fn policies(policies: &Policies, to: &mut Writer) {
    to.heading("口径", "Policies");
    let budget = match policies.rate_denominator {
        RateDenominator::InitialBudget => to.say("年初预算数", "initial budget"),
        RateDenominator::AdjustedBudget => to.say("调整后预算数", "adjusted budget"),
        RateDenominator::CarriedInAndBudget => to.say("上年结转＋年初预算数", "carried in plus initial budget"),
    };
    to.line(("执行率的分母", "rates are divided by"), budget);
    if policies.receipt_denominator == ReceiptDenominator::PlannedInput {
        let words = to.say("计划投入资金", "planned input");
        to.line(("资金到位率的分母", "the receipt rate is divided by"), words);
    }
    let unit = match policies.display_unit {
        None => to.say("数据集的单位", "the dataset's own"),
        Some(DisplayUnit::Yuan) => "元",
        Some(DisplayUnit::TenThousandYuan) => "万元",
    };
    to.line(("金额单位", "unit of money"), unit);
    to.line(("金额", "money"), &decimals(policies.money, to));
    to.line(("比率", "rates"), &decimals(policies.rate, to));
    let blank = &policies.blank;
    let words =
        [&blank.unknown, &blank.not_applicable, &blank.no_value, &blank.empty_category].map(|word| format!("“{word}”"));
    to.line(
        ("未知、不适用、无法计算、空类别印作", "unknown, not applicable, no value, empty category print"),
        &words.join(" "),
    );
    if policies.lights.is_some() {
        let words = to.say("有", "yes");
        to.line(("序时进度亮灯", "lights by pace"), words);
    }
    if policies.scores.is_some() {
        let words = to.say("有", "yes");
        to.line(("自评打分", "scores"), words);
    }
    for (list, words) in &policies.labels {
        let words: Vec<String> = words.iter().map(|(code, word)| format!("{code} = {word}")).collect();
        to.line((&format!("用词 {list}"), &format!("words for {list}")), &words.join(to.say("，", ", ")));
    }
}

fn decimals(decimals: Decimals, to: &Writer) -> String {
    let places = decimals.places;
    match (to.lang, decimals.trimmed) {
        (Lang::Zh, false) => format!("{places} 位小数"),
        (Lang::Zh, true) => format!("至多 {places} 位小数，去掉末尾的 0"),
        (Lang::En, false) => format!("{places} decimal places"),
        (Lang::En, true) => format!("at most {places} decimal places, without trailing zeros"),
    }
}

fn parts(layout: &Layout, to: &mut Writer) {
    let manifest = &layout.manifest;
    let file = |name: &str| {
        let base = !layout.own.contains(name) && !layout.bases.is_empty();
        if base { format!("{name}{}", to.say("（继承）", " (extended)")) } else { name.to_owned() }
    };
    let sections: Vec<Vec<String>> = manifest
        .sections
        .iter()
        .map(|section| vec![section.id.clone(), file(&section.file), section.page.clone()])
        .collect();
    let forms: Vec<Vec<String>> = manifest.forms.iter().map(|form| vec![form.id.clone(), file(&form.file)]).collect();
    let tables: Vec<Vec<String>> = manifest
        .tables
        .iter()
        .map(|table| {
            let columns: Vec<&str> = table.columns.iter().map(|column| column.title.as_str()).collect();
            vec![table.id.clone(), table.source.clone(), columns.join(to.say("、", ", "))]
        })
        .collect();
    let narrative: Vec<Vec<String>> =
        manifest.narrative.iter().map(|(key, title)| vec![key.clone(), title.clone()]).collect();
    let rules: Vec<Vec<String>> =
        layout.rules.rules().iter().map(|rule| vec![rule.code.clone(), rule.check.trim().to_owned()]).collect();
    for ((zh, en), rows) in [
        (("各部分", "Sections"), sections),
        (("数据表", "Data tables"), tables),
        (("固定表样", "Forms"), forms),
        (("本级规则", "Rules of its own"), rules),
        (("数据集须提供的文字（narrative）", "Text blocks that the dataset must have (narrative)"), narrative),
    ] {
        if !rows.is_empty() {
            to.heading(zh, en);
            to.rows(&rows);
        }
    }
}
