//! Why a JSON text is no dataset: every error of shape at once, each with its place.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use jianbao_dataset::codes::code_lists;
use jianbao_dataset::scalar::{NumberError, forbidden_character, parse_number};
use jianbao_dataset::{FORMATS, Positions, SchemaVersion, keys, schema};
use jianbao_finding::{Finding, Source, Text};
use jsonc_parser::ast::Value as Ast;
use jsonc_parser::common::Ranged;
use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use jsonschema::{ValidationError, Validator};
use serde_json::Value;

use crate::locate::locate;

/// Explains why a text is not a dataset. `message` and `at` are the typed reader's own words, used only where nothing
/// else explains the failure.
pub(crate) fn diagnose(source: &Arc<Source>, message: &str, at: usize) -> Vec<Finding> {
    // The reader has parsed this text before it said that its shape is wrong.
    let Ok(instance) = serde_json::from_str::<Value>(source.text()) else {
        return vec![unexplained(source, message, at)];
    };
    let positions = Positions::parse(source.text());
    if let Some(finding) = unknown_version(&instance, source, &positions) {
        return vec![finding];
    }
    let mut findings = Vec::new();
    beyond_schema(source, &positions, &mut findings);
    let special: BTreeSet<String> = findings.iter().filter_map(|finding| finding.pointer.clone()).collect();
    match validator() {
        Some(validator) => {
            for error in validator.iter_errors(&instance) {
                explain(&error, &instance, source, &positions, &special, &mut findings);
            }
        }
        None => findings.push(unexplained(source, message, at)),
    }
    one_fault_one_finding(&mut findings);
    if findings.is_empty() {
        findings.push(unexplained(source, message, at));
    }
    locate(&mut findings, source);
    findings.dedup();
    findings
}

/// A value of the wrong type is in no list and fits no pattern either; only the type is told.
fn one_fault_one_finding(findings: &mut Vec<Finding>) {
    let typed = findings.iter().filter(|finding| finding.code == "S-TYPE").map(|finding| finding.pointer.clone());
    let typed: BTreeSet<Option<String>> = typed.collect();
    findings.retain(|finding| finding.code != "S-VALUE" || !typed.contains(&finding.pointer));
}

/// The schema, compiled once: in a feed thousands of records may be wrong.
fn validator() -> Option<&'static Validator> {
    static VALIDATOR: OnceLock<Option<Validator>> = OnceLock::new();
    let compile = || {
        let options = jsonschema::draft202012::options().should_validate_formats(true);
        let options = FORMATS.iter().fold(options, |options, &(name, check)| options.with_format(name, check));
        options.build(&schema()).ok()
    };
    VALIDATOR.get_or_init(compile).as_ref()
}

fn unexplained(source: &Arc<Source>, message: &str, at: usize) -> Finding {
    let text = Text::new(format!("不符合数据集格式：{message}"), format!("not a dataset: {message}"));
    Finding::error("S-SHAPE", text).in_source(Arc::clone(source), at..at + 1)
}

fn unknown_version(instance: &Value, source: &Arc<Source>, positions: &Positions<'_>) -> Option<Finding> {
    let version = instance.get("schema_version")?.as_str()?;
    let (major, minor) = version.split_once('.')?;
    let (major, minor): (u32, u32) = (major.parse().ok()?, minor.parse().ok()?);
    if major == SchemaVersion::MAJOR && (0..=SchemaVersion::MINOR).contains(&minor) {
        return None;
    }
    let ours = format!("{}.{}", SchemaVersion::MAJOR, SchemaVersion::MINOR);
    let message = Text::new(
        format!("数据集格式版本为 {version}，本程序读取 {ours} 及更早的 {}.x", SchemaVersion::MAJOR),
        format!(
            "the dataset has format version {version}; this program reads {ours} and older {}.x",
            SchemaVersion::MAJOR
        ),
    );
    let hint =
        Text::new("升级 jianbao，或按旧版格式导出数据", "update jianbao, or export the data in the older format");
    let span = positions.nearest("/schema_version");
    Some(Finding::error("S-VERSION", message).hint(hint).at("/schema_version").in_source(Arc::clone(source), span))
}

/// What a schema cannot see: digits of a number, duplicate keys; and control characters, which it sees but cannot name.
fn beyond_schema(source: &Arc<Source>, positions: &Positions<'_>, findings: &mut Vec<Finding>) {
    positions.visit(|pointer, value| match value {
        Ast::NumberLit(number) if parse_number(number.value) == Err(NumberError::TooManyDigits) => {
            findings.push(too_many_digits(pointer).in_source(Arc::clone(source), value.start()..value.end()));
        }
        Ast::StringLit(text) => {
            if let Some((index, character)) = forbidden_character(&text.value, true) {
                findings.push(
                    control_character(pointer, index, character)
                        .in_source(Arc::clone(source), value.start()..value.end()),
                );
            }
        }
        Ast::Object(object) => {
            let mut seen = BTreeSet::new();
            for property in &object.properties {
                let key = property.name.as_str();
                if !seen.insert(key) {
                    let finding = duplicate_key(pointer, key);
                    findings.push(finding.in_source(Arc::clone(source), property.name.start()..property.name.end()));
                }
            }
        }
        _ => {}
    });
}

fn too_many_digits(pointer: &str) -> Finding {
    let message = Text::new(
        "数值超过 28 位有效数字，无法精确保存",
        "the number has more than 28 significant digits and cannot be held exactly",
    );
    let hint = Text::new("核对数值；程序不会替您四舍五入", "check the number; nothing is rounded silently");
    Finding::error("S-DIGITS", message).hint(hint).at(pointer)
}

fn control_character(pointer: &str, index: usize, character: char) -> Finding {
    let (at, code) = (index + 1, u32::from(character));
    let message = Text::new(
        format!("文字的第 {at} 个字符是控制字符 U+{code:04X}，Word 与 Excel 无法保存"),
        format!("character {at} of the text is the control character U+{code:04X}, which Word and Excel cannot hold"),
    );
    let hint = Text::new(
        "删除该字符；分段请用 \\n，制表符请改为空格",
        "delete it; use \\n for a new paragraph and spaces for tabs",
    );
    Finding::error("S-CONTROL", message).hint(hint).at(pointer)
}

fn duplicate_key(pointer: &str, key: &str) -> Finding {
    let message = Text::new(
        format!("键 {key} 出现了两次，其中一个值会丢失"),
        format!("the key {key} occurs twice, and one of the values would be lost"),
    );
    Finding::error("S-DUPLICATE", message).at(format!("{pointer}/{key}"))
}

/// One schema error as findings.
fn explain(
    error: &ValidationError<'_>,
    instance: &Value,
    source: &Arc<Source>,
    positions: &Positions<'_>,
    special: &BTreeSet<String>,
    findings: &mut Vec<Finding>,
) {
    let pointer = error.instance_path().as_str();
    let value = instance.pointer(pointer).unwrap_or(&Value::Null);
    match error.kind() {
        // An optional record: the error is what is wrong with the record, not that it is neither record nor null.
        Kind::AnyOf { context } => {
            let branch = context.iter().find(|branch| {
                !branch
                    .iter()
                    .any(|error| matches!(error.kind(), Kind::Type { .. }) && error.instance_path().as_str() == pointer)
            });
            match branch {
                Some(branch) => {
                    for error in branch {
                        explain(error, instance, source, positions, special, findings);
                    }
                }
                None => findings.push(wrong_type(value, &["object".to_owned(), "null".to_owned()]).at(pointer)),
            }
        }
        Kind::AdditionalProperties { unexpected } => {
            for key in unexpected {
                let finding = unknown_field(pointer, key);
                findings.push(match positions.key(pointer, key) {
                    Some(span) => finding.in_source(Arc::clone(source), span),
                    None => finding,
                });
            }
        }
        Kind::Required { property } => findings.push(missing_field(pointer, property.as_str().unwrap_or_default())),
        _ if special.contains(pointer) => {}
        Kind::Type { kind } => findings.push(wrong_type(value, &type_names(kind)).at(pointer)),
        Kind::Enum { options } => findings.push(not_in_list(value, options).at(pointer)),
        // Dates have a format as well, which says more.
        Kind::Pattern { pattern } if is_date_pattern(pattern) => {}
        Kind::Format { format } if format == "x-decimal-28" => findings.push(too_many_digits(pointer)),
        kind => findings.push(wrong_value(kind, value).at(pointer)),
    }
}

fn type_names(kind: &TypeKind) -> Vec<String> {
    match kind {
        TypeKind::Single(name) => vec![name.to_string()],
        TypeKind::Multiple(names) => names.iter().map(|name| name.to_string()).collect(),
    }
}

fn unknown_field(pointer: &str, key: &str) -> Finding {
    let message = Text::new(format!("没有名为 {key} 的字段"), format!("there is no field {key}"));
    let known = keys(pointer);
    let near = known
        .iter()
        .filter(|name| strsim::jaro_winkler(name, key) > 0.82)
        .max_by(|a, b| strsim::jaro_winkler(a, key).total_cmp(&strsim::jaro_winkler(b, key)));
    let hint = match near {
        Some(near) => Text::new(format!("是否应为 {near}"), format!("did you mean {near}?")),
        None => Text::new(
            "字段以数据集格式为准，见 jianbao schema dataset",
            "the fields are those of `jianbao schema dataset`",
        ),
    };
    Finding::error("S-UNKNOWN", message)
        .hint(hint)
        .at(format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1")))
}

fn missing_field(pointer: &str, key: &str) -> Finding {
    let title = jianbao_dataset::titles(&format!("{pointer}/{key}"));
    let title = title.rsplit(" › ").next().unwrap_or(key).to_owned();
    let message = if key == "not_applicable" {
        Text::new(
            "此处应为一个值、null 或 {\"not_applicable\": \"原因\"}",
            "this must be a value, null or {\"not_applicable\": \"reason\"}",
        )
    } else {
        Text::new(format!("缺少字段 {key}（{title}）"), format!("the field {key} ({title}) is missing"))
    };
    Finding::error("S-MISSING", message).at(pointer)
}

fn wrong_type(value: &Value, expected: &[String]) -> Finding {
    let word = |name: &str| match name {
        "string" => ("文字", "text"),
        "number" => ("数值", "a number"),
        "integer" => ("整数", "a whole number"),
        "boolean" => ("true 或 false", "true or false"),
        "array" => ("列表 […]", "a list […]"),
        "object" => ("记录 {…}", "a record {…}"),
        _ => ("null", "null"),
    };
    let found = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let zh: Vec<&str> = expected.iter().map(|name| word(name).0).collect();
    let en: Vec<&str> = expected.iter().map(|name| word(name).1).collect();
    let message = Text::new(
        format!("此处应为{}，实际是{}", zh.join("或"), word(found).0),
        format!("this must be {}, and is {}", en.join(" or "), word(found).1),
    );
    Finding::error("S-TYPE", message)
}

fn not_in_list(value: &Value, options: &Value) -> Finding {
    let all: Vec<String> = options
        .as_array()
        .map(|options| options.iter().map(|option| option.as_str().unwrap_or_default().to_owned()).collect())
        .unwrap_or_default();
    let lists = code_lists();
    let words = lists
        .iter()
        .map(|(_, words)| words)
        .find(|words| words.iter().map(|(code, _)| *code).eq(all.iter().map(String::as_str)));
    let with_word = |code: &String| match words.and_then(|words| words.iter().find(|(known, _)| known == code)) {
        Some((_, word)) if word != code => format!("{code}（{word}）"),
        _ => code.clone(),
    };
    let list = all.iter().map(with_word).collect::<Vec<_>>().join("、");
    let message = Text::new(format!("{value} 不在允许的选项中"), format!("{value} is not one of the allowed values"));
    Finding::error("S-VALUE", message).hint(Text::new(format!("可选：{list}"), format!("allowed: {}", all.join(", "))))
}

fn wrong_value(kind: &Kind, value: &Value) -> Finding {
    let shown = shorten(&value.to_string());
    let (message, hint) = match kind {
        Kind::Minimum { limit } => {
            (Text::new(format!("{shown} 不得小于 {limit}"), format!("{shown} must not be below {limit}")), None)
        }
        Kind::Maximum { limit } => {
            (Text::new(format!("{shown} 不得大于 {limit}"), format!("{shown} must not be above {limit}")), None)
        }
        Kind::MinLength { .. } => (
            Text::new("文字不得为空", "the text must not be empty"),
            Some(Text::new(
                "请填写；可以不填的字段，未知时写 null 或省略",
                "fill it in; an optional field is null or left out where it is not known",
            )),
        ),
        Kind::MinItems { limit } => {
            (Text::new(format!("至少应有 {limit} 项"), format!("there must be at least {limit}")), None)
        }
        Kind::MaxProperties { .. } => {
            (Text::new("not_applicable 不能与值并存", "not_applicable cannot stand beside a value"), None)
        }
        Kind::Format { format } => format_message(format, &shown),
        Kind::Pattern { pattern } => pattern_message(pattern, value, &shown),
        other => (
            Text::new(
                format!("{shown} 不符合要求（{}）", other.keyword()),
                format!("{shown} does not satisfy {}", other.keyword()),
            ),
            None,
        ),
    };
    let mut finding = Finding::error("S-VALUE", message);
    finding.hint = hint;
    finding
}

fn format_message(format: &str, shown: &str) -> (Text, Option<Text>) {
    match format {
        "x-date" => (
            Text::new(format!("{shown} 不是存在的日期"), format!("{shown} is not a date that exists")),
            Some(Text::new("写作 2020-11-30", "write 2020-11-30")),
        ),
        _ => (
            Text::new(format!("{shown} 不是存在的日期"), format!("{shown} is not a date that exists")),
            Some(Text::new("写作 2020-11-30、2020-11 或 2020", "write 2020-11-30, 2020-11 or 2020")),
        ),
    }
}

fn is_date_pattern(pattern: &str) -> bool {
    pattern.contains("{4}")
}

fn pattern_message(pattern: &str, value: &Value, shown: &str) -> (Text, Option<Text>) {
    if pattern.contains("a-z") {
        return (
            Text::new(format!("{shown} 不能作为编号"), format!("{shown} cannot be an id")),
            Some(Text::new(
                "编号以小写字母开头，只含小写字母、数字、_ 和 -",
                "an id starts with a lower-case letter and has lower-case letters, digits, _ and - only",
            )),
        );
    }
    if pattern.contains("0-9") {
        if value.as_str().is_some_and(|text| parse_number(text).is_ok()) {
            // A number that does not fit the pattern can only be below zero.
            return (Text::new(format!("{shown} 不得小于 0"), format!("{shown} must not be below 0")), None);
        }
        return (
            Text::new(format!("{shown} 不是数值"), format!("{shown} is not a number")),
            Some(Text::new(
                "写作 227.18 或 \"227.18\"，不带单位、逗号和空格；金额不得为负",
                "write 227.18 or \"227.18\" without unit, commas and spaces; money is not negative",
            )),
        );
    }
    (Text::new("此处只能是一行文字，不能有换行", "this is text of one line, without line breaks"), None)
}

/// A value as it is shown in a message.
fn shorten(text: &str) -> String {
    const LONGEST: usize = 40;
    if text.chars().count() <= LONGEST {
        text.to_owned()
    } else {
        text.chars().take(LONGEST).chain("…".chars()).collect()
    }
}
