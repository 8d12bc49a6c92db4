//! Blocks of kinds that this version does not know, and the reading of all blocks.
//!
//! A document of a later minor may hold kinds of blocks that were not there when an exporter was built. They are kept as
//! they are, so that the exporter can say what it leaves out, and where, instead of failing on the whole document.

use std::fmt;

use serde::de::value::{MapAccessDeserializer, MapDeserializer};
use serde::de::{Error, IgnoredAny, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use crate::{Block, Chart, Heading, Paragraph, Table, TableOfContents};

/// The member of a block that says what it is.
const KIND: &str = "kind";

/// A block of a kind that this version does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownBlock {
    /// Its kind.
    pub kind: String,
    /// All of its members but `kind`, as they came.
    pub value: Map<String, Value>,
}

impl UnknownBlock {
    /// The name of the feature that an exporter lacks if it leaves the block out: `block.` and the kind.
    #[must_use]
    pub fn feature(&self) -> String {
        format!("block.{}", self.kind)
    }
}

impl Serialize for UnknownBlock {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.value.len() + 1))?;
        map.serialize_entry(KIND, &self.kind)?;
        for (name, member) in &self.value {
            map.serialize_entry(name, member)?;
        }
        map.end()
    }
}

/// Derived code would buffer every block and tell a broken table from an unknown block by no more than that both are
/// none of the known ones. Here a block that begins with its kind is read as it comes, and keeps the reason of its error.
impl<'de> Deserialize<'de> for Block {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(BlockVisitor)
    }
}

struct BlockVisitor;

impl<'de> Visitor<'de> for BlockVisitor {
    type Value = Block;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a block, an object with its `kind`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Block, A::Error> {
        let mut before = Map::new();
        while let Some(name) = map.next_key::<String>()? {
            if name != KIND {
                before.insert(name, map.next_value()?);
                continue;
            }
            let kind: String = map.next_value()?;
            if before.is_empty() {
                return block(kind, map);
            }
            while let Some((name, member)) = map.next_entry()? {
                before.insert(name, member);
            }
            let members = MapDeserializer::<_, serde_json::Error>::new(before.into_iter());
            return block(kind, members).map_err(A::Error::custom);
        }
        Err(A::Error::missing_field(KIND))
    }
}

/// Reads the members of a block of a kind.
fn block<'de, A: MapAccess<'de>>(kind: String, mut members: A) -> Result<Block, A::Error> {
    match kind.as_str() {
        "heading" => Heading::deserialize(MapAccessDeserializer::new(members)).map(Block::Heading),
        "paragraph" => Paragraph::deserialize(MapAccessDeserializer::new(members)).map(Block::Paragraph),
        "table" => Table::deserialize(MapAccessDeserializer::new(members)).map(Block::Table),
        "chart" => Chart::deserialize(MapAccessDeserializer::new(members)).map(Block::Chart),
        "table_of_contents" => {
            TableOfContents::deserialize(MapAccessDeserializer::new(members)).map(Block::TableOfContents)
        }
        "page_break" => {
            while members.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            Ok(Block::PageBreak)
        }
        _ => {
            let value = Map::deserialize(MapAccessDeserializer::new(members))?;
            Ok(Block::Unknown(UnknownBlock { kind, value }))
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::Block;

    #[test]
    fn an_unknown_block_is_kept_as_it_came() {
        let json = r#"{"kind":"footnote","id":"f1","inlines":[{"kind":"text","text":"注"}],"depth":1.5}"#;
        let block: Block = serde_json::from_str(json).unwrap();
        let Block::Unknown(unknown) = &block else { panic!("{block:?}") };
        assert_eq!(unknown.feature(), "block.footnote");
        assert_eq!(serde_json::to_string(&block).unwrap(), json);
    }

    #[test]
    fn the_kind_may_stand_anywhere_and_unknown_members_are_ignored() {
        let first: Block = serde_json::from_str(r#"{"kind":"paragraph","style":"body","inlines":[]}"#).unwrap();
        let last = r#"{"style":"body","inlines":[],"colour":"red","kind":"paragraph"}"#;
        assert_eq!(serde_json::from_str::<Block>(last).unwrap(), first);
        let kinds =
            [r#"{"kind":"page_break"}"#, r#"{"width":3,"kind":"page_break"}"#, r#"{"kind":"page_break","a":[]}"#];
        for json in kinds {
            assert_eq!(serde_json::from_str::<Block>(json).unwrap(), Block::PageBreak, "{json}");
        }
    }

    #[test]
    fn a_broken_block_of_a_known_kind_is_an_error_that_says_what_is_wrong() {
        let cases = [
            (r#"{"kind":"paragraph","style":"body"}"#, "missing field `inlines`"),
            (r#"{"inlines":[],"kind":"paragraph"}"#, "missing field `style`"),
            (r#"{"kind":"heading","level":"one"}"#, "invalid type: string \"one\""),
            (r#"{"style":"body"}"#, "missing field `kind`"),
            (r#"{"kind":1}"#, "invalid type: integer `1`"),
            (r#""paragraph""#, "a block, an object with its `kind`"),
        ];
        for (json, reason) in cases {
            let error = serde_json::from_str::<Block>(json).unwrap_err().to_string();
            assert!(error.contains(reason), "{json}: {error}");
        }
    }
}
