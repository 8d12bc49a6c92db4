//! Every reference names a record that is there, and nothing is part of itself.

use std::collections::BTreeSet;

use jianbao_dataset::Dataset;
use jianbao_dataset::scalar::Id;
use jianbao_finding::{Finding, Text};

use super::error;

/// What references may point to.
struct Targets<'a> {
    dataset: &'a Dataset,
    findings: &'a mut Vec<Finding>,
}

impl Targets<'_> {
    fn one(&mut self, list: &str, id: &Id, pointer: String) {
        let dataset = self.dataset;
        macro_rules! ids {
            ($($field:ident),+) => {
                [$(dataset.$field.iter().map(|record| &record.id).collect::<Vec<_>>()),+].concat()
            };
        }
        let (known, zh, en) = match list {
            "organisations" => (ids!(organisations), "单位", "organisation"),
            "funding" => (ids!(funding), "资金来源", "funding source"),
            "uses" => (ids!(uses), "资金用途", "use of funds"),
            "detail_tables" => (ids!(detail_tables), "明细表", "detail table"),
            "goals" => (ids!(goals), "绩效目标", "goal"),
            "indicators" => (ids!(indicators), "绩效指标", "indicator"),
            "documents" => (ids!(documents), "引用文件", "document"),
            "problems" => (ids!(problems), "主要问题", "problem"),
            // Evidence may be a document, an event, a survey or an attachment.
            _ => (ids!(documents, events, attachments, surveys), "佐证材料", "document, event, survey or attachment"),
        };
        if known.contains(&id) {
            return;
        }
        let finding =
            error("I-REF", pointer, format!("没有编号为 {id} 的{zh}"), format!("there is no {en} with the id {id}"));
        let likeness = |known: &Id| strsim::jaro_winkler(known.as_str(), id.as_str());
        let near =
            known.into_iter().filter(|known| likeness(known) > 0.8).max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
        self.findings.push(match near {
            Some(near) => finding.hint(Text::new(format!("是否应为 {near}"), format!("did you mean {near}?"))),
            None => finding,
        });
    }

    fn optional(&mut self, list: &str, id: Option<&Id>, pointer: String) {
        if let Some(id) = id {
            self.one(list, id, pointer);
        }
    }

    fn many(&mut self, list: &str, ids: &[Id], pointer: &str) {
        for (at, id) in ids.iter().enumerate() {
            self.one(list, id, format!("{pointer}/{at}"));
        }
    }
}

pub(super) fn references(dataset: &Dataset, findings: &mut Vec<Finding>) {
    let mut targets = Targets { dataset, findings };
    targets.one("organisations", &dataset.report.prepared_by, "/report/prepared_by".to_owned());
    targets.optional("organisations", dataset.report.commissioned_by.as_ref(), "/report/commissioned_by".to_owned());
    if let Some(project) = &dataset.project {
        targets.one("organisations", &project.supervising_department, "/project/supervising_department".to_owned());
        targets.one("organisations", &project.implementing_agency, "/project/implementing_agency".to_owned());
    }
    if let Some(department) = &dataset.department {
        targets.one("organisations", &department.organisation, "/department/organisation".to_owned());
    }
    money_references(&mut targets);
    goal_references(&mut targets);
    event_references(&mut targets);
    for (at, problem) in dataset.problems.iter().enumerate() {
        targets.many("indicators", &problem.indicators, &format!("/problems/{at}/indicators"));
        targets.many("uses", &problem.uses, &format!("/problems/{at}/uses"));
    }
    for (at, recommendation) in dataset.recommendations.iter().enumerate() {
        targets.many("problems", &recommendation.problems, &format!("/recommendations/{at}/problems"));
        targets.optional(
            "organisations",
            recommendation.responsible.as_ref(),
            format!("/recommendations/{at}/responsible"),
        );
    }
    for (at, rectification) in dataset.rectifications.iter().enumerate() {
        targets.optional("organisations", rectification.issued_by.as_ref(), format!("/rectifications/{at}/issued_by"));
        targets.many("indicators", &rectification.indicators, &format!("/rectifications/{at}/indicators"));
    }
    if let Some(monitoring) = &dataset.monitoring {
        targets.many("documents", &monitoring.basis, "/monitoring/basis");
    }
    parents(
        &dataset.funding.iter().map(|funding| (&funding.id, funding.parent.as_ref())).collect::<Vec<_>>(),
        "/funding",
        targets.findings,
    );
    parents(
        &dataset.uses.iter().map(|using| (&using.id, using.parent.as_ref())).collect::<Vec<_>>(),
        "/uses",
        targets.findings,
    );
}

fn money_references(targets: &mut Targets<'_>) {
    let dataset = targets.dataset;
    for (at, funding) in dataset.funding.iter().enumerate() {
        targets.optional("funding", funding.parent.as_ref(), format!("/funding/{at}/parent"));
    }
    for (at, using) in dataset.uses.iter().enumerate() {
        let at = format!("/uses/{at}");
        targets.optional("uses", using.parent.as_ref(), format!("{at}/parent"));
        targets.optional("funding", using.funding.as_ref(), format!("{at}/funding"));
        targets.many("organisations", &using.payees, &format!("{at}/payees"));
        targets.many("indicators", &using.indicators, &format!("{at}/indicators"));
        targets.optional("detail_tables", using.detail_table.as_ref(), format!("{at}/detail_table"));
    }
    for (at, table) in dataset.detail_tables.iter().enumerate() {
        if let Some(reconciliation) = &table.reconciles_with {
            targets.one("uses", &reconciliation.use_of_funds, format!("/detail_tables/{at}/reconciles_with/use"));
        }
    }
}

fn goal_references(targets: &mut Targets<'_>) {
    let dataset = targets.dataset;
    for (at, goal) in dataset.goals.iter().enumerate() {
        targets.many("documents", &goal.documents, &format!("/goals/{at}/documents"));
    }
    for (at, indicator) in dataset.indicators.iter().enumerate() {
        targets.optional("goals", indicator.goal.as_ref(), format!("/indicators/{at}/goal"));
    }
    let mut observed = BTreeSet::new();
    for (at, observation) in dataset.observations.iter().enumerate() {
        targets.one("indicators", &observation.indicator, format!("/observations/{at}/indicator"));
        targets.many("evidence", &observation.evidence, &format!("/observations/{at}/evidence"));
        if !observed.insert(observation.indicator.as_str()) {
            let (id, pointer) = (&observation.indicator, format!("/observations/{at}/indicator"));
            targets.findings.push(error(
                "I-ID",
                pointer,
                format!("指标 {id} 的执行情况重复"),
                format!("the indicator {id} is observed twice"),
            ));
        }
    }
    for (at, revision) in dataset.revisions.iter().enumerate() {
        let at = format!("/revisions/{at}");
        targets.optional("goals", revision.goal.as_ref(), format!("{at}/goal"));
        targets.optional("indicators", revision.indicator.as_ref(), format!("{at}/indicator"));
        targets.many("documents", &revision.basis, &format!("{at}/basis"));
        targets.optional("organisations", revision.approved_by.as_ref(), format!("{at}/approved_by"));
    }
}

fn event_references(targets: &mut Targets<'_>) {
    let dataset = targets.dataset;
    for (at, activity) in dataset.activities.iter().enumerate() {
        let at = format!("/activities/{at}");
        targets.many("organisations", &activity.providers, &format!("{at}/providers"));
        targets.many("uses", &activity.uses, &format!("{at}/uses"));
        targets.many("indicators", &activity.indicators, &format!("{at}/indicators"));
    }
    let steps = dataset.procurements.iter().enumerate().flat_map(|(at, procurement)| {
        procurement
            .steps
            .iter()
            .enumerate()
            .map(move |(step, event)| (format!("/procurements/{at}/steps/{step}"), event))
    });
    let events = dataset.events.iter().enumerate().map(|(at, event)| (format!("/events/{at}"), event));
    for (at, event) in steps.chain(events) {
        targets.optional("organisations", event.organisation.as_ref(), format!("{at}/organisation"));
        targets.many("documents", &event.documents, &format!("{at}/documents"));
        targets.many("indicators", &event.indicators, &format!("{at}/indicators"));
    }
    for (at, procurement) in dataset.procurements.iter().enumerate() {
        let at = format!("/procurements/{at}");
        targets.optional("organisations", procurement.agent.as_ref(), format!("{at}/agent"));
        targets.optional("organisations", procurement.supplier.as_ref(), format!("{at}/supplier"));
        targets.optional("uses", procurement.use_of_funds.as_ref(), format!("{at}/use"));
    }
    for (at, survey) in dataset.surveys.iter().enumerate() {
        targets.optional("indicators", survey.indicator.as_ref(), format!("/surveys/{at}/indicator"));
    }
    for (at, document) in dataset.documents.iter().enumerate() {
        targets.optional("organisations", document.issued_by.as_ref(), format!("/documents/{at}/issued_by"));
    }
}

/// A record must not be part of itself, however far around.
fn parents(records: &[(&Id, Option<&Id>)], pointer: &str, findings: &mut Vec<Finding>) {
    for (at, &(id, parent)) in records.iter().enumerate() {
        let mut next = parent;
        for _ in 0..=records.len() {
            match next {
                Some(ancestor) if ancestor == id => {
                    findings.push(error(
                        "I-REF",
                        format!("{pointer}/{at}/parent"),
                        format!("{id} 是自己的上级（循环）"),
                        format!("{id} is part of itself"),
                    ));
                    break;
                }
                Some(ancestor) => next = records.iter().find(|(id, _)| *id == ancestor).and_then(|(_, parent)| *parent),
                None => break,
            }
        }
    }
}
