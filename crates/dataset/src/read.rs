//! From bytes to a typed dataset.

use std::sync::Arc;

use jianbao_finding::{Finding, Position, Source, Text};
use serde_json::error::Category;

use crate::Dataset;

/// Why a file is not a dataset.
#[derive(Debug)]
pub enum ReadError {
    /// Not readable as JSON text at all; the findings are complete.
    Unreadable(Vec<Finding>),
    /// JSON, but not of a dataset's shape. The first thing that the typed reader met is told; the schema tells the rest.
    Shape {
        /// The typed reader's own words.
        message: String,
        /// Byte at which it stopped.
        at: usize,
    },
}

/// The text of a file: UTF-8, with or without a byte order mark.
pub fn decode(name: &str, bytes: &[u8]) -> Result<Arc<Source>, Box<Finding>> {
    decode_part(name, bytes, START)
}

/// Where a file begins.
const START: Position = Position { line: 1, column: 1 };

/// The text of a part of a file that begins at a place of it: UTF-8, at the start of the file with or without a byte order mark.
pub fn decode_part(name: &str, bytes: &[u8], origin: Position) -> Result<Arc<Source>, Box<Finding>> {
    let marked = if origin == START { bytes.strip_prefix(b"\xef\xbb\xbf") } else { None };
    let body = marked.unwrap_or(bytes);
    match simdutf8::compat::from_utf8(body) {
        Ok(text) => Ok(Arc::new(Source::part(name, text, origin))),
        Err(error) => Err(Box::new(wrong_encoding(name, body, error.valid_up_to(), origin))),
    }
}

fn wrong_encoding(name: &str, bytes: &[u8], at: usize, origin: Position) -> Finding {
    let valid = String::from_utf8_lossy(&bytes[..at]).into_owned();
    let source = Arc::new(Source::part(name, valid, origin));
    let position = source.position(at);
    let message = Text::new(
        format!("文件不是 UTF-8 编码：第 {} 行第 {} 列起无法读取", position.line, position.column),
        format!("the file is not UTF-8: unreadable from line {}, column {}", position.line, position.column),
    );
    let hint = if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        Text::new("文件像是 UTF-16 编码，请另存为 UTF-8", "it looks like UTF-16; save it as UTF-8")
    } else if encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes).is_some() {
        Text::new("文件像是 GBK 编码，请在编辑器中另存为 UTF-8", "it looks like GBK; save it as UTF-8 in your editor")
    } else {
        Text::new("文件可能已损坏，请重新导出", "the file may be damaged; export it again")
    };
    Finding::error("S-ENCODING", message).hint(hint).in_source(source, at..at)
}

/// Reads a dataset strictly: unknown fields, wrong types and inexact numbers are errors.
pub fn read(source: &Arc<Source>) -> Result<Dataset, ReadError> {
    match crate::strict::fast(source.text()) {
        Some(dataset) => Ok(dataset),
        None => read_exactly(source),
    }
}

/// The same as [`read`], slower: the reader that says why a text is no dataset, without the fast one before it.
pub fn read_exactly(source: &Arc<Source>) -> Result<Dataset, ReadError> {
    let typed = match crate::strict::from_str::<Dataset>(source.text()) {
        Ok(dataset) => return Ok(dataset),
        Err(error) => error,
    };
    // The typed reader may have stopped at a wrong field before it reached broken JSON: the latter is the real news.
    if let Err(error) = serde_json::from_str::<serde_json::Value>(source.text()) {
        return Err(ReadError::Unreadable(vec![not_json(source, &error)]));
    }
    Err(ReadError::Shape { message: own_words(&typed), at: source.byte(typed.line(), typed.column()) })
}

/// An error's text without the place that `serde_json` appends.
fn own_words(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.find(" at line ").map_or(text.clone(), |at| text[..at].to_owned())
}

fn not_json(source: &Arc<Source>, error: &serde_json::Error) -> Finding {
    let at = source.byte(error.line(), error.column());
    let words = own_words(error);
    if words.contains("number out of range") {
        let message = Text::new("数值超出可以精确表示的范围", "a number is out of the range that can be held exactly");
        return Finding::error("S-DIGITS", message).in_source(Arc::clone(source), at..at + 1);
    }
    let (message, hint) = if source.text().trim().is_empty() {
        (Text::new("文件是空的", "the file is empty"), None)
    } else if error.classify() == Category::Eof {
        let hint = Text::new(
            "文件可能没有传完整，请与原文件核对大小",
            "it may be cut short; compare its size with the original",
        );
        (Text::new("JSON 不完整：文件提前结束", "the JSON is incomplete: the file ends too early"), Some(hint))
    } else if words.contains("recursion limit") {
        (Text::new("JSON 嵌套过深（超过 128 层）", "the JSON is nested too deep (more than 128 levels)"), None)
    } else if ["control character", "lone leading", "hex escape", "invalid escape"]
        .iter()
        .any(|kind| words.contains(kind))
    {
        (Text::new(format!("不是有效的 JSON：{}", chinese(&words)), format!("not valid JSON: {words}")), None)
    } else {
        let hint = Text::new(
            "常见原因：缺少逗号、使用了中文引号或逗号、末尾多了逗号",
            "usual causes: a missing comma, Chinese quotation marks or commas, a comma too many at the end",
        );
        (Text::new(format!("不是有效的 JSON：{}", chinese(&words)), format!("not valid JSON: {words}")), Some(hint))
    };
    let mut finding = Finding::error("S-JSON", message).in_source(Arc::clone(source), at..at + 1);
    finding.hint = hint;
    finding
}

/// The words of `serde_json` for broken JSON, in Chinese.
fn chinese(words: &str) -> String {
    const WORDS: &[(&str, &str)] = &[
        ("expected value", "此处应为一个值"),
        ("expected ident", "此处应为 true、false 或 null"),
        ("expected `:`", "此处应为冒号 :"),
        ("expected `,` or `}`", "此处应为逗号或 }"),
        ("expected `,` or `]`", "此处应为逗号或 ]"),
        ("key must be a string", "键必须是带双引号的字符串"),
        ("trailing comma", "多余的逗号"),
        ("trailing characters", "JSON 结束后还有多余内容"),
        ("invalid escape", "无效的转义字符"),
        (
            "control character (\\u0000-\\u001F) found while parsing a string",
            "字符串中有未转义的控制字符（如直接换行）",
        ),
        ("lone leading surrogate in hex escape", "不成对的 Unicode 代理项"),
        ("unexpected end of hex escape", "不完整的 \\u 转义"),
        ("invalid number", "无效的数字"),
    ];
    WORDS
        .iter()
        .find(|(english, _)| words.starts_with(english))
        .map_or_else(|| words.to_owned(), |(_, zh)| (*zh).to_owned())
}
