//! `R-RECON`: what two places say about one sum of money agrees: a detail table and the use that it explains, a contract and the
//! use that pays for it.

mod contracts;
mod details;
mod tables;

use jianbao_dataset::Use;
use jianbao_finding::{Check, Finding, Severity};
use rust_decimal::Decimal;

use super::facts::{Known, Tree, amount};
use super::{Look, Rule, Subject};

pub(super) const RULE: Rule = Rule {
    check: Check {
        code: "R-RECON",
        severity: Severity::Error,
        demand: (
            "明细表、合同与它们所说明的资金用途应对得上",
            "a detail table or a contract agrees with the use of money that it explains",
        ),
        source: (
            "财预〔2019〕136号：监控资金使用的合规性，必要时延伸到政府采购、合同和验收；审计上的账表核对",
            "the monitoring rules of 2019 (财预〔2019〕136号): use of funds, and where needed procurement, contracts and acceptance; what an auditor ties together",
        ),
        explanation: (
            "一、明细表写明勾稽关系的：参与勾稽的行合计应等于用途的支出金额（equal），或不超过它（subset）。不等为警告，写有差额说明的降为提示；超过为错误。\n\
             二、用途指向一张明细表而表上没有写与它的勾稽关系的：先按选项列找出属于该用途的行（选项的编号与用途编号相同，或选项的名称包含在用途名称中；只有一项用途指向该表时取全部行），再看支出金额（或支出加拟拨付未付）是否等于某个金额列的合计或其中某一选项的小计。都不相等为警告，并列出各数。\n\
             三、采购：合同总额超过用途的预算、支出超过合同总额（收款单位都是供应商时）为警告；采购步骤所填的合同金额与采购金额不一致、付款合计超过采购金额为错误；未到位资金恰为预算与合同之差而没有说明的，给出提示。\n\
             有关金额有一项未知时不比较。",
            "First, where a table says which use it explains: the total of the rows that count is what was spent on the use (`equal`), or not more (`subset`). A difference is a warning, or a note where it is explained; more is an error.\n\
             Second, where a use names a table that does not say so: its rows are those with a code whose id is the use's or whose word is part of the use's name (all rows where only one use names the table). What was spent, or spent and approved, should be the total of an amount column over these rows or over those of one code. Where nothing is equal, all numbers are told, as a warning.\n\
             Third, procurements: contracts above the budget of their use, or spending above the contracts where only suppliers are paid, are warnings; a contract step with another amount than the procurement, or payments above it, are errors; money not received that is just the difference of budget and contract is a note where nobody says so.\n\
             Nothing is compared where an amount is not known.",
        ),
    },
    look: Look::Dataset(check),
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    tables::check(subject, &mut findings);
    details::check(subject, &mut findings);
    contracts::check(subject, &mut findings);
    findings
}

/// What was spent on a use, or on its parts where the use itself states nothing.
fn spent(subject: &Subject<'_>, using: &Use) -> Option<Decimal> {
    money(subject, using, |using| amount(&using.executed))
}

fn money(subject: &Subject<'_>, using: &Use, read: fn(&Use) -> Known) -> Option<Decimal> {
    let uses = &subject.dataset().uses;
    let using = uses.iter().find(|record| record.id == using.id)?;
    Tree::new(uses).value(using, read).number()
}
