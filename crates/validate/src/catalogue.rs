//! What the codes of shape (`S-…`) and integrity (`I-…`) stand for; those of reading belong to the crate `dataset`.

use jianbao_finding::{Check, Severity};

/// Codes of this crate's findings.
pub const CHECKS: &[Check] = &[
    Check {
        code: "I-FIGURE",
        severity: Severity::Error,
        demand: (
            "占位符和 reported 引用的数字编号应存在",
            "a placeholder or a `reported` entry names a figure that exists",
        ),
        source: ("数据集的编号与引用规则", "how the parts of a dataset name each other"),
        explanation: (
            "正文中花括号里的编号和 reported 中的 figure 须是台账中有的数字。全部编号见 jianbao explain。",
            "The ids in braces in prose, and `figure` of a `reported` entry, must be figures of the ledger. `jianbao explain` lists them.",
        ),
    },
    Check {
        code: "I-ID",
        severity: Severity::Error,
        demand: ("编号不得重复，也不得使用保留字", "an id is unique and not a reserved word"),
        source: ("数据集的编号与引用规则", "how the parts of a dataset name each other"),
        explanation: (
            "同一列表中的编号、明细表的列、指标的执行情况各只能出现一次；total 等保留字不能作编号，否则一个数字编号会有两种含义。",
            "An id of a list, a column of a detail table and the observation of an indicator occur once; reserved words such as `total` cannot be ids. Otherwise the id of a figure could mean two things.",
        ),
    },
    Check {
        code: "I-REF",
        severity: Severity::Error,
        demand: (
            "引用的对象应存在，上下级不得循环",
            "a reference names something that is there, and nothing is part of itself",
        ),
        source: ("数据集的编号与引用规则", "how the parts of a dataset name each other"),
        explanation: (
            "检查单位、资金、用途、指标、文件、明细表等之间的全部引用。请改正编号，或补充被引用的对象。",
            "Checks all references between organisations, funds, uses, indicators, documents, detail tables and so on. Correct the id, or add what it refers to.",
        ),
    },
    Check {
        code: "I-SUBJECT",
        severity: Severity::Error,
        demand: ("数据集的类别应与内容一致", "the kind of a dataset and its content agree"),
        source: ("数据集的编号与引用规则", "how the parts of a dataset name each other"),
        explanation: (
            "kind 为 project 时应填写 project（项目），为 department 时应填写 department（部门）。",
            "A dataset of the kind `project` has a `project`, one of the kind `department` has a `department`.",
        ),
    },
    Check {
        code: "I-TYPE",
        severity: Severity::Error,
        demand: ("数值应与其列、计算符号或指标类别相符", "a value fits its column, its operator or its category"),
        source: ("数据集的编号与引用规则", "how the parts of a dataset name each other"),
        explanation: (
            "检查明细表单元格与列的类型、指标值与计算符号（≥、＝、定性等）、二级指标与所用指标体系、reported 的写法。",
            "Checks cells against the types of their columns, targets against their operators, second levels against the framework, and how a `reported` entry is written.",
        ),
    },
    Check {
        code: "S-CONTROL",
        severity: Severity::Error,
        demand: ("文字中不得有控制字符", "a text holds no control characters"),
        source: ("Word 与 Excel 文件格式（XML 1.0）", "the formats of Word and Excel (XML 1.0)"),
        explanation: (
            "控制字符多由其他系统复制而来，Word 与 Excel 无法保存。请删除；分段用换行，制表符改为空格。",
            "Control characters come with text copied from other systems; Word and Excel cannot hold them. Delete them; use a line break for a new paragraph and spaces for tabs.",
        ),
    },
    Check {
        code: "S-DUPLICATE",
        severity: Severity::Error,
        demand: ("同一对象中键不得重复", "a key occurs once in an object"),
        source: ("RFC 8259（JSON）与数据集格式", "RFC 8259 (JSON) and the dataset format"),
        explanation: (
            "JSON 读取程序通常只保留重复键中的一个值，另一个会无声丢失。请删去或改名其中一个。任何层级的对象和对照表都检查。",
            "Programs that read JSON usually keep one of the values and lose the other silently. Delete or rename one of them. Objects and maps of every level are checked.",
        ),
    },
    Check {
        code: "S-MISSING",
        severity: Severity::Error,
        demand: ("必填字段应填写", "a required field is there"),
        source: ("数据集格式（jianbao schema dataset）", "the dataset's schema (`jianbao schema dataset`)"),
        explanation: (
            "缺少字段的对象以其左花括号标出。不知道的可选字段写 null 或省略；必填字段须补充。",
            "The object without the field is marked at its opening brace. An optional field that is not known is null or left out; a required one must be added.",
        ),
    },
    Check {
        code: "S-SHAPE",
        severity: Severity::Error,
        demand: ("内容应为数据集", "the content is a dataset"),
        source: ("数据集格式（jianbao schema dataset）", "the dataset's schema (`jianbao schema dataset`)"),
        explanation: (
            "不符合数据集格式，且不属于其他任何一类原因；消息中是读取程序自己的说明。",
            "It is no dataset for a reason that none of the other codes names; the message has the reader's own words.",
        ),
    },
    Check {
        code: "S-TYPE",
        severity: Severity::Error,
        demand: ("值的类型应与字段相符", "a value has the type of its field"),
        source: ("数据集格式（jianbao schema dataset）", "the dataset's schema (`jianbao schema dataset`)"),
        explanation: (
            "例如应为数值处填了文字，应为列表处填了对象。数值可以写作 227.18 或 \"227.18\"。",
            "For example a text where a number must be, or an object where a list must be. A number is written 227.18 or \"227.18\".",
        ),
    },
    Check {
        code: "S-UNKNOWN",
        severity: Severity::Error,
        demand: ("只能使用数据集格式中的字段", "there are only fields of the dataset format"),
        source: ("数据集格式（jianbao schema dataset）", "the dataset's schema (`jianbao schema dataset`)"),
        explanation: (
            "格式中没有的字段多半是拼写错误，其内容不会被读取，所以视为错误，并提示最接近的字段名。",
            "A field that the format does not have is mostly a misspelling, and what it holds would not be read; so it is an error, told with the field of the nearest name.",
        ),
    },
    Check {
        code: "S-VALUE",
        severity: Severity::Error,
        demand: ("值应在字段允许的范围内", "a value is one that its field allows"),
        source: ("数据集格式（jianbao schema dataset）", "the dataset's schema (`jianbao schema dataset`)"),
        explanation: (
            "例如不在选项中的代码、不存在的日期、负的金额、带单位的数值、空的文字、含换行的名称。",
            "For example a code that is not in the list, a date that does not exist, negative money, a number with its unit, an empty text, a name with a line break.",
        ),
    },
    Check {
        code: "S-VERSION",
        severity: Severity::Error,
        demand: (
            "数据集格式版本应为本程序所能读取的",
            "the version of the dataset format is one that this program reads",
        ),
        source: ("数据集格式（jianbao schema dataset）", "the dataset's schema (`jianbao schema dataset`)"),
        explanation: (
            "请升级程序，或按本程序支持的版本导出数据。",
            "Update the program, or export the data in a version that it reads.",
        ),
    },
];
