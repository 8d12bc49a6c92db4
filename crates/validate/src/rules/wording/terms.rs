//! Terms: what the profession calls a thing, and words that are easily confused.

use super::patterns::Pattern;

const BUDGET: (&str, &str) =
    ("现行制度称“监控”，“跟踪”是旧称", "the regulation in force says monitoring; tracking is the old name");
const SAFETY_MONTH: (&str, &str) = ("该项活动的名称是“安全生产月”", "this is not the campaign's name");
const HEALTH: (&str, &str) =
    ("职业病防治领域通称“职业健康”或“职业卫生”，不并用", "the field says one or the other, not both");

const fn term(wrong: &'static str, right: &'static str, why: (&'static str, &'static str)) -> Pattern {
    Pattern { wrong, right, not_after: "", not_before: "", why }
}

/// Terms that another is preferred to.
pub(super) const TERMS: &[Pattern] = &[
    term("绩效跟踪", "绩效监控", BUDGET),
    term("绩效运行跟踪", "绩效运行监控", BUDGET),
    term("安全生产活动月", "安全生产月", SAFETY_MONTH),
    term("安全生产宣传月", "安全生产月", SAFETY_MONTH),
    term("职业卫生健康", "职业健康", HEALTH),
    term("职业健康卫生", "职业健康", HEALTH),
    term("预算执行进度率", "预算执行率", ("“执行率”已含比率之义", "the word says rate already")),
    term(
        "服务对象满意率",
        "服务对象满意度",
        ("指标体系中的名称为“服务对象满意度”", "the framework of indicators uses another name"),
    ),
    term("时效性指标", "时效指标", ("指标体系中的名称为“时效指标”", "the framework of indicators uses another name")),
];

/// Pairs of words that differ in one character and are confused: in the same surroundings only one can be meant.
pub(in crate::rules) const CONFUSED: &[[&str; 2]] = &[
    ["监测", "检测"],
    ["制定", "制订"],
    ["预定", "预订"],
    ["签定", "签订"],
    ["反映", "反应"],
    ["权利", "权力"],
    ["终止", "中止"],
    ["法制", "法治"],
    ["受益", "收益"],
    ["启用", "起用"],
    ["考察", "考查"],
];

/// Ways to speak of money that is proposed but not paid.
pub(super) const PROPOSED: &[&str] = &["拟拨", "拟支", "拟付", "拟奖", "拟补", "拟安"];
