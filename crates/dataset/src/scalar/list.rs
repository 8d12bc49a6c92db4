//! Lists that must not be empty.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

/// Reads a list and refuses an empty one, as `minItems` in the schema does.
pub(crate) fn at_least_one<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    let items = Vec::deserialize(deserializer)?;
    if items.is_empty() { Err(D::Error::custom("an empty list")) } else { Ok(items) }
}
