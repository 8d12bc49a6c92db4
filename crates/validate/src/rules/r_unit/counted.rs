//! Counts in the name of an indicator: `打造1套`, `100家企业`.

use rust_decimal::Decimal;

/// Measure words with which quantities are counted, longer ones before those that they begin with.
const WORDS: &[&str] = &[
    "平方公里",
    "平方米",
    "立方米",
    "万人次",
    "人次",
    "公里",
    "公顷",
    "千米",
    "万人",
    "台套",
    "套",
    "家",
    "次",
    "个",
    "座",
    "件",
    "台",
    "处",
    "户",
    "人",
    "场",
    "所",
    "间",
    "条",
    "项",
    "份",
    "册",
    "部",
    "辆",
    "架",
    "艘",
    "亩",
    "吨",
    "名",
    "批",
    "组",
    "棵",
    "株",
    "块",
    "口",
    "眼",
    "盏",
    "米",
    "只",
    "头",
    "篇",
    "栋",
    "幢",
    "支",
    "枚",
    "张",
];

/// What makes a number with a measure word a condition or a time rather than a count: `100人以上`, `3个月`.
const NO_COUNT: &[&str] = &["以上", "以下", "以内", "及以上", "及以下", "月", "年", "工作日", "小时", "百分点", "点"];

/// A count: the number and its measure word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Count<'n> {
    pub(super) number: Decimal,
    pub(super) word: &'n str,
}

/// The counts of a name, from left to right.
pub(super) fn counts(name: &str) -> impl Iterator<Item = Count<'_>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = name.get(from..)?;
            let start = from + rest.find(|character: char| character.is_ascii_digit())?;
            let digits =
                name[start..].trim_start_matches(|character: char| character.is_ascii_digit() || character == '.');
            let end = name.len() - digits.len();
            from = end;
            let ordinal = name[..start].ends_with(['第', '〔', '[', '（', '(']);
            if let Some(count) = count(&name[start..end], digits).filter(|_| !ordinal) {
                return Some(count);
            }
        }
    })
}

fn count<'n>(number: &str, rest: &'n str) -> Option<Count<'n>> {
    let rest = rest.trim_start_matches(' ');
    let length = WORDS.iter().find(|word| rest.starts_with(**word))?.len();
    let (word, after) = rest.split_at(length);
    if NO_COUNT.iter().any(|ending| after.starts_with(ending)) {
        return None;
    }
    Some(Count { number: Decimal::from_str_exact(number).ok()?, word })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_numbers_with_measure_words() {
        let found =
            |name: &str| counts(name).map(|count| format!("{}{}", count.number, count.word)).collect::<Vec<_>>();
        assert_eq!(found("打造1套安全生产监测预警系统"), ["1套"]);
        assert_eq!(found("累计完成100家规模以上企业安全生产标准化达标"), ["100家"]);
        assert_eq!(found("改造12个小区18.5公里管网"), ["12个", "18.5公里"]);
        assert_eq!(found("培训 200 人次"), ["200人次"]);
        for none in [
            "100人以上企业参保完成情况",
            "2020年度任务完成",
            "3个月内办结",
            "第3次会议",
            "按照（洪经工管办字〔2019〕60号）要求支付",
            "系统1.",
            "",
            "提升5个百分点",
            "10",
        ] {
            assert!(found(none).is_empty(), "{none}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_name_is_read(name in "\\PC{0,40}") {
            proptest::prop_assert!(counts(&name).all(|count| name.contains(count.word)));
        }
    }
}
