//! Feeds: records are checked on all cores, what was found comes back in the order of the feed.
//!
//! In go the items of a reader and a checker; out come the records with their findings, one after another, to a function of the
//! caller. Records travel in batches, so that handing them over costs nothing; where the reader waits for more, what it has goes on
//! without filling its batch. Only so many batches are under way at a time: memory is bounded by them and by the largest record. The number of threads changes nothing but the time.
//!
//! This module does not know where items come from or where findings go.

mod about;
mod duplicates;
mod judge;
mod open;
#[cfg(test)]
mod tests;
mod work;

use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use jianbao_feed::{Item, Record};
use jianbao_finding::{About, Check, Finding, Severity};

pub use duplicates::REMEMBERED;
pub use judge::{Checked, Checker};

/// How a feed is checked.
#[derive(Debug, Clone)]
pub struct Settings {
    /// How many records are checked at a time.
    pub jobs: NonZeroUsize,
    /// Set from outside to end early: nothing more is read, what is under way is finished.
    pub stop: Arc<AtomicBool>,
    /// Whether [`Judged::about`] is also told of records in which nothing was found.
    pub about_all: bool,
}

/// An item of a feed after checking.
#[derive(Debug)]
pub struct Judged {
    /// What was checked.
    pub subject: Subject,
    /// Which record it is and whose. Empty where nothing was found, unless all were asked for.
    pub about: About,
    /// What was found, in the order of the text.
    pub findings: Vec<Finding>,
    /// Whether it is the last of those that are handed on together: the next may be long in coming, so who shows findings shows
    /// now what was held back.
    pub last: bool,
}

/// What was checked.
#[derive(Debug)]
pub enum Subject {
    /// A record.
    Record(Record),
    /// A file, or a part of one, that gives no record; the findings say why.
    Unread,
    /// A record that was told before, and of which something was found later: a later one repeats it.
    Earlier,
}

/// How the checking of a feed ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ended {
    /// Records that were not compared with earlier ones, because only the first [`REMEMBERED`] are remembered.
    pub not_compared: u64,
}

/// Checks the items of a feed and calls a function with each of them, in order; it may end the checking.
pub fn check_feed<I, C>(
    items: I,
    checker: &C,
    settings: &Settings,
    each: &mut dyn FnMut(Judged) -> ControlFlow<()>,
) -> Ended
where
    I: Iterator<Item = Item> + Send + 'static,
    C: Checker + ?Sized,
{
    work::run(items, checker, settings, each)
}

/// What the codes of this module stand for.
pub const CHECKS: &[Check] = &[
    Check {
        code: "F-DUPLICATE",
        severity: Severity::Error,
        demand: (
            "一批数据中每个数据集编号只出现一次，每个项目代码在同一监控期只出现一次",
            "in one feed, a dataset id occurs once, and a project code once for the same period",
        ),
        source: ("数据交换：一个项目一个监控期只报一次", "data exchange: a project is reported once for a period"),
        explanation: (
            "比较同一次检查读到的所有记录（不限于同一文件）的数据集编号，以及项目代码连同监控期起止日。后出现的一条是错误，消息说明先前\
             的一条在哪里；先前的一条得到一个提示。只记住前 1 000 000 条记录，此后的记录不再与更晚的记录比较，并会说明。处理办法：删去\
             其中一条，或改正编号、代码。",
            "Compares the dataset ids of all records that one run reads, whatever their file, and the project codes together with \
             first and last day of the period. The later record has an error that says where the earlier one is; the earlier one \
             has a note. The first 1,000,000 records are remembered; records behind them are not compared, which is said. Remove \
             one of the two, or correct the id or the code.",
        ),
    },
    Check {
        code: "X-BUG",
        severity: Severity::Error,
        demand: ("程序检查每条记录都不应出错", "the program checks every record without a fault of its own"),
        source: ("程序自身", "the program itself"),
        explanation: (
            "检查这条记录时程序内部出错。这条记录算作不合格，其余记录照常检查。请把这条记录和程序版本告诉开发者。",
            "The program failed while it checked this record. The record counts as bad, all others are checked as usual. Please \
             report the record and the program's version.",
        ),
    },
];
