//! Records that repeat an earlier one: the same dataset id, or the same project in the same period.
//!
//! Of every record two hashes of 96 bits are remembered and where it is: 16 bytes each, some 25 in the nodes of the tree, so 50
//! bytes a record. That two of a million records have one hash by chance has a probability of 10⁻¹⁷.

use std::collections::BTreeMap;
use std::sync::Arc;

use jianbao_dataset::{Dataset, decode_part, read};
use jianbao_feed::Record;
use jianbao_finding::{About, Finding, Severity, Text};
use jianbao_validate::locate;
use sha2::{Digest, Sha256};

/// How many records are remembered: at 50 bytes each, 50 MB, so that a feed of any length can be checked.
pub const REMEMBERED: usize = 1_000_000;

/// A hash.
type Key = [u32; 3];

/// What makes a record the same as another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Keys {
    dataset: Key,
    /// Code and period; absent where the code is not known.
    project: Option<Key>,
}

impl Keys {
    pub(super) fn of(dataset: &Dataset) -> Self {
        let code = dataset.project.as_ref().and_then(|project| project.code.as_ref());
        Self {
            dataset: key(&[b"dataset", dataset.meta.dataset_id.as_str().as_bytes()]),
            project: code.map(|code| {
                let (year, month, day) = dataset.period.start.parts();
                let (until_year, until_month, until_day) = dataset.period.as_of.parts();
                let [a, b] = year.to_be_bytes();
                let [c, d] = until_year.to_be_bytes();
                let days = [month, day, until_month, until_day].map(i8::cast_unsigned);
                key(&[b"project", code.as_str().as_bytes(), &[a, b, c, d], &days])
            }),
        }
    }
}

/// A hash of parts, each with its length, so that no two lists of parts run into the same bytes.
fn key(parts: &[&[u8]]) -> Key {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    }
    let digest = hash.finalize();
    let word = |at: usize| u32::from_be_bytes([digest[at], digest[at + 1], digest[at + 2], digest[at + 3]]);
    [word(0), word(4), word(8)]
}

/// Set in a place whose record was already told that it is repeated.
const TOLD: u32 = 1 << 31;

/// The records so far.
#[derive(Debug, Default)]
pub(super) struct Duplicates {
    /// Where each key first occurred, as the number of its record in the feed.
    places: BTreeMap<Key, u32>,
    /// The files, each with the number of the feed's records before it.
    files: Vec<(u32, Arc<str>)>,
    /// The last record: its file, its number in it.
    last: u64,
    remembered: usize,
    /// Records that came when no more were remembered.
    pub(super) not_compared: u64,
}

/// What a record repeats.
pub(super) struct Repeat {
    /// For the later record.
    pub(super) later: Vec<Finding>,
    /// For the earlier one, where it has not been told yet.
    pub(super) earlier: Vec<(About, Finding)>,
}

/// Where a record is.
struct Place {
    file: Arc<str>,
    number: u64,
    alone: bool,
}

impl Duplicates {
    /// Compares a record with all before it, and remembers it.
    pub(super) fn look(&mut self, record: &Record, keys: Keys) -> Option<Repeat> {
        let Some(place) = self.place(record) else {
            self.not_compared += 1;
            return None;
        };
        let by_id = self.meet(keys.dataset, place);
        let by_project = keys.project.and_then(|key| self.meet(key, place));
        if by_id.is_none() && by_project.is_none() {
            return None;
        }
        let ids = dataset_of(record);
        let mut repeat = Repeat { later: Vec::new(), earlier: Vec::new() };
        // One finding for a record that repeats another in both.
        let by_project = by_project.filter(|met| by_id.is_none_or(|id| id & !TOLD != met & !TOLD));
        for (met, pointer) in [(by_id, "/meta/dataset_id"), (by_project, "/project/code")] {
            let Some(met) = met else { continue };
            let what = ids.as_ref().map_or_else(Text::default, |dataset| what(dataset, pointer));
            let earlier = self.found(met & !TOLD);
            let here = Place { file: Arc::clone(&record.file), number: record.number, alone: record.alone };
            repeat.later.push(later(&what, pointer, &earlier));
            if met & TOLD == 0 {
                repeat.earlier.push(told(&what, &earlier, &here));
            }
        }
        locate_in(record, &mut repeat.later);
        Some(repeat)
    }

    /// The number of a record in the feed; none where no more are remembered.
    fn place(&mut self, record: &Record) -> Option<u32> {
        if self.remembered == REMEMBERED {
            return None;
        }
        let before = self.files.last().map_or(0, |(before, _)| u64::from(*before));
        let same =
            self.files.last().is_some_and(|(_, file)| *file == record.file) && record.number > self.last - before;
        let before = if same { before } else { self.last };
        // A number of a record fits into 31 bits up to 2 billion records; those behind are not compared.
        let place = u32::try_from(before + record.number).ok().filter(|place| place & TOLD == 0)?;
        if !same {
            self.files.push((u32::try_from(before).ok()?, Arc::clone(&record.file)));
        }
        self.last = u64::from(place);
        self.remembered += 1;
        Some(place)
    }

    /// Where a key has been met before; that it was met again is kept.
    fn meet(&mut self, key: Key, place: u32) -> Option<u32> {
        match self.places.get_mut(&key) {
            None => {
                self.places.insert(key, place);
                None
            }
            Some(first) => {
                let met = *first;
                *first |= TOLD;
                Some(met)
            }
        }
    }

    fn found(&self, place: u32) -> Place {
        let index = self.files.partition_point(|(before, _)| *before < place).saturating_sub(1);
        let (before, file) = self.files.get(index).map_or((0, "".into()), |(before, file)| (*before, Arc::clone(file)));
        let until = self.files.get(index + 1).map_or(self.last, |(next, _)| u64::from(*next));
        let number = u64::from(place - before);
        // A file of one record is named without the number.
        Place { file, number, alone: number == 1 && until == u64::from(place) }
    }
}

impl Place {
    fn words(&self) -> Text {
        let (file, number) = (&self.file, self.number);
        if self.alone {
            return Text::same(file.as_ref());
        }
        Text::new(format!("{file} 第 {number} 条"), format!("record {number} of {file}"))
    }
}

fn dataset_of(record: &Record) -> Option<Dataset> {
    read(&decode_part(&record.file, &record.bytes, record.origin).ok()?).ok()
}

/// What is the same, in words.
fn what(dataset: &Dataset, pointer: &str) -> Text {
    if pointer == "/meta/dataset_id" {
        let id = dataset.meta.dataset_id.as_str();
        return Text::new(format!("数据集编号“{id}”"), format!("the dataset id `{id}`"));
    }
    let code = dataset.project.as_ref().and_then(|project| project.code.as_ref());
    let code = code.map_or("", |code| code.as_str());
    let (start, end) = (dataset.period.start, dataset.period.as_of);
    Text::new(
        format!("项目代码“{code}”（监控期 {start} 至 {end}）"),
        format!("the project code `{code}` for the period {start} to {end}"),
    )
}

fn later(what: &Text, pointer: &str, earlier: &Place) -> Finding {
    let place = earlier.words();
    let message = Text::new(
        format!("{}重复：已见于 {}", what.zh, place.zh),
        format!("{} occurs twice: it is that of {} too", what.en, place.en),
    );
    let hint = Text::new("删去其中一条，或改正编号", "remove one of the two, or correct the id");
    Finding::error("F-DUPLICATE", message).hint(hint).at(pointer)
}

fn told(what: &Text, earlier: &Place, later: &Place) -> (About, Finding) {
    let place = later.words();
    let message = Text::new(
        format!("{}在后面重复：{}", what.zh, place.zh),
        format!("{} occurs again: it is that of {} too", what.en, place.en),
    );
    let number = (!earlier.alone).then_some(earlier.number);
    let about = About { file: earlier.file.as_ref().to_owned(), record: number, ..About::default() };
    (about, Finding::new("F-DUPLICATE", Severity::Info, message))
}

fn locate_in(record: &Record, findings: &mut [Finding]) {
    if let Ok(source) = decode_part(&record.file, &record.bytes, record.origin) {
        locate(findings, &source);
    }
}
