//! Every reference names a record that is there, and nothing is part of itself.
//!
//! Nearly all records of a feed pass, so places are only written out for a finding, and lists that are short are searched as they
//! are.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Arguments;

use jianbao_dataset::scalar::Id;
use jianbao_dataset::{Dataset, Event};
use jianbao_finding::{Finding, Text};

use super::error;
use super::ids::Seen;

/// The lists that references point into.
#[derive(Debug, Clone, Copy)]
enum List {
    Organisations,
    Funding,
    Uses,
    DetailTables,
    Goals,
    Indicators,
    Documents,
    Problems,
    /// Evidence may be a document, an event, an attachment or a survey.
    Evidence,
}

/// How many lists there are.
const LISTS: usize = 9;

impl List {
    fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Organisations => ("单位", "organisation"),
            Self::Funding => ("资金来源", "funding source"),
            Self::Uses => ("资金用途", "use of funds"),
            Self::DetailTables => ("明细表", "detail table"),
            Self::Goals => ("绩效目标", "goal"),
            Self::Indicators => ("绩效指标", "indicator"),
            Self::Documents => ("引用文件", "document"),
            Self::Problems => ("主要问题", "problem"),
            Self::Evidence => ("佐证材料", "document, event, survey or attachment"),
        }
    }

    /// Calls a function with the id of every record of the list until it says that it has seen enough.
    fn any<'a>(self, dataset: &'a Dataset, mut enough: impl FnMut(&'a Id) -> bool) -> bool {
        macro_rules! any {
            ($($field:ident),+) => {
                false $(|| dataset.$field.iter().any(|record| enough(&record.id)))+
            };
        }
        match self {
            Self::Organisations => any!(organisations),
            Self::Funding => any!(funding),
            Self::Uses => any!(uses),
            Self::DetailTables => any!(detail_tables),
            Self::Goals => any!(goals),
            Self::Indicators => any!(indicators),
            Self::Documents => any!(documents),
            Self::Problems => any!(problems),
            Self::Evidence => any!(documents, events, attachments, surveys),
        }
    }
}

/// Up to this many ids are compared one by one; more are sorted first.
const FEW: usize = 24;

/// What references may point to.
struct Targets<'a> {
    dataset: &'a Dataset,
    /// The ids of each list, sorted, where somebody asked for them and there are many.
    sorted: [OnceCell<BTreeSet<&'a Id>>; LISTS],
    findings: &'a mut Vec<Finding>,
}

impl<'a> Targets<'a> {
    fn knows(&self, list: List, id: &Id) -> bool {
        if let Some(sorted) = self.sorted[list as usize].get() {
            return sorted.contains(id);
        }
        let mut seen = 0;
        let mut found = false;
        let many = list.any(self.dataset, |known| {
            seen += 1;
            found = known == id;
            found || seen > FEW
        });
        if found || !many {
            return found;
        }
        let sorted = self.sorted[list as usize].get_or_init(|| {
            let mut all: BTreeSet<&'a Id> = BTreeSet::new();
            list.any(self.dataset, |known| {
                all.insert(known);
                false
            });
            all
        });
        sorted.contains(id)
    }

    fn one(&mut self, list: List, id: &Id, pointer: Arguments<'_>) {
        if self.knows(list, id) {
            return;
        }
        let (zh, en) = list.name();
        let finding = error(
            "I-REF",
            pointer.to_string(),
            format!("没有编号为 {id} 的{zh}"),
            format!("there is no {en} with the id {id}"),
        );
        let mut near: Option<(f64, &Id)> = None;
        list.any(self.dataset, |known| {
            let likeness = strsim::jaro_winkler(known.as_str(), id.as_str());
            if likeness > near.map_or(0.8, |(best, _)| best) {
                near = Some((likeness, known));
            }
            false
        });
        self.findings.push(match near {
            Some((_, near)) => finding.hint(Text::new(format!("是否应为 {near}"), format!("did you mean {near}?"))),
            None => finding,
        });
    }

    fn optional(&mut self, list: List, id: Option<&Id>, pointer: Arguments<'_>) {
        if let Some(id) = id {
            self.one(list, id, pointer);
        }
    }

    fn many(&mut self, list: List, ids: &[Id], pointer: Arguments<'_>) {
        for (at, id) in ids.iter().enumerate() {
            self.one(list, id, format_args!("{pointer}/{at}"));
        }
    }
}

pub(super) fn references(dataset: &Dataset, findings: &mut Vec<Finding>) {
    let mut targets = Targets { dataset, sorted: Default::default(), findings };
    targets.one(List::Organisations, &dataset.report.prepared_by, format_args!("/report/prepared_by"));
    targets.optional(
        List::Organisations,
        dataset.report.commissioned_by.as_ref(),
        format_args!("/report/commissioned_by"),
    );
    if let Some(project) = &dataset.project {
        targets.one(
            List::Organisations,
            &project.supervising_department,
            format_args!("/project/supervising_department"),
        );
        targets.one(List::Organisations, &project.implementing_agency, format_args!("/project/implementing_agency"));
    }
    if let Some(department) = &dataset.department {
        targets.one(List::Organisations, &department.organisation, format_args!("/department/organisation"));
    }
    money_references(&mut targets);
    goal_references(&mut targets);
    event_references(&mut targets);
    for (at, problem) in dataset.problems.iter().enumerate() {
        targets.many(List::Indicators, &problem.indicators, format_args!("/problems/{at}/indicators"));
        targets.many(List::Uses, &problem.uses, format_args!("/problems/{at}/uses"));
    }
    for (at, recommendation) in dataset.recommendations.iter().enumerate() {
        targets.many(List::Problems, &recommendation.problems, format_args!("/recommendations/{at}/problems"));
        targets.optional(
            List::Organisations,
            recommendation.responsible.as_ref(),
            format_args!("/recommendations/{at}/responsible"),
        );
    }
    for (at, rectification) in dataset.rectifications.iter().enumerate() {
        targets.optional(
            List::Organisations,
            rectification.issued_by.as_ref(),
            format_args!("/rectifications/{at}/issued_by"),
        );
        targets.many(List::Indicators, &rectification.indicators, format_args!("/rectifications/{at}/indicators"));
    }
    if let Some(monitoring) = &dataset.monitoring {
        targets.many(List::Documents, &monitoring.basis, format_args!("/monitoring/basis"));
    }
    let funding = dataset.funding.iter().map(|funding| (&funding.id, funding.parent.as_ref()));
    parents(funding, "/funding", targets.findings);
    let uses = dataset.uses.iter().map(|using| (&using.id, using.parent.as_ref()));
    parents(uses, "/uses", targets.findings);
}

fn money_references(targets: &mut Targets<'_>) {
    let dataset = targets.dataset;
    for (at, funding) in dataset.funding.iter().enumerate() {
        targets.optional(List::Funding, funding.parent.as_ref(), format_args!("/funding/{at}/parent"));
    }
    for (at, using) in dataset.uses.iter().enumerate() {
        let at = format_args!("/uses/{at}");
        targets.optional(List::Uses, using.parent.as_ref(), format_args!("{at}/parent"));
        targets.optional(List::Funding, using.funding.as_ref(), format_args!("{at}/funding"));
        targets.many(List::Organisations, &using.payees, format_args!("{at}/payees"));
        targets.many(List::Indicators, &using.indicators, format_args!("{at}/indicators"));
        targets.optional(List::DetailTables, using.detail_table.as_ref(), format_args!("{at}/detail_table"));
    }
    for (at, table) in dataset.detail_tables.iter().enumerate() {
        if let Some(reconciliation) = &table.reconciles_with {
            targets.one(
                List::Uses,
                &reconciliation.use_of_funds,
                format_args!("/detail_tables/{at}/reconciles_with/use"),
            );
        }
    }
}

fn goal_references(targets: &mut Targets<'_>) {
    let dataset = targets.dataset;
    for (at, goal) in dataset.goals.iter().enumerate() {
        targets.many(List::Documents, &goal.documents, format_args!("/goals/{at}/documents"));
    }
    for (at, indicator) in dataset.indicators.iter().enumerate() {
        targets.optional(List::Goals, indicator.goal.as_ref(), format_args!("/indicators/{at}/goal"));
    }
    let mut observed = Seen::default();
    for (at, observation) in dataset.observations.iter().enumerate() {
        targets.one(List::Indicators, &observation.indicator, format_args!("/observations/{at}/indicator"));
        targets.many(List::Evidence, &observation.evidence, format_args!("/observations/{at}/evidence"));
        if !observed.insert(&observation.indicator) {
            let id = &observation.indicator;
            targets.findings.push(error(
                "I-ID",
                format!("/observations/{at}/indicator"),
                format!("指标 {id} 的执行情况重复"),
                format!("the indicator {id} is observed twice"),
            ));
        }
    }
    for (at, revision) in dataset.revisions.iter().enumerate() {
        let at = format_args!("/revisions/{at}");
        targets.optional(List::Goals, revision.goal.as_ref(), format_args!("{at}/goal"));
        targets.optional(List::Indicators, revision.indicator.as_ref(), format_args!("{at}/indicator"));
        targets.many(List::Documents, &revision.basis, format_args!("{at}/basis"));
        targets.optional(List::Organisations, revision.approved_by.as_ref(), format_args!("{at}/approved_by"));
    }
}

fn event_references(targets: &mut Targets<'_>) {
    let dataset = targets.dataset;
    for (at, activity) in dataset.activities.iter().enumerate() {
        let at = format_args!("/activities/{at}");
        targets.many(List::Organisations, &activity.providers, format_args!("{at}/providers"));
        targets.many(List::Uses, &activity.uses, format_args!("{at}/uses"));
        targets.many(List::Indicators, &activity.indicators, format_args!("{at}/indicators"));
    }
    for (at, procurement) in dataset.procurements.iter().enumerate() {
        for (step, event) in procurement.steps.iter().enumerate() {
            event_reference(targets, event, format_args!("/procurements/{at}/steps/{step}"));
        }
    }
    for (at, event) in dataset.events.iter().enumerate() {
        event_reference(targets, event, format_args!("/events/{at}"));
    }
    for (at, procurement) in dataset.procurements.iter().enumerate() {
        let at = format_args!("/procurements/{at}");
        targets.optional(List::Organisations, procurement.agent.as_ref(), format_args!("{at}/agent"));
        targets.optional(List::Organisations, procurement.supplier.as_ref(), format_args!("{at}/supplier"));
        targets.optional(List::Uses, procurement.use_of_funds.as_ref(), format_args!("{at}/use"));
    }
    for (at, survey) in dataset.surveys.iter().enumerate() {
        targets.optional(List::Indicators, survey.indicator.as_ref(), format_args!("/surveys/{at}/indicator"));
    }
    for (at, document) in dataset.documents.iter().enumerate() {
        targets.optional(List::Organisations, document.issued_by.as_ref(), format_args!("/documents/{at}/issued_by"));
    }
}

fn event_reference(targets: &mut Targets<'_>, event: &Event, at: Arguments<'_>) {
    targets.optional(List::Organisations, event.organisation.as_ref(), format_args!("{at}/organisation"));
    targets.many(List::Documents, &event.documents, format_args!("{at}/documents"));
    targets.many(List::Indicators, &event.indicators, format_args!("{at}/indicators"));
}

/// A record must not be part of itself, however far around. Every record is visited once.
fn parents<'a>(
    records: impl Iterator<Item = (&'a Id, Option<&'a Id>)> + Clone,
    pointer: &str,
    findings: &mut Vec<Finding>,
) {
    if records.clone().all(|(_, parent)| parent.is_none()) {
        return;
    }
    let index: BTreeMap<&Id, usize> = records.clone().enumerate().map(|(at, (id, _))| (id, at)).collect();
    let ids: Vec<&Id> = records.clone().map(|(id, _)| id).collect();
    let above: Vec<Option<usize>> = records.map(|(_, parent)| index.get(parent?).copied()).collect();
    // The walk from a record on which one was first seen; a walk that meets itself has found a circle.
    let mut walk_of = vec![usize::MAX; above.len()];
    let mut circular = Vec::new();
    for start in 0..above.len() {
        let mut next = Some(start);
        while let Some(at) = next.filter(|&at| walk_of[at] == usize::MAX) {
            walk_of[at] = start;
            next = above[at];
        }
        if let Some(entry) = next.filter(|&at| walk_of[at] == start) {
            let mut member = entry;
            loop {
                circular.push(member);
                match above[member] {
                    Some(next) if next != entry => member = next,
                    _ => break,
                }
            }
        }
    }
    circular.sort_unstable();
    for at in circular {
        let id = ids[at];
        let pointer = format!("{pointer}/{at}/parent");
        findings.push(error("I-REF", pointer, format!("{id} 是自己的上级（循环）"), format!("{id} is part of itself")));
    }
}
