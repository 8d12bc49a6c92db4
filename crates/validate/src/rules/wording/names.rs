//! Names of records, and what is nearly one of them: 南昌通源电器有限公司 where the records know 南昌通源电气有限公司.

use jianbao_dataset::Dataset;
use jianbao_dataset::scalar::Line;

use super::chars::is_han;
use super::patterns::start;

/// Fewest characters of a name that is compared: shorter names are near too many words.
const SHORTEST: usize = 6;
/// Fewest characters that must agree before and behind the difference.
const AROUND: usize = 3;
/// Bytes of the characters before it.
const START: usize = AROUND * '字'.len_utf8();
/// Characters in which names differ on purpose.
const TELLING: &str = "一二三四五六七八九十两首次末甲乙丙丁上中下前后左右东南西北内外大小新旧老初高正副增减年月日季省市县区乡镇村街州供排产销收支进出城水电气热路桥河湖农林牧渔人物男女";
/// Characters that grammar puts between the words of a name.
const GRAMMATICAL: &str = "的之和与及了等各该其类型级内中月度式性化";
/// Characters that are taken for each other because they sound or look alike.
const CONFUSED: &[&str] = &[
    "检监捡",
    "制治致置",
    "气器汽",
    "账帐",
    "测侧",
    "预予",
    "份分",
    "做作",
    "坐座",
    "已己巳",
    "拨拔",
    "受收授",
    "益溢",
    "源原园圆",
    "员圆",
    "型形性行",
    "程成城",
    "数树",
    "功工公攻",
    "科课",
    "技计",
    "限现",
    "讯迅",
    "建健",
    "标表",
    "化华",
    "商尚",
    "学雪",
    "辉晖",
    "峰锋",
    "昌倡",
    "清青",
    "景警",
    "防放",
    "培陪",
    "质值",
    "服复",
    "象像",
    "练炼",
    "装妆",
    "震振",
    "记纪",
    "度渡",
    "未末",
];

/// How a text differs from a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) struct Near {
    /// Bytes of the text that stand for the name.
    pub(in crate::rules) len: usize,
    /// Whether the difference is one that people make without noticing.
    pub(in crate::rules) slip: bool,
}

/// Most names that are compared; a dataset with more is a register, in which many names are near each other.
const MOST: usize = 500;

/// Calls a function with the names of a dataset.
pub(in crate::rules) fn visit<'d>(dataset: &'d Dataset, visitor: &mut dyn FnMut(&'d str)) {
    let mut left = MOST;
    let mut all = |name: &'d Line| {
        if left > 0 {
            left -= 1;
            visitor(name.as_str());
        }
    };
    for organisation in &dataset.organisations {
        all(&organisation.name);
        organisation.short_name.iter().for_each(&mut all);
    }
    dataset.project.iter().for_each(|project| all(&project.name));
    dataset.uses.iter().for_each(|using| all(&using.purpose));
    dataset.indicators.iter().for_each(|indicator| all(&indicator.name));
    dataset.activities.iter().for_each(|activity| all(&activity.name));
    dataset.procurements.iter().for_each(|procurement| all(&procurement.title));
    dataset.documents.iter().for_each(|document| all(&document.title));
}

/// Whether a name is long enough to be compared, and begins with Han characters.
pub(in crate::rules) fn comparable(name: &str) -> bool {
    let second = name.char_indices().nth(1);
    start(name).is_some()
        && second.is_some_and(|(at, _)| start(&name[at..]).is_some())
        && name.chars().nth(SHORTEST - 1).is_some()
}

/// What of a text is nearly a name of the dataset, without being another one.
pub(in crate::rules) fn near_name<'d>(dataset: &'d Dataset, text: &str) -> Option<(&'d str, Near)> {
    let mut found = None;
    let mut exact = false;
    visit(dataset, &mut |name| {
        if text.as_bytes().get(..START) != name.as_bytes().get(..START) {
            return;
        }
        if text.starts_with(name) && comparable(name) {
            exact = true;
        } else if found.is_none()
            && let Some(near) = near(text, name)
        {
            found = Some((name, near));
        }
    });
    found.filter(|_| !exact)
}

/// Whether a text starts with what is nearly a name: one character other, more or less, or two swapped.
fn near(text: &str, name: &str) -> Option<Near> {
    let same = name.char_indices().zip(text.chars()).find(|&((_, of_name), of_text)| of_name != of_text);
    let ((at, _), _) = same?;
    if at < START || !comparable(name) {
        return None;
    }
    let (of_name, of_text) = (&name[at..], &text[at..]);
    let (wanted, name_rest) = split(of_name)?;
    let (written, text_rest) = split(of_text)?;
    if !is_han(wanted) || !is_han(written) {
        return None;
    }
    let long = |rest: &str| rest.chars().nth(AROUND - 1).is_some();
    let whole = |rest: &str, len: usize| at + written.len_utf8() + rest.len() + len;
    if text_rest.starts_with(name_rest) && long(name_rest) {
        let slip = confused(wanted, written);
        let telling = !slip && (TELLING.contains(wanted) || TELLING.contains(written));
        return (!telling).then(|| Near { len: whole(name_rest, 0), slip });
    }
    if let (Some((after, name_tail)), Some((next, text_tail))) = (split(name_rest), split(text_rest))
        && (after, wanted) == (written, next)
        && text_tail.starts_with(name_tail)
        && name_tail.chars().nth(1).is_some()
    {
        return Some(Near { len: whole(name_tail, next.len_utf8()), slip: true });
    }
    let meant = |character| TELLING.contains(character) || GRAMMATICAL.contains(character);
    if of_text.starts_with(name_rest) && long(name_rest) {
        let slip = repeats(name, at);
        return (slip || !meant(wanted)).then(|| Near { len: at + name_rest.len(), slip });
    }
    if text_rest.starts_with(of_name) && long(of_name) {
        let slip = repeats(text, at);
        return (slip || !meant(written)).then(|| Near { len: whole(of_name, 0), slip });
    }
    None
}

/// Whether the character at a byte is the one before it again.
fn repeats(text: &str, at: usize) -> bool {
    text[..at].chars().next_back() == text[at..].chars().next()
}

fn split(text: &str) -> Option<(char, &str)> {
    let mut characters = text.chars();
    Some((characters.next()?, characters.as_str()))
}

fn confused(one: char, other: char) -> bool {
    CONFUSED.iter().any(|class| class.contains(one) && class.contains(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_nearly_a_name_is_told_from_other_words() {
        for (text, name, expected) in [
            ("南昌通源电器有限公司申请", "南昌通源电气有限公司", Some(("南昌通源电器有限公司", true))),
            ("安全生产监侧预警系统建成", "安全生产监测预警系统", Some(("安全生产监侧预警系统", true))),
            ("安全生产监测警预系统。", "安全生产监测预警系统", Some(("安全生产监测警预系统", true))),
            ("出厂水质合格率", "出厂水水质合格率", Some(("出厂水质合格率", true))),
            ("安全生产监测预警系统", "安全生产监测预警系统", None),
            ("安全生产的监测预警系统", "安全生产监测预警系统", None),
            ("安全生产宣传", "安全生产监测预警系统", None),
            ("县级配套资", "县级配套资金", None),
            ("农村供电工程建设", "农村供水工程建设", None),
            ("教育局", "教育厅", None),
        ] {
            let found = near(text, name);
            assert_eq!(found.map(|near| (&text[..near.len], near.slip)), expected, "{text}");
        }
    }
}
