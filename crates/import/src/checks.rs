//! What the codes of this crate stand for, and the findings with them.

use jianbao_finding::{Check, Finding, Severity, Text};

const TABLES: (&str, &str) = (
    "《预算管理一体化系统技术标准》的 PAY_PERF_MONITOR_INFO、PAY_PERF_MONITOR_TASK 两表",
    "the tables PAY_PERF_MONITOR_INFO and PAY_PERF_MONITOR_TASK of the budget platform's technical standard",
);

const fn check(
    code: &'static str,
    severity: Severity,
    demand: (&'static str, &'static str),
    explanation: (&'static str, &'static str),
) -> Check {
    Check { code, severity, demand, source: TABLES, explanation }
}

/// What the codes of this crate stand for, by code.
pub const CHECKS: &[Check] = &[
    check(
        "M-COLUMN",
        Severity::Error,
        ("表中应有所需的列", "a table has the columns that are needed"),
        (
            "列名不分大小写。没有 fiscal_year、pro_code 或 pro_name、lv3_perf_ind_name、kpi_val 等列时无法导入；表名或导出方式可能有误。",
            "Names of columns are in any case. Without columns such as fiscal_year, pro_code or pro_name, lv3_perf_ind_name and kpi_val nothing can be imported; perhaps it is another table.",
        ),
    ),
    check(
        "M-MISSING",
        Severity::Warning,
        ("数据集必填的内容应能从表中得到", "the rows have what a dataset must say"),
        (
            "平台的表没有监控期、项目起止日期和主要内容、资金来源等数据集必填的内容。程序不编造：这些字段空缺，请补填后再校验，或在表中增加 mon_start_date、mon_end_date、pro_start_date、pro_end_date、pro_content、fund_name、fund_source 等列后重新导入。",
            "The platform's tables lack facts that a dataset must have: the monitoring period, dates and content of the project, sources of money. Nothing is invented: the fields are left out. Fill them in, or add the columns mon_start_date, mon_end_date, pro_start_date, pro_end_date, pro_content, fund_name and fund_source and import again.",
        ),
    ),
    check(
        "M-TABLE",
        Severity::Error,
        ("表应当可以读取", "a table can be read"),
        (
            "支持 CSV（UTF-8 或 GBK，逗号、分号或制表符分隔）、JSON 列表和每行一条的 JSON。",
            "CSV in UTF-8 or GBK with commas, semicolons or tabs, a JSON array of rows, or one JSON row a line.",
        ),
    ),
    check(
        "M-TRUST",
        Severity::Warning,
        ("平台的数值列须核对", "numeric columns of the platform are checked by a person"),
        (
            "pro_bgt_comp、est_pro_bgt_annual、complete_rate 三列，有的平台一律写 0，不能当作事实。0 视为未知；非零的金额只作为原件所印数值（reported）保留，与资金数核对；完成可能性的数字没有公开的含义，不采用。",
            "Some platforms write 0 into pro_bgt_comp, est_pro_bgt_annual and complete_rate whatever the facts are. 0 is taken as not known; other amounts are kept under `reported` only, to be compared with the money; what a number in complete_rate means is not published, so it is not used.",
        ),
    ),
    check(
        "M-VALUE",
        Severity::Warning,
        ("表中的值应当读得明白", "a value of a row can be understood"),
        (
            "指标值没有计算符号的按“＝”读，未分类的偏差原因归入“其他”，读不懂的指标级别、日期不采用。请对照原表核对。",
            "A target without an operator is read as =, a reason of no class as other; levels of indicators and dates that cannot be understood are not used. Compare with the original.",
        ),
    ),
];

/// A place in a table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cell<'a> {
    pub(crate) table: &'a str,
    pub(crate) row: usize,
    pub(crate) column: &'a str,
}

impl Cell<'_> {
    fn text(self) -> Text {
        let Self { table, row, column } = self;
        Text::new(format!("{table} 第 {row} 行 {column} 列"), format!("{table}, row {row}, column {column}"))
    }
}

/// A doubt about a value.
pub(crate) fn value(cell: Cell<'_>, text: &str, zh: &str, en: &str) -> Finding {
    let shown: String = text.chars().take(40).collect();
    let message = Text::new(format!("“{shown}”{zh}"), format!("{shown:?} {en}"));
    Finding::new("M-VALUE", Severity::Warning, message).place(cell.text())
}

/// A number of a column that cannot be trusted.
pub(crate) fn untrusted(cell: Cell<'_>, text: &str, zh: &str, en: &str) -> Finding {
    let message = Text::new(
        format!("{} 列的 {text} 不作为事实：{zh}", cell.column),
        format!("{text} of the column {} is not taken as a fact: {en}", cell.column),
    );
    Finding::new("M-TRUST", Severity::Warning, message).place(cell.text())
}

/// Required fields that the rows of a project do not have.
pub(crate) fn missing(project: &str, pointers: &[String]) -> Finding {
    let list = pointers.join("、");
    let message = Text::new(
        format!("项目“{project}”缺少数据集必填的内容：{list}"),
        format!("the rows of {project:?} lack what a dataset must say: {}", pointers.join(", ")),
    );
    let hint = Text::new("请补填后再校验", "fill it in before it is validated");
    Finding::new("M-MISSING", Severity::Warning, message).hint(hint)
}

pub(crate) fn no_column(table: &str, column: &str) -> Finding {
    let message = Text::new(format!("{table} 没有 {column} 列"), format!("{table} has no column {column}"));
    Finding::error("M-COLUMN", message)
}

pub(crate) fn unreadable(table: &str, zh: &str, en: &str) -> Finding {
    Finding::error(
        "M-TABLE",
        Text::new(format!("无法读取表 {table}：{zh}"), format!("cannot read the table {table}: {en}")),
    )
}
