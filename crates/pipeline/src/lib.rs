//! The stages in one call: bytes of a dataset and a layout become findings, a document, files.
//!
//! A [`Pipeline`] is a layout made ready: it validates datasets and renders them; [`Exporters`] write the document in as many formats as asked for, each
//! in a process of its own, side by side. [`check_feed`] checks any number of datasets on all cores. Nothing here prints or decides about exit codes.

mod catalogue;
mod export;
mod exporters;
mod feed;
mod prepare;
mod save;

pub use catalogue::{add_rules, catalogue};
pub use export::{DOCUMENT_FORMAT, ExportCause, ExportError, ExportRequest, Written};
pub use exporters::{Exporters, Found, Other, Source, short_name};
pub use feed::{CHECKS, Checked, Checker, Ended, Judged, REMEMBERED, Settings, Subject, check_feed};
pub use jianbao_render::{Mode, RenderedFile};
pub use prepare::{Pipeline, Prepared};
pub use save::{check_writable, save};

/// Version of the product, as it is written into files.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
