//! `N-NAMED`: typed numbers that could be placeholders.

use jianbao_finding::{Check, Severity};

use super::{Look, Rule};

pub(crate) const RULE: Rule = Rule {
    check: Check {
        code: "N-NAMED",
        severity: Severity::Info,
        demand: ("文字中的数宜写成占位符", "a number in a text is better a placeholder"),
        source: ("同一报告中文字与表格的数据应一致", "the texts and the tables of a report show the same data"),
        explanation: (
            "文字中手写的数与数据集中的一个数相等时，提示可以改用的占位符，数据改动后文字随之更新。",
            "Where a typed number equals a figure, it names the placeholder that would follow the data.",
        ),
    },
    look: Look::Texts(|subject, written, findings| crate::prose::look("N-NAMED", subject, written, findings)),
};
