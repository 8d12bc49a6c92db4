//! Documents that an exporter meets, or may meet.

use jianbao_document::Document;

use crate::bench::{Bench, Tried, told};
use crate::case::{Case, Content, Needs, Outcome, Stop};
use crate::documents;

/// Stems that users and layouts give; the host lets all of them through.
const STEMS: [&str; 6] = ["2026年 监测报告", "a.b.c", "-rf", "100%", "it's & that", "名(1)"];

/// A document that must be written.
const fn must(document: fn() -> Document, texts: &'static [&'static str]) -> Content {
    Content { document, may_refuse: false, texts }
}

/// A document that may be refused with a reason.
const fn may(document: fn() -> Document, texts: &'static [&'static str]) -> Content {
    Content { document, may_refuse: true, texts }
}

pub(crate) static CASES: [Case; 12] = [
    Case::writes("minimal", ("只有一段文字的文档", "a document of one paragraph"), may(documents::minimal, &[])),
    Case::writes(
        "every-block",
        ("含有每一种块的文档", "a document with every kind of block"),
        must(documents::every_block, &[]),
    ),
    Case::writes("empty-table", ("单元格全空的表", "a table of empty cells"), must(documents::empty_table, &[])),
    Case::writes("zero-rows", ("没有行的表", "a table without rows"), may(documents::zero_rows, &[])),
    Case::writes(
        "many-rows",
        ("一万行的表", "a table of 10,000 rows"),
        must(documents::many_rows, &["R00001", "R10000"]),
    ),
    Case::writes(
        "merged-cells",
        ("跨行、跨列的单元格", "cells over columns, rows and both"),
        must(documents::merged_cells, &["横", "竖", "方", "全", "A1", "B1", "C1"]),
    ),
    Case::writes(
        "long-cell",
        ("四万字的单元格：完整写出，或说明原因", "a cell of 40,000 characters: whole, or refused with a reason"),
        may(documents::long_cell, &["首端", "末端"]),
    ),
    Case::writes(
        "sheet-names",
        ("表名过长、重复或含保留字符", "names of tables that are too long, twice there, or reserved"),
        must(documents::sheet_names, &[]),
    ),
    Case::asks(
        "file-names",
        Needs::Exporter,
        ("文件按要求的名称命名，不论其中有什么字符", "files have the name that was asked for, whatever is in it"),
        file_names,
    ),
    Case::writes(
        "scripts",
        ("中文、阿拉伯文、表情符号、组合字符", "Chinese, Arabic, emoji, combining marks"),
        must(documents::scripts, &["预算绩效", "ميزانية", "👩‍💻🎉", "e\u{301}n\u{303}", "𠮷野"]),
    ),
    Case::writes(
        "control-characters",
        (
            "XML 不允许的控制字符：文件仍能打开，或说明原因",
            "control characters that XML excludes: the file opens, or a reason",
        ),
        may(documents::control_characters, &[]),
    ),
    Case::writes(
        "decimals",
        ("小数逐字保留", "decimals are kept to the last digit"),
        must(
            documents::decimals,
            &["0.10", "100.00", "-0.5", "12345678901234567.89", "0.000001", "9007199254740993", "007", "1e5"],
        ),
    ),
];

fn file_names(bench: &Bench<'_>) -> Outcome {
    let document = documents::every_block();
    let mut foreign = Vec::new();
    for stem in STEMS {
        let written = match bench.write_as(&document, stem)? {
            Tried::Written(written) => written,
            Tried::Refused(reason) => return Err(Stop::fail(format!("with the name `{stem}` it {}", told(&reason)))),
        };
        if !written.files.keys().any(|name| name.starts_with(stem)) {
            let names: Vec<&str> = written.files.keys().map(String::as_str).collect();
            foreign.push(format!("`{stem}` became `{}`", names.join("`, `")));
        }
    }
    if foreign.is_empty() { Ok(None) } else { Err(Stop::fail(foreign.join("; "))) }
}
