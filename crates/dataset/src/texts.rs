//! Every text of a dataset with its place, without naming the fields, so that none can be forgotten.
//!
//! The walk allocates nothing but the stack of the place it is at: a rule about texts looks at every record of a feed.

use std::fmt;

use serde::ser::{self, Impossible, Serialize};

use crate::Dataset;

/// What kind of text a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// Paragraphs that may hold placeholders.
    Prose,
    /// A name or another text of one line, ids, codes and dates excepted.
    Line,
}

/// A text of a dataset.
#[derive(Debug)]
pub struct Written<'t> {
    /// The text as it stands in the dataset, placeholders included.
    pub text: &'t str,
    /// Its kind.
    pub kind: TextKind,
    place: &'t [Segment],
}

/// A step from a value into it.
#[derive(Debug, Clone)]
enum Segment {
    Field(&'static str),
    Key(String),
    Index(usize),
}

impl Written<'_> {
    /// JSON pointer of the text.
    #[must_use]
    pub fn pointer(&self) -> String {
        self.place.iter().fold(String::new(), |pointer, segment| match segment {
            Segment::Field(name) => pointer + "/" + name,
            Segment::Key(key) => pointer + "/" + &crate::positions::escape(key),
            Segment::Index(index) => pointer + "/" + &index.to_string(),
        })
    }

    /// Name of the top-level field that the text is in, for example `narrative`.
    #[must_use]
    pub fn section(&self) -> &str {
        match self.place.first() {
            Some(Segment::Field(name)) => name,
            _ => "",
        }
    }

    /// Name of the innermost field that the text is in, for example `title`.
    #[must_use]
    pub fn field(&self) -> &str {
        let name = |segment: &Segment| match segment {
            Segment::Field(name) => Some(*name),
            _ => None,
        };
        self.place.iter().rev().find_map(name).unwrap_or_default()
    }
}

/// Calls a function with every text of a dataset, in the order of the fields.
pub fn visit_texts(dataset: &Dataset, visitor: &mut dyn FnMut(&Written<'_>)) {
    let mut walker = Walker { place: Vec::new(), kind: None, visitor };
    // Nothing in the model is what the walker refuses; the tests of `tree` walk a whole dataset through the same door.
    let _ = dataset.serialize(&mut walker);
}

struct Walker<'v> {
    place: Vec<Segment>,
    kind: Option<TextKind>,
    visitor: &'v mut dyn FnMut(&Written<'_>),
}

impl Walker<'_> {
    fn inside<T: Serialize + ?Sized>(&mut self, segment: Segment, value: &T) -> Done {
        self.place.push(segment);
        self.kind = None;
        let done = value.serialize(&mut *self);
        self.place.pop();
        done
    }
}

type Done = Result<(), Unsupported>;

/// What the walker cannot do; a dataset has none of it.
#[derive(Debug)]
struct Unsupported;

impl fmt::Display for Unsupported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a dataset holds no such value")
    }
}

impl std::error::Error for Unsupported {}

impl ser::Error for Unsupported {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

macro_rules! no_text {
    ($($method:ident $type:ty),+) => {
        $(fn $method(self, _: $type) -> Done {
            Ok(())
        })+
    };
}

impl<'w, 'v> ser::Serializer for &'w mut Walker<'v> {
    type Ok = ();
    type Error = Unsupported;
    type SerializeSeq = Items<'w, 'v>;
    type SerializeTuple = Impossible<(), Unsupported>;
    type SerializeTupleStruct = Impossible<(), Unsupported>;
    type SerializeTupleVariant = Impossible<(), Unsupported>;
    type SerializeMap = Entries<'w, 'v>;
    type SerializeStruct = Fields<'w, 'v>;
    type SerializeStructVariant = Impossible<(), Unsupported>;

    no_text!(
        serialize_bool bool, serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64, serialize_u8 u8,
        serialize_u16 u16, serialize_u32 u32, serialize_u64 u64, serialize_f32 f32, serialize_f64 f64, serialize_char char,
        serialize_bytes &[u8]
    );

    fn serialize_str(self, value: &str) -> Done {
        if let Some(kind) = self.kind {
            (self.visitor)(&Written { text: value, kind, place: &self.place });
        }
        Ok(())
    }

    /// Numbers and dates; texts are no `Display`.
    fn collect_str<T: fmt::Display + ?Sized>(self, _: &T) -> Done {
        Ok(())
    }

    fn serialize_none(self) -> Done {
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Done {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Done {
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Done {
        Ok(())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, _: &'static str) -> Done {
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Done {
        self.kind = match name {
            "Prose" => Some(TextKind::Prose),
            "Line" => Some(TextKind::Line),
            _ => None,
        };
        let done = value.serialize(&mut *self);
        self.kind = None;
        done
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> Done {
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'w, 'v>, Unsupported> {
        Ok(Items { walker: self, index: 0 })
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Unsupported> {
        Err(Unsupported)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Unsupported> {
        Err(Unsupported)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Unsupported> {
        Err(Unsupported)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Entries<'w, 'v>, Unsupported> {
        Ok(Entries { walker: self, key: String::new() })
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Fields<'w, 'v>, Unsupported> {
        Ok(Fields { walker: self })
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Unsupported> {
        Err(Unsupported)
    }
}

struct Items<'w, 'v> {
    walker: &'w mut Walker<'v>,
    index: usize,
}

impl ser::SerializeSeq for Items<'_, '_> {
    type Ok = ();
    type Error = Unsupported;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        let index = self.index;
        self.index += 1;
        self.walker.inside(Segment::Index(index), value)
    }

    fn end(self) -> Done {
        Ok(())
    }
}

struct Entries<'w, 'v> {
    walker: &'w mut Walker<'v>,
    key: String,
}

impl ser::SerializeMap for Entries<'_, '_> {
    type Ok = ();
    type Error = Unsupported;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Done {
        // The keys of the model's maps are ids.
        match serde_json::to_value(key) {
            Ok(serde_json::Value::String(key)) => self.key = key,
            _ => return Err(Unsupported),
        }
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        let key = std::mem::take(&mut self.key);
        self.walker.inside(Segment::Key(key), value)
    }

    fn end(self) -> Done {
        Ok(())
    }
}

struct Fields<'w, 'v> {
    walker: &'w mut Walker<'v>,
}

impl ser::SerializeStruct for Fields<'_, '_> {
    type Ok = ();
    type Error = Unsupported;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Done {
        self.walker.inside(Segment::Field(key), value)
    }

    fn end(self) -> Done {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Node, decode, read, tree};

    #[test]
    fn the_walk_meets_every_text_of_the_tree() {
        let bytes = include_bytes!("../../../examples/nanchang-2020/dataset.json");
        let source = decode("dataset.json", bytes).expect("UTF-8");
        let dataset = read(&source).expect("a dataset");
        let tree = tree(&dataset);
        let mut prose = Vec::new();
        tree.visit_prose(&mut |pointer, text| prose.push((pointer.to_owned(), text.to_owned())));
        let mut walked = Vec::new();
        let mut lines = 0;
        visit_texts(&dataset, &mut |written| match written.kind {
            TextKind::Prose => walked.push((written.pointer(), written.text.to_owned())),
            TextKind::Line => {
                lines += 1;
                assert_eq!(tree.at(&written.pointer()), Some(&Node::Text(written.text.to_owned())));
            }
        });
        assert_eq!(walked, prose);
        assert!(lines > 100);
    }
}
