//! `N-DIFFERS`: numbers in texts that are not the figure they are said to be.

use jianbao_finding::{Check, Severity};

use super::{Look, Rule};

pub(crate) const RULE: Rule = Rule {
    check: Check {
        code: "N-DIFFERS",
        severity: Severity::Error,
        demand: ("文字中的数应与它所说的那个数据一致", "a number in a text is the figure that the words name"),
        source: ("同一报告中文字与表格的数据应一致", "the texts and the tables of a report show the same data"),
        explanation: (
            "识别文字中的金额、百分比、数量和日期（阿拉伯数字、全角数字、中文数字，万、亿、成、百分之），按前后文判断所说的是台账中的哪个数，按所写的单位和小数位四舍五入后比较。文字指明了数据而数值不同、且差别属于常见的抄写错误（数字颠倒、多写漏写、小数点错位、元与万元混用、旧合计、抄错行列、日期改动不全）的，为错误；只有其一的，为警告。上年同期、标准、上限、要求等所带的数不比较。",
            "Recognises amounts, percentages, counts and dates in texts (Arabic, full-width and Chinese numerals; 万, 亿, 成, 百分之), finds out from the words around them which figure of the ledger is meant, and compares in the unit and with the decimal places that are written, rounded half up. It is an error where words name a figure and the number differs from it in one of the ways in which copying goes wrong: digits swapped, missing or added, the point misplaced, 元 for 万元, a total from before, the next column, one part of a date. It is a warning where only one of the two holds. Numbers of other years, of standards, limits and demands are not compared.",
        ),
    },
    look: Look::Texts(|subject, written, findings| crate::prose::look("N-DIFFERS", subject, written, findings)),
};
