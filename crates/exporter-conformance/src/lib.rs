//! The conformance kit: a plugin in, a report out that says case by case whether it does what every exporter must do.
//!
//! A [`Kit`] asks the plugin to describe itself and runs the [`cases`] one after another, each request in a child of its
//! own, through the [`Host`](jianbao_exporter_host::Host): loading, description and options, documents of every kind,
//! requests that no host would send, limits, cancelling, determinism. [`Kit::fuzz`] does the same with random documents
//! that a seed brings back.
//!
//! What the kit cannot see it does not claim: an exporter that looks at a clock and does not print it, or writes into a
//! folder that nobody watches, passes. It checks files as far as it knows their format.
//!
//! This crate does not know datasets, layouts, the command line or any exporter in particular, and never prints.

mod bench;
mod case;
mod cases;
mod documents;
mod fuzz;
mod kit;
mod output;
mod report;
mod request;

pub use case::{Case, Verdict, cases};
pub use fuzz::{FuzzReport, Surprise};
pub use kit::{InProcess, Kit, Selection};
pub use report::{CaseResult, ExporterSummary, Report};
