//! The words that say which of two figures is larger.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

/// What a word says of the left value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    More,
    Less,
    AtLeast,
}

use Says::{AtLeast, Less, More};

/// Words by what they say, each list separated by blanks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said {
    more: &'static str,
    less: &'static str,
    at_least: &'static str,
}

impl Said {
    /// Each word with what it says.
    pub(super) fn words(&self) -> impl Iterator<Item = (&'static str, Says)> + use<> {
        let list =
            |words: &'static str, says| words.split(' ').filter(|word| !word.is_empty()).map(move |word| (word, says));
        list(self.more, More).chain(list(self.less, Less)).chain(list(self.at_least, AtLeast))
    }
}

/// Between the two sides of a comparison.
pub(super) const COMPARED: Said = Said {
    more: "高于 超过 快于 大于 多于 优于 超前于 领先于 超出",
    less: "低于 慢于 小于 少于 落后于 滞后于 不及 未达到 未达",
    at_least: "达到",
};

/// After 比序时进度.
pub(super) const PACE: Said = Said { more: "快 高 超前 领先", less: "慢 低 滞后 落后", at_least: "" };

/// Between 由 A and 到 B.
pub(super) const MOVED: Said =
    Said {
        more: "提高 提升 上升 增加 增长 增 升", less: "下降 降低 减少 下滑 降 减", at_least: ""
    };

/// Of the budget against what it was at first.
pub(super) const ADJUSTED: Said =
    Said { more: "调增 追加 增加", less: "调减 核减 压减 减少", at_least: "" };

/// Of a date against its target; more days are later.
pub(super) const DELAYED: Said = Said { more: "滞后 推迟 逾期 延后 延期", less: "提前", at_least: "" };

/// Of a value against its target.
pub(super) const REACHED: Said = Said {
    more: "超额完成",
    less: "难以实现 难以完成 无法实现 无法完成 不能实现 不能完成 未完成 未达到 未实现 未能完成 未能实现",
    at_least: "能够实现 可以实现 能够完成 如期完成 如期实现 已完成年度目标 已达到年度目标 已实现年度目标",
};

/// Of the money received against the budget.
pub(super) const RECEIVED: Said =
    Said {
        more: "", less: "未足额到位 未全部到位 未全额到位 没有全部到位", at_least: "足额到位 全部到位 全额到位"
    };

/// Words before a statement that make it none.
pub(super) const UNSTATED: &[&str] = &[
    "如果",
    "若",
    "是否",
    "防止",
    "避免",
    "不得",
    "力争",
    "确保",
    "争取",
    "建议",
    "应当",
    "应该",
    "应在",
    "应达",
    "要求",
    "为了",
    "不存在",
    "标准",
    "上年同期",
    "每",
];

/// Whether a text holds a word that could contradict figures.
pub(super) fn speaks(text: &str) -> bool {
    static WORDS: LazyLock<AhoCorasick> = LazyLock::new(|| {
        let said = [COMPARED, ADJUSTED, DELAYED, REACHED, RECEIVED];
        let words = said.iter().flat_map(Said::words).map(|(word, _)| word).chain(["序时进度", "时间进度"]);
        AhoCorasick::new(words).expect("a few words make a small automaton")
    });
    let moves =
        || ["由", "从"].iter().any(|from| text.contains(from)) && ["到", "至"].iter().any(|to| text.contains(to));
    WORDS.is_match(text) || moves()
}
