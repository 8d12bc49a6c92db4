//! What was observed of an indicator, held against its target on the facts alone; several rules ask the same questions.

use jianbao_calculate::{in_time, met};
use jianbao_dataset::codes::{Likelihood, Operator, Rating};
use jianbao_dataset::scalar::{Date, Prose, Stated};
use jianbao_dataset::{Dataset, Indicator, Measure, Observation, Period, Target};

/// An observation with its indicator, and what can be said of both.
pub(super) struct Judged<'a> {
    /// Index of the observation.
    pub(super) at: usize,
    pub(super) observation: &'a Observation,
    pub(super) indicator: &'a Indicator,
    period: &'a Period,
}

/// The observations of all indicators that were not withdrawn.
pub(super) fn judged(dataset: &Dataset) -> impl Iterator<Item = Judged<'_>> {
    dataset.observations.iter().enumerate().filter_map(move |(at, observation)| {
        // Observations mostly stand in the order of the indicators.
        let indicator = (dataset.indicators.get(at).filter(|indicator| indicator.id == observation.indicator))
            .or_else(|| dataset.indicators.iter().find(|indicator| indicator.id == observation.indicator))?;
        (!indicator.withdrawn).then_some(Judged { at, observation, indicator, period: &dataset.period })
    })
}

impl Judged<'_> {
    /// Whether the actual value reaches the annual target; `None` where that cannot be told.
    pub(super) fn actual(&self) -> Option<bool> {
        reaches(&self.indicator.target, &self.observation.actual)
    }

    /// Whether the value expected for the whole year reaches it.
    pub(super) fn forecast(&self) -> Option<bool> {
        reaches(&self.indicator.target, &self.observation.year_forecast)
    }

    /// Whether the target will be missed by what the dataset itself says. Below the annual target in the middle of the year is
    /// no miss: the year goes on.
    pub(super) fn misses(&self) -> bool {
        self.observation.likelihood == Some(Likelihood::Impossible)
            || self.forecast() == Some(false)
            || self.year_is_over() && self.actual() == Some(false)
    }

    /// Whether the target is missed or may be.
    pub(super) fn is_doubtful(&self) -> bool {
        self.misses() || self.observation.likelihood == Some(Likelihood::Possible)
    }

    /// Whether the cut-off date is the end of the budget year or later.
    pub(super) fn year_is_over(&self) -> bool {
        let (year, month, day) = self.period.as_of.parts();
        (i32::from(year), month, day) >= (i32::from(self.period.fiscal_year), 12, 31)
    }

    /// The last day of a target that is a date, where that day has passed by the cut-off date.
    pub(super) fn day_passed(&self) -> Option<Date> {
        let dated = matches!(self.indicator.target.operator, Operator::ByDate | Operator::InPeriod);
        let last = self.indicator.target.date.filter(|_| dated)?.last_day();
        (last < self.period.as_of).then_some(last)
    }

    /// Whether somebody wrote what will be done: a measure or a remark that says something.
    pub(super) fn has_measure(&self) -> bool {
        let written = [&self.observation.remedial_measure, &self.observation.remark];
        written.into_iter().flatten().any(|text| !says_nothing(text.as_str()))
    }

    /// Whether what will be done stands elsewhere: in a recommendation about the indicator, or in a text block of measures, where
    /// some forms have it.
    pub(super) fn is_answered(&self, dataset: &Dataset) -> bool {
        let about_it = dataset.problems.iter().filter(|problem| problem.indicators.contains(&self.indicator.id));
        let mut answered = about_it
            .filter(|problem| dataset.recommendations.iter().any(|answer| answer.problems.contains(&problem.id)));
        let in_text = dataset
            .narrative
            .iter()
            .any(|(key, text)| matches!(key.as_str(), "measures" | "corrective_measures") && is_said(Some(text)));
        in_text || answered.next().is_some()
    }

    /// JSON pointer of a field of the observation.
    pub(super) fn pointer(&self, field: &str) -> String {
        format!("/observations/{}/{field}", self.at)
    }

    /// The field that says that the target is missed.
    pub(super) fn missing_field(&self) -> &'static str {
        match (self.forecast(), self.observation.likelihood) {
            (Some(false), _) => "year_forecast",
            (_, Some(Likelihood::Impossible)) => "likelihood",
            _ => "actual",
        }
    }

    /// The actual value in words.
    pub(super) fn shown_actual(&self) -> String {
        shown(&self.observation.actual, &self.indicator.target)
    }

    /// The value expected for the whole year in words.
    pub(super) fn shown_forecast(&self) -> String {
        shown(&self.observation.year_forecast, &self.indicator.target)
    }

    /// The target in words.
    pub(super) fn shown_target(&self) -> String {
        shown_target(&self.indicator.target)
    }
}

/// Whether a value reaches a target; `None` where one of them is not known, or the units differ.
fn reaches(target: &Target, stated: &Stated<Measure>) -> Option<bool> {
    let measure = stated.value()?;
    match target.operator {
        Operator::Qualitative => measure.rating.map(|rating| rating == Rating::Met),
        Operator::ByDate | Operator::InPeriod => in_time(target.operator, measure.date?, target.date?),
        operator => {
            let differ = measure.unit.is_some() && target.unit.is_some() && measure.unit != target.unit;
            let (value, target) = (measure.number?.0, target.number?.0);
            (!differ).then(|| met(operator, value, target))
        }
    }
}

fn shown(stated: &Stated<Measure>, target: &Target) -> String {
    let Some(measure) = stated.value() else { return String::new() };
    if let Some(raw) = &measure.raw {
        return raw.as_str().to_owned();
    }
    let unit = measure.unit.as_ref().or(target.unit.as_ref()).map_or("", |unit| unit.as_str());
    let number = measure.number.map(|number| format!("{}{unit}", number.0));
    let date = measure.date.map(|date| date.to_string());
    let rating = measure.rating.map(|rating| rating.label().to_owned());
    let text = measure.text.as_ref().map(|text| text.as_str().to_owned());
    number.or(date).or(rating).or(text).unwrap_or_default()
}

/// A target as a form prints it.
pub(super) fn shown_target(target: &Target) -> String {
    if let Some(raw) = &target.raw {
        return raw.as_str().to_owned();
    }
    let operator = target.operator.label();
    let unit = target.unit.as_ref().map_or("", |unit| unit.as_str());
    let number = target.number.map(|number| format!("{operator}{}{unit}", number.0));
    let date = target.date.map(|date| format!("{operator} {date}"));
    let text = target.text.as_ref().map(|text| text.as_str().to_owned());
    number.or(date).or(text).unwrap_or_default()
}

/// What is typed into a box that must not stay empty and says nothing: dashes, 无, 不适用 and their like.
pub(super) fn says_nothing(text: &str) -> bool {
    const EMPTY: [&str; 12] =
        ["", "无", "无偏差", "没有", "不适用", "不涉及", "不详", "略", "空", "null", "na", "none"];
    let core = text.trim_matches(|character: char| !character.is_alphanumeric());
    // Long texts are never in the list, and most texts are long.
    core.len() <= 12 && EMPTY.iter().any(|empty| core.eq_ignore_ascii_case(empty)) || core.eq_ignore_ascii_case("n/a")
}

/// The same of a text that may be absent.
pub(super) fn is_said(text: Option<&Prose>) -> bool {
    text.is_some_and(|text| !says_nothing(text.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_nothing() {
        for text in ["", "-", "——", "无", "无。", " 无 ", "/", "N/A", "NULL", "不适用", "（无）", "无偏差。"]
        {
            assert!(says_nothing(text), "{text}");
        }
        for text in ["无预算", "0", "项目资金均为区级财政资金", "不适用：室内项目", "无锡市财政局"]
        {
            assert!(!says_nothing(text), "{text}");
        }
    }
}
