//! A part as a tree of elements.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// Deeper nesting than any report has; it bounds the recursion of the checks.
const MAX_DEPTH: usize = 200;

/// An element with its attributes, its children and the text before the first of them.
#[derive(Debug, Default)]
pub(crate) struct Node {
    pub(crate) name: String,
    attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Node>,
    pub(crate) text: String,
    /// The text between the end of this element and what follows in its parent.
    pub(crate) tail: String,
}

impl Node {
    /// Reads a part; the error says what is ill-formed.
    pub(crate) fn parse(part: &[u8]) -> Result<Self, String> {
        let text = std::str::from_utf8(part).map_err(|error| error.to_string())?;
        let mut reader = Reader::from_str(text.trim_start_matches('\u{FEFF}'));
        let mut open = vec![Self::default()];
        loop {
            let event = reader.read_event().map_err(|error| error.to_string())?;
            let parent = open.last_mut().ok_or("too many end tags")?;
            match event {
                Event::Start(start) => {
                    let node = Self::read(&start)?;
                    open.push(node);
                }
                Event::Empty(start) => parent.children.push(Self::read(&start)?),
                Event::End(_) => {
                    let node = open.pop().ok_or("too many end tags")?;
                    open.last_mut().ok_or("too many end tags")?.children.push(node);
                }
                Event::Text(text) => parent.push(&text.into_inner())?,
                Event::CData(text) => parent.push(&text.into_inner())?,
                Event::GeneralRef(reference) => parent.push(&resolve(&reference.into_inner())?)?,
                Event::Eof => break,
                _ => {}
            }
            if open.len() > MAX_DEPTH {
                return Err("elements are nested too deeply".to_owned());
            }
        }
        let mut root = open.pop().filter(|_| open.is_empty()).ok_or("an element is not closed")?;
        let beside = root.children.iter().any(|child| !child.tail.trim().is_empty());
        if root.children.len() == 1 && root.text.trim().is_empty() && !beside {
            root.children.pop().ok_or_else(String::new)
        } else {
            Err("a part has one root element and no text beside it".to_owned())
        }
    }

    fn push(&mut self, text: &str) -> Result<(), String> {
        allowed(text)?;
        match self.children.last_mut() {
            Some(child) => child.tail.push_str(text),
            None => self.text.push_str(text),
        }
        Ok(())
    }

    fn read(start: &BytesStart<'_>) -> Result<Self, String> {
        let mut node = Self { name: start.name().as_ref().to_owned(), ..Self::default() };
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| error.to_string())?;
            let value = attribute.normalized_value(XmlVersion::Explicit1_0).map_err(|error| error.to_string())?;
            allowed(&value)?;
            node.attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
        }
        Ok(node)
    }

    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// All text inside, in the order of the document.
    pub(crate) fn all_text(&self) -> String {
        let mut found = self.text.clone();
        for child in &self.children {
            found += &child.all_text();
            found += &child.tail;
        }
        found
    }

    /// The first child of that name.
    pub(crate) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The children of that name.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// Calls the visitor for this element and all below it, in the order of the document.
    pub(crate) fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Self)) {
        visit(self);
        for child in &self.children {
            child.walk(visit);
        }
    }
}

/// Refuses the characters that XML 1.0 excludes, which the reader lets through.
pub(crate) fn allowed(text: &str) -> Result<(), String> {
    let excluded =
        |c: &char| matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
    match text.chars().find(excluded) {
        Some(found) => Err(format!("the character U+{:04X} is not allowed in XML", u32::from(found))),
        None => Ok(()),
    }
}

fn resolve(reference: &str) -> Result<String, String> {
    let text = format!("&{reference};");
    let resolved = quick_xml::escape::unescape(&text).map_err(|error| error.to_string())?.into_owned();
    allowed(&resolved)?;
    Ok(resolved)
}
