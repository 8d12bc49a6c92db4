//! The words that the page adds of its own, in the language of the document.

/// One language.
pub(crate) struct Words {
    pub(crate) skip: &'static str,
    pub(crate) contents: &'static str,
    pub(crate) cover: &'static str,
    pub(crate) part: &'static str,
    pub(crate) table: &'static str,
    pub(crate) chart: &'static str,
    pub(crate) chart_data: &'static str,
    pub(crate) category: &'static str,
    pub(crate) unit: &'static str,
    pub(crate) explanation: &'static str,
    pub(crate) inputs: &'static str,
    pub(crate) unknown: &'static str,
    pub(crate) compared: &'static str,
    pub(crate) equals: &'static str,
    pub(crate) smallest: &'static str,
    pub(crate) worst: &'static str,
    pub(crate) provenance: &'static str,
    /// Keys of the provenance that people are shown a name for.
    pub(crate) provenance_names: [(&'static str, &'static str); 8],
}

const CHINESE: Words = Words {
    skip: "跳到正文",
    contents: "目录",
    cover: "封面",
    part: "第",
    table: "表格",
    chart: "图",
    chart_data: "图中数据",
    category: "类别",
    unit: "单位：",
    explanation: "计算说明",
    inputs: "计算依据",
    unknown: "未知",
    compared: " 对照 ",
    equals: "，得 ",
    smallest: "取最小值",
    worst: "取最差者",
    provenance: "文件来源",
    provenance_names: [
        ("jianbao-dataset-schema", "数据格式"),
        ("jianbao-dataset-sha256", "数据集 SHA-256"),
        ("jianbao-document-model", "文档模型"),
        ("jianbao-findings-errors", "校验错误"),
        ("jianbao-findings-warnings", "校验警告"),
        ("jianbao-layout-id", "版式"),
        ("jianbao-layout-sha256", "版式 SHA-256"),
        ("jianbao-version", "程序版本"),
    ],
};

const ENGLISH: Words = Words {
    skip: "Skip to the text",
    contents: "Contents",
    cover: "Cover",
    part: "Part",
    table: "Table",
    chart: "Chart",
    chart_data: "Data of the chart",
    category: "Category",
    unit: "Unit: ",
    explanation: "How it was computed",
    inputs: "Computed from",
    unknown: "unknown",
    compared: " against ",
    equals: " gives ",
    smallest: "smallest of ",
    worst: "worst of ",
    provenance: "Provenance",
    provenance_names: [
        ("jianbao-dataset-schema", "Dataset format"),
        ("jianbao-dataset-sha256", "Dataset SHA-256"),
        ("jianbao-document-model", "Document model"),
        ("jianbao-findings-errors", "Errors found"),
        ("jianbao-findings-warnings", "Warnings found"),
        ("jianbao-layout-id", "Layout"),
        ("jianbao-layout-sha256", "Layout SHA-256"),
        ("jianbao-version", "Program version"),
    ],
};

impl Words {
    /// The words for a document in this language; Chinese unless the language is another one.
    pub(crate) fn of(language: &str) -> &'static Self {
        let chinese = language.get(..2).is_some_and(|tag| tag.eq_ignore_ascii_case("zh"));
        if chinese { &CHINESE } else { &ENGLISH }
    }

    /// Name of the part with this number, for those who hear the page.
    pub(crate) fn numbered_part(&self, number: usize) -> String {
        if self.part == CHINESE.part { format!("第{number}部分") } else { format!("{} {number}", self.part) }
    }
}
