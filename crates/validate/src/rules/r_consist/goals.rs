//! Whether a goal is reached, against its indicators.

use jianbao_dataset::{Dataset, Goal};
use jianbao_finding::{Finding, Severity, Text};

use super::RULE;
use crate::rules::observed::{Judged, judged};
use crate::rules::say::say;

pub(super) fn check(dataset: &Dataset, findings: &mut Vec<Finding>) {
    for (at, goal) in dataset.goals.iter().enumerate() {
        let found = match goal.reached {
            Some(true) => missed(dataset, goal, at),
            Some(false) => all_reached(dataset, goal, at),
            None => None,
        };
        findings.extend(found);
    }
}

fn of<'a>(dataset: &'a Dataset, goal: &'a Goal) -> impl Iterator<Item = Judged<'a>> {
    judged(dataset).filter(|judged| judged.indicator.goal.as_ref() == Some(&goal.id))
}

fn missed(dataset: &Dataset, goal: &Goal, at: usize) -> Option<Finding> {
    let names: Vec<&str> =
        of(dataset, goal).filter(Judged::misses).map(|judged| judged.indicator.name.as_str()).collect();
    let (first, count) = (names.first()?, names.len());
    let finding = say(
        &RULE,
        Severity::Warning,
        format!("/goals/{at}/reached"),
        format!("目标填为达到预期，其中 {count} 项指标完不成，如“{first}”"),
        format!("the goal is said to be reached, but {count} of its indicators will be missed, “{first}” among them"),
    );
    Some(finding.hint(Text::new("核对目标与指标的判断", "check what is said of the goal and of its indicators")))
}

/// A goal that is said to be missed, though nothing is open about any of its indicators.
fn all_reached(dataset: &Dataset, goal: &Goal, at: usize) -> Option<Finding> {
    let reached = |judged: &Judged<'_>| {
        let value = judged.forecast().or(judged.actual().filter(|_| judged.year_is_over()));
        value == Some(true) && !judged.is_doubtful()
    };
    if of(dataset, goal).next().is_none() || !of(dataset, goal).all(|judged| reached(&judged)) {
        return None;
    }
    let finding = say(
        &RULE,
        Severity::Warning,
        format!("/goals/{at}/reached"),
        "目标填为未达到预期，而它的全部指标都能完成",
        "the goal is said to be missed, but every indicator of it reaches its target",
    );
    Some(finding.hint(Text::new(
        "核对目标的判断；另有原因的，写在目标完成情况中，并为它设指标",
        "check what is said of the goal; if it is missed for another reason, that lacks an indicator",
    )))
}
