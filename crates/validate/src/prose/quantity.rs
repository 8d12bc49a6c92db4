//! The quantities of a text: amounts, rates, counts and dates, typed or as placeholders, each with its bytes.

use std::ops::Range;

use jianbao_dataset::scalar::Id;
use rust_decimal::Decimal;

use super::date::{self, Written as WrittenDate};
use super::numeral::{numeral, starts};

/// What a quantity counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind<'t> {
    /// Money; the exponent turns the number into 元.
    Money,
    /// Per cent.
    Percent,
    /// Percentage points.
    Points,
    /// Things, with their measure word.
    Count(&'t str),
    /// A date, perhaps without its year.
    Date(WrittenDate),
    /// A placeholder of a figure.
    Figure(&'t str),
}

/// How exact a number is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meant {
    /// As it stands.
    Exact,
    /// About (约, 左右).
    About,
    /// A little less than it says (近).
    Nearly,
    /// A little more than it says (余, 多).
    Over,
}

/// A quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quantity<'t> {
    /// Bytes of number and unit.
    pub(super) range: Range<usize>,
    /// What it counts.
    pub(super) kind: Kind<'t>,
    /// The number as it is written.
    pub(super) written: Decimal,
    /// Decimal places written.
    pub(super) decimals: u32,
    /// Power of ten between the written number and 元 or one.
    pub(super) exponent: u32,
    /// How exact it is meant.
    pub(super) meant: Meant,
    /// Whether it is an end of a range, which states no value.
    pub(super) ranged: bool,
}

/// Measure words, longer ones before those that they start with.
const MEASURES: &str = "人次 人天 公里 千米 平方米 立方米 平方公里 公顷 课时 学时 小时 个月 个工作日 工作日 车次 班次 家次 批次 件次 万人 家 \
    个 项 次 场 人 名 套 台 件 份 户 处 座 栋 条 米 亩 吨 辆 批 期 册 本 篇 天 分 所 村 盏 株 块 张 只 头 组 \
    间 例 起 宗 对 床 位 班 门 部 艘 支 根 口 眼 面 樘 幅 笔 片 类 年 日 段 棵 架 盒 袋 瓶 包 集 届 轮 孔 层 \
    道 课 节 公斤 千克 度 千瓦时 立方 卷 款";

/// Words that begin with a measure word and are none.
const NO_MEASURES: &str = "个别 个人 个体 项目 年度 年初 年底 年末 年来 家庭 部分 部门 名称 本次 本项 次要 面积 期间 处理 条件 分别 分之 位于 \
    对象 对于 天津 人民 起草 日常 支出 支付 口径 门类 方面 米粉 类别";

/// All quantities of a text, in order. `None` where it holds nothing that could be one; that costs a scan of its characters.
pub(super) fn quantities(text: &str) -> Vec<Quantity<'_>> {
    let mut found: Vec<Quantity<'_>> = Vec::new();
    let mut at = 0;
    while let Some(offset) = text[at..].find(|c| c == '{' || starts(c)) {
        at += offset;
        let rest = &text[at..];
        if rest.starts_with('{') {
            match placeholder(rest) {
                Some(id) if !text[..at].ends_with('\\') => {
                    found.push(of_figure(id, at..at + id.len() + 2));
                    at += id.len() + 2;
                }
                _ => at += 1,
            }
            continue;
        }
        let (quantity, next) = literal(text, at, found.last().map_or(0, |last| last.range.end));
        if let Some(quantity) = quantity {
            found.push(quantity);
        }
        at = next;
    }
    mark_ranges(text, &mut found);
    found
}

fn of_figure(id: &str, range: Range<usize>) -> Quantity<'_> {
    let zero = Decimal::ZERO;
    Quantity {
        range,
        kind: Kind::Figure(id),
        written: zero,
        decimals: 0,
        exponent: 0,
        meant: Meant::Exact,
        ranged: false,
    }
}

/// The figure id of the placeholder that a text starts with.
fn placeholder(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('{')?;
    let id = &inner[..inner.find('}')?];
    (id.contains('.') && id.split('.').all(Id::is_valid)).then_some(id)
}

/// The quantity at a place where a number starts, and where to go on. What lies before `free` belongs to another quantity.
fn literal(text: &str, at: usize, free: usize) -> (Option<Quantity<'_>>, usize) {
    let before = &text[..at];
    let Some(number) = numeral(&text[at..]) else {
        let step = text[at..].chars().next().map_or(1, char::len_utf8);
        return (None, at + step);
    };
    let end = at + number.len;
    if is_label(before, &text[end..]) {
        return (None, end);
    }
    if let Some((written, len)) = date::read(&text[at..]) {
        let quantity = written.map(|written| Quantity { kind: Kind::Date(written), ..of_figure("", at..at + len) });
        return (quantity, at + len);
    }
    let share = text[free.min(at)..at].ends_with("百分之");
    let start = if share { at - "百分之".len() } else { at };
    let (mut meant, mut exponent) = (approximation(&before[..start]), 0);
    let mut rest = &text[end..];
    let skip = |rest: &mut &str, words: &[&'static str]| {
        let word = words.iter().find(|word| rest.starts_with(**word))?;
        *rest = &rest[word.len()..];
        Some(*word)
    };
    let mut written = number.value;
    let mut decimals = number.decimals;
    let spaced = rest.trim_start_matches([' ', '\u{a0}', '\u{3000}']);
    rest = if spaced.is_empty() { rest } else { spaced };
    if skip(&mut rest, &["余", "多", "来"]).is_some() {
        meant = Meant::Over;
    }
    let kind = if share || skip(&mut rest, &["%", "％"]).is_some() {
        Kind::Percent
    } else if skip(&mut rest, &["个百分点", "百分点"]).is_some() {
        Kind::Points
    } else if let Some(tenths) = tenths(rest, number.plain_digits) {
        rest = &rest[tenths..];
        written *= Decimal::TEN;
        decimals = 0;
        meant = if meant == Meant::Exact { Meant::About } else { meant };
        Kind::Percent
    } else {
        let scaled = skip(&mut rest, &["万", "亿", "千", "百万"]);
        exponent = match scaled {
            Some("万") => 4,
            Some("亿") => 8,
            Some("千") => 3,
            Some(_) => 6,
            None => 0,
        };
        if skip(&mut rest, &["余", "多"]).is_some() {
            meant = Meant::Over;
        }
        if rest.starts_with('元') && !rest.starts_with("元旦") {
            rest = &rest['元'.len_utf8()..];
            Kind::Money
        } else if let Some(measure) = measure(rest) {
            rest = &rest[measure.len()..];
            let article = number.chinese && number.value == Decimal::ONE && exponent == 0;
            if article || (measure == "个" && rest.starts_with("方面")) {
                return (None, text.len() - rest.len());
            }
            Kind::Count(measure)
        } else if exponent >= 4 && !number.chinese {
            Kind::Money
        } else {
            return (None, end);
        }
    };
    if rest.starts_with("左右") || rest.starts_with("上下") {
        meant = Meant::About;
    }
    let range = start..text.len() - rest.len();
    (Some(Quantity { range, kind, written, decimals, exponent, meant, ranged: false }), text.len() - rest.len())
}

/// Numbers that name and do not count: ordinals, numbers of documents and articles, codes.
fn is_label(before: &str, after: &str) -> bool {
    let last = before.chars().next_back();
    let next = after.chars().next();
    last.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '第' | '〔' | '[' | '【' | '/' | '_' | '#' | '№'))
        || next.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '号' | '〕' | ']' | '#' | '℃' | '_'))
}

/// Bytes of 成 as a tenth, which is also the beginning of many words.
fn tenths(rest: &str, digits: usize) -> Option<usize> {
    let after = rest.strip_prefix('成').filter(|_| digits == 1)?;
    let word = after.starts_with(|c| {
        matches!(
            c,
            '立' | '效'
                | '果'
                | '本'
                | '员'
                | '功'
                | '为'
                | '熟'
                | '绩'
                | '品'
                | '套'
                | '都'
                | '就'
                | '交'
                | '长'
                | '不'
        )
    });
    (!word).then_some('成'.len_utf8())
}

fn measure(rest: &str) -> Option<&'static str> {
    if NO_MEASURES.split(' ').any(|word| rest.starts_with(word)) {
        return None;
    }
    MEASURES.split(' ').filter(|word| rest.starts_with(word)).max_by_key(|word| word.len())
}

fn approximation(before: &str) -> Meant {
    let before = before.trim_end();
    if ["将近", "接近", "近"].iter().any(|word| before.ends_with(word)) {
        Meant::Nearly
    } else if ["约", "大概", "大致", "约为", "大约"].iter().any(|word| before.ends_with(word)) {
        Meant::About
    } else {
        Meant::Exact
    }
}

/// `10—20家`: the ends of a range are bounds.
fn mark_ranges(text: &str, found: &mut [Quantity<'_>]) {
    for (at, quantity) in found.iter_mut().enumerate() {
        let before = text[..quantity.range.start].trim_end_matches([' ', '—', '－', '-', '~', '～', '至', '到', '–']);
        let dash = &text[before.len()..quantity.range.start];
        let follows_number = before.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '%' | '％'));
        if !dash.trim().is_empty() && (follows_number || (at > 0 && before.ends_with(['元', '日', '月']))) {
            quantity.ranged = !matches!(quantity.kind, Kind::Figure(_));
        }
    }
    for at in 1..found.len() {
        if found[at].ranged && text[found[at - 1].range.end..found[at].range.start].trim().chars().count() <= 2 {
            found[at - 1].ranged = true;
        }
    }
}

impl Quantity<'_> {
    /// The number in 元 or in ones; `None` where it does not fit.
    pub(super) fn value(&self) -> Option<Decimal> {
        self.written.checked_mul(Decimal::from(10_u64.pow(self.exponent)))
    }

    /// Significant digits of the number: what makes it unlikely to be met by chance.
    pub(super) fn digits(&self) -> usize {
        let mantissa = self.written.normalize().mantissa().unsigned_abs().to_string();
        mantissa.trim_end_matches('0').len()
    }
}
