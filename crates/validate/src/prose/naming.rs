//! Which figures the words around a quantity name.

use std::borrow::Cow;
use std::ops::Range;

use jianbao_calculate::Unit;

use super::concept::{Concept, Word, expected, is_expected, words};
use super::context::{Context, context};
use super::counts::counted;
use super::index::{Candidate, Index, Known, Record};
use super::judge::is;
use super::mention::{Mention, mentions, overlap};
use super::quantity::{Kind, Quantity, quantities};

/// A text, taken apart.
pub(super) struct Reading<'t> {
    pub(super) text: &'t str,
    pub(super) quantities: Vec<Quantity<'t>>,
    mentions: Vec<Mention>,
    words: Vec<Word>,
    /// Whether the text is about the whole project or department, and not about one record.
    general: bool,
}

/// The figures that words name, and how clearly.
pub(super) struct Naming<'i, 'a> {
    /// The figures; one of them should be the quantity.
    pub(super) named: Vec<&'i Candidate<'a>>,
    /// Whether nothing else can be meant.
    pub(super) sure: bool,
    /// Whether the words stand right before the number and nothing else in the sentence could be meant.
    pub(super) strict: bool,
}

impl<'t> Reading<'t> {
    pub(super) fn new(index: &Index<'_>, text: &'t str, general: bool) -> Self {
        Self { text, quantities: quantities(text), mentions: mentions(index, text), words: words(text), general }
    }

    /// Where the text speaks of records.
    pub(super) fn mentions(&self) -> &[Mention] {
        &self.mentions
    }

    /// Words within some bytes, outside of names.
    fn words_in(&self, range: Range<usize>) -> impl DoubleEndedIterator<Item = &Word> {
        let named = |word: &Word| {
            self.mentions.iter().any(|mention| mention.full && mention.start <= word.start && word.end <= mention.end)
        };
        self.words.iter().filter(move |word| range.start <= word.start && word.end <= range.end && !named(word))
    }

    fn mentions_in(&self, range: Range<usize>) -> Vec<Mention> {
        let inside = |mention: &&Mention| range.start <= mention.start && mention.end <= range.end;
        self.mentions.iter().filter(inside).copied().collect()
    }

    /// The context of a quantity; that of the first of a list for its other items, and the place in the list.
    fn head(&self, at: usize) -> (Context<'t>, usize, usize) {
        let mut head = at;
        let mut own = context(self.text, &self.quantities, head);
        while own.is_listed() && head > 0 && self.quantities[head - 1].range.start >= own.sentence.start {
            head -= 1;
            own = context(self.text, &self.quantities, head);
        }
        (own, head, at - head)
    }

    /// What the words around the quantity at an index name.
    pub(super) fn naming<'i, 'a>(&self, index: &'i Index<'a>, at: usize) -> Naming<'i, 'a> {
        let quantity = &self.quantities[at];
        let (own, head, place) = self.head(at);
        let start = self.quantities[head].range.start;
        let tail_start = quantity.range.end;
        let here = context(self.text, &self.quantities, at);
        let lead = own.lead_start..start;
        let after = tail_start..tail_start + if is_date(quantity) { here.after.len() } else { here.tail.len() };
        let (concepts, word_end) = self.concepts(index, quantity, &own, lead.clone(), after.clone());
        let compatible: Vec<&Candidate<'a>> =
            index.candidates.iter().filter(|candidate| is_compatible(quantity, candidate)).collect();
        if let Some(named) = counted(index, quantity, &own, &compatible) {
            return named;
        }
        let (groups, listed) = self.groups(index, &own, lead.clone(), after.clone(), place);
        let said = word_end.is_some_and(|end| is_link(&self.text[end..start]));
        for (mentioned, sure) in groups {
            let named = of_records(index, &compatible, &mentioned, &concepts, own.before, &self.text[after.clone()]);
            if !named.is_empty() {
                let full = mentioned.iter().any(|mention| mention.full || is_sole(index, mention.record));
                let follows =
                    mentioned.iter().any(|mention| mention.end <= start && is_link(&self.text[mention.end..start]));
                let in_lead = mentioned.iter().any(|mention| lead.start <= mention.start && mention.end <= start);
                let strict = full
                    && (follows
                        || (said
                            && (listed
                                || self.is_only(own.lead_start..start, &mentioned)
                                    && (in_lead || self.is_only(own.sentence.start..start, &mentioned)))));
                return Naming { named, sure: sure && full, strict };
            }
        }
        let whole = |candidate: &&&Candidate<'a>| is_whole(index, candidate) && concepts.contains(&candidate.concept);
        let named: Vec<&Candidate<'a>> = compatible.iter().filter(whole).copied().collect();
        let sure = self.general && self.residue(index, own.lead, lead.start) < 2;
        let paced = quantity.kind == Kind::Points && (own.before.contains("执行") || own.before.contains("支出"));
        let paced = paced && named.iter().all(|candidate| candidate.concept == Concept::Pace);
        let strict = paced || sure && said && self.residue(index, own.before, own.sentence.start) < 4;
        Naming { named, sure: sure || paced, strict }
    }

    /// Whether some bytes speak of no other record than those.
    fn is_only(&self, range: Range<usize>, mentioned: &[Mention]) -> bool {
        self.mentions_in(range)
            .iter()
            .all(|mention| mentioned.iter().any(|other| other.start == mention.start || other.record == mention.record))
    }

    /// A figure of a record that the text speaks of, or one that a word of the sentence names, which the quantity is.
    pub(super) fn plausible<'i, 'a>(&self, index: &'i Index<'a>, at: usize) -> Option<&'i Candidate<'a>> {
        let quantity = &self.quantities[at];
        let own = context(self.text, &self.quantities, at);
        let spoken: Vec<&Word> = self.words_in(own.sentence.clone()).collect();
        index.candidates.iter().find(|candidate| {
            let mentioned = || self.mentions.iter().any(|mention| same_record(index, mention.record, candidate.record));
            let worded = || spoken.iter().any(|word| word.concepts.contains(&candidate.concept));
            is_compatible(quantity, candidate) && is(quantity, candidate) && (mentioned() || worded())
        })
    }

    /// Concepts of the lead, or else of what follows, or else of the sentence so far.
    fn concepts(
        &self,
        index: &Index<'_>,
        quantity: &Quantity<'_>,
        own: &Context<'_>,
        lead: Range<usize>,
        after: Range<usize>,
    ) -> (Vec<Concept>, Option<usize>) {
        let fits = |word: &&Word| {
            index.candidates.iter().any(|c| word.concepts.contains(&c.concept) && is_compatible(quantity, c))
        };
        let sentence = own.sentence.start..lead.start;
        let word = self.words_in(lead.clone()).rfind(fits);
        let word_end = word.map(|word| word.end);
        let followed = || self.words_in(after).find(fits);
        // A record that is named right here is not spoken of in the words of another clause.
        let named_here = self.mentions_in(lead.clone()).iter().any(|mention| mention.full);
        let earlier = || self.words_in(sentence).rfind(fits).filter(|_| !named_here);
        let Some(word) = word.or_else(followed).or_else(earlier) else { return (Vec::new(), None) };
        let mut concepts = word.concepts.to_vec();
        if concepts.contains(&Concept::ExecutionRate) && concepts.contains(&Concept::ReceiptRate) {
            // 占预算 says of which money only together with what stands before it.
            let last = |words: &[&str]| words.iter().filter_map(|word| own.before.rfind(word)).max();
            let received = last(&["到位", "到账"]) > last(&["支出", "执行", "使用"]);
            let other = if received { Concept::ExecutionRate } else { Concept::ReceiptRate };
            concepts.retain(|&concept| concept != other);
        }
        if AIMS.iter().any(|aim| self.text[quantity.range.end..].starts_with(aim)) {
            return (vec![Concept::Target], word_end);
        }
        if is_expected(own.lead) {
            concepts = concepts.into_iter().map(expected).collect();
        } else if is_expected(own.before) {
            let more: Vec<Concept> = concepts.iter().copied().map(expected).collect();
            concepts.extend(more);
        }
        (concepts, word_end)
    }

    /// Records that may be meant, from the nearest to the farthest, each time with whether they are meant for sure.
    /// The second value says that the first of them is the one at this place of a list (分别).
    fn groups(
        &self,
        index: &Index<'_>,
        own: &Context<'_>,
        lead: Range<usize>,
        after: Range<usize>,
        place: usize,
    ) -> (Vec<(Vec<Mention>, bool)>, bool) {
        let in_lead = self.mentions_in(lead.clone());
        let before = self.mentions_in(own.sentence.start..lead.start);
        let listed = own.before.contains("分别");
        if listed {
            let all: Vec<Mention> = before.iter().chain(&in_lead).copied().collect();
            let mut starts: Vec<usize> = all.iter().map(|mention| mention.start).collect();
            starts.dedup();
            if let Some(&start) = starts.get(place).filter(|_| starts.len() > 1) {
                return (vec![(all.into_iter().filter(|mention| mention.start == start).collect(), true)], true);
            }
        }
        let last = |mentions: &[Mention]| -> Vec<Mention> {
            let Some(end) = mentions.iter().map(|mention| mention.end).max() else { return Vec::new() };
            mentions.iter().filter(|mention| mention.end == end).copied().collect()
        };
        let whole =
            ["项目累计", "项目总", "累计支出", "总支出", "全部支出"].iter().any(|word| own.lead.ends_with(word));
        let mut groups = vec![(last(&in_lead), true), (self.mentions_in(after), true)];
        if in_lead.is_empty() {
            groups.insert(0, (totals(index, own.lead, lead), true));
        }
        if !whole {
            groups.push((last(&before), true));
        }
        (groups, false)
    }

    /// Characters of a part of the text that are neither names, nor words of the profession, nor words that any sentence has.
    fn residue(&self, index: &Index<'_>, part: &str, start: usize) -> usize {
        let mut rest = part.to_owned();
        let end = start + part.len();
        let spans = self.quantities.iter().map(|quantity| quantity.range.clone());
        let spans = spans.chain(self.words.iter().map(|word| word.start..word.end));
        for span in spans.filter(|span| start <= span.start && span.end <= end) {
            let blank = " ".repeat(span.len());
            rest.replace_range(span.start - start..span.end - start, &blank);
        }
        for name in &index.neutral {
            if rest.contains(name) {
                rest = rest.replace(name, "");
            }
        }
        for word in COMMON.split(' ') {
            if rest.contains(word) {
                rest = rest.replace(word, " ");
            }
        }
        let counts = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c) && !COMMON_LETTERS.contains(*c);
        rest.chars().filter(counts).count()
    }
}

/// What follows a target.
const AIMS: &[&str] = &["的目标", "的年度目标", "的全年目标", "的指标值"];

/// Words that say nothing about whose number it is.
const COMMON: &str = "项目 资金 财政 监控 本年度 年度 累计 实际 目前 当前 总体 综合来看 从资金执行看 形成 账面 专户 金额 总额 截止日 数据 \
    发生 折合 核查 会计账簿 共计 合计 整体 情况 方面 进度 区级 县级 市级 中央 省级 按照 现有 轨迹 其中 实施单位 主管部门 \
    期末 年末 年底 全年 部分 及时 专账核算 实行 受年中 影响 表示 受访 相比 调查";

const COMMON_LETTERS: &str = "的了为是约达仅只有尚另还按从看由将与和及在对于中内上下到已共总其该本各均年月日末底初期前后数值额率即也又而至占个比同较全区县市省来说以所得未能可需待经受照行等则慢快高低";

/// Totals of tables that a lead speaks of: 各单位补助资金合计.
fn totals(index: &Index<'_>, lead: &str, range: Range<usize>) -> Vec<Mention> {
    if !["合计", "共计", "总计"].iter().any(|word| lead.contains(word)) {
        return Vec::new();
    }
    let total = |record: &Record<'_>| {
        record.kind == "table" && record.prefix.rsplit('.').next() == Some("total") && overlap(&record.name, lead) >= 3
    };
    let found = index.records.iter().enumerate().filter(|(_, record)| total(record));
    found.map(|(record, _)| Mention { record, start: range.start, end: range.end, full: true }).collect()
}

/// Whether a text between a word and a number only links them.
fn is_link(text: &str) -> bool {
    text.chars().all(|c| "为是约近达到了的共计已仅只有在由快慢值项目资金额数总款合人民币至于“”\"：: ".contains(c))
}

fn is_date(quantity: &Quantity<'_>) -> bool {
    matches!(quantity.kind, Kind::Date(_))
}

/// Whether a record need not be named: a total, or the only one of its kind.
fn is_whole(index: &Index<'_>, candidate: &Candidate<'_>) -> bool {
    let record = &index.records[candidate.record];
    record.name.is_empty() || is_sole(index, candidate.record)
}

/// Whether a survey or procurement is the only one.
fn is_sole(index: &Index<'_>, record: usize) -> bool {
    let kind = index.records[record].kind;
    matches!(kind, "survey" | "procurement") && index.records.iter().filter(|other| other.kind == kind).count() == 1
}

/// The candidates of the mentioned records that the concepts name; where they name none, those that words of the dataset name.
fn of_records<'i, 'a>(
    index: &'i Index<'a>,
    compatible: &[&'i Candidate<'a>],
    mentioned: &[Mention],
    concepts: &[Concept],
    before: &str,
    after: &str,
) -> Vec<&'i Candidate<'a>> {
    let of = |candidate: &&Candidate<'a>| {
        mentioned.iter().any(|mention| same_record(index, mention.record, candidate.record))
    };
    let all: Vec<&Candidate<'a>> = compatible.iter().copied().filter(of).collect();
    let conceived: Vec<_> = all.iter().copied().filter(|candidate| concepts.contains(&candidate.concept)).collect();
    if !conceived.is_empty() {
        return conceived;
    }
    let mut spoken: Vec<_> = all.iter().copied().filter(|c| c.concept == Concept::Named).collect();
    let said = |candidate: &Candidate<'_>, place: &str| {
        let shared = overlap(candidate.word, place);
        shared >= 2 && shared * 2 >= candidate.word.chars().count()
    };
    for place in [after, before] {
        if spoken.len() > 1 && spoken.iter().any(|candidate| said(candidate, place)) {
            spoken.retain(|candidate| said(candidate, place));
        }
    }
    if !spoken.is_empty() {
        return spoken;
    }
    if concepts.is_empty() { all } else { Vec::new() }
}

/// A procurement and its steps are records of their own in figure ids, and one to the reader.
fn same_record(index: &Index<'_>, a: usize, b: usize) -> bool {
    a == b || (index.records[a].kind == "procurement" && index.records[b].name == index.records[a].name)
}

/// Whether a quantity can be a value of the candidate's unit.
pub(super) fn is_compatible(quantity: &Quantity<'_>, candidate: &Candidate<'_>) -> bool {
    match (&quantity.kind, &candidate.value) {
        (Kind::Date(date), Known::Date(_)) => !date.span || candidate.concept == Concept::AsOf,
        (Kind::Figure(_) | Kind::Date(_), _) | (_, Known::Date(_)) => false,
        (kind, Known::Number(_)) => match (kind, &candidate.unit) {
            (Kind::Money, Cow::Owned(Unit::Money(_)) | Cow::Borrowed(Unit::Money(_))) => true,
            (kind, unit) => match (kind, unit.as_ref()) {
                (Kind::Percent, Unit::Percent) | (Kind::Points, Unit::PercentagePoints) => true,
                (Kind::Count(measure), Unit::Days) => matches!(*measure, "天" | "日"),
                (Kind::Count(measure), Unit::Months) => *measure == "个月",
                (Kind::Count(measure), Unit::Points) => *measure == "分",
                (Kind::Count(measure), Unit::Named(unit)) => {
                    *measure == unit || unit.strip_prefix('万') == Some(measure)
                }
                (Kind::Count(_), Unit::None) => candidate.concept == Concept::Records,
                _ => false,
            },
        },
    }
}
