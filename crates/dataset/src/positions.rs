//! Where the values and keys of a JSON text stand.

use std::ops::Range;

use jsonc_parser::ast::{ObjectPropName, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

/// A JSON text parsed for its places. Only made when there is something to report.
#[derive(Debug)]
pub struct Positions<'a> {
    root: Option<Value<'a>>,
}

impl<'a> Positions<'a> {
    /// Parses strict JSON. The text must have been accepted by a JSON parser that limits nesting.
    #[must_use]
    pub fn parse(text: &'a str) -> Self {
        let options = ParseOptions {
            allow_comments: false,
            allow_loose_object_property_names: false,
            allow_trailing_commas: false,
            ..ParseOptions::default()
        };
        Self { root: parse_to_ast(text, &CollectOptions::default(), &options).ok().and_then(|result| result.value) }
    }

    /// Bytes of the value at a JSON pointer.
    #[must_use]
    pub fn value(&self, pointer: &str) -> Option<Range<usize>> {
        self.find(pointer).map(range)
    }

    /// Bytes of the value at a pointer or, where it is missing, of the nearest value around it.
    #[must_use]
    pub fn nearest(&self, pointer: &str) -> Range<usize> {
        let mut pointer = pointer;
        loop {
            if let Some(range) = self.value(pointer) {
                return range;
            }
            match pointer.rfind('/') {
                Some(at) => pointer = &pointer[..at],
                None => return 0..0,
            }
        }
    }

    /// Bytes of the file that hold some bytes of the text at a pointer, whose escapes take more room in the file.
    #[must_use]
    pub fn within(&self, file: &str, pointer: &str, text: &Range<usize>) -> Option<Range<usize>> {
        let Value::StringLit(literal) = self.find(pointer)? else { return None };
        let start = literal.start() + 1;
        let raw = &file[start..literal.end().saturating_sub(1)];
        Some(start + raw_offset(raw, text.start)..start + raw_offset(raw, text.end))
    }

    /// The text at a JSON pointer, where it is one.
    #[must_use]
    pub fn text(&self, pointer: &str) -> Option<&str> {
        let Value::StringLit(literal) = self.find(pointer)? else { return None };
        Some(&literal.value)
    }

    /// Items of the list at a JSON pointer; none where it is no list.
    #[must_use]
    pub fn length(&self, pointer: &str) -> usize {
        let Some(Value::Array(array)) = self.find(pointer) else { return 0 };
        array.elements.len()
    }

    /// Bytes of a key of the object at a pointer, with its quotes.
    #[must_use]
    pub fn key(&self, object: &str, key: &str) -> Option<Range<usize>> {
        let Some(Value::Object(object)) = self.find(object) else { return None };
        object.properties.iter().find(|property| name(&property.name) == key).map(|property| range(&property.name))
    }

    /// Calls a function with pointer and value of everything, in the order of the text.
    pub fn visit(&self, mut visitor: impl FnMut(&str, &Value<'a>)) {
        if let Some(root) = &self.root {
            visit(root, &mut String::new(), &mut visitor);
        }
    }

    fn find(&self, pointer: &str) -> Option<&Value<'a>> {
        let mut value = self.root.as_ref()?;
        for segment in pointer.split('/').skip(1) {
            let segment = unescape(segment);
            value = match value {
                Value::Object(object) => {
                    &object.properties.iter().rev().find(|property| name(&property.name) == segment)?.value
                }
                Value::Array(array) => array.elements.get(segment.parse::<usize>().ok()?)?,
                _ => return None,
            };
        }
        Some(value)
    }
}

/// The text of an object's key.
#[must_use]
pub(crate) fn name<'a>(name: &'a ObjectPropName<'_>) -> &'a str {
    name.as_str()
}

/// The byte of a string's JSON notation at which so many bytes of the string have been written.
fn raw_offset(raw: &str, decoded: usize) -> usize {
    let (mut at, mut length) = (0, 0);
    while length < decoded && at < raw.len() {
        let rest = &raw[at..];
        let (step, made) = match rest.as_bytes() {
            [b'\\', b'u', ..] => unicode_escape(rest),
            [b'\\', ..] => (2, 1),
            _ => rest.chars().next().map_or((1, 1), |character| (character.len_utf8(), character.len_utf8())),
        };
        at += step;
        length += made;
    }
    at.min(raw.len())
}

/// Bytes of a `\u` escape, a pair of surrogates being one, and of the character that it stands for.
fn unicode_escape(rest: &str) -> (usize, usize) {
    let unit = |at: usize| u32::from_str_radix(rest.get(at..at + 4)?, 16).ok();
    match unit(2) {
        Some(0xd800..0xdc00) => (12, 4),
        Some(code) => (6, char::from_u32(code).map_or(1, char::len_utf8)),
        None => (2, 1),
    }
}

/// The bytes of something.
pub(crate) fn range(ranged: &impl Ranged) -> Range<usize> {
    ranged.start()..ranged.end()
}

/// A key as a segment of a JSON pointer.
pub(crate) fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

fn unescape(segment: &str) -> String {
    segment.replace("~1", "/").replace("~0", "~")
}

fn visit<'a>(value: &Value<'a>, pointer: &mut String, visitor: &mut impl FnMut(&str, &Value<'a>)) {
    visitor(pointer, value);
    let length = pointer.len();
    match value {
        Value::Object(object) => {
            for property in &object.properties {
                pointer.push('/');
                pointer.push_str(&escape(name(&property.name)));
                visit(&property.value, pointer, visitor);
                pointer.truncate(length);
            }
        }
        Value::Array(array) => {
            for (index, element) in array.elements.iter().enumerate() {
                pointer.push('/');
                pointer.push_str(&index.to_string());
                visit(element, pointer, visitor);
                pointer.truncate(length);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_and_keys_are_found() {
        let text = "{\"a\": [1, {\"b/c\": \"二\"}], \"d\": null}";
        let positions = Positions::parse(text);
        assert_eq!(&text[positions.value("/a/1/b~1c").expect("there")], "\"二\"");
        assert_eq!(&text[positions.key("", "d").expect("there")], "\"d\"");
        assert_eq!(&text[positions.nearest("/a/0/x/y")], "1");
        assert!(positions.value("/a/7").is_none());
    }

    #[test]
    fn bytes_of_a_text_are_found_behind_escapes() {
        let file = r#"{"a": "一\n\u4e8c\ud83d\ude00三\"x"}"#;
        let positions = Positions::parse(file);
        let text = "一\n二😀三\"x";
        for part in ["一", "二", "😀", "三", "x"] {
            let start = text.find(part).expect("in the text");
            let found = positions.within(file, "/a", &(start..start + part.len())).expect("a text");
            let raw = format!("\"{}\"", &file[found]);
            assert_eq!(serde_json::from_str::<String>(&raw).expect("whole characters"), part);
        }
        assert!(positions.within(file, "/b", &(0..1)).is_none());
    }
}
