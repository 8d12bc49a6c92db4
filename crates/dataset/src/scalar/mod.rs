//! The scalars of a dataset: each is read strictly, and each has the JSON Schema that says the same.

mod date;
mod id;
mod list;
mod map;
mod number;
mod stated;
mod text;
mod whole;

pub use date::{Date, PartialDate};
pub use id::Id;
pub(crate) use list::at_least_one;
pub(crate) use map::unique;
pub use number::{Amount, MAX_DIGITS, Number, NumberError, parse_number};
pub(crate) use stated::FromRaw;
pub use stated::Stated;
pub use text::{Line, Prose, forbidden_character};
pub(crate) use whole::{optional_whole, whole};
