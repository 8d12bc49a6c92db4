//! What stands around a quantity: its sentence, the words that lead up to it, the words that follow.

use std::ops::Range;

use super::quantity::Quantity;

/// Characters that end a sentence.
pub(super) const STOPS: [char; 7] = ['。', '；', '！', '？', '\n', ';', '\r'];
/// Characters that end a clause.
const COMMAS: [char; 8] = ['，', '、', '：', ',', ':', '（', '(', '）'];

/// The surroundings of a quantity.
#[derive(Debug, Clone)]
pub(super) struct Context<'t> {
    /// Bytes of the sentence.
    pub(super) sentence: Range<usize>,
    /// Byte at which the lead starts.
    pub(super) lead_start: usize,
    /// From the last comma or quantity to this quantity.
    pub(super) lead: &'t str,
    /// From the start of the sentence to this quantity.
    pub(super) before: &'t str,
    /// From this quantity to the next comma or quantity.
    pub(super) tail: &'t str,
    /// From this quantity to the end of the sentence.
    pub(super) after: &'t str,
}

/// The surroundings of the quantity at an index.
pub(super) fn context<'t>(text: &'t str, quantities: &[Quantity<'_>], at: usize) -> Context<'t> {
    let own = &quantities[at].range;
    let start = text[..own.start].rfind(STOPS).map_or(0, |stop| stop + width(text, stop));
    let end = text[own.end..].find(STOPS).map_or(text.len(), |stop| own.end + stop);
    let previous = at.checked_sub(1).map_or(0, |previous| quantities[previous].range.end);
    let lead_start = start.max(previous);
    let lead_start = text[lead_start..own.start]
        .rfind(COMMAS)
        .map_or(lead_start, |comma| lead_start + comma + width(text, lead_start + comma));
    let next = quantities.get(at + 1).map_or(end, |next| next.range.start.min(end));
    let tail_end = text[own.end..next].find(COMMAS).map_or(next, |comma| own.end + comma);
    Context {
        sentence: start..end,
        lead_start,
        lead: &text[lead_start..own.start],
        before: &text[start..own.start],
        tail: &text[own.end..tail_end],
        after: &text[own.end..end],
    }
}

fn width(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

/// Words that make a number something else than a figure of this period: other times, single items, demands and plans.
const ELSEWHERE: &str = "同期 往年 历年 近年 季度 上半年 下半年 每 人均 户均 平均 标准 单价 不超过 不高于 不低于 不少于 至少 最高 最低 最多 \
    力争 确保 争取 应达到 须达到 要达到 控制在 如果 若 规定 要求 拟 子项目 单个 单项 原则上 上限 下限 按照 分期 首付 预付 \
    质保金 保证金 罚款 试点 以来 明年 下一年 下年 今后";

/// Bounds: what stands right before the number is no statement of it.
const BOUNDS: &[&str] =
    &["低于", "高于", "超过", "大于", "小于", "多于", "少于", "不足", "不到", "超", "未达到", "未达"];

/// Words of a difference, which is no value of a figure itself.
const DIFFERENCES: &str = "增加 减少 增长 提高 提升 下降 上升 降低 增加了 减少了 增长了 提高了 提升了 下降了 上升了 降低了 快 慢 高 低 多 少 \
    快了 慢了 高了 低了 高出 低出 多出 少了 相差 差 差距 缺口 差额 还差 尚差";

impl Context<'_> {
    /// Whether the number speaks of another time, a single item, a rule or a plan.
    pub(super) fn is_elsewhere(&self) -> bool {
        ELSEWHERE.split(' ').any(|word| self.lead.contains(word))
            || ["以上", "以下", "以内", "及以上"].iter().any(|word| self.tail.starts_with(word))
            || self.tail.contains("标准")
    }

    /// Whether the number is a bound that something is above or below.
    pub(super) fn is_bound(&self) -> bool {
        let lead = self.trimmed_lead();
        BOUNDS.iter().any(|word| lead.ends_with(word))
    }

    /// Whether the number is a difference.
    pub(super) fn is_difference(&self) -> bool {
        let lead = self.trimmed_lead();
        DIFFERENCES.split(' ').any(|word| lead.ends_with(word))
    }

    fn trimmed_lead(&self) -> &str {
        self.lead.trim_end_matches(['约', '近', '达', '为', '了', ' '])
    }

    /// Whether nothing but the words between the items of a list leads up to the number.
    pub(super) fn is_listed(&self) -> bool {
        self.lead.chars().all(|c| matches!(c, '和' | '与' | '及' | '以' | '约' | '、' | ' '))
            && !self.before.is_empty()
            && !self.tail.starts_with('的')
    }
}
