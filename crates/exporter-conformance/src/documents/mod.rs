//! The documents of the kit: small, valid, each about one thing.

mod every;
mod parts;
mod tables;
mod texts;

pub(crate) use every::{every_block, minimal, unknown_block, with_feature};
pub(crate) use parts::{STYLES, caption, chart, document, heading, page, section, table, toc};
pub(crate) use tables::{empty_table, many_rows, merged_cells, zero_rows};
pub(crate) use texts::{control_characters, decimals, long_cell, scripts, sheet_names};
