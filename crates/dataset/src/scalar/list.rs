//! Lists that must not be empty, and counts from one: what their schema demands, the reader demands too.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

/// Reads a list and refuses an empty one.
pub(crate) fn filled<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    let list = Vec::deserialize(deserializer)?;
    if list.is_empty() { Err(D::Error::custom("an empty list")) } else { Ok(list) }
}

/// Reads a count that starts at one, or null.
pub(crate) fn from_one<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u8>, D::Error> {
    let count = Option::deserialize(deserializer)?;
    if count == Some(0) { Err(D::Error::custom("zero where counting starts at one")) } else { Ok(count) }
}
