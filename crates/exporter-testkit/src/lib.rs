//! What a finished export must look like: checks of the structure of produced files, and their text for tests.
//!
//! The checks find what opens in Word only after a repair, or not at all, but passes a validation against the schemas. This
//! crate does not know documents, datasets or how a file was made.

pub mod docx_structure;
pub mod docx_text;
mod package;
mod tree;
