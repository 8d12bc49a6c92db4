//! Counts in words, as tables and as JSON.

use jianbao_finding::{Catalogue, Lang};
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr as _;

use super::tally::{Counts, Share, Tally};
use crate::report::counted;

/// The counts of a whole feed in one sentence.
pub(super) fn sentence(tally: &Tally, lang: Lang) -> String {
    let good = tally.records - tally.bad;
    let found = found(tally.found, lang);
    match lang {
        Lang::Zh => {
            let unread = if tally.unread == 0 { String::new() } else { format!("，{} 处无法读取", tally.unread) };
            format!("共 {} 条记录：{good} 条合格，{} 条不合格{unread}；{found}", tally.records, tally.bad)
        }
        Lang::En => {
            let unread = if tally.unread == 0 { String::new() } else { format!(", {} unreadable", tally.unread) };
            format!("{}: {good} good, {} bad{unread}; {found}", counted(tally.records, "record"), tally.bad)
        }
    }
}

/// Findings by severity, in words.
pub(super) fn found(counts: Counts, lang: Lang) -> String {
    let Counts { errors, warnings, notes } = counts;
    match lang {
        Lang::Zh => format!("{errors} 个错误，{warnings} 个警告，{notes} 个提示"),
        Lang::En => {
            format!("{}, {}, {}", counted(errors, "error"), counted(warnings, "warning"), counted(notes, "note"))
        }
    }
}

/// Both tables, for people.
pub(super) fn tables(tally: &Tally, catalogue: &Catalogue, lang: Lang) -> String {
    let head = |names: [(&str, &str); 6]| {
        let named = names.into_iter().filter(|(zh, _)| !zh.is_empty());
        named.map(|(zh, en)| if lang == Lang::Zh { zh } else { en }.to_owned()).collect::<Vec<_>>()
    };
    let severities = [("错误", "errors"), ("警告", "warnings"), ("提示", "notes")];
    let [errors, warnings, notes] = severities;
    let mut codes = vec![head([("代码", "code"), errors, warnings, notes, ("要求", "demand"), ("", "")])];
    for (code, counts) in &tally.codes {
        let demand = catalogue.get(code).map_or("", |meaning| meaning.demand.get(lang));
        let Counts { errors, warnings, notes } = counts;
        codes.push(vec![
            code.clone().into_owned(),
            errors.to_string(),
            warnings.to_string(),
            notes.to_string(),
            demand.to_owned(),
        ]);
    }
    let mut text = aligned(&codes, 1..4);
    let Some(organisations) = &tally.organisations else { return text };
    let first = head([("单位", "organisation"), ("记录", "records"), ("不合格", "bad"), errors, warnings, notes]);
    let mut rows = vec![first];
    rows.extend(organisations.iter().map(|(name, share)| row(if name.is_empty() { unnamed(lang) } else { name }, share)));
    if tally.others.records > 0 {
        rows.push(row(if lang == Lang::Zh { "其他单位" } else { "others" }, &tally.others));
    }
    text += "\n";
    text += &aligned(&rows, 1..6);
    text
}

/// In place of the name of an organisation that a record does not give.
fn unnamed(lang: Lang) -> &'static str {
    if lang == Lang::Zh { "（未注明）" } else { "(not given)" }
}

fn row(name: &str, share: &Share) -> Vec<String> {
    let Counts { errors, warnings, notes } = share.found;
    let counts = [share.records, share.bad, errors, warnings, notes];
    [name.to_owned()].into_iter().chain(counts.map(|count| count.to_string())).collect()
}

/// Rows with columns of equal width in a terminal, where a Chinese character takes two; those of `numbers` to the right.
fn aligned(rows: &[Vec<String>], numbers: std::ops::Range<usize>) -> String {
    let columns = rows.first().map_or(0, Vec::len);
    let width = |column: usize| rows.iter().map(|row| row[column].width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate() {
            let space = " ".repeat(widths[column] - cell.width());
            line += if column == 0 { "" } else { "  " };
            line += &if numbers.contains(&column) { space + cell } else { cell.clone() + &space };
        }
        text += line.trim_end();
        text += "\n";
    }
    text
}

/// The counts as one JSON object. `interrupted` says that they are not those of the whole feed.
pub(super) fn as_json(tally: &Tally, interrupted: bool) -> String {
    let with = |mut head: Value, counts: Counts| {
        if let Some(object) = head.as_object_mut() {
            object.insert("errors".to_owned(), counts.errors.into());
            object.insert("warnings".to_owned(), counts.warnings.into());
            object.insert("notes".to_owned(), counts.notes.into());
        }
        head
    };
    let share = |name: Option<&str>, share: &Share| {
        with(json!({ "name": name, "records": share.records, "bad": share.bad }), share.found)
    };
    let codes = tally.codes.iter().map(|(code, counts)| with(json!({ "code": code }), *counts)).collect::<Vec<_>>();
    let head = json!({
        "records": tally.records, "good": tally.records - tally.bad, "bad": tally.bad, "unreadable": tally.unread,
        "interrupted": interrupted
    });
    let mut summary = with(head, tally.found);
    if let Some(object) = summary.as_object_mut() {
        object.insert("codes".to_owned(), codes.into());
        if let Some(organisations) = &tally.organisations {
            let named = organisations.iter().map(|(name, one)| share(Some(name.as_str()).filter(|n| !n.is_empty()), one));
            object.insert("organisations".to_owned(), named.collect::<Vec<_>>().into());
            if tally.others.records > 0 {
                object.insert("other_organisations".to_owned(), share(None, &tally.others));
            }
        }
    }
    format!("{summary}\n")
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
