//! The steps of a procurement: in order, and delivered when agreed.

use jianbao_dataset::codes::EventKind;
use jianbao_dataset::{Dataset, Event, Procurement};
use jianbao_finding::{Finding, Severity, Text};

use super::{before, two_dates};

/// The order of the steps; what has no place in it may come at any time.
const ORDER: [EventKind; 7] = [
    EventKind::Request,
    EventKind::Approval,
    EventKind::AwardNotice,
    EventKind::Contract,
    EventKind::Delivery,
    EventKind::ExpertReview,
    EventKind::AssetBooking,
];

pub(super) fn check(dataset: &Dataset, findings: &mut Vec<Finding>) {
    for (at, procurement) in dataset.procurements.iter().enumerate() {
        order(at, procurement, findings);
        late(at, procurement, findings);
    }
}

/// The place of a step: payments follow the contract, whatever else is still to come.
fn rank(kind: EventKind) -> Option<usize> {
    match kind {
        EventKind::Payment => Some(4),
        kind => ORDER.iter().position(|known| *known == kind),
    }
}

fn order(at: usize, procurement: &Procurement, findings: &mut Vec<Finding>) {
    // For each place the step that is certainly the latest, so that every step is compared once with each place before it.
    let mut latest: [Option<&Event>; ORDER.len()] = [None; ORDER.len()];
    for step in &procurement.steps {
        let (Some(rank), Some(date)) = (rank(step.kind), step.date) else { continue };
        let later = latest[rank].and_then(|known| known.date).is_none_or(|known| known.first_day() < date.first_day());
        if later && step.kind != EventKind::Payment {
            latest[rank] = Some(step);
        }
    }
    for (step_at, step) in procurement.steps.iter().enumerate() {
        let (Some(rank), Some(date)) = (rank(step.kind), step.date) else { continue };
        let earlier = latest[..rank].iter().flatten().filter_map(|known| Some((known, known.date?)));
        let Some((known, other)) = earlier.max_by_key(|(_, date)| date.first_day()) else { continue };
        if !before(date, other) {
            continue;
        }
        let (title, known) = (step.title.as_str(), known.title.as_str());
        let message = Text::new(
            format!("“{title}”（{date}）早于“{known}”（{other}），采购步骤先后颠倒"),
            format!("“{title}” ({date}) is before “{known}” ({other}): the steps of the procurement are out of order"),
        );
        let pointer = format!("/procurements/{at}/steps/{step_at}/date");
        findings.push(two_dates(Severity::Warning, pointer, message, &date, &other));
    }
}

fn late(at: usize, procurement: &Procurement, findings: &mut Vec<Finding>) {
    let Some(due) = procurement.due else { return };
    for (step_at, step) in procurement.steps.iter().enumerate() {
        let Some(date) = step.date.filter(|date| step.kind == EventKind::Delivery && before(due, *date)) else {
            continue;
        };
        let title = step.title.as_str();
        let message = Text::new(
            format!("“{title}”（{date}）晚于约定的交货日期 {due}"),
            format!("“{title}” ({date}) is after the agreed day of delivery, {due}"),
        );
        let pointer = format!("/procurements/{at}/steps/{step_at}/date");
        findings.push(two_dates(Severity::Warning, pointer, message, &date, &due));
    }
}
