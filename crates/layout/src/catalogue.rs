//! What the code of layout packages stands for.

use jianbao_finding::{Check, Severity};

/// Codes of this crate's findings.
pub const CHECKS: &[Check] = &[
Check {
    code: "T-LAYOUT",
    severity: Severity::Error,
    demand: (
        "版式应存在，layout.toml 与字体排版方案应正确",
        "the layout exists, and its `layout.toml` and typography are right",
    ),
    source: ("版式包的格式（jianbao schema layout）", "the format of layout packages (`jianbao schema layout`)"),
    explanation: (
        "检查版式目录、layout.toml 的键和值、extends 的链条和字体排版方案。这是版式的错误，与数据集无关。",
        "Checks the folder, the keys and values of `layout.toml`, the chain of `extends` and the typography profile. It is a mistake of the layout, not of the dataset.",
    ),
},
Check {
    code: "T-RULE",
    severity: Severity::Error,
    demand: (
        "规则文件和规则包应正确，其表达式应能求值",
        "rule files and rule packs are right, and their expressions can be evaluated",
    ),
    source: ("规则文件的格式（jianbao schema rules）", "the format of rule files (`jianbao schema rules`)"),
    explanation: (
        "检查 rules.toml 和规则包的键、代码、级别、对象，以及每个表达式中的字段、函数、运算和数据类型；表达式读入时以一份样例数据试算一次。这是规则的错误，与数据集无关。",
        "Checks the keys, codes, severities and records of `rules.toml` and of rule packs, and in every expression its fields, functions, operators and types; an expression is tried on sample data when it is read. It is a mistake of the rules, not of the dataset.",
    ),
}];
