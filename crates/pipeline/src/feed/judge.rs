//! One item: checked, whatever happens.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use jianbao_dataset::{Dataset, decode_part};
use jianbao_feed::{Item, Record};
use jianbao_finding::{About, Finding, Source, Text};
use jianbao_validate::Validator;

use super::Subject;
use super::about::{about_dataset, about_wreck};
use super::duplicates::Keys;

/// Checks the text of one dataset.
pub trait Checker: Sync {
    /// What is wrong with a dataset, and its facts where they could be read.
    fn check(&self, source: Arc<Source>) -> Checked;
}

/// What a checker found.
#[derive(Debug, Default)]
pub struct Checked {
    /// In the order of the text.
    pub findings: Vec<Finding>,
    /// The facts; absent where something was fatal.
    pub dataset: Option<Arc<Dataset>>,
}

impl Checker for Validator {
    fn check(&self, source: Arc<Source>) -> Checked {
        match Self::check(self, source) {
            Ok(valid) => Checked { dataset: Some(Arc::clone(valid.dataset())), findings: valid.findings },
            Err(findings) => Checked { findings, dataset: None },
        }
    }
}

/// An item as a worker hands it on.
pub(super) struct Piece {
    pub(super) subject: Subject,
    pub(super) about: About,
    pub(super) findings: Vec<Finding>,
    pub(super) keys: Option<Keys>,
}

/// Checks an item.
pub(super) fn judge<C: Checker + ?Sized>(item: Item, checker: &C, about_all: bool) -> Piece {
    let record = match item {
        Item::Record(record) => record,
        Item::Wrong(wrong) => {
            let about = About { file: wrong.file.as_ref().to_owned(), record: wrong.number, ..About::default() };
            return Piece { subject: Subject::Unread, about, findings: vec![wrong.finding], keys: None };
        }
    };
    let Checked { findings, dataset } = examine(&record, checker);
    let keys = dataset.as_deref().map(Keys::of);
    let about = match &dataset {
        _ if findings.is_empty() && !about_all => About::default(),
        Some(dataset) => about_dataset(&record, dataset),
        None => about_wreck(&record),
    };
    Piece { subject: Subject::Record(record), about, findings, keys }
}

/// What is wrong with a record. A fault of the program itself is a finding too: it must not end the feed.
fn examine<C: Checker + ?Sized>(record: &Record, checker: &C) -> Checked {
    let fatal = |finding| Checked { findings: vec![finding], dataset: None };
    let source = match decode_part(&record.file, &record.bytes, record.origin) {
        Ok(source) => source,
        Err(finding) => return fatal(*finding),
    };
    // What a panic may have left half-done is dropped with the record; a checker is not changed by checking.
    catch_unwind(AssertUnwindSafe(|| checker.check(Arc::clone(&source))))
        .unwrap_or_else(|panic| fatal(bug(&source, panic.as_ref())))
}

fn bug(source: &Arc<Source>, panic: &(dyn Any + Send)) -> Finding {
    let words = panic.downcast_ref::<&str>().copied();
    let words = words.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("?");
    let message = Text::new(
        format!("程序检查这条记录时出错：{words}"),
        format!("the program failed while it checked this record: {words}"),
    );
    let hint = Text::new(
        "这是程序的缺陷：请把这条记录和 jianbao --version 告诉开发者",
        "this is a bug: please report the record and `jianbao --version`",
    );
    let end = source.text().chars().next().map_or(0, char::len_utf8);
    Finding::error("X-BUG", message).hint(hint).in_source(Arc::clone(source), 0..end)
}
