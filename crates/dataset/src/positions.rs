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
}
