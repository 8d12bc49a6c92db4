//! `R-REQ`: what every form asks for is known. What a layout prints beyond that is found when it is rendered, under the same code.

use jianbao_dataset::codes::EventKind;
use jianbao_dataset::{Dataset, Event};
use jianbao_finding::{Check, Finding, Severity, Text};

use super::observed::judged;
use super::say::say;
use super::{Look, Rule, Subject};

pub(super) const RULE: Rule = Rule {
    check: Check {
        code: "R-REQ",
        severity: Severity::Error,
        demand: ("必填的内容应已填写", "what a report must say is known"),
        source: (
            "财政部项目支出绩效目标执行监控表的栏目（主管部门及代码、年初预算数、执行数、执行情况）；绩效目标调整须按程序报批；引用文件须可查；版式要求印出的内容",
            "the fields of the monitoring form of the Ministry of Finance (department and code, initial budget, executed, actual values); changes of goals go through approval; cited documents can be found; and whatever a layout prints",
        ),
        explanation: (
            "不论版式都应有的内容（警告）：主管部门的单位代码；资金来源的年初预算数和执行数；各项指标的执行情况；引用文件的文号或日期；会议、批复、拨付、合同、验收等事项的日期；绩效目标调整的批准单位。\n版式必须印出而数据集没有的内容（错误）在套用版式时发现；同一处两者都缺时只报告后者。确实不适用的，填 not_applicable 并说明原因。",
            "What every report needs, whatever the layout (warnings): the code of the supervising department; initial budget and executed amount of every funding source; the actual value of every indicator; the number or the date of a cited document; the date of a meeting, an approval, a payment, a contract or an acceptance; who approved a change of goals.\nWhat a layout must print and the dataset does not know (an error) is found when the layout is used; where both are missing at one place, only that is told. What cannot be known is not_applicable, with a reason.",
        ),
    },
    look: Look::Dataset(check),
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let dataset = subject.dataset();
    let mut findings = Vec::new();
    findings.extend(department_code(dataset));
    money(dataset, &mut findings);
    actual_values(dataset, &mut findings);
    documents(dataset, &mut findings);
    events(dataset, &mut findings);
    approvals(dataset, &mut findings);
    findings
}

fn missing(pointer: String, zh: String, en: String, hint: Text) -> Finding {
    say(&RULE, Severity::Warning, pointer, zh, en).hint(hint)
}

fn department_code(dataset: &Dataset) -> Option<Finding> {
    let project = dataset.project.as_ref().map(|project| &project.supervising_department);
    let id = project.or_else(|| dataset.department.as_ref().map(|department| &department.organisation))?;
    let (at, organisation) = dataset.organisations.iter().enumerate().find(|(_, one)| one.id == *id)?;
    if organisation.code.is_some() {
        return None;
    }
    let name = organisation.name.as_str();
    Some(missing(
        format!("/organisations/{at}/code"),
        format!("主管部门“{name}”没有单位代码"),
        format!("the supervising department “{name}” has no code"),
        Text::new("填预算管理一体化系统中的单位代码", "give its code in the budget system"),
    ))
}

fn money(dataset: &Dataset, findings: &mut Vec<Finding>) {
    for (at, funding) in dataset.funding.iter().enumerate() {
        // What a parent does not state is the sum of its children.
        if dataset.funding.iter().any(|other| other.parent.as_ref() == Some(&funding.id)) {
            continue;
        }
        let fields = [
            ("initial_budget", "年初预算数", "initial budget", funding.initial_budget.is_unknown()),
            ("executed", "执行数", "executed amount", funding.executed.is_unknown()),
        ];
        for (field, zh, en, _) in fields.into_iter().filter(|(.., unknown)| *unknown) {
            let name = funding.name.as_str();
            findings.push(missing(
                format!("/funding/{at}/{field}"),
                format!("“{name}”没有{zh}"),
                format!("“{name}” has no {en}"),
                Text::new(
                    "补充数据；没有发生的填 0，不适用的说明原因",
                    "add it: 0 if there was none, not_applicable with a reason if there can be none",
                ),
            ));
        }
    }
}

fn actual_values(dataset: &Dataset, findings: &mut Vec<Finding>) {
    for judged in judged(dataset) {
        // A day that has passed without a date is a matter of evidence.
        if !judged.observation.actual.is_unknown() || judged.day_passed().is_some() {
            continue;
        }
        let name = judged.indicator.name.as_str();
        findings.push(missing(
            judged.pointer("actual"),
            format!("指标“{name}”没有执行情况"),
            format!("the indicator “{name}” has no actual value"),
            Text::new(
                "填截至数据截止日的完成值；尚不能取得的，填不适用并写明原因",
                "give the value at the cut-off date; if there can be none yet, say why as not_applicable",
            ),
        ));
    }
}

fn documents(dataset: &Dataset, findings: &mut Vec<Finding>) {
    for (at, document) in dataset.documents.iter().enumerate() {
        if document.number.is_some() || document.date.is_some() {
            continue;
        }
        let title = document.title.as_str();
        findings.push(missing(
            format!("/documents/{at}"),
            format!("引用的《{title}》没有文号，也没有日期"),
            format!("the cited document “{title}” has neither number nor date"),
            Text::new("补充文号或日期，使人能查到该文件", "add one of them, so that the document can be found"),
        ));
    }
}

fn events(dataset: &Dataset, findings: &mut Vec<Finding>) {
    for (at, event) in dataset.events.iter().enumerate() {
        findings.extend(undated(event, || format!("/events/{at}/date")));
    }
    for (at, procurement) in dataset.procurements.iter().enumerate() {
        for (step, event) in procurement.steps.iter().enumerate() {
            findings.extend(undated(event, || format!("/procurements/{at}/steps/{step}/date")));
        }
    }
}

/// A decision, a payment or an acceptance of which nobody says when it was.
fn undated(event: &Event, pointer: impl Fn() -> String) -> Option<Finding> {
    use EventKind as Kind;
    let dated = !matches!(event.kind, Kind::Other | Kind::Campaign | Kind::Guarantee | Kind::Request);
    if !dated || event.date.is_some() {
        return None;
    }
    let (kind, title) = (event.kind.label(), event.title.as_str());
    Some(missing(
        pointer(),
        format!("{kind}“{title}”没有日期"),
        format!("“{title}” ({kind}) has no date"),
        Text::new("补充日期；只知道月份的，填到月", "add the date; the month will do"),
    ))
}

fn approvals(dataset: &Dataset, findings: &mut Vec<Finding>) {
    for (at, revision) in dataset.revisions.iter().enumerate().filter(|(_, revision)| revision.approved_by.is_none()) {
        let field = revision.field.as_str();
        findings.push(missing(
            format!("/revisions/{at}/approved_by"),
            format!("绩效目标调整（{field}）没有批准单位"),
            format!("nobody is named who approved the change of goals ({field})"),
            Text::new(
                "填批准调整的单位；绩效目标调整应按程序报财政部门批准",
                "name who approved it; changes of goals go through the finance department",
            ),
        ));
    }
}
