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
            "文字中手写的数与数据集中的一个数相等时，提示印出来相同的占位符写法，数据改动后文字随之更新；占位符印出的单位、小数位与所写不同的，只说明其编号和印法。条数（绩效指标数、已完成的指标数、问题数等）也能识别，但没有占位符。",
            "Where a typed number equals a figure, it names the placeholder that prints the same and follows the data. Where the placeholder would print another unit or other decimal places, it says so and gives the figure's id. Numbers of records (of indicators, of those that are met, of problems) are recognised too and have no placeholder.",
        ),
    },
    look: Look::Texts(|subject, written, findings| crate::prose::look("N-NAMED", subject, written, findings)),
};
