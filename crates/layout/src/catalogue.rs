//! What the code of layout packages stands for.

use jianbao_finding::{Check, Severity};

/// Codes of this crate's findings.
pub const CHECKS: &[Check] = &[Check {
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
}];
