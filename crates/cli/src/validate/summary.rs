//! Counts in words, as tables and as JSON.

use std::ops::Range;

use jianbao_finding::{Catalogue, Lang, Tally};
use serde_json::{Map, Value, json};
use unicode_width::UnicodeWidthStr as _;

use super::tally::{Records, Totals};
use crate::report::counted;

/// The counts of a whole feed in one sentence.
pub(super) fn sentence(totals: &Totals, lang: Lang) -> String {
    let (records, bad, unread) = (totals.counts.records, totals.bad, totals.unread);
    let good = records - bad;
    let Tally { errors, warnings, notes } = totals.counts.all;
    match lang {
        Lang::Zh => {
            let unread = if unread == 0 { String::new() } else { format!("，{unread} 处无法读取") };
            let notes = if notes == 0 { String::new() } else { format!("，{notes} 个提示") };
            format!(
                "共 {records} 条记录：{good} 条合格，{bad} 条不合格{unread}；{errors} 个错误，{warnings} 个警告{notes}"
            )
        }
        Lang::En => {
            let unread = if unread == 0 { String::new() } else { format!(", {unread} unreadable") };
            let notes = if notes == 0 { String::new() } else { format!(", {}", counted(notes, "note")) };
            let (records, errors) = (counted(records, "record"), counted(errors, "error"));
            let warnings = counted(warnings, "warning");
            format!("{records}: {good} good, {bad} bad{unread}; {errors}, {warnings}{notes}")
        }
    }
}

/// Both tables, for people.
pub(super) fn tables(totals: &Totals, catalogue: &Catalogue, lang: Lang) -> String {
    let head = |names: &[(&str, &str)]| -> Vec<String> {
        names.iter().map(|(zh, en)| if lang == Lang::Zh { zh } else { en }).map(|&name| name.to_owned()).collect()
    };
    let mut codes = vec![head(&[
        ("代码", "code"),
        ("错误", "errors"),
        ("警告", "warnings"),
        ("提示", "notes"),
        ("要求", "demand"),
    ])];
    for (code, tally) in &totals.counts.by_code {
        let demand = catalogue.get(code).map_or("", |meaning| meaning.demand.get(lang));
        let counts = numbers(*tally).map(|count| count.to_string());
        codes.push([code.clone()].into_iter().chain(counts).chain([demand.to_owned()]).collect());
    }
    let mut text = aligned(&codes, 1..4);
    let Some(organisations) = &totals.organisations else { return text };
    let names = [("单位", "organisation"), ("记录", "records"), ("不合格", "bad")];
    let mut rows = vec![head(&names)];
    rows[0].extend(head(&[("错误", "errors"), ("警告", "warnings"), ("提示", "notes")]));
    for (name, records) in organisations {
        let [errors, warnings, notes] = numbers(found(totals, name));
        let counts = [records.all, records.bad, errors, warnings, notes].map(|count| count.to_string());
        let name = if name.is_empty() { unnamed(lang) } else { name };
        rows.push([name.to_owned()].into_iter().chain(counts).collect());
    }
    text += "\n";
    text += &aligned(&rows, 1..6);
    text
}

/// In place of the name of an organisation that a record does not give.
fn unnamed(lang: Lang) -> &'static str {
    if lang == Lang::Zh { "（未能读出单位）" } else { "(organisation not known)" }
}

/// What was found in the records of an organisation.
fn found(totals: &Totals, organisation: &str) -> Tally {
    totals.counts.by_organisation.get(organisation).copied().unwrap_or_default()
}

fn numbers(tally: Tally) -> [u64; 3] {
    [tally.errors, tally.warnings, tally.notes]
}

/// Rows with columns of equal width in a terminal, where a Chinese character takes two; those of `numbers` to the right.
fn aligned(rows: &[Vec<String>], numbers: Range<usize>) -> String {
    let columns = rows.first().map_or(0, Vec::len);
    let width = |column: usize| rows.iter().map(|row| row[column].width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate() {
            let space = " ".repeat(widths[column] - cell.width());
            line += if column == 0 { "" } else { "  " };
            line += &if numbers.contains(&column) { space + cell.as_str() } else { cell.clone() + space.as_str() };
        }
        text += line.trim_end();
        text += "\n";
    }
    text
}

/// The counts as one JSON object. `interrupted` says that they are not those of the whole feed.
pub(super) fn as_json(totals: &Totals, interrupted: bool) -> String {
    let records = totals.counts.records;
    let head = json!({
        "records": records, "good": records - totals.bad, "bad": totals.bad, "unreadable": totals.unread,
        "interrupted": interrupted,
    });
    let codes = totals.counts.by_code.iter().map(|(code, tally)| with(json!({ "code": code }), *tally));
    let mut summary = with(head, totals.counts.all);
    summary.insert("codes".to_owned(), codes.map(Value::Object).collect());
    if let Some(organisations) = &totals.organisations {
        let one = |(name, records): (&String, &Records)| {
            let shown = Some(name).filter(|name| !name.is_empty());
            let head = json!({ "organisation": shown, "records": records.all, "bad": records.bad });
            Value::Object(with(head, found(totals, name)))
        };
        summary.insert("organisations".to_owned(), organisations.iter().map(one).collect());
    }
    format!("{}\n", Value::Object(summary))
}

/// An object with the counts of findings behind its own keys.
fn with(head: Value, tally: Tally) -> Map<String, Value> {
    let mut object = if let Value::Object(object) = head { object } else { Map::new() };
    for (name, count) in ["errors", "warnings", "notes"].into_iter().zip(numbers(tally)) {
        object.insert(name.to_owned(), count.into());
    }
    object
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_straight_below_chinese_names() {
        let rows = [["单位", "记录"], ["a", "100"], ["（未注明）", "7"]].map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(aligned(&rows, 1..2), "单位        记录\na            100\n（未注明）     7\n");
    }
}
