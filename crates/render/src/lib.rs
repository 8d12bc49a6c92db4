//! Layout, dataset and figures become the neutral document.
//!
//! A [`Renderer`] compiles the templates of one layout and renders any number of datasets with it, from any thread.
//! Chapters are Markdown, forms are XHTML tables, both with minijinja. Values never meet a parser: whatever a template
//! prints is written as an opaque token and put back after parsing, so that data prints literally and numbers keep their
//! figure ids.
//!
//! This crate does not read files and does not compute: figures come from the ledger, numbers of headings and tables
//! from the order of the blocks.

mod catalogue;
mod chart;
mod check;
mod context;
mod data_table;
mod environment;
mod error;
mod file_name;
mod files;
mod filters;
mod finding_list;
mod form;
mod functions;
mod grid;
mod heights;
mod indicator_rows;
mod job;
mod limits;
mod markdown;
mod numbering;
mod paging;
mod pass;
mod renderer;
mod request_list;
mod style;
mod table_rows;
mod told;
mod typed;
mod words;

pub use catalogue::CHECKS;
pub use check::check;
pub use finding_list::{List, finding_list};
pub use renderer::{Mode, Rendered, RenderedFile, Renderer};
