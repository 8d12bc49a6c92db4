//! Parts that docx-rs built, put right.

pub(crate) mod order;
pub(crate) mod tree;
