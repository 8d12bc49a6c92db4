//! Numbers of records, which are no figures: how many indicators there are, how many of them are met, how many problems.
//!
//! A few are demanded ([`counted`]): where the words say that all records are counted, another number is an error. All others
//! are only recognised ([`tallied`]): a text may count something else by the same word, so another number says nothing.

use std::borrow::Cow;

use jianbao_calculate::{Ledger, Unit, Value};
use jianbao_dataset::codes::{Category, ColumnType, Rating, Subcategory};
use jianbao_dataset::{Dataset, Indicator};
use rust_decimal::Decimal;

use super::concept::Concept;
use super::context::Context;
use super::index::{Candidate, Index, Known, Record};
use super::judge::is;
use super::mention::overlap;
use super::naming::Naming;
use super::quantity::{Kind, Quantity};

/// Words that say that records are done.
const DONE: &[&str] = &["完成", "达成", "达到", "达标", "实现"];
/// Words that turn them around.
const NOT: &[&str] = &["未", "没有", "尚不", "不能", "难以", "无法"];
/// How many characters after a number may stand between it and the word for what it counts.
const NEAR: usize = 8;

impl<'a> Index<'a> {
    /// Enters the numbers of records that a text is held to.
    pub(super) fn counts(&mut self, dataset: &'a Dataset) {
        let live = dataset.indicators.iter().filter(|indicator| !indicator.withdrawn).count();
        self.count("indicators", "绩效指标", live, ("绩效指标数", "number of indicators"));
        self.count("problems", "问题", dataset.problems.len(), ("主要问题数", "number of problems"));
        self.count("recommendations", "建议", dataset.recommendations.len(), ("建议数", "number of recommendations"));
        for table in &dataset.detail_tables {
            if table.columns.iter().any(|column| column.column_type == ColumnType::Organisation) {
                let title = ("明细表行数", "rows of the table");
                self.count("rows", table.caption.as_str(), table.rows.len(), title);
            }
        }
    }

    fn count(&mut self, prefix: &'a str, name: &str, count: usize, title: (&'static str, &'static str)) {
        if count > 0 {
            self.records.push(Record { kind: "count", prefix, name: name.to_owned() });
            let record = self.records.len() - 1;
            self.candidates.push(number_of(count, record, "", title));
        }
    }

    /// Enters the numbers of records that a text may state.
    pub(super) fn tally(&mut self, dataset: &'a Dataset, ledger: &Ledger) {
        let live: Vec<&Indicator> = dataset.indicators.iter().filter(|indicator| !indicator.withdrawn).collect();
        let mut tally = |word: &'static str, count: usize, title| {
            if count > 0 {
                self.tallies.push(number_of(count, 0, word, title));
            }
        };
        let kinds = Category::ALL.iter().map(|category| {
            (category.label(), live.iter().filter(|indicator| indicator.category == *category).count())
        });
        let seconds = Subcategory::ALL
            .iter()
            .map(|second| (second.label(), live.iter().filter(|indicator| indicator.subcategory == *second).count()));
        for (word, count) in seconds.chain(kinds) {
            tally(word, count, ("该类绩效指标数", "number of indicators of that kind"));
        }
        tally("指标", live.len(), ("绩效指标数", "number of indicators"));
        tally("问题", dataset.problems.len(), ("主要问题数", "number of problems"));
        tally("建议", dataset.recommendations.len(), ("建议数", "number of recommendations"));
        let tasks = dataset.department.as_ref().map_or(0, |department| department.tasks.len());
        tally("任务", tasks, ("任务数", "number of tasks"));
        tally("整改", dataset.rectifications.len(), ("整改事项数", "number of rectifications"));
        let met: Vec<bool> = live.iter().filter_map(|indicator| is_met(indicator, ledger)).collect();
        let done = met.iter().filter(|met| **met).count();
        tally(MET, done, ("已完成的绩效指标数", "number of indicators that are met"));
        tally(UNMET, met.len() - done, ("未完成的绩效指标数", "number of indicators that are not met"));
    }
}

/// Marks of the two counts that no single word names.
const MET: &str = "met";
const UNMET: &str = "unmet";

fn number_of<'a>(count: usize, record: usize, word: &'a str, title: (&'static str, &'static str)) -> Candidate<'a> {
    Candidate {
        entry: None,
        title,
        record,
        concept: Concept::Records,
        word,
        value: Known::Number(Decimal::from(count)),
        unit: Cow::Owned(Unit::None),
    }
}

/// Whether an indicator reaches its target, as its completion says; `None` where nobody knows.
fn is_met(indicator: &Indicator, ledger: &Ledger) -> Option<bool> {
    match &ledger.get(&format!("indicator.{}.completion", indicator.id))?.value {
        Value::Number(rate) => Some(*rate >= Decimal::ONE_HUNDRED),
        Value::Rating(rating) => Some(*rating == Rating::Met),
        _ => None,
    }
}

/// Numbers of records: `16 项绩效指标`, `3 个主要问题`, and the rows of a list of those who were paid.
pub(super) fn counted<'i, 'a>(
    index: &'i Index<'a>,
    quantity: &Quantity<'_>,
    own: &Context<'_>,
    compatible: &[&'i Candidate<'a>],
) -> Option<Naming<'i, 'a>> {
    let Kind::Count(measure) = quantity.kind else { return None };
    let next: String = own.tail.chars().take(NEAR).collect();
    let named = compatible.iter().copied().filter(|candidate| candidate.concept == Concept::Records);
    let named = named.filter(|candidate| {
        let record = &index.records[candidate.record];
        if record.prefix == "rows" {
            let total = ["共", "共计", "合计", "总计"].iter().any(|word| own.lead.ends_with(word));
            return total
                && matches!(measure, "家" | "户" | "名" | "人" | "所" | "个")
                && overlap(&record.name, own.before) >= 2;
        }
        let all = ["共", "设置", "设定", "设立", "发现", "提出", "梳理"].iter().any(|word| own.lead.contains(word));
        let part =
            ["其中", "产出", "效益", "完成", "未"].iter().any(|word| own.lead.contains(word) || next.contains(word));
        matches!(measure, "个" | "项" | "条") && all && !part && next.contains(record.name.as_str())
    });
    let named: Vec<_> = named.collect();
    (!named.is_empty()).then_some(Naming { named, sure: true, strict: true })
}

/// The number of records that a quantity is: the word for them stands beside it, and the number is right.
pub(super) fn tallied<'i, 'a>(
    index: &'i Index<'a>,
    quantity: &Quantity<'_>,
    own: &Context<'_>,
) -> Option<&'i Candidate<'a>> {
    if !matches!(quantity.kind, Kind::Count("项" | "个" | "条")) {
        return None;
    }
    let next: String = own.tail.chars().take(NEAR).collect();
    let says = |words: &[&str]| words.iter().any(|word| own.lead.contains(word) || next.contains(word));
    let beside = |word: &str| match word {
        MET | UNMET => {
            let indicators = own.before.contains("指标") || own.after.contains("指标");
            indicators && says(DONE) && says(NOT) == (word == UNMET)
        }
        _ => own.lead.contains(word) || next.contains(word),
    };
    index.tallies.iter().find(|candidate| is(quantity, candidate) && beside(candidate.word))
}
