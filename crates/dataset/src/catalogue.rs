//! What the codes of reading stand for.

use jianbao_finding::{Check, Severity};

/// Codes of this crate's findings.
pub const CHECKS: &[Check] = &[
    Check {
        code: "S-DIGITS",
        severity: Severity::Error,
        demand: ("数值的有效数字不超过 28 位", "a number has at most 28 significant digits"),
        source: ("数据集格式（jianbao schema dataset）", "the dataset's schema (`jianbao schema dataset`)"),
        explanation: (
            "金额按原文精确保存，不用浮点数；超过 28 位有效数字的数值保存不下，程序不会替您四舍五入。请核对该数值，多半是导出时多写了小数位。",
            "Amounts are held exactly as they are written, not as floating-point numbers. A number with more than 28 significant digits cannot be held, and nothing is rounded silently. Check the number: an export usually wrote too many decimal places.",
        ),
    },
    Check {
        code: "S-ENCODING",
        severity: Severity::Error,
        demand: ("文件应为 UTF-8 编码", "the file is UTF-8"),
        source: ("RFC 8259（JSON）与数据集格式", "RFC 8259 (JSON) and the dataset format"),
        explanation: (
            "报告第一个无法按 UTF-8 读取的位置，并指出文件像是 GBK 还是 UTF-16。请在编辑器或导出程序中另存为 UTF-8。",
            "Tells the first place that cannot be read as UTF-8, and whether the file looks like GBK or UTF-16. Save it as UTF-8 in the editor or in the program that wrote it.",
        ),
    },
    Check {
        code: "S-JSON",
        severity: Severity::Error,
        demand: (
            "文件应为完整的 JSON，嵌套不超过 128 层",
            "the file is complete JSON, nested no deeper than 128 levels",
        ),
        source: ("RFC 8259（JSON）与数据集格式", "RFC 8259 (JSON) and the dataset format"),
        explanation: (
            "报告第一个不符合 JSON 语法的位置。常见原因：缺少逗号、使用了中文引号或逗号、末尾多了逗号、文件没有传完整。语法错误之后的内容无法检查，改正后请再检查一次。",
            "Tells the first place that is no JSON. Usual causes: a missing comma, Chinese quotation marks or commas, a comma too many at the end, a file that was cut short. What follows a fault of syntax cannot be checked: correct it and check again.",
        ),
    },
];
