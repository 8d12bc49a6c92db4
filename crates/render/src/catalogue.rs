//! What the codes of layouts and of what they ask from a dataset stand for.

use jianbao_finding::{Check, Severity};

/// Codes of this crate's findings.
pub const CHECKS: &[Check] = &[
    Check {
        code: "L-LEN",
        severity: Severity::Error,
        demand: ("文字不超过表中此栏的字数", "a text is not longer than its place in the form"),
        source: ("所选版式（主管部门规定的表样）", "the chosen layout, which is an agency's prescribed form"),
        explanation: (
            "字数不计空白。请压缩文字，细节放到报告正文或附件中。",
            "White space does not count. Shorten the text and move details to the report or an annex.",
        ),
    },
    Check {
        code: "R-LAYOUT",
        severity: Severity::Warning,
        demand: ("数据集的年度应在版式适用的年度内", "the dataset is of a year for which the layout is prescribed"),
        source: ("所选版式（主管部门规定的表样）", "the chosen layout, which is an agency's prescribed form"),
        explanation: (
            "表样可能此后已经修订，或当时尚未发布。请确认应使用哪一年度的版式。",
            "The form may have changed since, or not have existed yet. Make sure which layout is prescribed for the year.",
        ),
    },
    Check {
        code: "R-REQ",
        severity: Severity::Error,
        demand: ("版式必须印出的内容应有数据", "what the form must print is known"),
        source: ("所选版式（主管部门规定的表样）", "the chosen layout, which is an agency's prescribed form"),
        explanation: (
            "报告按版式试排一遍，凡必须印出而数据集没有的内容都报告。请补充数据；确实不适用的，填 not_applicable 并写明原因；没有内容的文字写“无。”。用 --draft 可得到资料补充清单。",
            "The report is made once for a trial, and whatever it must print and the dataset does not know is told. Add the value, or `not_applicable` with the reason; write “无。” where a text has nothing to say. `--draft` gives a list of what is missing.",
        ),
    },
    Check {
        code: "T-COMPARE",
        severity: Severity::Error,
        demand: ("模板不得比较、计算或拼接数字", "a template does not compare, compute with or glue figures"),
        source: ("版式编写说明", "the guide to writing layouts"),
        explanation: (
            "模板中的数字不透明：条件用 is known、is below(90) 等，计算结果本身是数字，见 jianbao explain。",
            "Numbers are opaque to templates: use conditions such as `is known` or `is below(90)`; what follows from numbers is a figure, see `jianbao explain`.",
        ),
    },
    Check {
        code: "T-FIELD",
        severity: Severity::Error,
        demand: ("模板只使用存在的字段，且只印出单个值", "a template names fields that exist and prints single values"),
        source: ("版式编写说明", "the guide to writing layouts"),
        explanation: (
            "layout check 按数据集格式核对模板中的字段名。",
            "`layout check` compares the fields of the templates with the dataset format.",
        ),
    },
    Check {
        code: "T-FIGURE",
        severity: Severity::Error,
        demand: ("模板只使用存在的数字编号", "a template names figures that exist"),
        source: ("版式编写说明", "the guide to writing layouts"),
        explanation: (
            "数字编号见 jianbao explain；数据集中的占位符不能写在模板里。",
            "`jianbao explain` lists the figures; the placeholders of a dataset have no meaning in a template.",
        ),
    },
    Check {
        code: "T-FORM",
        severity: Severity::Error,
        demand: ("表样应为结构完整的表格", "a form is a well-formed table"),
        source: ("版式编写说明", "the guide to writing layouts"),
        explanation: (
            "表样是 XHTML 表格：标签须闭合，合并单元格不得越界或重叠，每行须填满全部列。",
            "A form is an XHTML table: tags are closed, merged cells neither overlap nor leave the grid, every row covers all columns.",
        ),
    },
    Check {
        code: "T-KIND",
        severity: Severity::Error,
        demand: ("版式应适用于这一类数据集", "the layout takes datasets of this kind"),
        source: ("所选版式（主管部门规定的表样）", "the chosen layout, which is an agency's prescribed form"),
        explanation: (
            "项目支出的版式不能用于部门整体支出的数据集，反之亦然。请换一个版式。",
            "A layout for projects does not take datasets of departments, and the other way round. Choose another layout.",
        ),
    },
    Check {
        code: "T-LABEL",
        severity: Severity::Error,
        demand: ("选项应存在，并印出文字而非代码", "a code exists, and its word is printed instead of it"),
        source: ("版式编写说明", "the guide to writing layouts"),
        explanation: (
            "模板与 policies.labels 中的选项表和代码须是数据集格式中有的。",
            "Lists of codes and codes in templates and `policies.labels` must be those of the dataset format.",
        ),
    },
    Check {
        code: "T-LIMIT",
        severity: Severity::Error,
        demand: ("模板的规模应在限度之内", "a template stays within the limits of its size"),
        source: (
            "程序的限值：单个模板输出 32 MB、单个标签 4000 字节、每个文件 2000 个标签",
            "the program's limits: 32 MB of output, 4,000 bytes a tag, 2,000 tags a file",
        ),
        explanation: (
            "限值用于防止模板失控。请拆分模板或简化标签。",
            "The limits keep a template from running away. Split it or simplify its tags.",
        ),
    },
    Check {
        code: "T-MARKDOWN",
        severity: Severity::Error,
        demand: ("章节只使用报告能够容纳的 Markdown", "a chapter uses Markdown that a report can hold"),
        source: ("版式编写说明", "the guide to writing layouts"),
        explanation: (
            "标题、段落、列表、强调和独占一行的 table(…)、chart(…)、toc() 可以使用；图片、代码块、HTML 等不能。",
            "Headings, paragraphs, lists, emphasis and `table(…)`, `chart(…)`, `toc()` on lines of their own can be used; images, code and HTML cannot.",
        ),
    },
    Check {
        code: "T-NUMBER",
        severity: Severity::Warning,
        demand: ("标题中不手写编号", "no number is typed into a heading that gets one"),
        source: ("版式编写说明", "the guide to writing layouts"),
        explanation: (
            "标题由程序按顺序编号，手写的编号会重复。",
            "Headings are numbered in order; a number typed by hand would stand there twice.",
        ),
    },
    Check {
        code: "T-REF",
        severity: Severity::Error,
        demand: (
            "章节引用的表、表样和图应存在且只出现一次",
            "a table, form or chart named in a chapter exists and stands there once",
        ),
        source: ("版式编写说明", "the guide to writing layouts"),
        explanation: (
            "检查 table、chart、ref 引用的编号，以及数据集的明细表与版式中的表是否重名。",
            "Checks the ids that `table`, `chart` and `ref` name, and whether a detail table of the dataset has the id of a table of the layout.",
        ),
    },
    Check {
        code: "T-TABLE",
        severity: Severity::Error,
        demand: (
            "数据表的来源和列应存在，有小计的应按组排列",
            "the source and columns of a data table exist, and rows with subtotals stand in groups",
        ),
        source: ("版式编写说明", "the guide to writing layouts"),
        explanation: (
            "检查 layout.toml 中 [[table]] 的 source 与 columns；有小计的表要求数据集中同组的行排在一起。",
            "Checks `source` and `columns` of `[[table]]` in `layout.toml`; a table with subtotals needs the rows of each group together.",
        ),
    },
    Check {
        code: "T-TEMPLATE",
        severity: Severity::Error,
        demand: ("模板应能执行", "a template can be run"),
        source: ("版式编写说明", "the guide to writing layouts"),
        explanation: (
            "报告模板的语法错误、不存在的名称和函数、缺少的参数，位置为模板文件的行和列。",
            "Tells mistakes of syntax, names and functions that do not exist and missing arguments, at line and column of the template.",
        ),
    },
    Check {
        code: "T-UNUSED",
        severity: Severity::Warning,
        demand: ("版式中声明的内容应被使用", "whatever a layout declares is used"),
        source: ("版式编写说明", "the guide to writing layouts"),
        explanation: (
            "未被使用的文字、表、表样、部分和文件多半是编号写错。",
            "A text block, table, form, section or file that nothing uses is mostly a misspelt id.",
        ),
    },
];
