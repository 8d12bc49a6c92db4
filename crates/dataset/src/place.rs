//! Places of a dataset in words: by the titles of the schema in Chinese, by the words of the keys in English.

use jianbao_finding::{NAME_END, NAME_START, Text};
use serde_json::Value;

use crate::schema::{resolve, root};

/// Between a field and the field in it.
const INTO: &str = " › ";
/// Most characters of a record's name in a place.
const LONGEST_NAME: usize = 24;

/// The Chinese titles along a JSON pointer into a dataset, for example `资金来源第 1 项 › 执行数`.
///
/// Keys that the schema does not know are shown as they are.
#[must_use]
pub fn titles(pointer: &str) -> String {
    place(pointer, |_| None).zh
}

/// A JSON pointer into a dataset in words, for example `资金来源第 1 项「区级财政资金」 › 执行数` and
/// `funding item 1「区级财政资金」 › executed`. The function gives the name of the record at a pointer, where it has one.
pub fn place(pointer: &str, name: impl Fn(&str) -> Option<String>) -> Text {
    let root = root();
    let mut node = root;
    let (mut chinese, mut english): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let mut end = 0;
    for written in pointer.split('/').skip(1) {
        end += 1 + written.len();
        let segment = written.replace("~1", "/").replace("~0", "~");
        node = resolve(root, node);
        if let (Ok(index), Some(items)) = (segment.parse::<usize>(), node.get("items")) {
            node = items;
            let number = index + 1;
            let name = name(&pointer[..end]).map_or_else(String::new, |name| quoted(&name));
            append(&mut chinese, format!("第 {number} 项{name}"), "");
            append(&mut english, format!("item {number}{name}"), " ");
            continue;
        }
        let next = node.get("properties").and_then(|properties| properties.get(&segment));
        let title = next.and_then(|next| next.get("title")).and_then(Value::as_str);
        chinese.push(title.map_or_else(|| segment.clone(), str::to_owned));
        // The keys of the schema are words; those of a map are ids, which stay as they are.
        english.push(if next.is_some() { segment.replace('_', " ") } else { segment });
        node = next.or_else(|| node.get("additionalProperties")).unwrap_or(&Value::Null);
    }
    Text::new(chinese.join(INTO), english.join(INTO))
}

fn append(words: &mut Vec<String>, item: String, between: &str) {
    match words.last_mut() {
        Some(list) => *list = format!("{list}{between}{item}"),
        None => words.push(item),
    }
}

/// A name between its marks, which occur nowhere in it, so that it can be taken away again.
fn quoted(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|character| match character {
            NAME_START => '『',
            NAME_END => '』',
            other if other.is_control() => ' ',
            other => other,
        })
        .collect();
    let cut = plain.char_indices().nth(LONGEST_NAME).map_or(plain.as_str(), |(at, _)| &plain[..at]);
    let ellipsis = if cut.len() < plain.len() { "…" } else { "" };
    format!("{NAME_START}{cut}{ellipsis}{NAME_END}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_is_read_in_chinese() {
        assert_eq!(titles("/funding/0/executed"), "资金来源第 1 项 › 执行数");
        assert_eq!(
            titles("/observations/2/deviation/reasons/0"),
            "指标执行情况第 3 项 › 偏差原因分析 › 偏差原因第 1 项"
        );
        assert_eq!(titles("/nonsense/x"), "nonsense › x");
        assert_eq!(titles(""), "");
    }

    #[test]
    fn records_are_named() {
        let named = |pointer: &str| (pointer == "/funding/0").then(|| "区级「专项」资金".to_owned());
        let place = place("/funding/0/initial_budget", named);
        assert_eq!(place.zh, "资金来源第 1 项「区级『专项』资金」 › 年初预算数");
        assert_eq!(place.en, "funding item 1「区级『专项』资金」 › initial budget");
    }

    #[test]
    fn long_names_are_cut_and_ids_stay() {
        let place = place("/detail_tables/1/rows/0/values/unit_price", |_| Some("甲".repeat(30)));
        assert!(place.en.ends_with(" › values › unit_price"), "{}", place.en);
        assert!(place.zh.contains(&format!("「{}…」", "甲".repeat(24))), "{}", place.zh);
    }
}
