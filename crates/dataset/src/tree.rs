//! A dataset as a tree of plain nodes that still tells names, prose and numbers apart.
//!
//! Templates and text checks walk this tree instead of naming every field, so that no field can be forgotten.

use serde::ser::{self, Serialize};

use crate::Dataset;

/// A node of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// Not known, or absent.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A small whole number such as a year.
    Integer(i64),
    /// A name, a code, an id or a date.
    Text(String),
    /// An exact decimal.
    Number(String),
    /// Paragraphs that may hold placeholders.
    Prose(String),
    /// A list.
    List(Vec<Self>),
    /// A record or a map, in the order of its fields.
    Record(Vec<(String, Self)>),
}

/// The tree of a dataset.
#[must_use]
pub fn tree(dataset: &Dataset) -> Node {
    // Nothing in the model is what the maker refuses (floating point, bytes, keys that are not text); the tests below walk a
    // whole dataset.
    dataset.serialize(Maker { wrapper: "" }).unwrap_or(Node::Null)
}

impl Node {
    /// Calls a function with the JSON pointer and the text of every prose field.
    pub fn visit_prose<'a>(&'a self, visitor: &mut impl FnMut(&str, &'a str)) {
        self.walk(&mut String::new(), visitor);
    }

    /// The node at a JSON pointer.
    #[must_use]
    pub fn at(&self, pointer: &str) -> Option<&Self> {
        pointer.split('/').skip(1).try_fold(self, |node, segment| match node {
            Self::List(items) => items.get(segment.parse::<usize>().ok()?),
            Self::Record(fields) => {
                fields.iter().find(|(key, _)| crate::positions::escape(key) == segment).map(|(_, field)| field)
            }
            _ => None,
        })
    }

    fn walk<'a>(&'a self, pointer: &mut String, visitor: &mut impl FnMut(&str, &'a str)) {
        let length = pointer.len();
        match self {
            Self::Prose(text) => visitor(pointer, text),
            Self::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    pointer.push('/');
                    pointer.push_str(&index.to_string());
                    item.walk(pointer, visitor);
                    pointer.truncate(length);
                }
            }
            Self::Record(fields) => {
                for (key, field) in fields {
                    pointer.push('/');
                    pointer.push_str(&crate::positions::escape(key));
                    field.walk(pointer, visitor);
                    pointer.truncate(length);
                }
            }
            _ => {}
        }
    }
}

/// Makes nodes; `wrapper` is the name of the newtype around the value.
#[derive(Clone, Copy)]
struct Maker {
    wrapper: &'static str,
}

/// What the maker cannot do; a dataset has none of it.
#[derive(Debug)]
struct Unsupported(String);

impl std::fmt::Display for Unsupported {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unsupported {}

impl ser::Error for Unsupported {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

type Made = Result<Node, Unsupported>;

macro_rules! integers {
    ($($method:ident $type:ty),+) => {
        $(fn $method(self, value: $type) -> Made {
            Ok(Node::Integer(i64::from(value)))
        })+
    };
}

impl ser::Serializer for Maker {
    type Ok = Node;
    type Error = Unsupported;
    type SerializeSeq = ListMaker;
    type SerializeTuple = ListMaker;
    type SerializeTupleStruct = ListMaker;
    type SerializeTupleVariant = ser::Impossible<Node, Unsupported>;
    type SerializeMap = RecordMaker;
    type SerializeStruct = RecordMaker;
    type SerializeStructVariant = ser::Impossible<Node, Unsupported>;

    integers!(serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64, serialize_u8 u8, serialize_u16 u16, serialize_u32 u32);

    fn serialize_bool(self, value: bool) -> Made {
        Ok(Node::Bool(value))
    }

    fn serialize_u64(self, value: u64) -> Made {
        i64::try_from(value).map(Node::Integer).map_err(ser::Error::custom)
    }

    fn serialize_f32(self, _: f32) -> Made {
        Err(ser::Error::custom("a dataset holds no floating-point number"))
    }

    fn serialize_f64(self, _: f64) -> Made {
        Err(ser::Error::custom("a dataset holds no floating-point number"))
    }

    fn serialize_char(self, value: char) -> Made {
        Ok(Node::Text(value.to_string()))
    }

    fn serialize_str(self, value: &str) -> Made {
        Ok(match self.wrapper {
            "Prose" => Node::Prose(value.to_owned()),
            "Number" => Node::Number(value.to_owned()),
            _ => Node::Text(value.to_owned()),
        })
    }

    fn serialize_bytes(self, _: &[u8]) -> Made {
        Err(ser::Error::custom("a dataset holds no bytes"))
    }

    fn serialize_none(self) -> Made {
        Ok(Node::Null)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Made {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Made {
        Ok(Node::Null)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Made {
        Ok(Node::Null)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Made {
        Ok(Node::Text(variant.to_owned()))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Made {
        value.serialize(Self { wrapper: name })
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> Made {
        value.serialize(self)
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<ListMaker, Unsupported> {
        Ok(ListMaker(Vec::with_capacity(length.unwrap_or_default())))
    }

    fn serialize_tuple(self, length: usize) -> Result<ListMaker, Unsupported> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_struct(self, _: &'static str, length: usize) -> Result<ListMaker, Unsupported> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Unsupported> {
        Err(ser::Error::custom("a dataset holds no tuple variants"))
    }

    fn serialize_map(self, length: Option<usize>) -> Result<RecordMaker, Unsupported> {
        Ok(RecordMaker { fields: Vec::with_capacity(length.unwrap_or_default()), key: None })
    }

    fn serialize_struct(self, _: &'static str, length: usize) -> Result<RecordMaker, Unsupported> {
        self.serialize_map(Some(length))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Unsupported> {
        Err(ser::Error::custom("a dataset holds no struct variants"))
    }
}

struct ListMaker(Vec<Node>);

impl ser::SerializeSeq for ListMaker {
    type Ok = Node;
    type Error = Unsupported;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unsupported> {
        self.0.push(value.serialize(Maker { wrapper: "" })?);
        Ok(())
    }

    fn end(self) -> Made {
        Ok(Node::List(self.0))
    }
}

impl ser::SerializeTuple for ListMaker {
    type Ok = Node;
    type Error = Unsupported;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unsupported> {
        ser::SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Made {
        ser::SerializeSeq::end(self)
    }
}

impl ser::SerializeTupleStruct for ListMaker {
    type Ok = Node;
    type Error = Unsupported;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unsupported> {
        ser::SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Made {
        ser::SerializeSeq::end(self)
    }
}

struct RecordMaker {
    fields: Vec<(String, Node)>,
    key: Option<String>,
}

impl ser::SerializeMap for RecordMaker {
    type Ok = Node;
    type Error = Unsupported;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unsupported> {
        match key.serialize(Maker { wrapper: "" })? {
            Node::Text(key) => self.key = Some(key),
            _ => return Err(ser::Error::custom("a key is not text")),
        }
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unsupported> {
        let key = self.key.take().ok_or_else(|| <Unsupported as ser::Error>::custom("a value without a key"))?;
        self.fields.push((key, value.serialize(Maker { wrapper: "" })?));
        Ok(())
    }

    fn end(self) -> Made {
        Ok(Node::Record(self.fields))
    }
}

impl ser::SerializeStruct for RecordMaker {
    type Ok = Node;
    type Error = Unsupported;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Unsupported> {
        self.fields.push((key.to_owned(), value.serialize(Maker { wrapper: "" })?));
        Ok(())
    }

    fn end(self) -> Made {
        Ok(Node::Record(self.fields))
    }
}
