//! `R-LINK`: money, work, indicators, problems and texts are connected, and who is paid in two roles is told.

mod money;
mod payees;

use jianbao_dataset::Dataset;
use jianbao_finding::{Check, Finding, Severity, Text};

use super::say::say;
use super::{Look, Rule, Subject};

pub(super) const RULE: Rule = Rule {
    check: Check {
        code: "R-LINK",
        severity: Severity::Warning,
        demand: (
            "资金、工作、指标、问题和建议应相互对应",
            "money, work, indicators, problems and recommendations belong together",
        ),
        source: (
            "预算绩效管理：花钱必问效，支出与绩效目标、指标相对应；财预〔2019〕136号：针对问题提出改进措施",
            "budget performance management asks of all money what it achieves; circular 136 of 2019 of the Ministry of Finance: measures answer problems",
        ),
        explanation: (
            "检查：有支出而没有指标的资金用途（任何用途都没有填对应指标时不检查）；有完成情况而没有资金和指标的工作，以及由供应商、服务商承担而没有资金用途和采购合同的工作（任何工作都没有填对应关系时不检查）；没有对应资金用途的采购合同（提示）；没有建议的问题，以及不对应任何问题的建议（提示）；文字逐项引用了资金用途而漏掉的用途（提示）。\n同一单位从几处得到资金，或既是受益对象又是供应商、服务商的，提示披露；编制报告的第三方机构同时是项目的供应商或受益对象的，为警告。",
            "Checks: uses that spend money and serve no indicator (nothing is said where no use names indicators); work with a result but without money or indicator, and work of a supplier or service provider without a use of money or a contract (nothing is said where no work is linked at all); a contract without its use of money (a note); a problem without a recommendation, and a recommendation that answers no problem (a note); a use that the texts leave out while they cite others (a note).\nAn organisation that gets money from several places, or is beneficiary and supplier or provider at once, is noted for disclosure; a commissioned firm that writes the report and is supplier or beneficiary of the project is a warning.",
        ),
    },
    look: Look::Dataset(check),
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let dataset = subject.dataset();
    let mut findings = Vec::new();
    money::check(dataset, &mut findings);
    payees::check(dataset, &mut findings);
    answers(dataset, &mut findings);
    findings
}

/// Problems and the recommendations that answer them.
fn answers(dataset: &Dataset, findings: &mut Vec<Finding>) {
    for (at, problem) in dataset.problems.iter().enumerate() {
        if dataset.recommendations.iter().any(|recommendation| recommendation.problems.contains(&problem.id)) {
            continue;
        }
        let title = problem.title.as_str();
        let finding = say(
            &RULE,
            Severity::Warning,
            format!("/problems/{at}"),
            format!("问题“{title}”没有对应的改进措施和建议"),
            format!("no recommendation answers the problem “{title}”"),
        );
        findings.push(finding.hint(Text::new(
            "补充建议，并在其对应问题中列出这个问题",
            "add one, and list this problem among those that it answers",
        )));
    }
    let idle = dataset.recommendations.iter().enumerate().filter(|(_, one)| one.problems.is_empty());
    for (at, recommendation) in idle.filter(|_| !dataset.problems.is_empty()) {
        let title = recommendation.title.as_str();
        let finding = say(
            &RULE,
            Severity::Info,
            format!("/recommendations/{at}"),
            format!("建议“{title}”不对应任何问题"),
            format!("the recommendation “{title}” answers no problem"),
        );
        findings.push(finding.hint(Text::new("填对应问题", "list the problems that it answers")));
    }
}
