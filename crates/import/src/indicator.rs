//! The parts of a dataset that one row gives: levels of its indicator, its observation, its rectification.

use jianbao_dataset::codes::code_lists;
use jianbao_finding::Finding;
use serde_json::{Map, Value, json};

use crate::checks::{self, Cell};
use crate::table::Row;
use crate::value;

/// Words of the platform for reasons, with our codes.
const REASONS: [(&str, &str); 6] = [
    ("经费", "funding"),
    ("制度", "rules"),
    ("人员", "staffing"),
    ("硬件", "facilities"),
    ("规划", "planning"),
    ("其他", "other"),
];

/// Codes of the first two levels of an indicator, from their Chinese names.
pub(crate) fn indicator_levels(
    row: &Row,
    table: &str,
    findings: &mut Vec<Finding>,
) -> (Option<&'static str>, Option<&'static str>) {
    let mut level = |column: &'static str, list: &str| {
        let name = row.get(column)?;
        let found = code(list, name).or_else(|| code(list, &format!("{name}指标")));
        if found.is_none() {
            let cell = Cell { table, row: row.number, column };
            findings.push(checks::value(
                cell,
                name,
                "不是已知的指标级别，未采用",
                "is no known level and was not used",
            ));
        }
        found
    };
    let category = level("lv1_perf_ind_name", "category");
    (category, level("lv2_perf_ind_name", "subcategory"))
}

/// The code of a word in a list.
pub(crate) fn code(list: &str, word: &str) -> Option<&'static str> {
    let lists = code_lists();
    let (_, words) = lists.iter().find(|(name, _)| *name == list)?;
    words.iter().find(|(_, label)| *label == word).map(|(code, _)| *code)
}

/// What a row says of how far its indicator is.
pub(crate) fn observation(id: &str, row: &Row, table: &str, findings: &mut Vec<Finding>) -> Value {
    let mut observation = Map::from_iter([("indicator".into(), json!(id))]);
    for (key, column) in [("actual", "perf_comp"), ("year_forecast", "est_perf_annual")] {
        if let Some(raw) = row.get(column) {
            observation.insert(key.into(), value::measure(raw));
        }
    }
    if let Some(text) = row.get("ana_dev_reasons") {
        let mut reasons: Vec<&str> =
            REASONS.iter().filter(|(word, _)| text.contains(word)).map(|(_, code)| *code).collect();
        if reasons.is_empty() {
            let cell = Cell { table, row: row.number, column: "ana_dev_reasons" };
            findings.push(checks::value(
                cell,
                text,
                "没有说明原因的类别，归入“其他”",
                "names no class of reason and is kept as other",
            ));
            reasons.push("other");
        }
        observation.insert("deviation".into(), json!({ "reasons": reasons, "note": text }));
    }
    if let Some(text) = row.get("complete_rate") {
        let cell = Cell { table, row: row.number, column: "complete_rate" };
        match code("likelihood", text) {
            Some(likelihood) => _ = observation.insert("likelihood".into(), likelihood.into()),
            None if value::is_number(text) && value::amount(text).is_none() => {}
            None => findings.push(checks::untrusted(cell, text, "其含义没有公布", "its meaning is not published")),
        }
    }
    observation.into()
}

/// What a row demands to be put right, and what came of it.
pub(crate) fn rectification(at: usize, id: &str, row: &Row) -> Option<Value> {
    let demand = row.get("rectify_advise")?;
    let mut rectification = json!({ "id": format!("rectification-{}", at + 1), "demand": demand, "indicators": [id] });
    if let Some(result) = row.get("rectify_epilog") {
        rectification["result"] = result.into();
    }
    Some(rectification)
}
