//! `N-UNKNOWN`: typed numbers that the dataset does not know.

use jianbao_finding::{Check, Severity};

use super::{Look, Rule};

pub(crate) const RULE: Rule = Rule {
    check: Check {
        code: "N-UNKNOWN",
        severity: Severity::Info,
        demand: ("文字中的数宜有数据依据", "a number in a text has a source in the dataset"),
        source: ("同一报告中文字与表格的数据应一致", "the texts and the tables of a report show the same data"),
        explanation: (
            "列出文字中在数据集里找不到对应数据的金额、百分比、数量和日期，供复核其来源。序数、文号、年份不列。",
            "Lists amounts, percentages, counts and dates in texts that are no figure of the dataset, for somebody to check where they come from. Ordinals, numbers of documents and years are not listed.",
        ),
    },
    look: Look::Texts(|subject, written, findings| crate::prose::look("N-UNKNOWN", subject, written, findings)),
};
