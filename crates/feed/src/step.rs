//! What cutting gives, record by record.

use crate::cut::TooLong;
use crate::record::Ending;
use crate::window::Place;

/// What cutting gives.
pub(crate) enum Step {
    /// A record that is the first `bytes` of the window; the first `gone` bytes are done with, and are a line if `line`.
    Record { bytes: usize, gone: usize, line: bool, ending: Ending },
    /// A record of more bytes than allowed; it is gone.
    TooLong(TooLong),
    /// Something between the records is wrong.
    Misplaced(Misplaced, Place),
    /// The end.
    End,
}

/// What can be wrong between the elements of an array.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Misplaced {
    /// A comma without an element before or behind it.
    Comma,
    /// No comma between two elements.
    NoComma,
    /// The file ends without the bracket.
    NoBracket,
    /// Something follows the bracket.
    Behind,
}
