//! A small XML tree: read a part, complete it, write it again.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::error::WriteError;
use crate::xml::Xml;

/// An element. Texts between elements are dropped: the parts that pass through here have none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Element>,
}

impl Element {
    pub(crate) fn new(name: &str, attributes: &[(&str, &str)]) -> Self {
        let attributes = attributes.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        Self { name: name.to_owned(), attributes, children: Vec::new() }
    }

    /// The same element with children.
    pub(crate) fn with(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.children.extend(children);
        self
    }

    /// Reads a part; an error means that docx-rs wrote ill-formed XML.
    pub(crate) fn parse(part: &[u8]) -> Result<Self, WriteError> {
        let text = std::str::from_utf8(part).map_err(broken)?;
        let mut reader = Reader::from_str(text);
        let mut open: Vec<Self> = vec![Self::new("", &[])];
        loop {
            match reader.read_event().map_err(broken)? {
                Event::Start(start) => open.push(Self::read(&start)?),
                Event::Empty(start) => {
                    let element = Self::read(&start)?;
                    last(&mut open)?.children.push(element);
                }
                Event::End(_) => {
                    let element = open.pop().ok_or_else(unbalanced)?;
                    last(&mut open)?.children.push(element);
                }
                Event::Eof => break,
                _ => {}
            }
        }
        last(&mut open)?.children.pop().ok_or_else(unbalanced)
    }

    fn read(start: &BytesStart<'_>) -> Result<Self, WriteError> {
        let mut element = Self::new(start.name().as_ref(), &[]);
        for attribute in start.attributes() {
            let attribute = attribute.map_err(broken)?;
            let value = attribute.normalized_value(XmlVersion::Explicit1_0).map_err(broken)?;
            element.attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
        }
        Ok(element)
    }

    /// Writes the element as a part of its own.
    pub(crate) fn part(&self) -> Result<Vec<u8>, WriteError> {
        let mut xml = Xml::part(Vec::new())?;
        self.write(&mut xml)?;
        Ok(xml.into_inner())
    }

    fn write(&self, xml: &mut Xml<Vec<u8>>) -> std::io::Result<()> {
        let attributes: Vec<(&str, &str)> = self.attributes.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        if self.children.is_empty() {
            return xml.empty(&self.name, &attributes);
        }
        xml.open(&self.name, &attributes)?;
        for child in &self.children {
            child.write(xml)?;
        }
        xml.close(&self.name)
    }

    pub(crate) fn attribute(&self, key: &str) -> Option<&str> {
        self.attributes.iter().find(|(k, _)| k == key).map(|(_, value)| value.as_str())
    }

    /// Sets an attribute, replacing its value if it is there.
    pub(crate) fn set(&mut self, key: &str, value: &str) {
        self.attributes.retain(|(k, _)| k != key);
        self.attributes.push((key.to_owned(), value.to_owned()));
    }

    /// The first child of that name, made if it is missing.
    pub(crate) fn child(&mut self, name: &str) -> &mut Self {
        let position = self.children.iter().position(|child| child.name == name).unwrap_or_else(|| {
            self.children.push(Self::new(name, &[]));
            self.children.len() - 1
        });
        &mut self.children[position]
    }

    /// Drops everywhere the elements of these names that say nothing.
    pub(crate) fn prune(&mut self, names: &[&str]) {
        for child in &mut self.children {
            child.prune(names);
        }
        self.children.retain(|child| {
            !(child.children.is_empty() && child.attributes.is_empty() && names.contains(&child.name.as_str()))
        });
    }
}

fn last(open: &mut [Element]) -> Result<&mut Element, WriteError> {
    open.last_mut().ok_or_else(unbalanced)
}

fn broken(error: impl std::fmt::Display) -> WriteError {
    WriteError::package(format!("a part built by docx-rs is not well-formed: {error}"))
}

fn unbalanced() -> WriteError {
    broken("unbalanced elements")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_read_completed_and_written() {
        let mut tree = Element::parse("<a x='1 &amp; 2'><b/><c><d/></c></a>".as_bytes()).unwrap();
        assert_eq!(tree.attribute("x"), Some("1 & 2"));
        tree.child("c").set("y", "\"<");
        tree.child("e").set("z", "3");
        tree.prune(&["b"]);
        let written = String::from_utf8(tree.part().unwrap()).unwrap();
        assert!(written.ends_with(r#"<a x="1 &amp; 2"><c y="&quot;&lt;"><d/></c><e z="3"/></a>"#), "{written}");
    }
}
