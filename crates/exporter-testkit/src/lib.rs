//! What a finished export must look like: checks of the structure of produced files, and their text for tests.
//!
//! For Word and Excel they find what opens only after a repair, or not at all, but passes a validation against the schemas;
//! for web pages, what breaks the promise of one file without scripts that needs nothing from elsewhere. This crate does
//! not know documents, datasets or how a file was made.

mod defect;
pub mod docx_structure;
pub mod docx_text;
pub mod html_structure;
pub mod html_text;
mod package;
mod parts;
mod tree;
pub mod xlsx_structure;
