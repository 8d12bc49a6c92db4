//! Where in the document an exporter is, for its errors.

use std::fmt;

/// A JSON pointer into the document, as a chain on the stack: it costs nothing until an error prints it.
///
/// ```
/// use jianbao_exporter_sdk::Pointer;
///
/// let sections = Pointer::ROOT.key("sections");
/// assert_eq!(sections.index(2).to_string(), "/sections/2");
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Pointer<'a> {
    parent: Option<&'a Pointer<'a>>,
    segment: Segment<'a>,
}

#[derive(Debug, Clone, Copy)]
enum Segment<'a> {
    Root,
    Key(&'a str),
    Index(usize),
}

impl Pointer<'static> {
    /// The whole document.
    pub const ROOT: Self = Self { parent: None, segment: Segment::Root };
}

impl Pointer<'_> {
    /// The member `key` of this place.
    #[must_use]
    pub fn key<'b>(&'b self, key: &'b str) -> Pointer<'b> {
        Pointer { parent: Some(self), segment: Segment::Key(key) }
    }

    /// The item `index` of this place.
    #[must_use]
    pub fn index(&self, index: usize) -> Pointer<'_> {
        Pointer { parent: Some(self), segment: Segment::Index(index) }
    }
}

impl fmt::Display for Pointer<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            parent.fmt(out)?;
        }
        match self.segment {
            Segment::Root => Ok(()),
            Segment::Key(key) => write!(out, "/{}", key.replace('~', "~0").replace('/', "~1")),
            Segment::Index(index) => write!(out, "/{index}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_prints_its_segments_and_escapes_keys() {
        let provenance = Pointer::ROOT.key("provenance");
        assert_eq!(provenance.key("a/b~c").to_string(), "/provenance/a~1b~0c");
        assert_eq!(Pointer::ROOT.key("sections").index(2).to_string(), "/sections/2");
        assert_eq!(Pointer::ROOT.to_string(), "");
    }
}
