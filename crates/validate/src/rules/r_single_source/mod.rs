//! `R-SINGLE-SOURCE`: what is said in several places is said once, with one wording and one value.

mod reported;
mod revisions;
mod twice;

use jianbao_finding::{Check, Finding, Severity};

use super::{Look, Rule, Subject};

pub(super) const RULE: Rule = Rule {
    check: Check {
        code: "R-SINGLE-SOURCE",
        severity: Severity::Error,
        demand: ("同一事实在各处的文字和数值应一致", "one fact has one wording and one value wherever it stands"),
        source: (
            "财预〔2019〕136号：监控表与监控报告的绩效目标、指标应与批复一致；绩效目标调整按程序报批",
            "circular 136 of 2019 of the Ministry of Finance: form and report repeat the goals and indicators as approved, and changes go through approval",
        ),
        explanation: (
            "比较四处：reported（原件所印内容）中的文字、日期和数值与数据集中对应的事实；绩效目标调整的“调整后”与目标、指标现在的内容（同一内容调整多次的看最后一次）；同一指标、同一期限的目标、同一单位、同一文号的文件是否填了两次；报告标题中的年度与预算年度。\n文字只比较字词：空格、标点、括号样式和全角半角不算差别。事实中含有引用数字的文字不比较，计算得出的数字由 R-SUM 和 R-RATE 比较。",
            "Compares four things: texts, dates and numbers under `reported` (what a source prints) with the fact of the dataset that they claim to be; what a change of a goal or an indicator says it reads afterwards with what it reads now (the last change of one thing counts); whether an indicator, a goal of one horizon, an organisation or a document of one number is entered twice; the year in the report's title with the budget year.\nTexts are compared by their words: spaces, punctuation, the style of brackets and full-width forms are no difference. A fact whose text holds placeholders is not compared, and computed numbers are those of R-SUM and R-RATE.",
        ),
    },
    look: Look::Dataset(check),
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let dataset = subject.dataset();
    let mut findings = reported::check(subject);
    revisions::check(dataset, &mut findings);
    twice::check(dataset, &mut findings);
    findings
}
