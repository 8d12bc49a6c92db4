//! `--option FORMAT.NAME=VALUE`: which exporter gets which value.

use std::collections::BTreeMap;

use jianbao_finding::Text;
use serde_json::{Map, Value};

/// The options for each format, as the exporters' schemas name them; `NAME` with full stops names an option within another.
pub(crate) fn parse(given: &[String], formats: &[String]) -> Result<BTreeMap<String, Value>, Text> {
    let mut options: BTreeMap<String, Value> = BTreeMap::new();
    for option in given {
        let (format, path, value) = split(option, formats)?;
        let object = options.entry(format.to_owned()).or_insert_with(|| Value::Object(Map::new()));
        put(object, &path, value).ok_or_else(|| {
            let zh = format!("选项 {option} 与另一个 --option 矛盾");
            Text::new(zh, format!("the option {option} contradicts another `--option`"))
        })?;
    }
    Ok(options)
}

fn split<'a>(option: &'a str, formats: &'a [String]) -> Result<(&'a str, Vec<&'a str>, Value), Text> {
    let malformed = || {
        let zh = format!("选项 {option} 的写法应为 格式.名称=值，如 docx.ask_to_update_fields=true");
        let en =
            format!("the option {option} is not `FORMAT.NAME=VALUE`, for example `docx.ask_to_update_fields=true`");
        Text::new(zh, en)
    };
    let (name, value) = option.split_once('=').ok_or_else(malformed)?;
    let of_format = |format: &&String| name.strip_prefix(format.as_str()).is_some_and(|rest| rest.starts_with('.'));
    // An id may begin with another one.
    let Some(format) = formats.iter().filter(of_format).max_by_key(|format| format.len()) else {
        let asked = formats.join(", ");
        let zh = format!("选项 {option} 不属于 --to 中的任何格式（{asked}）");
        return Err(Text::new(zh, format!("the option {option} belongs to no format of `--to` ({asked})")));
    };
    let path: Vec<&str> = name[format.len() + 1..].split('.').collect();
    if path.iter().any(|part| part.is_empty()) {
        return Err(malformed());
    }
    let value = serde_json::from_str(value).unwrap_or_else(|_| Value::String(value.to_owned()));
    Ok((format, path, value))
}

/// None where something else stands in the way.
fn put(object: &mut Value, path: &[&str], value: Value) -> Option<()> {
    let object = object.as_object_mut()?;
    match path {
        [] => None,
        [name] if object.contains_key(*name) => None,
        [name] => {
            object.insert((*name).to_owned(), value);
            Some(())
        }
        [name, rest @ ..] => put(object.entry(*name).or_insert_with(|| Value::Object(Map::new())), rest, value),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::parse;

    fn strings(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn values_are_json_or_text() {
        let formats = strings(&["docx", "org.a", "org.a.b"]);
        let given = [
            "docx.n=2",
            "docx.t=two",
            "docx.toc.depth=3",
            "docx.s=\"2\"",
            "org.a.b.x=",
            "org.a.c.x=a=b",
            "docx.toc.on=true",
        ];
        let options = parse(&strings(&given), &formats).unwrap();
        assert_eq!(options["docx"], json!({ "n": 2, "t": "two", "toc": { "depth": 3, "on": true }, "s": "2" }));
        assert_eq!(options["org.a.b"], json!({ "x": "" }));
        assert_eq!(options["org.a"], json!({ "c": { "x": "a=b" } }));
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        let formats = strings(&["docx"]);
        let bad: [&[&str]; 8] = [
            &["docx"],
            &["docx.a"],
            &["docx=1"],
            &["docx.=1"],
            &["docx.a..b=1"],
            &["xlsx.a=1"],
            &["docx.a=1", "docx.a=1"],
            &["docx.a=1", "docx.a.b=1"],
        ];
        for given in bad {
            assert!(parse(&strings(given), &formats).is_err(), "{given:?}");
        }
    }
}
