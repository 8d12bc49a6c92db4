//! What is wrong with a layout's use of a dataset, and what the layout finds wanting in it.

use std::collections::BTreeSet;

use jianbao_dataset::Dataset;
use jianbao_finding::{Finding, Role, Severity, Text};
use jianbao_layout::Manifest;

use crate::job::{Missing, TooLong};

pub(crate) fn unknown_table(id: &str) -> Finding {
    let message = Text::new(format!("版式中没有名为 {id} 的表或表样"), format!("the layout has no table or form {id}"));
    Finding::error("T-REF", message)
}

/// A detail table that would be lost, because the layout means another table by its id.
pub(crate) fn taken_id(id: &str, at: usize) -> Finding {
    let message = Text::new(
        format!("明细表的编号 {id} 与版式中的表或表样相同，无法区分"),
        format!("the detail table {id} has the id of a table or form of the layout"),
    );
    let hint = Text::new("请换一个明细表编号", "give the detail table another id");
    Finding::error("T-REF", message).hint(hint).at(format!("/detail_tables/{at}/id"))
}

/// A dataset of a kind that the layout does not take.
pub(crate) fn wrong_kind(manifest: &Manifest, dataset: &Dataset) -> Finding {
    let (id, kind) = (&manifest.id, dataset.kind);
    let message = Text::new(
        format!("版式 {id} 不适用于{}（{}）的数据集", kind.label(), kind.code()),
        format!("the layout {id} does not take datasets of the kind {}", kind.code()),
    );
    let kinds = manifest.kinds.join(", ");
    Finding::error("T-KIND", message)
        .at("/kind")
        .hint(Text::new(format!("该版式适用于：{kinds}"), format!("it takes: {kinds}")))
}

/// A budget year for which the layout is not prescribed: the form may have changed since, or not have existed yet.
pub(crate) fn outside_validity(manifest: &Manifest, dataset: &Dataset) -> Vec<Finding> {
    let year = dataset.period.fiscal_year;
    if year >= manifest.valid_from && manifest.valid_until.is_none_or(|last| year <= last) {
        return Vec::new();
    }
    let (id, from) = (&manifest.id, manifest.valid_from);
    let (zh, en) = match manifest.valid_until {
        Some(last) => (format!("{from} 至 {last} 年度"), format!("for {from} to {last}")),
        None => (format!("{from} 年度起"), format!("from {from} on")),
    };
    let message = Text::new(
        format!("版式 {id} 适用于{zh}，数据集为 {year} 年度"),
        format!("the layout {id} is prescribed {en}, the dataset is of {year}"),
    );
    vec![Finding::new("R-LAYOUT", Severity::Warning, message).at("/period/fiscal_year")]
}

/// Values that the report must print and nobody knows. One that goes to several places is told once.
pub(crate) fn required(missing: &BTreeSet<Missing>) -> Vec<Finding> {
    let once: BTreeSet<_> = missing.iter().map(|one| (&one.pointer, &one.title, one.hole)).collect();
    once.into_iter().map(|(pointer, title, hole)| one_required(pointer, title, hole)).collect()
}

fn one_required(pointer: &str, title: &str, hole: bool) -> Finding {
    if hole {
        let message = Text::new(
            format!("文字中引用的“{title}”没有值，句子会缺一块"),
            format!("the text refers to “{title}”, which has no value, so that its sentence has a hole"),
        );
        let hint = Text::new("改写这句话，或补充数据", "reword the sentence, or add the data");
        return Finding::error("R-REQ", message).at(pointer).hint(hint);
    }
    let message = Text::new(
        format!("版式必须印出的“{title}”没有数据"),
        format!("the layout must print “{title}”, which the dataset does not know"),
    );
    let hint = if pointer.starts_with("/narrative/") {
        Text::new("补充这段文字；没有内容的，写“无。”", "add the text; write “无。” where there is nothing to say")
    } else {
        Text::new(
            "补充数据；确实不适用的，填 {\"not_applicable\": \"原因\"}",
            "add the value, or {\"not_applicable\": \"reason\"} where there can be none",
        )
    };
    Finding::error("R-REQ", message).at(pointer).hint(hint)
}

/// A text that is longer than its place in the form.
pub(crate) fn too_long(text: &TooLong) -> Finding {
    let TooLong { pointer, most, length } = text;
    let message = Text::new(
        format!("文字有 {length} 字，表中此栏限 {most} 字以内"),
        format!("the text has {length} characters, its place in the form takes {most}"),
    );
    Finding::error("L-LEN", message)
        .at(pointer.as_str())
        .number(Role::Stated, length.to_string(), Some("字"), None)
        .number(Role::Limit, most.to_string(), Some("字"), None)
        .hint(Text::new("请压缩文字（空白不计）", "shorten the text; white space does not count"))
}
