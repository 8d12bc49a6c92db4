//! Wording that says which of two figures is larger, and the figures it stands with.

use std::ops::Range;

use rust_decimal::Decimal;

use super::concept::{Concept, is_expected};
use super::context::STOPS;
use super::directions::Says::{AtLeast, Less, More};
use super::directions::{ADJUSTED, COMPARED, DELAYED, MOVED, PACE, REACHED, RECEIVED, Said, Says, UNSTATED};
use super::index::{Candidate, Index, Known};
use super::judge::{Verdict, value_of};
use super::mention::Mention;
use super::naming::Reading;
use super::quantity::Kind;

/// A side of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Side {
    /// What it is called, in both languages.
    pub(super) name: (String, String),
    /// Figure id, where it is one.
    pub(super) figure: Option<String>,
    /// Its value.
    pub(super) value: Decimal,
    /// Its unit.
    pub(super) unit: String,
}

/// A word that contradicts the figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Contradiction {
    /// Bytes of the word.
    pub(super) range: Range<usize>,
    /// What is larger or smaller than it says, and than what.
    pub(super) sides: [Side; 2],
}

/// All words of a text that contradict the figures.
pub(super) fn contradictions(
    index: &Index<'_>,
    reading: &Reading<'_>,
    verdicts: &[(usize, Verdict<'_, '_>)],
) -> Vec<Contradiction> {
    let text = reading.text;
    let mut found = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let end = text[start..].find(STOPS).map_or(text.len(), |stop| start + stop);
        let sentence = Sentence { index, reading, verdicts, range: start..end };
        found.extend(sentence.compared());
        found.extend(sentence.paced());
        found.extend(sentence.moved());
        found.extend(sentence.adjusted());
        found.extend(sentence.delayed());
        found.extend(sentence.reached());
        found.extend(sentence.received());
        start = end + text[end..].chars().next().map_or(1, char::len_utf8);
    }
    found.sort_by_key(|contradiction| contradiction.range.start);
    found.dedup_by(|a, b| a.range.start == b.range.start);
    found
}

struct Sentence<'s> {
    index: &'s Index<'s>,
    reading: &'s Reading<'s>,
    verdicts: &'s [(usize, Verdict<'s, 's>)],
    range: Range<usize>,
}

impl Sentence<'_> {
    fn text(&self) -> &str {
        &self.reading.text[self.range.clone()]
    }

    /// The statements of a list in the sentence, longer words first, with the bytes of each.
    fn said(&self, list: Said) -> Vec<(Range<usize>, Says)> {
        let mut said: Vec<(Range<usize>, Says)> = Vec::new();
        for (word, says) in list.words() {
            for (at, _) in self.text().match_indices(word) {
                let start = self.range.start + at;
                let range = start..start + word.len();
                let covered = said.iter().position(|(other, _)| other.start < range.end && range.start < other.end);
                match covered {
                    Some(other) if said[other].0.len() < range.len() => said[other] = (range, says),
                    None if self.is_stated(start) => said.push((range, says)),
                    Some(_) | None => {}
                }
            }
        }
        said
    }

    fn is_stated(&self, at: usize) -> bool {
        let before = &self.reading.text[self.range.start..at];
        let clause = before.rfind(['，', ',']).map_or(before, |comma| &before[comma..]);
        !UNSTATED.iter().any(|word| clause.contains(word)) && !clause.ends_with(['未', '不', '没', '无'])
    }

    /// The figure of a total or of the period.
    fn figure(&self, id: &str) -> Option<Side> {
        let candidate = self.index.candidates.iter().find(|c| c.entry.is_some_and(|entry| entry.id == id))?;
        side(candidate)
    }

    /// The last indicator that the text speaks of before a place, in this sentence.
    fn indicator(&self, before: usize) -> Option<usize> {
        let own = |mention: &&Mention| {
            self.range.contains(&mention.start)
                && mention.end <= before
                && self.index.records[mention.record].kind == "indicator"
        };
        self.reading.mentions().iter().filter(own).max_by_key(|mention| mention.end).map(|mention| mention.record)
    }

    fn field(&self, record: usize, concept: Concept) -> Option<Side> {
        let of = |candidate: &&Candidate<'_>| candidate.record == record && candidate.concept == concept;
        self.index.candidates.iter().find(of).and_then(side)
    }

    /// What a quantity is: the figure that it turned out to be or should be, or the number alone.
    fn quantity(&self, at: usize) -> Option<Side> {
        let quantity = &self.reading.quantities[at];
        let verdict = self.verdicts.iter().find(|(index, _)| *index == at).map(|(_, verdict)| verdict);
        match (verdict, &quantity.kind) {
            (Some(Verdict::Named(candidate) | Verdict::Differs { from: candidate, .. }), _) => side(candidate),
            (_, Kind::Figure(id)) => self.figure(id),
            (_, Kind::Date(_)) => None,
            _ => {
                let text = &self.reading.text[quantity.range.clone()];
                let value = value_of(self.index, quantity)?;
                Some(Side { name: (text.to_owned(), text.to_owned()), figure: None, value, unit: unit(&quantity.kind) })
            }
        }
    }

    /// The quantity that ends last before a place, in this sentence.
    fn before(&self, at: usize) -> Option<usize> {
        let quantities = &self.reading.quantities;
        (0..quantities.len()).rev().find(|&index| {
            self.range.contains(&quantities[index].range.start)
                && quantities[index].range.end <= at
                && !matches!(quantities[index].kind, Kind::Date(_))
        })
    }

    /// The quantity that starts first after a place, in the same clause.
    fn after(&self, at: usize) -> Option<usize> {
        let quantities = &self.reading.quantities;
        let index = (0..quantities.len()).find(|&index| quantities[index].range.start >= at)?;
        let between = &self.reading.text[at..quantities[index].range.start];
        let same = self.range.contains(&quantities[index].range.start) && !between.contains(['，', ',', '、']);
        same.then_some(index)
    }

    /// `A 高于 B`, where both are quantities, or B is time progress or a target by name.
    fn compared(&self) -> Vec<Contradiction> {
        let mut found = Vec::new();
        for (word, says) in self.said(COMPARED) {
            let clause_end = self.clause_end(word.end);
            let rest = &self.reading.text[word.end..clause_end];
            let timed = rest.starts_with("序时进度") || rest.starts_with("时间进度");
            let aimed = rest.contains("目标") || rest.contains("指标值");
            let left = if timed {
                self.figure("funding.total.execution_rate").filter(|_| self.speaks_of_execution(word.start))
            } else {
                self.before(word.start).and_then(|at| self.quantity(at))
            };
            let indicator = self.indicator(word.start);
            let right = if timed {
                self.figure("period.time_progress")
            } else if aimed && let Some(record) = indicator {
                self.field(record, Concept::Target)
            } else if says == AtLeast {
                None
            } else {
                self.after(word.end).and_then(|at| self.quantity(at))
            };
            let left = match (left, indicator) {
                (None, Some(record)) if aimed => self.field(record, Concept::Actual),
                (left, _) => left,
            };
            found.extend(contradiction(word, says, left, right));
        }
        found
    }

    /// `比序时进度慢`, `与序时进度相比慢`.
    fn paced(&self) -> Option<Contradiction> {
        let text = self.text();
        let (at, name) = ["序时进度", "时间进度"].iter().find_map(|name| Some((text.find(name)?, name)))?;
        let start = self.range.start + at + name.len();
        let clause = &self.reading.text[start..self.clause_end(start)];
        let words = PACE.words().filter_map(|(word, says)| Some((clause.find(word)?, word, says)));
        let (offset, word, says) = words.min_by_key(|(offset, ..)| *offset)?;
        let place = start + offset..start + offset + word.len();
        let compared = ["比", "较", "与"].iter().any(|word| text[..at].contains(word));
        if !compared || !self.speaks_of_execution(start) || !self.is_stated(place.start) {
            return None;
        }
        let sides = (self.figure("funding.total.execution_rate"), self.figure("period.time_progress"));
        contradiction(place, says, sides.0, sides.1)
    }

    fn speaks_of_execution(&self, at: usize) -> bool {
        let before = &self.reading.text[self.range.start..at];
        ["执行", "支出", "支付"].iter().any(|word| before.contains(word)) && !before.contains("预计")
    }

    /// `由 A 提高到 B`.
    fn moved(&self) -> Vec<Contradiction> {
        let mut found = Vec::new();
        for (word, says) in self.said(MOVED) {
            let follows = self.reading.text[word.end..].chars().next();
            let (Some(before), Some(after)) = (self.before(word.start), self.after(word.end)) else { continue };
            let quantities = &self.reading.quantities;
            let start = quantities[before].range.start;
            let lead = &self.reading.text[self.range.start..start];
            let lead = lead.rfind(['，', ',']).map_or(lead, |comma| &lead[comma..]);
            let adjacent = quantities[before].range.end == word.start || follows == Some('到') || follows == Some('至');
            if adjacent && matches!(follows, Some('到' | '至')) && (lead.contains('由') || lead.contains('从')) {
                let word = word.start..word.end + '到'.len_utf8();
                found.extend(contradiction(word, says, self.quantity(after), self.quantity(before)));
            }
        }
        found
    }

    /// 调增, 调减 against the adjustment.
    fn adjusted(&self) -> Vec<Contradiction> {
        let text = self.text();
        if !text.contains("预算") || !text.contains('调') {
            return Vec::new();
        }
        let said = self.said(ADJUSTED).into_iter();
        let found = said.filter_map(|(word, says)| {
            let budget = self.figure("funding.total.initial_budget");
            contradiction(word, says, self.figure("funding.total.adjusted_budget"), budget)
        });
        found.collect()
    }

    /// 提前, 滞后 against the days between a date and its target.
    fn delayed(&self) -> Vec<Contradiction> {
        let said = self.said(DELAYED).into_iter();
        let found = said.filter_map(|(word, says)| {
            let record = self.indicator(word.start)?;
            let days = self.field(record, Concept::Deviation).filter(|side| side.unit == "天")?;
            let zero = Side {
                name: ("目标日期".to_owned(), "the target date".to_owned()),
                value: Decimal::ZERO,
                figure: None,
                ..days.clone()
            };
            contradiction(word, says, Some(days), Some(zero))
        });
        found.collect()
    }

    /// 超额完成, 未达到, 难以实现 against the target of the indicator that the sentence speaks of.
    fn reached(&self) -> Vec<Contradiction> {
        let said = self.said(REACHED).into_iter();
        let found = said.filter_map(|(word, says)| {
            let clause = &self.reading.text[word.start..self.clause_end(word.end)];
            let aimed = clause.contains("目标") || clause.contains("指标") || clause.starts_with("超额");
            let record = self.indicator(word.start).filter(|_| aimed)?;
            let before = &self.reading.text[self.range.start..word.start];
            let concept =
                if is_expected(before) || before.contains("年底") { Concept::Forecast } else { Concept::Actual };
            contradiction(word, says, self.field(record, concept), self.field(record, Concept::Target))
        });
        found.collect()
    }

    /// 足额到位 and its opposite.
    fn received(&self) -> Vec<Contradiction> {
        let said = self.said(RECEIVED).into_iter();
        let found = said.filter_map(|(word, says)| {
            let budget = self.figure("funding.total.initial_budget");
            contradiction(word, says, self.figure("funding.total.received"), budget)
        });
        found.collect()
    }

    fn clause_end(&self, from: usize) -> usize {
        let rest = &self.reading.text[from..self.range.end.max(from)];
        from + rest.find(['，', ',']).unwrap_or(rest.len())
    }
}

fn unit(kind: &Kind<'_>) -> String {
    match kind {
        Kind::Money => "元".to_owned(),
        Kind::Percent => "%".to_owned(),
        Kind::Points => "个百分点".to_owned(),
        Kind::Count(measure) => (*measure).to_owned(),
        Kind::Date(_) | Kind::Figure(_) => String::new(),
    }
}

fn side(candidate: &Candidate<'_>) -> Option<Side> {
    let Known::Number(value) = candidate.value else { return None };
    let (zh, en) = Index::title(candidate);
    let unit = match candidate.unit.as_ref() {
        jianbao_calculate::Unit::Money(_) => "元",
        unit => unit.text(),
    };
    let figure = candidate.entry.map(|entry| entry.id.clone());
    Some(Side { name: (zh.to_owned(), en.to_owned()), figure, value, unit: unit.to_owned() })
}

fn contradiction(range: Range<usize>, says: Says, left: Option<Side>, right: Option<Side>) -> Option<Contradiction> {
    let (left, right) = (left?, right?);
    if left.unit != right.unit || (left.figure.is_some() && left.figure == right.figure) {
        return None;
    }
    let holds = match says {
        More => left.value > right.value,
        Less => left.value < right.value,
        AtLeast => left.value >= right.value,
    };
    (!holds).then_some(Contradiction { range, sides: [left, right] })
}
